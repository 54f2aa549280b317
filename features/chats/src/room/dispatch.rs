//! From what is new in rooms to those who sit in them.
//!
//! A round takes all that waits, puts it together once as bytes that are alike for nearly everybody in the room, and
//! hands these to every seat; only who hides or filters one of the authors gets bytes of their own. Then the seats are
//! woken a few at a time. What happens meanwhile goes out together in the next round, so the writes a second stay
//! bounded whatever is posted.

use std::sync::Arc;
use std::time::Duration;

use accounts::Relations;
use base::{Id, IdMap, Ms, Outcome};
use bytes::Bytes;
use posts::{Fold, Place as Where, View};
use tokio::sync::mpsc;

use super::events::{News, RoomChanged};
use super::hub::Seat;
use super::line::{Line, line};
use super::model::Place;
use super::pages::phase;
use crate::Chats;

/// Events that are put into one round.
const GATHERED_MAX: usize = 64;
/// Seats that are woken before their tasks get to run.
const WOKEN_MAX: usize = 128;
/// How often an idle stream says that it lives, and everybody is told how many are here.
const HEARTBEAT_MS: i64 = 15_000;

/// One thing of a round.
enum Part {
    /// The same for everybody.
    Plain(String),
    /// A post, as who neither hides nor filters it sees it.
    Post(Box<Said>),
}

struct Said {
    view: View,
    line: Line,
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
fn event(name: &str, data: &impl serde::Serialize) -> String {
    let data = serde_json::to_string(data).unwrap_or_default();
    format!("event: {name}\ndata: {data}\n\n")
}

impl Chats {
    async fn round(&self, room: Id, news: Vec<News>) -> Outcome<()> {
        let seats = self.rooms().hub.seats(room);
        if seats.is_empty() {
            return Ok(());
        }
        let parts = self.parts(room, news).await?;
        if parts.is_empty() {
            return Ok(());
        }
        let texts: Vec<&str> = parts.iter().map(Part::text).collect();
        // Whom moderators limited is not come across by strangers.
        let listed = parts.iter().all(|part| part.said().is_none_or(|said| is_listed(&said.view)));
        let shared = Bytes::from(texts.concat());
        let now = self.clock().now_ms();
        for seat in seats.iter() {
            let own = match seat.account {
                Some(me) => self.own_parts(me, &parts, now).await?,
                None if listed => None,
                None => Some(left(&parts, |said| is_listed(&said.view))),
            };
            let bytes = own.map_or_else(|| shared.clone(), Bytes::from);
            if !bytes.is_empty() {
                seat.feed(bytes, now);
            }
        }
        wake(&seats).await;
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

    /// What `me` gets of a round, where that is not what everybody gets.
    async fn own_parts(&self, me: Id, parts: &[Part], now: Ms) -> Outcome<Option<String>> {
        let relations = self.accounts().relations(me).await?;
        let mut filtered: Vec<(usize, Option<String>)> = Vec::new();
        for (n, part) in parts.iter().enumerate() {
            let Some(said) = part.said() else { continue };
            if is_hidden(&said.view, me, &relations, now) {
                filtered.push((n, None));
                continue;
            }
            if said.view.author.id == me {
                continue;
            }
            // A boost carries what its post carries.
            let post = said.view.inner.as_deref().unwrap_or(&said.view);
            let Some(by) = self.posts().filtered(me, post).await? else { continue };
            match by.fold(Where::Public) {
                Fold::Hidden => filtered.push((n, None)),
                Fold::Folded(_) if said.view.inner.is_some() => {}
                Fold::Folded(titles) => {
                    let line = Line { folded: titles, ..said.line.clone() };
                    filtered.push((n, Some(event("post", &line))));
                }
                Fold::Plain | Fold::Blurred(_) => {}
            }
        }
        if filtered.is_empty() {
            return Ok(None);
        }
        let text = |(n, part): (usize, &Part)| match filtered.iter().find(|(at, _)| *at == n) {
            Some((_, own)) => own.clone().unwrap_or_default(),
            None => part.text().to_owned(),
        };
        Ok(Some(parts.iter().enumerate().map(text).collect()))
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
            quiet.iter().for_each(|seat| seat.feed(bytes.clone(), now));
            wake(&quiet).await;
        }
    }
}

/// Whether somebody does not come across a post in a room; a boost neither by whom they hide nor of what they do not
/// come across, nor by whom they follow without boosts.
pub(crate) fn is_hidden(view: &View, me: Id, relations: &Relations, now: Ms) -> bool {
    let author = view.author.id;
    if author != me
        && (relations.hides(author, now) || (view.author.silenced_ms.is_some() && !relations.follows(author)))
    {
        return true;
    }
    let Some(boosted) = &view.inner else { return false };
    let unwanted = relations.following.get(&author).is_some_and(|follow| !follow.reblogs);
    unwanted || is_hidden(boosted, me, relations, now)
}

/// Whether strangers come across it: not whom moderators limited.
fn is_listed(view: &View) -> bool {
    view.author.silenced_ms.is_none() && view.inner.as_deref().is_none_or(is_listed)
}

fn said_part(place: &Place, view: &View) -> Part {
    let line = line(place, view);
    let text = event("post", &line);
    Part::Post(Box::new(Said { view: view.clone(), line, text }))
}

fn gone(id: Id) -> Part {
    Part::Plain(event("gone", &serde_json::json!({ "id": id })))
}

fn left(parts: &[Part], wanted: impl Fn(&Said) -> bool) -> String {
    parts.iter().filter(|part| part.said().is_none_or(&wanted)).map(Part::text).collect()
}

impl Part {
    fn text(&self) -> &str {
        match self {
            Self::Plain(text) => text,
            Self::Post(said) => &said.text,
        }
    }

    fn said(&self) -> Option<&Said> {
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
