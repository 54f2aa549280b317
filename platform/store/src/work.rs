use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use base::{Outcome, Problem};
use tokio::sync::oneshot;

use crate::postgres::{self, Session};
use crate::{Row, Sql, Value, sqlite};

/// Something that the rest of the process should hear of once the write is committed.
pub struct Notice {
    /// What kind of thing.
    pub topic: &'static str,
    /// The typed event.
    pub event: Arc<dyn Any + Send + Sync>,
}

/// Hears the notices of a committed write, on the database thread, before the writer is answered. Must be quick.
pub type Listener = Arc<dyn Fn(Vec<Notice>) + Send + Sync>;

#[derive(Clone, Copy)]
pub(crate) enum Link<'a> {
    Sqlite(&'a rusqlite::Connection),
    Postgres(&'a Session),
}

/// A connection to read from, for the length of a closure.
pub struct Read<'a> {
    link: Link<'a>,
    count: &'a AtomicU64,
}

impl<'a> Read<'a> {
    pub(crate) fn new(link: Link<'a>, count: &'a AtomicU64) -> Self {
        Self { link, count }
    }

    fn counted(&self, statements: usize) {
        self.count.fetch_add(statements as u64, Ordering::Relaxed);
    }

    /// All rows, mapped.
    pub fn rows<T>(
        &self,
        sql: &'static Sql,
        args: &[Value<'_>],
        mut map: impl FnMut(&Row<'_>) -> Outcome<T>,
    ) -> Outcome<Vec<T>> {
        let mut out = Vec::new();
        self.each(sql, args, |row| {
            out.push(map(row)?);
            Ok(())
        })?;
        Ok(out)
    }

    /// The first row, mapped, if there is one.
    pub fn row<T>(
        &self,
        sql: &'static Sql,
        args: &[Value<'_>],
        map: impl FnMut(&Row<'_>) -> Outcome<T>,
    ) -> Outcome<Option<T>> {
        Ok(self.rows(sql, args, map)?.into_iter().next())
    }

    /// Whether there is a row.
    pub fn exists(&self, sql: &'static Sql, args: &[Value<'_>]) -> Outcome<bool> {
        Ok(self.row(sql, args, |_| Ok(()))?.is_some())
    }

    /// The first column of each row.
    pub fn column<T: crate::FromColumn>(&self, sql: &'static Sql, args: &[Value<'_>]) -> Outcome<Vec<T>> {
        self.rows(sql, args, |row| row.get(0))
    }

    /// Hands every row to `visit`, as it arrives.
    pub fn each(
        &self,
        sql: &'static Sql,
        args: &[Value<'_>],
        visit: impl FnMut(&Row<'_>) -> Outcome<()>,
    ) -> Outcome<()> {
        check(args)?;
        self.counted(1);
        match self.link {
            Link::Sqlite(db) => sqlite::each(db, sql.for_sqlite(), args, visit),
            Link::Postgres(session) => session.each(sql, args, visit),
        }
    }

    /// The same statement for many sets of arguments: one round trip on PostgreSQL (pipelined).
    pub fn many<T>(
        &self,
        sql: &'static Sql,
        sets: &[Vec<Value<'_>>],
        mut map: impl FnMut(&Row<'_>) -> Outcome<T>,
    ) -> Outcome<Vec<Vec<T>>> {
        match self.link {
            Link::Sqlite(_) => sets.iter().map(|args| self.rows(sql, args, &mut map)).collect(),
            Link::Postgres(session) => {
                self.counted(sets.len());
                session.many(sql, sets, map)
            }
        }
    }

    /// Rows of a statement that is not one of ours (backup reads tables by name). Takes no parameters. They are
    /// handed over as they arrive, so that a whole table needs no memory; `visit` must not use the connection.
    pub fn raw(&self, text: &str, visit: impl FnMut(&Row<'_>) -> Outcome<()>) -> Outcome<()> {
        match self.link {
            Link::Sqlite(db) => sqlite::each(db, text, &[], visit),
            Link::Postgres(session) => session.raw(text, visit),
        }
    }

    /// Checks that the engine understands a statement.
    pub fn prepare(&self, sql: &'static Sql) -> Outcome<()> {
        match self.link {
            Link::Sqlite(db) => db.prepare(sql.for_sqlite()).map(|_| ()).map_err(sqlite::problem),
            Link::Postgres(session) => session.prepare(sql).map(|_| ()),
        }
    }

    /// The engine's plan for a statement, as text, for tests of hot queries.
    pub fn plan(&self, sql: &'static Sql) -> Outcome<String> {
        match self.link {
            Link::Sqlite(db) => sqlite::plan(db, sql),
            Link::Postgres(session) => session.plan(sql),
        }
    }
}

fn check(args: &[Value<'_>]) -> Outcome<()> {
    if args.iter().any(Value::holds_nul) {
        return Err(Problem::invalid("text contains a NUL character"));
    }
    Ok(())
}

/// A transaction to write in, for the length of a closure. Reads too.
pub struct Write<'a> {
    read: Read<'a>,
    notices: Vec<Notice>,
}

impl<'a> std::ops::Deref for Write<'a> {
    type Target = Read<'a>;

    fn deref(&self) -> &Read<'a> {
        &self.read
    }
}

impl<'a> Write<'a> {
    pub(crate) fn new(link: Link<'a>, count: &'a AtomicU64) -> Self {
        Self { read: Read::new(link, count), notices: Vec::new() }
    }

    /// Runs a statement; gives how many rows it changed.
    pub fn run(&self, sql: &'static Sql, args: &[Value<'_>]) -> Outcome<u64> {
        check(args)?;
        self.counted(1);
        match self.read.link {
            Link::Sqlite(db) => sqlite::run(db, sql.for_sqlite(), args),
            Link::Postgres(session) => session.run(sql, args),
        }
    }

    /// Runs a statement that must change exactly one row; otherwise the record is not there.
    pub fn run_one(&self, sql: &'static Sql, args: &[Value<'_>]) -> Outcome<()> {
        if self.run(sql, args)? == 1 { Ok(()) } else { Err(Problem::not_found()) }
    }

    /// Runs a statement for many sets of arguments: one round trip on PostgreSQL.
    pub fn run_many(&self, sql: &'static Sql, sets: &[Vec<Value<'_>>]) -> Outcome<u64> {
        for args in sets {
            check(args)?;
        }
        self.counted(sets.len());
        match self.read.link {
            Link::Sqlite(db) => {
                sets.iter().try_fold(0, |sum, args| Ok(sum + sqlite::run(db, sql.for_sqlite(), args)?))
            }
            Link::Postgres(session) => session.run_many(sql, sets),
        }
    }

    /// Runs a statement that is not one of ours (restore fills tables by name).
    pub fn run_raw(&self, text: &str, args: &[Value<'_>]) -> Outcome<u64> {
        match self.read.link {
            Link::Sqlite(db) => sqlite::run(db, &crate::dialect::raw_for_sqlite(text), args),
            Link::Postgres(session) => session.run_raw(text, args),
        }
    }

    /// Lifts the limits in time from the rest of this transaction: for one that fills or changes whole tables, while
    /// nobody else is served (migrations, restore).
    pub fn take_your_time(&self) -> Outcome<()> {
        match self.read.link {
            // Its writer has no limit.
            Link::Sqlite(_) => Ok(()),
            Link::Postgres(session) => session.batch(postgres::NO_TIMEOUTS),
        }
    }

    /// Tells the listener of `event`, if and once this write is committed.
    pub fn notify<E: Any + Send + Sync>(&mut self, topic: &'static str, event: Arc<E>) {
        self.notices.push(Notice { topic, event });
    }

    pub(crate) fn into_notices(self) -> Vec<Notice> {
        self.notices
    }
}

/// A write closure on its way through a database thread.
pub(crate) trait Job: Send {
    /// Runs it; true means that its changes are to be kept.
    fn run(&mut self, w: &mut Write<'_>) -> bool;
    /// Answers whoever waits, after the commit or with the problem that prevented it.
    fn finish(self: Box<Self>, committed: Result<(), String>);
}

pub(crate) struct Task<F, T> {
    work: Option<F>,
    result: Option<Outcome<T>>,
    reply: oneshot::Sender<Outcome<T>>,
}

impl<F, T> Task<F, T> {
    pub(crate) fn new(work: F, reply: oneshot::Sender<Outcome<T>>) -> Self {
        Self { work: Some(work), result: None, reply }
    }
}

impl<F, T> Job for Task<F, T>
where
    F: FnOnce(&mut Write<'_>) -> Outcome<T> + Send,
    T: Send,
{
    fn run(&mut self, w: &mut Write<'_>) -> bool {
        let Some(work) = self.work.take() else { return false };
        let result = guarded(|| work(w));
        let keep = result.is_ok();
        self.result = Some(result);
        keep
    }

    fn finish(self: Box<Self>, committed: Result<(), String>) {
        let answer = match (self.result, committed) {
            (Some(Ok(_)), Err(cause)) => Err(Problem::unavailable(cause)),
            (Some(result), _) => result,
            (None, Err(cause)) => Err(Problem::unavailable(cause)),
            (None, Ok(())) => Err(Problem::internal("a write was never run")),
        };
        // Whoever asked may have gone away; the write stands all the same.
        drop(self.reply.send(answer));
    }
}

/// Why a commit failed, for those whose writes were in it.
pub(crate) fn why(problem: &Problem) -> String {
    problem.cause().map_or_else(|| problem.text().to_owned(), ToString::to_string)
}

/// Runs a closure so that its panic is a problem of its own and not of the database thread.
pub(crate) fn guarded<T>(work: impl FnOnce() -> Outcome<T>) -> Outcome<T> {
    catch_unwind(AssertUnwindSafe(work))
        .unwrap_or_else(|_| Err(Problem::internal("a database closure panicked")))
}
