use base::{Outcome, Problem};
use store::{Row, sql};

use super::model::{State, Takeout};

sql! {
    TAKEOUT = "SELECT id, state, total, done, bytes, created_ms, ready_ms FROM takeouts WHERE bk = $1 AND account_id = $2";
    ASK_TAKEOUT = "INSERT INTO takeouts (account_id, bk, id, state, total, done, bytes, created_ms)
        VALUES ($1, $2, $3, $4, $5, 0, 0, $6) ON CONFLICT DO NOTHING";
    DROP_TAKEOUT = "DELETE FROM takeouts WHERE bk = $1 AND account_id = $2 AND id = $3";
    NOTE_TAKEOUT = "UPDATE takeouts SET done = $4 WHERE bk = $1 AND account_id = $2 AND id = $3 AND state = 'running'";
    END_TAKEOUT = "UPDATE takeouts SET state = $4, done = $5, bytes = $6, ready_ms = $7
        WHERE bk = $1 AND account_id = $2 AND id = $3 AND state = 'running'";
}

/// Reads a row of [`TAKEOUT`].
pub(super) fn takeout(row: &Row<'_>) -> Outcome<Takeout> {
    let state: String = row.get(1)?;
    Ok(Takeout {
        id: row.get(0)?,
        state: State::parse(&state)
            .ok_or_else(|| Problem::internal(format!("an archive in state {state}")))?,
        total: row.get(2)?,
        done: row.get(3)?,
        bytes: row.get(4)?,
        created_ms: row.get(5)?,
        ready_ms: row.get(6)?,
    })
}
