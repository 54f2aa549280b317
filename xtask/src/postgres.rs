use std::net::TcpListener;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::run;

const CONNECTIONS_MAX: u32 = 400;
const READY_TIMEOUT_MS: u64 = 30_000;

/// A PostgreSQL of our own on a free port of 127.0.0.1. It ends, and its files go, when this value is dropped or
/// this process ends in whatever way: the server's shell waits for the end of its standard input.
pub(crate) struct Cluster {
    url: String,
    shell: Child,
}

impl Cluster {
    /// Makes and starts one with the programs in `bin`. Nothing in it survives a power cut; it is for tests.
    pub(crate) fn start(bin: &Path) -> Result<Self, String> {
        let folder = std::env::temp_dir().join(format!("medley-xtask-pg-{}", std::process::id()));
        std::fs::create_dir_all(&folder).map_err(|cause| format!("{}: {cause}", folder.display()))?;
        let root = is_root();
        if root {
            run::succeed(run::command("chown", &["postgres", &folder.display().to_string()]))?;
        }
        let port = free_port()?;
        let mut serve = as_user(root, &format!("{}; {}", initdb(bin, &folder), serve(bin, &folder, port)));
        // Ctrl-C reaches every process of the terminal's group; the server is to end in order instead.
        serve.process_group(0).stdin(Stdio::piped()).stdout(Stdio::null());
        let shell = serve.spawn().map_err(|cause| format!("PostgreSQL: {cause}"))?;
        let cluster = Self { url: format!("postgres://postgres@127.0.0.1:{port}"), shell };
        if answers(bin, port) { Ok(cluster) } else { Err("PostgreSQL did not answer".to_owned()) }
    }

    /// `postgres://postgres@127.0.0.1:PORT`, without a database.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        drop(self.shell.stdin.take());
        // It has been told; that it ended badly would change nothing any more.
        drop(self.shell.wait());
    }
}

/// Where Debian, others and PATH keep `initdb` and `postgres`; the newest first.
pub(crate) fn programs() -> Option<PathBuf> {
    let versions = std::fs::read_dir("/usr/lib/postgresql").ok();
    let mut places: Vec<PathBuf> =
        versions.into_iter().flatten().flatten().map(|version| version.path().join("bin")).collect();
    places.sort();
    places.reverse();
    places.extend(std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default()));
    places.into_iter().find(|place| place.join("initdb").is_file() && place.join("postgres").is_file())
}

fn initdb(bin: &Path, folder: &Path) -> String {
    format!(
        "'{}/initdb' -D '{}/data' -A trust -U postgres -E UTF8 --no-sync >/dev/null",
        bin.display(),
        folder.display()
    )
}

fn serve(bin: &Path, folder: &Path, port: u16) -> String {
    let (bin, folder) = (bin.display(), folder.display());
    format!(
        "'{bin}/postgres' -D '{folder}/data' -p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' \
         -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections={CONNECTIONS_MAX} \
         -c shared_buffers=128MB 2>/dev/null & server=$!; read _; kill -INT $server; wait $server; rm -rf '{folder}'"
    )
}

fn answers(bin: &Path, port: u16) -> bool {
    let began = Instant::now();
    let ready = || {
        let mut ask = Command::new(bin.join("pg_isready"));
        ask.args(["-q", "-h", "127.0.0.1", "-p", &port.to_string()])
            .status()
            .is_ok_and(|status| status.success())
    };
    while began.elapsed() < Duration::from_millis(READY_TIMEOUT_MS) {
        if ready() {
            return true;
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    false
}

fn free_port() -> Result<u16, String> {
    let socket = TcpListener::bind("127.0.0.1:0").and_then(|socket| socket.local_addr());
    socket.map(|address| address.port()).map_err(|cause| format!("no free port: {cause}"))
}

fn is_root() -> bool {
    run::output(run::command("id", &["-u"])).is_ok_and(|id| id.trim() == "0")
}

/// PostgreSQL refuses root, so root becomes `postgres`.
fn as_user(root: bool, line: &str) -> Command {
    let mut shell = Command::new(if root { "runuser" } else { "sh" });
    if root {
        shell.args(["-u", "postgres", "--", "sh"]);
    }
    shell.args(["-c", line]).current_dir("/");
    shell
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cluster_answers_and_leaves_nothing_behind() {
        let Some(bin) = programs() else {
            println!("skipped: PostgreSQL's programs were not found");
            return;
        };
        let cluster = Cluster::start(&bin).unwrap();
        assert!(cluster.url().starts_with("postgres://postgres@127.0.0.1:"));
        drop(cluster);
        let folder = std::env::temp_dir().join(format!("medley-xtask-pg-{}", std::process::id()));
        assert!(!folder.exists());
    }
}
