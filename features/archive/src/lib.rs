//! medley-archive
