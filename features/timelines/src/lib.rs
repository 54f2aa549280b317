//! medley-timelines
pub mod templates;
