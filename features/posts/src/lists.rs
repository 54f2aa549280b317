//! Lists of ids: of an author, a hashtag, everyone, one's likes and bookmarks. What is in them is shown, and checked
//! for the viewer, by [`Posts::show`].

use base::{Bucket, Id, IdSet, Ms, Outcome, Page};
use store::{Read, Row, Value, args};

use crate::store::{Head, head};
use crate::{Posts, store as sql};

/// Which of an author's posts.
#[derive(Debug, Clone, Copy, Default)]
pub struct AuthorFilter {
    /// With media only.
    pub only_media: bool,
    /// Without answers to others.
    pub exclude_replies: bool,
    /// Without boosts.
    pub exclude_reblogs: bool,
    /// Without posts that are only for those who are mentioned.
    pub exclude_direct: bool,
}

/// Which of everyone's posts.
#[derive(Debug, Clone, Copy, Default)]
pub struct PublicFilter {
    /// With media only.
    pub only_media: bool,
}

impl Posts {
    /// A page of `author`'s posts that `viewer` may see, newest first.
    pub async fn author_page(
        &self,
        author: Id,
        viewer: Option<Id>,
        filter: AuthorFilter,
        page: Page,
    ) -> Outcome<Vec<Id>> {
        let follows = match viewer {
            Some(viewer) => self.0.accounts.relations(viewer).await?.follows(author),
            None => false,
        };
        self.0
            .db
            .read(move |r| {
                let args = args![
                    author.bk(),
                    viewer.unwrap_or_default(),
                    follows,
                    author,
                    page.below(),
                    page.above(),
                    filter.only_media,
                    filter.exclude_replies,
                    filter.exclude_reblogs,
                    page.limit,
                    filter.exclude_direct
                ];
                either(r, page, &sql::AUTHOR_PAGE, &sql::AUTHOR_UP, args)
            })
            .await
    }

    /// A page of everyone's public posts, without boosts and without answers to others, newest first.
    pub async fn public_page(&self, filter: PublicFilter, page: Page) -> Outcome<Vec<Id>> {
        self.0
            .db
            .read(move |r| {
                let args = args![page.below(), page.above(), filter.only_media, page.limit];
                either(r, page, &sql::PUBLIC_PAGE, &sql::PUBLIC_UP, args)
            })
            .await
    }

    /// A page of public posts with a hashtag, newest first.
    pub async fn tag_page(&self, tag: String, page: Page) -> Outcome<Vec<Id>> {
        self.0
            .db
            .read(move |r| {
                let args = args![&tag, page.below(), page.above(), page.limit];
                either(r, page, &sql::TAG_PAGE, &sql::TAG_UP, args)
            })
            .await
    }

    /// A hashtag as it was first written.
    pub async fn tag_name(&self, tag: &str) -> Outcome<Option<String>> {
        let tag = tag.to_owned();
        self.0.db.read(move |r| r.row(&sql::TAG_NAME, args![&tag], |row| row.get(0))).await
    }

    /// `(post, entry)` of what `account` likes, the latest first. Entries are the cursors.
    pub async fn favourites_page(&self, account: Id, page: Page) -> Outcome<Vec<(Id, Id)>> {
        self.0.db.read(move |r| entries(r, account, page, &sql::FAVOURITES_PAGE, &sql::FAVOURITES_UP)).await
    }

    /// `(post, entry)` of what `account` saved, the latest first.
    pub async fn bookmarks_page(&self, account: Id, page: Page) -> Outcome<Vec<(Id, Id)>> {
        self.0.db.read(move |r| entries(r, account, page, &sql::BOOKMARKS_PAGE, &sql::BOOKMARKS_UP)).await
    }

    /// `(account, entry)` of those who like a post.
    pub async fn favourited_by(&self, post: Id, page: Page) -> Outcome<Vec<(Id, Id)>> {
        self.0.db.read(move |r| entries(r, post, page, &sql::FAVOURITED_BY, &sql::FAVOURITED_BY)).await
    }

    /// `(account, boost)` of those who boosted a post.
    pub async fn boosted_by(&self, post: Id, page: Page) -> Outcome<Vec<(Id, Id)>> {
        self.0.db.read(move |r| entries(r, post, page, &sql::BOOSTED_BY, &sql::BOOSTED_BY)).await
    }

    /// The same without boosts for followers only, of which nobody is told.
    pub async fn open_boosts(&self, post: Id, viewer: Option<Id>, page: Page) -> Outcome<Vec<(Id, Id)>> {
        let mut entries = self.boosted_by(post, page).await?;
        let boosts: Vec<Id> = entries.iter().map(|(_, boost)| *boost).collect();
        let views = self.show(&boosts, viewer).await?;
        let open: IdSet = views.iter().filter(|v| v.shown.visibility.is_open()).map(|v| v.shown.id).collect();
        entries.retain(|(_, boost)| open.contains(boost));
        Ok(entries)
    }

    /// Posts and boosts made from `from` to before `to`. Walks an index, so the caller keeps the answer for a while.
    pub async fn count_between(&self, from: Ms, to: Ms) -> Outcome<i64> {
        let least = |ms| Id::new(ms, Bucket::of(0), 0);
        let (from, to) = (least(from), least(to));
        let count = move |r: &Read<'_>| r.row(&sql::COUNT_BETWEEN, args![from, to], |row| row.get(0));
        Ok(self.0.db.read(count).await?.unwrap_or(0))
    }

    /// What `account` pinned, the latest first.
    pub async fn pinned(&self, account: Id) -> Outcome<Vec<Id>> {
        self.0.db.read(move |r| r.column(&sql::PINS_OF, args![account.bk(), account])).await
    }

    /// The newest posts of each author within the page, for the home timeline's index: one statement for each
    /// author, all in one round trip.
    pub async fn heads(&self, authors: Vec<Id>, page: Page) -> Outcome<Vec<(Id, Vec<Head>)>> {
        self.0
            .db
            .read(move |r| {
                let statement = if page.forward() { &sql::HEADS_UP } else { &sql::HEADS };
                let sets: Vec<Vec<Value<'_>>> = authors
                    .iter()
                    .map(|a| args![a.bk(), *a, page.below(), page.above(), page.limit].to_vec())
                    .collect();
                let mut found = r.many(statement, &sets, head)?;
                found.iter_mut().for_each(|heads| heads.sort_by_key(|h| std::cmp::Reverse(h.id)));
                Ok(authors.iter().copied().zip(found).collect())
            })
            .await
    }
}

fn either(
    r: &Read<'_>,
    page: Page,
    down: &'static store::Sql,
    up: &'static store::Sql,
    args: &[Value<'_>],
) -> Outcome<Vec<Id>> {
    let mut ids: Vec<Id> = r.column(if page.forward() { up } else { down }, args)?;
    ids.sort_by_key(|id| std::cmp::Reverse(*id));
    Ok(ids)
}

fn entries(
    r: &Read<'_>,
    of: Id,
    page: Page,
    down: &'static store::Sql,
    up: &'static store::Sql,
) -> Outcome<Vec<(Id, Id)>> {
    let pair = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?));
    let statement = if page.forward() { up } else { down };
    let mut rows = r.rows(statement, args![of.bk(), of, page.below(), page.above(), page.limit], pair)?;
    rows.sort_by_key(|(_, entry): &(Id, Id)| std::cmp::Reverse(*entry));
    Ok(rows)
}

/// The newest post's id: part of the high-water mark of ids.
pub fn newest_id(r: &Read<'_>) -> Outcome<Option<Id>> {
    Ok(r.row(&sql::NEWEST_ID, &[], |row| row.get::<Option<Id>>(0))?.flatten())
}
