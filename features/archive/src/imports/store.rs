use base::{Id, Outcome, Problem};
use store::{Row, Write, args, sql};

use super::model::{Counts, Failure, Import, Mode, State};
use crate::parse::sheet::Kind;

macro_rules! import_columns {
    ($rest:literal) => {
        concat!(
            "SELECT id, account_id, kind, overwrite, state, file_name, total, done, imported, unknown, failed, removed,
             created_ms FROM imports ",
            $rest
        )
    };
}

sql! {
    INSERT = "INSERT INTO imports (id, bk, account_id, kind, overwrite, state, file_name, content, total, done, imported,
        unknown, failed, removed, created_ms) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0, 0, 0, 0, 0, $10)";
    ONE = import_columns!("WHERE bk = $1 AND id = $2");
    OF_ACCOUNT = import_columns!("WHERE bk = $1 AND account_id = $2 ORDER BY id DESC LIMIT $3");
    CONTENT = "SELECT content FROM imports WHERE bk = $1 AND id = $2";
    OPEN_COUNT = "SELECT COUNT(*) FROM imports WHERE bk = $1 AND account_id = $2 AND state <> 'finished'";
    /* any bk: once at start */
    UNFINISHED_IMPORTS = "SELECT id FROM imports WHERE state = 'running' ORDER BY id LIMIT $1";

    /* Only whoever knows how far it is moves it on, so that of two at work one gives up. */
    ADVANCE = "UPDATE imports SET done = $4, imported = imported + $5, unknown = unknown + $6, failed = failed + $7
        WHERE bk = $1 AND id = $2 AND done = $3 AND state = 'running'";
    CONCLUDE = "UPDATE imports SET state = 'finished', content = '', removed = $3
        WHERE bk = $1 AND id = $2 AND state = 'running'";
    SET_STATE = "UPDATE imports SET state = $3 WHERE bk = $1 AND id = $2 AND state = $4";

    FAIL = "INSERT INTO import_failures (import_id, number, bk, cells, reason) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT DO NOTHING";
    FAILURES = "SELECT number, cells, reason FROM import_failures WHERE bk = $1 AND import_id = $2 ORDER BY number";

    ALL_OF = "SELECT id FROM imports WHERE bk = $1 AND account_id = $2";
    OLD = "SELECT id FROM imports WHERE bk = $1 AND account_id = $2 AND created_ms < $3 AND state <> 'running'";
    FORGET = "DELETE FROM imports WHERE bk = $1 AND id IN {$2}";
    FORGET_FAILURES = "DELETE FROM import_failures WHERE bk = $1 AND import_id IN {$2}";
}

/// Reads a row of [`import_columns`].
pub(super) fn import(row: &Row<'_>) -> Outcome<Import> {
    let (kind, state): (String, String) = (row.get(2)?, row.get(4)?);
    let count = |n| row.get::<u64>(n).map(|count| usize::try_from(count).unwrap_or(usize::MAX));
    let unreadable = || Problem::internal(format!("an import of kind {kind} and state {state}"));
    Ok(Import {
        id: row.get(0)?,
        account: row.get(1)?,
        kind: Kind::parse(&kind).ok_or_else(unreadable)?,
        mode: if row.get(3)? { Mode::Overwrite } else { Mode::Merge },
        state: State::parse(&state).ok_or_else(unreadable)?,
        file_name: row.get(5)?,
        total: count(6)?,
        counts: Counts {
            done: count(7)?,
            imported: count(8)?,
            unknown: count(9)?,
            failed: count(10)?,
            removed: count(11)?,
        },
        created_ms: row.get(12)?,
    })
}

/// Moves an import on; false if it was stopped, or somebody else is at it.
pub(super) fn advance(
    w: &mut Write<'_>,
    id: Id,
    from: usize,
    step: &Counts,
    failures: &[Failure],
) -> Outcome<bool> {
    let to = from + step.done;
    let moved = w.run(&ADVANCE, args![id.bk(), id, from, to, step.imported, step.unknown, step.failed])?;
    if moved == 0 {
        return Ok(false);
    }
    for failure in failures {
        let cells = serde_json::to_string(&failure.cells).map_err(Problem::internal)?;
        let number = i64::try_from(failure.number).unwrap_or(i64::MAX);
        w.run(&FAIL, args![id, number, id.bk(), &cells, &failure.reason])?;
    }
    Ok(true)
}

pub(super) fn failure(row: &Row<'_>) -> Outcome<Failure> {
    let cells: String = row.get(1)?;
    Ok(Failure {
        number: row.get(0)?,
        cells: serde_json::from_str(&cells).map_err(Problem::internal)?,
        reason: row.get(2)?,
    })
}

/// Removes all imports of an account, when its data are deleted. A turn that finds its import gone ends.
pub(crate) fn erase(w: &Write<'_>, account: Id) -> Outcome<()> {
    let ids: Vec<i64> = w.column(&ALL_OF, args![account.bk(), account])?;
    w.run(&FORGET_FAILURES, args![account.bk(), &ids])?;
    w.run(&FORGET, args![account.bk(), &ids]).map(|_| ())
}
