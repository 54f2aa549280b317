//! The page of the desk and its forms.

mod acts;

use std::collections::HashMap;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use base::{Id, Kind, Outcome, Problem};
use ui::{Message, Page as _};
use web::{Access, Params, Reply, Route, Visit, at, get, html, html_status, post, see_other};

use super::model::{DeskKind, DeskText, Filling};
use super::templates::{DeskGroup, DeskLine, DeskPage, NewText};
use super::verbs::Entered;
use crate::room::pages::{path_of, phase, phase_word};
use crate::room::templates::Phase;
use crate::room::verbs::Seen;
use crate::{Chats, WORDS};

const DONE: &[(&str, &str)] = &[
    ("added", "desk-did-add"),
    ("saved", "desk-did-save"),
    ("sent", "desk-did-send"),
    ("deleted", "desk-did-delete"),
    ("moved", "desk-did-move"),
    ("rehearsal", "desk-did-rehearse"),
    ("leaders", "desk-did-lead"),
    ("called", "room-did-call"),
    ("ended", "desk-did-end"),
    ("pinned", "desk-did-pin"),
    ("removed", "desk-did-remove"),
    ("person-removed", "desk-did-remove"),
];

pub(crate) fn routes(s: &Chats) -> Vec<Route> {
    let own = Access::SignedIn;
    vec![
        get(s, "/chats/{tag}/{session}/desk", own, desk),
        post(s, "/web/desk/{id}/texts", own, acts::add),
        post(s, "/web/desk/texts/{id}/save", own, acts::save),
        post(s, "/web/desk/texts/{id}/send", own, acts::send),
        post(s, "/web/desk/texts/{id}/delete", own, acts::delete),
        post(s, "/web/desk/texts/{id}/up", own, acts::up),
        post(s, "/web/desk/texts/{id}/down", own, acts::down),
        post(s, "/web/desk/{id}/rehearse", own, acts::rehearse),
        post(s, "/web/desk/{id}/rehearsal-line", own, acts::rehearsal_line),
        post(s, "/web/desk/{id}/leaders", own, acts::leaders),
        post(s, "/web/desk/{id}/call", own, acts::call),
        post(s, "/web/desk/{id}/remove-person", own, acts::remove_person),
        post(s, "/web/desk/{id}/end", own, acts::end),
    ]
}

async fn desk(
    State(s): State<Chats>,
    Path((tag, session)): Path<(String, String)>,
    visit: Visit,
    params: Params,
) -> Reply {
    let seen = s.led(at(&session)?, visit.viewer.person()?).await?;
    if text::tag_key(&tag).as_deref() != Some(&seen.chat.tag) {
        return Err(Problem::not_found().into());
    }
    let mut page = s.desk_page(&visit, seen, None).await?;
    accounts::pages::say_done(&mut page.shell, &params, &WORDS, DONE);
    Ok(html(page.page()))
}

/// What was typed into the form for a new text, and refused.
struct Typed {
    kind: DeskKind,
    entered: Entered,
}

impl Chats {
    async fn desk_page(&self, visit: &Visit, seen: Seen, typed: Option<Typed>) -> Outcome<DeskPage> {
        let (chat, session) = (&seen.chat, &seen.session);
        let now = self.clock().now_ms();
        let path = path_of(chat, session.id);
        let filling = self.filling(&seen).await?;
        let title = if session.topic.is_empty() { chat.title.clone() } else { session.topic.clone() };
        let heading = WORDS.say("desk-of").with("title", title.as_str());
        let shell = self.accounts().shell(visit, heading, &format!("{path}/desk")).await?;
        let texts = self.desk_texts(session.id).await?;
        let numbers = self.desk_numbers(session.id, &texts).await?;
        let head = self.room_head(session.id).await?;
        let (removed_posts, removed_people) = self.removed_from(session.id).await?;
        let rehearsal = session.is_coming(now) && self.rehearses(session.id).await?;
        let at = phase(session, now);
        let lang = shell.lang;
        let group = |kind| group(&seen, (&texts, &numbers), kind, &filling, typed.as_ref(), lang);
        Ok(DeskPage {
            id: session.id.to_string(),
            tag: chat.name.clone(),
            title,
            phase: phase_word(at),
            on_air: at == Phase::OnAir,
            refused: None,
            groups: DeskKind::ALL.map(group).into(),
            filled: vec![
                ("{chat}", chat.title.clone()),
                ("{tag}", format!("#{}", chat.name)),
                ("{topic}", filling.topic.clone()),
                ("{guests}", filling.guests.clone()),
                ("{host}", filling.host.clone()),
            ],
            may_rehearse: session.is_coming(now),
            rehearsed: if rehearsal { self.rehearsed_by_name(session.id).await? } else { Vec::new() },
            rehearsal,
            called: head.called,
            pinned: head.pinned,
            leaders: self.leaders(session.id).await?,
            removed_people,
            removed_posts,
            path,
            shell,
        })
    }

    async fn rehearsed_by_name(&self, session: Id) -> Outcome<Vec<(String, String)>> {
        let lines = self.rehearsed(session).await?;
        let ids: Vec<Id> = lines.iter().map(|(who, _)| *who).collect();
        let people = self.accounts().accounts(&ids).await?;
        let name = |who: &Id| people.get(who).map(|one| one.shown_name().to_owned()).unwrap_or_default();
        Ok(lines.into_iter().map(|(who, text)| (name(&who), text)).collect())
    }

    /// The desk with what was wrong, and what was typed.
    async fn refuse_at_desk(
        &self,
        visit: &Visit,
        session: Id,
        typed: Option<Typed>,
        problem: Problem,
    ) -> Reply {
        if !matches!(problem.kind(), Kind::Invalid | Kind::NotFound) {
            return Err(problem.into());
        }
        let seen = self.led(session, visit.viewer.person()?).await?;
        let mut page = self.desk_page(visit, seen, typed).await?;
        page.refused = Some(match problem.kind() {
            Kind::NotFound => WORDS.say("desk-nobody"),
            _ => Message::problem(accounts::pages::told(&problem)),
        });
        Ok(html_status(StatusCode::UNPROCESSABLE_ENTITY, page.page()))
    }

    /// The desk again, with word of what was done or of what was wrong.
    async fn told_at_desk(&self, visit: &Visit, session: Id, done: Outcome<()>, said: &str) -> Reply {
        match done {
            Ok(()) => self.at_desk(session, said).await,
            Err(problem) => self.refuse_at_desk(visit, session, None, problem).await,
        }
    }

    async fn at_desk(&self, session: Id, said: &str) -> Reply {
        let seen = self.seen(session, None).await?;
        Ok(see_other(&format!("{}/desk?{said}", path_of(&seen.chat, session))))
    }

    /// Whom a form names, as `@somebody`.
    async fn named_person(&self, params: &Params) -> Outcome<Id> {
        let acct = params.text("acct")?.unwrap_or_default();
        self.accounts().lookup(acct).await?.ok_or_else(Problem::not_found)
    }
}

fn group(
    seen: &Seen,
    (texts, numbers): (&[DeskText], &HashMap<Id, u32>),
    kind: DeskKind,
    filling: &Filling,
    typed: Option<&Typed>,
    lang: ui::Lang,
) -> DeskGroup {
    let (heading, hint, new) = match kind {
        DeskKind::Welcome => ("desk-welcome", "desk-welcome-hint", "desk-welcome-new"),
        DeskKind::Disclaimer => ("desk-disclaimer", "desk-disclaimer-hint", "desk-disclaimer-new"),
        DeskKind::Question => ("desk-questions", "desk-questions-hint", "desk-question-new"),
        DeskKind::WrapUp => ("desk-wrapup", "desk-wrapup-hint", "desk-wrapup-new"),
    };
    let own: Vec<&DeskText> = texts.iter().filter(|text| text.kind == kind).collect();
    let typed = typed.filter(|typed| typed.kind == kind).map(|typed| typed.entered.clone());
    let question = kind == DeskKind::Question;
    let wanted = question || own.is_empty() || typed.is_some();
    let typed = typed.unwrap_or_else(|| Entered { text: suggested(seen, kind, lang), minute: String::new() });
    let line = |text: &&DeskText| {
        let number = numbers.get(&text.id).copied().unwrap_or_default();
        DeskLine {
            id: text.id.to_string(),
            label: if question { Message::raw(format!("Q{number}")) } else { WORDS.say(heading) },
            text: text.text.clone(),
            whole: text.whole(&seen.chat, filling, number),
            minute: text.minute.map(|minute| minute.to_string()).unwrap_or_default(),
            sent: text.post.is_some(),
            post: text.post.map(|post| post.to_string()).unwrap_or_default(),
        }
    };
    DeskGroup {
        kind: kind.name(),
        heading: WORDS.say(heading),
        hint: WORDS.say(hint),
        moves: question && own.len() > 1,
        texts: own.iter().map(line).collect(),
        new: wanted.then(|| NewText { heading: WORDS.say(new), text: typed.text, minute: typed.minute }),
    }
}

/// What a text may begin with, in the moderator's language; nothing for questions.
fn suggested(seen: &Seen, kind: DeskKind, lang: ui::Lang) -> String {
    let id = match kind {
        DeskKind::Question => return String::new(),
        DeskKind::Disclaimer if !seen.chat.texts.disclaimer.is_empty() => {
            return seen.chat.texts.disclaimer.clone();
        }
        DeskKind::Welcome if seen.session.guests.is_empty() => "desk-suggest-welcome",
        DeskKind::Welcome => "desk-suggest-welcome-guests",
        DeskKind::Disclaimer => "desk-suggest-disclaimer",
        DeskKind::WrapUp => "desk-suggest-wrapup",
    };
    let words = ["chat", "tag", "topic", "guests", "host"];
    let said = words.iter().fold(WORDS.say(id), |said, word| said.with(word, format!("{{{word}}}")));
    said.text(lang)
}
