//! The extension API of the directory.

use std::sync::Arc;

use axum::extract::{OriginalUri, Path, State as Held};
use base::{Outcome, PageLimit, Problem};
use serde_json::Value;
use web::{
    Access, Params, Reply, Role, Route, Scope, Slice, Viewer, delete, get, json as answer, patch, post,
};
use words::specialties::{self, Specialty};

use crate::model::{Edit, Entry, Kind, Query, Reason, State, Verdict, Who};
use crate::{Hashtags, entity};

/// Entries of one page.
const PAGE: PageLimit = PageLimit { default: 20, max: 80 };
/// Characters that are looked for.
const WORDS_CHARS_MAX: usize = 200;

pub(crate) fn routes(s: &Hashtags) -> Vec<Route> {
    let read = Access::Anyone(Scope::READ_STATUSES);
    let write = Access::Person(Scope::WRITE_STATUSES);
    let look = Access::Staff(Role::Moderator, Scope::ADMIN_READ);
    let judge = Access::Staff(Role::Moderator, Scope::ADMIN_WRITE);
    vec![
        get(s, "/api/medley/v1/specialties", read, specialties_told),
        get(s, "/api/medley/v1/hashtags", read, found),
        post(s, "/api/medley/v1/hashtags", write, register),
        get(s, "/api/medley/v1/hashtags/{tag}", read, one),
        patch(s, "/api/medley/v1/hashtags/{tag}", write, edit),
        delete(s, "/api/medley/v1/hashtags/{tag}", write, retire),
        post(s, "/api/medley/v1/hashtags/{tag}/offer", write, offer),
        post(s, "/api/medley/v1/hashtags/{tag}/accept", write, accept),
        post(s, "/api/medley/v1/hashtags/{tag}/decline", write, decline),
        get(s, "/api/medley/v1/admin/hashtags", look, queue),
        post(s, "/api/medley/v1/admin/hashtags/{tag}/keep", judge, keep),
        post(s, "/api/medley/v1/admin/hashtags/{tag}/refuse", judge, refuse),
    ]
}

/// The key that a path names.
pub(crate) fn key(tag: &str) -> Outcome<String> {
    text::tag_key(tag).ok_or_else(Problem::not_found)
}

fn many(params: &Params, name: &str) -> Outcome<Option<Vec<String>>> {
    let told = params.has(name).then(|| params.texts(name)).transpose()?;
    Ok(told.map(|all| all.into_iter().map(str::to_owned).collect()))
}

/// What a program says about a hashtag.
fn edit_of(params: &Params) -> Outcome<Edit> {
    Ok(Edit { related: many(params, "related")?, ..plain_edit(params)? })
}

/// The same without related hashtags, which forms send otherwise.
pub(crate) fn plain_edit(params: &Params) -> Outcome<Edit> {
    let text = |name: &str| Ok::<_, Problem>(params.text(name)?.map(str::to_owned));
    Ok(Edit {
        name: text("name")?,
        kind: text("kind")?,
        title: text("title")?,
        about: text("description")?,
        specialties: many(params, "specialties")?,
        related: None,
        language: text("language")?,
        starts_on: text("starts_on")?,
        ends_on: text("ends_on")?,
        place: text("place")?,
        link: text("link")?,
    })
}

/// What is looked for. What is not known finds nothing that is asked for by it, and is passed over here.
pub(crate) fn query(params: &Params) -> Outcome<Query> {
    Ok(Query {
        words: params.filled("q")?.unwrap_or_default().chars().take(WORDS_CHARS_MAX).collect(),
        specialty: params.filled("specialty")?.and_then(specialties::named),
        kind: params.filled("kind")?.and_then(Kind::parse),
        language: params.filled("language")?.and_then(text::language_code),
    })
}

/// Why, as a form or a program says.
pub(crate) fn refusal(params: &Params) -> Outcome<Verdict> {
    let unknown = || Problem::invalid("Reason is not included in the list");
    let reason = params.filled("reason")?.and_then(Reason::parse).ok_or_else(unknown)?;
    Ok(Verdict::Refuse { reason, words: params.text("text")?.unwrap_or_default().to_owned() })
}

fn own(viewer: &Viewer) -> Outcome<Who> {
    // Tokens of staff do as anybody's here: what the staff decide needs a scope of its own.
    Ok(Who { account: viewer.person()?, staff: false })
}

fn reader(viewer: &Viewer) -> Option<Who> {
    viewer.account().map(|account| Who { account, staff: viewer.is_staff() })
}

fn staff(viewer: &Viewer) -> Outcome<Who> {
    Ok(Who { account: viewer.person()?, staff: viewer.is_staff() })
}

impl Hashtags {
    /// The entries with their numbers: a few queries for any number of them.
    async fn told(&self, entries: &[Arc<Entry>], who: Option<Who>) -> Outcome<Vec<Value>> {
        let tags: Vec<String> = entries.iter().map(|one| one.tag.clone()).collect();
        let used = self.activity(&tags).await?;
        let site = &self.0.ground.site;
        Ok(entries.iter().map(|one| entity::hashtag(site, one, used.get(&one.tag), who)).collect())
    }

    async fn told_one(&self, entry: Entry, who: Who) -> Reply {
        let told = self.told(&[Arc::new(entry)], Some(who)).await?;
        answer(&told.into_iter().next().ok_or_else(Problem::not_found)?)
    }

    async fn told_part(
        &self,
        all: Vec<Arc<Entry>>,
        (slice, uri): (Slice, &OriginalUri),
        who: Option<Who>,
    ) -> Reply {
        let more = all.len() > slice.offset + slice.limit;
        let part: Vec<Arc<Entry>> = all.into_iter().skip(slice.offset).take(slice.limit).collect();
        let body = answer(&self.told(&part, who).await?)?;
        Ok(slice.linked(&self.0.ground.site, uri, more, body))
    }
}

async fn specialties_told(Held(s): Held<Hashtags>) -> Reply {
    let book = s.book().await?;
    let told = |one: &Specialty| {
        let mut value = entity::specialty(one);
        let listed = book.listed().filter(|entry| entry.specialties.contains(&one)).count();
        value["hashtags"] = listed.into();
        value
    };
    answer(&specialties::ALL.iter().map(told).collect::<Vec<_>>())
}

async fn found(Held(s): Held<Hashtags>, viewer: Viewer, uri: OriginalUri, params: Params) -> Reply {
    let asked = query(&params)?;
    // Who asks for a specialty that there is not is told of none, and not of all.
    let unknown = params.filled("specialty")?.is_some() != asked.specialty.is_some()
        || params.filled("kind")?.is_some() != asked.kind.is_some();
    let all = if unknown { Vec::new() } else { s.book().await?.find(&asked) };
    let all = match params.filled("order")? {
        Some("name") => all,
        _ => s.most_active(all).await?,
    };
    s.told_part(all, (Slice::read(&params, PAGE)?, &uri), reader(&viewer)).await
}

async fn register(Held(s): Held<Hashtags>, viewer: Viewer, params: Params) -> Reply {
    let who = own(&viewer)?;
    let made = s.register(who, edit_of(&params)?).await?;
    s.told_one(made, who).await
}

async fn one(Held(s): Held<Hashtags>, Path(tag): Path<String>, viewer: Viewer) -> Reply {
    let (book, who) = (s.book().await?, reader(&viewer));
    let entry = book.get(&key(&tag)?).filter(|entry| Who::sees(who, entry)).ok_or_else(Problem::not_found)?;
    let told = s.told(std::slice::from_ref(entry), who).await?;
    answer(&told.into_iter().next().ok_or_else(Problem::not_found)?)
}

async fn edit(Held(s): Held<Hashtags>, Path(tag): Path<String>, viewer: Viewer, params: Params) -> Reply {
    let who = own(&viewer)?;
    let changed = s.edit(who, &key(&tag)?, edit_of(&params)?).await?;
    s.told_one(changed, who).await
}

async fn retire(Held(s): Held<Hashtags>, Path(tag): Path<String>, viewer: Viewer) -> Reply {
    let who = own(&viewer)?;
    s.told_one(s.retire(who, &key(&tag)?).await?, who).await
}

async fn offer(Held(s): Held<Hashtags>, Path(tag): Path<String>, viewer: Viewer, params: Params) -> Reply {
    let who = own(&viewer)?;
    let offered = s.offer(who, &key(&tag)?, params.id("account_id")?).await?;
    s.told_one(offered, who).await
}

async fn accept(Held(s): Held<Hashtags>, Path(tag): Path<String>, viewer: Viewer) -> Reply {
    let who = own(&viewer)?;
    s.told_one(s.answer_offer(who, &key(&tag)?, true).await?, who).await
}

async fn decline(Held(s): Held<Hashtags>, Path(tag): Path<String>, viewer: Viewer) -> Reply {
    let who = own(&viewer)?;
    s.told_one(s.answer_offer(who, &key(&tag)?, false).await?, who).await
}

async fn queue(Held(s): Held<Hashtags>, viewer: Viewer, uri: OriginalUri, params: Params) -> Reply {
    let book = s.book().await?;
    let all = match params.filled("state")? {
        Some("changed") => book.changed(),
        state => book.queue(state.and_then(State::parse).unwrap_or(State::Provisional)),
    };
    s.told_part(all, (Slice::read(&params, PAGE)?, &uri), Some(staff(&viewer)?)).await
}

async fn keep(Held(s): Held<Hashtags>, Path(tag): Path<String>, viewer: Viewer, params: Params) -> Reply {
    let who = staff(&viewer)?;
    let verdict = Verdict::Keep(Box::new(edit_of(&params)?));
    s.told_one(s.decide(who, &key(&tag)?, verdict).await?, who).await
}

async fn refuse(Held(s): Held<Hashtags>, Path(tag): Path<String>, viewer: Viewer, params: Params) -> Reply {
    let who = staff(&viewer)?;
    s.told_one(s.decide(who, &key(&tag)?, refusal(&params)?).await?, who).await
}
