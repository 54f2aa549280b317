//! medley-instance
