//! What was said in a chat, put into order by question. Pure: knows neither database nor clock.
//!
//! [`arrange`] takes the posts of one session, in any order, and gives opening, questions with their answers, closing
//! and asides; each post is in exactly one place. [`find`] looks for sessions in a heap of posts. [`Document`] is a
//! transcript with everything that a reader sees of it, which [`csv`], [`json`] and [`markdown`] write down.
//!
//! Labels decide where they are clear (`text::labels`), then who answers whom, then time. None of these is reliable
//! alone: guests write `Q8` when they answer, retweeted posts carry their label behind "RT @user:", moderators repeat,
//! correct, skip, restart, or never number.

mod arrange;
mod cast;
mod cues;
mod document;
mod find;
mod model;
mod read;
mod write;

pub use arrange::arrange;
pub use document::{About, Document, Part, Passage, Person, Section, Spoken};
pub use find::{Session, find};
pub use model::{Boost, Entry, How, LINES_MAX, Line, Question, Role, Transcript};
pub use write::{Words, csv, json, markdown};
