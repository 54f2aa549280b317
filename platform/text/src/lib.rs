//! medley-text
