//! Mastodon's filters, keywords and named posts.

use axum::extract::{Path, State};
use base::{Clock, Id, Outcome, Problem, SECOND_MS};
use posts::{FilterAction, Place, Places};
use serde_json::{Value, json};
use web::{Access, Params, Reply, Route, Scope, Viewer, at, delete, get, json as answer, post, put};

use crate::model::{Edit, Expiry, Filter, Keyword, KeywordEdit};
use crate::{Filters, entity, rules};

pub(crate) fn routes(s: &Filters) -> Vec<Route> {
    let read = Access::Person(Scope::READ_FILTERS);
    let write = Access::Person(Scope::WRITE_FILTERS);
    vec![
        get(s, "/api/v2/filters", read, list),
        post(s, "/api/v2/filters", write, create),
        get(s, "/api/v2/filters/{id}", read, one),
        put(s, "/api/v2/filters/{id}", write, update),
        delete(s, "/api/v2/filters/{id}", write, remove),
        get(s, "/api/v2/filters/{id}/keywords", read, keywords),
        post(s, "/api/v2/filters/{id}/keywords", write, add_keyword),
        get(s, "/api/v2/filters/keywords/{id}", read, keyword),
        put(s, "/api/v2/filters/keywords/{id}", write, change_keyword),
        delete(s, "/api/v2/filters/keywords/{id}", write, remove_keyword),
        get(s, "/api/v2/filters/{id}/statuses", read, statuses),
        post(s, "/api/v2/filters/{id}/statuses", write, add_status),
        get(s, "/api/v2/filters/statuses/{id}", read, status),
        delete(s, "/api/v2/filters/statuses/{id}", write, remove_status),
    ]
}

pub(crate) fn nothing() -> Reply {
    answer(&json!({}))
}

async fn list(State(s): State<Filters>, viewer: Viewer) -> Reply {
    let all = s.all(viewer.person()?).await?;
    answer(&all.iter().map(entity::filter).collect::<Vec<_>>())
}

async fn one(State(s): State<Filters>, Path(id): Path<String>, viewer: Viewer) -> Reply {
    answer(&entity::filter(&s.filter(viewer.person()?, at(&id)?).await?))
}

async fn create(State(s): State<Filters>, viewer: Viewer, params: Params) -> Reply {
    answer(&entity::filter(&s.create(viewer.person()?, edit(&params, &s.0.clock)?).await?))
}

async fn update(State(s): State<Filters>, Path(id): Path<String>, viewer: Viewer, params: Params) -> Reply {
    let edit = edit(&params, &s.0.clock)?;
    answer(&entity::filter(&s.update(viewer.person()?, at(&id)?, edit).await?))
}

async fn remove(State(s): State<Filters>, Path(id): Path<String>, viewer: Viewer) -> Reply {
    s.delete(viewer.person()?, at(&id)?).await?;
    nothing()
}

async fn keywords(State(s): State<Filters>, Path(id): Path<String>, viewer: Viewer) -> Reply {
    let filter = s.filter(viewer.person()?, at(&id)?).await?;
    answer(&filter.keywords.iter().map(entity::keyword).collect::<Vec<_>>())
}

async fn add_keyword(
    State(s): State<Filters>,
    Path(id): Path<String>,
    viewer: Viewer,
    params: Params,
) -> Reply {
    let text = params.text("keyword")?.unwrap_or_default().to_owned();
    let add = KeywordEdit::Add { text, whole_word: params.flag("whole_word")?.unwrap_or(true) };
    let edit = Edit { keywords: vec![add], ..Edit::default() };
    let filter = s.update(viewer.person()?, at(&id)?, edit).await?;
    // The newest is the one that was added.
    answer(&filter.keywords.last().map_or(Value::Null, entity::keyword))
}

async fn keyword(State(s): State<Filters>, Path(id): Path<String>, viewer: Viewer) -> Reply {
    answer(&entity::keyword(&s.keyword(viewer.person()?, at(&id)?).await?.1))
}

async fn change_keyword(
    State(s): State<Filters>,
    Path(id): Path<String>,
    viewer: Viewer,
    params: Params,
) -> Reply {
    let id = at(&id)?;
    let text = params.text("keyword")?.map(str::to_owned);
    let edit = KeywordEdit::Change { id, text, whole_word: params.flag("whole_word")? };
    let filter = s.change_keyword(viewer.person()?, id, edit).await?;
    answer(&with_id(&filter, id).map_or(Value::Null, entity::keyword))
}

pub(crate) fn with_id(filter: &Filter, id: Id) -> Option<&Keyword> {
    filter.keywords.iter().find(|keyword| keyword.id == id)
}

async fn remove_keyword(State(s): State<Filters>, Path(id): Path<String>, viewer: Viewer) -> Reply {
    let id = at(&id)?;
    s.change_keyword(viewer.person()?, id, KeywordEdit::Remove(id)).await?;
    nothing()
}

async fn statuses(State(s): State<Filters>, Path(id): Path<String>, viewer: Viewer) -> Reply {
    let filter = s.filter(viewer.person()?, at(&id)?).await?;
    answer(&filter.posts.iter().map(entity::named).collect::<Vec<_>>())
}

async fn add_status(
    State(s): State<Filters>,
    Path(id): Path<String>,
    viewer: Viewer,
    params: Params,
) -> Reply {
    let (me, filter) = (viewer.person()?, at(&id)?);
    // What is no id is the id of nothing.
    let post = params.filled("status_id")?.and_then(|id| id.parse().ok()).unwrap_or_default();
    answer(&entity::named(&s.name_post(me, filter, post).await?))
}

async fn status(State(s): State<Filters>, Path(id): Path<String>, viewer: Viewer) -> Reply {
    let (me, id) = (viewer.person()?, at(&id)?);
    let all = s.all(me).await?;
    let found = all.iter().flat_map(|filter| &filter.posts).find(|named| named.id == id);
    answer(&entity::named(found.ok_or_else(Problem::not_found)?))
}

async fn remove_status(State(s): State<Filters>, Path(id): Path<String>, viewer: Viewer) -> Reply {
    s.unname(viewer.person()?, at(&id)?).await?;
    nothing()
}

/// What a client says of a filter; what it does not say stays.
pub(crate) fn edit(params: &Params, clock: &Clock) -> Outcome<Edit> {
    let keywords = params.list("keywords_attributes").into_iter();
    Ok(Edit {
        title: params.text("title")?.map(str::to_owned),
        places: places(params)?,
        action: action(params)?,
        expires: expiry(params, clock)?,
        keywords: keywords
            .map(|node| keyword_edit(node.as_map("keywords_attributes")?))
            .collect::<Outcome<_>>()?,
    })
}

/// `context[]`; empty ones are passed over, unknown ones are refused.
pub(crate) fn places(params: &Params) -> Outcome<Option<Places>> {
    if !params.has("context") {
        return Ok(None);
    }
    let mut places = Places::default();
    for name in params.texts("context")?.into_iter().map(str::trim).filter(|name| !name.is_empty()) {
        places = places.with(Place::parse(name).ok_or_else(|| Problem::invalid(rules::BAD_PLACES))?);
    }
    Ok(Some(places))
}

fn action(params: &Params) -> Outcome<Option<FilterAction>> {
    let unknown = || Problem::invalid("Action is not included in the list");
    params.filled("filter_action")?.map(|name| FilterAction::parse(name).ok_or_else(unknown)).transpose()
}

/// `expires_in`, in seconds from now; empty is never.
pub(crate) fn expiry(params: &Params, clock: &Clock) -> Outcome<Option<Expiry>> {
    if !params.has("expires_in") {
        return Ok(None);
    }
    let at = |seconds: i64| Expiry::At(clock.now_ms().saturating_add(seconds.saturating_mul(SECOND_MS)));
    let latest = |expiry| if expiry < LATEST_SECONDS { at(expiry) } else { Expiry::Never };
    Ok(Some(params.int("expires_in")?.map_or(Expiry::Never, latest)))
}

/// What ends later than in a hundred years does not end; clients may not be able to read its date.
const LATEST_SECONDS: i64 = 100 * 365 * 86_400;

fn keyword_edit(params: &Params) -> Outcome<KeywordEdit> {
    let text = params.text("keyword")?.map(str::to_owned);
    let whole_word = params.flag("whole_word")?;
    match params.filled("id")? {
        Some(id) if params.is_set("_destroy")? => Ok(KeywordEdit::Remove(at(id)?)),
        Some(id) => Ok(KeywordEdit::Change { id: at(id)?, text, whole_word }),
        None => {
            Ok(KeywordEdit::Add { text: text.unwrap_or_default(), whole_word: whole_word.unwrap_or(true) })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(form: &str) -> Outcome<Edit> {
        edit(&Params::from_urlencoded(form.as_bytes()).unwrap(), &Clock::fixed(5_000))
    }

    #[test]
    fn forms_of_clients() {
        let rails = read(
            "title=T&context[]=home&context[]=&context[]=thread&filter_action=blur&expires_in=60\
            &keywords_attributes[][keyword]=a&keywords_attributes[][whole_word]=false\
            &keywords_attributes[][keyword]=b&keywords_attributes[][id]=7&keywords_attributes[][_destroy]=1",
        )
        .unwrap();
        assert_eq!((rails.title.as_deref(), rails.action), (Some("T"), Some(FilterAction::Blur)));
        assert!(rails.places.unwrap().named().eq([Place::Home, Place::Thread]));
        assert_eq!(rails.expires, Some(Expiry::At(65_000)));
        let add = KeywordEdit::Add { text: "a".into(), whole_word: false };
        assert_eq!(rails.keywords, [add, KeywordEdit::Remove(Id(7))]);
        let json = br#"{"keywords_attributes":[{"id":"7","keyword":"c"},{"keyword":"d","_destroy":true}],"expires_in":null}"#;
        let json = edit(&Params::from_json(json).unwrap(), &Clock::fixed(0)).unwrap();
        let change = KeywordEdit::Change { id: Id(7), text: Some("c".into()), whole_word: None };
        assert_eq!(json.keywords, [change, KeywordEdit::Add { text: "d".into(), whole_word: true }]);
        assert_eq!((json.expires, json.places), (Some(Expiry::Never), None));
        assert_eq!(read("expires_in=").unwrap().expires, Some(Expiry::Never));
        assert_eq!(read("expires_in=99999999999999999").unwrap().expires, Some(Expiry::Never));
        assert_eq!(read("").unwrap(), Edit::default());
    }

    #[test]
    fn bad_forms() {
        for form in ["context[]=attic", "filter_action=drop", "expires_in=soon", "keywords_attributes[]=x"] {
            assert_eq!(read(form).unwrap_err().kind().status(), 422, "{form}");
        }
        assert_eq!(read("keywords_attributes[][id]=x").unwrap_err().kind().status(), 404);
        assert!(read("context[]=").unwrap().places.unwrap().is_empty());
    }
}
