//! Reading chats and sessions.

use std::ops::Range;
use std::sync::Arc;

use base::{Id, Ms, Outcome};
use store::{Read, args};

use crate::board::Slot;
use crate::model::{Chat, MINUTES_MAX, Role, Session};
use crate::{Chats, store as sql};

/// Sessions of one answer.
pub const SESSIONS_READ_MAX: usize = 500;

impl Chats {
    /// The chat of a hashtag, from memory.
    pub async fn by_tag(&self, tag: &str) -> Outcome<Option<Arc<Chat>>> {
        let Some(key) = text::tag_key(tag.trim_start_matches('#')) else { return Ok(None) };
        Ok(self.board().await?.of_tag(&key).cloned())
    }

    /// A chat, from memory.
    pub async fn chat(&self, id: Id) -> Outcome<Option<Arc<Chat>>> {
        Ok(self.board().await?.chat(id).cloned())
    }

    /// A session: from memory unless it is over.
    pub async fn session(&self, id: Id) -> Outcome<Option<Arc<Session>>> {
        if let Some(session) = self.board().await?.session(id) {
            return Ok(Some(session.clone()));
        }
        let read = move |r: &Read<'_>| {
            let found = r.row(&sql::SESSION, args![id], sql::session)?;
            sql::with_guests(r, found.into_iter().collect())
        };
        Ok(self.0.db.read(read).await?.pop().map(Arc::new))
    }

    /// Those of `ids` that there are, without their guests.
    pub(crate) async fn sessions_by_ids(&self, ids: &[Id]) -> Outcome<Vec<Session>> {
        let ids: Vec<i64> = ids.iter().map(|id| id.0).collect();
        self.0.db.read(move |r| r.rows(&sql::SESSIONS_BY_IDS, args![&ids], sql::session)).await
    }

    /// The session of a chat that goes on or comes next, from memory.
    pub async fn next_of(&self, chat: Id, now: Ms) -> Outcome<Option<Arc<Session>>> {
        let board = self.board().await?;
        let mut sessions =
            board.between(now - MINUTES_MAX * base::MINUTE_MS..Ms::MAX).map(|slot| slot.session);
        Ok(sessions.find(|one| one.chat == chat && (one.is_running(now) || one.is_coming(now))))
    }

    /// Sessions of a chat that begin in a time, in order; [`SESSIONS_READ_MAX`] at the most.
    pub async fn sessions(&self, chat: Id, range: Range<Ms>) -> Outcome<Vec<Session>> {
        self.0.db.read(move |r| sql::between(r, chat, range, SESSIONS_READ_MAX)).await
    }

    /// The newest `most` sessions of a chat that began before a time, newest first.
    pub async fn sessions_before(&self, chat: Id, before: Ms, most: usize) -> Outcome<Vec<Session>> {
        let read = move |r: &Read<'_>| {
            let rows = r.rows(&sql::SESSIONS_BEFORE, args![chat, before, most], sql::session)?;
            sql::with_guests(r, rows)
        };
        self.0.db.read(read).await
    }

    /// The session with a time of the chat's rule, if there is one.
    pub async fn session_at(&self, chat: Id, original: jiff::civil::DateTime) -> Outcome<Option<Session>> {
        let original = crate::recurrence::written(original);
        let read = move |r: &Read<'_>| {
            let found = r.row(&sql::SESSION_AT, args![chat, &original], sql::session)?;
            sql::with_guests(r, found.into_iter().collect())
        };
        Ok(self.0.db.read(read).await?.pop())
    }

    /// Sessions whose room is open at `now`, from memory.
    pub async fn on_air(&self, now: Ms) -> Outcome<Vec<Slot>> {
        Ok(self.board().await?.on_air(now).collect())
    }

    /// The same for whoever is in a transaction already, as subscribers to posts are.
    pub fn on_air_in(&self, r: &Read<'_>, now: Ms) -> Outcome<Vec<Slot>> {
        Ok(self.board_in(r)?.on_air(now).collect())
    }

    /// The first `most` sessions that begin after `now`, from memory.
    pub async fn next_up(&self, now: Ms, most: usize) -> Outcome<Vec<Slot>> {
        Ok(self.board().await?.coming(now).take(most).collect())
    }

    /// What `account` is in a session.
    pub async fn role(&self, session: Id, account: Id) -> Outcome<Role> {
        let Some(session) = self.session(session).await? else { return Ok(Role::Other) };
        let chat = self.chat(session.chat).await?;
        Ok(role_in(chat.as_deref(), &session, account))
    }
}

/// What `account` is in a session of `chat`.
pub fn role_in(chat: Option<&Chat>, session: &Session, account: Id) -> Role {
    match chat.map_or(Role::Other, |chat| chat.role_of(account)) {
        Role::Other if session.guests.contains(&account) => Role::Guest,
        role => role,
    }
}
