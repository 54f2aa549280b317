//! A rehearsal: no posts, and nobody but those who lead the session reads it.

use base::{Id, Outcome, Problem};
use store::args;

use super::store as sql;
use crate::Chats;
use crate::room::label::placed;
use crate::room::model::RoomRole;

/// Lines of one rehearsal.
const REHEARSED_MAX: i64 = 500;
/// Lines of a rehearsal that are shown.
const SHOWN_MAX: usize = 100;

/// A line of a rehearsal.
pub(crate) type Rehearsed = (Id, String);

impl Chats {
    /// Whether the session's moderators rehearse.
    pub(crate) async fn rehearses(&self, session: Id) -> Outcome<bool> {
        Ok(self.room_state(session).await?.rehearsal)
    }

    /// Begins or ends a rehearsal; what was said in it goes with its end.
    ///
    /// # Errors
    /// 403 for who does not lead the session, 422 for one that runs or is over.
    pub(crate) async fn rehearse(&self, by: Id, session: Id, on: bool) -> Outcome<()> {
        let seen = self.led(session, by).await?;
        if on && !seen.session.is_coming(self.0.clock.now_ms()) {
            return Err(Problem::invalid("Rehearse before the session begins"));
        }
        let me = self.clone();
        self.0
            .db
            .write(move |w| {
                w.run(&sql::CLEAR, args![session])?;
                me.change_state(w, session, |state| state.rehearsal = on)
            })
            .await
    }

    /// Says something in a rehearsal.
    ///
    /// # Errors
    /// 403 for who does not lead the session, 422 where nobody rehearses.
    pub(crate) async fn rehearse_line(&self, by: Id, session: Id, text: String) -> Outcome<()> {
        self.led(session, by).await?;
        let text = text::clean(&text).trim().to_owned();
        if text.is_empty() {
            return Err(Problem::invalid("Text can't be blank"));
        }
        if text::weighted_length(&text) > self.0.posts.limits().post_chars {
            return Err(Problem::invalid("This is longer than a post can be"));
        }
        if !self.rehearses(session).await? {
            return Err(Problem::invalid("Nobody rehearses now"));
        }
        let id = self.0.ids.beside(by);
        self.0
            .db
            .write(move |w| {
                let count: i64 = w.row(&sql::REHEARSED_COUNT, args![session], |row| row.get(0))?.unwrap_or(0);
                if count >= REHEARSED_MAX {
                    return Err(Problem::invalid("This rehearsal is long enough"));
                }
                let (kind, number) = placed(&text, RoomRole::Host);
                w.run(&sql::REHEARSE, args![id, session, by, kind.code(), i64::from(number), &text]).map(drop)
            })
            .await
    }

    /// What was said in a rehearsal, newest first.
    pub(crate) async fn rehearsed(&self, session: Id) -> Outcome<Vec<Rehearsed>> {
        let read = move |r: &store::Read<'_>| {
            r.rows(&sql::REHEARSED, args![session, SHOWN_MAX], |row| Ok((row.get(0)?, row.get(1)?)))
        };
        self.0.db.read(read).await
    }
}
