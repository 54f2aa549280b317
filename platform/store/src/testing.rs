//! Two engines for tests: a fresh database for each test, SQLite always, PostgreSQL where its programs are found.
//!
//! `MEDLEY_TEST_PG` names a running server (`postgres://..`, a superuser); without it a throw-away one is started,
//! as the user `postgres` when we are root (PostgreSQL refuses root), and ends with this process.
//! `MEDLEY_TEST_REQUIRE_PG=1` turns a skipped engine into a failure.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use crate::{Db, Engine, Settings};

/// Expands to one test for each engine. The body is an async closure that takes an [`Engine`].
#[macro_export]
macro_rules! engine_tests {
    ($($(#[$meta:meta])* async fn $name:ident($engine:ident: Engine) $body:block)*) => {
        $(mod $name {
            use super::*;
            async fn body($engine: $crate::Engine) $body
            $(#[$meta])*
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() { body($crate::Engine::Sqlite).await; }
            $(#[$meta])*
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                if $crate::testing::postgres_is_there() { body($crate::Engine::Postgres).await; }
            }
        })*
    };
}

/// The settings of a new, empty database of its own.
pub struct Fresh {
    /// To open it with.
    pub settings: Settings,
    _folder: tempfile::TempDir,
}

/// Makes a database that only the caller knows. It is gone when the value is dropped (SQLite) or with the
/// throw-away server (PostgreSQL).
pub fn fresh(engine: Engine) -> Fresh {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let url = match engine {
        Engine::Sqlite => format!("sqlite:{}", folder.path().join("test.db").display()),
        Engine::Postgres => new_postgres_database(),
    };
    let settings = Settings { readers: 2, writers: 2, ..Settings::new(url) };
    Fresh { settings, _folder: folder }
}

impl Fresh {
    /// Opens it.
    pub fn open(&self) -> Db {
        Db::open(&self.settings).expect("a fresh database opens")
    }
}

/// Whether PostgreSQL tests can run here; says so when they cannot.
#[expect(clippy::print_stderr, reason = "a skipped test says so where the test runner shows it")]
pub fn postgres_is_there() -> bool {
    if server().is_some() {
        return true;
    }
    assert!(
        std::env::var_os("MEDLEY_TEST_REQUIRE_PG").is_none(),
        "PostgreSQL is required (MEDLEY_TEST_REQUIRE_PG) and its programs were not found"
    );
    eprintln!("skipped on PostgreSQL: no MEDLEY_TEST_PG and no initdb found");
    false
}

fn new_postgres_database() -> String {
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    let server = server().expect("postgres_is_there() was asked first");
    // Process ids come again within one run of thousands of tests, so the time is part of the name.
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    let name = format!("t{}_{}_{number}", std::process::id(), since.as_micros());
    let text = format!("CREATE DATABASE {name}");
    let config: tokio_postgres::Config = format!("{server}/postgres").parse().expect("a server address");
    // A thread of its own: the caller may be inside a runtime already.
    let made = std::thread::spawn(move || crate::postgres::Session::new(config)?.batch(&text)).join();
    made.expect("no panic").expect("a new database");
    format!("{server}/{name}")
}

fn server() -> Option<&'static str> {
    static SERVER: OnceLock<Option<String>> = OnceLock::new();
    SERVER.get_or_init(|| std::env::var("MEDLEY_TEST_PG").ok().or_else(start)).as_deref()
}

/// Where Debian, others and PATH keep the programs.
pub fn postgres_programs() -> Option<PathBuf> {
    let mut places: Vec<PathBuf> = std::fs::read_dir("/usr/lib/postgresql")
        .map(|dir| dir.flatten().map(|entry| entry.path().join("bin")).collect())
        .unwrap_or_default();
    places.sort();
    places.reverse();
    places.extend(std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default()));
    places.into_iter().find(|place| place.join("initdb").is_file() && place.join("postgres").is_file())
}

/// A server on a free port that ends when its standard input does, that is, with this process.
fn start() -> Option<String> {
    let programs = postgres_programs()?;
    let folder = std::env::temp_dir().join(format!("medley-pg-{}", std::process::id()));
    std::fs::create_dir_all(&folder).ok()?;
    let root = is_root();
    if root {
        Command::new("chown").arg("postgres").arg(&folder).status().ok()?;
    }
    let data = folder.join("data");
    let initdb = format!(
        "{} -D {} -A trust -U postgres -E UTF8 --no-sync",
        quoted(&programs.join("initdb")),
        quoted(&data)
    );
    let done = as_user(root, &initdb).stdout(Stdio::null()).stderr(Stdio::null()).status().ok()?;
    if !done.success() {
        return None;
    }
    let port = std::net::TcpListener::bind("127.0.0.1:0").ok()?.local_addr().ok()?.port();
    let serve = format!(
        "{postgres} -D {data} -p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off \
         -c full_page_writes=off -c max_connections=1200 -c shared_buffers=64MB & server=$!; read _; kill -INT $server; \
         wait $server; rm -rf {folder}",
        postgres = quoted(&programs.join("postgres")),
        data = quoted(&data),
        folder = quoted(&folder),
    );
    let mut shell = as_user(root, &serve);
    let child = shell.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().ok()?;
    // Never dropped: the pipe must stay open for as long as the process lives.
    std::mem::forget(child);
    let url = format!("postgres://postgres@127.0.0.1:{port}");
    let answers = (0..300).any(|_| {
        std::thread::sleep(std::time::Duration::from_millis(100));
        lets_in(&format!("{url}/postgres"))
    });
    answers.then_some(url)
}

/// It listens before it lets anybody in, so a connection alone says little.
fn lets_in(url: &str) -> bool {
    let config: tokio_postgres::Config = url.parse().expect("a server address");
    // A thread of its own: the caller may be inside a runtime already.
    let reached = std::thread::spawn(move || crate::postgres::Session::new(config)?.client().map(|_| ()));
    reached.join().is_ok_and(|reached| reached.is_ok())
}

fn is_root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|out| out.stdout.starts_with(b"0\n"))
}

fn as_user(root: bool, command: &str) -> Command {
    let mut shell = Command::new(if root { "runuser" } else { "sh" });
    if root {
        shell.args(["-u", "postgres", "--", "sh"]);
    }
    shell.args(["-c", command]).current_dir("/");
    shell
}

fn quoted(path: &Path) -> String {
    format!("'{}'", path.display())
}
