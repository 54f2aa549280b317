//! Collections on pages: reading one, keeping one's own, following all who are in one, leaving one.

mod edit;
mod own;
mod person;

use accounts::pages::{person_line, say_done};
use axum::extract::{Path, State};
use base::{Id, Problem};
use ui::{Message, Page as _};
use web::{Access, Params, Reply, Route, Visit, at, get, html, post, see_other};

use crate::model::Seen;
use crate::templates::{CollectionPage, Deeds};
use crate::{Collections, WORDS, entity};

pub(crate) fn routes(s: &Collections) -> Vec<Route> {
    let mut routes = vec![
        get(s, "/collections/{id}", Access::Page, show),
        post(s, "/web/collections/{id}/follow", Access::SignedIn, follow_all),
        post(s, "/web/collections/{id}/leave", Access::SignedIn, leave),
    ];
    routes.extend(own::routes(s));
    routes.extend(edit::routes(s));
    routes.extend(person::routes(s));
    routes
}

/// What a visitor can do with a collection.
fn deeds(seen: &Seen, me: Option<Id>, unfollowed: usize) -> Deeds {
    let is = |who: Id| me == Some(who);
    Deeds {
        edit: is(seen.collection.owner),
        follow: unfollowed,
        leave: seen.items.iter().any(|item| is(item.member)),
    }
}

async fn show(State(s): State<Collections>, Path(id): Path<String>, visit: Visit, params: Params) -> Reply {
    let me = visit.viewer.account();
    let seen = s.one(at(&id)?, me).await?;
    let unfollowed = match me {
        Some(me) => s.to_follow(me, &seen).await?.len(),
        None => 0,
    };
    let deeds = deeds(&seen, me, unfollowed);
    let (accounts, collection) = (&s.0.accounts, seen.collection);
    let owner = accounts.account(collection.owner).await?.ok_or_else(Problem::not_found)?;
    let members: Vec<Id> = seen.items.iter().map(|item| item.member).collect();
    let tag = collection.tag.and_then(|name| {
        let path = format!("/tags/{}", text::tag_key(&name)?);
        Some((name, path))
    });
    let path = entity::path(collection.id);
    let mut shell = accounts.shell(&visit, Message::raw(&collection.name), &path).await?;
    say_done(
        &mut shell,
        &params,
        &WORDS,
        &[("followed", "collection-followed"), ("left", "collection-left")],
    );
    let page = CollectionPage {
        shell,
        id: collection.id.to_string(),
        name: collection.name,
        description: collection.description,
        tag,
        sensitive: collection.sensitive,
        owner: person_line(&owner),
        people: accounts.person_views(&members, &visit).await?,
        deeds,
    };
    Ok(html(page.page()))
}

async fn follow_all(State(s): State<Collections>, Path(id): Path<String>, visit: Visit) -> Reply {
    let id = at(&id)?;
    s.follow_all(visit.viewer.person()?, id).await?;
    Ok(see_other(&format!("{}?followed", entity::path(id))))
}

/// Whoever is in a collection takes themselves out.
async fn leave(State(s): State<Collections>, Path(id): Path<String>, visit: Visit) -> Reply {
    let (me, id) = (visit.viewer.person()?, at(&id)?);
    let seen = s.one(id, Some(me)).await?;
    let item = seen.items.iter().find(|item| item.member == me).ok_or_else(Problem::not_found)?;
    s.revoke(me, id, item.id).await?;
    Ok(see_other(&format!("{}?left", entity::path(id))))
}
