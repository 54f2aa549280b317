//! Listening to many streams: a child process opens them, and tells what reached which, and how late.

use std::io::BufRead;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, LazyLock};
use std::time::Duration;

use memchr::memmem::Finder;
use serde::{Deserialize, Serialize};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpSocket, TcpStream};
use tokio::sync::watch;

use crate::http1::find;
use crate::mark::{MARK_BEGIN, marked, now_us};
use crate::{Done, say};

/// Streams of one source address, below the ports that the system hands out.
const PER_ADDRESS_MAX: usize = 20_000;
/// Streams being opened at once.
const OPENING_MAX: usize = 128;
/// What ends an event; prepared, for it is looked for with each.
static BLANK_LINE: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new(b"\n\n"));
/// When nothing has come for so long, the rest is lost.
const SILENCE_MS: u64 = 10_000;

/// What a child is to open.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Listen {
    /// Whom.
    pub(crate) address: SocketAddr,
    /// How many.
    pub(crate) streams: usize,
    /// What; the tokens take turns.
    pub(crate) path: String,
    /// Whose.
    pub(crate) tokens: Vec<String>,
}

/// What reached the streams.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Heard {
    /// Deliveries.
    pub(crate) count: u64,
    /// Posts that a stream should have had and did not, summed.
    pub(crate) missing: u64,
    /// Posts that a stream had more than once, summed.
    pub(crate) twice: u64,
    /// Streams that the server ended.
    pub(crate) ended: u64,
    /// From just before the post was sent to its delivery, in microseconds.
    pub(crate) p50_us: u64,
    /// 99 of 100.
    pub(crate) p99_us: u64,
    /// The last of them all.
    pub(crate) max_us: u64,
    /// Bytes of it all.
    pub(crate) bytes: u64,
}

/// The parent's hold on a child that listens.
pub(crate) struct Listener {
    child: std::process::Child,
    output: std::io::BufReader<std::process::ChildStdout>,
}

impl Listener {
    /// Starts a child and waits until all its streams are open. Blocks.
    pub(crate) fn start(listen: &Listen) -> Done<Self> {
        let spec = serde_json::to_string(listen).map_err(|e| e.to_string())?;
        let mut child = crate::load::start("listen", &spec)?;
        let output = child.stdout.take().ok_or("the child has no output")?;
        let mut listener = Self { child, output: std::io::BufReader::new(output) };
        match listener.line()?.trim() {
            "ready" => Ok(listener),
            _ => Err("the streams did not open".to_owned()),
        }
    }

    fn line(&mut self) -> Done<String> {
        let mut line = String::new();
        self.output.read_line(&mut line).map_err(|e| e.to_string())?;
        Ok(line)
    }

    /// Says how many posts there were and waits for what came of them. Blocks.
    pub(crate) fn finish(mut self, posts: u64) -> Done<Heard> {
        use std::io::Write;
        let input = self.child.stdin.as_mut().ok_or("the child has no input")?;
        writeln!(input, "{posts}").and_then(|()| input.flush()).map_err(|e| e.to_string())?;
        let line = self.line()?;
        self.child.wait().map_err(|e| e.to_string())?;
        serde_json::from_str(&line).map_err(|e| format!("the child failed: {e}"))
    }
}

/// The child's part: opens the streams, says so, and listens until it is told how many posts there were.
pub(crate) async fn child() -> Done {
    let mut line = String::new();
    std::io::stdin().read_line(&mut line).map_err(|e| e.to_string())?;
    let listen: Listen = serde_json::from_str(&line).map_err(|e| e.to_string())?;
    let streams = open_all(&listen).await?;
    say("ready");
    let (posts, told) = watch::channel(None);
    std::thread::spawn(move || {
        let count = std::io::stdin().lock().lines().next().and_then(|line| line.ok()?.trim().parse().ok());
        posts.send_replace(Some(count.unwrap_or(0)));
        // Kept, so that those who listen do not take its end for news.
        std::thread::park();
    });
    let heard = hear_all(streams, told).await?;
    say(serde_json::to_string(&heard).map_err(|e| e.to_string())?);
    Ok(())
}

async fn open_all(listen: &Listen) -> Done<Vec<Stream>> {
    let mut streams = Vec::with_capacity(listen.streams);
    let numbers: Vec<usize> = (0..listen.streams).collect();
    for some in numbers.chunks(OPENING_MAX) {
        let opening: Vec<_> = some.iter().map(|&n| tokio::spawn(open(listen.clone_for(n)))).collect();
        for stream in opening {
            streams.push(
                stream
                    .await
                    .map_err(|e| e.to_string())?
                    .map_err(|e| format!("a stream did not open: {e}"))?,
            );
        }
    }
    Ok(streams)
}

/// One stream's part of the task.
struct One {
    from: SocketAddr,
    to: SocketAddr,
    request: String,
}

impl Listen {
    fn clone_for(&self, n: usize) -> One {
        let from = Ipv4Addr::new(127, 0, 0, 1 + (n / PER_ADDRESS_MAX) as u8);
        let token = self.tokens.get(n % self.tokens.len().max(1)).map(String::as_str);
        let request = crate::http1::get(&self.path, token);
        One { from: SocketAddr::from((from, 0)), to: self.address, request }
    }
}

struct Stream {
    socket: TcpStream,
    buffer: Vec<u8>,
}

async fn open(one: One) -> std::io::Result<Stream> {
    let socket = TcpSocket::new_v4()?;
    socket.bind(one.from)?;
    let mut socket = socket.connect(one.to).await?;
    socket.write_all(one.request.as_bytes()).await?;
    let mut buffer = Vec::with_capacity(4_096);
    loop {
        if socket.read_buf(&mut buffer).await? == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
        // The first comment says that the stream is open.
        if let Some(end) =
            find(&buffer, b"\r\n\r\n").filter(|&end| find(&buffer[end..], b":)\n\n\r\n").is_some())
        {
            if !buffer.starts_with(b"HTTP/1.1 200") {
                return Err(std::io::Error::other(String::from_utf8_lossy(&buffer[..end]).into_owned()));
            }
            buffer.drain(..end + 4);
            return Ok(Stream { socket, buffer });
        }
        if !buffer.starts_with(b"HTTP/1.1 200") && buffer.len() > 12 {
            return Err(std::io::Error::other(String::from_utf8_lossy(&buffer).into_owned()));
        }
    }
}

/// What one stream had.
#[derive(Default)]
struct Had {
    /// How often each post came, by its number.
    times: Vec<u32>,
    /// How many came at all.
    different: u64,
    late_us: Vec<u32>,
    ended: bool,
    bytes: u64,
    /// Where the last mark was in its event: the next is likely at the same place.
    hint: usize,
}

async fn hear_all(streams: Vec<Stream>, told: watch::Receiver<Option<u64>>) -> Done<Heard> {
    let last_us = Arc::new(AtomicU64::new(now_us()));
    let tasks: Vec<_> =
        streams.into_iter().map(|stream| tokio::spawn(hear(stream, told.clone(), last_us.clone()))).collect();
    let mut heard = Heard::default();
    let (mut late, mut all) = (Vec::new(), Vec::new());
    for task in tasks {
        all.push(task.await.map_err(|e| e.to_string())?);
    }
    let posts = told.borrow().unwrap_or(0);
    for had in all {
        heard.ended += u64::from(had.ended);
        heard.bytes += had.bytes;
        heard.missing += posts.saturating_sub(had.different);
        heard.twice += had.times.iter().map(|&times| u64::from(times.saturating_sub(1))).sum::<u64>();
        late.extend(had.late_us);
    }
    late.sort_unstable();
    let at = |part: usize| late.get(late.len() * part / 100).copied().map_or(0, u64::from);
    heard.count = late.len() as u64;
    (heard.p50_us, heard.p99_us, heard.max_us) = (at(50), at(99), late.last().copied().map_or(0, u64::from));
    Ok(heard)
}

async fn hear(mut stream: Stream, told: watch::Receiver<Option<u64>>, last_us: Arc<AtomicU64>) -> Had {
    let mut had = Had::default();
    // Asked for once, not anew with each read.
    let mut end = told.clone();
    let mut changed = std::pin::pin!(end.changed());
    loop {
        had.take(&mut stream.buffer, now_us());
        let posts = *told.borrow();
        if posts.is_some_and(|posts| had.different >= posts) {
            return had;
        }
        let silence = Duration::from_millis(SILENCE_MS);
        tokio::select! {
            read = stream.socket.read_buf(&mut stream.buffer) => match read {
                Ok(bytes) if bytes > 0 => {
                    had.bytes += bytes as u64;
                    last_us.store(now_us(), Ordering::Relaxed);
                }
                _ => {
                    had.ended = true;
                    return had;
                }
            },
            changed = &mut changed, if posts.is_none() => if changed.is_err() { return had },
            () = tokio::time::sleep(silence), if posts.is_some() => {
                if now_us().saturating_sub(last_us.load(Ordering::Relaxed)) >= SILENCE_MS * 1_000 {
                    return had;
                }
            }
        }
    }
}

impl Had {
    /// Takes the whole chunks out of the buffer.
    fn take(&mut self, buffer: &mut Vec<u8>, now_us: u64) {
        let mut at = 0;
        while let Some((from, until)) = chunk(&buffer[at..]) {
            let mut events = &buffer[at + from..at + until];
            while let Some(end) = BLANK_LINE.find(events) {
                self.event(&events[..end + 2], now_us);
                events = &events[end + 2..];
            }
            at += until + 2;
        }
        buffer.drain(..at);
    }

    fn count(&mut self, number: usize) {
        if self.times.len() <= number {
            self.times.resize(number + 1, 0);
        }
        self.different += u64::from(self.times[number] == 0);
        self.times[number] += 1;
    }

    fn event(&mut self, event: &[u8], now_us: u64) {
        if !event.starts_with(b"event: update\n") && !event.starts_with(b"event: post\n") {
            return;
        }
        let at_hint = marked(event, self.hint);
        let found = at_hint.or_else(|| {
            self.hint = find(event, MARK_BEGIN)?;
            marked(event, self.hint)
        });
        if let Some((number, sent_us)) = found {
            self.count(number as usize);
            self.late_us.push(u32::try_from(now_us.saturating_sub(sent_us)).unwrap_or(u32::MAX));
        }
    }
}

/// The bounds of the first chunk's data (HTTP's chunked coding), if all of it is there.
fn chunk(buffer: &[u8]) -> Option<(usize, usize)> {
    let line = find(buffer.get(..buffer.len().min(20))?, b"\r\n")?;
    let size = usize::from_str_radix(std::str::from_utf8(&buffer[..line]).ok()?, 16).ok()?;
    let (from, until) = (line + 2, line + 2 + size);
    (buffer.len() >= until + 2).then_some((from, until))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mark::mark;

    #[test]
    fn events_are_taken_however_they_arrive() {
        let event = |n: u64| format!("event: update\ndata: {{\"content\":\"{}\"}}\n\n", mark(n, 1_000));
        let chunks: String = [":thump\n\n".to_owned(), event(1) + &event(2), event(2)]
            .iter()
            .map(|text| format!("{:x}\r\n{text}\r\n", text.len()))
            .collect();
        for step in [1, 7, 100, 10_000] {
            let (mut had, mut buffer) = (Had::default(), Vec::new());
            for part in chunks.as_bytes().chunks(step) {
                buffer.extend_from_slice(part);
                had.take(&mut buffer, 1_500);
            }
            assert!(buffer.is_empty());
            assert_eq!((had.times[1], had.times[2], had.late_us.as_slice()), (1, 2, &[500, 500, 500][..]));
        }
    }
}
