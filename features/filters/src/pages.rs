//! Keeping one's filters on pages.

mod form;

use accounts::pages::say_done;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use base::{Id, Kind, Ms, Outcome};
use posts::{FilterAction, Place, Places};
use ui::{FieldErrors, Message, Page as _};
use web::{Access, Params, Reply, Route, Visit, at, get, html, html_status, post, see_other};

use crate::Filters;
use crate::WORDS;
use crate::model::Filter;
use crate::pages::form::{complaint, edit, entered, filled, with_empty};
use crate::templates::{FilterForm, FilterLine, FilterPage, FiltersPage, place_label};

const PATH: &str = "/settings/filters";

pub(crate) fn routes(s: &Filters) -> Vec<Route> {
    let own = Access::SignedIn;
    vec![
        get(s, PATH, own, list),
        post(s, PATH, own, create),
        get(s, "/settings/filters/new", own, fresh),
        get(s, "/settings/filters/{id}", own, one),
        post(s, "/settings/filters/{id}", own, save),
        post(s, "/web/filters/{id}/delete", own, remove),
    ]
}

async fn list(State(s): State<Filters>, visit: Visit, params: Params) -> Reply {
    let now = s.0.clock.now_ms();
    let all = s.all(visit.viewer.person()?).await?;
    let line = |filter: &Filter| FilterLine {
        id: filter.id.to_string(),
        title: filter.title.clone(),
        summary: summary(filter, now),
    };
    let mut shell = s.0.posts.accounts().shell(&visit, ui::WORDS.say("settings-filters"), PATH).await?;
    say_done(&mut shell, &params, &WORDS, &[("saved", "filters-saved"), ("deleted", "filters-deleted")]);
    Ok(html(FiltersPage { shell, filters: all.iter().map(line).collect() }.page()))
}

async fn fresh(State(s): State<Filters>, visit: Visit) -> Reply {
    let places = Place::NAMED.into_iter().fold(Places::default(), Places::with);
    let form = FilterForm { words: with_empty(Vec::new()), places, ..FilterForm::default() };
    Ok(html(s.form_page(&visit, None, form, FieldErrors::default()).await?.page()))
}

async fn one(State(s): State<Filters>, Path(id): Path<String>, visit: Visit) -> Reply {
    let filter = s.filter(visit.viewer.person()?, at(&id)?).await?;
    let form = filled(&filter, s.0.clock.now_ms());
    Ok(html(s.form_page(&visit, Some(filter.id), form, FieldErrors::default()).await?.page()))
}

async fn create(State(s): State<Filters>, visit: Visit, params: Params) -> Reply {
    let done = s.create(visit.viewer.person()?, edit(&params, s.0.clock.now_ms())?).await;
    Ok(s.answer(&visit, None, &params, done).await?)
}

async fn save(State(s): State<Filters>, Path(id): Path<String>, visit: Visit, params: Params) -> Reply {
    let id = at(&id)?;
    let done = s.update(visit.viewer.person()?, id, edit(&params, s.0.clock.now_ms())?).await;
    Ok(s.answer(&visit, Some(id), &params, done).await?)
}

async fn remove(State(s): State<Filters>, Path(id): Path<String>, visit: Visit) -> Reply {
    s.delete(visit.viewer.person()?, at(&id)?).await?;
    Ok(see_other("/settings/filters?deleted"))
}

impl Filters {
    /// To the list, or the form again with what was wrong.
    async fn answer(
        &self,
        visit: &Visit,
        id: Option<Id>,
        params: &Params,
        done: Outcome<Filter>,
    ) -> Outcome<Response> {
        let problem = match done {
            Ok(_) => return Ok(see_other("/settings/filters?saved")),
            Err(problem) if problem.kind() == Kind::Invalid => problem,
            Err(problem) => return Err(problem),
        };
        let now = self.0.clock.now_ms();
        let old = match id {
            Some(id) => Some(self.filter(visit.viewer.person()?, id).await?),
            None => None,
        };
        let form = entered(params, old.as_ref(), now)?;
        let page = self.form_page(visit, id, form, complaint(&problem)).await?;
        Ok(html_status(StatusCode::UNPROCESSABLE_ENTITY, page.page()))
    }

    async fn form_page(
        &self,
        visit: &Visit,
        id: Option<Id>,
        form: FilterForm,
        errors: FieldErrors,
    ) -> Outcome<FilterPage> {
        let heading = WORDS.say(if id.is_some() { "filter-edit" } else { "filter-new" });
        Ok(FilterPage {
            shell: self.0.posts.accounts().shell(visit, heading.clone(), PATH).await?,
            heading,
            action: id.map_or_else(|| PATH.to_owned(), |id| format!("{PATH}/{id}")),
            id: id.map(|id| id.to_string()),
            form,
            errors,
        })
    }
}

/// `2 words; folds; in Home and lists, Threads; ends in 5 h`
fn summary(filter: &Filter, now: Ms) -> Message {
    let does = match filter.action {
        FilterAction::Warn => "filter-summary-warn",
        FilterAction::Blur => "filter-summary-blur",
        FilterAction::Hide => "filter-summary-hide",
    };
    let mut parts = WORDS.say("filter-summary-words").with("n", filter.keywords.len());
    if !filter.posts.is_empty() {
        parts = WORDS.say("filter-summary-posts").with("words", parts).with("n", filter.posts.len());
    }
    let said = WORDS.say("filter-summary").with("parts", parts).with("does", WORDS.say(does));
    let said = said.with("places", summary_places(filter));
    match filter.expires_ms {
        Some(end) => WORDS.say("filter-summary-end").with("summary", said).with("end", summary_end(end, now)),
        None => said,
    }
}

fn summary_places(filter: &Filter) -> Message {
    let places: Vec<Message> = filter.places.named().map(place_label).collect();
    if places.len() == Place::NAMED.len() {
        return WORDS.say("filter-summary-everywhere");
    }
    let joined = places
        .into_iter()
        .reduce(|before, place| WORDS.say("filter-summary-and").with("before", before).with("place", place));
    WORDS.say("filter-summary-in").with("places", joined.unwrap_or_default())
}

fn summary_end(end: Ms, now: Ms) -> Message {
    match end <= now {
        true => WORDS.say("filter-summary-ended"),
        false => WORDS.say("filter-summary-ends-in").with("time", Message::ago(end, now)),
    }
}

/// `Ends in 5 h`, as [`Message::ago`] counts.
fn end_text(end: Ms, now: Ms) -> Message {
    match end <= now {
        true => WORDS.say("filter-ended"),
        false => WORDS.say("filter-ends-in").with("time", Message::ago(end, now)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::tests::{add, filter};

    #[test]
    fn a_filter_in_words() {
        let said = |filter: &Filter, now| summary(filter, now).text(ui::Lang::En);
        let mut one = filter("t", vec![add("a", true)]);
        assert_eq!(said(&one, 0), "1 word; folds; in Home and lists");
        one.places = one.places.with(Place::Thread);
        one.posts.push(crate::Named { id: Id(1), post: Id(2) });
        one.expires_ms = Some(7_200_000);
        assert_eq!(said(&one, 0), "1 word, 1 post; folds; in Home and lists, Threads; ends in 2 h");
        assert!(said(&one, 7_200_000).ends_with("has ended"));
        one.places = Place::NAMED.into_iter().fold(one.places, Places::with);
        assert!(said(&one, 0).contains("; folds; everywhere; ends"));
        let form = filled(&one, 0);
        assert_eq!((form.words.len(), form.ends.as_str(), form.posts), (4, "keep", 1));
    }
}
