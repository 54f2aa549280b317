//! The first version of filters, which Mastodon keeps for old apps: each keyword of the filters of today, with what it
//! has from its filter.

use axum::extract::{Path, State};
use axum::http::HeaderValue;
use base::{Outcome, Problem};
use posts::FilterAction;
use serde_json::{Value, json};
use web::{Access, Params, Reply, Route, Scope, Viewer, at, delete, get, json as answer, post, put};

use crate::actions::OldEdit;
use crate::api::{expiry, places, with_id};
use crate::model::{Edit, KeywordEdit};
use crate::{Filters, entity};

/// When Mastodon declared them old: with release 4.0 (RFC 9745).
const DEPRECATED: HeaderValue = HeaderValue::from_static("@1668384000");

pub(crate) fn routes(s: &Filters) -> Vec<Route> {
    let read = Access::Person(Scope::READ_FILTERS);
    let write = Access::Person(Scope::WRITE_FILTERS);
    vec![
        get(s, "/api/v1/filters", read, list),
        post(s, "/api/v1/filters", write, create),
        get(s, "/api/v1/filters/{id}", read, one),
        put(s, "/api/v1/filters/{id}", write, update),
        delete(s, "/api/v1/filters/{id}", write, remove),
    ]
}

fn old(value: &Value) -> Reply {
    let mut response = answer(value)?;
    response.headers_mut().insert("deprecation", DEPRECATED);
    Ok(response)
}

async fn list(State(s): State<Filters>, viewer: Viewer) -> Reply {
    let all = s.all(viewer.person()?).await?;
    let each = all.iter().flat_map(|filter| filter.keywords.iter().map(move |one| entity::old(filter, one)));
    old(&each.collect())
}

async fn one(State(s): State<Filters>, Path(id): Path<String>, viewer: Viewer) -> Reply {
    let (filter, keyword) = s.keyword(viewer.person()?, at(&id)?).await?;
    old(&entity::old(&filter, &keyword))
}

async fn create(State(s): State<Filters>, viewer: Viewer, params: Params) -> Reply {
    let edit = edit(&s, &params)?;
    let text = edit.text.unwrap_or_default();
    // The phrase is the title too; the app is told of the one that it knows.
    if text::is_blank(&text) {
        return Err(Problem::invalid("Phrase can't be blank").into());
    }
    let keyword = KeywordEdit::Add { text: text.clone(), whole_word: edit.whole_word.unwrap_or(true) };
    let title = Some(text.chars().take(crate::rules::TITLE_CHARS_MAX).collect());
    let filter = s.create(viewer.person()?, Edit { title, keywords: vec![keyword], ..edit.filter }).await?;
    old(&filter.keywords.last().map_or(Value::Null, |keyword| entity::old(&filter, keyword)))
}

async fn update(State(s): State<Filters>, Path(id): Path<String>, viewer: Viewer, params: Params) -> Reply {
    let id = at(&id)?;
    let filter = s.change_old(viewer.person()?, id, edit(&s, &params)?).await?;
    old(&with_id(&filter, id).map_or(Value::Null, |keyword| entity::old(&filter, keyword)))
}

async fn remove(State(s): State<Filters>, Path(id): Path<String>, viewer: Viewer) -> Reply {
    s.delete_old(viewer.person()?, at(&id)?).await?;
    old(&json!({}))
}

/// `irreversible` is hide; without it a filter warns.
fn edit(s: &Filters, params: &Params) -> Outcome<OldEdit> {
    let action = |hide| if hide { FilterAction::Hide } else { FilterAction::Warn };
    let filter = Edit {
        places: places(params)?,
        action: params.flag("irreversible")?.map(action),
        expires: expiry(params, &s.0.clock)?,
        ..Edit::default()
    };
    let text = params.text("phrase")?.map(str::to_owned);
    Ok(OldEdit { text, whole_word: params.flag("whole_word")?, filter })
}
