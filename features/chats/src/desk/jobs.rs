//! Texts that are sent by themselves, at their minute of the session.

use base::{Id, Kind, MINUTE_MS, Outcome};
use bus::JobResult;
use serde::{Deserialize, Serialize};
use store::args;

use super::store as sql;
use crate::{Chats, SessionState};

pub(crate) const JOB: &str = "chats.desk";

/// A text whose minute has come.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Due {
    pub(crate) text: Id,
    /// The minute that it was set to then; another one has a job of its own.
    pub(crate) minute: i64,
}

impl Chats {
    pub(crate) fn work_at_desks(&self) {
        let me = self.clone();
        self.bus().work(JOB, move |due: Due| {
            let me = me.clone();
            async move { me.send_due(due).await }
        });
    }

    async fn send_due(&self, due: Due) -> JobResult {
        let id = due.text;
        let found = self.0.db.read(move |r| r.row(&sql::TEXT, args![id], sql::text)).await?;
        let Some(text) = found.filter(|text| text.post.is_none() && text.minute == Some(due.minute)) else {
            return Ok(());
        };
        let Some(session) = self.session(text.session).await? else { return Ok(()) };
        if session.state == SessionState::Ended {
            // Whoever ended it before its time wants nothing more to come by itself.
            return Ok(());
        }
        let at = session.starts_ms + due.minute * MINUTE_MS;
        let now = self.clock().now_ms();
        if at > now {
            // The session was moved.
            let me = self.clone();
            return self.0.db.write(move |w| me.bus().enqueue(w, JOB, &due, at).map(drop)).await;
        }
        let Some(by) = self.sender(&text).await? else { return Ok(()) };
        match self.send(by, id).await {
            Ok(_) => Ok(()),
            // Sent by hand in this very moment, or its room is not open: nothing is left to do.
            Err(problem) if problem.kind() == Kind::Invalid => Ok(()),
            Err(problem) => Err(problem),
        }
    }

    /// Who sends a text by themselves: whoever prepared it while they lead the session, else a host.
    async fn sender(&self, text: &super::DeskText) -> Outcome<Option<Id>> {
        let seen = self.seen(text.session, Some(text.author)).await?;
        if seen.role.leads() {
            return Ok(Some(text.author));
        }
        Ok(seen.chat.hosts().first().copied())
    }
}
