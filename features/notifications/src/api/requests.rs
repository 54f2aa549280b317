//! What waits from people whose notifications the reader's policy filters.

use axum::extract::{OriginalUri, Path, State};
use base::{Id, Outcome, Problem};
use serde_json::json;
use web::{Params, Reply, Viewer, json as answer, json_bytes, paged};

use super::{IDS_MAX, PAGE, at, nothing};
use crate::Notifications;
use crate::entity;
use crate::model::Request;

pub(super) async fn requests(
    State(s): State<Notifications>,
    viewer: Viewer,
    uri: OriginalUri,
    params: Params,
) -> Reply {
    let me = viewer.person()?;
    let requests = s.requests(me, params.page(PAGE)?).await?;
    let cursors: Vec<Id> = requests.iter().map(|request| request.newest).collect();
    let parts = request_entities(&s, me, &requests).await?;
    Ok(paged(&s.0.site, &uri, &cursors, json_bytes(entity::list(&parts))))
}

async fn request_entities(s: &Notifications, me: Id, requests: &[Request]) -> Outcome<Vec<Vec<u8>>> {
    let senders: Vec<Id> = requests.iter().map(|request| request.from).collect();
    let people = s.0.accounts.accounts(&senders).await?;
    let about: Vec<Id> = requests.iter().filter_map(|request| request.last_post).collect();
    let views = s.0.posts.show(&about, Some(me)).await?;
    let part = |request: &Request| {
        let person = people.get(&request.from).filter(|person| person.suspended_ms.is_none())?;
        let last = views.iter().find(|view| Some(view.shown.id) == request.last_post);
        Some(entity::request(request, person, last))
    };
    requests.iter().filter_map(part).collect()
}

pub(super) async fn request(State(s): State<Notifications>, Path(id): Path<String>, viewer: Viewer) -> Reply {
    let me = viewer.person()?;
    let found = s.request(me, at(&id)?).await?.ok_or_else(Problem::not_found)?;
    let part = request_entities(&s, me, &[found]).await?.pop();
    Ok(json_bytes(part.ok_or_else(Problem::not_found)?))
}

/// Accepted requests are merged in the same transaction.
pub(super) async fn merged() -> Reply {
    answer(&json!({ "merged": true }))
}

fn senders(params: &Params) -> Outcome<Vec<Id>> {
    let mut ids = params.ids("id")?;
    ids.truncate(IDS_MAX);
    Ok(ids)
}

pub(super) async fn accept_requests(State(s): State<Notifications>, viewer: Viewer, params: Params) -> Reply {
    s.accept_requests(viewer.person()?, senders(&params)?).await?;
    nothing()
}

pub(super) async fn dismiss_requests(
    State(s): State<Notifications>,
    viewer: Viewer,
    params: Params,
) -> Reply {
    s.dismiss_requests(viewer.person()?, senders(&params)?).await?;
    nothing()
}

pub(super) async fn accept_request(
    State(s): State<Notifications>,
    Path(id): Path<String>,
    viewer: Viewer,
) -> Reply {
    s.accept_requests(viewer.person()?, vec![at(&id)?]).await?;
    nothing()
}

pub(super) async fn dismiss_request(
    State(s): State<Notifications>,
    Path(id): Path<String>,
    viewer: Viewer,
) -> Reply {
    s.dismiss_requests(viewer.person()?, vec![at(&id)?]).await?;
    nothing()
}
