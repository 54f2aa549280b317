//! The verbs: reading a conversation, calling it unread, and having it out of sight.

use base::{Id, Outcome};
use store::{Sql, args};

use crate::{Conversations, store as sql};

impl Conversations {
    /// Says that `account` has read a conversation.
    ///
    /// # Errors
    /// 404 where it has no such conversation.
    pub async fn read(&self, account: Id, conversation: Id) -> Outcome<()> {
        self.mark(account, conversation, &sql::READ).await
    }

    /// Says that `account` wants to come back to a conversation.
    ///
    /// # Errors
    /// 404 where it has no such conversation.
    pub async fn unread(&self, account: Id, conversation: Id) -> Outcome<()> {
        self.mark(account, conversation, &sql::UNREAD).await
    }

    async fn mark(&self, account: Id, conversation: Id, statement: &'static Sql) -> Outcome<()> {
        let me = self.clone();
        self.0
            .db
            .write(move |w| {
                w.run_one(statement, args![account.bk(), account, conversation])?;
                me.changed(w, account, conversation)
            })
            .await
    }

    /// Takes a conversation out of the list of `account`. Its posts stay; a new one begins it again.
    ///
    /// # Errors
    /// 404 where it has no such conversation.
    pub async fn remove_conversation(&self, account: Id, conversation: Id) -> Outcome<()> {
        self.0
            .db
            .write(move |w| {
                w.run_one(&sql::END, args![account.bk(), account, conversation])?;
                w.run(&sql::END_POSTS, args![account.bk(), account, conversation]).map(|_| ())
            })
            .await
    }

    /// Takes all conversations out of the list of `account`, for whoever leaves. May be repeated.
    pub async fn erase(&self, account: Id) -> Outcome<()> {
        self.0.db.drain(&sql::END_SOME, account).await?;
        self.0.db.drain(&sql::END_SOME_POSTS, account).await
    }
}
