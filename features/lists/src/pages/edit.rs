//! The settings of a list: what it is called, which replies are in it, and who.

use accounts::pages::say_done;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use base::{Id, Kind, Outcome, PageLimit, Problem};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use ui::{FieldErrors, Message, Notice, Page as _};
use web::{Access, Params, Reply, Route, Visit, at, get, html, html_status, post, see_other};

use super::{complaint, edit_of, edit_path, entered};
use crate::model::List;
use crate::templates::{ListForm, ListPage};
use crate::{Lists, WORDS};

/// People that are offered at once.
const OFFERED_MAX: usize = 20;
/// Characters of a name that is looked for.
const NAME_CHARS_MAX: usize = 100;

pub(super) fn routes(s: &Lists) -> Vec<Route> {
    let own = Access::SignedIn;
    vec![
        get(s, "/lists/{id}/edit", own, show),
        post(s, "/lists/{id}/edit", own, save),
        post(s, "/web/lists/{id}/delete", own, remove),
        post(s, "/web/lists/{id}/members/{account}/add", own, add_member),
        post(s, "/web/lists/{id}/members/{account}/remove", own, remove_member),
    ]
}

/// What was done, and how the page says it.
const TOLD: &[(&str, &str)] =
    &[("made", "list-made"), ("saved", "list-saved"), ("added", "list-added"), ("removed", "list-removed")];

impl Lists {
    async fn edit_page(
        &self,
        list: &List,
        form: ListForm,
        errors: FieldErrors,
        (visit, params): (&Visit, &Params),
    ) -> Outcome<ListPage> {
        let (me, path) = (visit.viewer.person()?, edit_path(list.id));
        let page = params.page(PageLimit::PEOPLE)?;
        let members = self.members_page(me, list.id, page).await?;
        let name: String = params.filled("q")?.unwrap_or_default().chars().take(NAME_CHARS_MAX).collect();
        let offered = self.to_add(me, list.id, &name, OFFERED_MAX).await?;
        Ok(ListPage {
            shell: self.shell(visit, WORDS.say("list-edit-title").with("title", &list.title), &path).await?,
            id: list.id.to_string(),
            title: list.title.clone(),
            form,
            errors,
            paging: accounts::pages::paging(&path, &members, &page),
            members: self.0.accounts.person_views(&members, visit).await?,
            offered: self.0.accounts.person_views(&offered, visit).await?,
            name,
        })
    }
}

fn filled(list: &List) -> ListForm {
    ListForm { title: list.title.clone(), replies: list.replies, exclusive: list.exclusive }
}

async fn show(State(s): State<Lists>, Path(id): Path<String>, visit: Visit, params: Params) -> Reply {
    let list = s.one(visit.viewer.person()?, at(&id)?).await?;
    let mut page = s.edit_page(&list, filled(&list), FieldErrors::default(), (&visit, &params)).await?;
    say_done(&mut page.shell, &params, &WORDS, TOLD);
    if params.has("full") {
        let text = format!("A list cannot have more than {} members", crate::rules::MEMBERS_MAX);
        page.shell.notice = Some(Notice::error(Message::problem(text)));
    }
    Ok(html(page.page()))
}

async fn save(State(s): State<Lists>, Path(id): Path<String>, visit: Visit, params: Params) -> Reply {
    let (me, id) = (visit.viewer.person()?, at(&id)?);
    let done = match edit_of(&params) {
        Ok(edit) => s.edit(me, id, edit).await,
        Err(problem) => Err(problem),
    };
    match done {
        Ok(list) => Ok(see_other(&format!("{}?saved", edit_path(list.id)))),
        Err(problem) => Ok(s.edit_refused(id, problem, &visit, &params).await?),
    }
}

impl Lists {
    async fn edit_refused(
        &self,
        id: Id,
        problem: Problem,
        visit: &Visit,
        params: &Params,
    ) -> Outcome<Response> {
        let errors = complaint(problem)?;
        let list = self.one(visit.viewer.person()?, id).await?;
        let page = self.edit_page(&list, entered(params)?, errors, (visit, params)).await?;
        Ok(html_status(StatusCode::UNPROCESSABLE_ENTITY, page.page()))
    }
}

async fn remove(State(s): State<Lists>, Path(id): Path<String>, visit: Visit) -> Reply {
    s.delete(visit.viewer.person()?, at(&id)?).await?;
    Ok(see_other("/lists?deleted"))
}

/// Back to the settings, with the name that was looked for.
fn back(id: Id, done: &str, params: &Params) -> Outcome<Response> {
    let name = params.filled("q")?.unwrap_or_default();
    let name = utf8_percent_encode(name, NON_ALPHANUMERIC);
    Ok(see_other(&format!("{}?{done}&q={name}#{done}", edit_path(id))))
}

async fn add_member(
    State(s): State<Lists>,
    Path((id, account)): Path<(String, String)>,
    visit: Visit,
    params: Params,
) -> Reply {
    let (id, member) = (at(&id)?, at(&account)?);
    match s.add(visit.viewer.person()?, id, vec![member]).await {
        // Who is in it already is in it.
        Ok(()) => Ok(back(id, "added", &params)?),
        Err(problem) if problem.text().ends_with("already been taken") => Ok(back(id, "added", &params)?),
        Err(problem) if problem.kind() == Kind::Invalid => Ok(back(id, "full", &params)?),
        Err(problem) => Err(problem.into()),
    }
}

async fn remove_member(
    State(s): State<Lists>,
    Path((id, account)): Path<(String, String)>,
    visit: Visit,
    params: Params,
) -> Reply {
    let (id, member) = (at(&id)?, at(&account)?);
    s.remove(visit.viewer.person()?, id, vec![member]).await?;
    Ok(back(id, "removed", &params)?)
}
