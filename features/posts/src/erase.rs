//! What somebody who leaves did to the posts of others.

use base::{Id, Ms, Outcome};
use store::args;

use crate::events::Touch;
use crate::polls::store as polls;
use crate::{Posts, store as sql};

/// Likes, or votes, that one transaction takes back.
const CHUNK_MAX: usize = 100;

impl Posts {
    /// Removes what `account` did to posts, for whoever leaves: likes with their counts, bookmarks, pins, muted threads,
    /// and who voted. The vote itself stays in the totals, which name nobody: what people decided together does not
    /// change afterwards. Boosts are posts of their own; see [`Posts::erase`]. May be repeated.
    pub async fn erase_touches(&self, account: Id) -> Outcome<()> {
        while self.take_likes_back(account).await? {}
        while self.forget_voter(account).await? {}
        let own = [&sql::FORGET_BOOKMARKS, &sql::FORGET_PINS, &sql::FORGET_THREAD_MUTES, &sql::FORGET_KEYS];
        for statement in own {
            self.0.db.drain(statement, account).await?;
        }
        Ok(())
    }

    /// Takes some likes back; false when there were none. Whether `by` sees the posts now does not matter.
    async fn take_likes_back(&self, by: Id) -> Outcome<bool> {
        let mut ids: Vec<Id> =
            self.0.db.read(move |r| r.column(&sql::FAVOURITED, args![by.bk(), by, CHUNK_MAX])).await?;
        if ids.is_empty() {
            return Ok(false);
        }
        // In one order for everyone, so that two who leave at once do not wait for each other.
        ids.sort_unstable();
        let posts = self.load(&ids).await?;
        let me = self.clone();
        self.0
            .db
            .write(move |w| {
                for id in ids {
                    w.run(&sql::UNFAVOURITE, args![by.bk(), by, id])?;
                    let counted = w.run(&sql::UNFAVOURITE_BACK, args![id.bk(), id, by])? > 0;
                    // A post that is gone has no counts any more.
                    if let Some(shown) = posts.get(&id).filter(|_| counted) {
                        w.run(&sql::COUNT_FAVOURITES, args![id, id.bk(), -1_i64])?;
                        me.touched(w, shown.post(), by, Touch::Unfavourited)?;
                    }
                }
                Ok(true)
            })
            .await
    }

    /// Forgets of some polls that `voter` voted in them; false when there were none.
    async fn forget_voter(&self, voter: Id) -> Outcome<bool> {
        self.0
            .db
            .write(move |w| {
                let voted: Vec<Id> = w.column(&polls::VOTED, args![voter.bk(), voter, CHUNK_MAX])?;
                for &post in &voted {
                    w.run(&polls::UNVOTE, args![voter.bk(), voter, post, Ms::MAX])?;
                    w.run(&polls::UNVOTE_BACK, args![post.bk(), post, voter, Ms::MAX])?;
                }
                Ok(!voted.is_empty())
            })
            .await
    }
}
