//! Mastodon's endpoints of annual reports.

use axum::extract::{Path, State as Has};
use base::{Id, Outcome, Problem};
use http::StatusCode;
use posts::write_list;
use serde_json::{Value, json};
use web::{Access, Reply, Route, Scope, Viewer, get, json as answer, json_bytes, post};

use crate::Annual;
use crate::model::{Data, Report, State, Year};

/// How `data` is to be read: what Mastodon writes since 4.6.
const SCHEMA: u32 = 2;
/// The month that the one entry of the year's series is of.
const LAST_MONTH: u32 = 12;

pub(crate) fn routes(s: &Annual) -> Vec<Route> {
    let read = Access::Person(Scope::READ_ACCOUNTS);
    let write = Access::Person(Scope::WRITE_ACCOUNTS);
    vec![
        get(s, "/api/v1/annual_reports", read, all),
        get(s, "/api/v1/annual_reports/{year}", read, one),
        get(s, "/api/v1/annual_reports/{year}/state", read, state),
        post(s, "/api/v1/annual_reports/{year}/read", write, view),
        post(s, "/api/v1/annual_reports/{year}/generate", write, generate),
    ]
}

/// What is no year has no report.
fn at(year: &str) -> Outcome<Year> {
    Year::parse(year).ok_or_else(Problem::not_found)
}

/// Mastodon's `AnnualReport`. A post that is not shown any more is not named either.
fn entity(report: &Report, shown: &[Id]) -> Value {
    let Data { archetype, most_boosted, posts, followers, top_tag } = &report.data;
    json!({
        "year": report.year.0,
        "data": {
            "archetype": archetype,
            "top_statuses": {
                "by_reblogs": most_boosted.filter(|post| shown.contains(post)),
                "by_favourites": null,
                "by_replies": null,
            },
            "time_series": [{ "month": LAST_MONTH, "statuses": posts, "followers": followers }],
            "top_hashtags": top_tag.iter().collect::<Vec<_>>(),
        },
        "schema_version": SCHEMA,
        "share_url": null,
        "account_id": report.account,
    })
}

impl Annual {
    /// Mastodon's `WrappedAnnualReports`.
    async fn wrapped(&self, me: Id, reports: &[Report]) -> Reply {
        let posts: Vec<Id> = reports.iter().filter_map(|report| report.data.most_boosted).collect();
        let views = self.0.posts.show(&posts, Some(me)).await?;
        let shown: Vec<Id> = views.iter().map(|view| view.shown.id).collect();
        let told: Value = reports.iter().map(|report| entity(report, &shown)).collect();
        let account = self.0.accounts.account(me).await?.filter(|_| !reports.is_empty());
        let mut out = format!("{{\"annual_reports\":{told},\"accounts\":[").into_bytes();
        out.extend(account.iter().flat_map(|account| account.json.iter().copied()));
        out.extend(b"],\"statuses\":");
        out.extend(write_list(&views));
        out.push(b'}');
        Ok(json_bytes(out))
    }
}

async fn all(Has(s): Has<Annual>, viewer: Viewer) -> Reply {
    let me = viewer.person()?;
    s.wrapped(me, &s.pending_of(me).await?).await
}

async fn one(Has(s): Has<Annual>, Path(year): Path<String>, viewer: Viewer) -> Reply {
    let me = viewer.person()?;
    s.wrapped(me, &[s.of_year(me, at(&year)?).await?]).await
}

async fn state(Has(s): Has<Annual>, Path(year): Path<String>, viewer: Viewer) -> Reply {
    answer(&json!({ "state": s.state(viewer.person()?, at(&year)?).await?.name() }))
}

async fn view(Has(s): Has<Annual>, Path(year): Path<String>, viewer: Viewer) -> Reply {
    s.view(viewer.person()?, at(&year)?).await?;
    answer(&json!({}))
}

/// 202 while it is being made; 200 where it is there, and where there will be none.
async fn generate(Has(s): Has<Annual>, Path(year): Path<String>, viewer: Viewer) -> Reply {
    let before = s.generate(viewer.person()?, at(&year)?).await?;
    let mut reply = answer(&json!({}))?;
    if matches!(before, State::Eligible | State::Generating) {
        *reply.status_mut() = StatusCode::ACCEPTED;
    }
    Ok(reply)
}
