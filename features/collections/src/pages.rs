//! The page of a collection, which its address leads to.

use accounts::pages::person_line;
use axum::extract::{Path, State};
use base::{Id, Problem};
use ui::{Message, Page as _};
use web::{Access, Reply, Route, Visit, at, get, html};

use crate::templates::CollectionPage;
use crate::{Collections, entity};

pub(crate) fn routes(s: &Collections) -> Vec<Route> {
    vec![get(s, "/collections/{id}", Access::Page, show)]
}

async fn show(State(s): State<Collections>, Path(id): Path<String>, visit: Visit) -> Reply {
    let seen = s.one(at(&id)?, visit.viewer.account()).await?;
    let (accounts, collection) = (&s.0.accounts, seen.collection);
    let owner = accounts.account(collection.owner).await?.ok_or_else(Problem::not_found)?;
    let members: Vec<Id> = seen.items.iter().map(|item| item.member).collect();
    let tag = collection.tag.and_then(|name| {
        let path = format!("/tags/{}", text::tag_key(&name)?);
        Some((name, path))
    });
    let page = CollectionPage {
        shell: accounts.shell(&visit, Message::raw(&collection.name), &entity::path(collection.id)).await?,
        name: collection.name,
        description: collection.description,
        tag,
        sensitive: collection.sensitive,
        owner: person_line(&owner),
        people: accounts.person_views(&members, &visit).await?,
    };
    Ok(html(page.page()))
}
