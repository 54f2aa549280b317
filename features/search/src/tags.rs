//! Finding hashtags by their beginnings.

use std::collections::HashSet;

use base::{Id, Outcome};
use serde_json::Value;

use crate::{Search, trends};

impl Search {
    /// Keys of hashtags that begin like `query`: the very one first, then the most used. Those of a moment ago are
    /// there too.
    pub(crate) async fn hashtags(&self, query: &str, offset: usize, limit: usize) -> Outcome<Vec<String>> {
        let Some(key) = text::tag_key(query.trim_start_matches(['#', '\u{FF03}'])) else {
            return Ok(Vec::new());
        };
        let wanted = offset + limit;
        let mut ranked: Vec<String> = Vec::new();
        if self.0.posts.tag_name(&key).await?.is_some() {
            ranked.push(key.clone());
        }
        ranked.extend(self.0.index.tags(key.clone(), wanted).await?.into_iter().map(|(tag, _)| tag));
        ranked.extend(self.0.posts.tags_like(&key, wanted).await?);
        let mut seen = HashSet::new();
        ranked.retain(|tag| seen.insert(tag.clone()));
        Ok(ranked.into_iter().skip(offset).take(limit).collect())
    }

    /// Mastodon's `Tag` entities, with how much each was used lately as memory knows it.
    pub(crate) async fn tag_entities(&self, keys: &[String], viewer: Option<Id>) -> Outcome<Vec<Value>> {
        self.0.tags.entities_with(keys, viewer, |key| trends::history(&self.tag_history(key))).await
    }
}
