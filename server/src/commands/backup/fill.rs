//! Lines of a backup on their way into a table.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::value::RawValue;
use store::{Value, Write};

use super::tables::{Column, Encoded, Kind, Table};

/// Parameters of one statement; SQLite takes 32,766.
const PARAMETERS_MAX: usize = 30_000;
/// Rows of one statement.
const ROWS_MAX: usize = 500;

/// Collects rows of one table and inserts them many at a time.
pub(super) struct Filler<'a> {
    table: &'a Table,
    rows_max: usize,
    cells: Vec<Cell>,
    waiting: usize,
    inserted: u64,
}

impl<'a> Filler<'a> {
    pub(super) fn new(table: &'a Table) -> Self {
        let rows_max = (PARAMETERS_MAX / table.columns.len().max(1)).clamp(1, ROWS_MAX);
        Self { table, rows_max, cells: Vec::new(), waiting: 0, inserted: 0 }
    }

    /// Takes a line of the backup in.
    pub(super) fn line(&mut self, w: &Write<'_>, line: &str) -> Result<(), String> {
        self.cells.extend(decode(self.table, line)?);
        self.waiting += 1;
        if self.waiting == self.rows_max { self.flush(w) } else { Ok(()) }
    }

    /// Inserts what waits; gives how many rows were inserted in all.
    pub(super) fn end(mut self, w: &Write<'_>) -> Result<u64, String> {
        self.flush(w)?;
        Ok(self.inserted)
    }

    fn flush(&mut self, w: &Write<'_>) -> Result<(), String> {
        if self.waiting == 0 {
            return Ok(());
        }
        let values: Vec<Value<'_>> = self.cells.iter().map(Cell::value).collect();
        self.inserted += w
            .run_raw(&insert(self.table, self.waiting), &values)
            .map_err(|problem| super::problem(&problem))?;
        self.cells.clear();
        self.waiting = 0;
        Ok(())
    }
}

/// A line of JSON as values, in the order of the columns. Every column must be there, and no other.
fn decode(table: &Table, line: &str) -> Result<Vec<Cell>, String> {
    let object: BTreeMap<String, &RawValue> =
        serde_json::from_str(line).map_err(|cause| cause.to_string())?;
    if object.len() != table.columns.len() {
        return Err("it has other columns".to_owned());
    }
    let one = |column: &Column| {
        let raw = object.get(&column.name).ok_or_else(|| format!("it has no {}", column.name))?;
        Cell::parse(raw.get(), column.kind).ok_or_else(|| format!("{} is not as it should be", column.name))
    };
    table.columns.iter().map(one).collect()
}

fn insert(table: &Table, rows: usize) -> String {
    let width = table.columns.len();
    let row = |row: usize| {
        let numbers: Vec<String> = (1..=width).map(|column| format!("${}", row * width + column)).collect();
        format!("({})", numbers.join(", "))
    };
    let rows: Vec<String> = (0..rows).map(row).collect();
    format!("INSERT INTO {} ({}) VALUES {}", table.name, table.list(), rows.join(", "))
}

/// A value on its way into the database.
#[derive(Debug, PartialEq)]
enum Cell {
    Null,
    Int(i64),
    Real(f64),
    Text(String),
    Bytes(Vec<u8>),
}

impl Cell {
    /// Numbers are read from their digits: a detour over another type could change them.
    fn parse(raw: &str, kind: Kind) -> Option<Self> {
        if raw == "null" {
            return Some(Self::Null);
        }
        match kind {
            Kind::Int => raw.parse().ok().map(Self::Int),
            Kind::Real => raw.parse().ok().filter(|n: &f64| n.is_finite()).map(Self::Real),
            Kind::Text => serde_json::from_str(raw).ok().map(Self::Text),
            Kind::Bytes => {
                let encoded: Encoded = serde_json::from_str(raw).ok()?;
                STANDARD.decode(encoded.b64).ok().map(Self::Bytes)
            }
        }
    }

    fn value(&self) -> Value<'_> {
        match self {
            Self::Null => Value::Null,
            Self::Int(n) => Value::Int(*n),
            Self::Real(n) => Value::Real(*n),
            Self::Text(text) => Value::Text(text),
            Self::Bytes(bytes) => Value::Bytes(bytes),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Table {
        let column = |name: &str, kind| Column { name: name.to_owned(), kind };
        Table {
            name: "t".to_owned(),
            columns: vec![column("id", Kind::Int), column("key", Kind::Text), column("raw", Kind::Bytes)],
        }
    }

    #[test]
    fn one_statement_for_many_rows() {
        assert_eq!(
            insert(&table(), 2),
            "INSERT INTO t (\"id\", \"key\", \"raw\") VALUES ($1, $2, $3), ($4, $5, $6)"
        );
    }

    #[test]
    fn lines_are_read_strictly() {
        let cells =
            decode(&table(), r#"{"id":-9223372036854775808,"raw":{"b64":"AP8="},"key":"a\nb"}"#).unwrap();
        assert_eq!(cells, [Cell::Int(i64::MIN), Cell::Text("a\nb".into()), Cell::Bytes(vec![0, 255])]);
        assert_eq!(decode(&table(), r#"{"id":1,"key":null,"raw":null}"#).unwrap()[1], Cell::Null);
        for bad in [
            "",
            "[]",
            r#"{"id":1,"key":"a"}"#,
            r#"{"id":1,"key":"a","raw":null,"more":1}"#,
            r#"{"id":1,"key":"a","other":null}"#,
            r#"{"id":"1","key":"a","raw":null}"#,
            r#"{"id":1.5,"key":"a","raw":null}"#,
            r#"{"id":1,"key":7,"raw":null}"#,
            r#"{"id":1,"key":"a","raw":"AP8="}"#,
            r#"{"id":1,"key":"a","raw":{"b64":"?"}}"#,
        ] {
            assert!(decode(&table(), bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn reals_come_back_to_the_last_bit() {
        for n in [0.1 + 0.2, -1.0 / 3.0, 5e-324, f64::MAX, 0.0] {
            let text = serde_json::json!(n).to_string();
            assert_eq!(Cell::parse(&text, Kind::Real), Some(Cell::Real(n)), "{text}");
        }
    }
}
