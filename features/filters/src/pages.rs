//! Keeping one's filters on pages.

use accounts::pages::human_time;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use base::{Id, Kind, Ms, Outcome, Problem, SECOND_MS};
use posts::{FilterAction, Place, Places};
use ui::{FieldErrors, Notice};
use web::{Access, Params, Reply, Route, Visit, get, html, html_status, post, see_other};

use crate::Filters;
use crate::api::at;
use crate::model::{Edit, Expiry, Filter, KeywordEdit};
use crate::rules::{BAD_PLACES, KEYWORDS_PER_FILTER_MAX};
use crate::templates::{ENDINGS, FilterForm, FilterLine, FilterPage, FiltersPage, Word, place_label};

const PATH: &str = "/settings/filters";
/// Empty lines for further words.
const EMPTY_LINES: usize = 3;

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

/// The form as the filter is now.
fn filled(filter: &Filter, now: Ms) -> FilterForm {
    let word = |keyword: &crate::Keyword| Word {
        id: keyword.id.to_string(),
        text: keyword.text.clone(),
        whole: keyword.whole_word,
    };
    FilterForm {
        title: filter.title.clone(),
        words: with_empty(filter.keywords.iter().map(word).collect()),
        places: filter.places,
        action: filter.action,
        ends: filter.expires_ms.map_or("", |_| "keep").to_owned(),
        ends_now: filter.expires_ms.map(|end| end_text(end, now)),
        posts: filter.posts.len(),
    }
}

fn with_empty(mut words: Vec<Word>) -> Vec<Word> {
    let empty = Word { id: String::new(), text: String::new(), whole: true };
    words.extend(std::iter::repeat_n(empty, EMPTY_LINES));
    words
}

/// The lines of words that were sent.
fn lines(params: &Params) -> Outcome<Vec<Word>> {
    let text = |name: String| Ok::<_, Problem>(params.text(&name)?.unwrap_or_default().to_owned());
    let line = |n: usize| {
        let whole = params.is_set(&format!("whole_{n}"))?;
        Ok(Word { id: text(format!("keyword_id_{n}"))?, text: text(format!("keyword_{n}"))?, whole })
    };
    let most = KEYWORDS_PER_FILTER_MAX + EMPTY_LINES;
    (0..most).take_while(|n| params.has(&format!("keyword_{n}"))).map(line).collect()
}

fn places(params: &Params) -> Outcome<Places> {
    Place::NAMED.into_iter().try_fold(Places::default(), |all, place| {
        let ticked = params.is_set(&format!("context_{}", place.name()))?;
        Ok(if ticked { all.with(place) } else { all })
    })
}

fn action(params: &Params) -> Outcome<FilterAction> {
    Ok(params.filled("filter_action")?.and_then(FilterAction::parse).unwrap_or_default())
}

/// The form as it was sent, for its author to mend.
fn entered(params: &Params, old: Option<&Filter>, now: Ms) -> Outcome<FilterForm> {
    Ok(FilterForm {
        title: params.text("title")?.unwrap_or_default().to_owned(),
        words: lines(params)?,
        places: places(params)?,
        action: action(params)?,
        ends: params.text("ends")?.unwrap_or_default().to_owned(),
        ends_now: old.and_then(|filter| filter.expires_ms).map(|end| end_text(end, now)),
        posts: old.map_or(0, |filter| filter.posts.len()),
    })
}

/// What the form wants. A line that was emptied takes its word away.
fn edit(params: &Params, now: Ms) -> Outcome<Edit> {
    let word = |line: Word| {
        let empty = text::is_blank(&line.text);
        match line.id.as_str() {
            "" if empty => None,
            "" => Some(Ok(KeywordEdit::Add { text: line.text, whole_word: line.whole })),
            id if empty => Some(at(id).map(KeywordEdit::Remove)),
            id => Some(at(id).map(|id| KeywordEdit::Change {
                id,
                text: Some(line.text),
                whole_word: Some(line.whole),
            })),
        }
    };
    let seconds = params.text("ends")?.unwrap_or_default();
    let known = ENDINGS.iter().any(|(value, _)| *value == seconds);
    let expires = known.then(|| match seconds.parse::<i64>() {
        Ok(seconds) => Expiry::At(now + seconds * SECOND_MS),
        Err(_) => Expiry::Never,
    });
    Ok(Edit {
        title: Some(params.text("title")?.unwrap_or_default().to_owned()),
        places: Some(places(params)?),
        action: Some(action(params)?),
        expires,
        keywords: lines(params)?.into_iter().filter_map(word).collect::<Outcome<_>>()?,
    })
}

/// What was wrong, beside its field, in the words of the form.
fn complaint(problem: &Problem) -> FieldErrors {
    let told = problem.text().strip_prefix("Validation failed: ").unwrap_or(problem.text());
    let (field, text) = match told {
        BAD_PLACES => ("context_home", "Choose at least one place."),
        "Title can't be blank" => ("title", "Give the filter a name."),
        _ if told.contains("eyword") => ("keyword_0", told),
        _ => ("title", told),
    };
    let mut errors = FieldErrors::default();
    errors.add(field, text);
    errors
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::tests::{add, filter};

    fn sent(form: &str) -> Params {
        Params::from_urlencoded(form.as_bytes()).unwrap()
    }

    #[test]
    fn the_form_is_an_edit() {
        let params = sent(
            "title=T&keyword_id_0=7&keyword_0=a&whole_0=1&keyword_id_1=8&keyword_1=+&keyword_id_2=&keyword_2=new\
            &keyword_id_3=&keyword_3=&context_thread=1&filter_action=blur&ends=1800",
        );
        let edit = edit(&params, 5).unwrap();
        let change = KeywordEdit::Change { id: Id(7), text: Some("a".into()), whole_word: Some(true) };
        assert_eq!(edit.keywords, [change, KeywordEdit::Remove(Id(8)), add("new", false)]);
        assert!(edit.places.unwrap().named().eq([Place::Thread]));
        assert_eq!((edit.action, edit.expires), (Some(FilterAction::Blur), Some(Expiry::At(1_800_005))));
        let again = entered(&params, None, 0).unwrap();
        assert_eq!((again.words.len(), again.ends.as_str(), again.title.as_str()), (4, "1800", "T"));
    }

    #[test]
    fn ends() {
        for (value, expires) in [("keep", None), ("", Some(Expiry::Never)), ("5", None), ("x", None)] {
            assert_eq!(edit(&sent(&format!("ends={value}")), 0).unwrap().expires, expires, "{value}");
        }
    }

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

    #[test]
    fn complaints_stand_beside_their_fields() {
        for (text, field) in [
            (BAD_PLACES, "context_home"),
            ("Title can't be blank", "title"),
            ("Keyword is too long (maximum is 512 characters)", "keyword_0"),
            ("Your filters have too many keywords", "keyword_0"),
            ("You can have 100 filters at the most", "title"),
        ] {
            assert!(complaint(&Problem::invalid(text)).of(field).is_some(), "{text}");
        }
    }
}
