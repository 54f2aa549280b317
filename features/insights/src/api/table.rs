//! A report as a table: what is in lists makes the rows, what stands beside a list is said in each row.

use axum::body::Body;
use axum::response::Response;
use base::{Outcome, Problem};
use http::HeaderValue;
use http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use serde_json::Value;

/// Of an account or a post a row says these.
const ENTITY_KEYS: [&str; 5] = ["id", "acct", "display_name", "url", "created_at"];

/// Rows under headings.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Table {
    pub(crate) head: Vec<String>,
    pub(crate) rows: Vec<Vec<String>>,
}

impl Table {
    /// The table of a report.
    pub(crate) fn of(report: &Value) -> Self {
        let mut table = Self::default();
        for one in report.as_array().into_iter().flatten() {
            let Some(object) = one.as_object() else { continue };
            let list = object.values().find_map(Value::as_array);
            let beside: Vec<(String, String)> = object
                .iter()
                .filter(|(_, value)| !value.is_array())
                .flat_map(|(key, v)| cells(key, v))
                .collect();
            match list {
                Some(list) => list.iter().for_each(|entry| {
                    table.push(beside.iter().cloned().chain(cells("", entry)).collect());
                }),
                None => table.push(beside),
            }
        }
        table
    }

    fn push(&mut self, cells: Vec<(String, String)>) {
        let (head, row): (Vec<String>, Vec<String>) = cells.into_iter().unzip();
        if self.head.is_empty() {
            self.head = head;
        }
        self.rows.push(row);
    }
}

/// The cells of a value, with what is inside of it named by both names.
fn cells(name: &str, value: &Value) -> Vec<(String, String)> {
    let joined = |key: &str| if name.is_empty() { key.to_owned() } else { format!("{name}_{key}") };
    match value {
        Value::Object(map) if map.contains_key("display_name") || map.contains_key("visibility") => {
            let told = ENTITY_KEYS.into_iter().filter_map(|key| Some((key, map.get(key)?)));
            told.flat_map(|(key, value)| cells(&joined(key), value)).collect()
        }
        Value::Object(map) => map.iter().flat_map(|(key, value)| cells(&joined(key), value)).collect(),
        Value::String(text) => vec![(name.to_owned(), safe(text))],
        Value::Null => vec![(name.to_owned(), String::new())],
        other => vec![(name.to_owned(), other.to_string())],
    }
}

/// Spreadsheets run what begins like a formula; an apostrophe before it keeps it a text.
fn safe(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}

/// A table as a file.
pub(crate) fn csv(name: &str, table: &Table) -> Outcome<Response> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    let rows = std::iter::once(&table.head).chain(&table.rows).filter(|row| !row.is_empty());
    rows.into_iter().try_for_each(|row| writer.write_record(row)).map_err(Problem::internal)?;
    let bytes = writer.into_inner().map_err(Problem::internal)?;
    let mut response = Response::new(Body::from(bytes));
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8"));
    let disposition = HeaderValue::try_from(format!("attachment; filename=\"{name}\""));
    headers.insert(CONTENT_DISPOSITION, disposition.map_err(Problem::internal)?);
    Ok(response)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn reports_are_tables() {
        let flat = Table::of(&json!([{ "database": "a", "tweets": 1 }, { "database": "b", "tweets": 2 }]));
        assert_eq!(flat.head, ["database", "tweets"]);
        assert_eq!(flat.rows, [["a", "1"], ["b", "2"]]);
        let listed = Table::of(&json!([{
            "database": "a",
            "metric": "tweets",
            "users": [{ "account": { "id": "5", "display_name": "=1+1", "acct": "x", "note": "n" }, "count": 3 }],
        }]));
        assert_eq!(
            listed.head,
            ["database", "metric", "account_id", "account_acct", "account_display_name", "count"]
        );
        assert_eq!(listed.rows, [["a", "tweets", "5", "x", "'=1+1", "3"]]);
        assert_eq!(Table::of(&json!([{ "database": "a", "links": [] }])).rows.len(), 0);
    }
}
