//! Reports: making them, and the staff's work with them.

use axum::extract::{OriginalUri, Path, State};
use base::{Id, Outcome, Problem};
use serde_json::Value;
use web::{Params, Reply, Viewer, json as answer, paged};

use super::{PAGE, at};
use crate::model::{Category, NewReport, ReportFilter, ReportState};
use crate::{Moderation, entity};

fn category(params: &Params) -> Outcome<Option<Category>> {
    let unknown = || Problem::invalid("Category is not included in the list");
    params.filled("category")?.map(|name| Category::parse(name).ok_or_else(unknown)).transpose()
}

/// Numbers of rules; what is no number is no rule.
fn rules(params: &Params) -> Outcome<Vec<i64>> {
    Ok(params.texts("rule_ids")?.into_iter().map(|text| text.parse().unwrap_or(0)).collect())
}

pub(super) async fn report(State(s): State<Moderation>, viewer: Viewer, params: Params) -> Reply {
    let new = NewReport {
        by: viewer.person()?,
        target: params.id("account_id")?.ok_or_else(Problem::not_found)?,
        posts: params.ids("status_ids")?,
        collections: params.ids("collection_ids")?,
        comment: params.text("comment")?.unwrap_or_default().to_owned(),
        category: category(&params)?,
        rules: rules(&params)?,
        forward: params.is_set("forward")?,
    };
    let report = s.report(new).await?;
    let target = s.accounts.account(report.target).await?.ok_or_else(Problem::not_found)?;
    answer(&entity::report(&report, &target))
}

pub(super) async fn list(State(s): State<Moderation>, uri: OriginalUri, params: Params) -> Reply {
    let filter = ReportFilter {
        state: if params.is_set("resolved")? { ReportState::Resolved } else { ReportState::Open },
        assigned: None,
        by: params.id("account_id")?,
        target: params.id("target_account_id")?,
        domain: params.filled("by_target_domain")?.map(str::to_lowercase),
    };
    let all = s.around(s.reports(filter, params.page(PAGE)?).await?).await?;
    let ids: Vec<Id> = all.reports.iter().map(|report| report.id).collect();
    let told = all.reports.iter().map(|report| entity::admin_report(&all, report, &s.settings().rules));
    Ok(paged(&s.site, &uri, &ids, answer(&told.collect::<Outcome<Vec<Value>>>()?)?))
}

async fn shown(s: &Moderation, id: Id) -> Reply {
    let all = s.around(vec![s.one_report(id).await?]).await?;
    let report = all.reports.first().ok_or_else(Problem::not_found)?;
    answer(&entity::admin_report(&all, report, &s.settings().rules)?)
}

pub(super) async fn one(State(s): State<Moderation>, Path(id): Path<String>) -> Reply {
    shown(&s, at(&id)?).await
}

pub(super) async fn edit(
    State(s): State<Moderation>,
    Path(id): Path<String>,
    viewer: Viewer,
    params: Params,
) -> Reply {
    let id = at(&id)?;
    let named = params.has("rule_ids").then(|| rules(&params)).transpose()?;
    s.sort_report(viewer.person()?, id, category(&params)?, named).await?;
    shown(&s, id).await
}

pub(super) async fn assign(State(s): State<Moderation>, Path(id): Path<String>, viewer: Viewer) -> Reply {
    let (id, me) = (at(&id)?, viewer.person()?);
    s.assign_report(me, id, Some(me)).await?;
    shown(&s, id).await
}

pub(super) async fn unassign(State(s): State<Moderation>, Path(id): Path<String>, viewer: Viewer) -> Reply {
    let id = at(&id)?;
    s.assign_report(viewer.person()?, id, None).await?;
    shown(&s, id).await
}

pub(super) async fn resolve(State(s): State<Moderation>, Path(id): Path<String>, viewer: Viewer) -> Reply {
    let id = at(&id)?;
    s.resolve_report(viewer.person()?, id).await?;
    shown(&s, id).await
}

pub(super) async fn reopen(State(s): State<Moderation>, Path(id): Path<String>, viewer: Viewer) -> Reply {
    let id = at(&id)?;
    s.reopen_report(viewer.person()?, id).await?;
    shown(&s, id).await
}
