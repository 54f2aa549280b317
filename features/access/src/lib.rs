//! medley-access
pub mod templates;
