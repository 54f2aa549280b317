//! What is talked about, for the staff to let be shown or not.

use accounts::pages::say_named;
use axum::extract::{OriginalUri, Path, State};
use base::{Id, Outcome, Problem};
use posts::{Place, View};
use search::Topic;
use serde_json::Value;
use ui::{Message, Page as _, PostView, StaffTab};
use web::{Params, Reply, Route, Visit, get, html, post, see_other};

use super::{MODERATORS, path_of};
use crate::templates::{TrendLine, TrendsPage};
use crate::{Moderation, WORDS};

/// Trends of a kind.
const TRENDS_MAX: usize = 20;

pub(super) fn routes(s: &Moderation) -> Vec<Route> {
    vec![
        get(s, "/staff/trends", MODERATORS, list),
        post(s, "/web/staff/trends/{topic}/{id}/{verdict}", MODERATORS, judge),
    ]
}

async fn list(State(s): State<Moderation>, visit: Visit, uri: OriginalUri, params: Params) -> Reply {
    let (mut shell, desk) =
        s.accounts.desk(&visit, WORDS.say("trends-title"), StaffTab::Trends, path_of(&uri)).await?;
    say_named(
        &mut shell,
        &params,
        &WORDS,
        &[("approve", "trend-now-shown"), ("reject", "trend-now-hidden")],
    )?;
    let page = TrendsPage {
        shell,
        desk,
        tags: s.trend_lines(Topic::Tag).await?,
        links: s.trend_lines(Topic::Link).await?,
        posts: s.trend_posts().await?,
    };
    Ok(html(page.page()))
}

async fn judge(
    State(s): State<Moderation>,
    Path((topic, id, verdict)): Path<(String, String, String)>,
    visit: Visit,
) -> Reply {
    let topic = match topic.as_str() {
        "tags" => Topic::Tag,
        "links" => Topic::Link,
        "posts" => Topic::Post,
        _ => return Err(Problem::not_found().into()),
    };
    let allowed = match verdict.as_str() {
        "approve" => true,
        "reject" => false,
        _ => return Err(Problem::not_found().into()),
    };
    s.judge_trend(visit.viewer.person()?, topic, &id, allowed).await?;
    Ok(see_other(&format!("/staff/trends?done={verdict}")))
}

/// How often something was used in the days that an entity tells of, and by how many.
fn uses(entity: &Value) -> Message {
    let days = entity["history"].as_array().map(Vec::as_slice).unwrap_or_default();
    let sum =
        |key: &str| -> u64 { days.iter().filter_map(|day| day[key].as_str()?.parse::<u64>().ok()).sum() };
    WORDS.say("trend-uses").with("n", sum("uses")).with("people", sum("accounts"))
}

impl Moderation {
    async fn trend_lines(&self, topic: Topic) -> Outcome<Vec<TrendLine>> {
        let keys = self.search.talked_about(topic, 0, TRENDS_MAX).await?;
        let entities = self.search.trend_entities(topic, &keys).await?;
        let line = |(key, entity): (&String, &Value)| {
            let (name, url, kind) = match topic {
                Topic::Tag => (format!("#{key}"), format!("/tags/{key}"), "tags"),
                _ => (key.clone(), key.clone(), "links"),
            };
            TrendLine {
                topic: kind,
                id: tags::rules::number(key).to_string(),
                name,
                url,
                uses: uses(entity),
                verdict: self.search.trend_verdict(topic, key),
            }
        };
        Ok(keys.iter().zip(&entities).map(line).collect())
    }

    async fn trend_posts(&self) -> Outcome<Vec<(PostView, TrendLine)>> {
        let keys = self.search.talked_about(Topic::Post, 0, TRENDS_MAX).await?;
        let ids: Vec<Id> = keys.iter().filter_map(|key| key.parse().ok()).collect();
        let views: Vec<View> = self.posts.show_to_staff(&ids).await?;
        let posts = self.posts.post_views(&views, Place::Chosen).await?;
        let line = |post: PostView| {
            let line = TrendLine {
                topic: "posts",
                id: post.id.clone(),
                name: post.excerpt(),
                url: post.url.clone(),
                uses: Message::default(),
                verdict: self.search.trend_verdict(Topic::Post, &post.id),
            };
            (post, line)
        };
        Ok(posts.into_iter().map(line).collect())
    }
}
