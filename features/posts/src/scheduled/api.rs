//! Mastodon's endpoints of scheduled posts.

use axum::extract::{OriginalUri, Path, State};
use base::{Id, Kind, Ms, Outcome, PageLimit, Problem, parse_iso};
use serde_json::{Value, json};
use web::{
    Access, Params, Reply, Route, Scope, Viewer, at, delete, get, json as answer, json_bytes, paged, put,
};

use crate::Posts;

pub(crate) fn routes(s: &Posts) -> Vec<Route> {
    let (read, write) = (Access::Person(Scope::READ_STATUSES), Access::Person(Scope::WRITE_STATUSES));
    vec![
        get(s, "/api/v1/scheduled_statuses", read, list),
        get(s, "/api/v1/scheduled_statuses/{id}", read, one),
        put(s, "/api/v1/scheduled_statuses/{id}", write, move_to),
        delete(s, "/api/v1/scheduled_statuses/{id}", write, cancel),
    ]
}

/// When a post is to be published, if that is said.
///
/// # Errors
/// 422 in Mastodon's odd words when it is no time.
pub(crate) fn scheduled_at(params: &Params) -> Outcome<Option<Ms>> {
    let time = |text: &str| parse_iso(text).ok_or_else(|| Problem::new(Kind::Invalid, "Record invalid"));
    params.filled("scheduled_at")?.map(time).transpose()
}

impl Posts {
    /// The entity of one of `author`'s scheduled posts.
    pub(crate) async fn scheduled_now(&self, author: Id, id: Id) -> Reply {
        answer(&self.scheduled(author, id).await?.entity(self))
    }
}

async fn list(State(s): State<Posts>, viewer: Viewer, uri: OriginalUri, params: Params) -> Reply {
    let scheduled = s.scheduled_page(viewer.person()?, params.page(PageLimit::POSTS)?).await?;
    let cursors: Vec<Id> = scheduled.iter().map(crate::Scheduled::id).collect();
    let list: Value = scheduled.iter().map(|one| one.entity(&s)).collect();
    Ok(paged(s.site(), &uri, &cursors, json_bytes(list.to_string())))
}

async fn one(State(s): State<Posts>, Path(id): Path<String>, viewer: Viewer) -> Reply {
    s.scheduled_now(viewer.person()?, at(&id)?).await
}

async fn move_to(State(s): State<Posts>, Path(id): Path<String>, viewer: Viewer, params: Params) -> Reply {
    let (me, id) = (viewer.person()?, at(&id)?);
    if let Some(at_ms) = scheduled_at(&params)? {
        s.reschedule(me, id, at_ms).await?;
    }
    s.scheduled_now(me, id).await
}

async fn cancel(State(s): State<Posts>, Path(id): Path<String>, viewer: Viewer) -> Reply {
    s.unschedule(viewer.person()?, at(&id)?).await?;
    answer(&json!({}))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times() {
        let read = |body: &str| scheduled_at(&Params::from_urlencoded(body.as_bytes()).unwrap());
        assert_eq!(read("scheduled_at=").unwrap(), None);
        assert_eq!(read("scheduled_at=2026-11-22T15:00:00.000%2B01:00").unwrap(), Some(1_795_356_000_000));
        assert_eq!(read("scheduled_at=banana").unwrap_err().text(), "Record invalid");
    }
}
