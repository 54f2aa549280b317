//! What can be wrong with an archive.

use std::{fmt, io};

use super::{ENTRY_BYTES_MAX, FILE_BYTES_MAX, PARTS_MAX};

/// Something in the archive that could not be read. Names file and entry, never their content.
#[derive(Debug)]
pub struct ArchiveError {
    /// The file, as named inside the archive.
    pub file: String,
    /// The entry's place in the file's array, from 0; `None` when the file as a whole is meant.
    pub index: Option<usize>,
    /// What is wrong.
    pub problem: Problem,
}

/// What is wrong with a file or an entry.
#[derive(Debug)]
pub enum Problem {
    /// There is no file of tweets.
    NoTweets,
    /// More than [`PARTS_MAX`] parts of one kind.
    TooManyParts,
    /// Larger than [`FILE_BYTES_MAX`].
    FileTooLarge,
    /// The operating system's error.
    Io(io::Error),
    /// Does not begin with `window.YTD.<name>.part<n> = [` of the right name, nor with `[`.
    WrongStart,
    /// The array does not end: the file was cut off.
    CutOff,
    /// Something follows the array.
    Trailing,
    /// An entry over [`ENTRY_BYTES_MAX`].
    EntryTooLarge,
    /// Not JSON, nested too deeply, or not an object; line and column count inside the entry, from 1.
    Json {
        /// Line inside the entry.
        line: usize,
        /// Column in that line, in bytes.
        column: usize,
    },
    /// The entry lacks this field.
    Missing(&'static str),
    /// The entry has this field, but its value makes no sense.
    Bad(&'static str),
}

impl ArchiveError {
    pub(super) fn of(file: &str, problem: Problem) -> Self {
        Self { file: file.to_owned(), index: None, problem }
    }
}

impl fmt::Display for ArchiveError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.index {
            Some(index) => write!(f, "{}, entry {index}: {}", self.file, self.problem),
            None => write!(f, "{}: {}", self.file, self.problem),
        }
    }
}

impl std::error::Error for ArchiveError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.problem {
            Problem::Io(error) => Some(error),
            _ => None,
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoTweets => write!(f, "no tweets.js, tweet.js or tweets.json here or in data/"),
            Self::TooManyParts => write!(f, "over {PARTS_MAX} parts of one kind of file"),
            Self::FileTooLarge => write!(f, "larger than {FILE_BYTES_MAX} bytes"),
            Self::Io(error) => error.fmt(f),
            Self::WrongStart => write!(f, "does not begin like this file of a Twitter archive, nor with `[`"),
            Self::CutOff => write!(f, "cut off: the array does not end"),
            Self::Trailing => write!(f, "something follows the end of the array"),
            Self::EntryTooLarge => write!(f, "larger than {ENTRY_BYTES_MAX} bytes"),
            Self::Json { line, column } => {
                write!(f, "not a JSON object as expected (line {line}, column {column} of the entry)")
            }
            Self::Missing(field) => write!(f, "no {field}"),
            Self::Bad(field) => write!(f, "{field} cannot be understood"),
        }
    }
}

impl From<io::Error> for Problem {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// serde_json's messages quote values, so only the place is kept.
impl From<serde_json::Error> for Problem {
    fn from(error: serde_json::Error) -> Self {
        Self::Json { line: error.line(), column: error.column() }
    }
}
