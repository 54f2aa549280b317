//! From what is new in rooms to those who sit in them.
//!
//! A round takes all that waits and puts it together once, as bytes that are alike for nearly everybody in the room;
//! only who hides or filters one of the authors gets bytes of their own, made when their turn comes. Seats are rung a
//! few at a time, over and over; each then takes all that was said since it was rung before, so the writes a second
//! stay bounded whatever is posted.

use std::sync::Arc;
use std::time::Duration;

use accounts::Relations;
use base::{Id, IdMap, Ms, Outcome};
use bytes::Bytes;
use posts::{Fold, Place as Where, View};
use tokio::sync::mpsc;

use super::events::{News, RoomChanged};
use super::hub::{Next, Seat, Taken};
use super::line::{Line, line};
use super::model::Place;
use crate::Chats;

/// Events that are put into one round.
const GATHERED_MAX: usize = 64;
/// Seats that are woken before their tasks get to run.
pub(super) const WOKEN_MAX: usize = 128;
/// How often an idle stream says that it lives, and everybody is told how many are here.
const HEARTBEAT_MS: i64 = 15_000;

/// What was new in a room at one moment.
pub(crate) struct Round {
    parts: Vec<Part>,
    /// All of it, for who neither hides nor filters anybody.
    pub(crate) shared: Bytes,
}

/// One thing of a round.
enum Part {
    /// The same for everybody.
    Plain(String),
    /// A post, as who neither hides nor filters it sees it.
    Post(Box<Said>),
}

/// Who sits there, and what they do not want to come across.
pub(super) struct Viewer {
    me: Id,
    relations: Arc<Relations>,
    filters: bool,
    now: Ms,
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

    /// What somebody who sits in a room gets next, as they are to see it; `None` when their stream has ended.
    pub(super) async fn next_for(&self, taken: &Taken) -> Option<Bytes> {
        let clock = self.clock();
        loop {
            let batch = match taken.next(|| clock.now_ms()).await? {
                Next::Beat(bytes) => return Some(bytes),
                Next::Said(batch) => batch,
            };
            let own = self.own_rounds(taken.account(), &batch.rounds).await;
            let own = own.inspect_err(|problem| tracing::warn!(?problem, "a room could not be told")).ok()?;
            let bytes = own.map_or_else(|| batch.shared.clone(), Bytes::from);
            if !bytes.is_empty() {
                return Some(bytes);
            }
        }
    }

    /// Somebody who sits in a room. Read from memory nearly always; where not, a few at a time: a whole room at once would
    /// ask more of the database than it takes.
    pub(super) async fn viewer(&self, me: Id) -> Outcome<Viewer> {
        let _turn = self.rooms().looking.acquire().await;
        Ok(Viewer {
            me,
            relations: self.accounts().relations(me).await?,
            filters: self.posts().has_filters(me).await?,
            now: self.clock().now_ms(),
        })
    }

    /// What somebody gets of some rounds, where that is not what everybody gets.
    async fn own_rounds(&self, account: Option<Id>, rounds: &[Arc<Round>]) -> Outcome<Option<String>> {
        let Some(me) = account else {
            let listed = |said: &Said| said.view.author.silenced_ms.is_none();
            // Whom moderators limited is not come across by strangers.
            let all = rounds.iter().flat_map(|round| &round.parts).all(|part| part.said().is_none_or(listed));
            return Ok((!all).then(|| rounds.iter().map(|round| left(&round.parts, listed)).collect()));
        };
        let viewer = self.viewer(me).await?;
        if !viewer.filters && rounds.iter().flat_map(|round| &round.parts).all(|part| viewer.gets(part)) {
            return Ok(None);
        }
        let mut own: Vec<Option<String>> = Vec::with_capacity(rounds.len());
        for round in rounds {
            own.push(self.own_parts(&viewer, &round.parts).await?);
        }
        if own.iter().all(Option::is_none) {
            return Ok(None);
        }
        let shared = |round: &Arc<Round>| round.parts.iter().map(Part::text).collect();
        Ok(Some(
            own.into_iter().zip(rounds).map(|(own, round)| own.unwrap_or_else(|| shared(round))).collect(),
        ))
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

    /// What somebody gets of a round, where that is not what everybody gets.
    async fn own_parts(&self, viewer: &Viewer, parts: &[Part]) -> Outcome<Option<String>> {
        let me = viewer.me;
        let mut filtered: Vec<(usize, Option<String>)> = Vec::new();
        for (n, part) in parts.iter().enumerate() {
            let Some(said) = part.said() else { continue };
            if !viewer.gets(part) {
                filtered.push((n, None));
                continue;
            }
            if said.view.author.id == me || !viewer.filters {
                continue;
            }
            let Some(by) = self.posts().filtered(me, &said.view).await? else { continue };
            match by.fold(Where::Public) {
                Fold::Hidden => filtered.push((n, None)),
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
            if !self.session(room).await.is_ok_and(|found| found.is_some_and(|session| session.is_open(now)))
            {
                hub.close_room(room);
                continue;
            }
            let bytes = Bytes::from(event("here", &serde_json::json!({ "here": hub.count(room) })));
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

/// Whether somebody does not come across a post in a room.
pub(crate) fn is_hidden(view: &View, me: Id, relations: &Relations, now: Ms) -> bool {
    let author = view.author.id;
    author != me
        && (relations.hides(author, now) || (view.author.silenced_ms.is_some() && !relations.follows(author)))
}

impl Viewer {
    /// Whether they come across it, filters aside.
    fn gets(&self, part: &Part) -> bool {
        part.said().is_none_or(|said| !is_hidden(&said.view, self.me, &self.relations, self.now))
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
