//! Mastodon's endpoints of suggestions and of the directory.

use std::sync::Arc;

use accounts::Shown;
use axum::extract::{OriginalUri, Path, State};
use axum::http::HeaderValue;
use base::{Id, Outcome, PageLimit, Problem};
use serde_json::{Value, json};
use web::{Access, Params, Reply, Route, Scope, Slice, Viewer, delete, get, json as answer, json_bytes};

use crate::Search;
use crate::api::list;
use crate::index::Order;

/// When Mastodon declared its first suggestions old: with release 3.4.
const DEPRECATED: &str = "@1621123200";
/// People looked at beyond a slice of the directory, in place of those who are not shown.
const SPARE: usize = 20;

pub(crate) fn routes(s: &Search) -> Vec<Route> {
    let read = Access::Person(Scope::READ_ACCOUNTS);
    vec![
        get(s, "/api/v2/suggestions", read, suggestions),
        get(s, "/api/v1/suggestions", read, old_suggestions),
        delete(s, "/api/v1/suggestions/{id}", Access::Person(Scope::WRITE_ACCOUNTS), refuse),
        get(s, "/api/v1/directory", Access::Anyone(Scope::READ_ACCOUNTS), directory),
    ]
}

fn limit(params: &Params) -> Outcome<usize> {
    Ok(PageLimit::PEOPLE.pick(params.int("limit")?))
}

async fn suggestions(State(s): State<Search>, viewer: Viewer, params: Params) -> Reply {
    let all = s.suggestions(viewer.person()?, limit(&params)?).await?;
    let mut entities = Vec::with_capacity(all.len());
    for (person, source) in all {
        let account: Value = serde_json::from_slice(&person.json).map_err(Problem::internal)?;
        let sources = [source.name()];
        entities.push(json!({ "source": source.old_name(), "sources": sources, "account": account }));
    }
    answer(&entities)
}

async fn old_suggestions(State(s): State<Search>, viewer: Viewer, params: Params) -> Reply {
    let all = s.suggestions(viewer.person()?, limit(&params)?).await?;
    let people: Vec<_> = all.into_iter().map(|(person, _)| person).collect();
    let mut reply = json_bytes(list(&people));
    reply.headers_mut().insert("deprecation", HeaderValue::from_static(DEPRECATED));
    Ok(reply)
}

async fn refuse(State(s): State<Search>, Path(id): Path<String>, viewer: Viewer) -> Reply {
    let me = viewer.person()?;
    let other: Id = web::at(&id)?;
    s.0.accounts.account(other).await?.ok_or_else(Problem::not_found)?;
    s.refuse_suggestion(me, other).await?;
    answer(&json!({}))
}

async fn directory(State(s): State<Search>, viewer: Viewer, uri: OriginalUri, params: Params) -> Reply {
    let slice = Slice::read(&params, PageLimit::PEOPLE)?;
    let order = match params.filled("order")? {
        Some("new") => Order::New,
        _ => Order::Active,
    };
    // Everybody is local here, whatever `local` says.
    let people = s.directory(viewer.account(), order, slice).await?;
    Ok(slice.linked(&s.0.site, &uri, people.len() == slice.limit, json_bytes(list(&people))))
}

impl Search {
    /// Who is here and wants to be found, without whom `me` hides.
    pub(crate) async fn directory(
        &self,
        me: Option<Id>,
        order: Order,
        slice: Slice,
    ) -> Outcome<Vec<Arc<Shown>>> {
        let mut ids = self.0.index.directory(order, slice.limit + SPARE, slice.offset).await?;
        if let Some(me) = me {
            let (relations, now) = (self.0.accounts.relations(me).await?, self.0.clock.now_ms());
            ids.retain(|&id| !relations.hides(id, now));
        }
        let found = self.0.accounts.accounts(&ids).await?;
        let wanted = ids.iter().filter_map(|id| found.get(id)).cloned();
        Ok(wanted.filter(|person| person.is_listed() && person.discoverable).take(slice.limit).collect())
    }
}
