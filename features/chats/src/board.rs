//! All chats, and their sessions from a day ago on, in memory. What is asked for with each post or page comes from here.

use std::sync::Arc;

use base::{DAY_MS, Id, IdMap, MINUTE_MS, Ms, Outcome};
use store::{Read, args};

use crate::model::{CLOSES_AFTER_MINUTES, Chat, MINUTES_MAX, OPENS_BEFORE_MINUTES, Session, SessionState};
use crate::{Chats, store as sql};

/// Sessions in memory.
const SESSIONS_MAX: usize = 200_000;
/// How long a session stays on the board after its end.
const KEEP_MS: Ms = DAY_MS;
/// Bytes of the board, which is one entry.
pub(crate) const BOARD_BYTES: u64 = 512 << 20;

/// All chats and what comes next.
#[derive(Debug, Default)]
pub struct Board {
    chats: Vec<Arc<Chat>>,
    by_id: IdMap<usize>,
    by_tag: std::collections::HashMap<String, usize>,
    /// By start.
    sessions: Vec<Arc<Session>>,
    session_ids: IdMap<usize>,
}

/// A session and its chat.
#[derive(Debug, Clone)]
pub struct Slot {
    /// The chat.
    pub chat: Arc<Chat>,
    /// Its session.
    pub session: Arc<Session>,
}

impl Board {
    fn new(chats: Vec<Chat>, sessions: Vec<Session>) -> Self {
        let chats: Vec<Arc<Chat>> = chats.into_iter().map(Arc::new).collect();
        let sessions: Vec<Arc<Session>> = sessions.into_iter().map(Arc::new).collect();
        Self {
            by_id: chats.iter().enumerate().map(|(n, chat)| (chat.id, n)).collect(),
            by_tag: chats.iter().enumerate().map(|(n, chat)| (chat.tag.clone(), n)).collect(),
            session_ids: sessions.iter().enumerate().map(|(n, session)| (session.id, n)).collect(),
            chats,
            sessions,
        }
    }

    pub(crate) fn weight(&self) -> usize {
        let texts = |chat: &Chat| {
            let texts = &chat.texts;
            texts.description.len() + texts.rules.len() + texts.disclaimer.len() + texts.conduct.len()
        };
        let chats: usize = self.chats.iter().map(|chat| texts(chat) + 1_024).sum();
        chats
            + self
                .sessions
                .iter()
                .map(|session| session.topic.len() + session.notes.len() + 256)
                .sum::<usize>()
    }

    /// All chats, in the order in which they were made.
    pub fn chats(&self) -> &[Arc<Chat>] {
        &self.chats
    }

    /// A chat by its id.
    pub fn chat(&self, id: Id) -> Option<&Arc<Chat>> {
        self.by_id.get(&id).and_then(|n| self.chats.get(*n))
    }

    /// A chat by the key of its hashtag.
    pub fn of_tag(&self, key: &str) -> Option<&Arc<Chat>> {
        self.by_tag.get(key).and_then(|n| self.chats.get(*n))
    }

    /// A session that ends now or later, or ended less than a day ago.
    pub fn session(&self, id: Id) -> Option<&Arc<Session>> {
        self.session_ids.get(&id).and_then(|n| self.sessions.get(*n))
    }

    /// Sessions that begin in a time and their chats, by start.
    pub fn between(&self, range: std::ops::Range<Ms>) -> impl Iterator<Item = Slot> {
        let first = self.sessions.partition_point(|session| session.starts_ms < range.start);
        let rest = self.sessions.get(first..).unwrap_or_default();
        let within = rest.iter().take_while(move |session| session.starts_ms < range.end);
        within.filter_map(|session| {
            Some(Slot { chat: self.chat(session.chat)?.clone(), session: session.clone() })
        })
    }

    /// Sessions whose room is open.
    pub fn on_air(&self, now: Ms) -> impl Iterator<Item = Slot> {
        let longest = (MINUTES_MAX + CLOSES_AFTER_MINUTES) * MINUTE_MS;
        let begun = now - longest..now + OPENS_BEFORE_MINUTES * MINUTE_MS + 1;
        self.between(begun).filter(move |slot| slot.session.is_open(now))
    }

    /// Sessions that begin after `now`, cancelled ones left out.
    pub fn coming(&self, now: Ms) -> impl Iterator<Item = Slot> {
        self.between(now + 1..Ms::MAX).filter(|slot| slot.session.state == SessionState::Planned)
    }
}

fn load(r: &Read<'_>, now: Ms) -> Outcome<Board> {
    let mut chats = r.rows(&sql::ALL_CHATS, &[], sql::chat)?;
    let at: IdMap<usize> = chats.iter().enumerate().map(|(n, chat)| (chat.id, n)).collect();
    for (of, member) in r.rows(&sql::ALL_MEMBERS, &[], sql::member)? {
        if let Some(chat) = at.get(&of).and_then(|n| chats.get_mut(*n)) {
            chat.people.push(member);
        }
    }
    let sessions = r.rows(&sql::SESSIONS_ENDING, args![now - KEEP_MS, SESSIONS_MAX], sql::session)?;
    Ok(Board::new(chats, sql::with_guests(r, sessions)?))
}

impl Chats {
    /// All chats and what comes next: from memory, unless something changed.
    pub async fn board(&self) -> Outcome<Arc<Board>> {
        if let Some(board) = self.0.board.get(&()) {
            return Ok(board);
        }
        let (ticket, now) = (self.0.board.ticket(&()), self.0.clock.now_ms());
        let board = Arc::new(self.0.db.read(move |r| load(r, now)).await?);
        self.0.board.put((), ticket, board.clone());
        Ok(board)
    }

    /// The same for whoever is in a transaction already, which must not have changed a chat.
    pub fn board_in(&self, r: &Read<'_>) -> Outcome<Arc<Board>> {
        if let Some(board) = self.0.board.get(&()) {
            return Ok(board);
        }
        let ticket = self.0.board.ticket(&());
        let board = Arc::new(load(r, self.0.clock.now_ms())?);
        self.0.board.put((), ticket, board.clone());
        Ok(board)
    }
}
