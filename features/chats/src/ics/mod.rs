//! Calendars that other programs subscribe to (RFC 5545).
//!
//! A chat is one event with its rule in the time of its zone, so that calendars know it beyond the sessions that are rows
//! here; sessions that are moved, cancelled or have a topic are overrides of it. Texts are the chat's own.

mod event;
mod serve;
mod write;
mod zone;

pub(crate) use event::{Feed, calendar};
pub(crate) use serve::{IcsName, respond};

#[cfg(test)]
mod tests;
