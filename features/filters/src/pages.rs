//! Keeping one's filters on pages.

mod form;

use accounts::pages::human_time;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use base::{Id, Kind, Ms, Outcome};
use posts::{FilterAction, Place, Places};
use ui::{FieldErrors, Notice};
use web::{Access, Params, Reply, Route, Visit, at, get, html, html_status, post, see_other};

use crate::Filters;
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
    let mut shell = s.0.posts.accounts().shell(&visit, "Filters", PATH).await?;
    for (done, told) in [("saved", "Your filter is saved."), ("deleted", "Your filter is deleted.")] {
        if params.has(done) {
            shell.notice = Some(Notice::success(told));
        }
    }
    Ok(html(FiltersPage { shell, filters: all.iter().map(line).collect() }.to_string()))
}

async fn fresh(State(s): State<Filters>, visit: Visit) -> Reply {
    let places = Place::NAMED.into_iter().fold(Places::default(), Places::with);
    let form = FilterForm { words: with_empty(Vec::new()), places, ..FilterForm::default() };
    Ok(html(s.form_page(&visit, None, form, FieldErrors::default()).await?.to_string()))
}

async fn one(State(s): State<Filters>, Path(id): Path<String>, visit: Visit) -> Reply {
    let filter = s.filter(visit.viewer.person()?, at(&id)?).await?;
    let form = filled(&filter, s.0.clock.now_ms());
    Ok(html(s.form_page(&visit, Some(filter.id), form, FieldErrors::default()).await?.to_string()))
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
        Ok(html_status(StatusCode::UNPROCESSABLE_ENTITY, page.to_string()))
    }

    async fn form_page(
        &self,
        visit: &Visit,
        id: Option<Id>,
        form: FilterForm,
        errors: FieldErrors,
    ) -> Outcome<FilterPage> {
        let heading = if id.is_some() { "Edit filter" } else { "New filter" };
        Ok(FilterPage {
            shell: self.0.posts.accounts().shell(visit, heading, PATH).await?,
            heading: heading.to_owned(),
            action: id.map_or_else(|| PATH.to_owned(), |id| format!("{PATH}/{id}")),
            id: id.map(|id| id.to_string()),
            form,
            errors,
        })
    }
}

/// `2 words, folds; in Home and lists, Threads; ends 5 Dec 2026`
fn summary(filter: &Filter, now: Ms) -> String {
    let counted = |n: usize, one: &str| format!("{n} {one}{}", if n == 1 { "" } else { "s" });
    let does = match filter.action {
        FilterAction::Warn => "folds",
        FilterAction::Blur => "covers pictures",
        FilterAction::Hide => "leaves out",
    };
    let mut parts = counted(filter.keywords.len(), "word");
    if !filter.posts.is_empty() {
        parts = format!("{parts}, {}", counted(filter.posts.len(), "post"));
    }
    let places: Vec<&str> = filter.places.named().map(place_label).collect();
    let everywhere = places.len() == Place::NAMED.len();
    let places = if everywhere { "everywhere".to_owned() } else { format!("in {}", places.join(", ")) };
    let end = filter.expires_ms.map(|end| format!("; {}", end_text(end, now).to_lowercase()));
    format!("{parts}; {does}; {places}{}", end.unwrap_or_default())
}

/// `Ends in 5 h`, as [`human_time`] counts.
fn end_text(end: Ms, now: Ms) -> String {
    if end <= now { "Has ended".to_owned() } else { format!("Ends in {}", human_time(end, now)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::tests::{add, filter};

    #[test]
    fn a_filter_in_words() {
        let mut one = filter("t", vec![add("a", true)]);
        assert_eq!(summary(&one, 0), "1 word; folds; in Home and lists");
        one.places = one.places.with(Place::Thread);
        one.posts.push(crate::Named { id: Id(1), post: Id(2) });
        one.expires_ms = Some(7_200_000);
        assert_eq!(summary(&one, 0), "1 word, 1 post; folds; in Home and lists, Threads; ends in 2 h");
        assert!(summary(&one, 7_200_000).ends_with("has ended"));
        one.places = Place::NAMED.into_iter().fold(one.places, Places::with);
        assert!(summary(&one, 0).contains("; folds; everywhere; ends"));
        let form = filled(&one, 0);
        assert_eq!((form.words.len(), form.ends.as_str(), form.posts), (4, "keep", 1));
    }
}
