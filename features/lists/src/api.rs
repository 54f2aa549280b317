//! Mastodon's list endpoints.

use axum::extract::{OriginalUri, Path, State};
use axum::response::Response;
use base::{Id, Outcome, Page, PageLimit, Problem};
use serde_json::{Value, json};
use web::{
    Access, Params, Reply, Route, Scope, Viewer, at, delete, get, json as answer, json_bytes, paged, post,
    put,
};

use crate::Lists;
use crate::model::{List, ListEdit, replies_name, replies_of};
use crate::rules::MEMBERS_MAX;

pub(crate) fn routes(s: &Lists) -> Vec<Route> {
    let read = Access::Person(Scope::READ_LISTS);
    let write = Access::Person(Scope::WRITE_LISTS);
    vec![
        get(s, "/api/v1/lists", read, all),
        post(s, "/api/v1/lists", write, create),
        get(s, "/api/v1/lists/{id}", read, one),
        put(s, "/api/v1/lists/{id}", write, edit),
        delete(s, "/api/v1/lists/{id}", write, remove),
        get(s, "/api/v1/lists/{id}/accounts", read, members),
        post(s, "/api/v1/lists/{id}/accounts", write, add_members),
        delete(s, "/api/v1/lists/{id}/accounts", write, remove_members),
        get(s, "/api/v1/accounts/{id}/lists", read, with_account),
    ]
}

fn entity(list: &List) -> Value {
    json!({
        "id": list.id,
        "title": list.title,
        "replies_policy": replies_name(list.replies),
        "exclusive": list.exclusive,
    })
}

fn listed(lists: &[List]) -> Reply {
    answer(&lists.iter().map(entity).collect::<Vec<_>>())
}

fn edit_of(params: &Params) -> Outcome<ListEdit> {
    Ok(ListEdit {
        title: params.text("title")?.map(str::to_owned),
        replies: params.filled("replies_policy")?.map(replies_of).transpose()?,
        exclusive: params.flag("exclusive")?,
    })
}

async fn all(State(s): State<Lists>, viewer: Viewer) -> Reply {
    listed(&s.of(viewer.person()?).await?)
}

async fn create(State(s): State<Lists>, viewer: Viewer, params: Params) -> Reply {
    answer(&entity(&s.create(viewer.person()?, edit_of(&params)?).await?))
}

async fn one(State(s): State<Lists>, Path(id): Path<String>, viewer: Viewer) -> Reply {
    answer(&entity(&s.one(viewer.person()?, at(&id)?).await?))
}

async fn edit(State(s): State<Lists>, Path(id): Path<String>, viewer: Viewer, params: Params) -> Reply {
    answer(&entity(&s.edit(viewer.person()?, at(&id)?, edit_of(&params)?).await?))
}

async fn remove(State(s): State<Lists>, Path(id): Path<String>, viewer: Viewer) -> Reply {
    s.delete(viewer.person()?, at(&id)?).await?;
    answer(&json!({}))
}

/// `limit=0` asks for everyone.
async fn members(
    State(s): State<Lists>,
    Path(id): Path<String>,
    viewer: Viewer,
    uri: OriginalUri,
    params: Params,
) -> Reply {
    let (me, id) = (viewer.person()?, at(&id)?);
    if params.int("limit")? == Some(0) {
        return Ok(s.people(&s.members_page(me, id, Page::newest(MEMBERS_MAX)).await?).await?);
    }
    let ids = s.members_page(me, id, params.page(PageLimit::PEOPLE)?).await?;
    Ok(paged(s.0.accounts.site(), &uri, &ids, s.people(&ids).await?))
}

async fn add_members(
    State(s): State<Lists>,
    Path(id): Path<String>,
    viewer: Viewer,
    params: Params,
) -> Reply {
    s.add(viewer.person()?, at(&id)?, params.ids("account_ids")?).await?;
    answer(&json!({}))
}

async fn remove_members(
    State(s): State<Lists>,
    Path(id): Path<String>,
    viewer: Viewer,
    params: Params,
) -> Reply {
    s.remove(viewer.person()?, at(&id)?, params.ids("account_ids")?).await?;
    answer(&json!({}))
}

async fn with_account(State(s): State<Lists>, Path(id): Path<String>, viewer: Viewer) -> Reply {
    let (me, id) = (viewer.person()?, at(&id)?);
    s.0.accounts.account(id).await?.ok_or_else(Problem::not_found)?;
    listed(&s.with(me, id).await?)
}

impl Lists {
    /// Accounts as JSON, in order, without suspended ones.
    async fn people(&self, ids: &[Id]) -> Outcome<Response> {
        let found = self.0.accounts.accounts(ids).await?;
        let shown = ids.iter().filter_map(|id| found.get(id)).filter(|a| a.suspended_ms.is_none());
        let parts: Vec<&[u8]> = shown.map(|account| &account.json[..]).collect();
        Ok(json_bytes([b"[", &parts.join(&b","[..])[..], b"]"].concat()))
    }
}
