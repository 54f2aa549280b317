//! The page of a chat.

use std::sync::Arc;

use accounts::Shown;
use accounts::pages::{person_line, say_done};
use axum::extract::{OriginalUri, Path, State};
use axum::http::HeaderMap;
use base::{DAY_MS, Id, IdMap, Ms, Outcome, Problem, iso_ms};
use ui::{Message, Page as _};
use web::{Access, Params, Reply, Route, Visit, at, get, html, post, see_other};
use words::specialties;

use super::view::{guests, rule_said, slot};
use crate::ics::{IcsName, respond};
use crate::model::{Chat, MemberRole, Session, SessionState};
use crate::recurrence::Zone;
use crate::reminders::Reminder;
use crate::rules::Editor;
use crate::templates::{ChatPage, Deeds, RemindView, RoleLine, SessionView};
use crate::times::{clock, day_label, zone_label};
use crate::{Chats, WORDS};

/// Sessions to come that the page tells.
const COMING: usize = 5;
/// Sessions that were, of one page.
const PAST: usize = 10;

pub(super) fn routes(s: &Chats) -> Vec<Route> {
    vec![
        get(s, "/chats/{tag}", Access::Page, show),
        post(s, "/chats/{tag}/remind", Access::SignedIn, remind),
        post(s, "/chats/{tag}/step_down", Access::SignedIn, step_down),
        get(s, "/chats/sessions/{id}", Access::Page, by_id),
    ]
}

/// Who reads the page of a chat, and how.
struct Reader<'a> {
    visit: &'a Visit,
    zone: Zone,
    now: Ms,
    leads: bool,
}

impl Reader<'_> {
    fn session(&self, chat: &Chat, session: &Session, people: &IdMap<Arc<Shown>>) -> SessionView {
        let (here, there) = (&self.zone, &chat.schedule.zone);
        let path = chat.session_path(session.id);
        let said = || {
            WORDS
                .say("chat-there")
                .with("day", day_label(there, session.starts_ms))
                .with("time", clock(there, session.starts_ms))
                .with("zone", zone_label(there, session.starts_ms))
        };
        let window = session.window();
        SessionView {
            slot: slot(chat, session, here, self.now, people),
            there: (here.local(session.starts_ms) != there.local(session.starts_ms)).then(said),
            notes: session.notes.clone(),
            edit: self.leads.then(|| format!("{path}/edit")),
            numbers: format!(
                "{}/insights?from={}&to={}",
                accounts::tag_path(&chat.tag),
                iso_ms(window.start),
                iso_ms(window.end)
            ),
            room: path,
        }
    }
}

impl Chats {
    async fn chat_page(&self, reader: &Reader<'_>, path: &str, chat: &Chat, before: Ms) -> Outcome<ChatPage> {
        let (visit, now, me) = (reader.visit, reader.now, reader.visit.viewer.account());
        let ahead = self.sessions(chat.id, now - DAY_MS..Ms::MAX).await?;
        let mut past = self.sessions_before(chat.id, before, PAST + 1).await?;
        past.retain(|session| session.is_over(now) || session.state == SessionState::Cancelled);
        let older = past.get(PAST).map(|_| past[PAST - 1].starts_ms);
        past.truncate(PAST);
        let open = ahead.iter().find(|session| session.is_open(now));
        let begins_later = |session: &&Session| session.starts_ms > now;
        let coming: Vec<&Session> = ahead.iter().filter(begins_later).take(COMING).collect();
        let mut wanted = guests(coming.iter().copied().chain(&past).chain(open));
        wanted.extend(chat.hosts().into_iter().chain(chat.moderators()));
        let people = self.people(wanted).await?;
        let view = |session: &Session| reader.session(chat, session, &people);
        let ics = chat.ics_path();
        Ok(ChatPage {
            shell: self.0.accounts.shell(visit, Message::raw(&chat.title), path).await?,
            title: chat.title.clone(),
            name: chat.name.clone(),
            path: chat.path(),
            tag_path: accounts::tag_path(&chat.tag),
            tag: chat.tag.clone(),
            active: chat.is_active(),
            rule: rule_said(&chat.schedule),
            zone: zone_label(&chat.schedule.zone, now),
            open: open.map(view),
            coming: coming.into_iter().map(view).collect(),
            past: past.iter().map(view).collect(),
            older: older.map(|ms| format!("{}?before={ms}#past", chat.path())),
            people: role_lines(chat, &people),
            texts: texts(chat),
            facts: facts(chat),
            reader_zone: zone_label(&reader.zone, now),
            deeds: self.deeds(chat, visit).await?,
            remind: self.remind_view(chat, me).await?,
            ics: (ics.clone(), webcal(&self.0.site.url(&ics))),
        })
    }

    async fn deeds(&self, chat: &Chat, visit: &Visit) -> Outcome<Deeds> {
        let Some(me) = visit.viewer.account() else { return Ok(Deeds::default()) };
        let by = Editor { account: me, staff: visit.viewer.is_staff() };
        Ok(Deeds {
            edit: by.may_edit(chat),
            step_down: chat.people.iter().any(|member| member.account == me),
            follows: self.0.tags.followed(me).await?.contains(chat.tag.as_str()),
        })
    }

    async fn remind_view(&self, chat: &Chat, me: Option<Id>) -> Outcome<RemindView> {
        let reminder = match me {
            Some(me) => self.reminder(me, chat.id).await?,
            None => None,
        };
        let view = |one: Reminder| RemindView { lead_minutes: one.lead_minutes, by_mail: one.by_mail };
        Ok(reminder.map(view).unwrap_or_default())
    }
}

/// `/chats/hcsm`, and `/chats/hcsm.ics`, which the router cannot tell apart.
async fn show(
    State(s): State<Chats>,
    Path(tag): Path<String>,
    visit: Visit,
    uri: OriginalUri,
    headers: HeaderMap,
    params: Params,
) -> Reply {
    if let Some(tag) = tag.strip_suffix(".ics") {
        let chat = s.at_tag(tag).await?;
        return Ok(respond(s.ics_of(&chat).await?, IcsName::Open(&format!("chat-{}", chat.id)), &headers)?);
    }
    let (chat, now) = (s.at_tag(&tag).await?, s.0.clock.now_ms());
    let (zone, _) = s.reader_zone(&visit, &params).await?;
    let leads = match visit.viewer.account() {
        Some(account) => Editor { account, staff: visit.viewer.is_staff() }.may_lead(&chat),
        None => false,
    };
    let path = uri.path_and_query().map_or_else(|| chat.path(), ToString::to_string);
    let before = params.int("before")?.unwrap_or(now).min(now);
    let mut page = s.chat_page(&Reader { visit: &visit, zone, now, leads }, &path, &chat, before).await?;
    let told = [
        ("made", "chat-made"),
        ("saved", "chat-saved"),
        ("session", "chat-session-saved"),
        ("ended", "desk-did-end"),
        ("reminded", "chat-reminded"),
        ("stepped", "chat-stepped-down"),
    ];
    say_done(&mut page.shell, &params, &WORDS, &told);
    Ok(html(page.page()))
}

async fn remind(State(s): State<Chats>, Path(tag): Path<String>, visit: Visit, params: Params) -> Reply {
    let (chat, me) = (s.at_tag(&tag).await?, visit.viewer.person()?);
    match params.int("lead_minutes")?.unwrap_or_default() {
        0 => s.forget_reminder(me, chat.id).await?,
        lead_minutes => {
            s.remind(me, chat.id, Reminder { lead_minutes, by_mail: params.is_set("by_mail")? }).await?;
        }
    }
    Ok(see_other(&format!("{}?reminded#remind", chat.path())))
}

async fn step_down(State(s): State<Chats>, Path(tag): Path<String>, visit: Visit) -> Reply {
    let chat = s.at_tag(&tag).await?;
    s.step_down(visit.viewer.person()?, chat.id).await?;
    Ok(see_other(&format!("{}?stepped", chat.path())))
}

/// Where a session is, for those who know its id alone.
async fn by_id(State(s): State<Chats>, Path(id): Path<String>) -> Reply {
    let session = s.session(at(&id)?).await?.ok_or_else(Problem::not_found)?;
    let chat = s.chat(session.chat).await?.ok_or_else(Problem::not_found)?;
    Ok(see_other(&chat.session_path(session.id)))
}

fn role_lines(chat: &Chat, people: &IdMap<Arc<Shown>>) -> Vec<RoleLine> {
    let line = |(id, role): (Id, MemberRole)| {
        let role = match role {
            MemberRole::Host => WORDS.say("chat-host"),
            MemberRole::Moderator => WORDS.say("chat-moderator"),
        };
        Some(RoleLine { person: person_line(people.get(&id)?), role })
    };
    let hosts = chat.hosts().into_iter().map(|id| (id, MemberRole::Host));
    hosts
        .chain(chat.moderators().into_iter().map(|id| (id, MemberRole::Moderator)))
        .filter_map(line)
        .collect()
}

fn texts(chat: &Chat) -> Vec<(Message, String)> {
    let texts = &chat.texts;
    let all = [
        ("chat-description", &texts.description),
        ("chat-rules", &texts.rules),
        ("chat-disclaimer", &texts.disclaimer),
        ("chat-conduct", &texts.conduct),
    ];
    let filled = all.into_iter().filter(|(_, text)| !text.is_empty());
    filled.map(|(id, text)| (WORDS.say(id), text.clone())).collect()
}

fn facts(chat: &Chat) -> Vec<Message> {
    let language = chat.language.as_ref().map(|code| {
        let known = ui::LANGUAGES.iter().find(|(tag, _)| tag == code);
        Message::raw(known.map_or(code.as_str(), |(_, name)| name))
    });
    let specialties = chat.specialties.iter().filter_map(|code| specialties::by_code(code));
    language.into_iter().chain(specialties.map(|one| one.label())).collect()
}

/// The address that programs take as one to subscribe to.
fn webcal(url: &str) -> String {
    url.split_once("://").map_or_else(|| url.to_owned(), |(_, rest)| format!("webcal://{rest}"))
}
