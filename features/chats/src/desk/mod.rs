//! The desk of those who lead a session: what they prepared, when it is sent, and a rehearsal that nobody else sees.

mod jobs;
mod model;
pub(crate) mod pages;
mod rehearsal;
pub(crate) mod store;
pub(crate) mod templates;
mod verbs;

pub use model::{DeskKind, DeskText};
