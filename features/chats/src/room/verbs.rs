//! What people do in a room.

use std::sync::Arc;

use accounts::AccountSuspended;
use base::{Id, Kind, Outcome, Problem};
use posts::{Draft, Visibility};
use store::{Write, args};

use super::events::{News, RoomChanged, RoomReaderChanged};
use super::gather::{boosts_of, role_of, standing_in};
use super::model::{Place, PlaceKind, Removed, RoomRole, Standing, State};
use super::store as sql;
use crate::{Chat, Chats, Session};

/// A session with its chat, as somebody sees it.
#[derive(Clone)]
pub(crate) struct Seen {
    pub(crate) chat: Arc<Chat>,
    pub(crate) session: Arc<Session>,
    pub(crate) role: RoomRole,
    pub(crate) standing: Standing,
}

/// What somebody writes in a room.
#[derive(Debug, Clone, Default)]
pub struct Saying {
    /// The text, to which the label and the hashtag are added where it has none.
    pub text: String,
    /// Which question it answers.
    pub answers: Option<u32>,
    /// The post that it replies to.
    pub reply_to: Option<Id>,
    /// Language code; `None` is the author's usual.
    pub language: Option<String>,
    /// The same key within an hour is the same post.
    pub idempotency_key: Option<String>,
    /// Name of the app.
    pub app: Option<String>,
}

impl Saying {
    /// The text as it is posted.
    fn whole(&self, chat: &Chat) -> String {
        let text = self.text.trim();
        let label = match self.answers {
            Some(number) if super::label::placed(text, RoomRole::None).0 == PlaceKind::Said => {
                format!("A{number} ")
            }
            _ => String::new(),
        };
        let tagged = text::hashtags(text).iter().any(|tag| tag.key == chat.tag);
        let tag = if tagged { String::new() } else { format!(" #{}", chat.name) };
        format!("{label}{text}{tag}")
    }
}

impl Chats {
    /// A session for somebody.
    ///
    /// # Errors
    /// 404 where there is none.
    pub(crate) async fn seen(&self, session: Id, me: Option<Id>) -> Outcome<Seen> {
        let session = self.session(session).await?.ok_or_else(Problem::not_found)?;
        let chat = self.chat(session.chat).await?.ok_or_else(Problem::not_found)?;
        let (role, standing) = match me {
            Some(me) => {
                let id = session.id;
                let standing = self.0.db.read(move |r| standing_in(r, id, me)).await?;
                (role_of(&chat, &session, me, standing), standing)
            }
            None => (RoomRole::None, Standing::default()),
        };
        Ok(Seen { chat, session, role, standing })
    }

    /// The same for somebody who leads it.
    ///
    /// # Errors
    /// 403 for anybody else.
    pub(crate) async fn led(&self, session: Id, me: Id) -> Outcome<Seen> {
        let seen = self.seen(session, Some(me)).await?;
        match seen.role.leads() {
            true => Ok(seen),
            false => Err(Problem::new(Kind::Forbidden, "Only those who lead the chat can do this")),
        }
    }

    /// Posts something in a room: an ordinary public post, with the hashtag and the label.
    ///
    /// # Errors
    /// 422 where the room is not open, or for what is wrong with the text; 403 for whom a moderator removed.
    pub async fn say(&self, me: Id, session: Id, saying: Saying) -> Outcome<Id> {
        let seen = self.seen(session, Some(me)).await?;
        if !seen.session.is_open(self.0.clock.now_ms()) {
            return Err(Problem::invalid("This room is not open now"));
        }
        if seen.standing.removed {
            return Err(Problem::new(Kind::Forbidden, "A moderator removed you from this session"));
        }
        if saying.text.trim().is_empty() {
            return Err(Problem::invalid("Text can't be blank"));
        }
        let draft = Draft {
            text: saying.whole(&seen.chat),
            visibility: Some(Visibility::Public),
            language: saying.language.clone(),
            reply_to: saying.reply_to,
            room: Some(session),
            app: saying.app,
            idempotency_key: saying.idempotency_key,
            ..Draft::default()
        };
        self.0.posts.publish(me, draft).await
    }

    /// Joins a room: named as being here, perhaps as a patient or carer, and reading it at home.
    pub async fn join(&self, me: Id, session: Id, patient: bool) -> Outcome<()> {
        self.seen(session, Some(me)).await?;
        self.stand(session, me, move |own| (own.joined, own.patient) = (true, patient)).await
    }

    /// Leaves a room.
    pub async fn leave(&self, me: Id, session: Id) -> Outcome<()> {
        self.seen(session, Some(me)).await?;
        self.stand(session, me, |own| own.joined = false).await
    }

    pub(super) async fn stand(
        &self,
        session: Id,
        account: Id,
        change: impl FnOnce(&mut Standing) + Send + 'static,
    ) -> Outcome<()> {
        let me = self.clone();
        self.0
            .db
            .write(move |w| {
                let mut own = standing_in(w, session, account)?;
                let before = own;
                change(&mut own);
                if own == before {
                    return Ok(());
                }
                w.run(&sql::STAND, args![session, account, own.joined, own.patient, own.leads, own.removed])?;
                me.bus().emit(w, RoomReaderChanged { account })?;
                me.bus().emit(w, RoomChanged { session, news: News::State })
            })
            .await
    }

    /// Applauds a post of a room, or stops. Gives how many do now.
    ///
    /// # Errors
    /// 404 where the post is not in the room, 422 for one's own.
    pub async fn applaud(&self, me: Id, session: Id, post: Id, on: bool) -> Outcome<u64> {
        let seen_by_me = self.0.posts.one(post, Some(me)).await?.ok_or_else(Problem::not_found)?;
        if seen_by_me.own {
            return Err(Problem::invalid("You cannot applaud your own post"));
        }
        let chats = self.clone();
        self.0
            .db
            .write(move |w| {
                let place = place_in(w, session, post)?;
                let (statement, by) = if on { (&sql::APPLAUD, 1_i64) } else { (&sql::STOP_APPLAUSE, -1) };
                if w.run(statement, args![post, me, session])? == 0 {
                    return Ok(place.applause);
                }
                w.run(&sql::COUNT_APPLAUSE, args![session, post, by])?;
                let count = place_in(w, session, post)?.applause;
                chats.bus().emit(w, RoomChanged { session, news: News::Applauded(post, count) })?;
                Ok(count)
            })
            .await
    }

    /// Changes what stands above a room.
    pub(crate) fn change_state(
        &self,
        w: &mut Write<'_>,
        session: Id,
        change: impl FnOnce(&mut State),
    ) -> Outcome<()> {
        let mut state = w.row(&sql::STATE, args![session], sql::state)?.unwrap_or_default();
        let before = state;
        change(&mut state);
        if state == before {
            return Ok(());
        }
        let State { question, pinned, called, rehearsal } = state;
        w.run(&sql::SET_STATE, args![session, question, pinned, called, rehearsal])?;
        self.bus().emit(w, RoomChanged { session, news: News::State })
    }

    /// What stood above a room and is not in it any more does not stand there; the question before is the current one.
    pub(crate) fn forget_in_state(&self, w: &mut Write<'_>, session: Id, post: Id) -> Outcome<()> {
        let state = w.row(&sql::STATE, args![session], sql::state)?.unwrap_or_default();
        if state.question != Some(post) && state.pinned != Some(post) {
            return Ok(());
        }
        let questions = w.rows(&sql::QUESTIONS, args![session, super::views::QUESTIONS_MAX], sql::place)?;
        let before = questions.iter().rev().map(|place| place.post).find(|id| *id != post);
        self.change_state(w, session, |state| {
            if state.question == Some(post) {
                state.question = before;
            }
            state.pinned = state.pinned.filter(|id| *id != post);
        })
    }

    /// Whoever is suspended is out of all rooms that are open, for those who have them before their eyes.
    pub(crate) fn suspended(&self, w: &mut Write<'_>, event: &AccountSuspended) -> Outcome<()> {
        if !event.suspended {
            return Ok(());
        }
        for slot in self.on_air_in(w, self.0.clock.now_ms())? {
            let session = slot.session.id;
            let posts: Vec<Id> = w.column(&sql::OF_AUTHOR, args![session, event.account])?;
            if !posts.is_empty() {
                let boosts = boosts_of(w, session, &posts)?;
                let gone = News::ManyGone([posts, boosts].concat());
                self.bus().emit(w, RoomChanged { session, news: gone })?;
            }
        }
        Ok(())
    }

    /// Removes what somebody left in rooms; their posts go by themselves. May be repeated.
    pub(crate) async fn erase_in_rooms(&self, account: Id) -> Outcome<()> {
        self.0
            .db
            .write(move |w| {
                for statement in [
                    &sql::ERASE_APPLAUSE_COUNTS,
                    &sql::ERASE_APPLAUSE,
                    &sql::ERASE_POSTS,
                    &sql::ERASE_PERSON,
                    &sql::ERASE_READER,
                    &sql::ERASE_CALLED,
                ] {
                    w.run(statement, args![account])?;
                }
                Ok(())
            })
            .await
    }
}

/// The place of a post that is in a room.
pub(super) fn place_in(w: &Write<'_>, session: Id, post: Id) -> Outcome<Place> {
    let place = w.row(&sql::PLACE, args![session, post], sql::place)?;
    place.filter(|place| place.removed == Removed::No).ok_or_else(Problem::not_found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_label_and_the_hashtag_are_added_where_they_are_not() {
        let chat = Chat { tag: "hcsm".into(), name: "hcsm".into(), ..crate::model::sample() };
        for (text, answers, whole) in [
            ("Rest helps", Some(3), "A3 Rest helps #hcsm"),
            (" Rest helps ", None, "Rest helps #hcsm"),
            ("A2: rest", Some(3), "A2: rest #hcsm"),
            ("Ask #HCSM people", Some(1), "A1 Ask #HCSM people"),
        ] {
            let saying = Saying { text: text.into(), answers, ..Saying::default() };
            assert_eq!(saying.whole(&chat), whole);
        }
    }
}
