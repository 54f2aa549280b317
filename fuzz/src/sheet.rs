//! Lists that people bring: whatever the bytes, the rows are bounded, in order, and each is understood or explained.

use archive::parse::sheet::{CELL_CHARS_MAX, Kind, ROWS_MAX, decode, rows};

/// What must hold for every input, as every kind of list.
pub fn run(bytes: &[u8]) {
    let text = match decode(bytes) {
        Ok(text) => text,
        Err(error) => return assert!(!error.to_string().is_empty()),
    };
    for kind in Kind::ALL {
        let rows = match rows(kind, text) {
            Ok(rows) => rows,
            Err(error) => {
                assert!(!error.to_string().is_empty());
                continue;
            }
        };
        assert!((1..=ROWS_MAX).contains(&rows.len()));
        assert!(rows.iter().any(|row| row.wanted.is_ok()), "a list of which nothing can be meant");
        assert!(rows.windows(2).all(|pair| pair[0].number < pair[1].number), "rows in the order of the file");
        for row in &rows {
            assert!(row.cells.iter().all(|cell| cell.chars().count() <= CELL_CHARS_MAX));
            if let Err(fault) = &row.wanted {
                assert!(!fault.to_string().is_empty());
            }
        }
    }
}
