//! The line format `id|date|text` of the UCI set "Health News in Twitter", as people find it in the wild:
//! encodings mixed, line ends mixed, lines mangled by spreadsheets.
//!
//! [`tweets`] reads a stream line by line in bounded memory and goes on after bad lines. Every line of the
//! input is accounted for, in order: as (part of) a tweet, as rejected with a reason, or as blank. What was
//! mended is said in [`Tweet::repaired`]; text is never cut.
//!
//! A line which has neither an id nor a date is the next line of the tweet before it, because tweets may
//! contain line feeds and this format does not mark them. A lone CR counts as a line end. Repeated ids are
//! passed on: whoever stores tweets by id sees them, and a reader which remembered all ids would not be
//! bounded.

mod gather;
mod lines;
mod record;
mod repair;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::fmt;
use std::io::{self, BufRead};

pub use repair::{Fix, Repair};

use super::words;

/// The longest line and the longest text read, in bytes; anything longer is rejected, never cut. Real lines
/// of the set stay below 500.
pub const LINE_BYTES_MAX: usize = 64 * 1024;
/// Most lines one tweet may span.
pub const TWEET_LINES_MAX: usize = 64;
/// Most blank lines inside one tweet; after more of them, what follows does not belong to it.
pub const TWEET_BLANKS_MAX: usize = 2;

/// One tweet of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tweet {
    /// Its first line in the file, from 1.
    pub line: usize,
    /// How many lines of the file it takes: more than 1 when its text contains line feeds.
    pub lines: usize,
    /// The tweet's id, from 1 to `i64::MAX`.
    pub id: u64,
    /// When it was written, in ms since 1970; the milliseconds come from the id when it carries them.
    pub at_ms: i64,
    /// The decoded text, without the `RT @name:` in front when [`repost_of`](Self::repost_of) has the name.
    pub text: String,
    /// For a repost: its author's user name, without `@`.
    pub repost_of: Option<String>,
    /// What had to be mended to read it, if anything.
    pub repaired: Option<Repair>,
}

impl Tweet {
    /// The whole text to post: a repost begins with `RT @name: `. Never cut.
    #[must_use]
    pub fn labelled_text(&self) -> Cow<'_, str> {
        words::labelled(self.repost_of.as_deref(), &self.text)
    }
}

/// What became of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// A tweet; it may take several lines.
    Tweet(Tweet),
    /// One line that could not be read, and why.
    Rejected {
        /// Its number, from 1.
        line: usize,
        /// Why it could not be read.
        reason: Reason,
    },
    /// A line with nothing on it.
    Blank,
}

/// Why a line was rejected. Displayed in plain words, without the line's content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reason {
    /// It has neither an id nor a date, and follows no tweet it could continue.
    Stray,
    /// It names the columns.
    Header,
    /// It has a date but no usable id.
    BadId,
    /// It has an id but nothing where the date should be.
    NoDate,
    /// Its date cannot be read, contradicts its weekday, or lies before 2006 or after 2099.
    BadDate,
    /// It has no text.
    NoText,
    /// It, or the tweet it belongs to, is longer than [`LINE_BYTES_MAX`] or [`TWEET_LINES_MAX`].
    TooLong,
    /// It contains NUL bytes where the id and date should be.
    NulBytes,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const SHAPE: &str = "`id|Thu Apr 09 01:31:50 +0000 2015|text`";
        match self {
            Self::Stray => write!(f, "no id: expected {SHAPE}"),
            Self::Header => write!(f, "column names, not a tweet"),
            Self::BadId => write!(f, "the id is not a number up to {}: expected {SHAPE}", i64::MAX),
            Self::NoDate => write!(f, "no date: expected {SHAPE}"),
            Self::BadDate => write!(f, "the date is not a possible date of a tweet: expected {SHAPE}"),
            Self::NoText => write!(f, "no text after the date"),
            Self::TooLong => write!(f, "too long: over {LINE_BYTES_MAX} bytes or {TWEET_LINES_MAX} lines"),
            Self::NulBytes => write!(f, "NUL bytes in the id or date: is the file UTF-16? Save it as UTF-8"),
        }
    }
}

/// Reads `id|date|text` lines. Each line is UTF-8 or else windows-1252. Bad lines are yielded as
/// [`Line::Rejected`] and reading goes on; an error of the reader itself is yielded once, last.
pub fn tweets<R: BufRead>(reader: R) -> impl Iterator<Item = io::Result<Line>> {
    gather::Gather::new(reader)
}
