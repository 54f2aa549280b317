//! The few real differences between the engines, in one place.
//!
//! Statements and migrations are written for PostgreSQL. For SQLite `$1` becomes `?1` (it binds `$1` in order of
//! appearance, silently wrong), `IN {$1}` becomes `IN rarray(?1)`, and the types get SQLite's names. A comment
//! `/*sqlite: ..*/` or `/*pg: ..*/` is text for that engine alone.

use std::sync::OnceLock;

/// One statement for both engines; a static, made by [`crate::sql!`].
#[derive(Debug)]
pub struct Sql {
    name: &'static str,
    text: &'static str,
    sqlite: OnceLock<String>,
    postgres: OnceLock<String>,
}

impl Sql {
    /// A statement called `name` in logs and tests.
    pub const fn new(name: &'static str, text: &'static str) -> Self {
        Self { name, text, sqlite: OnceLock::new(), postgres: OnceLock::new() }
    }

    /// Its name.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// The text as it was written.
    pub fn text(&self) -> &'static str {
        self.text
    }

    /// The text for SQLite.
    pub fn for_sqlite(&self) -> &str {
        self.sqlite.get_or_init(|| placeholders(&only(self.text, "sqlite", "pg"), sqlite_list, '?'))
    }

    /// The text for PostgreSQL.
    pub fn for_postgres(&self) -> &str {
        self.postgres.get_or_init(|| placeholders(&only(self.text, "pg", "sqlite"), postgres_list, '$'))
    }
}

/// A migration's text for SQLite: its type names, and strict tables.
pub fn ddl_for_sqlite(text: &str) -> String {
    only(text, "sqlite", "pg")
        .replace("BIGINT", "INTEGER")
        .replace("BYTEA", "BLOB")
        .replace("DOUBLE PRECISION", "REAL")
}

/// A migration's text for PostgreSQL.
pub fn ddl_for_postgres(text: &str) -> String {
    only(text, "pg", "sqlite")
}

/// A statement made at run time (restore), for SQLite.
pub(crate) fn raw_for_sqlite(text: &str) -> String {
    placeholders(text, sqlite_list, '?')
}

fn sqlite_list(number: &str) -> String {
    format!("IN rarray(?{number})")
}

fn postgres_list(number: &str) -> String {
    format!("= ANY(${number})")
}

/// Rewrites `IN {$n}` by `list`, and `$n` to `mark` and n.
fn placeholders(text: &str, list: fn(&str) -> String, mark: char) -> String {
    let mut out = String::with_capacity(text.len() + 32);
    let mut rest = text;
    while let Some(at) = rest.find('$') {
        let digits = rest[at + 1..].bytes().take_while(u8::is_ascii_digit).count();
        let number = &rest[at + 1..at + 1 + digits];
        let after = &rest[at + 1 + digits..];
        match (rest[..at].strip_suffix("IN {"), after.strip_prefix('}')) {
            (Some(before), Some(after)) => {
                out.push_str(before);
                out.push_str(&list(number));
                rest = after;
            }
            _ => {
                out.push_str(&rest[..at]);
                out.push(mark);
                out.push_str(number);
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

/// Unwraps `/*{mine}: ..*/` and drops `/*{other}: ..*/`.
fn only(text: &str, mine: &str, other: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find("/*") {
        let Some(length) = rest[start..].find("*/") else { break };
        let body = rest[start + 2..start + length].trim();
        out.push_str(&rest[..start]);
        if let Some(own) = body.strip_prefix(mine).and_then(|own| own.strip_prefix(':')) {
            out.push_str(own.trim());
        } else if !body.starts_with(other) {
            out.push_str(&rest[start..start + length + 2]);
        }
        rest = &rest[start + length + 2..];
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    static LISTED: Sql = Sql::new(
        "LISTED",
        "SELECT a FROM t WHERE id IN {$2} AND bk = $1 LIMIT $13 /*pg: FOR UPDATE SKIP LOCKED*/",
    );

    #[test]
    fn one_text_two_engines() {
        assert_eq!(LISTED.for_sqlite(), "SELECT a FROM t WHERE id IN rarray(?2) AND bk = ?1 LIMIT ?13 ");
        assert_eq!(
            LISTED.for_postgres(),
            "SELECT a FROM t WHERE id = ANY($2) AND bk = $1 LIMIT $13 FOR UPDATE SKIP LOCKED"
        );
    }

    #[test]
    fn schema_texts() {
        let ddl = "CREATE TABLE t (id BIGINT PRIMARY KEY, raw BYTEA) /*sqlite: STRICT*/";
        assert_eq!(ddl_for_sqlite(ddl), "CREATE TABLE t (id INTEGER PRIMARY KEY, raw BLOB) STRICT");
        assert_eq!(ddl_for_postgres(ddl), "CREATE TABLE t (id BIGINT PRIMARY KEY, raw BYTEA) ");
    }

    #[test]
    fn plain_comments_stay() {
        assert_eq!(ddl_for_postgres("a /* why */ b"), "a /* why */ b");
    }
}
