//! The calendars that other programs subscribe to: which chats are in them.

use std::collections::HashSet;
use std::sync::Arc;

use base::{DAY_MS, Id, IdMap, Ms, Outcome, Problem, random};
use store::{Read, args};
use words::specialties::Specialty;

use crate::ics::{Feed, calendar};
use crate::model::{Chat, Session};
use crate::plan::AHEAD_MS;
use crate::recurrence::{Zone, utc};
use crate::{Chats, store as sql};

/// Chats of one calendar.
pub const CALENDAR_CHATS_MAX: usize = 500;
/// Sessions of one calendar that differ from their rule.
const CALENDAR_SESSIONS_MAX: usize = 20_000;
/// From how far back sessions are told.
const BACK_MS: Ms = 60 * DAY_MS;
/// Until how far ahead.
const AHEAD_TOLD_MS: Ms = AHEAD_MS + 366 * DAY_MS;

impl Chats {
    /// The calendar of one chat.
    pub async fn ics_of(&self, chat: &Arc<Chat>) -> Outcome<String> {
        self.ics(format!("{} (#{})", chat.title, chat.name), vec![chat.clone()]).await
    }

    /// The calendar of all chats, or those of a specialty, that are in a language.
    pub async fn ics_of_all(&self, name: String, filter: &Filter) -> Outcome<String> {
        let chats = self.filtered(filter).await?;
        self.ics(name, chats).await
    }

    /// The calendar of what the owner of a secret follows.
    ///
    /// # Errors
    /// 404 for a secret that is nobody's.
    pub async fn ics_of_token(&self, token: &str) -> Outcome<String> {
        let token = token.to_owned();
        let owner =
            self.0.db.read(move |r| r.row(&sql::READER_OF, args![&token], |row| row.get::<Id>(0))).await?;
        let owner = owner.ok_or_else(Problem::not_found)?;
        let gone = self.0.accounts.account(owner).await?.is_none_or(|account| account.suspended_ms.is_some());
        if gone {
            return Err(Problem::not_found());
        }
        let chats = self.followed(owner).await?;
        self.ics(self.0.accounts.site_name().to_owned(), chats).await
    }

    /// Chats that go on and fit, in the order in which they were made.
    pub async fn filtered(&self, filter: &Filter) -> Outcome<Vec<Arc<Chat>>> {
        let board = self.board().await?;
        let fits = board.chats().iter().filter(|chat| chat.is_active() && filter.fits(chat));
        Ok(fits.take(CALENDAR_CHATS_MAX).cloned().collect())
    }

    /// Chats that go on and whose hashtag `account` follows, that it keeps, or is reminded of.
    pub async fn followed(&self, account: Id) -> Outcome<Vec<Arc<Chat>>> {
        let (tags, board) = (self.0.tags.followed(account).await?, self.board().await?);
        let reminded: Vec<Id> =
            self.0.db.read(move |r| r.column(&sql::REMINDED_CHATS, args![account])).await?;
        let reminded: HashSet<Id> = reminded.into_iter().collect();
        let own = |chat: &&Arc<Chat>| {
            tags.contains(chat.tag.as_str()) || reminded.contains(&chat.id) || chat.role_of(account).leads()
        };
        let chats = board.chats().iter().filter(|chat| chat.is_active()).filter(own);
        Ok(chats.take(CALENDAR_CHATS_MAX).cloned().collect())
    }

    async fn ics(&self, name: String, chats: Vec<Arc<Chat>>) -> Outcome<String> {
        let now = self.0.clock.now_ms();
        let mut sessions: IdMap<Vec<Arc<Session>>> = IdMap::default();
        for session in self.sessions_of(&chats, now - BACK_MS..now + AHEAD_TOLD_MS).await? {
            sessions.entry(session.chat).or_default().push(Arc::new(session));
        }
        let with = |chat: Arc<Chat>| {
            let own = sessions.remove(&chat.id).unwrap_or_default();
            (chat, own)
        };
        let chats = chats.into_iter().map(with).collect();
        Ok(calendar(&Feed { name, site: &self.0.site, now, chats }))
    }

    /// Sessions of these chats in a time, by start: one statement, however many chats.
    pub async fn sessions_of(
        &self,
        chats: &[Arc<Chat>],
        range: std::ops::Range<Ms>,
    ) -> Outcome<Vec<Session>> {
        let ids: Vec<i64> = chats.iter().map(|chat| chat.id.0).collect();
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let read = move |r: &Read<'_>| {
            let args = args![&ids, range.start, range.end, CALENDAR_SESSIONS_MAX];
            let rows = r.rows(&sql::SESSIONS_OF_CHATS, args, sql::session)?;
            sql::with_guests(r, rows)
        };
        self.0.db.read(read).await
    }

    /// The zone in which `account` reads the calendar; none until it said so.
    pub async fn zone_of(&self, account: Id) -> Outcome<Option<Zone>> {
        let read = move |r: &Read<'_>| r.row(&sql::READER, args![account], |row| row.get::<String>(0));
        let name = self.0.db.read(read).await?.filter(|name| !name.is_empty());
        Ok(name.map(|name| Zone::named(&name).unwrap_or_else(|_| utc())))
    }

    /// `account` reads the calendar in a zone.
    pub async fn set_zone(&self, account: Id, zone: &Zone) -> Outcome<()> {
        let name = zone.name().to_owned();
        self.0.db.write(move |w| w.run(&sql::SET_ZONE, args![account, &name])).await.map(drop)
    }

    /// The secret of the calendar of what `account` follows, if it has one.
    pub async fn calendar_token(&self, account: Id) -> Outcome<Option<String>> {
        let read =
            move |r: &Read<'_>| r.row(&sql::READER, args![account], |row| row.get::<Option<String>>(1));
        Ok(self.0.db.read(read).await?.flatten())
    }

    /// A new secret; the old one is good no more.
    pub async fn renew_calendar_token(&self, account: Id) -> Outcome<String> {
        let token = random::token();
        let kept = token.clone();
        self.0.db.write(move |w| w.run(&sql::SET_TOKEN, args![account, &kept])).await?;
        Ok(token)
    }
}

/// Which chats somebody wants to see.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Those of a specialty.
    pub specialty: Option<&'static Specialty>,
    /// Those in a language.
    pub language: Option<String>,
}

impl Filter {
    /// Whether a chat is one of them.
    pub fn fits(&self, chat: &Chat) -> bool {
        let specialty = self.specialty.is_none_or(|one| chat.specialties.iter().any(|code| code == one.code));
        specialty && self.language.as_ref().is_none_or(|language| chat.language.as_ref() == Some(language))
    }
}
