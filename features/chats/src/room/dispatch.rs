//! From what is new in rooms to those who sit in them.
//!
//! A round takes all that waits and puts it together once, as bytes that are alike for nearly everybody in the room;
//! only who hides or filters one of the authors gets bytes of their own, made when their turn comes. Seats are rung a
//! few at a time, over and over; each then takes all that was said since it was rung before, so the writes a second
//! stay bounded whatever is posted.

use std::sync::Arc;
use std::time::Duration;

use base::{Id, IdMap, Outcome};
use bytes::Bytes;
use posts::View;
use tokio::sync::mpsc;

use super::events::{News, RoomChanged};
use super::line::{Line, line};
use super::model::Place;
use super::pages::phase;
use super::seat::Seat;
use crate::Chats;

/// Events that are put into one round.
const GATHERED_MAX: usize = 64;
/// Seats that are woken before their tasks get to run.
pub(super) const WOKEN_MAX: usize = 128;
/// How often an idle stream says that it lives, and everybody is told how many are here.
const HEARTBEAT_MS: i64 = 15_000;

/// What was new in a room at one moment.
pub(crate) struct Round {
    pub(super) parts: Vec<Part>,
    /// All of it, for who neither hides nor filters anybody.
    pub(crate) shared: Bytes,
}

/// One thing of a round.
pub(super) enum Part {
    /// The same for everybody.
    Plain(String),
    /// A post, as who neither hides nor filters it sees it.
    Post(Box<Said>),
}

pub(super) struct Said {
    pub(super) view: View,
    pub(super) line: Line,
    text: String,
}

/// Takes what is new, until the server stops.
pub(crate) async fn run(chats: Chats, mut waiting: mpsc::Receiver<RoomChanged>) {
    let mut events = Vec::new();
    let mut beat = tokio::time::interval(Duration::from_millis(HEARTBEAT_MS.unsigned_abs()));
    loop {
        tokio::select! {
            count = waiting.recv_many(&mut events, GATHERED_MAX) => if count == 0 { break },
            _ = beat.tick() => {
                chats.beat().await;
                continue;
            }
            () = chats.bus().stopped() => break,
        }
        let mut rooms: IdMap<Vec<News>> = IdMap::default();
        for event in events.drain(..) {
            rooms.entry(event.session).or_default().push(event.news);
        }
        for (room, news) in rooms {
            if let Err(problem) = chats.round(room, news).await {
                tracing::warn!(?problem, "what is new in a room could not be told");
            }
        }
    }
    chats.rooms().hub.close_all();
}

async fn wake(seats: &[Arc<Seat>]) {
    for some in seats.chunks(WOKEN_MAX) {
        some.iter().for_each(|seat| seat.ring());
        tokio::task::yield_now().await;
    }
}

/// `event: NAME` with JSON, which has no line breaks.
pub(super) fn event(name: &str, data: &impl serde::Serialize) -> String {
    let data = serde_json::to_string(data).unwrap_or_default();
    format!("event: {name}\ndata: {data}\n\n")
}

impl Chats {
    async fn round(&self, room: Id, news: Vec<News>) -> Outcome<()> {
        let hub = &self.rooms().hub;
        if hub.count(room) == 0 {
            return Ok(());
        }
        let parts = self.parts(room, news).await?;
        if !parts.is_empty() {
            let shared = Bytes::from(parts.iter().map(Part::text).collect::<String>());
            hub.say(room, Round { parts, shared });
        }
        Ok(())
    }

    /// What the news are, each once.
    async fn parts(&self, room: Id, news: Vec<News>) -> Outcome<Vec<Part>> {
        let said: Vec<Id> = news.iter().filter_map(|news| Some(news.said()?.post)).collect();
        let views = if said.is_empty() { Vec::new() } else { self.posts().show(&said, None).await? };
        let (mut parts, mut state) = (Vec::new(), false);
        for news in news {
            match news {
                News::Said(place) => {
                    let view = views.iter().find(|view| view.shown.id == place.post);
                    parts.extend(view.map(|view| said_part(&place, view)));
                }
                News::Gone(id) => parts.push(gone(id)),
                News::ManyGone(ids) => parts.extend(ids.into_iter().map(gone)),
                News::Applauded(id, n) => {
                    let data = serde_json::json!({ "id": id, "applause": n });
                    parts.push(Part::Plain(event("applause", &data)));
                }
                News::State => state = true,
            }
        }
        if state {
            let state = self.room_head(room).await?;
            parts.push(Part::Plain(event("state", &state)));
        }
        Ok(parts)
    }

    /// Tells every room how many are here, which keeps its streams from being taken for dead; those of a room that has
    /// closed end.
    async fn beat(&self) {
        let hub = &self.rooms().hub;
        let now = self.clock().now_ms();
        for room in hub.rooms() {
            let found = self.session(room).await.ok().flatten();
            let Some(session) = found.filter(|session| session.is_open(now)) else {
                hub.close_room(room);
                continue;
            };
            let told = serde_json::json!({ "here": hub.count(room), "phase": phase(&session, now).name() });
            let bytes = Bytes::from(event("here", &told));
            let seats = hub.seats(room);
            // Not to those who just heard something: the beat of a busy room would only delay what is said in it.
            let quiet: Vec<Arc<Seat>> = seats
                .iter()
                .filter(|seat| seats.len() < WOKEN_MAX || seat.is_quiet_since(now - HEARTBEAT_MS))
                .cloned()
                .collect();
            quiet.iter().for_each(|seat| seat.beat(bytes.clone()));
            wake(&quiet).await;
        }
    }
}

impl Round {
    /// A round of nothing but these bytes.
    #[cfg(test)]
    pub(super) fn plain(shared: Bytes) -> Self {
        Self { parts: Vec::new(), shared }
    }
}

fn said_part(place: &Place, view: &View) -> Part {
    let line = line(place, view);
    let text = event("post", &line);
    Part::Post(Box::new(Said { view: view.clone(), line, text }))
}

fn gone(id: Id) -> Part {
    Part::Plain(event("gone", &serde_json::json!({ "id": id })))
}

impl Part {
    pub(super) fn text(&self) -> &str {
        match self {
            Self::Plain(text) => text,
            Self::Post(said) => &said.text,
        }
    }

    pub(super) fn said(&self) -> Option<&Said> {
        match self {
            Self::Plain(_) => None,
            Self::Post(said) => Some(said),
        }
    }
}

impl News {
    fn said(&self) -> Option<&Place> {
        match self {
            Self::Said(place) => Some(place),
            _ => None,
        }
    }
}
