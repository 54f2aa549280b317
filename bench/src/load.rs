//! The load: a child process asks over and over, so that the server's CPU time can be told from the client's.

use std::io::{Read, Write};
use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::http1::Connection;
use crate::process::cpu_seconds;
use crate::{Done, say};

/// What a child is to do: each connection goes round its requests.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Load {
    /// Whom to ask.
    pub(crate) address: SocketAddr,
    /// For how long.
    pub(crate) ms: u64,
    /// The requests of each connection.
    pub(crate) connections: Vec<Vec<String>>,
}

/// What came of it.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Answered {
    /// Answers with status 200.
    pub(crate) good: u64,
    /// Other answers, and requests that were not answered.
    pub(crate) bad: u64,
    /// What the first bad one was.
    pub(crate) first_bad: Option<String>,
    /// From the first request to the last answer.
    pub(crate) seconds: f64,
    /// Half of the answers took no longer, in microseconds.
    pub(crate) p50_us: u32,
    /// 99 of 100 took no longer.
    pub(crate) p99_us: u32,
    /// CPU time of the server's process meanwhile.
    #[serde(default)]
    pub(crate) server_cpu_seconds: f64,
}

impl Answered {
    /// Good answers a second.
    pub(crate) fn per_second(&self) -> f64 {
        self.good as f64 / self.seconds.max(1e-9)
    }

    /// The server's CPU time of one answer, in milliseconds.
    pub(crate) fn cpu_ms(&self) -> f64 {
        self.server_cpu_seconds * 1_000.0 / (self.good as f64).max(1.0)
    }
}

impl Load {
    /// Has a child do it.
    ///
    /// # Errors
    /// When any answer was not 200.
    pub(crate) async fn run(&self) -> Done<Answered> {
        let spec = serde_json::to_string(self).map_err(|e| e.to_string())?;
        let done = tokio::task::spawn_blocking(move || {
            let mut child = start("client", &spec)?;
            let before = cpu_seconds();
            let mut answered: Answered = finish(&mut child)?;
            answered.server_cpu_seconds = cpu_seconds() - before;
            Ok::<_, String>(answered)
        });
        let answered = done.await.map_err(|e| e.to_string())??;
        match &answered.first_bad {
            None => Ok(answered),
            Some(first) => {
                Err(format!("{} of {} requests failed: {first}", answered.bad, answered.bad + answered.good))
            }
        }
    }
}

/// Starts this program again with a task on its input.
pub(crate) fn start(command: &str, spec: &str) -> Done<Child> {
    let own = std::env::current_exe().map_err(|e| e.to_string())?;
    let mut child = Command::new(own)
        .arg(command)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|e| e.to_string())?;
    let input = child.stdin.as_mut().ok_or("the child has no input")?;
    input.write_all(spec.as_bytes()).and_then(|()| input.write_all(b"\n")).map_err(|e| e.to_string())?;
    Ok(child)
}

/// Waits for what a child prints at its end.
pub(crate) fn finish<T: DeserializeOwned>(child: &mut Child) -> Done<T> {
    drop(child.stdin.take());
    let mut text = String::new();
    if let Some(mut output) = child.stdout.take() {
        output.read_to_string(&mut text).map_err(|e| e.to_string())?;
    }
    child.wait().map_err(|e| e.to_string())?;
    serde_json::from_str(&text).map_err(|e| format!("the child failed: {e}"))
}

/// The child's part.
pub(crate) async fn child() -> Done {
    let mut line = String::new();
    std::io::stdin().read_line(&mut line).map_err(|e| e.to_string())?;
    let load: Load = serde_json::from_str(&line).map_err(|e| e.to_string())?;
    let answered = ask(load).await?;
    say(serde_json::to_string(&answered).map_err(|e| e.to_string())?);
    Ok(())
}

/// What one connection saw.
#[derive(Default)]
struct Seen {
    micros: Vec<u32>,
    bad: u64,
    first_bad: Option<String>,
}

async fn ask(load: Load) -> Done<Answered> {
    let mut open = Vec::with_capacity(load.connections.len());
    for requests in load.connections {
        let connection = Connection::open(load.address).await.map_err(|e| e.to_string())?;
        open.push((connection, requests));
    }
    let began = Instant::now();
    let until = began + Duration::from_millis(load.ms);
    let tasks: Vec<_> =
        open.into_iter().map(|(c, requests)| tokio::spawn(drive(c, requests, until))).collect();
    let mut all = Seen::default();
    for task in tasks {
        let seen = task.await.map_err(|e| e.to_string())?;
        all.micros.extend(seen.micros);
        all.bad += seen.bad;
        all.first_bad = all.first_bad.or(seen.first_bad);
    }
    all.micros.sort_unstable();
    let at = |part: usize| all.micros.get(all.micros.len() * part / 100).copied().unwrap_or(0);
    Ok(Answered {
        good: all.micros.len() as u64,
        bad: all.bad,
        first_bad: all.first_bad.clone(),
        seconds: began.elapsed().as_secs_f64(),
        p50_us: at(50),
        p99_us: at(99),
        server_cpu_seconds: 0.0,
    })
}

async fn drive(mut connection: Connection, requests: Vec<String>, until: Instant) -> Seen {
    let mut seen = Seen::default();
    for request in requests.iter().cycle() {
        let asked = Instant::now();
        if asked >= until {
            break;
        }
        let bad = match connection.ask(request.as_bytes()).await {
            Ok(200) => {
                seen.micros.push(asked.elapsed().as_micros() as u32);
                continue;
            }
            Ok(status) => format!("{status}: {}", String::from_utf8_lossy(connection.body())),
            Err(cause) => cause.to_string(),
        };
        seen.bad += 1;
        let broken = !bad.starts_with(|c: char| c.is_ascii_digit());
        seen.first_bad.get_or_insert(bad);
        if broken {
            break;
        }
    }
    seen
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http1::get;

    #[tokio::test]
    async fn answers_are_counted() {
        let app = axum::Router::new().route("/", axum::routing::get(async || "hello"));
        let socket = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = socket.local_addr().unwrap();
        tokio::spawn(async move { axum::serve(socket, app).await });
        let load = |path: &str| Load { address, ms: 100, connections: vec![vec![get(path, None)]; 3] };
        let good = ask(load("/")).await.unwrap();
        assert!(
            good.good > 3 && good.bad == 0 && good.seconds >= 0.1 && good.p50_us <= good.p99_us,
            "{good:?}"
        );
        let bad = ask(load("/nothing")).await.unwrap();
        assert!(bad.good == 0 && bad.bad > 3 && bad.first_bad.unwrap().starts_with("404"));
    }
}
