use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};
use std::thread::JoinHandle;

use base::{Id, Outcome, Problem};
use crossbeam_channel::{Receiver, Sender, TrySendError, bounded};
use parking_lot::Mutex;
use tokio::sync::oneshot;

use crate::alarm::Alarm;
use crate::postgres::{self, Session};
use crate::sqlite::{self, Mode};
use crate::work::{Job, Link, Listener, Task, guarded};
use crate::{Notice, Read, Sql, Write, args};

/// Closures that may wait for a writer, and for a reader; past that the answer is 503.
const WAITING_MAX: usize = 4_096;
/// Rows that one turn of [`Db::drain`] removes.
const DRAINED_MAX: i64 = 500;

/// Which engine serves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// Inside the process.
    Sqlite,
    /// Beside it.
    Postgres,
}

/// Where the data is, and how many threads serve it.
#[derive(Debug, Clone)]
pub struct Settings {
    /// `sqlite:PATH` or `postgres://user:password@host/name`.
    pub url: String,
    /// Threads that read.
    pub readers: usize,
    /// Threads that write; SQLite always has one.
    pub writers: usize,
    /// How much of an SQLite file is read through memory mapping. 0 is off: an I/O error in a mapped file is fatal.
    pub mmap_bytes: u64,
}

impl Settings {
    /// Settings for `url` with the usual numbers of threads.
    pub fn new(url: impl Into<String>) -> Self {
        let cores = std::thread::available_parallelism().map_or(2, usize::from);
        Self { url: url.into(), readers: cores.clamp(2, 16), writers: cores.clamp(4, 16), mmap_bytes: 0 }
    }
}

type ReadJob = Box<dyn FnOnce(&Read<'_>) + Send>;

/// The database. Cheap to clone; the last clone closes it.
#[derive(Clone)]
pub struct Db(Arc<Shared>);

struct Shared {
    engine: Engine,
    settings: Settings,
    listener: Arc<OnceLock<Listener>>,
    count: Arc<AtomicU64>,
    /// Emptied on close, which ends the threads.
    reads: Mutex<Option<Sender<ReadJob>>>,
    writes: Mutex<Option<Sender<Box<dyn Job>>>>,
    threads: Mutex<Vec<JoinHandle<()>>>,
}

impl Db {
    /// Opens the database and starts its threads. The schema is not touched: see [`Db::migrate`].
    pub fn open(settings: &Settings) -> Outcome<Self> {
        let (reads, read_jobs) = bounded(WAITING_MAX);
        let (writes, write_jobs) = bounded(WAITING_MAX);
        let listener = Arc::new(OnceLock::new());
        let count = Arc::new(AtomicU64::new(0));
        let (engine, threads) = match settings.url.strip_prefix("sqlite:") {
            Some(path) => {
                let path = PathBuf::from(path);
                (Engine::Sqlite, start_sqlite(&path, settings, &read_jobs, &write_jobs, &listener, &count)?)
            }
            None => (Engine::Postgres, start_postgres(settings, &read_jobs, &write_jobs, &listener, &count)?),
        };
        Ok(Self(Arc::new(Shared {
            engine,
            settings: settings.clone(),
            listener,
            count,
            reads: Mutex::new(Some(reads)),
            writes: Mutex::new(Some(writes)),
            threads: Mutex::new(threads),
        })))
    }

    /// Which engine it is.
    pub fn engine(&self) -> Engine {
        self.0.engine
    }

    /// Whether the database answers.
    pub async fn ping(&self) -> Outcome<()> {
        self.read(|r| r.raw("SELECT 1", |_| Ok(()))).await
    }

    /// Statements run so far, for tests that a page takes the same number however long it is.
    pub fn statements_run(&self) -> u64 {
        self.0.count.load(Ordering::Relaxed)
    }

    /// Who hears of committed writes. Can be said once; a second listener is ignored.
    pub fn listen(&self, listener: Listener) {
        drop(self.0.listener.set(listener));
    }

    /// Runs `work` on a reading thread.
    pub async fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Read<'_>) -> Outcome<T> + Send + 'static,
    ) -> Outcome<T> {
        let (reply, answer) = oneshot::channel();
        let job: ReadJob = Box::new(move |read| drop(reply.send(guarded(|| work(read)))));
        let queue = self.0.reads.lock().clone().ok_or_else(closed)?;
        queue.try_send(job).map_err(full)?;
        answer.await.map_err(|_| closed())?
    }

    /// Runs `work` on a view of the whole database as it is now, which nobody's writes change: for backups and
    /// checks. It has a connection and a thread of its own and may take hours; it holds up no other read or write.
    ///
    /// On SQLite the write-ahead log grows for as long as it runs.
    pub async fn snapshot<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Read<'_>) -> Outcome<T> + Send + 'static,
    ) -> Outcome<T> {
        let (reply, answer) = oneshot::channel();
        let (settings, count) = (self.0.settings.clone(), self.0.count.clone());
        // Not joined by `close`: a snapshot that is running ends by itself.
        drop(spawn("db-snapshot", move || drop(reply.send(snapshot(&settings, &count, work))))?);
        answer.await.map_err(|_| closed())?
    }

    /// Runs `work` in a transaction: kept on `Ok`, undone on `Err`. Resolves when the commit is durable.
    pub async fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Write<'_>) -> Outcome<T> + Send + 'static,
    ) -> Outcome<T> {
        let (reply, answer) = oneshot::channel();
        let queue = self.0.writes.lock().clone().ok_or_else(closed)?;
        queue.try_send(Box::new(Task::new(work, reply))).map_err(full)?;
        answer.await.map_err(|_| closed())?
    }

    /// Runs a statement that removes some of what an owner has (`$1` the bucket, `$2` the owner, `$3` how many rows at
    /// the most) until nothing is left. Each turn is a transaction of its own, so it may be broken off and repeated.
    pub async fn drain(&self, statement: &'static Sql, owner: Id) -> Outcome<()> {
        let turn = move |w: &mut Write<'_>| w.run(statement, args![owner.bk(), owner, DRAINED_MAX]);
        while self.write(turn).await? > 0 {}
        Ok(())
    }

    /// Ends the threads after what waits is done. Later calls get 503.
    pub fn close(&self) {
        self.0.shut();
    }
}

impl Shared {
    fn shut(&self) {
        self.reads.lock().take();
        self.writes.lock().take();
        for thread in self.threads.lock().drain(..) {
            // The last clone may be dropped by a closure on a database thread, which cannot wait for itself.
            if thread.thread().id() != std::thread::current().id() {
                drop(thread.join());
            }
        }
    }
}

impl Drop for Shared {
    fn drop(&mut self) {
        self.shut();
    }
}

fn snapshot<T>(
    settings: &Settings,
    count: &AtomicU64,
    work: impl FnOnce(&Read<'_>) -> Outcome<T>,
) -> Outcome<T> {
    if let Some(path) = settings.url.strip_prefix("sqlite:") {
        let db = sqlite::open(std::path::Path::new(path), Mode::Read, settings.mmap_bytes)?;
        return sqlite::in_snapshot(&db, |link| guarded(|| work(&Read::new(link, count))));
    }
    let session = Session::new(settings.url.parse().map_err(Problem::internal)?)?;
    postgres::in_snapshot(&session, |link| guarded(|| work(&Read::new(link, count))))
}

fn closed() -> Problem {
    Problem::unavailable("the database is closed")
}

fn full<T>(error: TrySendError<T>) -> Problem {
    match error {
        TrySendError::Full(_) => Problem::unavailable("too many database calls are waiting"),
        TrySendError::Disconnected(_) => closed(),
    }
}

fn start_sqlite(
    path: &std::path::Path,
    settings: &Settings,
    reads: &Receiver<ReadJob>,
    writes: &Receiver<Box<dyn Job>>,
    listener: &Arc<OnceLock<Listener>>,
    count: &Arc<AtomicU64>,
) -> Outcome<Vec<JoinHandle<()>>> {
    // The writer goes first: it creates the file.
    let writer = sqlite::open(path, Mode::Write, settings.mmap_bytes)?;
    let (jobs, hear, counter) = (writes.clone(), forward(listener), count.clone());
    let mut threads = vec![spawn("db-write", move || sqlite::write_loop(&writer, &jobs, &hear, &counter))?];
    for _ in 0..settings.readers.max(1) {
        let reader = sqlite::open(path, Mode::Read, settings.mmap_bytes)?;
        let (jobs, counter) = (reads.clone(), count.clone());
        threads.push(spawn("db-read", move || sqlite_reads(&reader, &jobs, &counter))?);
    }
    Ok(threads)
}

fn sqlite_reads(db: &rusqlite::Connection, jobs: &Receiver<ReadJob>, count: &AtomicU64) {
    let interrupt = Arc::new(db.get_interrupt_handle());
    while let Ok(job) = jobs.recv() {
        let alarm = Alarm::set(&interrupt);
        job(&Read::new(Link::Sqlite(db), count));
        drop(alarm);
    }
}

fn start_postgres(
    settings: &Settings,
    reads: &Receiver<ReadJob>,
    writes: &Receiver<Box<dyn Job>>,
    listener: &Arc<OnceLock<Listener>>,
    count: &Arc<AtomicU64>,
) -> Outcome<Vec<JoinHandle<()>>> {
    let config: tokio_postgres::Config = settings.url.parse().map_err(Problem::internal)?;
    // Say at once when nobody answers. On a thread of its own: the caller may be inside a runtime.
    let probe = config.clone();
    std::thread::spawn(move || Session::new(probe)?.client().map(|_| ()))
        .join()
        .unwrap_or_else(|_| Err(closed()))?;
    let mut threads = Vec::new();
    for _ in 0..settings.writers.max(1) {
        let (config, jobs, hear, counter) =
            (config.clone(), writes.clone(), forward(listener), count.clone());
        threads.push(spawn("db-write", move || {
            if let Ok(session) = Session::new(config) {
                postgres::write_loop(&session, &jobs, &hear, &counter);
            }
        })?);
    }
    for _ in 0..settings.readers.max(1) {
        let (config, jobs, counter) = (config.clone(), reads.clone(), count.clone());
        threads.push(spawn("db-read", move || {
            if let Ok(session) = Session::new(config) {
                while let Ok(job) = jobs.recv() {
                    job(&Read::new(Link::Postgres(&session), &counter));
                }
            }
        })?);
    }
    Ok(threads)
}

fn forward(listener: &Arc<OnceLock<Listener>>) -> Listener {
    let listener = listener.clone();
    Arc::new(move |notices: Vec<Notice>| {
        if let Some(hear) = listener.get() {
            hear(notices);
        }
    })
}

fn spawn(name: &str, work: impl FnOnce() + Send + 'static) -> Outcome<JoinHandle<()>> {
    std::thread::Builder::new().name(name.to_owned()).spawn(work).map_err(Problem::internal)
}
