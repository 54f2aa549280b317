//! In which of one's lists somebody is: a tick for each.

use accounts::pages::say_done;
use axum::extract::{Path, State};
use base::{Id, Outcome, Problem};
use ui::Page as _;
use web::{Access, Params, Reply, Route, Visit, at, get, html, post, see_other};

use crate::model::List;
use crate::rules::may_add;
use crate::templates::{ListTick, PersonListsPage};
use crate::{Lists, WORDS};

pub(super) fn routes(s: &Lists) -> Vec<Route> {
    vec![
        get(s, "/web/accounts/{id}/lists", Access::SignedIn, show),
        post(s, "/web/accounts/{id}/lists", Access::SignedIn, save),
    ]
}

/// The name of a list's tick.
fn tick(id: Id) -> String {
    format!("list_{id}")
}

async fn show(State(s): State<Lists>, Path(id): Path<String>, visit: Visit, params: Params) -> Reply {
    let (me, other) = (visit.viewer.person()?, at(&id)?);
    let found = s.0.accounts.person_views(&[other], &visit).await?.pop();
    let person = found.ok_or_else(Problem::not_found)?;
    let relations = s.0.accounts.relations(me).await?;
    let (all, within) = (s.of(me).await?, s.with(me, other).await?);
    let line = |list: &List| ListTick {
        name: tick(list.id),
        title: list.title.clone(),
        ticked: within.iter().any(|one| one.id == list.id),
    };
    let title = WORDS.say("list-person").with("name", person.name());
    let mut shell = s.shell(&visit, title, &format!("/web/accounts/{other}/lists")).await?;
    say_done(&mut shell, &params, &WORDS, &[("saved", "list-person-saved")]);
    let may = may_add(me, other, &relations).is_ok();
    Ok(html(PersonListsPage { shell, may, lists: all.iter().map(line).collect(), person }.page()))
}

async fn save(State(s): State<Lists>, Path(id): Path<String>, visit: Visit, params: Params) -> Reply {
    let (me, other) = (visit.viewer.person()?, at(&id)?);
    let (all, within) = (s.of(me).await?, s.with(me, other).await?);
    for list in &all {
        let (is, wanted) = (within.iter().any(|one| one.id == list.id), params.is_set(&tick(list.id))?);
        s.tick(me, other, list.id, (is, wanted)).await?;
    }
    Ok(see_other(&format!("/web/accounts/{other}/lists?saved")))
}

impl Lists {
    async fn tick(&self, me: Id, other: Id, list: Id, (is, wanted): (bool, bool)) -> Outcome<()> {
        match (is, wanted) {
            (false, true) => self.add(me, list, vec![other]).await,
            (true, false) => self.remove(me, list, vec![other]).await,
            _ => Ok(()),
        }
    }
}
