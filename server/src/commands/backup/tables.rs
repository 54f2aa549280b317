//! Tables as lines of JSON, the same for both engines.

use std::collections::BTreeMap;

use base::{Outcome, Problem};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use serde_json::{Map, Value as Json, json};
use store::{Engine, Migration, Read, Row, Value, Write};

/// Parameters of one statement; SQLite takes 32,766.
const PARAMETERS_MAX: usize = 30_000;
/// Rows of one statement.
const ROWS_MAX: usize = 500;

/// A table with its columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Table {
    pub(super) name: String,
    pub(super) columns: Vec<Column>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Column {
    pub(super) name: String,
    pub(super) kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Int,
    Real,
    Text,
    Bytes,
}

/// The names of the tables that `steps` make, in that order.
pub(super) fn names(steps: &[Migration]) -> Vec<String> {
    let mut names = Vec::new();
    for line in steps.iter().flat_map(|step| step.text.lines()) {
        let mut words = line.split_whitespace();
        match (words.next(), words.next(), words.next()) {
            (Some("CREATE"), Some("TABLE"), Some(name)) => names.push(name.to_owned()),
            (Some("DROP"), Some("TABLE"), Some(name)) => {
                names.retain(|other| other != name.trim_end_matches(';'));
            }
            _ => {}
        }
    }
    names
}

/// The tables that `steps` make, as they are in the database.
pub(super) fn tables(r: &Read<'_>, engine: Engine, steps: &[Migration]) -> Outcome<Vec<Table>> {
    let found = present(r, engine, steps)?;
    match names(steps).iter().find(|name| !found.iter().any(|table| table.name == **name)) {
        Some(missing) => Err(Problem::internal(format!("there is no table {missing}"))),
        None => Ok(found),
    }
}

/// Those of the tables that are in the database.
pub(super) fn present(r: &Read<'_>, engine: Engine, steps: &[Migration]) -> Outcome<Vec<Table>> {
    let mut found = Vec::new();
    for name in names(steps) {
        let columns = columns(r, engine, &name)?;
        if !columns.is_empty() {
            found.push(Table { name, columns });
        }
    }
    Ok(found)
}

fn columns(r: &Read<'_>, engine: Engine, table: &str) -> Outcome<Vec<Column>> {
    // The names come from our own migrations.
    let text = match engine {
        Engine::Sqlite => format!("SELECT name, type FROM pragma_table_info('{table}') ORDER BY cid"),
        Engine::Postgres => format!(
            "SELECT column_name::text, data_type::text FROM information_schema.columns
             WHERE table_schema = current_schema() AND table_name = '{table}' ORDER BY ordinal_position"
        ),
    };
    let mut columns = Vec::new();
    r.raw(&text, |row| {
        let (name, kind): (String, String) = (row.get(0)?, row.get(1)?);
        let kind = kind_of(&kind).ok_or_else(|| Problem::internal(format!("{table}.{name} is {kind}")))?;
        columns.push(Column { name, kind });
        Ok(())
    })?;
    Ok(columns)
}

fn kind_of(name: &str) -> Option<Kind> {
    match name.to_ascii_lowercase().as_str() {
        "integer" | "bigint" | "int" | "smallint" | "boolean" => Some(Kind::Int),
        "real" | "double precision" => Some(Kind::Real),
        "text" => Some(Kind::Text),
        "blob" | "bytea" => Some(Kind::Bytes),
        _ => None,
    }
}

#[derive(Serialize, Deserialize)]
struct Encoded {
    b64: String,
}

impl Table {
    fn list(&self) -> String {
        self.columns.iter().map(|column| format!("\"{}\"", column.name)).collect::<Vec<_>>().join(", ")
    }

    /// The statement that reads all of it.
    pub(super) fn select(&self) -> String {
        format!("SELECT {} FROM {}", self.list(), self.name)
    }

    /// How many rows there are now.
    pub(super) fn count(&self, r: &Read<'_>) -> Outcome<u64> {
        let mut count = 0;
        r.raw(&format!("SELECT COUNT(*) FROM {}", self.name), |row| {
            count = row.get::<u64>(0)?;
            Ok(())
        })?;
        Ok(count)
    }

    /// A row as JSON.
    pub(super) fn encode(&self, row: &Row<'_>) -> Outcome<Json> {
        let mut object = Map::with_capacity(self.columns.len());
        for (n, column) in self.columns.iter().enumerate() {
            let value = match column.kind {
                Kind::Int => json!(row.get::<Option<i64>>(n)?),
                Kind::Real => json!(row.get::<Option<f64>>(n)?),
                Kind::Text => json!(row.get::<Option<String>>(n)?),
                Kind::Bytes => {
                    let bytes = row.get::<Option<Vec<u8>>>(n)?;
                    json!(bytes.map(|bytes| Encoded { b64: STANDARD.encode(bytes) }))
                }
            };
            object.insert(column.name.clone(), value);
        }
        Ok(Json::Object(object))
    }

    /// A line of JSON as values, in the order of the columns. Every column must be there, and no other.
    fn decode(&self, line: &str) -> Result<Vec<Cell>, String> {
        let object: BTreeMap<String, &RawValue> =
            serde_json::from_str(line).map_err(|cause| cause.to_string())?;
        if object.len() != self.columns.len() {
            return Err("it has other columns".to_owned());
        }
        let one = |column: &Column| {
            let raw = object.get(&column.name).ok_or_else(|| format!("it has no {}", column.name))?;
            Cell::parse(raw.get(), column.kind)
                .ok_or_else(|| format!("{} is not as it should be", column.name))
        };
        self.columns.iter().map(one).collect()
    }

    fn insert(&self, rows: usize) -> String {
        let width = self.columns.len();
        let row = |row: usize| {
            let numbers: Vec<String> =
                (1..=width).map(|column| format!("${}", row * width + column)).collect();
            format!("({})", numbers.join(", "))
        };
        let rows: Vec<String> = (0..rows).map(row).collect();
        format!("INSERT INTO {} ({}) VALUES {}", self.name, self.list(), rows.join(", "))
    }
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

/// Collects rows of one table and inserts them many at a time.
pub(super) struct Filler<'a> {
    table: &'a Table,
    rows_max: usize,
    cells: Vec<Cell>,
    waiting: usize,
}

impl<'a> Filler<'a> {
    pub(super) fn new(table: &'a Table) -> Self {
        let rows_max = (PARAMETERS_MAX / table.columns.len().max(1)).clamp(1, ROWS_MAX);
        Self { table, rows_max, cells: Vec::new(), waiting: 0 }
    }

    /// Takes a line of the backup in.
    pub(super) fn line(&mut self, w: &Write<'_>, line: &str) -> Result<(), String> {
        self.cells.extend(self.table.decode(line)?);
        self.waiting += 1;
        if self.waiting == self.rows_max { self.flush(w) } else { Ok(()) }
    }

    /// Inserts what waits.
    pub(super) fn flush(&mut self, w: &Write<'_>) -> Result<(), String> {
        if self.waiting == 0 {
            return Ok(());
        }
        let values: Vec<Value<'_>> = self.cells.iter().map(Cell::value).collect();
        w.run_raw(&self.table.insert(self.waiting), &values).map_err(|problem| super::problem(&problem))?;
        self.cells.clear();
        self.waiting = 0;
        Ok(())
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
    fn names_of_tables() {
        let step = |text| Migration { feature: "a", version: 1, text };
        let steps = [
            step("CREATE TABLE one (\n id BIGINT\n);\nCREATE INDEX i ON one (id);\n"),
            step("CREATE TABLE two (id BIGINT);\nDROP TABLE one;\n"),
        ];
        assert_eq!(names(&steps[..1]), ["one"]);
        assert_eq!(names(&steps), ["two"]);
    }

    #[test]
    fn every_wired_table_is_found() {
        let names = names(&crate::wire::migrations());
        for name in ["outbox", "jobs", "accounts", "posts", "media", "users", "notifications"] {
            assert!(names.iter().any(|other| other == name), "{name}");
        }
    }

    #[test]
    fn one_statement_for_many_rows() {
        assert_eq!(
            table().insert(2),
            "INSERT INTO t (\"id\", \"key\", \"raw\") VALUES ($1, $2, $3), ($4, $5, $6)"
        );
    }

    #[test]
    fn lines_are_read_strictly() {
        let cells =
            table().decode(r#"{"id":-9223372036854775808,"raw":{"b64":"AP8="},"key":"a\nb"}"#).unwrap();
        assert_eq!(cells, [Cell::Int(i64::MIN), Cell::Text("a\nb".into()), Cell::Bytes(vec![0, 255])]);
        assert_eq!(table().decode(r#"{"id":1,"key":null,"raw":null}"#).unwrap()[1], Cell::Null);
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
            assert!(table().decode(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn reals_come_back_to_the_last_bit() {
        for n in [0.1 + 0.2, -1.0 / 3.0, 5e-324, f64::MAX, 0.0] {
            let text = json!(n).to_string();
            assert_eq!(Cell::parse(&text, Kind::Real), Some(Cell::Real(n)), "{text}");
        }
    }
}
