//! What is talked about: finding hashtags by their numbers, and letting trends be shown or not.

use base::{Id, Outcome, Problem};
use search::Topic;
use store::{Read, args};

use crate::actions::Target;
use crate::{Moderation, store as sql};

/// Hashtags looked at in one query.
const TAGS_STEP: usize = 5_000;
/// Hashtags looked at for one by its number.
const TAGS_LOOKED_MAX: usize = 2_000_000;

impl Moderation {
    /// A hashtag by its name, or by the number that its entity has as its id. Numbers are made of names and not kept,
    /// so the hashtags are looked through.
    ///
    /// # Errors
    /// 422 where nothing is named, 404 for a number that no hashtag has.
    pub(crate) async fn tag_called(&self, about: Option<&str>) -> Outcome<String> {
        let about = about.unwrap_or_default().trim_start_matches('#');
        let is_number = !about.is_empty() && about.bytes().all(|b| b.is_ascii_digit());
        if !is_number {
            return text::tag_key(about).ok_or_else(|| Problem::invalid("Id can't be blank"));
        }
        let mut after = String::new();
        for _ in 0..TAGS_LOOKED_MAX / TAGS_STEP {
            let from = after.clone();
            let read = move |r: &Read<'_>| r.column::<String>(&sql::TAGS_AFTER, args![&from, TAGS_STEP]);
            let tags = self.db.read(read).await?;
            let Some(last) = tags.last() else { break };
            after.clone_from(last);
            if let Some(tag) = tags.into_iter().find(|tag| tags::rules::number(tag).to_string() == about) {
                return Ok(tag);
            }
        }
        Err(Problem::not_found())
    }

    /// Lets a trend be shown or not; gives its key.
    ///
    /// # Errors
    /// 404 for what nobody talks about.
    pub(crate) async fn judge_trend(&self, by: Id, topic: Topic, id: &str, allowed: bool) -> Outcome<String> {
        let mut key = self.search.trend_key(topic, id).await?;
        if key.is_none() && topic == Topic::Tag {
            key = Some(self.tag_called(Some(id)).await?);
        }
        let key = key.ok_or_else(Problem::not_found)?;
        if topic == Topic::Post {
            let post = web::at(&key)?;
            self.posts.show_to_staff(&[post]).await?.pop().ok_or_else(Problem::not_found)?;
        }
        let (me, name) = (self.clone(), key.clone());
        self.db
            .write(move |w| {
                me.search.judge_trend(w, topic, &name, allowed)?;
                let action = if allowed { "approve" } else { "reject" };
                let kind = match topic {
                    Topic::Tag => "Tag",
                    Topic::Link => "PreviewCard",
                    Topic::Post => "Status",
                };
                let id = name.parse().unwrap_or_default();
                me.log(w, by, action, Target { kind, id, name: &name })
            })
            .await?;
        Ok(key)
    }
}
