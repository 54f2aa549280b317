//! Reading a room.

use std::collections::HashSet;

use base::{Id, IdMap, Outcome, Problem};
use posts::{Fold, Place as Where, View};
use serde::Serialize;
use store::{Read, args};

use super::line::{Line, Speaker, line, speaker};
use super::model::{Place, PlaceKind, RoomRole, Standing, State};
use super::pages::phase;
use super::sight::is_hidden;
use super::store as sql;
use super::templates::Phase;
use crate::Chats;

/// Posts of one page of a room.
pub(crate) const LINES_MAX: usize = 100;
/// Questions of a session that are shown.
pub(crate) const QUESTIONS_MAX: usize = 60;
/// Posts among which unanswered questions are looked for.
const LOOKED_AT_MAX: usize = 600;
/// People who are named as being here.
const NAMED_MAX: usize = 60;
/// What a room reads of one author's page of posts removed from it.
const REMOVED_MAX: usize = 50;

/// What of a room is wanted.
#[derive(Debug, Clone, Copy, Default)]
pub struct Wanted {
    /// Posts older than this one.
    pub before: Option<Id>,
    /// Only questions of participants that nobody answered.
    pub unanswered: bool,
    /// Without boosts.
    pub without_boosts: bool,
}

/// What stands above a room, for everybody.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Head {
    /// The current question.
    pub question: Option<Line>,
    /// What a moderator pinned.
    pub pinned: Option<Line>,
    /// Who is asked to say something.
    pub called: Option<Speaker>,
    /// Where in time the session is, by the API's names.
    pub phase: &'static str,
    /// How many have the room open, on this node.
    pub here: usize,
    /// How many joined.
    pub joined: u64,
}

/// A page of a room.
#[derive(Debug, Clone, Default)]
pub struct RoomView {
    /// What stands above.
    pub head: Head,
    /// All questions so far, the first one first.
    pub questions: Vec<Line>,
    /// What was said, newest first.
    pub lines: Vec<Line>,
    /// Where older ones go on.
    pub older: Option<Id>,
    /// What the reader applauds.
    pub applauded: HashSet<String>,
    /// Posts in the session.
    pub posts: u64,
    /// People who posted.
    pub speakers: u64,
}

/// What the database knows of a page.
struct Rows {
    questions: Vec<Place>,
    places: Vec<Place>,
    applauded: Vec<Id>,
    counts: (i64, i64),
}

impl Chats {
    /// What stands above a room.
    pub(crate) async fn room_head(&self, room: Id) -> Outcome<Head> {
        let (state, joined, places) = self
            .0
            .db
            .read(move |r| {
                let state: State = r.row(&sql::STATE, args![room], sql::state)?.unwrap_or_default();
                let joined: i64 = r.row(&sql::JOINED_COUNT, args![room], |row| row.get(0))?.unwrap_or(0);
                let mut places = Vec::new();
                for post in [state.question, state.pinned].into_iter().flatten() {
                    places.extend(r.row(&sql::PLACE, args![room, post], sql::place)?);
                }
                Ok((state, joined, places))
            })
            .await?;
        let lines = self.lines(&places, None, false).await?;
        let find = |id: Option<Id>| {
            let id = id?.to_string();
            lines.iter().find(|line| line.id == id).cloned()
        };
        let called = match state.called {
            Some(account) => self.0.accounts.account(account).await?.map(|person| speaker(&person)),
            None => None,
        };
        Ok(Head {
            question: find(state.question),
            pinned: find(state.pinned),
            called,
            phase: self.phase_of(room).await?.name(),
            here: self.rooms().hub.count(room),
            joined: joined.unsigned_abs(),
        })
    }

    /// Where in time a session is.
    pub(crate) async fn phase_of(&self, room: Id) -> Outcome<Phase> {
        let now = self.0.clock.now_ms();
        Ok(self.session(room).await?.map_or(Phase::Over, |session| phase(&session, now)))
    }

    /// What stands above a room, by ids.
    pub(crate) async fn room_state(&self, room: Id) -> Outcome<State> {
        let state = self.0.db.read(move |r| r.row(&sql::STATE, args![room], sql::state)).await?;
        Ok(state.unwrap_or_default())
    }

    /// A page of a room, as `me` sees it.
    pub async fn room(&self, room: Id, me: Option<Id>, wanted: Wanted) -> Outcome<RoomView> {
        let rows = self.0.db.read(move |r| read_page(r, room, me, wanted)).await?;
        let older =
            (rows.places.len() == wanted.limit()).then(|| rows.places.last().map(|p| p.post)).flatten();
        let places = match wanted.unanswered {
            true => self.unanswered(&rows.places, me).await?,
            false => rows.places,
        };
        let fits = |place: &Place| !wanted.without_boosts || place.kind != PlaceKind::Boost;
        let places: Vec<Place> = places.into_iter().filter(fits).collect();
        let questions = self.lines(&rows.questions, me, true).await?;
        let lines = self.lines(&places, me, wanted.unanswered).await?;
        Ok(RoomView {
            head: self.room_head(room).await?,
            questions,
            lines,
            older,
            applauded: rows.applauded.iter().map(ToString::to_string).collect(),
            posts: rows.counts.0.unsigned_abs(),
            speakers: rows.counts.1.unsigned_abs(),
        })
    }

    /// Questions of participants that nobody else answered.
    async fn unanswered(&self, places: &[Place], me: Option<Id>) -> Outcome<Vec<Place>> {
        let author: IdMap<Id> = places.iter().map(|place| (place.post, place.author)).collect();
        let by_another = |place: &&Place| place.parent.and_then(|to| author.get(&to)) != Some(&place.author);
        let replies = places.iter().filter(|place| place.kind != PlaceKind::Boost).filter(by_another);
        let answered: HashSet<Id> = replies.filter_map(|place| place.parent).collect();
        let open = |place: &&Place| {
            !place.role.leads() && place.kind != PlaceKind::Boost && !answered.contains(&place.post)
        };
        let open: Vec<Place> = places.iter().filter(open).cloned().collect();
        let ids: Vec<Id> = open.iter().map(|place| place.post).collect();
        let views = self.0.posts.show(&ids, me).await?;
        let asks = |view: &&View| view.shown.post().text.contains(['?', '？', '؟']);
        let asked: HashSet<Id> = views.iter().filter(asks).map(|view| view.shown.id).collect();
        Ok(open.into_iter().filter(|place| asked.contains(&place.post)).collect())
    }

    /// Posts at their places, as `me` sees them. With `whole`, those that a filter would leave out are there too.
    pub(crate) async fn lines(&self, places: &[Place], me: Option<Id>, whole: bool) -> Outcome<Vec<Line>> {
        let ids: Vec<Id> = places.iter().map(|place| place.post).collect();
        let views = self.0.posts.show(&ids, me).await?;
        self.0.posts.seen(&views, me);
        let views: IdMap<View> = views.into_iter().map(|view| (view.shown.id, view)).collect();
        let relations = match me {
            Some(me) => self.0.accounts.relations(me).await?,
            None => Default::default(),
        };
        let now = self.0.clock.now_ms();
        let shown = |place: &Place| {
            let view = views.get(&place.post)?;
            if is_hidden(view, me.unwrap_or_default(), &relations, now) {
                return None;
            }
            let line = line(place, view);
            match view.fold(Where::Public) {
                Fold::Hidden if !whole => None,
                Fold::Folded(titles) => Some(Line { folded: titles, ..line }),
                _ => Some(line),
            }
        };
        Ok(places.iter().filter_map(shown).collect())
    }

    /// Who joined a room, as `me` sees them, and how many did.
    pub(crate) async fn joined(&self, room: Id, me: Option<Id>) -> Outcome<Vec<Speaker>> {
        let ids: Vec<Id> = self.0.db.read(move |r| r.column(&sql::JOINED, args![room, NAMED_MAX])).await?;
        let people = self.0.accounts.accounts(&ids).await?;
        let relations = match me {
            Some(me) => self.0.accounts.relations(me).await?,
            None => Default::default(),
        };
        let there = ids.iter().filter(|id| !relations.cut_off(**id)).filter_map(|id| people.get(id));
        Ok(there.filter(|person| person.suspended_ms.is_none()).map(|person| speaker(person)).collect())
    }

    /// What moderators took out of the room, and whom.
    pub(crate) async fn removed_from(&self, room: Id) -> Outcome<(Vec<Line>, Vec<Speaker>)> {
        let (places, people): (Vec<Place>, Vec<Id>) = self
            .0
            .db
            .read(move |r| {
                let places = r.rows(&sql::REMOVED, args![room, REMOVED_MAX], sql::place)?;
                Ok((places, r.column(&sql::REMOVED_PEOPLE, args![room])?))
            })
            .await?;
        Ok((self.lines(&places, None, true).await?, self.speakers(&people).await?))
    }

    /// Co-moderators of a session.
    pub(crate) async fn leaders(&self, room: Id) -> Outcome<Vec<Speaker>> {
        let ids: Vec<Id> = self.0.db.read(move |r| r.column(&sql::LEADERS, args![room])).await?;
        self.speakers(&ids).await
    }

    pub(crate) async fn speakers(&self, ids: &[Id]) -> Outcome<Vec<Speaker>> {
        let people = self.0.accounts.accounts(ids).await?;
        Ok(ids.iter().filter_map(|id| people.get(id)).map(|person| speaker(person)).collect())
    }

    /// The places of all posts of a session but those that were taken out, oldest first; `most` at the most. For
    /// transcripts and numbers: what is shown of them goes through [`posts::Posts::show`].
    pub async fn places(&self, session: Id, most: usize) -> Outcome<Vec<Place>> {
        let all = move |r: &Read<'_>| r.rows(&sql::PLACES, args![session, Id(i64::MAX), most], sql::place);
        let mut places = self.0.db.read(all).await?;
        places.reverse();
        Ok(places)
    }

    /// The place of a post in a room.
    pub(crate) async fn place(&self, room: Id, post: Id) -> Outcome<Place> {
        let found = self.0.db.read(move |r| r.row(&sql::PLACE, args![room, post], sql::place)).await?;
        found.ok_or_else(Problem::not_found)
    }

    /// What somebody is in a session, and how they stand to it.
    pub async fn standing(&self, session: Id, account: Id) -> Outcome<(RoomRole, Standing)> {
        let seen = self.seen(session, Some(account)).await?;
        Ok((seen.role, seen.standing))
    }
}

impl Wanted {
    fn limit(self) -> usize {
        if self.unanswered { LOOKED_AT_MAX } else { LINES_MAX }
    }
}

fn read_page(r: &Read<'_>, room: Id, me: Option<Id>, wanted: Wanted) -> Outcome<Rows> {
    let before = wanted.before.unwrap_or(Id(i64::MAX));
    let places = r.rows(&sql::PLACES, args![room, before, wanted.limit()], sql::place)?;
    let applauded = match me {
        Some(me) => r.column(&sql::APPLAUDED, args![me, room])?,
        None => Vec::new(),
    };
    let counts = r.row(&sql::COUNTS, args![room], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(Rows {
        questions: r.rows(&sql::QUESTIONS, args![room, QUESTIONS_MAX], sql::place)?,
        places,
        applauded,
        counts: counts.unwrap_or_default(),
    })
}
