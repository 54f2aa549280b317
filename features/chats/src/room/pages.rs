//! The pages of rooms.

mod acts;
mod drawn;
mod settings;
mod when;

use axum::extract::{OriginalUri, Path, State};
use axum::http::StatusCode;
use base::{Id, Kind, Outcome, Problem, random};
use ui::{Message, Page as _, Tab};
use web::{Access, Params, Reply, Route, Visit, at, get, html, html_status, see_other};

use super::model::RoomRole;
use super::templates::{Phase, RoomHead, RoomPage, SayForm};
use super::verbs::Seen;
use super::views::{RoomView, Wanted};
use crate::recurrence::Zone;
use crate::times::time_label;
use crate::{Chat, Chats, WORDS};
use when::{countdown, when};
pub(crate) use when::{phase, phase_word};

pub(crate) fn routes(s: &Chats) -> Vec<Route> {
    let mut routes = vec![
        get(s, "/chats/{tag}/now", Access::Page, now),
        get(s, "/chats/{tag}/{session}", Access::Page, room),
    ];
    routes.extend(settings::routes(s));
    routes.extend(acts::routes(s));
    routes
}

/// The path of a session's room.
pub(crate) fn path_of(chat: &Chat, session: Id) -> String {
    chat.session_path(session)
}

/// Leads to the session that is on air, or comes next, or was last.
async fn now(State(s): State<Chats>, Path(tag): Path<String>) -> Reply {
    let chat = s.by_tag(&tag).await?.ok_or_else(Problem::not_found)?;
    let board = s.board().await?;
    let now = s.clock().now_ms();
    let on_air = board.on_air(now).find(|slot| slot.chat.id == chat.id).map(|slot| slot.session.id);
    let next = || board.coming(now).find(|slot| slot.chat.id == chat.id).map(|slot| slot.session.id);
    let found = match on_air.or_else(next) {
        Some(session) => Some(session),
        None => s.sessions_before(chat.id, now, 1).await?.pop().map(|session| session.id),
    };
    Ok(see_other(&found.map_or_else(|| chat.path(), |session| path_of(&chat, session))))
}

async fn room(
    State(s): State<Chats>,
    Path((tag, session)): Path<(String, String)>,
    visit: Visit,
    uri: OriginalUri,
    params: Params,
) -> Reply {
    let seen = s.seen(at(&session)?, visit.viewer.account()).await?;
    if text::tag_key(&tag).as_deref() != Some(&seen.chat.tag) {
        return Err(Problem::not_found().into());
    }
    let path = path_of(&seen.chat, seen.session.id);
    if !uri.path().eq_ignore_ascii_case(&path) {
        return Ok(see_other(&path));
    }
    let page = s.room_page(&visit, seen, &params, None).await?;
    Ok(html(page.page()))
}

/// What of a room a page shows.
struct Shown {
    wanted: Wanted,
    refreshes: bool,
    reply_to: Option<Id>,
}

impl Shown {
    fn read(params: &Params) -> Outcome<Self> {
        let wanted = Wanted {
            before: params.id("before")?,
            unanswered: params.text("show")? == Some("unanswered"),
            without_boosts: params.text("show")? == Some("words"),
        };
        Ok(Self { wanted, refreshes: params.is_set("refresh")?, reply_to: params.id("reply")? })
    }
}

impl Chats {
    /// A room, perhaps with what was typed and refused.
    async fn room_page(
        &self,
        visit: &Visit,
        seen: Seen,
        params: &Params,
        refused: Option<(SayForm, Message)>,
    ) -> Outcome<RoomPage> {
        let shown = Shown::read(params)?;
        let (session, chat) = (&seen.session, &seen.chat);
        let (me, now) = (visit.viewer.account(), self.clock().now_ms());
        let (phase, open, zone) = (phase(session, now), session.is_open(now), self.zone_for(chat, me).await?);
        let (title, shell) = self.room_shell(visit, &seen, params).await?;
        let view = self.room(session.id, me, shown.wanted).await?;
        let (applauded, csrf, head) = (view.applauded.clone(), shell.csrf.clone(), head_of(&seen, me));
        let room = RoomHead { applauded, csrf, open, ..head };
        let (typed, refused) = refused.unzip();
        let composer = self.composer(&seen, &view, me, (&shown, open), typed).await?;
        let voice = ui::Voice { lang: shell.lang, catalogue: &WORDS };
        Ok(RoomPage {
            lines: drawn::lines(&room, &view.lines, now, voice),
            blank: ["post", "boost"].map(|kind| drawn::blank(&room, kind, voice)),
            tabs: tabs(&room.path, shown.wanted),
            nothing: WORDS.say(nothing(phase, shown.wanted)),
            older: view.older.map(|id| format!("{}?{}before={id}", room.path, show_of(shown.wanted))),
            composer,
            refused,
            refreshes: shown.refreshes && open,
            newest: shown.wanted.before.is_none() && !shown.wanted.unanswered,
            without_boosts: shown.wanted.without_boosts,
            tag: chat.name.clone(),
            chat_path: chat.path(),
            title,
            phase,
            when: when(&zone, session),
            opens: WORDS.say("room-opens").with("time", time_label(&zone, session.window().start)),
            countdown: countdown(session, now).filter(|_| phase != Phase::Cancelled),
            open,
            over: session.is_over(now),
            cancelled: (phase == Phase::Cancelled).then(|| session.reason.clone()),
            joined: seen.standing.joined,
            removed: seen.standing.removed,
            hosts: self.speakers(&chat.hosts()).await?,
            guests: self.speakers(&session.guests).await?,
            named: self.joined(session.id, me).await?,
            rules: [&chat.texts.rules, &chat.texts.disclaimer, &chat.texts.conduct].map(Clone::clone),
            shell,
            room,
            view,
        })
    }

    /// The form of those who may write there now.
    async fn composer(
        &self,
        seen: &Seen,
        view: &RoomView,
        me: Option<Id>,
        (shown, open): (&Shown, bool),
        typed: Option<SayForm>,
    ) -> Outcome<Option<SayForm>> {
        if !open || me.is_none() || seen.standing.removed || shown.refreshes {
            return Ok(None);
        }
        self.say_form(seen, view, me, shown.reply_to, typed).await.map(Some)
    }

    /// What the page is called, and what stands around it.
    async fn room_shell(&self, visit: &Visit, seen: &Seen, params: &Params) -> Outcome<(String, ui::Shell)> {
        let (session, chat) = (&seen.session, &seen.chat);
        let title = if session.topic.is_empty() { chat.title.clone() } else { session.topic.clone() };
        let heading = Message::raw(format!("{title} · #{}", chat.name));
        let mut shell = self.accounts().shell(visit, heading, &path_of(chat, session.id)).await?;
        accounts::pages::say_done(&mut shell, params, &WORDS, acts::DONE);
        Ok((title, shell))
    }

    /// The reader's own zone, else the chat's.
    async fn zone_for(&self, chat: &Chat, me: Option<Id>) -> Outcome<Zone> {
        let own = match me {
            Some(me) => self.zone_of(me).await?,
            None => None,
        };
        Ok(own.unwrap_or_else(|| chat.schedule.zone.clone()))
    }

    async fn say_form(
        &self,
        seen: &Seen,
        view: &RoomView,
        me: Option<Id>,
        reply_to: Option<Id>,
        typed: Option<SayForm>,
    ) -> Outcome<SayForm> {
        let typed = typed.unwrap_or_default();
        let reply_to = typed.reply_to.parse::<i64>().ok().map(Id).or(reply_to);
        let to = match reply_to {
            Some(id) => self.posts().one(id, me).await?,
            None => None,
        };
        let acct = to.as_ref().map(|view| view.author.acct()).unwrap_or_default();
        let text = match (&to, typed.text.is_empty()) {
            (Some(_), true) => format!("@{acct} "),
            _ => typed.text,
        };
        let current = view.head.question.as_ref().map_or(0, |line| line.number);
        let chosen = match (&to, seen.role) {
            (None, RoomRole::None | RoomRole::Guest | RoomRole::Patient) => current,
            _ => 0,
        };
        Ok(SayForm {
            text,
            key: random::token(),
            limit: self.posts().limits().post_chars,
            reply_to: to.as_ref().map(|view| view.shown.id.to_string()).unwrap_or_default(),
            replying: acct,
            labels: labels(view, chosen),
        })
    }
}

/// What lines of a room know of it.
fn head_of(seen: &Seen, me: Option<Id>) -> RoomHead {
    RoomHead {
        id: seen.session.id.to_string(),
        path: path_of(&seen.chat, seen.session.id),
        me: me.map(|me| me.to_string()).unwrap_or_default(),
        signed_in: me.is_some(),
        leads: seen.role.leads(),
        ..RoomHead::default()
    }
}

/// The questions so far, the newest first, and none.
fn labels(view: &RoomView, chosen: u32) -> Vec<(String, Message, bool)> {
    let mut numbers: Vec<u32> = view.questions.iter().map(|line| line.number).filter(|n| *n > 0).collect();
    numbers.sort_unstable();
    numbers.dedup();
    let answer = |number: u32| {
        let label = WORDS.say("room-answers").with("number", u64::from(number));
        (number.to_string(), label, number == chosen)
    };
    let none = (String::new(), WORDS.say("room-no-label"), chosen == 0);
    numbers.into_iter().rev().map(answer).chain([none]).collect()
}

fn show_of(wanted: Wanted) -> &'static str {
    match (wanted.unanswered, wanted.without_boosts) {
        (true, _) => "show=unanswered&",
        (_, true) => "show=words&",
        _ => "",
    }
}

fn tabs(path: &str, wanted: Wanted) -> Vec<Tab> {
    let Wanted { unanswered, without_boosts, .. } = wanted;
    vec![
        Tab::new(WORDS.say("room-all"), path, !unanswered && !without_boosts),
        Tab::new(WORDS.say("room-words"), format!("{path}?show=words"), without_boosts),
        Tab::new(WORDS.say("room-unanswered"), format!("{path}?show=unanswered"), unanswered),
    ]
}

fn nothing(phase: Phase, wanted: Wanted) -> &'static str {
    match phase {
        _ if wanted.unanswered => "room-none-unanswered",
        Phase::Before | Phase::Cancelled => "room-nothing-yet",
        Phase::Over => "room-nothing-said",
        _ => "room-be-first",
    }
}

/// A page that says what was wrong, with what was typed.
async fn refuse(s: &Chats, visit: &Visit, room: Id, form: SayForm, problem: Problem) -> Reply {
    if problem.kind() != Kind::Invalid {
        return Err(problem.into());
    }
    let seen = s.seen(room, visit.viewer.account()).await?;
    let text = Message::problem(accounts::pages::told(&problem));
    let page = s.room_page(visit, seen, &Params::default(), Some((form, text))).await?;
    Ok(html_status(StatusCode::UNPROCESSABLE_ENTITY, page.page()))
}
