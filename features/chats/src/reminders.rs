//! Reminders: who wants to be told of a chat's sessions, how long before, and how.
//!
//! A task looks at the sessions in memory once a minute and has a job send what is due. A job may run twice, on two nodes
//! even: the row notes for which session and time its owner was told, in the transaction that queues notification and
//! letter. A session that was moved meanwhile has another time, so the job that comes with the old one sends nothing.

use std::collections::HashSet;
use std::sync::Arc;

use base::{Id, MINUTE_MS, Ms, Outcome, Problem};
use notifications::Kind;
use serde::{Deserialize, Serialize};
use store::{Read, Write, args};

use crate::letters::letter;
use crate::model::{Chat, Session, SessionState};
use crate::{Chats, store as sql};

/// How long before a session people can be told, in minutes, the longest first.
pub const LEADS_MINUTES: [i64; 3] = [1_440, 60, 15];
/// Chats of which one person is reminded.
pub const REMINDERS_MAX: i64 = 100;
/// People who are told in one transaction.
const BATCH_MAX: usize = 200;
const JOB: &str = "chats.remind";

/// How somebody is reminded of a chat.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reminder {
    /// How long before: one of [`LEADS_MINUTES`].
    pub lead_minutes: i64,
    /// By a letter too.
    pub by_mail: bool,
}

/// What a job is to send: reminders of a session that begins at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) struct Due {
    session: Id,
    starts_ms: Ms,
    lead_minutes: i64,
}

/// Takes on the job.
pub(crate) fn work(chats: &Chats) {
    // Weak: the bus lives in here.
    let weak = Arc::downgrade(&chats.0);
    chats.0.bus.work(JOB, move |due: Due| {
        let me = weak.upgrade().map(Chats);
        async move {
            match me {
                Some(me) => me.send_reminder(due).await,
                None => Ok(()),
            }
        }
    });
}

/// When reminders of a session are due: from so long before it on, until the next shorter ones would be.
fn window(starts_ms: Ms, lead_minutes: i64) -> std::ops::Range<Ms> {
    let shorter = LEADS_MINUTES.into_iter().find(|other| *other < lead_minutes).unwrap_or(0);
    starts_ms - lead_minutes * MINUTE_MS..starts_ms - shorter * MINUTE_MS
}

impl Chats {
    /// How `account` is reminded of a chat.
    pub async fn reminder(&self, account: Id, chat: Id) -> Outcome<Option<Reminder>> {
        let read = move |r: &Read<'_>| {
            r.row(&sql::REMINDER, args![chat, account], |row| {
                Ok(Reminder { lead_minutes: row.get(0)?, by_mail: row.get(1)? })
            })
        };
        self.0.db.read(read).await
    }

    /// `account` wants to be reminded of a chat.
    ///
    /// # Errors
    /// 404 for no chat, 422 for another time than [`LEADS_MINUTES`] and over [`REMINDERS_MAX`].
    pub async fn remind(&self, account: Id, chat: Id, reminder: Reminder) -> Outcome<()> {
        if !LEADS_MINUTES.contains(&reminder.lead_minutes) {
            return Err(Problem::invalid("You can be reminded a day, an hour or 15 minutes before"));
        }
        self.chat(chat).await?.ok_or_else(Problem::not_found)?;
        self.0
            .db
            .write(move |w| {
                let count: i64 = w.row(&sql::REMINDERS_COUNT, args![account], |row| row.get(0))?.unwrap_or(0);
                if count >= REMINDERS_MAX && !w.exists(&sql::REMINDER, args![chat, account])? {
                    return Err(Problem::invalid("You can be reminded of 100 chats at the most"));
                }
                let Reminder { lead_minutes, by_mail } = reminder;
                w.run(&sql::REMIND, args![chat, account, lead_minutes, by_mail]).map(drop)
            })
            .await
    }

    /// `account` does not want to be reminded of a chat any more.
    pub async fn forget_reminder(&self, account: Id, chat: Id) -> Outcome<()> {
        self.0.db.write(move |w| w.run(&sql::FORGET_REMINDER, args![chat, account])).await.map(drop)
    }

    /// Has everything sent that is due and not in `sent` yet; gives what there is now.
    pub(crate) async fn remind_due(&self, sent: &HashSet<Due>) -> Outcome<HashSet<Due>> {
        let (now, mut due) = (self.0.clock.now_ms(), HashSet::new());
        let board = self.board().await?;
        for slot in board.between(now..now + LEADS_MINUTES[0] * MINUTE_MS + 1) {
            let Session { id, starts_ms, state, .. } = *slot.session;
            if state == SessionState::Planned && slot.chat.is_active() {
                let now_due =
                    LEADS_MINUTES.into_iter().filter(|lead| window(starts_ms, *lead).contains(&now));
                due.extend(now_due.map(|lead_minutes| Due { session: id, starts_ms, lead_minutes }));
            }
        }
        let new: Vec<Due> = due.difference(sent).copied().collect();
        if !new.is_empty() {
            let bus = self.0.bus.clone();
            self.0
                .db
                .write(move |w| new.iter().try_for_each(|one| bus.enqueue(w, JOB, one, now).map(drop)))
                .await?;
        }
        Ok(due)
    }

    async fn send_reminder(&self, due: Due) -> Outcome<()> {
        loop {
            let Some((chat, session)) = self.still_due(due).await? else { return Ok(()) };
            let me = self.clone();
            let told = self.0.db.write(move |w| me.tell(w, &chat, &session, due)).await?;
            if told < BATCH_MAX {
                return Ok(());
            }
        }
    }

    /// The chat and session, if it takes place at the time that reminders are for.
    async fn still_due(&self, due: Due) -> Outcome<Option<(Arc<Chat>, Arc<Session>)>> {
        let now = self.0.clock.now_ms();
        let Some(session) = self.session(due.session).await? else { return Ok(None) };
        let Some(chat) = self.chat(session.chat).await?.filter(|chat| chat.is_active()) else {
            return Ok(None);
        };
        let planned = session.state == SessionState::Planned && session.starts_ms == due.starts_ms;
        let fits = planned && window(session.starts_ms, due.lead_minutes).contains(&now);
        Ok(fits.then_some((chat, session)))
    }

    /// Tells some of those who want it and were not told yet; gives how many.
    fn tell(&self, w: &mut Write<'_>, chat: &Chat, session: &Session, due: Due) -> Outcome<usize> {
        let waiting = args![chat.id, due.lead_minutes, session.id, session.starts_ms, BATCH_MAX];
        let people: Vec<(Id, bool)> =
            w.rows(&sql::REMINDERS_DUE, waiting, |row| Ok((row.get(0)?, row.get(1)?)))?;
        for (account, by_mail) in &people {
            let told = args![chat.id, *account, session.id, session.starts_ms];
            w.run(&sql::REMINDED, told)?;
            // Told as if by the account itself: nobody else did anything.
            let (notifications, kind) = (&self.0.notifications, Kind::ChatReminder);
            notifications.tell_of_matter(w, kind, session.id, *account, vec![*account])?;
            if *by_mail {
                let stop = self.stop_address(w, chat.id, *account)?;
                let words = |lang| letter(&self.0.site, chat, session, &stop, lang);
                self.0.access.write_stoppable(w, *account, &stop, words)?;
            }
        }
        Ok(people.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_time_belongs_to_one_reminder_at_the_most() {
        let starts = 10_000 * MINUTE_MS;
        let due = |minutes: i64| -> Vec<i64> {
            let now = starts - minutes * MINUTE_MS;
            LEADS_MINUTES.into_iter().filter(|lead| window(starts, *lead).contains(&now)).collect()
        };
        assert_eq!(due(1_441), [0; 0]);
        assert_eq!((due(1_440), due(61)), (vec![1_440], vec![1_440]));
        assert_eq!((due(60), due(16)), (vec![60], vec![60]));
        assert_eq!((due(15), due(1)), (vec![15], vec![15]));
        assert_eq!(due(0), [0; 0]);
    }
}
