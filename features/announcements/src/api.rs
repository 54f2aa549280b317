//! Mastodon's announcements, for apps.

use axum::extract::{Path, State};
use serde_json::json;
use web::{Access, Params, Reply, Route, Scope, Viewer, at, delete, get, json as answer, post, put};

use crate::Announcements;
use crate::views::Which;

pub(crate) fn routes(s: &Announcements) -> Vec<Route> {
    let write = Access::Person(Scope::WRITE_ACCOUNTS);
    let favourite = Access::Person(Scope::WRITE_FAVOURITES);
    vec![
        get(s, "/api/v1/announcements", Access::AnyToken, list),
        post(s, "/api/v1/announcements/{id}/dismiss", write, dismiss),
        put(s, "/api/v1/announcements/{id}/reactions/{name}", favourite, react),
        delete(s, "/api/v1/announcements/{id}/reactions/{name}", favourite, unreact),
    ]
}

async fn list(State(s): State<Announcements>, viewer: Viewer, params: Params) -> Reply {
    let which = if params.is_set("with_dismissed")? { Which::All } else { Which::Unread };
    answer(&s.for_reader(viewer.person()?, which).await?)
}

async fn dismiss(State(s): State<Announcements>, Path(id): Path<String>, viewer: Viewer) -> Reply {
    s.dismiss(viewer.person()?, at(&id)?).await?;
    answer(&json!({}))
}

async fn react(
    State(s): State<Announcements>,
    Path((id, name)): Path<(String, String)>,
    viewer: Viewer,
) -> Reply {
    s.react(viewer.person()?, at(&id)?, name).await?;
    answer(&json!({}))
}

async fn unreact(
    State(s): State<Announcements>,
    Path((id, name)): Path<(String, String)>,
    viewer: Viewer,
) -> Reply {
    s.unreact(viewer.person()?, at(&id)?, name).await?;
    answer(&json!({}))
}
