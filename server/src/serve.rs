//! The socket: accepting, keeping slow and silent clients in check, stopping without cutting anyone off.

use std::convert::Infallible;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::response::Response;
use base::{Outcome, Problem};
use http::Request;
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::{TcpListener, TcpStream};
use web::App;

use crate::Medley;
use crate::upkeep::Upkeep;

/// How long a client may take to send a request's head.
const HEAD_TIMEOUT_MS: u64 = 15_000;
/// How long requests in progress are waited for when the server stops.
const DRAIN_TIMEOUT_MS: u64 = 10_000;
const HEAD_BYTES_MAX: usize = 32 << 10;
const HEADERS_MAX: usize = 100;
/// Connections at once; more wait in the kernel.
const CONNECTIONS_MAX: usize = 20_000;

/// A bound socket.
pub struct Listening {
    listener: TcpListener,
    /// Where.
    pub address: SocketAddr,
}

/// Binds the address that is set.
pub async fn bind(listen: &str) -> Outcome<Listening> {
    let listener = TcpListener::bind(listen).await.map_err(Problem::internal)?;
    let address = listener.local_addr().map_err(Problem::internal)?;
    Ok(Listening { listener, address })
}

struct Server {
    app: App,
    metrics_from: web::Proxies,
}

/// Serves until `stop` resolves, then lets what is in progress finish.
pub async fn serve(medley: &Medley, listening: Listening, stop: impl Future<Output = ()>) -> Outcome<()> {
    crate::metrics::install();
    let from = medley.config.server.metrics_from.iter().map(String::as_str);
    let metrics_from = web::Proxies::parse(from).unwrap_or_default();
    let server = Arc::new(Server { app: medley.app(), metrics_from });
    let upkeep = Upkeep::start(&medley.access);
    let open = GracefulShutdown::new();
    let places = Arc::new(tokio::sync::Semaphore::new(CONNECTIONS_MAX));
    tokio::pin!(stop);
    loop {
        let place = places.clone().acquire_owned().await.map_err(Problem::internal)?;
        let accepted = tokio::select! {
            accepted = listening.listener.accept() => accepted,
            () = &mut stop => break,
        };
        match accepted {
            Ok((socket, peer)) => attend(&server, &open, socket, peer.ip(), place),
            Err(cause) => {
                // Out of file descriptors, most likely: wait for some to come free.
                tracing::warn!(%cause, "a connection could not be accepted");
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
        }
    }
    tracing::info!("stopping");
    medley.timelines.close_streams();
    medley.media.stop();
    upkeep.stop().await;
    let drained = tokio::time::timeout(Duration::from_millis(DRAIN_TIMEOUT_MS), open.shutdown()).await;
    if drained.is_err() {
        tracing::warn!("some requests were cut off");
    }
    medley.bus.stop();
    medley.search.close().await;
    if let Err(problem) = medley.insights.flush().await {
        tracing::warn!(?problem, "what was shown in the last minute is not counted");
    }
    medley.db.close();
    Ok(())
}

fn attend(
    server: &Arc<Server>,
    open: &GracefulShutdown,
    socket: TcpStream,
    peer: IpAddr,
    place: tokio::sync::OwnedSemaphorePermit,
) {
    // Small answers should not wait for more to send.
    drop(socket.set_nodelay(true));
    let server = server.clone();
    let service = service_fn(move |request: Request<Incoming>| {
        let server = server.clone();
        async move { Ok::<_, Infallible>(server.respond(peer, request).await) }
    });
    let mut builder = Builder::new(TokioExecutor::new());
    builder
        .http1()
        .timer(TokioTimer::new())
        .header_read_timeout(Duration::from_millis(HEAD_TIMEOUT_MS))
        .max_buf_size(HEAD_BYTES_MAX)
        .max_headers(HEADERS_MAX);
    builder
        .http2()
        .timer(TokioTimer::new())
        .max_header_list_size(HEAD_BYTES_MAX as u32)
        .max_concurrent_streams(128)
        .keep_alive_interval(Duration::from_secs(30));
    let connection = builder.serve_connection_with_upgrades(TokioIo::new(socket), service).into_owned();
    let connection = open.watch(connection);
    tokio::spawn(async move {
        // A client that breaks off is not worth a line.
        drop(connection.await);
        drop(place);
    });
}

impl Server {
    async fn respond(&self, peer: IpAddr, request: Request<Incoming>) -> Response {
        if request.uri().path() == "/metrics" {
            return self.metrics(peer, request.headers());
        }
        self.app.respond(peer, request.map(Body::new)).await
    }

    /// For the operator's own network, and not through a proxy.
    fn metrics(&self, peer: IpAddr, headers: &http::HeaderMap) -> Response {
        let forwarded = headers.contains_key("x-forwarded-for") || headers.contains_key("forwarded");
        if forwarded || !crate::metrics::is_allowed(&self.metrics_from, peer) {
            let mut response = Response::new(Body::empty());
            *response.status_mut() = http::StatusCode::NOT_FOUND;
            return response;
        }
        Response::new(Body::from(crate::metrics::render()))
    }
}

/// Resolves when the process is asked to stop (Ctrl-C, SIGTERM).
pub async fn asked_to_stop() {
    let interrupt = tokio::signal::ctrl_c();
    let Ok(mut terminate) = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) else {
        drop(interrupt.await);
        return;
    };
    tokio::select! {
        _ = interrupt => {}
        _ = terminate.recv() => {}
    }
}
