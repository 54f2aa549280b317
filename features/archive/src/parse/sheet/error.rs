use std::fmt;

use super::{CELL_CHARS_MAX, FILE_BYTES_MAX, Kind, ROWS_MAX};

/// Why a file is not taken, in words for whoever brings it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SheetError {
    /// Nothing in it.
    Empty,
    /// More than [`FILE_BYTES_MAX`].
    TooLarge,
    /// More than [`ROWS_MAX`].
    TooManyRows,
    /// Another encoding, or no text.
    NotUtf8,
    /// Its heading is that of another kind.
    OtherKind(Kind),
    /// Its heading lacks the column that this kind needs.
    MissingColumn(&'static str),
    /// No row of it can be meant.
    NothingFits(Kind),
}

impl fmt::Display for SheetError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => write!(f, "The file is empty."),
            Self::TooLarge => {
                write!(f, "The file is too large: up to {} MB fit. Split it in two.", FILE_BYTES_MAX >> 20)
            }
            Self::TooManyRows => {
                write!(f, "The file has too many rows: up to {ROWS_MAX} fit. Split it in two.")
            }
            Self::NotUtf8 => {
                write!(
                    f,
                    "This is not a text file in UTF-8. In a spreadsheet, save it as \u{201c}CSV UTF-8\u{201d}."
                )
            }
            Self::OtherKind(kind) => write!(
                f,
                "This file looks like another list: {}. Choose that kind, or another file.",
                kind.label().to_lowercase()
            ),
            Self::MissingColumn(column) => {
                write!(f, "The column \u{201c}{column}\u{201d} is missing in the file's first row.")
            }
            Self::NothingFits(kind) => {
                let wanted = match kind {
                    Kind::Bookmarks => "the address of a post",
                    Kind::DomainBlocks => "the name of a server",
                    Kind::Lists => "the name of a list and an address like name@server",
                    _ => "an address like name@server",
                };
                write!(f, "No row of the file begins with {wanted}. Is it another list?")
            }
        }
    }
}

impl std::error::Error for SheetError {}

/// Why one row cannot be meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowFault {
    /// A cell has more than [`CELL_CHARS_MAX`] characters.
    TooLong,
    /// No `name@server`.
    NoAddress,
    /// No address on the web.
    NoUri,
    /// No name of a server.
    NoDomain,
    /// No name of a list.
    NoList,
}

impl fmt::Display for RowFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLong => write!(f, "A cell has more than {CELL_CHARS_MAX} characters"),
            Self::NoAddress => write!(f, "This is not an address like name@server"),
            Self::NoUri => write!(f, "This is not the address of a post"),
            Self::NoDomain => write!(f, "This is not the name of a server"),
            Self::NoList => write!(f, "The list has no name"),
        }
    }
}

impl std::error::Error for RowFault {}
