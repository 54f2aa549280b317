//! Mastodon's status endpoints.

mod history;

use axum::extract::{OriginalUri, Path, State};
use axum::response::Response;
use base::{Id, Outcome, Page, PageLimit, Problem};
use http::HeaderMap;
use media::MediaEdit;
use serde_json::{Value, json};
use web::{
    Access, Limit, Params, Reply, Route, Scope, Tally, Viewer, at, delete, get, json as answer, json_bytes,
    paged, post, put,
};

use crate::Posts;
use crate::draft::Draft;
use crate::model::Visibility;
use crate::polls::PollDraft;
use crate::polls::edit::PollEdit;
use crate::quotes::api::policy;
use crate::revise::Revision;
use crate::scheduled::api::scheduled_at;
use crate::views::{View, write_list};

/// Ids asked for at once.
const IDS_MAX: usize = 40;

pub(crate) fn routes(s: &Posts) -> Vec<Route> {
    use Access::{Anyone, Person};
    let read = Anyone(Scope::READ_STATUSES);
    let write = Person(Scope::WRITE_STATUSES);
    let favourites = Person(Scope::WRITE_FAVOURITES);
    let bookmarks = Person(Scope::WRITE_BOOKMARKS);
    let mutes = Person(Scope::WRITE_MUTES);
    vec![
        post(s, "/api/v1/statuses", write, publish),
        get(s, "/api/v1/statuses", read, several),
        get(s, "/api/v1/statuses/{id}", read, one),
        // With stills of videos, written as text.
        put(s, "/api/v1/statuses/{id}", write, revise).uploads(),
        delete(s, "/api/v1/statuses/{id}", write, remove).counted(Limit::Delete),
        get(s, "/api/v1/statuses/{id}/context", read, context),
        get(s, "/api/v1/statuses/{id}/history", read, history::history),
        get(s, "/api/v1/statuses/{id}/source", Person(Scope::READ_STATUSES), source),
        get(s, "/api/v1/statuses/{id}/favourited_by", read, favourited_by),
        get(s, "/api/v1/statuses/{id}/reblogged_by", read, reblogged_by),
        post(s, "/api/v1/statuses/{id}/favourite", favourites, favourite),
        post(s, "/api/v1/statuses/{id}/unfavourite", favourites, unfavourite),
        post(s, "/api/v1/statuses/{id}/reblog", write, boost),
        post(s, "/api/v1/statuses/{id}/unreblog", write, unboost).counted(Limit::Delete),
        post(s, "/api/v1/statuses/{id}/bookmark", bookmarks, bookmark),
        post(s, "/api/v1/statuses/{id}/unbookmark", bookmarks, unbookmark),
        post(s, "/api/v1/statuses/{id}/pin", Person(Scope::WRITE_ACCOUNTS), pin),
        post(s, "/api/v1/statuses/{id}/unpin", Person(Scope::WRITE_ACCOUNTS), unpin),
        post(s, "/api/v1/statuses/{id}/mute", mutes, mute),
        post(s, "/api/v1/statuses/{id}/unmute", mutes, unmute),
        get(s, "/api/v1/favourites", Person(Scope::READ_FAVOURITES), favourites_page),
        get(s, "/api/v1/bookmarks", Person(Scope::READ_BOOKMARKS), bookmarks_page),
    ]
}

impl Posts {
    async fn visible(&self, id: &str, viewer: &Viewer) -> Outcome<View> {
        self.one(at(id)?, viewer.account()).await?.ok_or_else(Problem::not_found)
    }

    /// The post as its viewer sees it now.
    pub(crate) async fn now(&self, id: Id, viewer: Id) -> Reply {
        let view = self.one(id, Some(viewer)).await?.ok_or_else(Problem::not_found)?;
        Ok(json_bytes(view.json()))
    }

    /// A page of people.
    async fn people(&self, entries: Vec<(Id, Id)>, uri: &OriginalUri) -> Outcome<Response> {
        let (ids, cursors): (Vec<Id>, Vec<Id>) = entries.into_iter().unzip();
        let found = self.accounts().accounts(&ids).await?;
        let parts: Vec<&[u8]> = ids
            .iter()
            .filter_map(|id| found.get(id))
            .filter(|person| person.suspended_ms.is_none())
            .map(|person| &person.json[..])
            .collect();
        let body = [b"[", &parts.join(&b","[..])[..], b"]"].concat();
        Ok(paged(self.site(), uri, &cursors, json_bytes(body)))
    }

    async fn posts_page(&self, entries: Vec<(Id, Id)>, me: Id, uri: &OriginalUri) -> Outcome<Response> {
        let (ids, cursors): (Vec<Id>, Vec<Id>) = entries.into_iter().unzip();
        let views = self.show(&ids, Some(me)).await?;
        self.seen(&views, Some(me));
        Ok(paged(self.site(), uri, &cursors, json_bytes(write_list(&views))))
    }
}

async fn publish(State(s): State<Posts>, viewer: Viewer, headers: HeaderMap, params: Params) -> Reply {
    let me = viewer.person()?;
    let key = headers.get("idempotency-key").and_then(|key| key.to_str().ok()).map(str::to_owned);
    let (app, app_website) = s.app_of(&viewer).await?.map(|app| (app.name, app.website)).unzip();
    let draft = Draft {
        idempotency_key: key.filter(|key| !key.is_empty()),
        app,
        app_website: app_website.flatten(),
        ..draft(&params)?
    };
    let draft = s.in_a_language(me, draft).await?;
    if let Some(at_ms) = scheduled_at(&params)? {
        let id = s.schedule(me, draft, at_ms, viewer.app).await?;
        return s.scheduled_now(me, id).await;
    }
    let id = s.publish(me, draft).await?;
    s.now(id, me).await
}

/// Reads a post's form: Mastodon's names, which the composer uses too.
pub(crate) fn draft(params: &Params) -> Outcome<Draft> {
    let visibility = match params.filled("visibility")? {
        Some(name) => {
            let parsed = Visibility::parse(name);
            Some(parsed.ok_or_else(|| Problem::invalid("Visibility is not included in the list"))?)
        }
        None => None,
    };
    Ok(Draft {
        text: params.text("status")?.unwrap_or_default().to_owned(),
        spoiler: params.text("spoiler_text")?.unwrap_or_default().to_owned(),
        sensitive: params.is_set("sensitive")?,
        visibility,
        language: language(params)?,
        reply_to: params.id("in_reply_to_id")?,
        media: params.ids("media_ids")?,
        poll: PollDraft::read(params)?,
        quote: params.id("quoted_status_id")?,
        quote_policy: policy(params)?,
        ..Draft::default()
    })
}

/// What is no language is as if nothing had been said, as Mastodon has it.
fn language(params: &Params) -> Outcome<Option<String>> {
    Ok(params.filled("language")?.and_then(text::language_code))
}

async fn revise(
    State(s): State<Posts>,
    Path(id): Path<String>,
    viewer: Viewer,
    tally: Tally,
    params: Params,
) -> Reply {
    let (me, id) = (viewer.person()?, at(&id)?);
    let revision = revision(&params)?;
    tally.files(revision.media_edits.iter().filter(|edit| edit.thumbnail.is_some()).count())?;
    let policy = policy(&params)?;
    s.revise(me, id, revision).await?;
    if let Some(policy) = policy {
        s.set_quote_policy(me, id, policy).await?;
    }
    s.now(id, me).await
}

pub(crate) fn revision(params: &Params) -> Outcome<Revision> {
    Ok(Revision {
        text: params.text("status")?.unwrap_or_default().to_owned(),
        spoiler: params.text("spoiler_text")?.unwrap_or_default().to_owned(),
        sensitive: params.is_set("sensitive")?,
        language: language(params)?,
        media: params.has("media_ids").then(|| params.ids("media_ids")).transpose()?,
        media_edits: MediaEdit::list(params)?,
        poll: PollDraft::read(params)?.map_or(PollEdit::Remove, PollEdit::Set),
    })
}

async fn one(State(s): State<Posts>, Path(id): Path<String>, viewer: Viewer) -> Reply {
    let view = s.visible(&id, &viewer).await?;
    s.seen(std::slice::from_ref(&view), viewer.account());
    Ok(json_bytes(view.json()))
}

async fn several(State(s): State<Posts>, viewer: Viewer, params: Params) -> Reply {
    let mut ids = params.ids("id")?;
    ids.truncate(IDS_MAX);
    let views = s.show(&ids, viewer.account()).await?;
    s.seen(&views, viewer.account());
    Ok(json_bytes(write_list(&views)))
}

async fn remove(State(s): State<Posts>, Path(id): Path<String>, viewer: Viewer, params: Params) -> Reply {
    let (me, with_media) = (viewer.person()?, params.is_set("delete_media")?);
    let deleted = s.delete(me, at(&id)?).await?;
    if with_media {
        let media: Vec<Id> = deleted.view.shown.media.iter().map(|media| media.id).collect();
        s.0.media.discard(me, &media).await?;
    }
    let mut entity: Value = serde_json::from_slice(&deleted.view.json()).map_err(Problem::internal)?;
    entity["text"] = deleted.text.into();
    answer(&entity)
}

async fn context(State(s): State<Posts>, Path(id): Path<String>, viewer: Viewer) -> Reply {
    let view = s.visible(&id, &viewer).await?;
    let thread = s.thread(view.shown.id, view.shown.root, viewer.account()).await?;
    s.seen(&thread.ancestors, viewer.account());
    s.seen(&thread.descendants, viewer.account());
    let mut body = b"{\"ancestors\":".to_vec();
    body.extend(write_list(&thread.ancestors));
    body.extend_from_slice(b",\"descendants\":");
    body.extend(write_list(&thread.descendants));
    body.push(b'}');
    Ok(json_bytes(body))
}

async fn source(State(s): State<Posts>, Path(id): Path<String>, viewer: Viewer) -> Reply {
    let view = s.visible(&id, &viewer).await?;
    let post = &view.shown;
    answer(&json!({ "id": post.id, "text": post.text, "spoiler_text": post.spoiler }))
}

async fn favourited_by(
    State(s): State<Posts>,
    Path(id): Path<String>,
    viewer: Viewer,
    uri: OriginalUri,
    params: Params,
) -> Reply {
    let view = s.visible(&id, &viewer).await?;
    let post = view.shown.boost_of.unwrap_or(view.shown.id);
    let entries = s.favourited_by(post, params.page(PageLimit::PEOPLE)?).await?;
    Ok(s.people(entries, &uri).await?)
}

async fn reblogged_by(
    State(s): State<Posts>,
    Path(id): Path<String>,
    viewer: Viewer,
    uri: OriginalUri,
    params: Params,
) -> Reply {
    let view = s.visible(&id, &viewer).await?;
    let post = view.shown.boost_of.unwrap_or(view.shown.id);
    let entries = s.open_boosts(post, viewer.account(), params.page(PageLimit::PEOPLE)?).await?;
    Ok(s.people(entries, &uri).await?)
}

macro_rules! touches {
    ($($name:ident $verb:ident),*) => { $(
        async fn $name(State(s): State<Posts>, Path(id): Path<String>, viewer: Viewer) -> Reply {
            let me = viewer.person()?;
            let meant = s.$verb(me, at(&id)?).await?;
            s.now(meant, me).await
        }
    )* };
}

touches! {
    favourite favourite, unfavourite unfavourite, unboost unboost, bookmark bookmark, unbookmark unbookmark,
    pin pin, unpin unpin, mute mute_thread, unmute unmute_thread
}

async fn boost(State(s): State<Posts>, Path(id): Path<String>, viewer: Viewer, params: Params) -> Reply {
    let me = viewer.person()?;
    let bad = || Problem::invalid("Visibility is not included in the list");
    let visibility =
        params.filled("visibility")?.map(|name| Visibility::parse(name).ok_or_else(bad)).transpose()?;
    let boost = s.boost(me, at(&id)?, visibility).await?;
    s.now(boost, me).await
}

async fn favourites_page(State(s): State<Posts>, viewer: Viewer, uri: OriginalUri, params: Params) -> Reply {
    let (me, page): (Id, Page) = (viewer.person()?, params.page(PageLimit::POSTS)?);
    let entries = s.favourites_page(me, page).await?;
    Ok(s.posts_page(entries, me, &uri).await?)
}

async fn bookmarks_page(State(s): State<Posts>, viewer: Viewer, uri: OriginalUri, params: Params) -> Reply {
    let (me, page): (Id, Page) = (viewer.person()?, params.page(PageLimit::POSTS)?);
    let entries = s.bookmarks_page(me, page).await?;
    Ok(s.posts_page(entries, me, &uri).await?)
}
