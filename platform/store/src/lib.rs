//! medley-store
