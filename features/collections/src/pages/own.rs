//! The collections that somebody made, those that they are in, and making one.

use accounts::pages::say_done;
use axum::extract::{OriginalUri, State};
use axum::http::StatusCode;
use axum::response::Response;
use base::{Kind, Outcome, Problem};
use ui::{FieldErrors, Message, Page as _, Paging};
use web::{Access, Params, Reply, Route, Slice, Visit, get, html, html_status, post, see_other};

use crate::model::{CollectionEdit, Seen};
use crate::rules::COLLECTIONS_MAX;
use crate::templates::{CollectionForm, CollectionLine, CollectionsPage};
use crate::{Collections, WORDS};

const PATH: &str = "/collections";
const WITH_PATH: &str = "/collections/with_me";
/// Collections of one page of those that one is in.
const PAGE: usize = 20;
/// Pages of them that can be leafed through.
const PAGES_MAX: i64 = 50;

pub(super) fn routes(s: &Collections) -> Vec<Route> {
    let own = Access::SignedIn;
    vec![get(s, PATH, own, mine), post(s, PATH, own, create), get(s, WITH_PATH, own, with_me)]
}

/// What the form of a collection wants.
pub(super) fn edit_of(params: &Params) -> Outcome<CollectionEdit> {
    let text = |name: &str| Ok::<_, Problem>(Some(params.text(name)?.unwrap_or_default().to_owned()));
    Ok(CollectionEdit {
        name: text("name")?,
        description: text("description")?,
        language: text("language")?,
        tag: text("tag_name")?,
        sensitive: Some(params.is_set("sensitive")?),
        discoverable: Some(params.is_set("discoverable")?),
    })
}

/// The form as it was sent, for its author to mend.
pub(super) fn entered(params: &Params) -> Outcome<CollectionForm> {
    let edit = edit_of(params)?;
    Ok(CollectionForm {
        name: edit.name.unwrap_or_default(),
        description: edit.description.unwrap_or_default(),
        language: edit.language.unwrap_or_default(),
        tag: edit.tag.unwrap_or_default(),
        sensitive: edit.sensitive.unwrap_or(false),
        discoverable: edit.discoverable.unwrap_or(false),
    })
}

/// What was wrong, beside its field; other problems are passed on.
pub(super) fn complaint(problem: &Problem) -> FieldErrors {
    let told = problem.complaint();
    let field = ["Description", "Language", "Tag name"].into_iter().find(|field| told.starts_with(field));
    let (field, text) = match (field, told) {
        (Some("Description"), _) => ("description", Message::problem(told)),
        (Some("Language"), _) => ("language", Message::problem(told)),
        (Some(_), _) => ("tag_name", WORDS.say("collection-no-tag")),
        (None, "Name can't be blank") => ("name", WORDS.say("collection-no-name")),
        (None, _) => ("name", Message::problem(told)),
    };
    FieldErrors::one(field, text)
}

pub(super) fn line(seen: &Seen) -> CollectionLine {
    CollectionLine {
        id: seen.collection.id.to_string(),
        name: seen.collection.name.clone(),
        description: seen.collection.description.clone(),
        people: seen.items.len() as u64,
        discoverable: seen.collection.discoverable,
    }
}

impl Collections {
    async fn own_page(
        &self,
        visit: &Visit,
        form: CollectionForm,
        errors: FieldErrors,
    ) -> Outcome<CollectionsPage> {
        let me = visit.viewer.person()?;
        let slice = Slice { offset: 0, limit: usize::try_from(COLLECTIONS_MAX).unwrap_or(PAGE) };
        let own = self.of(me, Some(me), slice).await?;
        Ok(CollectionsPage {
            shell: self.0.accounts.shell(visit, WORDS.say("collections"), PATH).await?,
            own: true,
            list: own.list.iter().map(line).collect(),
            form,
            errors,
            paging: Paging::default(),
        })
    }
}

async fn mine(State(s): State<Collections>, visit: Visit, params: Params) -> Reply {
    let mut page = s.own_page(&visit, CollectionForm::new(), FieldErrors::default()).await?;
    say_done(&mut page.shell, &params, &WORDS, &[("deleted", "collection-deleted")]);
    Ok(html(page.page()))
}

async fn create(State(s): State<Collections>, visit: Visit, params: Params) -> Reply {
    match s.create(visit.viewer.person()?, edit_of(&params)?, Vec::new()).await {
        Ok(made) => Ok(see_other(&format!("{PATH}/{}/edit?made", made.id))),
        Err(problem) if problem.kind() == Kind::Invalid => Ok(s.refused(&visit, &params, &problem).await?),
        Err(problem) => Err(problem.into()),
    }
}

impl Collections {
    async fn refused(&self, visit: &Visit, params: &Params, problem: &Problem) -> Outcome<Response> {
        let page = self.own_page(visit, entered(params)?, complaint(problem)).await?;
        Ok(html_status(StatusCode::UNPROCESSABLE_ENTITY, page.page()))
    }
}

async fn with_me(State(s): State<Collections>, visit: Visit, uri: OriginalUri, params: Params) -> Reply {
    let number = usize::try_from(params.int("page")?.unwrap_or(0).clamp(0, PAGES_MAX)).unwrap_or(0);
    let part = s.with(visit.viewer.person()?, Slice { offset: number * PAGE, limit: PAGE }).await?;
    let path = uri.path_and_query().map_or(WITH_PATH, |path| path.as_str());
    let at = |number: usize| format!("{WITH_PATH}?page={number}");
    let page = CollectionsPage {
        shell: s.0.accounts.shell(&visit, WORDS.say("collections"), path).await?,
        own: false,
        list: part.list.iter().map(line).collect(),
        form: CollectionForm::new(),
        errors: FieldErrors::default(),
        paging: Paging {
            older: part.more.then(|| at(number + 1)),
            newer: (number > 0).then(|| at(number - 1)),
        },
    };
    Ok(html(page.page()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn complaints_stand_beside_their_fields() {
        for (text, field) in [
            ("Name can't be blank", "name"),
            ("Name is too long (maximum is 40 characters)", "name"),
            ("Description is too long (maximum is 100 characters)", "description"),
            ("Language is not a language code", "language"),
            ("Tag name is not a hashtag", "tag_name"),
            ("You have reached the maximum number of collections", "name"),
        ] {
            assert!(complaint(&Problem::invalid(text)).of(field).is_some(), "{text}");
        }
    }

    #[test]
    fn the_form_is_an_edit() {
        let sent = Params::from_urlencoded(b"name=A&description=B&tag_name=%23c&sensitive=1").unwrap();
        let edit = edit_of(&sent).unwrap();
        assert_eq!((edit.name.as_deref(), edit.tag.as_deref()), (Some("A"), Some("#c")));
        assert_eq!((edit.sensitive, edit.discoverable), (Some(true), Some(false)));
        assert_eq!(entered(&sent).unwrap().description, "B");
    }
}
