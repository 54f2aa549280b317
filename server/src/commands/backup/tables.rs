//! Tables as lines of JSON, the same for both engines.

use base::{Outcome, Problem};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json, json};
use store::{Engine, Migration, Read, Row, Write};

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

/// Tables that a new server fills by itself when it is opened, with keys that it makes. Their rows say nothing of its
/// use, and give way to those of a backup.
const SELF_MADE: [&str; 1] = ["push_keys"];

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

/// Bytes in a line.
#[derive(Serialize, Deserialize)]
pub(super) struct Encoded {
    pub(super) b64: String,
}

impl Table {
    /// Its columns, as statements name them.
    pub(super) fn list(&self) -> String {
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

    /// Takes out what the server made by itself.
    pub(super) fn clear_self_made(&self, w: &Write<'_>) -> Outcome<()> {
        if SELF_MADE.contains(&self.name.as_str()) {
            w.raw(&format!("DELETE FROM {}", self.name), |_| Ok(()))?;
        }
        Ok(())
    }

    /// Whether there is a row that tells of use.
    pub(super) fn is_used(&self, r: &Read<'_>) -> Outcome<bool> {
        if SELF_MADE.contains(&self.name.as_str()) {
            return Ok(false);
        }
        let mut used = false;
        r.raw(&format!("SELECT 1 FROM {} LIMIT 1", self.name), |_| {
            used = true;
            Ok(())
        })?;
        Ok(used)
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
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
