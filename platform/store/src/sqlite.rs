//! SQLite: one writer thread that groups waiting closures into one commit, several reader threads, WAL.

use std::path::Path;
use std::rc::Rc;
use std::sync::atomic::AtomicU64;
use std::time::Duration;

use base::{Kind, Outcome, Problem};
use crossbeam_channel::Receiver;
use rusqlite::types::{ToSqlOutput, Value as Owned, ValueRef};
use rusqlite::{CachedStatement, Connection, ErrorCode, OpenFlags, Statement};

use crate::rows::Inner;
use crate::work::{Job, Link, Listener, Write, why};
use crate::{Row, Sql, Value};

/// Closures that are committed together at the most.
const GROUP_JOBS_MAX: usize = 128;
const CACHED_STATEMENTS_MAX: usize = 256;
const BUSY_TIMEOUT_MS: u64 = 10_000;
/// Pages of the write-ahead log before it is folded back.
const CHECKPOINT_PAGES: u32 = 4_000;
const CACHE_KIB_PER_CONNECTION: i64 = 16_384;

/// Opens a connection with the settings that our promises rest on: WAL, and FULL, so that an acknowledged write
/// survives power loss (grouping pays for it).
pub(crate) fn open(path: &Path, mode: Mode, mmap_bytes: u64) -> Outcome<Connection> {
    let flags = match mode {
        Mode::Write => OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE,
        Mode::Read => OpenFlags::SQLITE_OPEN_READ_WRITE,
    } | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let db = Connection::open_with_flags(path, flags).map_err(problem)?;
    db.busy_timeout(Duration::from_millis(BUSY_TIMEOUT_MS)).map_err(problem)?;
    db.set_prepared_statement_cache_capacity(CACHED_STATEMENTS_MAX);
    let pragmas = format!(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF;
         PRAGMA temp_store = MEMORY; PRAGMA cache_size = -{CACHE_KIB_PER_CONNECTION};
         PRAGMA mmap_size = {mmap_bytes}; PRAGMA wal_autocheckpoint = {CHECKPOINT_PAGES};"
    );
    db.execute_batch(&pragmas).map_err(problem)?;
    if mode == Mode::Read {
        db.execute_batch("PRAGMA query_only = ON").map_err(problem)?;
    }
    rusqlite::vtab::array::load_module(&db).map_err(problem)?;
    Ok(db)
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    Read,
    Write,
}

/// The writer thread: takes what waits, commits it as one, then answers everyone.
pub(crate) fn write_loop(
    db: &Connection,
    jobs: &Receiver<Box<dyn Job>>,
    listener: &Listener,
    count: &AtomicU64,
) {
    while let Ok(first) = jobs.recv() {
        let mut group = vec![first];
        group.extend(jobs.try_iter().take(GROUP_JOBS_MAX - 1));
        metrics::histogram!("medley_store_group_jobs").record(group.len() as f64);
        write_group(db, group, listener, count);
    }
    // Best effort: a log that stays is folded in at the next start.
    drop(db.execute_batch("PRAGMA optimize; PRAGMA wal_checkpoint(TRUNCATE)"));
}

/// Runs `work` inside one read transaction. It is begun by a first read: `BEGIN` alone does not look at the file.
pub(crate) fn in_snapshot<T>(db: &Connection, work: impl FnOnce(Link<'_>) -> Outcome<T>) -> Outcome<T> {
    db.execute_batch("BEGIN; SELECT COUNT(*) FROM sqlite_master").map_err(problem)?;
    let result = work(Link::Sqlite(db));
    db.execute_batch("COMMIT").map_err(problem)?;
    result
}

fn write_group(db: &Connection, mut group: Vec<Box<dyn Job>>, listener: &Listener, count: &AtomicU64) {
    let mut notices = Vec::new();
    let committed = cached(db, "BEGIN IMMEDIATE").and_then(|()| {
        for job in &mut group {
            notices.extend(in_savepoint(db, job.as_mut(), count)?);
        }
        cached(db, "COMMIT")
    });
    if committed.is_err() && !db.is_autocommit() {
        drop(cached(db, "ROLLBACK"));
    }
    if committed.is_ok() && !notices.is_empty() {
        listener(notices);
    }
    for job in group {
        job.finish(committed.as_ref().map(|_| ()).map_err(why));
    }
}

fn in_savepoint(db: &Connection, job: &mut dyn Job, count: &AtomicU64) -> Outcome<Vec<crate::Notice>> {
    cached(db, "SAVEPOINT job")?;
    let mut write = Write::new(Link::Sqlite(db), count);
    if job.run(&mut write) {
        cached(db, "RELEASE job")?;
        return Ok(write.into_notices());
    }
    cached(db, "ROLLBACK TO job")?;
    cached(db, "RELEASE job")?;
    Ok(Vec::new())
}

fn cached(db: &Connection, text: &str) -> Outcome<()> {
    db.prepare_cached(text).and_then(|mut s| s.raw_execute()).map(|_| ()).map_err(problem)
}

pub(crate) fn run(db: &Connection, text: &str, args: &[Value<'_>]) -> Outcome<u64> {
    let mut statement = bound(db, text, args)?;
    // A statement with RETURNING yields rows; stepping through them is how it completes.
    if statement.column_count() > 0 {
        let mut rows = statement.raw_query();
        let mut count = 0;
        while rows.next().map_err(problem)?.is_some() {
            count += 1;
        }
        return Ok(count);
    }
    statement.raw_execute().map(|n| n as u64).map_err(problem)
}

pub(crate) fn each(
    db: &Connection,
    text: &str,
    args: &[Value<'_>],
    mut visit: impl FnMut(&Row<'_>) -> Outcome<()>,
) -> Outcome<()> {
    let mut statement = bound(db, text, args)?;
    let mut rows = statement.raw_query();
    while let Some(row) = rows.next().map_err(problem)? {
        visit(&Row(Inner::Sqlite(row)))?;
    }
    Ok(())
}

fn bound<'db>(db: &'db Connection, text: &str, args: &[Value<'_>]) -> Outcome<CachedStatement<'db>> {
    let mut statement = db.prepare_cached(text).map_err(problem)?;
    for (n, value) in args.iter().enumerate() {
        bind(&mut statement, n + 1, value).map_err(problem)?;
    }
    Ok(statement)
}

fn bind(statement: &mut Statement<'_>, n: usize, value: &Value<'_>) -> rusqlite::Result<()> {
    let plain = match *value {
        Value::Null => ValueRef::Null,
        Value::Int(i) => ValueRef::Integer(i),
        Value::Real(f) => ValueRef::Real(f),
        Value::Text(text) => ValueRef::Text(text.as_bytes()),
        Value::Bytes(bytes) => ValueRef::Blob(bytes),
        Value::Ints(list) => {
            let list: Vec<Owned> = list.iter().copied().map(Owned::Integer).collect();
            return statement.raw_bind_parameter(n, Rc::new(list));
        }
        Value::Texts(list) => {
            let list: Vec<Owned> = list.iter().cloned().map(Owned::Text).collect();
            return statement.raw_bind_parameter(n, Rc::new(list));
        }
    };
    statement.raw_bind_parameter(n, ToSqlOutput::Borrowed(plain))
}

pub(crate) fn plan(db: &Connection, sql: &Sql) -> Outcome<String> {
    let mut lines = Vec::new();
    each(db, &format!("EXPLAIN QUERY PLAN {}", sql.for_sqlite()), &[], |row| {
        lines.push(row.get::<String>(3)?);
        Ok(())
    })?;
    Ok(lines.join("\n"))
}

/// What an SQLite error means for the caller.
pub(crate) fn problem(cause: rusqlite::Error) -> Problem {
    match cause.sqlite_error_code() {
        Some(ErrorCode::ConstraintViolation) => {
            Problem::new(Kind::Conflict, "That is already there").because(cause)
        }
        Some(
            ErrorCode::DatabaseBusy
            | ErrorCode::DatabaseLocked
            | ErrorCode::DiskFull
            | ErrorCode::OperationInterrupted,
        ) => Problem::unavailable(cause),
        _ => Problem::internal(cause),
    }
}
