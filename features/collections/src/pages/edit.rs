//! Changing a collection, and who is in it.

use accounts::pages::say_done;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use base::{Id, Kind, Outcome, Problem};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use ui::{FieldErrors, Message, Notice, Page as _, PersonView};
use web::{Access, Params, Reply, Route, Visit, at, get, html, html_status, post, see_other};

use super::own::{complaint, edit_of, entered};
use crate::model::{Collection, Seen};
use crate::rules::full_text;
use crate::templates::{CollectionEditPage, CollectionForm};
use crate::{Collections, WORDS};

/// Characters of a name that is looked for.
const NAME_CHARS_MAX: usize = 100;
/// People that are offered at once.
const OFFERED_MAX: usize = 12;

pub(super) fn routes(s: &Collections) -> Vec<Route> {
    let own = Access::SignedIn;
    vec![
        get(s, "/collections/{id}/edit", own, show),
        post(s, "/collections/{id}/edit", own, save),
        post(s, "/web/collections/{id}/delete", own, remove),
        post(s, "/web/collections/{id}/items/{account}/add", own, add_item),
        post(s, "/web/collections/{id}/items/{item}/remove", own, remove_item),
    ]
}

/// What was done, and how the page says it.
const TOLD: &[(&str, &str)] = &[
    ("made", "collection-made"),
    ("saved", "collection-saved"),
    ("added", "collection-added"),
    ("removed", "collection-removed"),
];

fn filled(collection: &Collection) -> CollectionForm {
    CollectionForm {
        name: collection.name.clone(),
        description: collection.description.clone(),
        language: collection.language.clone().unwrap_or_default(),
        tag: collection.tag.clone().unwrap_or_default(),
        sensitive: collection.sensitive,
        discoverable: collection.discoverable,
    }
}

fn edit_path(id: Id) -> String {
    format!("/collections/{id}/edit")
}

impl Collections {
    /// The collection, if it is the visitor's own; else 403.
    async fn own_seen(&self, me: Id, id: Id) -> Outcome<Seen> {
        let seen = self.one(id, Some(me)).await?;
        if seen.collection.owner == me { Ok(seen) } else { Err(Problem::forbidden()) }
    }

    async fn edit_page(
        &self,
        seen: &Seen,
        form: CollectionForm,
        errors: FieldErrors,
        (visit, params): (&Visit, &Params),
    ) -> Outcome<CollectionEditPage> {
        let (accounts, collection) = (&self.0.accounts, &seen.collection);
        let title = WORDS.say("collection-edit-title").with("name", &collection.name);
        let name: String = params.filled("q")?.unwrap_or_default().chars().take(NAME_CHARS_MAX).collect();
        let offered = self.to_add(seen, &name, OFFERED_MAX).await?;
        Ok(CollectionEditPage {
            shell: accounts.shell(visit, title, &edit_path(collection.id)).await?,
            id: collection.id.to_string(),
            title: collection.name.clone(),
            form,
            errors,
            members: self.members(seen, visit).await?,
            offered: accounts.person_views(&offered, visit).await?,
            name,
        })
    }

    /// Who is in it, each with the id of their item.
    async fn members(&self, seen: &Seen, visit: &Visit) -> Outcome<Vec<(PersonView, String)>> {
        let ids: Vec<Id> = seen.items.iter().map(|item| item.member).collect();
        let people = self.0.accounts.person_views(&ids, visit).await?;
        let item = |person: &PersonView| seen.items.iter().find(|item| item.member.to_string() == person.id);
        let with = |person: PersonView| item(&person).map(|item| item.id.to_string()).map(|id| (person, id));
        Ok(people.into_iter().filter_map(with).collect())
    }
}

async fn show(State(s): State<Collections>, Path(id): Path<String>, visit: Visit, params: Params) -> Reply {
    let seen = s.own_seen(visit.viewer.person()?, at(&id)?).await?;
    let form = filled(&seen.collection);
    let mut page = s.edit_page(&seen, form, FieldErrors::default(), (&visit, &params)).await?;
    say_done(&mut page.shell, &params, &WORDS, TOLD);
    if params.has("refused") {
        page.shell.notice = Some(Notice::error(WORDS.say("collection-refused")));
    }
    if params.has("full") {
        page.shell.notice = Some(Notice::error(Message::problem(full_text())));
    }
    Ok(html(page.page()))
}

async fn save(State(s): State<Collections>, Path(id): Path<String>, visit: Visit, params: Params) -> Reply {
    let (me, id) = (visit.viewer.person()?, at(&id)?);
    match s.edit(me, id, edit_of(&params)?).await {
        Ok(_) => Ok(see_other(&format!("{}?saved", edit_path(id)))),
        Err(problem) if problem.kind() == Kind::Invalid => {
            let seen = s.own_seen(me, id).await?;
            let page = s.edit_page(&seen, entered(&params)?, complaint(&problem), (&visit, &params)).await?;
            Ok(html_status(StatusCode::UNPROCESSABLE_ENTITY, page.page()))
        }
        Err(problem) => Err(problem.into()),
    }
}

async fn remove(State(s): State<Collections>, Path(id): Path<String>, visit: Visit) -> Reply {
    s.delete(visit.viewer.person()?, at(&id)?).await?;
    Ok(see_other("/collections?deleted"))
}

/// Back to the page of changes, with the name that was looked for.
fn back(id: Id, done: &str, params: &Params) -> Outcome<Response> {
    let name = utf8_percent_encode(params.filled("q")?.unwrap_or_default(), NON_ALPHANUMERIC);
    Ok(see_other(&format!("{}?{done}&q={name}", edit_path(id))))
}

/// Whether somebody cannot be put into a collection: who took themselves out, and who does not let it be done, are not
/// told from one another.
pub(super) fn is_refusal(problem: &Problem) -> bool {
    problem.kind() == Kind::Forbidden || problem.text().ends_with("been taken")
}

async fn add_item(
    State(s): State<Collections>,
    Path((id, account)): Path<(String, String)>,
    visit: Visit,
    params: Params,
) -> Reply {
    let (me, id, member) = (visit.viewer.person()?, at(&id)?, at(&account)?);
    s.own_seen(me, id).await?;
    match s.add(me, id, member).await {
        Ok(_) => Ok(back(id, "added", &params)?),
        Err(problem) if is_refusal(&problem) => Ok(back(id, "refused", &params)?),
        Err(problem) if problem.kind() == Kind::Invalid => Ok(back(id, "full", &params)?),
        Err(problem) => Err(problem.into()),
    }
}

async fn remove_item(
    State(s): State<Collections>,
    Path((id, item)): Path<(String, String)>,
    visit: Visit,
    params: Params,
) -> Reply {
    let id = at(&id)?;
    s.remove(visit.viewer.person()?, id, at(&item)?).await?;
    Ok(back(id, "removed", &params)?)
}
