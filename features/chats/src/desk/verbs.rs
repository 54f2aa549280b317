//! What is done at a desk, by those who lead its session alone.

use std::collections::HashMap;

use base::{Id, MINUTE_MS, Outcome, Problem};
use posts::{Draft, Visibility};
use store::{Write, args};

use super::jobs::{Due, JOB};
use super::model::{DeskKind, DeskText, Filling, numbers};
use super::store as sql;
use crate::Chats;
use crate::room::verbs::Seen;

/// Texts of one session.
pub(crate) const TEXTS_MAX: usize = 60;
/// How long somebody who sends a text is believed to be at it.
const CLAIM_MS: i64 = MINUTE_MS;
/// The last minute of a session in which something may be sent by itself.
const MINUTE_MAX: i64 = 24 * 60;

/// A text as it is entered.
#[derive(Debug, Clone, Default)]
pub(crate) struct Entered {
    pub(crate) text: String,
    /// In minutes from the start; empty for by hand.
    pub(crate) minute: String,
}

impl Entered {
    fn minute(&self) -> Outcome<Option<i64>> {
        let typed = self.minute.trim();
        if typed.is_empty() {
            return Ok(None);
        }
        let minute = typed.parse().ok().filter(|minute| (0..=MINUTE_MAX).contains(minute));
        minute.map(Some).ok_or_else(|| Problem::invalid("A minute of the session is a number from 0 on"))
    }
}

impl Chats {
    /// What is prepared for a session, in order.
    pub(crate) async fn desk_texts(&self, session: Id) -> Outcome<Vec<DeskText>> {
        self.0.db.read(move |r| r.rows(&sql::TEXTS, args![session], sql::text)).await
    }

    /// A text, for somebody who leads its session.
    pub(crate) async fn desk_text(&self, by: Id, id: Id) -> Outcome<(DeskText, Seen)> {
        let found = self.0.db.read(move |r| r.row(&sql::TEXT, args![id], sql::text)).await?;
        let text = found.ok_or_else(Problem::not_found)?;
        let seen = self.led(text.session, by).await?;
        Ok((text, seen))
    }

    /// What is filled into texts of a session.
    pub(crate) async fn filling(&self, seen: &Seen) -> Outcome<Filling> {
        let guests = self.0.accounts.accounts(&seen.session.guests).await?;
        let named = seen.session.guests.iter().filter_map(|id| guests.get(id));
        let guests = named.map(|one| format!("@{}", one.acct())).collect::<Vec<_>>().join(", ");
        let host = match seen.chat.hosts().first() {
            Some(host) => self.0.accounts.account(*host).await?,
            None => None,
        };
        let host = host.map(|one| format!("@{}", one.acct())).unwrap_or_default();
        let topic = if seen.session.topic.is_empty() { &seen.chat.title } else { &seen.session.topic };
        Ok(Filling { topic: topic.clone(), guests, host })
    }

    /// Refuses what could not be posted.
    async fn check_desk_text(&self, seen: &Seen, text: &DeskText) -> Outcome<()> {
        if text.text.trim().is_empty() {
            return Err(Problem::invalid("Text can't be blank"));
        }
        let whole = text.whole(&seen.chat, &self.filling(seen).await?, 10);
        let most = self.0.posts.limits().post_chars;
        if text::weighted_length(&whole) > most {
            return Err(Problem::invalid(format!(
                "With its label and hashtag it is longer than {most} characters"
            )));
        }
        Ok(())
    }

    /// Prepares a text.
    ///
    /// # Errors
    /// 403 for who does not lead the session, 422 for what is wrong with it.
    pub(crate) async fn prepare(
        &self,
        by: Id,
        session: Id,
        kind: DeskKind,
        entered: &Entered,
    ) -> Outcome<Id> {
        let seen = self.led(session, by).await?;
        let text = DeskText {
            id: self.0.ids.beside(by),
            session,
            kind,
            place: 0,
            text: entered.text.trim().to_owned(),
            minute: entered.minute()?,
            author: by,
            post: None,
        };
        self.check_desk_text(&seen, &text).await?;
        let me = self.clone();
        let starts = seen.session.starts_ms;
        self.0
            .db
            .write(move |w| {
                let all = w.rows(&sql::TEXTS, args![session], sql::text)?;
                if all.len() >= TEXTS_MAX {
                    return Err(Problem::invalid(format!(
                        "A session has {TEXTS_MAX} prepared texts at the most"
                    )));
                }
                let place = all.last().map_or(1, |last| last.place + 1);
                let kind = text.kind.name();
                w.run(&sql::ADD, args![text.id, session, kind, place, &text.text, text.minute, by])?;
                me.set_timer(w, text.id, text.minute, starts)?;
                Ok(text.id)
            })
            .await
    }

    /// The same by the kind's name, at a minute of the session or, where that is empty, by hand.
    ///
    /// # Errors
    /// As [`Chats::prepare`]; 422 for an unknown kind.
    pub async fn prepare_text(
        &self,
        by: Id,
        session: Id,
        kind: &str,
        text: &str,
        minute: &str,
    ) -> Outcome<Id> {
        let kind = DeskKind::parse(kind).ok_or_else(|| Problem::invalid("There is no such kind of text"))?;
        self.prepare(by, session, kind, &Entered { text: text.to_owned(), minute: minute.to_owned() }).await
    }

    /// Changes a text that was not sent yet.
    ///
    /// # Errors
    /// As [`Chats::prepare`]; 404 for none.
    pub(crate) async fn reword(&self, by: Id, id: Id, entered: &Entered) -> Outcome<Id> {
        let (text, seen) = self.desk_text(by, id).await?;
        let text = DeskText { text: entered.text.trim().to_owned(), minute: entered.minute()?, ..text };
        self.check_desk_text(&seen, &text).await?;
        let me = self.clone();
        let starts = seen.session.starts_ms;
        let saved = self
            .0
            .db
            .write(move |w| {
                if w.run(&sql::SAVE, args![id, &text.text, text.minute])? == 0 {
                    return Ok(false);
                }
                me.set_timer(w, id, text.minute, starts)?;
                Ok(true)
            })
            .await?;
        if saved { Ok(seen.session.id) } else { Err(Problem::invalid("This was sent already")) }
    }

    /// Whatever waits for another time finds that it is not its own any more.
    fn set_timer(&self, w: &mut Write<'_>, text: Id, minute: Option<i64>, starts: i64) -> Outcome<()> {
        if let Some(minute) = minute {
            self.bus().enqueue(w, JOB, &Due { text, minute }, starts + minute * MINUTE_MS)?;
        }
        Ok(())
    }

    /// Takes a prepared text away; what was sent stays sent.
    pub(crate) async fn discard(&self, by: Id, id: Id) -> Outcome<Id> {
        let (text, _) = self.desk_text(by, id).await?;
        self.0.db.write(move |w| w.run(&sql::DROP_TEXT, args![id])).await?;
        Ok(text.session)
    }

    /// Moves a text up or down among those of its kind.
    pub(crate) async fn reorder(&self, by: Id, id: Id, up: bool) -> Outcome<Id> {
        let (text, _) = self.desk_text(by, id).await?;
        let session = text.session;
        self.0
            .db
            .write(move |w| {
                let mut all = w.rows(&sql::TEXTS, args![session], sql::text)?;
                all.retain(|other| other.kind == text.kind);
                let Some(at) = all.iter().position(|own| own.id == id) else { return Ok(session) };
                let to = if up { at.checked_sub(1) } else { Some(at + 1) };
                if let (Some(own), Some(other)) = (all.get(at), to.and_then(|to| all.get(to))) {
                    w.run(&sql::PLACE_AT, args![id, other.place])?;
                    w.run(&sql::PLACE_AT, args![other.id, own.place])?;
                }
                Ok(session)
            })
            .await
    }

    /// Sends a text: posts it into the room, once whoever presses; in a rehearsal it only appears there.
    ///
    /// # Errors
    /// 403 for who does not lead the session, 422 where it was sent or the room is not open.
    pub(crate) async fn send(&self, by: Id, id: Id) -> Outcome<Id> {
        let (text, seen) = self.desk_text(by, id).await?;
        let session = seen.session.id;
        let number = self.desk_numbers(session, &self.desk_texts(session).await?).await?.get(&id).copied();
        let number = number.unwrap_or_default();
        let whole = text.whole(&seen.chat, &self.filling(&seen).await?, number);
        let now = self.0.clock.now_ms();
        if seen.session.is_coming(now) && self.rehearses(session).await? {
            self.rehearse_line(by, session, whole).await?;
            return Ok(session);
        }
        if !seen.session.is_open(now) {
            return Err(Problem::invalid("This room is not open now"));
        }
        let claimed = self.0.db.write(move |w| w.run(&sql::CLAIM, args![id, now, now - CLAIM_MS])).await?;
        if claimed == 0 {
            return Err(Problem::invalid("This was sent already"));
        }
        let draft = Draft {
            text: whole,
            visibility: Some(Visibility::Public),
            language: seen.chat.language.clone(),
            room: Some(session),
            idempotency_key: Some(format!("desk-{id}")),
            ..Draft::default()
        };
        let sent = match self.0.posts.publish(by, draft).await {
            Ok(post) => post,
            Err(problem) => {
                self.0.db.write(move |w| w.run(&sql::UNCLAIM, args![id])).await?;
                return Err(problem);
            }
        };
        let me = self.clone();
        self.0
            .db
            .write(move |w| {
                w.run(&sql::SENT, args![id, sent])?;
                match text.kind {
                    DeskKind::Welcome => me.change_state(w, session, |state| {
                        state.pinned = state.pinned.or(Some(sent));
                    }),
                    _ => Ok(()),
                }
            })
            .await?;
        Ok(session)
    }

    /// By which number each of a session's prepared questions was asked or is going to be.
    pub(crate) async fn desk_numbers(&self, session: Id, texts: &[DeskText]) -> Outcome<HashMap<Id, u32>> {
        let read = move |r: &store::Read<'_>| {
            r.rows(&sql::ASKED, args![session], |row| Ok((row.get::<Id>(0)?, row.get::<i64>(1)?)))
        };
        let asked = self.0.db.read(read).await?;
        let known = |(post, number): (Id, i64)| (post, u32::try_from(number).unwrap_or_default());
        Ok(numbers(texts, &asked.into_iter().map(known).collect::<Vec<_>>()))
    }

    /// Removes what somebody prepared and rehearsed. May be repeated.
    pub(crate) async fn erase_at_desks(&self, account: Id) -> Outcome<()> {
        self.0
            .db
            .write(move |w| {
                w.run(&sql::ERASE_TEXTS, args![account])?;
                w.run(&sql::ERASE_LINES, args![account]).map(drop)
            })
            .await
    }
}
