//! The languages of this server: catalogues of messages, numbers and times as people write them, and the texts of
//! problems in other languages than the source code's.
//!
//! Each crate with pages has a [`Catalogue`] of its own, from the `.ftl` files (Project Fluent) in its `locales/`
//! folder, so that a feature's words come and go with its folder. Code makes a [`Message`], which knows what is to
//! be said and not yet in which language; a template writes it in the language of the page that is being drawn.
//!
//! Invariants:
//!
//! - No language is hidden in a global or a thread: a [`Voice`] is handed through the drawing of a page.
//! - A message that is missing never breaks a page: it shows as [`MISSING`] with its id, and is logged.
//! - Everything that a message says is escaped, except the markup of messages whose ids end in `-html`.

mod catalogue;
pub mod check;
mod lang;
mod message;
mod numbers;
mod problems;
pub mod specialties;
mod times;
mod voice;

pub use catalogue::{Catalogue, MISSING};
pub use lang::{Dir, Lang};
pub use message::{Arg, Message, ToArg};
pub use numbers::{compact, grouped};
pub use problems::problem_text;
pub use voice::{Page, Voice, draw};

/// Words that every crate may use: times, and what is said in many places.
pub static WORDS: Catalogue = Catalogue::new(
    None,
    &[(Lang::En, include_str!("../locales/en.ftl")), (Lang::Es, include_str!("../locales/es.ftl"))],
);
