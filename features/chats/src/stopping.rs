//! Stopping letters without signing in, by a link in each (RFC 8058). Whoever has the link can stop the letters about
//! one chat to one person, and nothing else.

use std::sync::Arc;

use base::{Id, Outcome, Problem, random};
use store::{Read, Write, args};

use crate::model::Chat;
use crate::{Chats, store as sql};

/// Where such links lead.
pub(crate) const PATH: &str = "/chats/reminders";

impl Chats {
    /// The address at which somebody stops letters about a chat, in the caller's transaction.
    pub(crate) fn stop_address(&self, w: &mut Write<'_>, chat: Id, account: Id) -> Outcome<String> {
        let known = w.row(&sql::STOP_TOKEN, args![chat, account], |row| row.get::<String>(0))?;
        let token = match known {
            Some(token) => token,
            None => {
                let token = random::token();
                w.run(&sql::KEEP_STOP, args![chat, account, &token])?;
                token
            }
        };
        Ok(self.0.site.url(&format!("{PATH}/{token}")))
    }

    /// The chat and the person that a link is about.
    ///
    /// # Errors
    /// 404 for a secret that is nobody's.
    pub(crate) async fn stop_of(&self, token: &str) -> Outcome<(Arc<Chat>, Id)> {
        let token = token.to_owned();
        let read = move |r: &Read<'_>| {
            r.row(&sql::STOP_OF, args![&token], |row| Ok((row.get::<Id>(0)?, row.get::<Id>(1)?)))
        };
        let (chat, account) = self.0.db.read(read).await?.ok_or_else(Problem::not_found)?;
        let chat = self.chat(chat).await?.ok_or_else(Problem::not_found)?;
        Ok((chat, account))
    }

    /// Stops letters by a link; once more changes nothing. The notification stays.
    ///
    /// # Errors
    /// As [`Chats::stop_of`].
    pub(crate) async fn stop_letters(&self, token: &str) -> Outcome<Arc<Chat>> {
        let (chat, account) = self.stop_of(token).await?;
        let id = chat.id;
        self.0.db.write(move |w| w.run(&sql::STOP_LETTERS, args![id, account])).await?;
        Ok(chat)
    }
}
