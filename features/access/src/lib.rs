//! medley-access
