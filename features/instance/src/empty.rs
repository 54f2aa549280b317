//! What this server does not have, told as Mastodon tells it where it is switched off, so that apps which ask for it
//! show nothing instead of an error. A feature that fills one takes its line away.

use axum::extract::{Path, State};
use base::{Id, Kind, Problem};
use posts::Visibility;
use serde_json::json;
use web::{Access, Reply, Route, Scope, Viewer, get, json as answer, post};

use crate::Instance;

pub(crate) fn routes(s: &Instance) -> Vec<Route> {
    use Access::Person;
    vec![
        get(s, "/api/v1/accounts/{id}/identity_proofs", Person(Scope::READ_ACCOUNTS), none),
        post(s, "/api/v1/statuses/{id}/translate", Person(Scope::READ_STATUSES), translate),
    ]
}

async fn none() -> Reply {
    answer(&json!([]))
}

/// Nobody translates here (`configuration.translation.enabled` says so): 404, and 403 for what Mastodon would give to
/// no service in any case.
async fn translate(State(s): State<Instance>, Path(id): Path<String>, viewer: Viewer) -> Reply {
    let id: Id = web::at(&id)?;
    let view = s.0.posts.one(id, Some(viewer.person()?)).await?.ok_or_else(Problem::not_found)?;
    let post = view.inner.as_deref().unwrap_or(&view);
    match post.shown.visibility {
        Visibility::Public | Visibility::Unlisted => Err(Problem::new(Kind::NotFound, "Not Found").into()),
        Visibility::Followers | Visibility::Direct => Err(Problem::forbidden().into()),
    }
}
