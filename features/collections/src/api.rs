//! Mastodon's endpoints of collections (4.6).

use axum::extract::{OriginalUri, Path, State};
use base::{Id, Outcome, PageLimit, Problem};
use serde_json::{Value, json};
use web::{
    Access, Params, Reply, Route, Scope, Slice, Viewer, at, delete, get, json as answer, json_bytes, patch,
    post,
};

use crate::model::{CollectionEdit, Seen};
use crate::views::Part;
use crate::{Collections, entity};

/// Collections of one page.
const PAGE: PageLimit = PageLimit { default: 40, max: 80 };

pub(crate) fn routes(s: &Collections) -> Vec<Route> {
    let read = Access::Anyone(Scope::READ_COLLECTIONS);
    let write = Access::Person(Scope::WRITE_COLLECTIONS);
    vec![
        post(s, "/api/v1/collections", write, create),
        get(s, "/api/v1/collections/{id}", read, one),
        patch(s, "/api/v1/collections/{id}", write, edit),
        delete(s, "/api/v1/collections/{id}", write, remove),
        post(s, "/api/v1/collections/{id}/items", write, add),
        delete(s, "/api/v1/collections/{id}/items/{item}", write, take_out),
        post(s, "/api/v1/collections/{id}/items/{item}/revoke", write, revoke),
        get(s, "/api/v1/accounts/{id}/collections", read, of),
        get(s, "/api/v1/accounts/{id}/in_collections", Access::Person(Scope::READ_COLLECTIONS), with),
    ]
}

fn edit_of(params: &Params) -> Outcome<CollectionEdit> {
    let text = |name: &str| Ok::<_, Problem>(params.text(name)?.map(str::to_owned));
    Ok(CollectionEdit {
        name: text("name")?,
        description: text("description")?,
        language: text("language")?,
        tag: text("tag_name")?,
        sensitive: params.flag("sensitive")?,
        discoverable: params.flag("discoverable")?,
    })
}

impl Collections {
    /// Mastodon's `Collection`.
    pub fn entity(&self, seen: &Seen) -> Value {
        entity::collection(&self.0.site, seen)
    }

    async fn wrapped(&self, id: Id, me: Id) -> Reply {
        let seen = self.one(id, Some(me)).await?;
        answer(&json!({ "collection": self.entity(&seen) }))
    }

    fn listed(&self, part: &Part, slice: Slice, uri: &OriginalUri) -> Reply {
        let list: Vec<Value> = part.list.iter().map(|seen| self.entity(seen)).collect();
        let body = answer(&json!({ "collections": list }))?;
        Ok(slice.linked(&self.0.site, uri, part.more, body))
    }
}

fn nothing() -> Reply {
    answer(&json!({}))
}

async fn create(State(s): State<Collections>, viewer: Viewer, params: Params) -> Reply {
    let me = viewer.person()?;
    let made = s.create(me, edit_of(&params)?, params.ids("account_ids")?).await?;
    s.wrapped(made.id, me).await
}

/// Mastodon's `CollectionWithAccounts`: the curator first, then who is in it.
async fn one(State(s): State<Collections>, Path(id): Path<String>, viewer: Viewer) -> Reply {
    let seen = s.one(at(&id)?, viewer.account()).await?;
    let mut ids = vec![seen.collection.owner];
    ids.extend(seen.items.iter().map(|item| item.member).filter(|member| *member != seen.collection.owner));
    let (known, eyes) = (s.0.accounts.accounts(&ids).await?, s.0.accounts.eyes_of(viewer.account()).await?);
    let people: Vec<_> = ids.iter().filter_map(|id| known.get(id)).map(|shown| eyes.json(shown)).collect();
    let mut out = format!("{{\"collection\":{},\"accounts\":[", s.entity(&seen)).into_bytes();
    out.extend(people.join(&b","[..]));
    out.extend(b"]}");
    Ok(json_bytes(out))
}

async fn edit(State(s): State<Collections>, Path(id): Path<String>, viewer: Viewer, params: Params) -> Reply {
    let me = viewer.person()?;
    let edited = s.edit(me, at(&id)?, edit_of(&params)?).await?;
    s.wrapped(edited.id, me).await
}

async fn remove(State(s): State<Collections>, Path(id): Path<String>, viewer: Viewer) -> Reply {
    s.delete(viewer.person()?, at(&id)?).await?;
    nothing()
}

async fn add(State(s): State<Collections>, Path(id): Path<String>, viewer: Viewer, params: Params) -> Reply {
    let missing = || Problem::new(base::Kind::Invalid, "`account_id` parameter is missing");
    let member = at(params.filled("account_id")?.ok_or_else(missing)?)?;
    let item = s.add(viewer.person()?, at(&id)?, member).await?;
    answer(&json!({ "collection_item": entity::item(&item) }))
}

async fn take_out(
    State(s): State<Collections>,
    Path((id, item)): Path<(String, String)>,
    viewer: Viewer,
) -> Reply {
    s.remove(viewer.person()?, at(&id)?, at(&item)?).await?;
    nothing()
}

async fn revoke(
    State(s): State<Collections>,
    Path((id, item)): Path<(String, String)>,
    viewer: Viewer,
) -> Reply {
    s.revoke(viewer.person()?, at(&id)?, at(&item)?).await?;
    nothing()
}

async fn of(
    State(s): State<Collections>,
    Path(id): Path<String>,
    viewer: Viewer,
    uri: OriginalUri,
    params: Params,
) -> Reply {
    let (owner, slice) = (at(&id)?, Slice::read(&params, PAGE)?);
    s.0.accounts.account(owner).await?.ok_or_else(Problem::not_found)?;
    s.listed(&s.of(owner, viewer.account(), slice).await?, slice, &uri)
}

/// Only one's own: who asks for somebody else's is refused, as Mastodon has it.
async fn with(
    State(s): State<Collections>,
    Path(id): Path<String>,
    viewer: Viewer,
    uri: OriginalUri,
    params: Params,
) -> Reply {
    let (me, slice) = (viewer.person()?, Slice::read(&params, PAGE)?);
    let asked = s.0.accounts.account(at(&id)?).await?.ok_or_else(Problem::not_found)?;
    if asked.id != me {
        return Err(Problem::forbidden().into());
    }
    s.listed(&s.with(me, slice).await?, slice, &uri)
}
