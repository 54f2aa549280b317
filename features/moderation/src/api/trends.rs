//! What is talked about, for the staff: refused things too.

use axum::extract::{Path, State};
use base::{PageLimit, Problem};
use search::Topic;
use web::{Params, Reply, Viewer, json as answer};

use crate::Moderation;

const FEW: PageLimit = PageLimit { default: 10, max: 20 };
/// Trends that a client may skip.
const OFFSET_MAX: i64 = 1_000;

async fn list(s: &Moderation, topic: Topic, limits: PageLimit, params: &Params) -> Reply {
    let offset = params.int("offset")?.unwrap_or(0).clamp(0, OFFSET_MAX);
    let limit = limits.pick(params.int("limit")?);
    let keys = s.search.talked_about(topic, usize::try_from(offset).unwrap_or(0), limit).await?;
    answer(&s.search.trend_entities(topic, &keys).await?)
}

pub(super) async fn tags(State(s): State<Moderation>, params: Params) -> Reply {
    list(&s, Topic::Tag, FEW, &params).await
}

pub(super) async fn links(State(s): State<Moderation>, params: Params) -> Reply {
    list(&s, Topic::Link, FEW, &params).await
}

pub(super) async fn statuses(State(s): State<Moderation>, params: Params) -> Reply {
    list(&s, Topic::Post, PageLimit::POSTS, &params).await
}

async fn judge(s: &Moderation, viewer: &Viewer, topic: Topic, id: &str, allowed: bool) -> Reply {
    let key = s.judge_trend(viewer.person()?, topic, id, allowed).await?;
    let entity = s.search.trend_entities(topic, &[key]).await?.pop();
    answer(&entity.ok_or_else(Problem::not_found)?)
}

macro_rules! verdicts {
    ($($name:ident $topic:ident $allowed:literal),*) => { $(
        pub(super) async fn $name(State(s): State<Moderation>, Path(id): Path<String>, viewer: Viewer) -> Reply {
            judge(&s, &viewer, Topic::$topic, &id, $allowed).await
        }
    )* };
}

verdicts! {
    approve_tag Tag true, reject_tag Tag false, approve_link Link true, reject_link Link false,
    approve_status Post true, reject_status Post false
}
