//! What somebody posted within a range of ids, counted: ids tell the time, so a range is a span of it. Direct posts
//! count for nothing.

use base::{Id, Outcome};
use store::args;

use crate::{Posts, store as sql};

/// How much somebody posted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Posts and boosts.
    pub all: u64,
    /// Boosts among them.
    pub boosts: u64,
    /// Answers to others among them.
    pub replies: u64,
    /// Posts with a poll among them.
    pub polls: u64,
}

impl Posts {
    /// How much `author` posted from the first id on, below the second.
    pub async fn tally(&self, author: Id, (from, below): (Id, Id)) -> Outcome<Tally> {
        let tally = self.0.db.read(move |r| {
            r.row(&sql::TALLY, args![author.bk(), author, from, below], |row| {
                Ok(Tally { all: row.get(0)?, boosts: row.get(1)?, replies: row.get(2)?, polls: row.get(3)? })
            })
        });
        Ok(tally.await?.unwrap_or_default())
    }

    /// The post of `author` that was boosted the most, of those of the range that everybody may read.
    pub async fn most_boosted(&self, author: Id, (from, below): (Id, Id)) -> Outcome<Option<Id>> {
        let asked = move |r: &store::Read<'_>| {
            r.row(&sql::MOST_BOOSTED, args![author.bk(), author, from, below], |row| row.get(0))
        };
        self.0.db.read(asked).await
    }

    /// The hashtag that `author` used the most in the range, as it is written, and in how many posts.
    pub async fn top_tag(&self, author: Id, (from, below): (Id, Id)) -> Outcome<Option<(String, u64)>> {
        let asked = move |r: &store::Read<'_>| {
            r.row(&sql::TOP_TAG, args![author, from, below], |row| {
                Ok((row.get::<String>(0)?, row.get::<u64>(1)?))
            })
        };
        let Some((tag, count)) = self.0.db.read(asked).await? else { return Ok(None) };
        let name = self.tag_name(&tag).await?;
        Ok(Some((name.unwrap_or(tag), count)))
    }
}
