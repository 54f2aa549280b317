//! Files of a transcript.

mod markdown;

pub use markdown::{Words, markdown};

use crate::document::{Document, Part, Section, Spoken};

/// Characters with which a cell begins that a spreadsheet computes.
const FORMULA_STARTS: [char; 8] = ['=', '+', '-', '@', '\t', '\r', '＝', '＠'];

/// The columns of the table.
const COLUMNS: [&str; 15] = [
    "part", "question", "label", "asked_by", "kind", "id", "time", "name", "handle", "retells", "role",
    "attached", "late", "link", "text",
];

/// A transcript as JSON.
pub fn json(document: &Document) -> String {
    // Strings, numbers and lists only: nothing in it can fail to be written.
    serde_json::to_string_pretty(document).unwrap_or_default()
}

/// A transcript as a table, a row for each post. Cells that a spreadsheet would compute begin with an apostrophe.
pub fn csv(document: &Document) -> String {
    let mut writer = ::csv::WriterBuilder::new().terminator(::csv::Terminator::CRLF).from_writer(Vec::new());
    let mut rows = vec![COLUMNS.map(str::to_owned)];
    for section in &document.sections {
        rows.extend(section.posts.iter().map(|spoken| row(section, "question", spoken)));
        let kind = if section.part == Part::Question { "answer" } else { "post" };
        rows.extend(section.entries.iter().map(|spoken| row(section, kind, spoken)));
    }
    for row in rows {
        // Writing to memory does not fail, and all rows have the same columns.
        drop(writer.write_record(row.iter().map(|cell| defused(cell))));
    }
    let bytes = writer.into_inner().unwrap_or_default();
    String::from_utf8(bytes).unwrap_or_default()
}

fn row(section: &Section, kind: &str, spoken: &Spoken) -> [String; 15] {
    [
        word(&section.part),
        section.number.map(|number| number.to_string()).unwrap_or_default(),
        section.label.clone(),
        section.asked_by.clone().unwrap_or_default(),
        kind.to_owned(),
        spoken.id.clone(),
        spoken.time.clone(),
        spoken.name.clone(),
        spoken.handle.clone(),
        spoken.retells.clone().unwrap_or_default(),
        word(&spoken.role),
        word(&spoken.attached),
        if spoken.late { "yes" } else { "" }.to_owned(),
        spoken.link.clone(),
        spoken.text.clone(),
    ]
}

/// The word by which JSON has a value, too.
fn word(value: &impl serde::Serialize) -> String {
    let value = serde_json::to_value(value).ok();
    value.and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

/// A cell that no spreadsheet takes for a formula.
fn defused(cell: &str) -> String {
    match cell.trim_start_matches(' ').starts_with(FORMULA_STARTS) {
        true => format!("'{cell}"),
        false => cell.to_owned(),
    }
}
