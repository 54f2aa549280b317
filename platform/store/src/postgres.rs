//! PostgreSQL: a pool of threads, each with one session and a small runtime of its own to drive it.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::error::Error;
use std::future::Future;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::time::Duration;

use base::{Kind, Outcome, Problem};
use crossbeam_channel::Receiver;
use futures_util::TryStreamExt;
use futures_util::future::try_join_all;
use tokio::runtime::Runtime;
use tokio_postgres::config::SslMode;
use tokio_postgres::error::SqlState;
use tokio_postgres::types::private::BytesMut;
use tokio_postgres::types::{IsNull, ToSql, Type};
use tokio_postgres::{Client, Config, NoTls, Statement};
use tokio_postgres_rustls::MakeRustlsConnect;

use crate::rows::Inner;
use crate::work::{Job, Link, Listener, Write, why};
use crate::{Row, Sql, Value};

const CONNECT_TIMEOUT_MS: u64 = 5_000;
const STATEMENT_TIMEOUT_MS: u32 = 15_000;
/// Statements sent in one pipeline at the most.
const PIPELINE_MAX: usize = 64;

/// One connection, used by one thread.
pub(crate) struct Session {
    runtime: Runtime,
    config: Config,
    client: RefCell<Option<Arc<Client>>>,
    statements: RefCell<HashMap<*const Sql, Statement>>,
    broken: Cell<bool>,
}

impl Session {
    pub(crate) fn new(config: Config) -> Outcome<Self> {
        let runtime =
            tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(Problem::internal)?;
        Ok(Self {
            runtime,
            config,
            client: RefCell::default(),
            statements: RefCell::default(),
            broken: Cell::new(false),
        })
    }

    /// The connection, made anew where it was lost.
    pub(crate) fn client(&self) -> Outcome<Arc<Client>> {
        if let Some(client) = self.client.borrow().as_ref().filter(|c| !c.is_closed() && !self.broken.get()) {
            return Ok(client.clone());
        }
        self.statements.borrow_mut().clear();
        let client = Arc::new(self.runtime.block_on(connect(&self.config))?);
        self.broken.set(false);
        *self.client.borrow_mut() = Some(client.clone());
        Ok(client)
    }

    pub(crate) fn batch(&self, text: &str) -> Outcome<()> {
        let client = self.client()?;
        self.wait(client.batch_execute(text))
    }

    pub(crate) fn prepare(&self, sql: &'static Sql) -> Outcome<Statement> {
        let key = std::ptr::from_ref(sql);
        if let Some(statement) = self.statements.borrow().get(&key) {
            return Ok(statement.clone());
        }
        let client = self.client()?;
        let statement = self.wait(client.prepare(sql.for_postgres()))?;
        self.statements.borrow_mut().insert(key, statement.clone());
        Ok(statement)
    }

    pub(crate) fn run(&self, sql: &'static Sql, args: &[Value<'_>]) -> Outcome<u64> {
        let client = self.client()?;
        let statement = self.prepare(sql)?;
        self.wait(client.execute(&statement, &as_params(args)))
    }

    pub(crate) fn run_raw(&self, text: &str, args: &[Value<'_>]) -> Outcome<u64> {
        let client = self.client()?;
        self.wait(client.execute(text, &as_params(args)))
    }

    pub(crate) fn run_many(&self, sql: &'static Sql, sets: &[Vec<Value<'_>>]) -> Outcome<u64> {
        let client = self.client()?;
        let statement = self.prepare(sql)?;
        let mut changed = 0;
        for part in sets.chunks(PIPELINE_MAX) {
            let params: Vec<_> = part.iter().map(|args| as_params(args)).collect();
            let sent = params.iter().map(|params| client.execute(&statement, params));
            changed += self.wait(try_join_all(sent))?.into_iter().sum::<u64>();
        }
        Ok(changed)
    }

    pub(crate) fn each(
        &self,
        sql: &'static Sql,
        args: &[Value<'_>],
        mut visit: impl FnMut(&Row<'_>) -> Outcome<()>,
    ) -> Outcome<()> {
        let client = self.client()?;
        let statement = self.prepare(sql)?;
        let rows = self.wait(client.query(&statement, &as_params(args)))?;
        rows.iter().try_for_each(|row| visit(&Row(Inner::Postgres(row))))
    }

    pub(crate) fn many<T>(
        &self,
        sql: &'static Sql,
        sets: &[Vec<Value<'_>>],
        mut map: impl FnMut(&Row<'_>) -> Outcome<T>,
    ) -> Outcome<Vec<Vec<T>>> {
        let client = self.client()?;
        let statement = self.prepare(sql)?;
        let mut out = Vec::with_capacity(sets.len());
        for part in sets.chunks(PIPELINE_MAX) {
            let params: Vec<_> = part.iter().map(|args| as_params(args)).collect();
            let sent = params.iter().map(|params| client.query(&statement, params));
            for rows in self.wait(try_join_all(sent))? {
                let mapped = rows.iter().map(|row| map(&Row(Inner::Postgres(row))));
                out.push(mapped.collect::<Outcome<Vec<T>>>()?);
            }
        }
        Ok(out)
    }

    pub(crate) fn raw(&self, text: &str, mut visit: impl FnMut(&Row<'_>) -> Outcome<()>) -> Outcome<()> {
        let client = self.client()?;
        let none: [&(dyn ToSql + Sync); 0] = [];
        let mut rows = pin!(self.wait(client.query_raw(text, none))?);
        while let Some(row) = self.wait(rows.as_mut().try_next())? {
            visit(&Row(Inner::Postgres(&row)))?;
        }
        Ok(())
    }

    pub(crate) fn plan(&self, sql: &'static Sql) -> Outcome<String> {
        let text = sql.for_postgres();
        self.batch("SET enable_seqscan = off; SET plan_cache_mode = force_generic_plan; DEALLOCATE ALL")?;
        self.statements.borrow_mut().clear();
        let wanted = self.prepare(sql)?.params().len();
        let nulls = vec!["NULL"; wanted].join(", ");
        let call = if wanted == 0 { "p".to_owned() } else { format!("p({nulls})") };
        self.batch(&format!("PREPARE p AS {text}"))?;
        let mut lines = Vec::new();
        self.raw(&format!("EXPLAIN EXECUTE {call}"), |row| {
            lines.push(row.get::<String>(0)?);
            Ok(())
        })?;
        self.batch("DEALLOCATE p; RESET enable_seqscan; RESET plan_cache_mode")?;
        Ok(lines.join("\n"))
    }

    fn wait<T>(&self, what: impl Future<Output = Result<T, tokio_postgres::Error>>) -> Outcome<T> {
        self.runtime.block_on(what).map_err(|cause| {
            if cause.is_closed() {
                self.broken.set(true);
            }
            problem(cause)
        })
    }
}

/// A writer thread: one transaction for each closure (PostgreSQL groups the commits of its sessions itself).
pub(crate) fn write_loop(
    session: &Session,
    jobs: &Receiver<Box<dyn Job>>,
    listener: &Listener,
    count: &AtomicU64,
) {
    while let Ok(mut job) = jobs.recv() {
        let committed = write_one(session, job.as_mut(), listener, count);
        job.finish(committed.map_err(|problem| why(&problem)));
    }
}

fn write_one(session: &Session, job: &mut dyn Job, listener: &Listener, count: &AtomicU64) -> Outcome<()> {
    session.batch("BEGIN")?;
    let mut write = Write::new(Link::Postgres(session), count);
    if !job.run(&mut write) {
        return session.batch("ROLLBACK");
    }
    session.batch("COMMIT")?;
    let notices = write.into_notices();
    if !notices.is_empty() {
        listener(notices);
    }
    Ok(())
}

/// No limit in time for this transaction, neither for a statement nor between two.
pub(crate) const NO_TIMEOUTS: &str =
    "SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0";
/// The view is that of the first statement that looks at something.
const BEGIN_SNAPSHOT: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SELECT 1";

/// Runs `work` inside one transaction that only reads.
pub(crate) fn in_snapshot<T>(session: &Session, work: impl FnOnce(Link<'_>) -> Outcome<T>) -> Outcome<T> {
    session.batch(BEGIN_SNAPSHOT)?;
    session.batch(NO_TIMEOUTS)?;
    let result = work(Link::Postgres(session))?;
    // After an error the connection is dropped, which ends the transaction too.
    session.batch("COMMIT")?;
    Ok(result)
}

async fn connect(config: &Config) -> Outcome<Client> {
    let reach = async {
        if config.get_ssl_mode() == SslMode::Disable {
            let (client, connection) = config.connect(NoTls).await?;
            tokio::spawn(connection);
            return Ok(client);
        }
        let (client, connection) = config.connect(tls()).await?;
        tokio::spawn(connection);
        Ok::<_, tokio_postgres::Error>(client)
    };
    let limit = Duration::from_millis(CONNECT_TIMEOUT_MS);
    let client = tokio::time::timeout(limit, reach).await.map_err(Problem::unavailable)?.map_err(problem)?;
    let settings = format!(
        "SET statement_timeout = {STATEMENT_TIMEOUT_MS}; SET idle_in_transaction_session_timeout = 60000;
         SET timezone = 'UTC'; SET synchronous_commit = on"
    );
    client.batch_execute(&settings).await.map_err(problem)?;
    Ok(client)
}

fn tls() -> MakeRustlsConnect {
    let mut roots = rustls::RootCertStore::empty();
    roots.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned());
    let config = rustls::ClientConfig::builder().with_root_certificates(roots).with_no_client_auth();
    MakeRustlsConnect::new(config)
}

fn as_params<'a>(args: &'a [Value<'a>]) -> Vec<&'a (dyn ToSql + Sync)> {
    args.iter().map(|value| value as &(dyn ToSql + Sync)).collect()
}

impl ToSql for Value<'_> {
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Box<dyn Error + Sync + Send>> {
        match (*self, ty) {
            (Value::Null, _) => Ok(IsNull::Yes),
            (Value::Int(n), &Type::INT4) => i32::try_from(n)?.to_sql(ty, out),
            (Value::Int(n), _) => n.to_sql(ty, out),
            (Value::Real(n), _) => n.to_sql(ty, out),
            (Value::Text(text), _) => text.to_sql(ty, out),
            (Value::Bytes(bytes), _) => bytes.to_sql(ty, out),
            (Value::Ints(list), _) => list.to_sql(ty, out),
            (Value::Texts(list), _) => list.to_sql(ty, out),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    tokio_postgres::types::to_sql_checked!();
}

/// What a PostgreSQL error means for the caller.
pub(crate) fn problem(cause: tokio_postgres::Error) -> Problem {
    match cause.code() {
        Some(&SqlState::UNIQUE_VIOLATION | &SqlState::FOREIGN_KEY_VIOLATION | &SqlState::CHECK_VIOLATION) => {
            Problem::new(Kind::Conflict, "That is already there").because(cause)
        }
        Some(
            &SqlState::T_R_DEADLOCK_DETECTED
            | &SqlState::T_R_SERIALIZATION_FAILURE
            | &SqlState::QUERY_CANCELED
            | &SqlState::DISK_FULL
            | &SqlState::ADMIN_SHUTDOWN
            | &SqlState::CRASH_SHUTDOWN
            | &SqlState::CANNOT_CONNECT_NOW
            | &SqlState::TOO_MANY_CONNECTIONS,
        ) => Problem::unavailable(cause),
        Some(_) => Problem::internal(cause),
        None => Problem::unavailable(cause),
    }
}
