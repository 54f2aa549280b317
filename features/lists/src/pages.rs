//! One's lists on pages: reading them, making them, and putting somebody into several at once.

mod edit;
mod person;

use accounts::pages::say_done;
use axum::extract::{OriginalUri, Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use base::{Id, Kind, Outcome, Problem};
use timelines::Replies;
use timelines::pages::ListHead;
use ui::{EmptyState, FieldErrors, Message, Page as _, Shell};
use web::{Access, Params, Reply, Route, Visit, at, get, html, html_status, post, see_other};

use crate::model::{List, ListEdit, replies_of};
use crate::templates::{ListForm, ListLine, ListsPage};
use crate::{Lists, WORDS};

const PATH: &str = "/lists";

pub(crate) fn routes(s: &Lists) -> Vec<Route> {
    let own = Access::SignedIn;
    let mut routes =
        vec![get(s, PATH, own, all), post(s, PATH, own, create), get(s, "/lists/{id}", own, read)];
    routes.extend(edit::routes(s));
    routes.extend(person::routes(s));
    routes
}

/// What the form of a list wants.
fn edit_of(params: &Params) -> Outcome<ListEdit> {
    Ok(ListEdit {
        title: Some(params.text("title")?.unwrap_or_default().to_owned()),
        replies: params.filled("replies_policy")?.map(replies_of).transpose()?,
        exclusive: Some(params.is_set("exclusive")?),
    })
}

/// The form as it was sent, for its author to mend.
fn entered(params: &Params) -> Outcome<ListForm> {
    let replies = params.filled("replies_policy")?.and_then(|name| replies_of(name).ok());
    Ok(ListForm {
        title: params.text("title")?.unwrap_or_default().to_owned(),
        replies: replies.unwrap_or(Replies::List),
        exclusive: params.is_set("exclusive")?,
    })
}

/// What was wrong, beside the title; other problems are passed on.
fn complaint(problem: Problem) -> Outcome<FieldErrors> {
    if problem.kind() != Kind::Invalid {
        return Err(problem);
    }
    let told = problem.complaint();
    let text = match told {
        "Title can't be blank" => WORDS.say("list-no-title"),
        _ => Message::problem(told),
    };
    Ok(FieldErrors::one("title", text))
}

/// `3 people; answers to each other; not at home`
fn summary(list: &List, people: u64) -> Message {
    let replies = match list.replies {
        Replies::Followed => "list-summary-followed",
        Replies::List => "list-summary-list",
        Replies::None => "list-summary-none",
    };
    let said = WORDS.say("list-summary").with("n", people).with("replies", WORDS.say(replies));
    if list.exclusive { WORDS.say("list-summary-exclusive").with("summary", said) } else { said }
}

impl Lists {
    async fn shell(&self, visit: &Visit, title: Message, path: &str) -> Outcome<Shell> {
        self.0.accounts.shell(visit, title, path).await
    }

    async fn lists_page(&self, visit: &Visit, form: ListForm, errors: FieldErrors) -> Outcome<ListsPage> {
        let me = visit.viewer.person()?;
        let (all, counts) = (self.of(me).await?, self.counts(me).await?);
        let line = |list: &List| ListLine {
            id: list.id.to_string(),
            title: list.title.clone(),
            summary: summary(list, counts.get(&list.id).copied().unwrap_or(0)),
        };
        Ok(ListsPage {
            shell: self.shell(visit, WORDS.say("lists"), PATH).await?,
            lists: all.iter().map(line).collect(),
            form,
            errors,
        })
    }
}

async fn all(State(s): State<Lists>, visit: Visit, params: Params) -> Reply {
    let mut page = s.lists_page(&visit, ListForm::default(), FieldErrors::default()).await?;
    say_done(&mut page.shell, &params, &WORDS, &[("deleted", "list-deleted")]);
    Ok(html(page.page()))
}

async fn create(State(s): State<Lists>, visit: Visit, params: Params) -> Reply {
    let made = match edit_of(&params) {
        Ok(edit) => s.create(visit.viewer.person()?, edit).await,
        Err(problem) => Err(problem),
    };
    match made {
        Ok(list) => Ok(see_other(&format!("{PATH}/{}/edit?made", list.id))),
        Err(problem) => Ok(s.refused(&visit, &params, problem).await?),
    }
}

impl Lists {
    async fn refused(&self, visit: &Visit, params: &Params, problem: Problem) -> Outcome<Response> {
        let page = self.lists_page(visit, entered(params)?, complaint(problem)?).await?;
        Ok(html_status(StatusCode::UNPROCESSABLE_ENTITY, page.page()))
    }
}

async fn read(
    State(s): State<Lists>,
    Path(id): Path<String>,
    visit: Visit,
    uri: OriginalUri,
    params: Params,
) -> Reply {
    let me = visit.viewer.person()?;
    let list = s.one(me, at(&id)?).await?;
    let people = s.reading(list.id).await?.map_or(0, |list| list.members.len() as u64);
    let edit = format!("{PATH}/{}/edit", list.id);
    let head = ListHead {
        id: list.id,
        summary: summary(&list, people),
        empty: empty(people, &edit),
        title: list.title,
        action: (WORDS.say("list-edit"), edit),
    };
    s.0.timelines.list_page(visit, uri, &params, head).await
}

fn empty(people: u64, edit: &str) -> EmptyState {
    if people == 0 {
        let empty = EmptyState::new(WORDS.say("list-nobody"), WORDS.say("list-nobody-text"));
        return empty.with_action(WORDS.say("list-add-people"), edit);
    }
    EmptyState::new(WORDS.say("list-quiet"), WORDS.say("list-quiet-text"))
}

/// The path below a list of a form that leads back to its settings.
fn edit_path(id: Id) -> String {
    format!("{PATH}/{id}/edit")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(replies: Replies, exclusive: bool) -> List {
        List { id: Id(5), owner: Id(1), title: "Nights".to_owned(), replies, exclusive }
    }

    #[test]
    fn a_list_in_words() {
        let said = |replies, exclusive, n| summary(&list(replies, exclusive), n).text(ui::Lang::En);
        assert_eq!(said(Replies::List, false, 1), "1 person, with their replies to each other");
        assert_eq!(said(Replies::None, false, 0), "0 people, without replies");
        assert!(said(Replies::Followed, true, 2).ends_with("; not in your home timeline"));
    }

    #[test]
    fn the_form_is_an_edit() {
        let sent = |form: &str| Params::from_urlencoded(form.as_bytes()).unwrap();
        let edit = edit_of(&sent("title=A&replies_policy=none&exclusive=1")).unwrap();
        assert_eq!((edit.title.as_deref(), edit.replies), (Some("A"), Some(Replies::None)));
        assert_eq!(edit.exclusive, Some(true));
        assert_eq!(edit_of(&sent("title=A")).unwrap().exclusive, Some(false), "a box that is not ticked");
        assert!(edit_of(&sent("title=A&replies_policy=x")).is_err());
        assert_eq!(entered(&sent("title=A&replies_policy=x")).unwrap().title, "A");
    }

    #[test]
    fn complaints_stand_beside_the_title() {
        let said = complaint(Problem::invalid("Title can't be blank")).unwrap();
        assert!(said.of("title").is_some());
        assert!(complaint(Problem::not_found()).is_err());
    }
}
