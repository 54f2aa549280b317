//! What is new in a room, as Server-Sent Events: for pages and for apps.

use std::convert::Infallible;

use axum::body::Body;
use axum::extract::{Path, State};
use axum::response::Response;
use base::Id;
use bytes::Bytes;
use futures_util::stream::unfold;
use http::HeaderValue;
use http::header::{CACHE_CONTROL, CONTENT_TYPE};
use web::{Access, Reply, Route, Scope, Viewer, Visit, at, get};

use crate::Chats;

pub(crate) fn routes(s: &Chats) -> Vec<Route> {
    vec![
        get(s, "/live/room/{id}", Access::Page, page),
        get(s, "/api/medley/v1/chats/rooms/{id}/stream", Access::Anyone(Scope::READ_STATUSES), app),
    ]
}

async fn page(State(s): State<Chats>, Path(id): Path<String>, visit: Visit) -> Reply {
    s.stream(at(&id)?, &visit.viewer).await
}

async fn app(State(s): State<Chats>, Path(id): Path<String>, viewer: Viewer) -> Reply {
    s.stream(at(&id)?, &viewer).await
}

impl Chats {
    /// 404 for no such session; 422 for one whose room is not open: its page says all there is.
    async fn stream(&self, room: Id, viewer: &Viewer) -> Reply {
        let session = self.session(room).await?.ok_or_else(base::Problem::not_found)?;
        let now = self.clock().now_ms();
        if !session.is_open(now) {
            return Err(base::Problem::invalid("This room is not open now").into());
        }
        if let Some(me) = viewer.account() {
            // Into memory, so that the first post of a full room is not the moment when all are looked up.
            self.viewer(me).await?;
        }
        let taken = self.rooms().hub.open(room, viewer.account(), viewer.grant, now)?;
        let stream = unfold((self.clone(), taken, true), |(chats, taken, first)| async move {
            let bytes = if first { Bytes::from_static(b":)\n\n") } else { chats.next_for(&taken).await? };
            Some((Ok::<_, Infallible>(bytes), (chats, taken, false)))
        });
        let mut response = Response::new(Body::from_stream(stream));
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/event-stream"));
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
        headers.insert("x-accel-buffering", HeaderValue::from_static("no"));
        Ok(response)
    }
}
