//! Mastodon's streaming API: Server-Sent Events and WebSockets.

use std::borrow::Cow;
use std::future::{Ready, ready};
use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::extract::State;
use axum::extract::ws::rejection::WebSocketUpgradeRejection;
use axum::extract::ws::{Message, WebSocket, WebSocketUpgrade};
use axum::response::{IntoResponse, Response};
use base::{Kind, Outcome, Problem};
use bytes::Bytes;
use futures_util::SinkExt;
use futures_util::stream::unfold;
use http::header::{CACHE_CONTROL, CONTENT_TYPE, SEC_WEBSOCKET_PROTOCOL};
use http::{HeaderMap, HeaderValue};
use web::{Access, Params, Reply, Route, Scope, Viewer, get};

use crate::Timelines;
use crate::channel::Channel;
use crate::hub::{Delivery, Seat};

/// What a stream begins with, so that proxies let it through.
pub(crate) const HELLO: &[u8] = b":)\n\n";
/// How often an idle stream says that it lives.
const HEARTBEAT_MS: u64 = 15_000;
/// Bytes of a frame from a client.
const FRAME_BYTES_MAX: usize = 4_096;
/// Channels of one WebSocket.
const CHANNELS_MAX: usize = 64;

pub(crate) fn routes(s: &Timelines) -> Vec<Route> {
    // Which scope is needed depends on the channel; it is checked when it is subscribed to.
    let token = Access::AnyToken;
    vec![
        get(s, "/api/v1/streaming/health", Access::Open, health),
        get(s, "/api/v1/streaming", token, any),
        get(s, "/api/v1/streaming/user", token, |s, v, p| events(s, v, p, "user")),
        get(s, "/api/v1/streaming/user/notification", token, |s, v, p| events(s, v, p, "user:notification")),
        get(s, "/api/v1/streaming/public", token, |s, v, p| events(s, v, p, "public")),
        get(s, "/api/v1/streaming/public/local", token, |s, v, p| events(s, v, p, "public:local")),
        get(s, "/api/v1/streaming/public/remote", token, |s, v, p| events(s, v, p, "public:remote")),
        get(s, "/api/v1/streaming/hashtag", token, |s, v, p| events(s, v, p, "hashtag")),
        get(s, "/api/v1/streaming/hashtag/local", token, |s, v, p| events(s, v, p, "hashtag:local")),
        get(s, "/api/v1/streaming/direct", token, |s, v, p| events(s, v, p, "direct")),
        get(s, "/api/v1/streaming/list", token, |s, v, p| events(s, v, p, "list")),
    ]
}

async fn health() -> &'static str {
    "OK"
}

/// Whether the viewer may listen to a channel.
fn may_listen(viewer: &Viewer, channel: &Channel) -> Outcome<()> {
    let scope = match channel {
        Channel::Notifications => Scope::READ_NOTIFICATIONS,
        _ => Scope::READ_STATUSES,
    };
    if channel.is_personal() {
        viewer.person()?;
    }
    if viewer.scopes.allow(scope) { Ok(()) } else { Err(Problem::scope()) }
}

async fn channel(s: &Timelines, viewer: &Viewer, name: &str, params: &Params) -> Outcome<Channel> {
    let wide = if name == "public" && params.is_set("only_media")? { "public:media" } else { name };
    let wide =
        if name == "public:local" && params.is_set("only_media")? { "public:local:media" } else { wide };
    let channel = Channel::parse(wide, params.filled("tag")?, params.id("list")?)?;
    may_listen(viewer, &channel)?;
    if let Channel::List(list) = channel {
        let refused = || Problem::new(Kind::Unauthorized, "Not authorized to stream this list");
        s.reading_list(viewer.person()?, list).await?.ok_or_else(refused)?;
    }
    Ok(channel)
}

async fn events(State(s): State<Timelines>, viewer: Viewer, params: Params, name: &'static str) -> Reply {
    let channel = channel(&s, &viewer, name, &params).await?;
    let seat = s.0.hub.open(viewer)?;
    seat.stream.subscribe(channel);
    Ok(server_sent(seat, Bytes::from_static(HELLO), event_texts))
}

/// The one address for WebSockets, and for events with `?stream=`.
async fn any(
    State(s): State<Timelines>,
    viewer: Viewer,
    headers: HeaderMap,
    socket: Result<WebSocketUpgrade, WebSocketUpgradeRejection>,
    params: Params,
) -> Reply {
    let first = match params.filled("stream")? {
        Some(name) => Some(channel(&s, &viewer, name, &params).await?),
        None => None,
    };
    let Ok(socket) = socket else {
        let first = first.ok_or_else(|| Problem::malformed("Missing stream parameter"))?;
        let seat = s.0.hub.open(viewer)?;
        seat.stream.subscribe(first);
        return Ok(server_sent(seat, Bytes::from_static(HELLO), event_texts));
    };
    let seat = s.0.hub.open(viewer)?;
    if let Some(first) = first {
        seat.stream.subscribe(first);
    }
    // Browsers give up when the sub-protocol, which carries their token, is not echoed.
    let protocol =
        headers.get(SEC_WEBSOCKET_PROTOCOL).and_then(|value| value.to_str().ok()).map(str::to_owned);
    let socket = socket.max_message_size(FRAME_BYTES_MAX).protocols(protocol.into_iter().map(Cow::Owned));
    Ok(socket.on_upgrade(|socket| talk(s, socket, seat)).into_response())
}

/// Server-Sent Events: `first`, then what arrives at `seat`, as `write` makes it into an event or leaves it out, with a
/// comment now and then, so that neither side takes the connection for dead.
pub(crate) fn server_sent<F>(
    seat: Seat,
    first: Bytes,
    write: impl Fn(Arc<Seat>, Vec<Delivery>) -> F + Send + Sync + 'static,
) -> Response
where
    F: Future<Output = Option<Bytes>> + Send + 'static,
{
    let seat = Arc::new(seat);
    let stream = unfold((seat, write, Some(first)), |(seat, write, first)| async {
        let bytes = match first {
            Some(first) => first,
            None => next_event(&seat, &write).await?,
        };
        Some((Ok::<_, std::convert::Infallible>(bytes), (seat, write, None)))
    });
    let mut response = Response::new(Body::from_stream(stream));
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("text/event-stream"));
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    response.headers_mut().insert("x-accel-buffering", HeaderValue::from_static("no"));
    response
}

/// The next event or heartbeat; `None` when the stream has ended.
async fn next_event<F>(seat: &Arc<Seat>, write: impl Fn(Arc<Seat>, Vec<Delivery>) -> F) -> Option<Bytes>
where
    F: Future<Output = Option<Bytes>>,
{
    let limit = Duration::from_millis(HEARTBEAT_MS);
    loop {
        match tokio::time::timeout(limit, seat.next()).await {
            Ok(batch) => {
                if let Some(bytes) = write(seat.clone(), batch?).await {
                    return Some(bytes);
                }
            }
            Err(_) => return Some(Bytes::from_static(b":thump\n\n")),
        }
    }
}

/// Events as Mastodon's clients read them.
fn event_texts(seat: Arc<Seat>, batch: Vec<Delivery>) -> Ready<Option<Bytes>> {
    ready(Some(seat.event_texts(&batch)))
}

async fn talk(s: Timelines, mut socket: WebSocket, seat: Seat) {
    let mut beat = tokio::time::interval(Duration::from_millis(HEARTBEAT_MS));
    beat.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        let outgoing = tokio::select! {
            batch = seat.next() => match batch {
                Some(batch) => batch.iter().map(|delivery| Message::Text(frame(delivery).into())).collect(),
                None => break,
            },
            incoming = socket.recv() => match incoming {
                Some(Ok(Message::Text(text))) => match answer(&s, &seat, text.as_str()).await {
                    Some(refusal) => vec![Message::Text(refusal.into())],
                    None => continue,
                },
                Some(Ok(Message::Close(_)) | Err(_)) | None => break,
                Some(Ok(_)) => continue,
            },
            _ = beat.tick() => vec![Message::Ping(Bytes::new())],
        };
        if send_all(&mut socket, outgoing).await.is_err() {
            break;
        }
    }
}

/// Sends messages as one write, where they fit.
async fn send_all(socket: &mut WebSocket, messages: Vec<Message>) -> Result<(), axum::Error> {
    for message in messages {
        socket.feed(message).await?;
    }
    socket.flush().await
}

/// `{"stream":["hashtag","hcsm"],"event":"update","payload":"{..}"}`
fn frame((channel, item): &Delivery) -> String {
    let label = serde_json::to_string(&channel.label()).unwrap_or_default();
    let event = item.event;
    format!("{{\"stream\":{label},\"event\":\"{event}\",\"payload\":{}}}", item.quoted())
}

/// Works off `{"type":"subscribe","stream":"..","tag":".."}`; gives what to say when it cannot.
async fn answer(s: &Timelines, seat: &Seat, text: &str) -> Option<String> {
    let refuse = |problem: Problem| {
        let error = serde_json::json!({ "error": problem.text(), "status": problem.kind().status() });
        Some(error.to_string())
    };
    let params = match Params::from_json(text.as_bytes()) {
        Ok(params) => params,
        Err(problem) => return refuse(problem),
    };
    let name = params.filled("stream").ok().flatten().unwrap_or_default().to_owned();
    let channel = match channel(s, &seat.stream.viewer, &name, &params).await {
        Ok(channel) => channel,
        Err(problem) => return refuse(problem),
    };
    match params.text("type").ok().flatten() {
        Some("unsubscribe") => seat.stream.unsubscribe(&channel),
        Some("subscribe") if seat.stream.matching(|_| true).len() < CHANNELS_MAX => {
            seat.stream.subscribe(channel);
        }
        Some("subscribe") => return refuse(Problem::malformed("Too many subscriptions")),
        _ => return refuse(Problem::malformed("Unknown message type")),
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hub::{Hub, Item};

    #[tokio::test]
    async fn what_the_writer_leaves_out_is_not_sent() {
        let hub = Arc::new(Hub::default());
        let seat = hub.open(Viewer::nobody()).unwrap();
        for event in ["update", "delete"] {
            seat.stream.send(Channel::Direct, &Item::new(event, "5", None));
        }
        seat.stream.close();
        let response = server_sent(seat, Bytes::from_static(HELLO), |_, mut batch| {
            batch.retain(|(_, item)| item.event == "delete");
            async move { batch.pop().map(|(_, item)| item.event_text()) }
        });
        assert_eq!(response.headers()[CONTENT_TYPE], "text/event-stream");
        let body = axum::body::to_bytes(response.into_body(), 1_024).await.unwrap();
        assert_eq!(body, ":)\n\nevent: delete\ndata: 5\n\n");
        assert!(hub.is_empty(), "the seat is given up with the stream");
    }
}
