//! Mastodon's endpoints of notifications, of their policy and requests, and of markers.

mod policy;
mod requests;

use axum::extract::{OriginalUri, Path, State};
use axum::response::Response;
use base::{Id, Outcome, PageLimit, Problem};
use serde_json::{Map, Value, json};
use web::{
    Access, Params, Reply, Route, Scope, Viewer, at, get, json as answer, json_bytes, paged, patch, post, put,
};

use crate::Notifications;
use crate::entity::{self, Expand};
use crate::fallback::Known;
use crate::model::{Kind, MARKED, Marker};
use crate::views::Filter;
use policy::{old_policy, policy, set_old_policy, set_policy};
use requests::{
    accept_request, accept_requests, dismiss_request, dismiss_requests, merged, request, requests,
};

const PAGE: PageLimit = PageLimit { default: 40, max: 80 };
const UNREAD: PageLimit = PageLimit { default: 100, max: 1_000 };
/// Ids given at once.
const IDS_MAX: usize = 80;

pub(crate) fn routes(s: &Notifications) -> Vec<Route> {
    let read = Access::Person(Scope::READ_NOTIFICATIONS);
    let write = Access::Person(Scope::WRITE_NOTIFICATIONS);
    vec![
        get(s, "/api/v1/notifications", read, list),
        get(s, "/api/v1/notifications/unread_count", read, unread_count),
        post(s, "/api/v1/notifications/clear", write, clear),
        post(s, "/api/v1/notifications/dismiss", write, dismiss_named),
        get(s, "/api/v1/notifications/requests", read, requests),
        get(s, "/api/v1/notifications/requests/merged", read, merged),
        post(s, "/api/v1/notifications/requests/accept", write, accept_requests),
        post(s, "/api/v1/notifications/requests/dismiss", write, dismiss_requests),
        get(s, "/api/v1/notifications/requests/{id}", read, request),
        post(s, "/api/v1/notifications/requests/{id}/accept", write, accept_request),
        post(s, "/api/v1/notifications/requests/{id}/dismiss", write, dismiss_request),
        get(s, "/api/v1/notifications/policy", read, old_policy),
        patch(s, "/api/v1/notifications/policy", write, set_old_policy),
        put(s, "/api/v1/notifications/policy", write, set_old_policy),
        get(s, "/api/v1/notifications/{id}", read, one),
        post(s, "/api/v1/notifications/{id}/dismiss", write, dismiss),
        get(s, "/api/v2/notifications", read, groups),
        post(s, "/api/v2/notifications/clear", write, clear),
        get(s, "/api/v2/notifications/unread_count", read, unread_groups),
        get(s, "/api/v2/notifications/policy", read, policy),
        patch(s, "/api/v2/notifications/policy", write, set_policy),
        put(s, "/api/v2/notifications/policy", write, set_policy),
        get(s, "/api/v2/notifications/{group_key}", read, group),
        get(s, "/api/v2/notifications/{group_key}/accounts", read, group_accounts),
        post(s, "/api/v2/notifications/{group_key}/dismiss", write, dismiss_group),
        get(s, "/api/v1/markers", Access::Person(Scope::READ_STATUSES), markers),
        post(s, "/api/v1/markers", Access::Person(Scope::WRITE_STATUSES), set_markers),
    ]
}

fn kinds(params: &Params, name: &str) -> Outcome<Vec<Kind>> {
    Ok(params.texts(name)?.into_iter().filter_map(Kind::parse).collect())
}

/// Kinds that a client names and that do not exist here match nothing. Who names none gets all kinds that Mastodon has;
/// ours too only where they say which they know, since others may fail over an unknown one.
fn filter(params: &Params) -> Outcome<Filter> {
    let expected = |kind: &Kind| params.has("supported_types") || !kind.is_ours();
    let mut asked = match params.has("types") {
        true => kinds(params, "types")?,
        false => Kind::ALL.into_iter().filter(expected).collect(),
    };
    let excluded = kinds(params, "exclude_types")?;
    asked.retain(|kind| !excluded.contains(kind));
    Ok(Filter {
        kinds: asked,
        from: params.id("account_id")?,
        with_filtered: params.is_set("include_filtered")?,
    })
}

/// The kinds that a client wants grouped; all that can be where it does not say.
fn grouped_kinds(params: &Params) -> Outcome<Vec<Kind>> {
    let mut wanted =
        if params.has("grouped_types") { kinds(params, "grouped_types")? } else { Kind::ALL.to_vec() };
    wanted.retain(|kind| kind.is_grouped());
    Ok(wanted)
}

fn expand(params: &Params) -> Outcome<Expand> {
    match params.filled("expand_accounts")? {
        None | Some("full") => Ok(Expand::Full),
        Some("partial_avatars") => Ok(Expand::Partial),
        Some(_) => Err(Problem::malformed("Invalid value for 'expand_accounts'")),
    }
}

fn nothing() -> Reply {
    answer(&json!({}))
}

async fn list(State(s): State<Notifications>, viewer: Viewer, uri: OriginalUri, params: Params) -> Reply {
    let known = Known::read(&params)?;
    let listed = s.list(viewer.person()?, &filter(&params)?, params.page(PAGE)?).await?;
    let told = listed.entries.iter().map(|entry| entity::notification(entry, &known));
    let parts = told.collect::<Outcome<Vec<_>>>()?;
    Ok(paged(&s.0.site, &uri, &listed.cursors, json_bytes(entity::list(&parts))))
}

async fn one(
    State(s): State<Notifications>,
    Path(id): Path<String>,
    viewer: Viewer,
    params: Params,
) -> Reply {
    let known = Known::read(&params)?;
    let entry = s.entry(viewer.person()?, at(&id)?).await?.ok_or_else(Problem::not_found)?;
    Ok(json_bytes(entity::notification(&entry, &known)?))
}

async fn unread_count(State(s): State<Notifications>, viewer: Viewer, params: Params) -> Reply {
    let max = UNREAD.pick(params.int("limit")?);
    answer(&json!({ "count": s.count_unread(viewer.person()?, &filter(&params)?, max).await? }))
}

async fn unread_groups(State(s): State<Notifications>, viewer: Viewer, params: Params) -> Reply {
    let (max, grouped) = (UNREAD.pick(params.int("limit")?), grouped_kinds(&params)?);
    let count = s.count_unread_groups(viewer.person()?, &filter(&params)?, &grouped, max).await?;
    answer(&json!({ "count": count }))
}

async fn clear(State(s): State<Notifications>, viewer: Viewer) -> Reply {
    s.clear(viewer.person()?).await?;
    nothing()
}

async fn dismiss(State(s): State<Notifications>, Path(id): Path<String>, viewer: Viewer) -> Reply {
    s.dismiss(viewer.person()?, at(&id)?).await?;
    nothing()
}

/// The oldest form, which some apps still use.
async fn dismiss_named(State(s): State<Notifications>, viewer: Viewer, params: Params) -> Reply {
    s.dismiss(viewer.person()?, at(params.required("id")?)?).await?;
    nothing()
}

async fn groups(State(s): State<Notifications>, viewer: Viewer, uri: OriginalUri, params: Params) -> Reply {
    let (expand, grouped, known) = (expand(&params)?, grouped_kinds(&params)?, Known::read(&params)?);
    let page = s.grouped(viewer.person()?, &filter(&params)?, &grouped, params.page(PAGE)?).await?;
    Ok(paged(&s.0.site, &uri, &page.cursors, json_bytes(entity::grouped(&page, expand, &known)?)))
}

async fn group(
    State(s): State<Notifications>,
    Path(key): Path<String>,
    viewer: Viewer,
    params: Params,
) -> Reply {
    let known = Known::read(&params)?;
    let page = s.group(viewer.person()?, key).await?.ok_or_else(Problem::not_found)?;
    Ok(json_bytes(entity::grouped(&page, Expand::Full, &known)?))
}

async fn group_accounts(State(s): State<Notifications>, Path(key): Path<String>, viewer: Viewer) -> Reply {
    let page = s.group(viewer.person()?, key).await?.ok_or_else(Problem::not_found)?;
    let rows = page.groups.iter().flat_map(|line| &line.group.rows);
    let people = rows.filter_map(|row| page.around.people.get(&row.from));
    let parts: Vec<Vec<u8>> = people.map(|person| person.json.to_vec()).collect();
    Ok(json_bytes(entity::list(&parts)))
}

async fn dismiss_group(State(s): State<Notifications>, Path(key): Path<String>, viewer: Viewer) -> Reply {
    s.dismiss_group(viewer.person()?, key).await?;
    nothing()
}

async fn markers(State(s): State<Notifications>, viewer: Viewer, params: Params) -> Reply {
    let asked = params.texts("timeline")?;
    let names: Vec<&str> = MARKED.into_iter().filter(|name| asked.contains(name)).collect();
    Ok(markers_now(&s, viewer.person()?, &names).await?)
}

/// The markers of `names`; one that was never set is at zero, because some clients insist on getting what they ask.
async fn markers_now(s: &Notifications, me: Id, names: &[&str]) -> Outcome<Response> {
    let known = s.markers(me).await?;
    let told = |name: &&str| {
        let marker = known.get(*name).copied().unwrap_or(Marker::default());
        ((*name).to_owned(), entity::marker(&marker))
    };
    let all: Map<String, Value> = names.iter().map(told).collect();
    Ok(json_bytes(Value::Object(all).to_string()))
}

async fn set_markers(State(s): State<Notifications>, viewer: Viewer, params: Params) -> Reply {
    let me = viewer.person()?;
    let mut marks = Vec::new();
    for name in MARKED {
        if let Some(map) = params.map(name)?
            && let Some(id) = map.id("last_read_id")?
        {
            marks.push((name, id));
        }
    }
    let names: Vec<&str> = marks.iter().map(|(name, _)| *name).collect();
    s.mark(me, marks).await?;
    Ok(markers_now(&s, me, &names).await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn params(query: &str) -> Params {
        Params::from_urlencoded(query.as_bytes()).unwrap()
    }

    #[test]
    fn filters() {
        let kinds = |query: &str| filter(&params(query)).unwrap().kinds;
        assert!(kinds("").iter().all(|kind| !kind.is_ours()), "clients that do not say what they know");
        assert_eq!(kinds("supported_types[]=mention"), Kind::ALL);
        assert_eq!(kinds("types[]=chat_reminder"), [Kind::ChatReminder], "who asks for it knows it");
        assert_eq!(kinds("types[]=mention&types[]=weather"), [Kind::Mention]);
        assert_eq!(kinds("types[]=weather"), [], "only what does not exist here");
        assert_eq!(kinds("types[]=mention&types[]=follow&exclude_types[]=mention"), [Kind::Follow]);
        assert!(!kinds("exclude_types[]=favourite").contains(&Kind::Favourite));
        assert_eq!(filter(&params("account_id=7")).unwrap().from, Some(Id(7)));
        assert!(filter(&params("account_id=x")).is_err());
    }

    #[test]
    fn grouping() {
        assert_eq!(
            grouped_kinds(&params("")).unwrap(),
            [Kind::Favourite, Kind::Reblog, Kind::Follow, Kind::AdminSignUp]
        );
        let some = grouped_kinds(&params("grouped_types[]=follow&grouped_types[]=mention")).unwrap();
        assert_eq!(some, [Kind::Follow]);
        assert_eq!(expand(&params("expand_accounts=partial_avatars")).unwrap(), Expand::Partial);
        assert!(expand(&params("expand_accounts=all")).is_err());
    }
}
