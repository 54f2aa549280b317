//! medley-instance
pub mod templates;
