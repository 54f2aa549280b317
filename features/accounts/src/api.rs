//! Mastodon's account endpoints.

mod profile;

use std::borrow::Cow;
use std::sync::Arc;

use axum::extract::{OriginalUri, Path, State as Has};
use axum::response::Response;
use base::{Id, Outcome, Page, PageLimit, Problem, iso_ms};
use serde_json::{Value, json};
use web::{
    Access, Limit, Params, Reply, Route, Scope, Viewer, at, delete, get, json as answer, json_bytes, paged,
    patch, post, put,
};

use crate::aloof::MuteEdit;
use crate::graph::FollowEdit;
use crate::people::People;
use crate::views::Shown;
use crate::{Account, Accounts, ProfilePictures};
pub use profile::role_entity;
use profile::{
    delete_avatar, delete_header, own_profile, preferences, update_credentials, update_profile,
    verify_credentials,
};

/// Ids asked for at once.
const IDS_MAX: usize = 80;

#[derive(Clone)]
pub(crate) struct State {
    pub(crate) accounts: Accounts,
    pub(crate) pictures: ProfilePictures,
}

pub(crate) fn routes(s: &State) -> Vec<Route> {
    use Access::{Anyone, Person};
    let read = Anyone(Scope::READ_ACCOUNTS);
    let follows = Person(Scope::WRITE_FOLLOWS);
    let write = Person(Scope::WRITE_ACCOUNTS);
    vec![
        get(s, "/api/v1/accounts/verify_credentials", Person(Scope::PROFILE), verify_credentials),
        patch(s, "/api/v1/accounts/update_credentials", write, update_credentials).uploads(),
        get(s, "/api/v1/profile", Person(Scope::PROFILE), own_profile),
        patch(s, "/api/v1/profile", write, update_profile).uploads(),
        put(s, "/api/v1/profile", write, update_profile).uploads(),
        delete(s, "/api/v1/profile/avatar", write, delete_avatar),
        delete(s, "/api/v1/profile/header", write, delete_header),
        get(s, "/api/v1/preferences", Person(Scope::READ_ACCOUNTS), preferences),
        get(s, "/api/v1/accounts", read, several),
        get(s, "/api/v1/accounts/lookup", read, lookup),
        get(s, "/api/v1/accounts/relationships", Person(Scope::READ_FOLLOWS), relationships),
        get(s, "/api/v1/accounts/familiar_followers", Person(Scope::READ_FOLLOWS), familiar_followers),
        get(s, "/api/v1/accounts/{id}", read, one),
        get(s, "/api/v1/accounts/{id}/followers", read, followers),
        get(s, "/api/v1/accounts/{id}/following", read, following),
        get(s, "/api/v1/accounts/{id}/endorsements", read, endorsements_of),
        post(s, "/api/v1/accounts/{id}/follow", follows, follow),
        post(s, "/api/v1/accounts/{id}/unfollow", follows, unfollow),
        post(s, "/api/v1/accounts/{id}/remove_from_followers", follows, remove_follower),
        post(s, "/api/v1/accounts/{id}/block", Person(Scope::WRITE_BLOCKS), block),
        post(s, "/api/v1/accounts/{id}/unblock", Person(Scope::WRITE_BLOCKS), unblock),
        post(s, "/api/v1/accounts/{id}/mute", Person(Scope::WRITE_MUTES), mute),
        post(s, "/api/v1/accounts/{id}/unmute", Person(Scope::WRITE_MUTES), unmute),
        post(s, "/api/v1/accounts/{id}/endorse", write, endorse),
        post(s, "/api/v1/accounts/{id}/unendorse", write, unendorse),
        post(s, "/api/v1/accounts/{id}/pin", write, endorse),
        post(s, "/api/v1/accounts/{id}/unpin", write, unendorse),
        post(s, "/api/v1/accounts/{id}/note", write, note),
        get(s, "/api/v1/endorsements", Person(Scope::READ_ACCOUNTS), endorsements),
        get(s, "/api/v1/blocks", Person(Scope::READ_BLOCKS), blocks),
        get(s, "/api/v1/mutes", Person(Scope::READ_MUTES), mutes),
        get(s, "/api/v1/follow_requests", Person(Scope::READ_FOLLOWS), follow_requests),
        post(s, "/api/v1/follow_requests/{id}/authorize", follows, authorize),
        post(s, "/api/v1/follow_requests/{id}/reject", follows, reject),
    ]
    .into_iter()
    .map(|route| if route.body == web::BodyLimit::Upload { route.counted(Limit::Common) } else { route })
    .collect()
}

impl State {
    async fn shown(&self, id: &str) -> Outcome<Arc<Shown>> {
        self.accounts.account(at(id)?).await?.ok_or_else(Problem::not_found)
    }

    async fn relationship(&self, me: Id, other: Id) -> Reply {
        let mut all = self.accounts.relationships(me, &[other]).await?;
        answer(&all.pop())
    }

    /// A list of accounts as JSON, in order; suspended ones are left out of lists.
    async fn list(&self, ids: &[Id], viewer: &Viewer) -> Outcome<Response> {
        let (found, eyes) =
            (self.accounts.accounts(ids).await?, self.accounts.eyes_of(viewer.account()).await?);
        let shown = ids.iter().filter_map(|id| found.get(id)).filter(|a| a.suspended_ms.is_none());
        Ok(json_bytes(joined(shown.map(|a| eyes.json(a)))))
    }

    async fn one(&self, shown: &Shown, viewer: &Viewer) -> Reply {
        let eyes = self.accounts.eyes_of(viewer.account()).await?;
        Ok(json_bytes(eyes.json(shown).into_owned()))
    }

    /// Whether `account` blocks the viewer.
    async fn is_cut_off(&self, viewer: &Viewer, account: Id) -> Outcome<bool> {
        match viewer.account() {
            Some(me) => Ok(self.accounts.relations(me).await?.blocked_by.contains(&account)),
            None => Ok(false),
        }
    }

    async fn page(&self, people: People, of: Id, viewer: &Viewer, uri: &OriginalUri, page: Page) -> Reply {
        let entries = self.accounts.people(people, of, page).await?;
        let (ids, cursors): (Vec<Id>, Vec<Id>) = entries.into_iter().unzip();
        Ok(paged(self.accounts.site(), uri, &cursors, self.list(&ids, viewer).await?))
    }
}

fn joined<'a>(parts: impl Iterator<Item = Cow<'a, [u8]>>) -> Vec<u8> {
    let mut out = vec![b'['];
    for (n, part) in parts.enumerate() {
        if n > 0 {
            out.push(b',');
        }
        out.extend_from_slice(&part);
    }
    out.push(b']');
    out
}

async fn one(Has(s): Has<State>, Path(id): Path<String>, viewer: Viewer) -> Reply {
    s.one(&*s.shown(&id).await?, &viewer).await
}

async fn several(Has(s): Has<State>, viewer: Viewer, params: Params) -> Reply {
    let ids = params.ids("id")?;
    Ok(s.list(&ids[..ids.len().min(IDS_MAX)], &viewer).await?)
}

async fn lookup(Has(s): Has<State>, viewer: Viewer, params: Params) -> Reply {
    let id = s.accounts.lookup(params.required("acct")?).await?.ok_or_else(Problem::not_found)?;
    let shown = s.accounts.account(id).await?.ok_or_else(Problem::not_found)?;
    s.one(&shown, &viewer).await
}

async fn relationships(Has(s): Has<State>, viewer: Viewer, params: Params) -> Reply {
    let ids = params.ids("id")?;
    answer(&s.accounts.relationships(viewer.person()?, &ids[..ids.len().min(IDS_MAX)]).await?)
}

async fn familiar_followers(Has(s): Has<State>, viewer: Viewer, params: Params) -> Reply {
    let mut ids = params.ids("id")?;
    ids.truncate(IDS_MAX);
    let mut out = Vec::new();
    let asked = s.accounts.accounts(&ids).await?;
    ids.retain(|id| asked.contains_key(id));
    for (id, mut familiar) in s.accounts.familiar(viewer.person()?, ids).await? {
        if asked.get(&id).is_none_or(|account| !network_is_visible(account, &viewer)) {
            familiar.clear();
        }
        let found = s.accounts.accounts(&familiar).await?;
        let list: Vec<Value> =
            familiar.iter().filter_map(|f| serde_json::from_slice(&found.get(f)?.json).ok()).collect();
        out.push(json!({ "id": id, "accounts": list }));
    }
    answer(&out)
}

/// Who may see an account's followers and follows: everyone, unless it hides them.
fn network_is_visible(account: &Account, viewer: &Viewer) -> bool {
    !account.hide_network || viewer.account() == Some(account.id)
}

async fn network(
    s: &State,
    people: People,
    id: &str,
    viewer: &Viewer,
    uri: &OriginalUri,
    params: &Params,
) -> Reply {
    let account = s.shown(id).await?;
    let page = params.page(PageLimit::PEOPLE)?;
    if s.is_cut_off(viewer, account.id).await?
        || account.suspended_ms.is_some()
        || !network_is_visible(&account, viewer)
    {
        return Ok(json_bytes("[]"));
    }
    s.page(people, account.id, viewer, uri, page).await
}

async fn followers(
    Has(s): Has<State>,
    Path(id): Path<String>,
    viewer: Viewer,
    uri: OriginalUri,
    params: Params,
) -> Reply {
    network(&s, People::Followers, &id, &viewer, &uri, &params).await
}

async fn following(
    Has(s): Has<State>,
    Path(id): Path<String>,
    viewer: Viewer,
    uri: OriginalUri,
    params: Params,
) -> Reply {
    network(&s, People::Following, &id, &viewer, &uri, &params).await
}

async fn endorsements_of(
    Has(s): Has<State>,
    Path(id): Path<String>,
    viewer: Viewer,
    uri: OriginalUri,
    params: Params,
) -> Reply {
    let account = s.shown(&id).await?;
    if account.suspended_ms.is_some() || s.is_cut_off(&viewer, account.id).await? {
        return Ok(json_bytes("[]"));
    }
    s.page(People::Endorsed, account.id, &viewer, &uri, params.page(PageLimit::PEOPLE)?).await
}

macro_rules! own_lists {
    ($($name:ident $people:ident),*) => { $(
        async fn $name(Has(s): Has<State>, viewer: Viewer, uri: OriginalUri, params: Params) -> Reply {
            s.page(People::$people, viewer.person()?, &viewer, &uri, params.page(PageLimit::PEOPLE)?).await
        }
    )* };
}

own_lists! { blocks Blocked, follow_requests Requests, endorsements Endorsed }

/// Those whom one muted, with the end of it.
async fn mutes(Has(s): Has<State>, viewer: Viewer, uri: OriginalUri, params: Params) -> Reply {
    let me = viewer.person()?;
    let entries = s.accounts.people(People::Muted, me, params.page(PageLimit::PEOPLE)?).await?;
    let (ids, cursors): (Vec<Id>, Vec<Id>) = entries.into_iter().unzip();
    let (found, relations) = (s.accounts.accounts(&ids).await?, s.accounts.relations(me).await?);
    let muted = |id: &Id| {
        let mut entity: Value = serde_json::from_slice(&found.get(id)?.json).ok()?;
        entity["mute_expires_at"] = relations.muting.get(id)?.until_ms.map(iso_ms).into();
        Some(entity)
    };
    let body = answer(&ids.iter().filter_map(muted).collect::<Value>())?;
    Ok(paged(s.accounts.site(), &uri, &cursors, body))
}

macro_rules! relation_verbs {
    ($($name:ident $verb:ident),*) => { $(
        async fn $name(Has(s): Has<State>, Path(id): Path<String>, viewer: Viewer) -> Reply {
            let (me, other) = (viewer.person()?, at(&id)?);
            s.accounts.$verb(me, other).await?;
            s.relationship(me, other).await
        }
    )* };
}

relation_verbs! {
    unfollow unfollow, remove_follower remove_follower, block block, unblock unblock, unmute unmute,
    endorse endorse, unendorse unendorse, authorize accept, reject reject
}

async fn follow(Has(s): Has<State>, Path(id): Path<String>, viewer: Viewer, params: Params) -> Reply {
    let (me, other) = (viewer.person()?, at(&id)?);
    let languages = params.has("languages").then(|| params.texts("languages")).transpose()?;
    let languages = languages.map(|all| all.into_iter().filter_map(text::language_code).collect());
    let edit = FollowEdit { reblogs: params.flag("reblogs")?, notify: params.flag("notify")?, languages };
    s.accounts.follow(me, other, edit).await?;
    s.relationship(me, other).await
}

async fn mute(Has(s): Has<State>, Path(id): Path<String>, viewer: Viewer, params: Params) -> Reply {
    let (me, other) = (viewer.person()?, at(&id)?);
    let seconds = params.int("duration")?.unwrap_or(0);
    let until_ms = (seconds > 0).then(|| s.accounts.now_ms().saturating_add(seconds.saturating_mul(1_000)));
    let edit = MuteEdit { notifications: params.flag("notifications")?.unwrap_or(true), until_ms };
    s.accounts.mute(me, other, edit).await?;
    s.relationship(me, other).await
}

async fn note(Has(s): Has<State>, Path(id): Path<String>, viewer: Viewer, params: Params) -> Reply {
    let (me, other) = (viewer.person()?, at(&id)?);
    s.accounts.set_note(me, other, params.text("comment")?.unwrap_or_default().to_owned()).await?;
    s.relationship(me, other).await
}
