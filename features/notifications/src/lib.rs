//! medley-notifications
pub mod templates;
