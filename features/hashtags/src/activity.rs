//! How much the hashtags of the directory are used.

use std::collections::HashMap;
use std::sync::Arc;

use base::{MINUTE_MS, Ms, Outcome};
use posts::TagDay;

use crate::Hashtags;
use crate::model::Entry;

/// Days of the small line.
const LINE_DAYS: usize = 28;
/// Days of the numbers beside it.
const COUNTED_DAYS: usize = 7;
/// How long an order by use stays what it is: it asks for every hashtag of the directory.
const RANKS_KEPT_MS: Ms = MINUTE_MS;
/// Hashtags that are asked for at once.
const CHUNK_MAX: usize = 1_000;

/// How much a hashtag is used.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Activity {
    /// Posts of the last seven days, today among them.
    pub posts: u64,
    /// Their authors.
    pub people: u64,
    /// Posts of each of the last 28 days, the oldest first.
    pub days: Vec<u32>,
}

impl Activity {
    /// Posts of each week, the oldest first.
    pub fn weeks(&self) -> Vec<u32> {
        self.days.chunks(COUNTED_DAYS).map(|week| week.iter().sum()).collect()
    }
}

/// How many posts each hashtag had lately, and when that was counted.
pub(crate) struct Ranks {
    at_ms: Ms,
    posts: Arc<HashMap<String, u64>>,
}

impl Hashtags {
    /// How much each of these is used, in a few queries for any number of them.
    pub async fn activity(&self, tags: &[String]) -> Outcome<HashMap<String, Activity>> {
        if tags.is_empty() {
            return Ok(HashMap::new());
        }
        let posts = &self.0.ground.posts;
        // Posts alone, as the numbers beside them: the sparkline of `insights` has boosts too.
        let days = posts.tag_days(tags, LINE_DAYS).await?;
        let counts = posts.tag_counts(tags, COUNTED_DAYS).await?;
        let one = |tag: &String| {
            let TagDay { uses, people } = counts.get(tag).copied().unwrap_or_default();
            // Today comes first there.
            let days = days.get(tag).into_iter().flatten().rev();
            let days = days.map(|day| u32::try_from(day.uses).unwrap_or(u32::MAX)).collect();
            (tag.clone(), Activity { posts: uses, people, days })
        };
        Ok(tags.iter().map(one).collect())
    }

    /// Puts what is used most first; what is used alike stays as it is.
    pub async fn most_active(&self, mut entries: Vec<Arc<Entry>>) -> Outcome<Vec<Arc<Entry>>> {
        let ranks = self.ranks().await?;
        entries.sort_by_key(|one| std::cmp::Reverse(ranks.get(&one.tag).copied().unwrap_or(0)));
        Ok(entries)
    }

    async fn ranks(&self) -> Outcome<Arc<HashMap<String, u64>>> {
        let now = self.now_ms();
        // Whoever comes meanwhile waits for the one who counts.
        let mut kept = self.0.ranks.lock().await;
        if let Some(ranks) = kept.as_ref().filter(|ranks| now - ranks.at_ms < RANKS_KEPT_MS) {
            return Ok(ranks.posts.clone());
        }
        let all: Vec<String> = self.book().await?.listed().map(|one| one.tag.clone()).collect();
        let mut counted = HashMap::new();
        for tags in all.chunks(CHUNK_MAX) {
            let found = self.0.ground.posts.tag_counts(tags, COUNTED_DAYS).await?;
            counted.extend(found.into_iter().map(|(tag, used)| (tag, used.uses)));
        }
        let posts = Arc::new(counted);
        *kept = Some(Ranks { at_ms: now, posts: posts.clone() });
        Ok(posts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weeks_are_sums_of_days() {
        let days = (1..=28).collect();
        let activity = Activity { days, ..Activity::default() };
        assert_eq!(activity.weeks(), [28, 77, 126, 175]);
        assert!(Activity::default().weeks().is_empty());
    }
}
