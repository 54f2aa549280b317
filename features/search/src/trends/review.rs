//! What the staff decide about trends. Nothing waits for them: what is talked about trends until they refuse it.

use base::{Id, Outcome};
use bus::Event;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use store::{Write, args};

use super::{PEOPLE_MIN, api};
use crate::{Search, store as sql};

/// Decisions that are kept in memory, the refusals first.
const JUDGED_MAX: usize = 10_000;
/// Things that are looked through for one by its id.
const LOOKED_MAX: usize = 20_000;

/// What can trend.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Topic {
    /// A hashtag, by its key.
    Tag,
    /// An address.
    Link,
    /// A post, by its id.
    Post,
}

impl Topic {
    fn name(self) -> &'static str {
        match self {
            Self::Tag => "tag",
            Self::Link => "link",
            Self::Post => "post",
        }
    }

    fn parse(name: &str) -> Option<Self> {
        [Self::Tag, Self::Link, Self::Post].into_iter().find(|topic| topic.name() == name)
    }
}

/// The staff decided about a trend.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct TrendJudged {
    /// What it is.
    pub topic: Topic,
    /// Which.
    pub key: String,
    /// Whether it may be shown.
    pub allowed: bool,
}

impl Event for TrendJudged {
    const TOPIC: &'static str = "search.trend_judged";
}

impl Search {
    /// Lets a trend be shown or not, in the caller's transaction.
    pub fn judge_trend(&self, w: &mut Write<'_>, topic: Topic, key: &str, allowed: bool) -> Outcome<()> {
        w.run(&sql::JUDGE_TREND, args![topic.name(), key, allowed])?;
        self.0.bus.emit(w, TrendJudged { topic, key: key.to_owned(), allowed })
    }

    /// What the staff decided about a trend, if they did.
    pub fn trend_verdict(&self, topic: Topic, key: &str) -> Option<bool> {
        self.0.trends.verdict(topic, key)
    }

    /// What is talked about now, refused or not, the most first.
    pub async fn talked_about(&self, topic: Topic, offset: usize, limit: usize) -> Outcome<Vec<String>> {
        self.trends_ready().await?;
        let (trends, now) = (&self.0.trends, self.0.clock.now_ms());
        Ok(match topic {
            Topic::Tag => trends.tags.lock().best(now, PEOPLE_MIN, offset, limit),
            Topic::Link => trends.links.lock().best(now, PEOPLE_MIN, offset, limit),
            Topic::Post => {
                let posts = trends.posts.lock().best(now, PEOPLE_MIN, offset, limit);
                posts.iter().map(Id::to_string).collect()
            }
        })
    }

    /// The key of what the staff name by the id that [`Search::trend_entities`] gave it.
    pub async fn trend_key(&self, topic: Topic, id: &str) -> Outcome<Option<String>> {
        if topic == Topic::Post {
            return Ok(id.parse::<Id>().ok().map(|id| id.to_string()));
        }
        let all = self.talked_about(topic, 0, LOOKED_MAX).await?;
        Ok(all.into_iter().find(|key| ::tags::rules::number(key).to_string() == id))
    }

    /// Mastodon's entities for the staff of these things, in order; posts that are not there are left out.
    pub async fn trend_entities(&self, topic: Topic, keys: &[String]) -> Outcome<Vec<Value>> {
        let mut entities: Vec<(String, Value)> = match topic {
            Topic::Tag => keys.iter().cloned().zip(self.tag_entities(keys, None).await?).collect(),
            Topic::Link => keys.iter().map(|key| (key.clone(), self.link_entity(key))).collect(),
            Topic::Post => {
                let ids: Vec<Id> = keys.iter().filter_map(|key| key.parse().ok()).collect();
                let views = self.0.posts.show_to_staff(&ids).await?;
                let entity = |view: &posts::View| serde_json::from_slice(&view.json()).unwrap_or_default();
                views.iter().map(|view| (view.shown.id.to_string(), entity(view))).collect()
            }
        };
        for (key, entity) in &mut entities {
            let verdict = self.0.trends.verdict(topic, key);
            entity["requires_review"] = false.into();
            if topic == Topic::Tag {
                entity["trendable"] = verdict.unwrap_or(true).into();
                entity["usable"] = true.into();
                entity["listable"] = true.into();
            }
        }
        Ok(entities.into_iter().map(|(_, entity)| entity).collect())
    }

    fn link_entity(&self, link: &String) -> Value {
        let mut entity = api::card(link, &self.link_history(link));
        entity["id"] = ::tags::rules::number(link).to_string().into();
        entity
    }

    /// Reads what was decided.
    pub(super) async fn read_judged(&self) -> Outcome<()> {
        let read = |r: &store::Read<'_>| {
            r.rows(&sql::TRENDS_JUDGED, args![JUDGED_MAX], |row| {
                Ok((row.get::<String>(0)?, row.get::<String>(1)?, row.get::<bool>(2)?))
            })
        };
        let rows = self.0.db.read(read).await?;
        let mut judged = self.0.trends.judged.lock();
        for (topic, key, allowed) in rows {
            if let Some(topic) = Topic::parse(&topic) {
                // What was heard meanwhile is newer.
                judged.entry((topic, key)).or_insert(allowed);
            }
        }
        Ok(())
    }
}

impl super::Trends {
    /// The staff decided something.
    pub(crate) fn heard(&self, event: &TrendJudged) {
        self.judged.lock().insert((event.topic, event.key.clone()), event.allowed);
        *self.beside.lock() = None;
    }

    fn verdict(&self, topic: Topic, key: &str) -> Option<bool> {
        self.judged.lock().get(&(topic, key.to_owned())).copied()
    }

    /// Whether the staff let it be shown.
    pub(super) fn may_show(&self, topic: Topic, key: &str) -> bool {
        self.verdict(topic, key).unwrap_or(true)
    }

    /// How many may have to be passed over.
    pub(super) fn refused(&self) -> usize {
        self.judged.lock().values().filter(|allowed| !**allowed).count()
    }
}
