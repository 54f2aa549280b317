//! Hashtags: their newest posts, how much they are used, and by whom. All of it is about public posts.

use std::collections::HashMap;

use base::{Bucket, DAY_MS, Id, Ms, Outcome, Page, day_of};
use store::{Value, Write, args};
use text::Tag;

use crate::{Posts, store as sql};

/// How much a hashtag was used on one day (UTC).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TagDay {
    /// Posts.
    pub uses: u64,
    /// Their authors.
    pub people: u64,
}

/// How much somebody uses a hashtag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TagUse {
    /// Posts.
    pub posts: u64,
    /// When the newest of them was made.
    pub newest_ms: Ms,
}

impl Posts {
    /// `(post, author)` of the newest posts of each hashtag within the page, newest first: one statement for each,
    /// all in one round trip.
    pub async fn tag_heads(&self, tags: Vec<String>, page: Page) -> Outcome<Vec<Vec<(Id, Id)>>> {
        self.0
            .db
            .read(move |r| {
                let statement = if page.forward() { &sql::TAG_HEADS_UP } else { &sql::TAG_HEADS };
                let sets: Vec<Vec<Value<'_>>> = tags
                    .iter()
                    .map(|tag| args![tag, page.below(), page.above(), page.limit].to_vec())
                    .collect();
                let mut found = r.many(statement, &sets, |row| Ok((row.get(0)?, row.get(1)?)))?;
                found
                    .iter_mut()
                    .for_each(|heads| heads.sort_by_key(|(id, _): &(Id, Id)| std::cmp::Reverse(*id)));
                Ok(found)
            })
            .await
    }

    /// How much each hashtag was used on the last `days` days, today first. In one query for any number of them.
    pub async fn tag_days(&self, tags: &[String], days: usize) -> Outcome<HashMap<String, Vec<TagDay>>> {
        let today = day_of(self.now_ms());
        let (asked, least) = (tags.to_vec(), self.first_id(days));
        let rows: Vec<(String, i64, TagDay)> = self
            .0
            .db
            .read(move |r| {
                r.rows(&sql::TAG_DAYS, args![asked.as_slice(), least], |row| {
                    Ok((row.get(0)?, row.get(1)?, TagDay { uses: row.get(2)?, people: row.get(3)? }))
                })
            })
            .await?;
        let mut out: HashMap<String, Vec<TagDay>> =
            tags.iter().map(|tag| (tag.clone(), vec![TagDay::default(); days])).collect();
        for (tag, day, used) in rows {
            let ago = usize::try_from(today / DAY_MS - day).ok();
            let place = out.get_mut(&tag).zip(ago).and_then(|(days, ago)| days.get_mut(ago));
            if let Some(place) = place {
                *place = used;
            }
        }
        Ok(out)
    }

    /// Posts and authors of each hashtag over the last `days` days together, today among them. In one query for any
    /// number of them; those that nobody used are left out.
    pub async fn tag_counts(&self, tags: &[String], days: usize) -> Outcome<HashMap<String, TagDay>> {
        let (asked, least) = (tags.to_vec(), self.first_id(days));
        let rows: Vec<(String, TagDay)> = self
            .0
            .db
            .read(move |r| {
                r.rows(&sql::TAG_COUNTS, args![asked.as_slice(), least], |row| {
                    Ok((row.get(0)?, TagDay { uses: row.get(1)?, people: row.get(2)? }))
                })
            })
            .await?;
        Ok(rows.into_iter().collect())
    }

    /// The first id of the last `days` days, today among them.
    fn first_id(&self, days: usize) -> Id {
        let before = DAY_MS * i64::try_from(days.saturating_sub(1)).unwrap_or(0);
        Id::new(day_of(self.now_ms()) - before, Bucket::of(0), 0)
    }

    /// How much `author` uses each of `tags`; those that they do not use are left out.
    pub async fn tags_by(&self, author: Id, tags: Vec<String>) -> Outcome<HashMap<String, TagUse>> {
        self.0
            .db
            .read(move |r| {
                let rows: Vec<(String, TagUse)> =
                    r.rows(&sql::TAGS_BY, args![author, tags.as_slice()], |row| {
                        let newest_ms = row.get::<Id>(2)?.ms();
                        Ok((row.get(0)?, TagUse { posts: row.get(1)?, newest_ms }))
                    })?;
                Ok(rows.into_iter().collect())
            })
            .await
    }

    /// The hashtags that `author` uses the most.
    pub async fn tags_used(&self, author: Id, limit: usize) -> Outcome<Vec<String>> {
        self.0.db.read(move |r| r.column(&sql::TAGS_USED, args![author, limit])).await
    }

    /// Keeps how a hashtag was first written, in the caller's transaction.
    pub fn name_tag(&self, w: &Write<'_>, tag: &Tag) -> Outcome<()> {
        w.run(&sql::NAME_TAG, args![&tag.key, &tag.name]).map(|_| ())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Ids of one day: an id divided by this is a day since 1970.
    const DAY_IDS: i64 = DAY_MS << 16;

    #[test]
    fn a_day_of_ids_is_the_one_of_the_statement() {
        assert!(sql::TAG_DAYS.text().contains(&format!("post_id / {DAY_IDS},")));
        let noon = 20_000 * DAY_MS + DAY_MS / 2;
        assert_eq!(Id::new(noon, Bucket::of(4_095), 15).0 / DAY_IDS, 20_000);
        assert_eq!(Id::new(20_000 * DAY_MS - 1, Bucket::of(4_095), 15).0 / DAY_IDS, 19_999);
    }
}
