//! medley-accounts
pub mod templates;
