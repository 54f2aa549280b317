//! The extension API of chats: `/api/medley/v1/chats`.

use std::ops::Range;
use std::sync::Arc;

use axum::extract::{Path, State};
use base::{DAY_MS, Ms, Outcome, Problem, parse_iso};
use serde_json::{Value, json};
use web::{Access, Params, Reply, Route, Scope, Viewer, at, delete, get, json as answer, post, put};
use words::specialties;

use crate::calendars::Filter;
use crate::model::{Chat, Session};
use crate::recurrence::{Rule, Schedule, Zone, read_dates, read_local, utc};
use crate::reminders::Reminder;
use crate::rules::{ChatEdit, Editor, SessionEdit};
use crate::{Chats, entity};

/// The longest time for which a calendar is told.
const RANGE_MS_MAX: Ms = 366 * DAY_MS;
/// The time for which it is told to whoever does not say.
const RANGE_MS: Ms = 28 * DAY_MS;
/// Chats of one answer.
const CHATS_MAX: i64 = 100;
const BASE: &str = "/api/medley/v1/chats";

pub(crate) fn routes(s: &Chats) -> Vec<Route> {
    let (read, own) = (Access::Anyone(Scope::READ_STATUSES), Access::Person(Scope::READ_STATUSES));
    let write = Access::Person(Scope::WRITE_STATUSES);
    vec![
        get(s, BASE, read, list),
        post(s, BASE, write, create),
        get(s, "/api/medley/v1/chats/calendar", read, calendar),
        get(s, "/api/medley/v1/chats/on_air", read, on_air),
        get(s, "/api/medley/v1/chats/{tag}", read, one),
        put(s, "/api/medley/v1/chats/{tag}", write, update),
        post(s, "/api/medley/v1/chats/{tag}/retire", write, retire),
        post(s, "/api/medley/v1/chats/{tag}/resume", write, resume),
        get(s, "/api/medley/v1/chats/{tag}/reminder", own, reminder),
        put(s, "/api/medley/v1/chats/{tag}/reminder", write, remind),
        delete(s, "/api/medley/v1/chats/{tag}/reminder", write, forget),
        get(s, "/api/medley/v1/chats/{tag}/sessions", read, sessions),
        put(s, "/api/medley/v1/chats/{tag}/sessions/{id}", write, update_session),
        post(s, "/api/medley/v1/chats/{tag}/sessions/{id}/cancel", write, cancel),
        post(s, "/api/medley/v1/chats/{tag}/sessions/{id}/restore", write, restore),
        post(s, "/api/medley/v1/chats/{tag}/sessions/{id}/end", write, end),
    ]
}

pub(crate) fn editor(viewer: &Viewer) -> Outcome<Editor> {
    Ok(Editor { account: viewer.person()?, staff: viewer.is_staff() })
}

impl Chats {
    /// The chat of a path; 404 for none.
    pub(crate) async fn at_tag(&self, tag: &str) -> Outcome<Arc<Chat>> {
        self.by_tag(tag).await?.ok_or_else(Problem::not_found)
    }

    /// A session of a path; 404 for none, and for one of another chat.
    pub(crate) async fn at_session(&self, tag: &str, id: &str) -> Outcome<(Arc<Chat>, Arc<Session>)> {
        let chat = self.at_tag(tag).await?;
        let session = self.session(at(id)?).await?.filter(|session| session.chat == chat.id);
        Ok((chat, session.ok_or_else(Problem::not_found)?))
    }

    async fn entity(&self, chat: &Chat) -> Outcome<Value> {
        let now = self.0.clock.now_ms();
        let next = self.next_of(chat.id, now).await?;
        Ok(entity::chat(&self.0.site, chat, next.as_deref(), now))
    }

    async fn session_entity(&self, chat: &Chat, session: &Session) -> Outcome<Value> {
        Ok(entity::one_session(&self.0.site, chat, session, self.0.clock.now_ms()))
    }
}

async fn list(State(s): State<Chats>, params: Params) -> Reply {
    let filter = filter(&params)?;
    let limit = params.int("limit")?.unwrap_or(CHATS_MAX / 2).clamp(1, CHATS_MAX);
    let offset = params.int("offset")?.unwrap_or(0).max(0);
    let chats = s.filtered(&filter).await?;
    let page =
        chats.iter().skip(usize::try_from(offset).unwrap_or(0)).take(usize::try_from(limit).unwrap_or(0));
    let mut told = Vec::new();
    for chat in page {
        told.push(s.entity(chat).await?);
    }
    answer(&told)
}

async fn one(State(s): State<Chats>, Path(tag): Path<String>) -> Reply {
    answer(&s.entity(&*s.at_tag(&tag).await?).await?)
}

async fn create(State(s): State<Chats>, viewer: Viewer, params: Params) -> Reply {
    let chat = s.create(viewer.person()?, edit(&params, None)?).await?;
    answer(&s.entity(&chat).await?)
}

async fn update(State(s): State<Chats>, Path(tag): Path<String>, viewer: Viewer, params: Params) -> Reply {
    let chat = s.at_tag(&tag).await?;
    let edit = edit(&params, Some(&chat))?;
    answer(&s.entity(&s.edit(editor(&viewer)?, chat.id, edit).await?).await?)
}

async fn retire(State(s): State<Chats>, Path(tag): Path<String>, viewer: Viewer) -> Reply {
    let chat = s.at_tag(&tag).await?;
    answer(&s.entity(&s.retire(editor(&viewer)?, chat.id).await?).await?)
}

async fn resume(State(s): State<Chats>, Path(tag): Path<String>, viewer: Viewer) -> Reply {
    let chat = s.at_tag(&tag).await?;
    answer(&s.entity(&s.resume(editor(&viewer)?, chat.id).await?).await?)
}

async fn calendar(State(s): State<Chats>, params: Params) -> Reply {
    let now = s.0.clock.now_ms();
    let slots = s.calendar(&filter(&params)?, range(&params, now)?).await?;
    answer(&slots.iter().map(|slot| entity::slot(&s.0.site, slot, now)).collect::<Vec<_>>())
}

async fn on_air(State(s): State<Chats>) -> Reply {
    let now = s.0.clock.now_ms();
    let slots = s.on_air(now).await?;
    answer(&slots.iter().map(|slot| entity::slot(&s.0.site, slot, now)).collect::<Vec<_>>())
}

async fn sessions(State(s): State<Chats>, Path(tag): Path<String>, params: Params) -> Reply {
    let (chat, now) = (s.at_tag(&tag).await?, s.0.clock.now_ms());
    let found = s.sessions(chat.id, range(&params, now)?).await?;
    answer(&found.iter().map(|one| entity::one_session(&s.0.site, &chat, one, now)).collect::<Vec<_>>())
}

async fn update_session(
    State(s): State<Chats>,
    Path((tag, id)): Path<(String, String)>,
    viewer: Viewer,
    params: Params,
) -> Reply {
    let (chat, session) = s.at_session(&tag, &id).await?;
    let edit = SessionEdit {
        topic: params.text("topic")?.map(str::to_owned),
        notes: params.text("notes")?.map(str::to_owned),
        guests: params.has("guest_ids").then(|| params.ids("guest_ids")).transpose()?,
        starts: params.filled("starts")?.map(read_local).transpose()?,
        minutes: params.int("minutes")?,
    };
    let session = s.edit_session(editor(&viewer)?, session.id, edit).await?;
    answer(&s.session_entity(&chat, &session).await?)
}

async fn cancel(
    State(s): State<Chats>,
    Path((tag, id)): Path<(String, String)>,
    viewer: Viewer,
    params: Params,
) -> Reply {
    let (chat, session) = s.at_session(&tag, &id).await?;
    let reason = params.text("reason")?.unwrap_or_default().to_owned();
    let session = s.cancel_session(editor(&viewer)?, session.id, reason).await?;
    answer(&s.session_entity(&chat, &session).await?)
}

async fn restore(State(s): State<Chats>, Path((tag, id)): Path<(String, String)>, viewer: Viewer) -> Reply {
    let (chat, session) = s.at_session(&tag, &id).await?;
    let session = s.restore_session(editor(&viewer)?, session.id).await?;
    answer(&s.session_entity(&chat, &session).await?)
}

/// Ends a session that runs.
async fn end(State(s): State<Chats>, Path((tag, id)): Path<(String, String)>, viewer: Viewer) -> Reply {
    let (chat, session) = s.at_session(&tag, &id).await?;
    let session = s.end_session(editor(&viewer)?, session.id).await?;
    answer(&s.session_entity(&chat, &session).await?)
}

fn told(reminder: Option<Reminder>) -> Reply {
    let minutes = reminder.map(|reminder| reminder.lead_minutes);
    answer(&json!({ "lead_minutes": minutes, "by_mail": reminder.is_some_and(|reminder| reminder.by_mail) }))
}

async fn reminder(State(s): State<Chats>, Path(tag): Path<String>, viewer: Viewer) -> Reply {
    let chat = s.at_tag(&tag).await?;
    told(s.reminder(viewer.person()?, chat.id).await?)
}

async fn remind(State(s): State<Chats>, Path(tag): Path<String>, viewer: Viewer, params: Params) -> Reply {
    let (chat, me) = (s.at_tag(&tag).await?, viewer.person()?);
    let lead_minutes = params.int("lead_minutes")?.unwrap_or_default();
    s.remind(me, chat.id, Reminder { lead_minutes, by_mail: params.is_set("by_mail")? }).await?;
    told(s.reminder(me, chat.id).await?)
}

async fn forget(State(s): State<Chats>, Path(tag): Path<String>, viewer: Viewer) -> Reply {
    let chat = s.at_tag(&tag).await?;
    s.forget_reminder(viewer.person()?, chat.id).await?;
    told(None)
}

/// `specialty` (a slug or a code) and `language`.
pub(crate) fn filter(params: &Params) -> Outcome<Filter> {
    let unknown = || Problem::invalid("There is no such specialty");
    let specialty = params.filled("specialty")?;
    Ok(Filter {
        specialty: specialty.map(|name| specialties::named(name).ok_or_else(unknown)).transpose()?,
        language: params.filled("language")?.map(str::to_owned),
    })
}

/// `from` and `to`; four weeks from now on for whoever does not say.
fn range(params: &Params, now: Ms) -> Outcome<Range<Ms>> {
    let wrong = || Problem::invalid("A time must look like 2026-12-01T20:00:00Z");
    let time = |name: &str| params.filled(name)?.map(|text| parse_iso(text).ok_or_else(wrong)).transpose();
    let from = time("from")?.unwrap_or(now);
    let to = time("to")?.unwrap_or(from.saturating_add(RANGE_MS));
    if to < from || to.saturating_sub(from) > RANGE_MS_MAX {
        return Err(Problem::invalid("A calendar is told for a year at the most"));
    }
    Ok(from..to)
}

/// What a client wants a chat to be; what it does not say stays.
fn edit(params: &Params, old: Option<&Chat>) -> Outcome<ChatEdit> {
    let text = |name: &str| Ok::<_, Problem>(params.text(name)?.map(str::to_owned));
    let ids = |name: &str| params.has(name).then(|| params.ids(name)).transpose();
    let specialties = params.has("specialties").then(|| params.texts("specialties")).transpose()?;
    Ok(ChatEdit {
        tag: text("tag")?,
        title: text("title")?,
        description: text("description")?,
        rules: text("rules")?,
        disclaimer: text("disclaimer")?,
        conduct: text("code_of_conduct")?,
        schedule: schedule(params, old.map(|chat| &chat.schedule))?,
        language: params
            .has("language")
            .then(|| params.filled("language"))
            .transpose()?
            .map(|l| l.map(str::to_owned)),
        specialties: specialties.map(|names| codes(&names)).transpose()?,
        hosts: ids("host_ids")?,
        moderators: ids("moderator_ids")?,
    })
}

/// Codes of specialties by their slugs or codes.
pub(crate) fn codes(names: &[&str]) -> Outcome<Vec<String>> {
    let unknown = || Problem::invalid("There is no such specialty");
    let filled = names.iter().filter(|name| !name.is_empty());
    filled.map(|name| Ok(specialties::named(name).ok_or_else(unknown)?.code.to_owned())).collect()
}

fn schedule(params: &Params, old: Option<&Schedule>) -> Outcome<Option<Schedule>> {
    if !["zone", "start", "rrule", "extra_dates", "except_dates", "minutes"]
        .iter()
        .any(|name| params.has(name))
    {
        return Ok(None);
    }
    let mut new = old.cloned().unwrap_or_else(|| Schedule::none(utc(), 60));
    if let Some(zone) = params.filled("zone")? {
        new.zone = Zone::named(zone)?;
    }
    if params.has("start") {
        new.start = params.filled("start")?.map(read_local).transpose()?;
    }
    if params.has("rrule") {
        new.rule = params.filled("rrule")?.map(Rule::parse).transpose()?;
    }
    for (name, dates) in [("extra_dates", &mut new.extra), ("except_dates", &mut new.except)] {
        if params.has(name) {
            *dates = read_dates(&params.texts(name)?.join(" "))?;
        }
    }
    new.minutes = params.int("minutes")?.unwrap_or(new.minutes);
    Ok(Some(new))
}
