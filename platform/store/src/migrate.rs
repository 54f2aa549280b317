use aws_lc_rs::digest;
use base::{Outcome, Problem};

use crate::dialect::{ddl_for_postgres, ddl_for_sqlite};
use crate::{Db, Engine, Sql, Write, args};

/// One step of one feature's schema. Once landed its text is never edited: the checksum would refuse to start.
#[derive(Debug, Clone, Copy)]
pub struct Migration {
    /// Whose tables.
    pub feature: &'static str,
    /// 1, 2, 3 within the feature.
    pub version: u32,
    /// DDL for PostgreSQL; [`crate::dialect`] makes SQLite's of it. Statements end with `;` at a line's end.
    pub text: &'static str,
}

impl Migration {
    /// What the database remembers of the step's text, to tell whether it was edited.
    pub fn checksum(&self) -> String {
        sum(self.text)
    }
}

/// Serialises the migrations of nodes that start at once.
const POSTGRES_LOCK: &str = "SELECT pg_advisory_xact_lock(7306)::text";

const LEDGER: &str = "CREATE TABLE IF NOT EXISTS migrations (feature TEXT NOT NULL, version BIGINT NOT NULL,
    checksum TEXT NOT NULL, PRIMARY KEY (feature, version))";

static APPLIED: Sql = Sql::new("APPLIED", "SELECT feature, version, checksum FROM migrations");
static RECORD: Sql =
    Sql::new("RECORD", "INSERT INTO migrations (feature, version, checksum) VALUES ($1, $2, $3)");

impl Db {
    /// Brings the schema up to date, in the order given, all or nothing. Gives how many steps were made.
    ///
    /// # Errors
    /// When the database was made by a newer version, or a landed step was edited.
    pub async fn migrate(&self, steps: Vec<Migration>) -> Outcome<usize> {
        let engine = self.engine();
        self.write(move |w| apply(w, engine, &steps)).await
    }
}

fn apply(w: &mut Write<'_>, engine: Engine, steps: &[Migration]) -> Outcome<usize> {
    // An index on a large table takes minutes, and so does waiting for another node that makes it.
    w.take_your_time()?;
    if engine == Engine::Postgres {
        w.raw(POSTGRES_LOCK, |_| Ok(()))?;
    }
    w.run_raw(&native(engine, LEDGER), &[])?;
    let applied: Vec<(String, i64, String)> =
        w.rows(&APPLIED, &[], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    for (feature, version, checksum) in &applied {
        match steps.iter().find(|s| s.feature == feature && i64::from(s.version) == *version) {
            Some(step) if sum(step.text) == *checksum => {}
            Some(_) => {
                return Err(refuse(format!("step {version} of {feature} was edited after it was applied")));
            }
            None => return Err(refuse(format!("this database is newer: {feature} is at step {version}"))),
        }
    }
    let mut made = 0;
    for step in steps {
        let known = applied.iter().any(|(f, v, _)| f == step.feature && *v == i64::from(step.version));
        if !known {
            run_step(w, engine, step)?;
            made += 1;
        }
    }
    Ok(made)
}

fn run_step(w: &mut Write<'_>, engine: Engine, step: &Migration) -> Outcome<()> {
    for statement in native(engine, step.text).split(";\n").map(str::trim).filter(|s| !s.is_empty()) {
        w.run_raw(statement.trim_end_matches(';'), &[])?;
    }
    w.run(&RECORD, args![step.feature, step.version, &sum(step.text)])?;
    Ok(())
}

fn native(engine: Engine, text: &str) -> String {
    match engine {
        Engine::Sqlite => ddl_for_sqlite(text),
        Engine::Postgres => ddl_for_postgres(text),
    }
}

fn sum(text: &str) -> String {
    let digest = digest::digest(&digest::SHA256, text.as_bytes());
    digest.as_ref().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

fn refuse(cause: String) -> Problem {
    Problem::internal(cause)
}
