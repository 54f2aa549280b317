//! What the search index reads: every post, once, without deciding who may see it.

use accounts::{buckets, numbers};
use base::{Id, IdMap, IdSet, Ms, Outcome};
use store::{Read, Row, args};

use crate::model::Post;
use crate::views::read_posts;
use crate::{Posts, store as sql};

/// Entries of each kind that a library holds, the latest.
const LIBRARY_MAX: usize = 20_000;
/// Likes or boosts that one question counts.
const TAKEN_UP_MAX: usize = 20_000;

impl Posts {
    /// Those of `ids` that exist, with mentions and media, without boosts. They are not for showing: whoever finds
    /// something by them shows it with [`Posts::show`].
    pub async fn documents(&self, ids: Vec<Id>) -> Outcome<Vec<Post>> {
        let mut posts = self.0.db.read(move |r| read_posts(r, &ids)).await?;
        posts.retain(|post| post.boost_of.is_none());
        Ok(posts)
    }

    /// Those of `ids` that exist, boosts too, on the caller's connection: for features that note in a transaction what
    /// happened. They are not for showing.
    pub fn read(r: &Read<'_>, ids: &[Id]) -> Outcome<Vec<Post>> {
        read_posts(r, ids)
    }

    /// What each of `ids` says, on the caller's connection; nothing of those that do not exist.
    pub fn texts(r: &Read<'_>, ids: &[Id]) -> Outcome<IdMap<String>> {
        let read = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?));
        Ok(r.rows(&sql::TEXTS, args![&buckets(ids), &numbers(ids)], read)?.into_iter().collect())
    }

    /// Boosts of each of `posts`, at most 20,000 in all.
    pub async fn boosts_of(&self, posts: Vec<Id>) -> Outcome<Vec<Id>> {
        let read = move |r: &Read<'_>| {
            let (bks, ids) = (buckets(&posts), numbers(&posts));
            r.rows(&sql::BOOSTERS_OF, args![&bks, &ids, TAKEN_UP_MAX], |row| row.get(2))
        };
        self.0.db.read(read).await
    }

    /// Everyone's posts older than `below`, the newest first, with the time of their last edit.
    pub async fn walk(&self, below: Id, limit: usize) -> Outcome<Vec<(Id, Option<Ms>)>> {
        let read =
            move |r: &Read<'_>| r.rows(&sql::WALK, args![below, limit], |row| Ok((row.get(0)?, row.get(1)?)));
        self.0.db.read(read).await
    }

    /// What `account` likes, saved or boosted: 20,000 of each at the most, the latest.
    pub async fn library(&self, account: Id) -> Outcome<IdSet> {
        let read = move |r: &Read<'_>| {
            let own = args![account.bk(), account, LIBRARY_MAX];
            let mut all = IdSet::default();
            for statement in [&sql::FAVOURITED, &sql::BOOKMARKED, &sql::BOOSTED] {
                all.extend(r.column::<Id>(statement, own)?);
            }
            Ok(all)
        };
        self.0.db.read(read).await
    }

    /// Who liked or boosted posts, and when: `(post, account, at)`, at most 20,000 of either.
    pub async fn taken_up(&self, posts: Vec<Id>) -> Outcome<Vec<(Id, Id, Ms)>> {
        let read = move |r: &Read<'_>| {
            let (bks, ids) = (buckets(&posts), numbers(&posts));
            let mut all = Vec::new();
            for statement in [&sql::FAVOURITERS_OF, &sql::BOOSTERS_OF] {
                // The entries' ids tell when they were made.
                let entry = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get::<Id>(2)?.ms()));
                all.extend(r.rows(statement, args![&bks, &ids, TAKEN_UP_MAX], entry)?);
            }
            Ok(all)
        };
        self.0.db.read(read).await
    }

    /// Keys of hashtags that begin so, by name.
    pub async fn tags_like(&self, beginning: &str, limit: usize) -> Outcome<Vec<String>> {
        let (from, to) = (beginning.to_owned(), format!("{beginning}\u{10FFFF}"));
        self.0.db.read(move |r| r.column(&sql::TAGS_LIKE, args![&from, &to, limit])).await
    }
}

impl Posts {
    /// The text of a post, for whoever reacts to it in its own transaction.
    pub fn text_in(&self, r: &Read<'_>, post: Id) -> Outcome<Option<String>> {
        r.row(&sql::TEXT_OF, args![post.bk(), post], |row| row.get(0))
    }

    /// The room that a post was written in, for whoever reacts to it in its own transaction.
    pub fn room_in(&self, r: &Read<'_>, post: Id) -> Outcome<Option<Id>> {
        Ok(r.row(&sql::ROOM_OF, args![post.bk(), post], |row| row.get::<Option<Id>>(0))?.flatten())
    }
}
