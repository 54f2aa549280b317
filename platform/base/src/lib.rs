//! medley-base
