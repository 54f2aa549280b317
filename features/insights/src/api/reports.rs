//! The reports as JSON: a list with an object for each hashtag.

use accounts::Shown;
use base::{Id, IdMap, Outcome, Problem, iso_ms};
use serde_json::{Map, Value, json};
use std::sync::Arc;

use super::asked::Asked;
use crate::Insights;
use crate::model::{Counted, Step, Summary, Window};

/// People in the picture of who spoke to whom.
const NETWORK_MAX: usize = 40;

/// What a report is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Report {
    Summary,
    Activity,
    Influencers,
    Roles,
    Network,
    Retweets,
    Words,
    Links,
    Languages,
    Compare,
}

impl Insights {
    pub(super) async fn report(&self, report: Report, asked: &Asked, viewer: Option<Id>) -> Outcome<Value> {
        let mut all = Vec::new();
        for tag in &asked.tags {
            let mut told = head(tag, asked.window);
            told.extend(self.body(report, tag, asked, viewer).await?);
            all.push(Value::Object(told));
        }
        Ok(all.into())
    }

    async fn body(
        &self,
        report: Report,
        tag: &str,
        asked: &Asked,
        viewer: Option<Id>,
    ) -> Outcome<Map<String, Value>> {
        let (window, limit) = (asked.window, asked.limit);
        let told = match report {
            Report::Summary => summary(&self.summary(tag, window).await?),
            Report::Compare => {
                let before = window.earlier();
                let (now, then) = (self.summary(tag, window).await?, self.summary(tag, before).await?);
                let mut earlier = Map::from_iter(span(before));
                earlier.extend(object(summary(&then)));
                json!({ "current": summary(&now), "earlier": earlier })
            }
            Report::Activity => {
                let steps = self.activity(tag, window, asked.interval, asked.zone).await?;
                let steps: Vec<Value> = steps.iter().map(step).collect();
                json!({ "interval": asked.interval.name(), "activity": steps })
            }
            Report::Influencers => {
                let ranked = self.top(tag, window, asked.metric, limit).await?;
                let people = self.people(ranked.iter().map(|one| one.account)).await?;
                let users: Outcome<Vec<Value>> = ranked
                    .iter()
                    .filter_map(|one| Some((people.get(&one.account)?, one.count)))
                    .map(|(account, count)| Ok(json!({ "account": entity(&account.json)?, "count": count })))
                    .collect();
                json!({ "metric": asked.metric.name(), "users": users? })
            }
            Report::Roles => {
                let roles = self.roles(tag, window).await?.into_iter();
                let told = |(role, people, posts): (crate::roles::Role, u64, u64)| json!({ "role": role.name(), "users": people, "tweets": posts });
                json!({ "roles": roles.map(told).collect::<Vec<_>>() })
            }
            Report::Network => self.network_told(tag, window).await?,
            Report::Retweets => self.retweets(tag, window, limit, viewer).await?,
            Report::Words => counted("words", "word", &self.words(tag, window, limit).await?),
            Report::Links => counted("links", "url", &self.links(tag, window, limit).await?),
            Report::Languages => counted("languages", "language", &self.languages(tag, window).await?),
        };
        Ok(object(told))
    }

    /// Those of whom strangers may hear.
    pub(crate) async fn people(&self, ids: impl Iterator<Item = Id>) -> Outcome<IdMap<Arc<Shown>>> {
        let ids: Vec<Id> = ids.collect();
        let mut people = self.0.ground.accounts.accounts(&ids).await?;
        people.retain(|_, account| account.is_listed());
        Ok(people)
    }

    async fn network_told(&self, tag: &str, window: Window) -> Outcome<Value> {
        let network = self.network(tag, window, NETWORK_MAX).await?;
        let people = self.people(network.people.iter().map(|node| node.account)).await?;
        let network = network.only(|id| people.contains_key(&id));
        let ids: Vec<Id> = network.people.iter().map(|node| node.account).collect();
        let acct = |id: &Id| people.get(id).map(|account| account.acct()).unwrap_or_default();
        let users: Vec<Value> = network
            .people
            .iter()
            .map(|node| json!({ "id": node.account, "acct": acct(&node.account), "count": node.strength }))
            .collect();
        let links: Vec<Value> = network
            .edges
            .iter()
            .map(|edge| {
                json!({
                    "source": ids[edge.from],
                    "source_acct": acct(&ids[edge.from]),
                    "target": ids[edge.to],
                    "target_acct": acct(&ids[edge.to]),
                    "replies": edge.replies,
                    "mentions": edge.mentions,
                    "retweets": edge.boosts,
                })
            })
            .collect();
        Ok(json!({ "users_all": network.people_all, "users": users, "links": links }))
    }

    async fn retweets(&self, tag: &str, window: Window, limit: usize, viewer: Option<Id>) -> Outcome<Value> {
        let boosted = self.boosted(tag, window, limit).await?;
        let ids: Vec<Id> = boosted.iter().map(|(post, _)| *post).collect();
        let views = self.0.ground.posts.show(&ids, viewer).await?;
        self.0.ground.posts.seen(&views, viewer);
        let counts: IdMap<u64> = boosted.into_iter().collect();
        let told: Outcome<Vec<Value>> = views
            .iter()
            .map(|view| {
                let count = counts.get(&view.shown.id).copied().unwrap_or_default();
                Ok(json!({ "status": entity(&view.json())?, "retweets": count }))
            })
            .collect();
        Ok(json!({ "tweets": told? }))
    }
}

fn entity(json: &[u8]) -> Outcome<Value> {
    serde_json::from_slice(json).map_err(Problem::internal)
}

fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}

fn span(window: Window) -> [(String, Value); 2] {
    [("start".to_owned(), iso_ms(window.from).into()), ("end".to_owned(), iso_ms(window.until).into())]
}

fn head(tag: &str, window: Window) -> Map<String, Value> {
    let mut head = Map::from_iter([("database".to_owned(), Value::from(tag))]);
    head.extend(span(window));
    head
}

fn summary(sum: &Summary) -> Value {
    json!({
        "tweets": sum.posts,
        "retweets": sum.boosts,
        "replies": sum.replies,
        "mentions": sum.mentions,
        "urls_shared": sum.links,
        "users": sum.participants,
        "new_users": sum.newcomers,
        "impressions": sum.impressions,
        "busiest_minute": sum.busiest_minute,
        "views": sum.views,
        "viewers": sum.viewers,
    })
}

fn step(step: &Step) -> Value {
    json!({
        "start": iso_ms(step.from),
        "tweets": step.posts,
        "retweets": step.boosts,
        "replies": step.replies,
        "users": step.participants,
        "impressions": step.impressions,
    })
}

fn counted(list: &str, name: &str, all: &[Counted]) -> Value {
    let told = |one: &Counted| json!({ name: one.text, "tweets": one.posts, "users": one.people });
    json!({ list: all.iter().map(told).collect::<Vec<_>>() })
}
