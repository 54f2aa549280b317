//! Mastodon's endpoints of conversations.

use axum::extract::{OriginalUri, Path, State};
use base::{Id, PageLimit, Problem};
use web::{Access, Params, Reply, Route, Scope, Viewer, at, delete, get, json_bytes, paged, post};

use crate::{Conversations, entity};

pub(crate) fn routes(s: &Conversations) -> Vec<Route> {
    let write = Access::Person(Scope::WRITE_CONVERSATIONS);
    vec![
        get(s, "/api/v1/conversations", Access::Person(Scope::READ_STATUSES), list),
        delete(s, "/api/v1/conversations/{id}", write, remove),
        post(s, "/api/v1/conversations/{id}/read", write, read),
        post(s, "/api/v1/conversations/{id}/unread", write, unread),
    ]
}

async fn list(
    State(s): State<Conversations>,
    viewer: Viewer,
    OriginalUri(uri): OriginalUri,
    params: Params,
) -> Reply {
    let listed = s.list(viewer.person()?, params.page(PageLimit::POSTS)?).await?;
    let response = json_bytes(entity::list(&listed.conversations));
    Ok(paged(&s.0.site, &uri, &listed.cursors, response))
}

async fn remove(State(s): State<Conversations>, viewer: Viewer, Path(id): Path<String>) -> Reply {
    s.remove_conversation(viewer.person()?, at(&id)?).await?;
    Ok(json_bytes(b"{}".to_vec()))
}

async fn read(State(s): State<Conversations>, viewer: Viewer, Path(id): Path<String>) -> Reply {
    let (me, id) = (viewer.person()?, at(&id)?);
    s.read(me, id).await?;
    shown(&s, me, id).await
}

async fn unread(State(s): State<Conversations>, viewer: Viewer, Path(id): Path<String>) -> Reply {
    let (me, id) = (viewer.person()?, at(&id)?);
    s.unread(me, id).await?;
    shown(&s, me, id).await
}

async fn shown(s: &Conversations, me: Id, id: Id) -> Reply {
    let conversation = s.one(me, id).await?.ok_or_else(Problem::not_found)?;
    let mut json = Vec::with_capacity(4_096);
    entity::write(&conversation, &mut json);
    Ok(json_bytes(json))
}
