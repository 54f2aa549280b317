//! What stands between somebody who leaves and others.

use base::{Id, Outcome};
use store::{Sql, Write, args};

use crate::graph::unlink;
use crate::{Accounts, Change, store as sql};

/// Entries of each kind that one transaction removes.
const CHUNK_MAX: usize = 100;

impl Accounts {
    /// Removes requests and blocks in both directions, and what `account` alone keeps: mutes, notes, recommendations,
    /// blocked servers, aliases. Follows are for [`Accounts::unfollow`] and [`Accounts::remove_follower`]. What others
    /// keep for themselves (that they mute it, a note on it) stays with them. May be repeated.
    pub async fn erase(&self, account: Id) -> Outcome<()> {
        loop {
            let me = self.clone();
            if !self.0.db.write(move |w| me.part_from_some(w, account)).await? {
                break;
            }
        }
        let own = [
            &sql::FORGET_MUTES,
            &sql::FORGET_ENDORSEMENTS,
            &sql::FORGET_NOTES,
            &sql::FORGET_DOMAINS,
            &sql::FORGET_ALIASES,
        ];
        for statement in own {
            self.0.db.drain(statement, account).await?;
        }
        Ok(())
    }

    /// Ends some requests and blocks; false when there were none.
    fn part_from_some(&self, w: &mut Write<'_>, account: Id) -> Outcome<bool> {
        let some = |w: &Write<'_>, statement: &'static Sql| -> Outcome<Vec<Id>> {
            w.column(statement, args![account.bk(), account, CHUNK_MAX])
        };
        let (asked, asking) = (some(w, &sql::SOME_REQUESTED)?, some(w, &sql::SOME_REQUESTS)?);
        for &other in &asked {
            unlink(w, account, other)?;
            self.relation(w, account, other, Change::Unfollowed)?;
        }
        for &other in &asking {
            unlink(w, other, account)?;
            self.relation(w, account, other, Change::Removed)?;
        }
        let (blocked, blocking) = (some(w, &sql::SOME_BLOCKED)?, some(w, &sql::SOME_BLOCKED_BY)?);
        let ends = blocked.iter().map(|&other| (account, other));
        for (from, to) in ends.chain(blocking.iter().map(|&other| (other, account))) {
            w.run(&sql::UNBLOCK, args![from.bk(), from, to])?;
            w.run(&sql::UNBLOCK_BACK, args![to.bk(), to, from])?;
            self.relation(w, from, to, Change::Unblocked)?;
        }
        Ok([asked, asking, blocked, blocking].iter().any(|others| !others.is_empty()))
    }
}
