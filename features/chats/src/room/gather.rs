//! What is in a session: public posts with the chat's hashtag while its room is open, answers to what is in it, boosts
//! of it, and what was written in the room. Decided in the very transaction of the post, so that whoever posts finds
//! it there, be it by the room, by an app, or as a post from elsewhere that arrives now.

use std::collections::BTreeSet;

use base::{Id, Ms, Outcome};
use bus::Bus;
use posts::{PostDeleted, PostEdited, PostPublished, Visibility};
use store::{Read, Write, args};

use super::events::{News, RoomChanged};
use super::label::placed;
use super::model::{Place, PlaceKind, Removed, RoomRole, Standing};
use super::store as sql;
use crate::Chats;

/// A post as a session looks at it.
struct Heard<'a> {
    post: Id,
    author: Id,
    tags: &'a [String],
    /// What it answers or boosts.
    to: Option<Id>,
    room: Option<Id>,
    boost: bool,
    at: Ms,
}

pub(crate) fn listen(chats: &Chats, bus: &Bus) {
    let me = chats.clone();
    bus.within(move |w, event: &PostPublished| {
        if event.visibility() != Visibility::Public {
            return Ok(());
        }
        let heard = Heard {
            post: event.post,
            author: event.author,
            tags: &event.tags,
            to: event.boost_of.or(event.reply_to),
            room: event.room,
            boost: event.boost_of.is_some(),
            at: event.created_ms,
        };
        me.heard(w, &heard)
    });
    let me = chats.clone();
    bus.within(move |w, event: &PostEdited| me.edited(w, event));
    let me = chats.clone();
    bus.within(move |w, event: &PostDeleted| me.deleted(w, event));
}

impl Chats {
    fn heard(&self, w: &mut Write<'_>, heard: &Heard<'_>) -> Outcome<()> {
        for session in self.sessions_for(w, heard)? {
            self.put(w, session, heard)?;
        }
        Ok(())
    }

    /// The open sessions that the post is in. Without any that is open, nothing is asked of the database.
    fn sessions_for(&self, r: &Read<'_>, heard: &Heard<'_>) -> Outcome<BTreeSet<Id>> {
        let board = self.board_in(r)?;
        let open: Vec<_> = board.on_air(heard.at).collect();
        let tagged =
            open.iter().filter(|slot| heard.tags.contains(&slot.chat.tag)).map(|slot| slot.session.id);
        let mut sessions: BTreeSet<Id> = tagged.chain(heard.room).collect();
        if let (Some(to), false) = (heard.to, open.is_empty()) {
            let with: Vec<Id> = r.column(&sql::WITH_POST, args![to])?;
            sessions.extend(with.into_iter().filter(|id| open.iter().any(|slot| slot.session.id == *id)));
        }
        Ok(sessions)
    }

    fn put(&self, w: &mut Write<'_>, session: Id, heard: &Heard<'_>) -> Outcome<()> {
        let parent = match heard.to {
            Some(to) => {
                w.row(&sql::IS_IN, args![session, to], |row| row.get::<i64>(0))?.map(|code| (to, code))
            }
            None => None,
        };
        // Boosts of what was taken out of the room are not shown either.
        let unseen = heard.boost && parent.is_some_and(|(_, code)| Removed::from_code(code) != Removed::No);
        let parent = parent.map(|(to, _)| to);
        let standing = standing_in(w, session, heard.author)?;
        let role = self.role_in(w, session, heard.author, standing)?;
        let (kind, number) = if heard.boost {
            (PlaceKind::Boost, 0)
        } else {
            placed(&self.posts().text_in(w, heard.post)?.unwrap_or_default(), role)
        };
        let newcomer = !role.leads()
            && w.row(&sql::IS_NEW, args![session, heard.author], |row| row.get::<bool>(0))?.unwrap_or(false);
        let place = Place {
            session,
            post: heard.post,
            author: heard.author,
            kind,
            number,
            parent,
            role,
            newcomer,
            applause: 0,
            removed: if standing.removed { Removed::Person } else { Removed::No },
        };
        let args = args![
            session,
            place.post,
            place.author,
            kind.code(),
            i64::from(number),
            parent,
            role.code(),
            newcomer,
            place.removed.code()
        ];
        if w.run(&sql::PUT, args)? == 1 && place.removed == Removed::No && !unseen {
            self.told_of(w, place)?;
        }
        Ok(())
    }

    /// Tells of a post; a question is the current one from then on.
    fn told_of(&self, w: &mut Write<'_>, place: Place) -> Outcome<()> {
        let session = place.session;
        let asks = (place.kind == PlaceKind::Question).then_some(place.post);
        self.bus().emit(w, RoomChanged { session, news: News::Said(place) })?;
        match asks {
            Some(post) => self.change_state(w, session, |state| state.question = Some(post)),
            None => Ok(()),
        }
    }

    fn edited(&self, w: &mut Write<'_>, event: &PostEdited) -> Outcome<()> {
        let places = w.rows(&sql::PLACES_OF_POST, args![event.post], sql::place)?;
        if places.is_empty() && event.tags == event.former_tags {
            return Ok(());
        }
        let text = self.posts().text_in(w, event.post)?.unwrap_or_default();
        for place in &places {
            let (kind, number) = placed(&text, place.role);
            w.run(&sql::RELABEL, args![place.session, place.post, kind.code(), i64::from(number)])?;
            if place.removed == Removed::No {
                let news = News::Said(Place { kind, number, ..place.clone() });
                self.bus().emit(w, RoomChanged { session: place.session, news })?;
            }
        }
        if Visibility::from_code(event.visibility) != Visibility::Public {
            return Ok(());
        }
        let heard = Heard {
            post: event.post,
            author: event.author,
            tags: &event.tags,
            to: None,
            room: None,
            boost: false,
            at: event.post.ms(),
        };
        let now_in = self.sessions_for(w, &heard)?;
        for session in now_in.iter().filter(|id| places.iter().all(|place| place.session != **id)) {
            self.put(w, *session, &heard)?;
        }
        self.untagged(w, event, &places)
    }

    /// Without the hashtag a post is in a session only if it answers something there, or was written in the room.
    fn untagged(&self, w: &mut Write<'_>, event: &PostEdited, places: &[Place]) -> Outcome<()> {
        let lost: Vec<&String> = event.former_tags.iter().filter(|tag| !event.tags.contains(tag)).collect();
        if lost.is_empty() || places.is_empty() {
            return Ok(());
        }
        let board = self.board_in(w)?;
        for place in places.iter().filter(|place| place.parent.is_none()) {
            let chat = board.session(place.session).and_then(|session| board.chat(session.chat));
            let by_tag = chat.is_some_and(|chat| lost.contains(&&chat.tag));
            if by_tag && self.posts().room_in(w, event.post)? != Some(place.session) {
                self.take_out(w, place)?;
            }
        }
        Ok(())
    }

    fn deleted(&self, w: &mut Write<'_>, event: &PostDeleted) -> Outcome<()> {
        if Visibility::from_code(event.visibility) != Visibility::Public {
            return Ok(());
        }
        let places = w.rows(&sql::PLACES_OF_POST, args![event.post], sql::place)?;
        places.iter().try_for_each(|place| self.take_out(w, place))
    }

    fn take_out(&self, w: &mut Write<'_>, place: &Place) -> Outcome<()> {
        w.run(&sql::TAKE_OUT, args![place.session, place.post])?;
        w.run(&sql::APPLAUSE_GONE, args![place.post])?;
        self.forget_in_state(w, place.session, place.post)?;
        self.bus().emit(w, RoomChanged { session: place.session, news: News::Gone(place.post) })?;
        let boosts = boosts_of(w, place.session, &[place.post])?;
        if boosts.is_empty() {
            return Ok(());
        }
        w.run(&sql::TAKE_OUT_BOOSTS, args![place.session, place.post])?;
        self.bus().emit(w, RoomChanged { session: place.session, news: News::ManyGone(boosts) })
    }

    /// What somebody is in a session.
    pub(crate) fn role_in(
        &self,
        r: &Read<'_>,
        session: Id,
        account: Id,
        standing: Standing,
    ) -> Outcome<RoomRole> {
        let board = self.board_in(r)?;
        let known = board.session(session).and_then(|s| Some((s, board.chat(s.chat)?)));
        Ok(match known {
            Some((session, chat)) => role_of(chat, session, account, standing),
            None => RoomRole::None,
        })
    }
}

/// What somebody is in a session of a chat.
pub(crate) fn role_of(chat: &crate::Chat, session: &crate::Session, account: Id, own: Standing) -> RoomRole {
    match chat.role_of(account) {
        crate::Role::Host => RoomRole::Host,
        crate::Role::Moderator => RoomRole::Moderator,
        _ if own.leads => RoomRole::Moderator,
        _ if session.guests.contains(&account) => RoomRole::Guest,
        _ if own.patient => RoomRole::Patient,
        _ => RoomRole::None,
    }
}

/// Boosts of these posts that are in a session.
pub(crate) fn boosts_of(r: &Read<'_>, session: Id, posts: &[Id]) -> Outcome<Vec<Id>> {
    let posts: Vec<i64> = posts.iter().map(|post| post.0).collect();
    if posts.is_empty() { Ok(Vec::new()) } else { r.column(&sql::BOOSTS_OF, args![session, &posts]) }
}

/// How somebody stands to a session.
pub(crate) fn standing_in(r: &Read<'_>, session: Id, account: Id) -> Outcome<Standing> {
    Ok(r.row(&sql::STANDING, args![session, account], sql::standing)?.unwrap_or_default())
}
