//! medley-posts
pub mod templates;
