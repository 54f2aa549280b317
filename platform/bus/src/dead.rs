//! What was given up.

use base::{Id, Outcome};
use store::args;

use crate::Bus;
use crate::store as sql;

const DEAD_LETTERS_MAX: usize = 1_000;

/// A job or event that kept failing, for the operator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeadLetter {
    /// Which.
    pub id: Id,
    /// The job's kind or the event's topic.
    pub kind: String,
    /// How often it was tried.
    pub attempts: i64,
    /// What it said the last time.
    pub error: String,
}

impl Bus {
    /// Jobs and events that were given up.
    pub async fn dead_letters(&self) -> Outcome<Vec<DeadLetter>> {
        let read = |row: &store::Row<'_>| {
            Ok(DeadLetter {
                id: row.get(0)?,
                kind: row.get(1)?,
                attempts: row.get(2)?,
                error: row.get::<Option<String>>(3)?.unwrap_or_default(),
            })
        };
        self.0
            .db
            .read(move |r| {
                let mut all = r.rows(&sql::DEAD_JOBS, args![DEAD_LETTERS_MAX], read)?;
                all.extend(r.rows(&sql::DEAD_EVENTS, args![DEAD_LETTERS_MAX], read)?);
                Ok(all)
            })
            .await
    }

    /// Tries every dead letter again; gives how many there were.
    pub async fn revive(&self) -> Outcome<u64> {
        let now = self.0.clock.now_ms();
        let revived = self
            .0
            .db
            .write(move |w| {
                Ok(w.run(&sql::REVIVE_JOBS, args![now])? + w.run(&sql::REVIVE_EVENTS, args![now])?)
            })
            .await?;
        self.0.bell.notify_waiters();
        Ok(revived)
    }
}
