//! The verbs about sessions.

use std::ops::Range;

use base::{Id, MINUTE_MS, Ms, Outcome, Problem};
use store::{Write, args};

use crate::actions::insert as insert_chat;
use crate::events::ChatsChanged;
use crate::model::{Chat, ChatState, MINUTES_MAX, Session, SessionState};
use crate::plan::{insert, update};
use crate::recurrence::{Schedule, Zone, written};
use crate::rules::{Editor, SessionEdit, TOPIC_CHARS_MAX, blank, edited_session, hashtag, line};
use crate::{Chats, store as sql};

/// What is known of a session that was before there was this server.
#[derive(Debug, Clone)]
pub struct PastSession {
    /// From when until when it was.
    pub span: Range<Ms>,
    /// What it was about; may be empty.
    pub topic: String,
    /// Who was invited.
    pub guests: Vec<Id>,
}

impl Chats {
    /// Changes what a session is about, its guests, its time.
    ///
    /// # Errors
    /// 404 for none, 403 for whoever may not, 422 for what is wrong with the form.
    pub async fn edit_session(&self, by: Editor, id: Id, edit: SessionEdit) -> Outcome<Session> {
        self.check_named(by.account, edit.guests.as_deref().unwrap_or_default()).await?;
        self.change_session(by, id, move |session, chat, now| edited_session(session, chat, edit, now)).await
    }

    /// A session does not take place.
    ///
    /// # Errors
    /// As [`Chats::edit_session`]; 422 for one that is over.
    pub async fn cancel_session(&self, by: Editor, id: Id, reason: String) -> Outcome<Session> {
        let reason = line(&reason, TOPIC_CHARS_MAX, "The reason")?;
        self.change_session(by, id, move |session, _, now| {
            in_state(session, SessionState::Cancelled, reason, now)
        })
        .await
    }

    /// A session takes place after all.
    ///
    /// # Errors
    /// As [`Chats::cancel_session`].
    pub async fn restore_session(&self, by: Editor, id: Id) -> Outcome<Session> {
        let planned = SessionState::Planned;
        self.change_session(by, id, move |session, _, now| in_state(session, planned, String::new(), now))
            .await
    }

    /// A session that runs ends now, before its time. Whoever leads this session alone may say so too.
    ///
    /// # Errors
    /// As [`Chats::cancel_session`]; 422 for one that has not begun.
    pub async fn end_session(&self, by: Editor, id: Id) -> Outcome<Session> {
        let me = self.clone();
        let may =
            move |w: &Write<'_>, chat: &Chat| Ok(by.may_lead(chat) || me.leads_alone(w, id, by.account)?);
        self.write_session(id, may, move |session, _, now| ended(session, now)).await
    }

    async fn change_session(
        &self,
        by: Editor,
        id: Id,
        change: impl FnOnce(Session, &Chat, Ms) -> Outcome<Session> + Send + 'static,
    ) -> Outcome<Session> {
        self.write_session(id, move |_, chat| Ok(by.may_lead(chat)), change).await
    }

    /// Changes a session where that may be, and tells all who have its room open.
    async fn write_session(
        &self,
        id: Id,
        may: impl FnOnce(&Write<'_>, &Chat) -> Outcome<bool> + Send + 'static,
        change: impl FnOnce(Session, &Chat, Ms) -> Outcome<Session> + Send + 'static,
    ) -> Outcome<Session> {
        let (me, now) = (self.clone(), self.0.clock.now_ms());
        self.0
            .db
            .write(move |w| {
                let session = sql::session_held(w, id)?.ok_or_else(Problem::not_found)?;
                let chat = sql::held(w, session.chat)?.ok_or_else(Problem::not_found)?;
                if !may(w, &chat)? {
                    return Err(Problem::forbidden());
                }
                let session = change(session, &chat, now)?;
                update(w, &session)?;
                set_guests(w, &session)?;
                me.0.bus.emit(w, ChatsChanged { chat: chat.id })?;
                me.tell_state(w, id)?;
                Ok(session)
            })
            .await
    }

    /// The chat of a hashtag, for history that is brought along: the one that there is, or one without dates, which
    /// nobody owns and whoever wants to host it can take over.
    ///
    /// # Errors
    /// 422 for what is no hashtag.
    pub async fn for_history(&self, tag: &str, title: &str, zone: Zone) -> Outcome<Chat> {
        let names = hashtag(tag)?;
        let (me, now, title) = (self.clone(), self.0.clock.now_ms(), title.to_owned());
        self.0
            .db
            .write(move |w| {
                if let Some(chat) = sql::of_tag(w, &names.0)? {
                    return Ok(chat);
                }
                let id = me.0.ids.next(base::Bucket::of(now.unsigned_abs()));
                let mut chat = blank(id, None, names, Schedule::none(zone, 60), now);
                chat.state = ChatState::Retired;
                if !title.is_empty() {
                    chat.title = line(&title, crate::rules::TITLE_CHARS_MAX, "The title")?;
                }
                insert_chat(w, &chat)?;
                me.0.bus.emit(w, ChatsChanged { chat: chat.id })?;
                Ok(chat)
            })
            .await
    }

    /// Keeps a session that is over already, as history is brought along; once for each start.
    ///
    /// # Errors
    /// 404 for no such chat, 422 for a span that is none, is not over or longer than a day.
    pub async fn keep_past_session(&self, chat: Id, past: PastSession) -> Outcome<Session> {
        let now = self.0.clock.now_ms();
        let PastSession { span, topic, guests } = past;
        if span.is_empty() || span.end > now || span.end - span.start > MINUTES_MAX * MINUTE_MS {
            return Err(Problem::invalid("A past session is over, and a day long at the most"));
        }
        let topic = line(&topic, TOPIC_CHARS_MAX, "The topic")?;
        let me = self.clone();
        self.0
            .db
            .write(move |w| {
                let chat = sql::held(w, chat)?.ok_or_else(Problem::not_found)?;
                let session = Session {
                    id: me.0.ids.beside(chat.id),
                    chat: chat.id,
                    original: chat.schedule.zone.local(span.start),
                    starts_ms: span.start,
                    ends_ms: span.end,
                    state: SessionState::Ended,
                    moved: false,
                    topic,
                    notes: String::new(),
                    reason: String::new(),
                    guests,
                    revision: 0,
                    updated_ms: now,
                };
                if insert(w, &session)? {
                    set_guests(w, &session)?;
                    me.0.bus.emit(w, ChatsChanged { chat: chat.id })?;
                    return Ok(session);
                }
                let original = written(session.original);
                let had = w.row(&sql::SESSION_AT, args![chat.id, &original], sql::session)?;
                had.ok_or_else(Problem::not_found)
            })
            .await
    }
}

/// The session, which ended now.
fn ended(mut session: Session, now: Ms) -> Outcome<Session> {
    if session.is_over(now) {
        return Err(Problem::invalid("This session is over"));
    }
    if session.state != SessionState::Planned || session.starts_ms > now {
        return Err(Problem::invalid("This session has not begun"));
    }
    session.ends_ms = now;
    (session.state, session.revision, session.updated_ms) = (SessionState::Ended, session.revision + 1, now);
    Ok(session)
}

fn in_state(mut session: Session, state: SessionState, reason: String, now: Ms) -> Outcome<Session> {
    if session.state == SessionState::Ended || session.ends_ms <= now {
        return Err(Problem::invalid("This session is over"));
    }
    (session.state, session.reason) = (state, reason);
    (session.revision, session.updated_ms) = (session.revision + 1, now);
    Ok(session)
}

fn set_guests(w: &Write<'_>, session: &Session) -> Outcome<()> {
    w.run(&sql::REMOVE_GUESTS, args![session.id])?;
    for guest in &session.guests {
        w.run(&sql::ADD_GUEST, args![session.id, *guest])?;
    }
    Ok(())
}
