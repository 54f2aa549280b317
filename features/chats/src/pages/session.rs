//! Changing one session.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use base::{Kind, MINUTE_MS, Outcome, Problem};
use jiff::civil::DateTime;
use ui::{FieldErrors, Page as _};
use web::{Access, Params, Reply, Route, Visit, get, html, html_status, post, see_other};

use super::form::{complaint, moment};
use crate::api::editor;
use crate::model::{Chat, Session, SessionState};
use crate::rules::SessionEdit;
use crate::templates::{SessionForm, SessionPage};
use crate::times::{time_label, zone_label};
use crate::{Chats, WORDS};

pub(super) fn routes(s: &Chats) -> Vec<Route> {
    let own = Access::SignedIn;
    vec![
        get(s, "/chats/{tag}/{session}/edit", own, form),
        post(s, "/chats/{tag}/{session}/edit", own, save),
        post(s, "/chats/{tag}/{session}/cancel", own, cancel),
        post(s, "/chats/{tag}/{session}/restore", own, restore),
        post(s, "/chats/{tag}/{session}/end", own, end),
    ]
}

impl Chats {
    async fn session_page(
        &self,
        visit: &Visit,
        (chat, session): (&Chat, &Session),
        form: SessionForm,
        errors: FieldErrors,
    ) -> Outcome<SessionPage> {
        let (zone, path) = (&chat.schedule.zone, chat.session_path(session.id));
        let when = time_label(zone, session.starts_ms);
        let heading = WORDS.say("chat-session-title");
        Ok(SessionPage {
            shell: self.0.accounts.shell(visit, heading, &format!("{path}/edit")).await?,
            path,
            chat: chat.path(),
            title: chat.title.clone(),
            when,
            zone: zone_label(zone, session.starts_ms),
            coming: session.state != SessionState::Ended && session.starts_ms > self.0.clock.now_ms(),
            cancelled: session.state == SessionState::Cancelled,
            running: session.is_running(self.0.clock.now_ms()),
            form,
            errors,
        })
    }

    /// What the form wants, or what is wrong with it.
    async fn session_edit(
        &self,
        chat: &Chat,
        session: &Session,
        form: &SessionForm,
    ) -> Outcome<Result<SessionEdit, FieldErrors>> {
        let guests = match self.named(&form.guests, "guests").await? {
            Ok(guests) => guests,
            Err(errors) => return Ok(Err(errors)),
        };
        let mut errors = FieldErrors::default();
        let (mut starts, mut minutes) = (None, None);
        // The fields are there only while it may be moved.
        if !form.date.is_empty() || !form.time.is_empty() {
            let was = chat.schedule.zone.local(session.starts_ms);
            starts = moment(&form.date, &form.time, &mut errors, ("date", "time"))
                .filter(|date| !same(*date, was));
            minutes = form.minutes.trim().parse().ok();
            if minutes.is_none() {
                errors.say("minutes", WORDS.say("chat-minutes-wrong"));
            }
        }
        if !errors.is_empty() {
            return Ok(Err(errors));
        }
        let (topic, notes) = (Some(form.topic.clone()), Some(form.notes.clone()));
        Ok(Ok(SessionEdit { topic, notes, guests: Some(guests), starts, minutes }))
    }
}

/// Whether the form shows them as the same: it has no seconds.
fn same(one: DateTime, other: DateTime) -> bool {
    (one.date(), one.hour(), one.minute()) == (other.date(), other.hour(), other.minute())
}

fn entered(params: &Params) -> Outcome<SessionForm> {
    let text = |name: &str| Ok::<_, Problem>(params.text(name)?.unwrap_or_default().to_owned());
    Ok(SessionForm {
        topic: text("topic")?,
        notes: text("notes")?,
        guests: text("guests")?,
        date: text("date")?,
        time: text("time")?,
        minutes: text("minutes")?,
        reason: text("reason")?,
    })
}

async fn filled(s: &Chats, chat: &Chat, session: &Session) -> Outcome<SessionForm> {
    let local = chat.schedule.zone.local(session.starts_ms);
    Ok(SessionForm {
        topic: session.topic.clone(),
        notes: session.notes.clone(),
        guests: s.handles_of(&session.guests).await?,
        date: local.date().to_string(),
        time: local.strftime("%H:%M").to_string(),
        minutes: ((session.ends_ms - session.starts_ms) / MINUTE_MS).to_string(),
        reason: session.reason.clone(),
    })
}

/// A session of the path that the visitor may change: 403 for others.
async fn led(
    s: &Chats,
    visit: &Visit,
    (tag, id): &(String, String),
) -> Outcome<(std::sync::Arc<Chat>, std::sync::Arc<Session>)> {
    let (chat, session) = s.at_session(tag, id).await?;
    match editor(&visit.viewer)?.may_lead(&chat) {
        true => Ok((chat, session)),
        false => Err(Problem::forbidden()),
    }
}

async fn form(State(s): State<Chats>, Path(at): Path<(String, String)>, visit: Visit) -> Reply {
    let (chat, session) = led(&s, &visit, &at).await?;
    let form = filled(&s, &chat, &session).await?;
    Ok(html(s.session_page(&visit, (&chat, &session), form, FieldErrors::default()).await?.page()))
}

async fn save(
    State(s): State<Chats>,
    Path(at): Path<(String, String)>,
    visit: Visit,
    params: Params,
) -> Reply {
    let (chat, session) = led(&s, &visit, &at).await?;
    let form = entered(&params)?;
    let errors = match s.session_edit(&chat, &session, &form).await? {
        Ok(edit) => match s.edit_session(editor(&visit.viewer)?, session.id, edit).await {
            Ok(_) => return Ok(see_other(&format!("{}?session", chat.path()))),
            Err(problem) if problem.kind() == Kind::Invalid => complaint(&problem),
            Err(problem) => return Err(problem.into()),
        },
        Err(errors) => errors,
    };
    let page = s.session_page(&visit, (&chat, &session), form, errors).await?;
    Ok(html_status(StatusCode::UNPROCESSABLE_ENTITY, page.page()))
}

async fn cancel(
    State(s): State<Chats>,
    Path(at): Path<(String, String)>,
    visit: Visit,
    params: Params,
) -> Reply {
    let (chat, session) = led(&s, &visit, &at).await?;
    let reason = params.text("reason")?.unwrap_or_default().to_owned();
    match s.cancel_session(editor(&visit.viewer)?, session.id, reason.clone()).await {
        Ok(_) => Ok(see_other(&format!("{}?session", chat.path()))),
        Err(problem) if problem.kind() == Kind::Invalid => {
            let form = SessionForm { reason, ..filled(&s, &chat, &session).await? };
            let page = s.session_page(&visit, (&chat, &session), form, complaint(&problem)).await?;
            Ok(html_status(StatusCode::UNPROCESSABLE_ENTITY, page.page()))
        }
        Err(problem) => Err(problem.into()),
    }
}

async fn end(State(s): State<Chats>, Path(at): Path<(String, String)>, visit: Visit) -> Reply {
    let (chat, session) = led(&s, &visit, &at).await?;
    match s.end_session(editor(&visit.viewer)?, session.id).await {
        Ok(_) => Ok(see_other(&format!("{}?ended", chat.path()))),
        Err(problem) if problem.kind() == Kind::Invalid => {
            let form = filled(&s, &chat, &session).await?;
            let page = s.session_page(&visit, (&chat, &session), form, complaint(&problem)).await?;
            Ok(html_status(StatusCode::UNPROCESSABLE_ENTITY, page.page()))
        }
        Err(problem) => Err(problem.into()),
    }
}

async fn restore(State(s): State<Chats>, Path(at): Path<(String, String)>, visit: Visit) -> Reply {
    let (chat, session) = led(&s, &visit, &at).await?;
    s.restore_session(editor(&visit.viewer)?, session.id).await?;
    Ok(see_other(&format!("{}?session", chat.path())))
}
