//! Reading hashtags: many in the same few queries as one.

use std::collections::HashMap;
use std::sync::Arc;

use base::{DAY_MS, Id, Outcome, Page, day_of, iso_date};
use posts::TagDay;
use serde_json::{Value, json};
use store::args;
use text::Links;
use timelines::TagSet;

use crate::model::Featured;
use crate::rules::{HISTORY_DAYS, SUGGESTIONS_MAX, number};
use crate::{Tags, store as sql};

impl Tags {
    /// Keys of the hashtags that `account` follows.
    pub async fn followed(&self, account: Id) -> Outcome<Arc<TagSet>> {
        if let Some(tags) = self.0.followed.get(&account) {
            return Ok(tags);
        }
        let ticket = self.0.followed.ticket(&account);
        let read =
            move |r: &store::Read<'_>| r.column::<String>(&sql::FOLLOWED_TAGS, args![account.bk(), account]);
        let tags: Arc<TagSet> = Arc::new(self.0.db.read(read).await?.into_iter().map(Arc::from).collect());
        self.0.followed.put(account, ticket, tags.clone());
        Ok(tags)
    }

    /// A page of `(key, cursor)` of what `account` follows, the latest first.
    pub async fn followed_page(&self, account: Id, page: Page) -> Outcome<Vec<(String, Id)>> {
        self.0
            .db
            .read(move |r| {
                let statement = if page.forward() { &sql::FOLLOWED_UP } else { &sql::FOLLOWED_PAGE };
                let args = args![account.bk(), account, page.below(), page.above(), page.limit];
                let mut rows = r.rows(statement, args, sql::followed)?;
                rows.sort_by_key(|(_, cursor)| std::cmp::Reverse(*cursor));
                Ok(rows)
            })
            .await
    }

    /// What `account` features, what it uses the most first.
    pub async fn featured(&self, account: Id) -> Outcome<Vec<Featured>> {
        let rows: Vec<(Id, String, String)> = self
            .0
            .db
            .read(move |r| {
                r.rows(&sql::FEATURED, args![account.bk(), account], |row| {
                    Ok((row.get(0)?, row.get(1)?, row.get(2)?))
                })
            })
            .await?;
        let keys = rows.iter().map(|(_, tag, _)| tag.clone()).collect();
        let used = if rows.is_empty() { HashMap::new() } else { self.0.posts.tags_by(account, keys).await? };
        let entry = |(id, tag, name): (Id, String, String)| {
            let used = used.get(&tag).copied();
            Featured { id, tag, name, used }
        };
        let mut featured: Vec<Featured> = rows.into_iter().map(entry).collect();
        featured.sort_by_key(|f| (std::cmp::Reverse(f.used.map_or(0, |used| used.posts)), f.id));
        Ok(featured)
    }

    /// Keys of the hashtags that `account` uses the most and does not feature yet.
    pub async fn to_feature(&self, account: Id) -> Outcome<Vec<String>> {
        let featured = self.featured(account).await?;
        let mut keys = self.0.posts.tags_used(account, SUGGESTIONS_MAX + featured.len()).await?;
        keys.retain(|key| !featured.iter().any(|f| f.tag == *key));
        keys.truncate(SUGGESTIONS_MAX);
        Ok(keys)
    }

    /// Mastodon's `Tag` entities of these keys, in order; with what `viewer` has to do with them if there is one.
    pub async fn entities(&self, keys: &[String], viewer: Option<Id>) -> Outcome<Vec<Value>> {
        if keys.is_empty() {
            return Ok(Vec::new());
        }
        let days = self.0.posts.tag_days(keys, HISTORY_DAYS).await?;
        let history = |key: &str| self.history(days.get(key).map_or(&[][..], Vec::as_slice));
        self.entities_with(keys, viewer, history).await
    }

    /// [`Tags::entities`] with how much each was used lately as somebody else knows it.
    pub async fn entities_with(
        &self,
        keys: &[String],
        viewer: Option<Id>,
        history: impl Fn(&str) -> Value,
    ) -> Outcome<Vec<Value>> {
        let mut entities: Vec<Value> = keys
            .iter()
            .map(|key| {
                let id = number(key).to_string();
                json!({ "id": id, "name": key, "url": self.url(key), "history": history(key) })
            })
            .collect();
        if let Some(viewer) = viewer {
            let (followed, featured) = (self.followed(viewer).await?, self.featured_keys(viewer).await?);
            for (key, entity) in keys.iter().zip(&mut entities) {
                entity["following"] = followed.contains(key.as_str()).into();
                entity["featuring"] = featured.contains(key).into();
            }
        }
        Ok(entities)
    }

    /// Mastodon's `FeaturedTag`.
    pub fn featured_entity(&self, featured: &Featured) -> Value {
        json!({
            "id": featured.id,
            "name": featured.name,
            "url": self.url(&featured.tag),
            "statuses_count": featured.used.map_or(0, |used| used.posts).to_string(),
            "last_status_at": featured.used.map(|used| iso_date(used.newest_ms)),
        })
    }

    async fn featured_keys(&self, account: Id) -> Outcome<Vec<String>> {
        self.0
            .db
            .read(move |r| r.rows(&sql::FEATURED, args![account.bk(), account], |row| row.get::<String>(1)))
            .await
    }

    fn url(&self, key: &str) -> String {
        let site = self.0.accounts.site().clone();
        accounts::NameLinks { site, names: HashMap::new() }.tag(key)
    }

    /// Today first; days are seconds since 1970, numbers are texts.
    fn history(&self, days: &[TagDay]) -> Value {
        let today = day_of(self.0.accounts.now_ms());
        let day = |(ago, used): (i64, &TagDay)| {
            json!({
                "day": ((today - ago * DAY_MS) / 1_000).to_string(),
                "uses": used.uses.to_string(),
                "accounts": used.people.to_string(),
            })
        };
        (0..).zip(days).map(day).collect()
    }
}
