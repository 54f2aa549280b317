//! Blocking and muting: the verbs, as in [`crate::graph`].

use base::{Id, Ms, Outcome};
use store::args;

use crate::graph::unlink;
use crate::{Accounts, Change, store as sql};

/// What a mute is to be like.
#[derive(Debug, Clone, Copy)]
pub struct MuteEdit {
    /// Notifications are hidden too.
    pub notifications: bool,
    /// When it ends.
    pub until_ms: Option<Ms>,
}

impl Accounts {
    /// `from` blocks `to`: neither follows, asks or sees the other any more.
    pub async fn block(&self, from: Id, to: Id) -> Outcome<()> {
        self.another(from, to).await?;
        let me = self.clone();
        self.0
            .db
            .write(move |w| {
                unlink(w, from, to)?;
                unlink(w, to, from)?;
                w.run(&sql::UNENDORSE, args![from.bk(), from, to])?;
                w.run(&sql::UNENDORSE, args![to.bk(), to, from])?;
                w.run(&sql::BLOCK, args![from.bk(), from, to, me.0.ids.beside(from)])?;
                w.run(&sql::BLOCK_BACK, args![to.bk(), to, from])?;
                me.relation(w, from, to, Change::Blocked)
            })
            .await
    }

    /// `from` does not block `to` any more. What the block removed does not come back.
    pub async fn unblock(&self, from: Id, to: Id) -> Outcome<()> {
        self.exists(to).await?;
        let me = self.clone();
        self.0
            .db
            .write(move |w| {
                w.run(&sql::UNBLOCK, args![from.bk(), from, to])?;
                w.run(&sql::UNBLOCK_BACK, args![to.bk(), to, from])?;
                me.relation(w, from, to, Change::Unblocked)
            })
            .await
    }

    /// `from` does not want to read `to`, for good or until a time.
    pub async fn mute(&self, from: Id, to: Id, edit: MuteEdit) -> Outcome<()> {
        self.another(from, to).await?;
        let me = self.clone();
        self.0
            .db
            .write(move |w| {
                let id = me.0.ids.beside(from);
                w.run(&sql::MUTE, args![from.bk(), from, to, id, edit.notifications, edit.until_ms])?;
                me.relation(w, from, to, Change::Muted)
            })
            .await
    }

    /// `from` wants to read `to` again.
    pub async fn unmute(&self, from: Id, to: Id) -> Outcome<()> {
        self.exists(to).await?;
        let me = self.clone();
        self.0
            .db
            .write(move |w| {
                w.run(&sql::UNMUTE, args![from.bk(), from, to])?;
                me.relation(w, from, to, Change::Unmuted)
            })
            .await
    }
}
