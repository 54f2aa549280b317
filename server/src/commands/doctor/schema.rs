//! Which engine it is, and how far its schema.

use base::Outcome;
use store::{Engine, Migration, Read};

use super::Findings;
use super::ask::{number, text};

/// PostgreSQL before this is not tested with.
const POSTGRES_VERSION_MIN: i64 = 140_000;

/// How far the schema is.
pub(super) struct Schema {
    engine: Engine,
    version: String,
    old: bool,
    steps: usize,
    applied: usize,
    /// Steps that this program does not know.
    strange: Option<String>,
}

impl Schema {
    pub(super) fn is_current(&self) -> bool {
        self.strange.is_none() && self.applied == self.steps
    }

    pub(super) fn tell(self, found: &mut Findings) {
        let name = if self.engine == Engine::Sqlite { "SQLite" } else { "PostgreSQL" };
        let text = format!("{name} {}", self.version);
        if self.old {
            found.warn("database", format!("{text} is older than what is tested"));
        } else {
            found.ok("database", text);
        }
        match self.strange {
            Some(text) => found.fail("schema", text),
            None if self.applied == self.steps => found.ok("schema", "up to date"),
            None => found.warn(
                "schema",
                format!("{} steps behind; the next start makes them", self.steps - self.applied),
            ),
        }
    }
}

pub(super) fn schema(r: &Read<'_>, engine: Engine, steps: &[Migration]) -> Outcome<Schema> {
    let (version, old) = match engine {
        Engine::Sqlite => (text(r, "SELECT sqlite_version()")?, false),
        Engine::Postgres => {
            let number = number(r, "SELECT current_setting('server_version_num')::bigint")?;
            (text(r, "SELECT current_setting('server_version')")?, number < POSTGRES_VERSION_MIN)
        }
    };
    let mut schema = Schema { engine, version, old, steps: steps.len(), applied: 0, strange: None };
    let ledger = match engine {
        Engine::Sqlite => "SELECT COUNT(*) FROM sqlite_master WHERE name = 'migrations'",
        Engine::Postgres => {
            "SELECT COUNT(*) FROM information_schema.tables
             WHERE table_schema = current_schema() AND table_name = 'migrations'"
        }
    };
    if number(r, ledger)? > 0 {
        r.raw("SELECT feature, version, checksum FROM migrations", |row| {
            let (feature, version, checksum): (String, i64, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
            match steps.iter().find(|step| step.feature == feature && i64::from(step.version) == version) {
                Some(step) if step.checksum() == checksum => schema.applied += 1,
                _ => {
                    schema.strange =
                        Some(format!("step {version} of {feature} is of another Medley; use that version"));
                }
            }
            Ok(())
        })?;
    }
    Ok(schema)
}
