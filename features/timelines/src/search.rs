//! `GET /api/v2/search`: people by name and hashtags by their exact name. Posts are found by the search feature's
//! index, once there is one; until then that list is truthfully empty.

use axum::extract::State;
use base::{Id, Outcome, PageLimit, Problem};
use serde_json::{Value, json};
use web::{Access, Params, Reply, Route, Scope, Viewer, get, json as answer};

use crate::Timelines;

/// Entries that a client may skip.
const OFFSET_MAX: i64 = 10_000;

pub(crate) fn routes(s: &Timelines) -> Vec<Route> {
    vec![get(s, "/api/v2/search", Access::Anyone(Scope::READ_SEARCH), search)]
}

async fn search(State(s): State<Timelines>, viewer: Viewer, params: Params) -> Reply {
    let query = params.required("q")?.trim().to_owned();
    let wanted = params.filled("type")?;
    let limit = PageLimit::POSTS.pick(params.int("limit")?);
    let offset = usize::try_from(params.int("offset")?.unwrap_or(0).clamp(0, OFFSET_MAX)).unwrap_or(0);
    let followed_only = params.is_set("following")?;
    let is = |kind: &str| wanted.is_none_or(|wanted| wanted == kind);
    let accounts = if is("accounts") {
        s.people_named(&query, &viewer, limit, offset, followed_only).await?
    } else {
        Vec::new()
    };
    let hashtags = if is("hashtags") && offset == 0 { s.tags_named(&query).await? } else { Vec::new() };
    answer(&json!({ "accounts": accounts, "statuses": [], "hashtags": hashtags }))
}

impl Timelines {
    async fn people_named(
        &self,
        query: &str,
        viewer: &Viewer,
        limit: usize,
        offset: usize,
        followed_only: bool,
    ) -> Outcome<Vec<Value>> {
        let mut ids: Vec<Id> = self.0.accounts.search(query, limit, offset).await?;
        if let Some(me) = viewer.account() {
            let relations = self.0.accounts.relations(me).await?;
            ids.retain(|&id| !relations.cut_off(id) && (!followed_only || relations.follows(id)));
        }
        let found = self.0.accounts.accounts(&ids).await?;
        let shown =
            ids.iter().filter_map(|id| found.get(id)).filter(|account| account.suspended_ms.is_none());
        shown.map(|account| serde_json::from_slice(&account.json).map_err(Problem::internal)).collect()
    }

    async fn tags_named(&self, query: &str) -> Outcome<Vec<Value>> {
        let Some(key) = text::tag_key(query.trim_start_matches('#')) else { return Ok(Vec::new()) };
        let known = self.0.posts.tag_name(&key).await?;
        let url = self.0.site.url(&format!("/tags/{key}"));
        Ok(known
            .into_iter()
            .map(|_| json!({ "name": key, "url": url, "history": [], "following": false }))
            .collect())
    }
}
