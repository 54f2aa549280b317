//! Data folders for the program, one of them full.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;

use flate2::read::GzDecoder;
use store::{Db, Settings};

/// What a command did.
pub(crate) struct Ran {
    pub(crate) ok: bool,
    /// Both of its outputs.
    pub(crate) text: String,
}

impl Ran {
    #[track_caller]
    pub(crate) fn fine(self) -> String {
        assert!(self.ok, "{}", self.text);
        self.text
    }

    #[track_caller]
    pub(crate) fn refused(self, word: &str) -> String {
        assert!(!self.ok && self.text.contains(word), "no {word:?} in: {}", self.text);
        self.text
    }
}

/// An installation.
pub(crate) struct Place {
    pub(crate) data: PathBuf,
    /// Of PostgreSQL, or empty for SQLite.
    url: String,
    _keep: Option<tempfile::TempDir>,
}

impl Place {
    /// One that is not there yet.
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self { data: folder.path().join("data"), url: String::new(), _keep: Some(folder) }
    }

    pub(crate) fn postgres(fresh: &store::testing::Fresh) -> Self {
        Self { url: fresh.settings.url.clone(), ..Self::new() }
    }

    /// A copy of the full one.
    pub(crate) fn full() -> Self {
        let place = Self::new();
        copy(full(), &place.data);
        place
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        let output = self.command(arguments).output().unwrap();
        let text = [output.stdout, output.stderr].concat();
        Ran { ok: output.status.success(), text: String::from_utf8(text).unwrap() }
    }

    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_medley"));
        command.args(arguments).arg("--data").arg(&self.data).current_dir(std::env::temp_dir());
        if !self.url.is_empty() {
            command.env("MEDLEY_STORE__URL", &self.url);
        }
        command
    }

    /// Serves a demo until it is ready; gives what it printed.
    pub(crate) fn demo(&self) -> String {
        let mut server = self.command(&["serve", "--demo", "--listen", "127.0.0.1:0"]);
        let mut child = server.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut printed = String::new();
        for line in BufReader::new(child.stdout.take().unwrap()).lines() {
            printed += &(line.unwrap() + "\n");
            if printed.contains("this link works once") {
                break;
            }
        }
        child.kill().unwrap();
        child.wait().unwrap();
        printed
    }

    /// Serves at a free port until the value is dropped.
    pub(crate) fn serve(&self, arguments: &[&str]) -> Serving {
        let mut server = self.command(&[&["serve", "--listen", "127.0.0.1:0"], arguments].concat());
        // Without a domain the address that it prints has the port.
        server.arg("--domain").arg("");
        let mut child = server.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim_end().strip_prefix("Medley is ready at http://localhost:");
        let port = address.and_then(|port| port.parse().ok());
        Serving { port: port.unwrap_or_else(|| panic!("{line}")), child }
    }

    pub(crate) fn db(&self) -> Db {
        let url = match self.url.as_str() {
            "" => format!("sqlite:{}", self.data.join("medley.db").display()),
            url => url.to_owned(),
        };
        Db::open(&Settings { readers: 1, writers: 1, ..Settings::new(url) }).unwrap()
    }

    /// Writes a backup beside the data.
    pub(crate) fn backup(&self) -> PathBuf {
        let file = self.data.with_file_name("backup.tar.gz");
        self.run(&["backup", file.to_str().unwrap()]).fine();
        file
    }
}

/// A server that runs.
pub(crate) struct Serving {
    port: u16,
    child: Child,
}

impl Serving {
    /// The whole answer to a GET.
    pub(crate) fn get(&self, path: &str, token: &str) -> String {
        let mut socket = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        let head = format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token}\r\n");
        write!(socket, "{head}Connection: close\r\n\r\n").unwrap();
        let mut answer = Vec::new();
        socket.read_to_end(&mut answer).unwrap();
        String::from_utf8_lossy(&answer).into_owned()
    }
}

impl Serving {
    /// Sends a file as an upload; the whole answer.
    pub(crate) fn upload(&self, token: &str, bytes: &[u8]) -> String {
        let head = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f\"\r\n\r\n";
        let body = [head.as_bytes(), bytes, b"\r\n--b--\r\n"].concat();
        let mut socket = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        let head =
            format!("POST /api/v2/media HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token}\r\n");
        let kind = "Content-Type: multipart/form-data; boundary=b\r\nConnection: close\r\n";
        write!(socket, "{head}{kind}Content-Length: {}\r\n\r\n", body.len()).unwrap();
        socket.write_all(&body).unwrap();
        let mut answer = Vec::new();
        socket.read_to_end(&mut answer).unwrap();
        String::from_utf8_lossy(&answer).into_owned()
    }

    /// Asks it to stop, as a service manager does, and waits until it has.
    pub(crate) fn stop(mut self) -> bool {
        let pid = self.child.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &pid]).status().unwrap().success());
        self.child.wait().unwrap().success()
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

/// The folder of an installation with the demo's community in it, made once.
fn full() -> &'static Path {
    static FULL: OnceLock<Place> = OnceLock::new();
    &FULL
        .get_or_init(|| {
            let place = Place::new();
            let printed = place.demo();
            assert!(printed.contains("Demo account: demo / "), "{printed}");
            place
        })
        .data
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// The members of a backup, in their order.
pub(crate) fn members(file: &Path) -> Vec<(String, Vec<u8>)> {
    let mut tar = tar::Archive::new(GzDecoder::new(std::fs::File::open(file).unwrap()));
    let member = |entry: std::io::Result<tar::Entry<'_, GzDecoder<std::fs::File>>>| {
        let mut entry = entry.unwrap();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        (String::from_utf8(entry.path_bytes().into_owned()).unwrap(), bytes)
    };
    tar.entries().unwrap().map(member).collect()
}

/// What a backup holds, comparable across engines: the rows of tables in an order of their own.
pub(crate) fn content(file: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for (name, bytes) in members(file) {
        let bytes = if name.starts_with("tables/") {
            let mut lines: Vec<&str> = std::str::from_utf8(&bytes).unwrap().lines().collect();
            lines.sort_unstable();
            lines.join("\n").into_bytes()
        } else {
            bytes
        };
        if name.contains('/') {
            found.insert(name, bytes);
        }
    }
    found
}
