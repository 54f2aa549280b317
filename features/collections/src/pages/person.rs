//! In which of one's own collections somebody is: a tick for each.

use accounts::pages::say_done;
use axum::extract::{Path, State};
use base::{Id, Kind, Outcome, Problem};
use ui::{Message, Notice, Page as _};
use web::{Access, Params, Reply, Route, Slice, Visit, at, get, html, post, see_other};

use super::edit::is_refusal;
use crate::model::Seen;
use crate::rules::{COLLECTIONS_MAX, full_text, may_add};
use crate::templates::{CollectionTick, PersonCollectionsPage};
use crate::{Collections, WORDS};

pub(super) fn routes(s: &Collections) -> Vec<Route> {
    vec![
        get(s, "/web/accounts/{id}/collections", Access::SignedIn, show),
        post(s, "/web/accounts/{id}/collections", Access::SignedIn, save),
    ]
}

fn path(other: Id) -> String {
    format!("/web/accounts/{other}/collections")
}

/// The name of a collection's tick.
fn tick(id: Id) -> String {
    format!("collection_{id}")
}

/// The item by which somebody is in a collection.
fn item_of(seen: &Seen, member: Id) -> Option<Id> {
    seen.items.iter().find(|item| item.member == member).map(|item| item.id)
}

async fn show(State(s): State<Collections>, Path(id): Path<String>, visit: Visit, params: Params) -> Reply {
    let (me, other, accounts) = (visit.viewer.person()?, at(&id)?, &s.0.accounts);
    let person = accounts.person_views(&[other], &visit).await?.pop().ok_or_else(Problem::not_found)?;
    let (relations, shown) = (accounts.relations(me).await?, accounts.account(other).await?);
    let may = other != me && shown.is_some_and(|shown| may_add(me, &relations, &shown).is_ok());
    let all = s.own(me).await?;
    let line = |seen: &Seen| CollectionTick {
        name: tick(seen.collection.id),
        title: seen.collection.name.clone(),
        ticked: item_of(seen, other).is_some(),
    };
    let title = WORDS.say("collections-person").with("name", person.name());
    let mut shell = accounts.shell(&visit, title, &path(other)).await?;
    say_done(&mut shell, &params, &WORDS, &[("saved", "collections-person-saved")]);
    if params.has("refused") {
        shell.notice = Some(Notice::error(WORDS.say("collection-refused")));
    }
    if params.has("full") {
        shell.notice = Some(Notice::error(Message::problem(full_text())));
    }
    let none = all.is_empty();
    // Who does not let it be done can still be taken out.
    let collections = all.iter().map(line).filter(|line| may || line.ticked).collect();
    Ok(html(PersonCollectionsPage { shell, may, none, collections, person }.page()))
}

async fn save(State(s): State<Collections>, Path(id): Path<String>, visit: Visit, params: Params) -> Reply {
    let (me, other) = (visit.viewer.person()?, at(&id)?);
    let mut told = "saved";
    for seen in s.own(me).await? {
        let wanted = params.is_set(&tick(seen.collection.id))?;
        match s.tick(me, other, &seen, wanted).await {
            Ok(()) => {}
            Err(problem) if is_refusal(&problem) => told = "refused",
            Err(problem) if problem.kind() == Kind::Invalid => told = "full",
            Err(problem) => return Err(problem.into()),
        }
    }
    Ok(see_other(&format!("{}?{told}", path(other))))
}

impl Collections {
    /// All of one's own: nobody has more than a page of them.
    async fn own(&self, me: Id) -> Outcome<Vec<Seen>> {
        Ok(self
            .of(
                me,
                Some(me),
                Slice { limit: usize::try_from(COLLECTIONS_MAX).unwrap_or_default(), offset: 0 },
            )
            .await?
            .list)
    }

    async fn tick(&self, me: Id, other: Id, seen: &Seen, wanted: bool) -> Outcome<()> {
        let id = seen.collection.id;
        match (item_of(seen, other), wanted) {
            (None, true) => self.add(me, id, other).await.map(|_| ()),
            (Some(item), false) => self.remove(me, id, item).await,
            _ => Ok(()),
        }
    }
}
