//! Lists that people take from server to server, in the columns of Mastodon's own export: whom they follow, mute and
//! block, what they saved, which servers they do not want to hear of.
//!
//! Files come from other servers, and from spreadsheets that were asked to save them again: with or without a heading,
//! with a byte order mark, with either kind of line end, with semicolons. What cannot be meant is told, row by row.

mod error;
mod kind;
mod row;
#[cfg(test)]
mod tests;

pub use error::{RowFault, SheetError};
pub use kind::Kind;
pub use row::{Address, Wanted};

/// Bytes of a file.
pub const FILE_BYTES_MAX: usize = 4 << 20;
/// Rows of a file, as in Mastodon.
pub const ROWS_MAX: usize = 20_000;
/// Characters of a cell; the longest that is meant is an address on the web.
pub const CELL_CHARS_MAX: usize = 2_048;
/// Columns that are looked at.
const COLUMNS_MAX: usize = 16;

/// A row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetRow {
    /// Which row of the file it is, from 1: a heading counts, empty lines do not.
    pub number: u64,
    /// As it was written.
    pub cells: Vec<String>,
    /// What it means.
    pub wanted: Result<Wanted, RowFault>,
}

/// The file as text: UTF-8, without the mark that some programs put in front.
///
/// # Errors
/// When it is empty, too large, or no text in UTF-8.
pub fn decode(bytes: &[u8]) -> Result<&str, SheetError> {
    if bytes.len() > FILE_BYTES_MAX {
        return Err(SheetError::TooLarge);
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|_| SheetError::NotUtf8)?;
    if text.contains('\0') {
        return Err(SheetError::NotUtf8);
    }
    if text.trim().is_empty() { Err(SheetError::Empty) } else { Ok(text) }
}

/// The rows of a file of this kind, without its heading and without empty lines.
///
/// # Errors
/// When there are none or too many, when the heading is that of another kind, or no row can be meant.
pub fn rows(kind: Kind, text: &str) -> Result<Vec<SheetRow>, SheetError> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(text))
        .from_reader(text.as_bytes());
    let (mut rows, mut columns) = (Vec::new(), None);
    for record in reader.records() {
        // Only other encodings are errors to this reader, and the text is UTF-8.
        let record = record.map_err(|_| SheetError::NotUtf8)?;
        let cells: Vec<String> = record.iter().take(COLUMNS_MAX).map(|cell| cell.trim().to_owned()).collect();
        if cells.iter().all(String::is_empty) {
            continue;
        }
        let Some(places) = &columns else {
            let heading = kind::Columns::heading(kind, &cells)?;
            let headless = heading.is_none();
            let places = columns.insert(heading.unwrap_or_else(|| kind::Columns::usual(kind)));
            if headless {
                rows.push(row(kind, places, &record, cells));
            }
            continue;
        };
        if rows.len() == ROWS_MAX {
            return Err(SheetError::TooManyRows);
        }
        rows.push(row(kind, places, &record, cells));
    }
    if rows.is_empty() {
        return Err(SheetError::Empty);
    }
    if rows.iter().all(|row| row.wanted.is_err()) { Err(SheetError::NothingFits(kind)) } else { Ok(rows) }
}

fn row(kind: Kind, columns: &kind::Columns, record: &csv::StringRecord, cells: Vec<String>) -> SheetRow {
    let number = record.position().map_or(0, csv::Position::record) + 1;
    let long = cells.iter().any(|cell| cell.chars().count() > CELL_CHARS_MAX);
    let wanted = if long { Err(RowFault::TooLong) } else { row::wanted(kind, columns, &cells) };
    // A cell that is too long is most of the file: a quote was opened and never closed.
    let cells = cells.into_iter().map(|cell| cell.chars().take(CELL_CHARS_MAX).collect()).collect();
    SheetRow { number, cells, wanted }
}

/// Spreadsheets of some countries write semicolons, where the comma stands in numbers.
fn delimiter(text: &str) -> u8 {
    let first = text.trim_start().lines().next().unwrap_or_default();
    [b';', b'\t']
        .into_iter()
        .find(|&mark| !first.contains(',') && first.contains(char::from(mark)))
        .unwrap_or(b',')
}
