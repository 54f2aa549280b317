//! The ceiling of reading: prepared bytes through the same HTTP stack, with the server's own settings of it.

use std::net::SocketAddr;
use std::sync::{Arc, RwLock};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::response::Response;
use axum::routing::get;
use bytes::Bytes;
use http::HeaderValue;
use http::header::CONTENT_TYPE;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};

use crate::Done;

/// As in the server.
const HEAD_TIMEOUT_MS: u64 = 15_000;
const HEAD_BYTES_MAX: usize = 32 << 10;
const HEADERS_MAX: usize = 100;

/// A server with one answer.
#[derive(Clone)]
pub(crate) struct Still {
    /// Where it listens.
    pub(crate) address: SocketAddr,
    body: Arc<RwLock<Bytes>>,
}

impl Still {
    /// Serves on a loopback port until the program ends.
    pub(crate) async fn open() -> Done<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await.map_err(|e| e.to_string())?;
        let address = listener.local_addr().map_err(|e| e.to_string())?;
        let body = Arc::new(RwLock::new(Bytes::new()));
        let app = Router::new().route("/", get(answer)).with_state(body.clone());
        tokio::spawn(async move {
            while let Ok((socket, _)) = listener.accept().await {
                attend(socket, app.clone());
            }
        });
        Ok(Self { address, body })
    }

    /// Changes the answer.
    pub(crate) fn set(&self, body: &[u8]) {
        if let Ok(mut held) = self.body.write() {
            *held = Bytes::copy_from_slice(body);
        }
    }
}

async fn answer(State(body): State<Arc<RwLock<Bytes>>>) -> Response {
    let body = body.read().map(|held| held.clone()).unwrap_or_default();
    let mut response = Response::new(Body::from(body));
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json; charset=utf-8"));
    response
}

fn attend(socket: TcpStream, app: Router) {
    // Without it small answers would only be later.
    drop(socket.set_nodelay(true));
    let mut builder = Builder::new(TokioExecutor::new());
    builder
        .http1()
        .timer(TokioTimer::new())
        .header_read_timeout(Duration::from_millis(HEAD_TIMEOUT_MS))
        .max_buf_size(HEAD_BYTES_MAX)
        .max_headers(HEADERS_MAX);
    let service = TowerToHyperService::new(app);
    tokio::spawn(async move {
        // A client that breaks off is not worth a line.
        drop(builder.serve_connection_with_upgrades(TokioIo::new(socket), service).await);
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http1::{Connection, get};

    #[tokio::test]
    async fn it_answers_what_it_was_told() {
        let still = Still::open().await.unwrap();
        let mut connection = Connection::open(still.address).await.unwrap();
        for body in ["one", "another"] {
            still.set(body.as_bytes());
            assert_eq!(connection.ask(get("/", None).as_bytes()).await.unwrap(), 200);
            assert_eq!(connection.body(), body.as_bytes());
        }
    }
}
