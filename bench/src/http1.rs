//! An HTTP/1.1 client that costs next to nothing: prepared requests, one connection kept open, answers with a
//! `Content-Length`.

use std::io::{Error, ErrorKind, Result};
use std::net::SocketAddr;
use std::ops::Range;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

const BUFFER_BYTES: usize = 128 << 10;
const HEAD_BYTES_MAX: usize = 32 << 10;

/// A connection.
pub(crate) struct Connection {
    socket: TcpStream,
    buffer: Vec<u8>,
    body: Range<usize>,
}

impl Connection {
    /// Connects.
    pub(crate) async fn open(address: SocketAddr) -> Result<Self> {
        let socket = TcpStream::connect(address).await?;
        socket.set_nodelay(true)?;
        Ok(Self { socket, buffer: Vec::with_capacity(BUFFER_BYTES), body: 0..0 })
    }

    /// Sends a whole request and reads the whole answer; gives its status.
    pub(crate) async fn ask(&mut self, request: &[u8]) -> Result<u16> {
        self.socket.write_all(request).await?;
        self.buffer.clear();
        let head = loop {
            self.read().await?;
            match head(&self.buffer)? {
                Some(head) => break head,
                None if self.buffer.len() > HEAD_BYTES_MAX => return Err(bad("a head without end")),
                None => {}
            }
        };
        let end = head.bytes + head.body_bytes;
        self.buffer.reserve(end.saturating_sub(self.buffer.len()));
        while self.buffer.len() < end {
            self.read().await?;
        }
        self.body = head.bytes..end;
        Ok(head.status)
    }

    /// The body of the last answer.
    pub(crate) fn body(&self) -> &[u8] {
        &self.buffer[self.body.clone()]
    }

    async fn read(&mut self) -> Result<()> {
        match self.socket.read_buf(&mut self.buffer).await? {
            0 => Err(ErrorKind::UnexpectedEof.into()),
            _ => Ok(()),
        }
    }
}

/// A GET request, with a token if there is one.
pub(crate) fn get(path: &str, token: Option<&str>) -> String {
    let token = token.map(|token| format!("Authorization: Bearer {token}\r\n")).unwrap_or_default();
    format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\n{token}\r\n")
}

/// A GET request for a page, compressed, with a session's cookie if there is one.
pub(crate) fn page(path: &str, cookie: Option<&str>) -> String {
    let cookie = cookie.map(|cookie| format!("Cookie: {cookie}\r\n")).unwrap_or_default();
    format!(
        "GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\nAccept-Encoding: gzip\r\n{cookie}\r\n"
    )
}

/// A request that publishes a post.
pub(crate) fn publish(text: &str, token: &str) -> String {
    said("/api/v1/statuses", &serde_json::json!({ "status": text }), token)
}

/// The bytes of a request that posts JSON.
pub(crate) fn said(path: &str, body: &serde_json::Value, token: &str) -> String {
    let body = body.to_string();
    format!(
        "POST {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token}\r\n\
         Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )
}

struct Head {
    status: u16,
    bytes: usize,
    body_bytes: usize,
}

/// Reads a head, if it is all there.
fn head(buffer: &[u8]) -> Result<Option<Head>> {
    let Some(end) = find(buffer, b"\r\n\r\n") else { return Ok(None) };
    let text = std::str::from_utf8(&buffer[..end]).map_err(|_| bad("a head that is not text"))?;
    let mut lines = text.split("\r\n");
    let status = lines.next().and_then(|line| line.get(9..12)).and_then(|code| code.parse().ok());
    let length = lines
        .filter_map(|line| line.split_once(':'))
        .find(|(name, _)| name.eq_ignore_ascii_case("content-length"));
    let length = length.and_then(|(_, value)| value.trim().parse().ok());
    match (status, length) {
        (Some(status), Some(body_bytes)) => Ok(Some(Head { status, bytes: end + 4, body_bytes })),
        _ => Err(bad("an answer without status or length")),
    }
}

/// Where `needle` begins.
pub(crate) fn find(hay: &[u8], needle: &[u8]) -> Option<usize> {
    memchr::memmem::find(hay, needle)
}

fn bad(text: &str) -> Error {
    Error::new(ErrorKind::InvalidData, text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads() {
        let whole = b"HTTP/1.1 200 OK\r\ncontent-type: x\r\nContent-Length: 5\r\n\r\nhello";
        let read = head(whole).unwrap().unwrap();
        assert_eq!((read.status, &whole[read.bytes..read.bytes + read.body_bytes]), (200, &b"hello"[..]));
        assert!(head(&whole[..40]).unwrap().is_none());
        for bad in ["HTTP/1.1 200 OK\r\n\r\n", "\r\n\r\n", "HTTP/1.1 2\r\ncontent-length: 1\r\n\r\n"] {
            assert!(head(bad.as_bytes()).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn finding() {
        for (hay, needle, at) in
            [("aab", "ab", Some(1)), ("", "a", None), ("abab", "ba", Some(1)), ("ab", "abc", None)]
        {
            assert_eq!(find(hay.as_bytes(), needle.as_bytes()), at, "{hay} {needle}");
        }
    }

    #[tokio::test]
    async fn it_talks_to_a_server() {
        let app = axum::Router::new().route("/", axum::routing::get(async || "x".repeat(200_000)));
        let socket = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = socket.local_addr().unwrap();
        tokio::spawn(async move { axum::serve(socket, app).await });
        let mut connection = Connection::open(address).await.unwrap();
        for _ in 0..3 {
            assert_eq!(connection.ask(get("/", None).as_bytes()).await.unwrap(), 200);
            assert_eq!(connection.body().len(), 200_000);
        }
        assert_eq!(connection.ask(get("/nothing", None).as_bytes()).await.unwrap(), 404);
    }
}
