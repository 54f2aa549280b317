//! Sessions as rows, made some weeks ahead.
//!
//! What a changed rule does to the sessions that are to come:
//! - one whose date the rule still has stays as it is;
//! - of the others, each takes the nearest new date within six days, so that a chat which goes from Tuesday to Wednesday
//!   keeps its sessions, with their topics, guests, questions and links;
//! - what then has no date goes if nobody gave it anything of its own ([`Chats::holds`]); otherwise it stays, as an extra
//!   date of the chat;
//! - what has begun is never touched.

use base::{DAY_MS, HOUR_MS, Id, MINUTE_MS, Ms, Outcome};
use jiff::civil::DateTime;
use store::{Write, args};

use crate::events::{ChatsChanged, SessionRemoved};
use crate::model::{CLOSES_AFTER_MINUTES, Chat, Session, SessionState};
use crate::recurrence::written;
use crate::{Chats, store as sql};

/// How far ahead sessions are made.
pub const AHEAD_MS: Ms = 56 * DAY_MS;
/// How many are made at least, however far ahead they are.
const AHEAD_MIN: usize = 3;
/// How many are made at most.
const AHEAD_MAX: usize = 120;
/// How far a session follows a date that was moved.
const FOLLOW_MS: Ms = 6 * DAY_MS + 12 * HOUR_MS;
/// How far back rows are looked at for dates that they have.
const BACK_MS: Ms = 60 * DAY_MS;
/// Rows looked at for one chat.
const ROWS_MAX: usize = 1_000;

/// The columns of a session.
macro_rules! row {
    ($session:expr, $original:expr) => {
        args![
            $session.id,
            $session.chat,
            $original,
            $session.starts_ms,
            $session.ends_ms,
            $session.state.name(),
            $session.moved,
            &$session.topic,
            &$session.notes,
            &$session.reason,
            $session.revision,
            $session.updated_ms
        ]
    };
}

impl Chats {
    /// Makes the sessions of all chats that are missing, and ends those that are over; gives how many were made. May be
    /// repeated at any time.
    pub async fn plan_all(&self) -> Outcome<usize> {
        let now = self.0.clock.now_ms();
        let mut made = 0;
        for chat in self.board().await?.chats().iter().filter(|chat| chat.is_active()) {
            if self.lacks(chat, now).await? {
                let (me, id) = (self.clone(), chat.id);
                made += self.0.db.write(move |w| me.plan(w, id)).await?;
            }
        }
        let over = now - CLOSES_AFTER_MINUTES * MINUTE_MS;
        let ended = self.0.db.write(move |w| w.run(&sql::END_SESSIONS, args![over, now])).await?;
        if ended > 0 {
            self.0.board.forget(&());
        }
        Ok(made)
    }

    /// Whether a chat has dates ahead that are no rows yet, as far as memory tells.
    async fn lacks(&self, chat: &Chat, now: Ms) -> Outcome<bool> {
        let board = self.board().await?;
        let had: std::collections::HashSet<DateTime> = board
            .between(now - DAY_MS..Ms::MAX)
            .filter(|slot| slot.chat.id == chat.id)
            .map(|slot| slot.session.original)
            .collect();
        Ok(ahead(chat, now).into_iter().any(|date| !had.contains(&date)))
    }

    fn plan(&self, w: &mut Write<'_>, id: Id) -> Outcome<usize> {
        let now = self.0.clock.now_ms();
        match sql::held(w, id)?.filter(Chat::is_active) {
            Some(chat) => self.make(w, &chat, ahead(&chat, now), now),
            None => Ok(0),
        }
    }

    /// Makes sessions on those of `dates` that have none.
    fn make(&self, w: &mut Write<'_>, chat: &Chat, dates: Vec<DateTime>, now: Ms) -> Outcome<usize> {
        let mut made = 0;
        for date in dates {
            let session = fresh(self.0.ids.beside(chat.id), chat, date, now);
            made += usize::from(insert(w, &session)?);
        }
        if made > 0 {
            self.0.bus.emit(w, ChatsChanged { chat: chat.id })?;
        }
        Ok(made)
    }

    /// Brings the coming sessions of a chat in line with its schedule, and gives the chat, which may have got extra
    /// dates. See the top of this file.
    pub(crate) fn align(&self, w: &mut Write<'_>, mut chat: Chat, now: Ms) -> Outcome<Chat> {
        let rows = sql::between(w, chat.id, now - BACK_MS..Ms::MAX, ROWS_MAX)?;
        let begun = |row: &Session| row.starts_ms <= now || row.state == SessionState::Ended;
        let taken: Vec<DateTime> = rows.iter().filter(|row| begun(row)).map(|row| row.original).collect();
        let rows: Vec<Session> = rows.into_iter().filter(|row| !begun(row)).collect();
        let last = rows.iter().map(|row| row.starts_ms).max().unwrap_or(now).max(now + AHEAD_MS);
        let mut free = chat.schedule.dates_from_ms(now, AHEAD_MAX);
        free.retain(|date| chat.schedule.zone.instant(*date) <= last + FOLLOW_MS && !taken.contains(date));
        let mut loose = Vec::new();
        for row in rows {
            match free.iter().position(|date| *date == row.original) {
                Some(at) => follow(w, &chat, row, free.remove(at), now)?,
                None => loose.push(row),
            }
        }
        for row in loose {
            match nearest(&chat, &free, &row) {
                Some(at) => follow(w, &chat, row, free.remove(at), now)?,
                None if self.holds(w, &row)? => keep(&mut chat, &row),
                None => self.remove(w, row.id)?,
            }
        }
        let wanted = ahead(&chat, now);
        self.make(w, &chat, wanted, now)?;
        Ok(chat)
    }

    /// Whether somebody gave a session anything of its own: words, guests, a time, or texts prepared at the desk.
    fn holds(&self, w: &Write<'_>, session: &Session) -> Outcome<bool> {
        Ok(session.has_own() || w.exists(&sql::PREPARED, args![session.id])?)
    }

    fn remove(&self, w: &mut Write<'_>, session: Id) -> Outcome<()> {
        w.run(&sql::REMOVE_GUESTS, args![session])?;
        w.run(&sql::DELETE_SESSION, args![session])?;
        self.0.bus.emit(w, SessionRemoved { session })
    }
}

/// The dates ahead that are to be rows.
pub(crate) fn ahead(chat: &Chat, now: Ms) -> Vec<DateTime> {
    // One that is going on is made too: its chat may have been made too late for it.
    let begun = now - chat.schedule.minutes * MINUTE_MS + 1;
    let mut dates = chat.schedule.dates_from_ms(begun, AHEAD_MAX);
    let within = dates.iter().take_while(|date| chat.schedule.zone.instant(**date) < now + AHEAD_MS).count();
    dates.truncate(within.max(AHEAD_MIN));
    dates
}

/// The free date that a session without one follows.
fn nearest(chat: &Chat, free: &[DateTime], row: &Session) -> Option<usize> {
    let was = chat.schedule.zone.instant(row.original);
    let far = |date: &DateTime| (chat.schedule.zone.instant(*date) - was).abs();
    let nearest = free.iter().enumerate().min_by_key(|(_, date)| far(date))?;
    (far(nearest.1) <= FOLLOW_MS).then_some(nearest.0)
}

/// A session takes a date of the rule; if it was moved away from its old one, it stays where it was moved to.
fn follow(w: &Write<'_>, chat: &Chat, mut row: Session, date: DateTime, now: Ms) -> Outcome<()> {
    let span = chat.schedule.span(date);
    let (starts, ends) = if row.moved { (row.starts_ms, row.ends_ms) } else { (span.start, span.end) };
    if (row.original, row.starts_ms, row.ends_ms) == (date, starts, ends) {
        return Ok(());
    }
    (row.original, row.starts_ms, row.ends_ms) = (date, starts, ends);
    (row.revision, row.updated_ms) = (row.revision + 1, now);
    update(w, &row)
}

/// A session stays although the rule has no date for it.
fn keep(chat: &mut Chat, row: &Session) {
    let extra = &mut chat.schedule.extra;
    if row.state == SessionState::Planned && extra.len() < crate::recurrence::EXTRA_DATES_MAX {
        extra.push(row.original);
        extra.sort_unstable();
    }
}

/// A session as the rule has it.
fn fresh(id: Id, chat: &Chat, date: DateTime, now: Ms) -> Session {
    let span = chat.schedule.span(date);
    Session {
        id,
        chat: chat.id,
        original: date,
        starts_ms: span.start,
        ends_ms: span.end,
        state: SessionState::Planned,
        moved: false,
        topic: String::new(),
        notes: String::new(),
        reason: String::new(),
        guests: Vec::new(),
        revision: 0,
        updated_ms: now,
    }
}

/// Writes a new session; false if there is one for its date.
pub(crate) fn insert(w: &Write<'_>, session: &Session) -> Outcome<bool> {
    Ok(w.run(&sql::INSERT_SESSION, row!(session, &written(session.original)))? > 0)
}

pub(crate) fn update(w: &Write<'_>, session: &Session) -> Outcome<()> {
    w.run_one(&sql::UPDATE_SESSION, row!(session, &written(session.original)))
}
