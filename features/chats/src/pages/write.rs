//! Making, changing and ending a chat.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use base::{Id, Kind, Outcome, Problem};
use ui::{FieldErrors, Message, Page as _};
use web::{Access, Params, Reply, Route, Visit, get, html, html_status, post, see_other};

use super::form::{complaint, entered, filled, fresh, handles, schedule};
use crate::api::{codes, editor};
use crate::model::Chat;
use crate::recurrence::Schedule;
use crate::rules::ChatEdit;
use crate::templates::{ChatForm, ChatFormPage};
use crate::times::{date_label, zone_label};
use crate::{Chats, WORDS};

/// Dates that are shown beforehand.
const PREVIEW: usize = 5;
/// Names that are read out of one field.
const NAMES_MAX: usize = 30;
const NEW: &str = "/chats/new";

pub(super) fn routes(s: &Chats) -> Vec<Route> {
    let own = Access::SignedIn;
    vec![
        get(s, NEW, own, blank),
        post(s, NEW, own, make),
        get(s, "/chats/{tag}/edit", own, form),
        post(s, "/chats/{tag}/edit", own, save),
        post(s, "/chats/{tag}/retire", own, retire),
        post(s, "/chats/{tag}/resume", own, resume),
    ]
}

impl Chats {
    /// The form with the dates that it would have.
    async fn form_page(
        &self,
        visit: &Visit,
        chat: Option<&Chat>,
        form: ChatForm,
        errors: FieldErrors,
    ) -> Outcome<ChatFormPage> {
        let heading = WORDS.say(if chat.is_some() { "chat-edit" } else { "chat-new" });
        let action = chat.map_or_else(|| NEW.to_owned(), |chat| format!("{}/edit", chat.path()));
        let dates = schedule(&form).map(|schedule| self.next_dates(&schedule)).unwrap_or_default();
        Ok(ChatFormPage {
            shell: self.0.accounts.shell(visit, heading.clone(), &action).await?,
            heading,
            action,
            chat: chat.map(Chat::path),
            active: chat.is_none_or(Chat::is_active),
            form,
            errors,
            dates,
        })
    }

    fn next_dates(&self, schedule: &Schedule) -> Vec<Message> {
        let label = |date: jiff::civil::DateTime| {
            let at = schedule.zone.instant(date);
            WORDS
                .say("chat-date-at")
                .with("day", date_label(date))
                .with("time", date.strftime("%H:%M").to_string())
                .with("zone", zone_label(&schedule.zone, at))
        };
        schedule.dates_from_ms(self.0.clock.now_ms(), PREVIEW).into_iter().map(label).collect()
    }

    /// Ids of people by what they are called, or who is not there, beside its field.
    pub(super) async fn named(
        &self,
        text: &str,
        field: &'static str,
    ) -> Outcome<Result<Vec<Id>, FieldErrors>> {
        let names = handles(text);
        if names.len() > NAMES_MAX {
            return Ok(Err(FieldErrors::one(field, WORDS.say("chat-names-many"))));
        }
        let accounts = &self.0.accounts;
        let found = accounts.named(names.iter().map(|name| accounts.local_name(name)).collect()).await?;
        let mut ids = Vec::new();
        for name in names {
            match found.get(&accounts.local_name(name)) {
                Some(id) => ids.push(*id),
                None => {
                    return Ok(Err(FieldErrors::one(
                        field,
                        WORDS.say("chat-name-unknown").with("name", name),
                    )));
                }
            }
        }
        Ok(Ok(ids))
    }

    /// What people are called, as their field shows them.
    pub(super) async fn handles_of(&self, ids: &[Id]) -> Outcome<String> {
        let people = self.people(ids.to_vec()).await?;
        let names: Vec<String> =
            ids.iter().filter_map(|id| people.get(id)).map(|one| format!("@{}", one.acct())).collect();
        Ok(names.join(" "))
    }

    /// What the form wants, or what is wrong with it.
    async fn edit_of(&self, form: &ChatForm) -> Outcome<Result<ChatEdit, FieldErrors>> {
        let schedule = match schedule(form) {
            Ok(schedule) => schedule,
            Err(errors) => return Ok(Err(errors)),
        };
        let (hosts, moderators) =
            (self.named(&form.hosts, "hosts").await?, self.named(&form.moderators, "moderators").await?);
        let (hosts, moderators) = match (hosts, moderators) {
            (Ok(hosts), Ok(moderators)) => (hosts, moderators),
            (Err(errors), _) | (_, Err(errors)) => return Ok(Err(errors)),
        };
        let slugs: Vec<&str> = form.specialties.iter().map(String::as_str).collect();
        let said = |text: &String| Some(text.clone());
        Ok(Ok(ChatEdit {
            tag: said(&form.tag),
            title: said(&form.title),
            description: said(&form.description),
            rules: said(&form.rules),
            disclaimer: said(&form.disclaimer),
            conduct: said(&form.conduct),
            schedule: Some(schedule),
            language: Some(Some(form.language.clone()).filter(|code| !code.is_empty())),
            specialties: Some(codes(&slugs).unwrap_or_default()),
            hosts: Some(hosts),
            moderators: Some(moderators),
        }))
    }

    async fn again(
        &self,
        visit: &Visit,
        chat: Option<&Chat>,
        form: ChatForm,
        errors: FieldErrors,
    ) -> Outcome<Response> {
        let page = self.form_page(visit, chat, form, errors).await?;
        Ok(html_status(StatusCode::UNPROCESSABLE_ENTITY, page.page()))
    }

    /// Does what the form wants: leads to the chat, or shows the form again.
    async fn take(&self, visit: &Visit, params: &Params, chat: Option<&Chat>) -> Outcome<Response> {
        let form = entered(params)?;
        if params.text("do")? == Some("preview") {
            let errors = schedule(&form).err().unwrap_or_default();
            return Ok(html(self.form_page(visit, chat, form, errors).await?.page()));
        }
        let edit = match self.edit_of(&form).await? {
            Ok(edit) => edit,
            Err(errors) => return self.again(visit, chat, form, errors).await,
        };
        let done = match chat {
            Some(chat) => self.edit(editor(&visit.viewer)?, chat.id, edit).await,
            None => self.create(visit.viewer.person()?, edit).await,
        };
        let word = if chat.is_some() { "saved" } else { "made" };
        match done {
            Ok(kept) => Ok(see_other(&format!("{}?{word}", kept.path()))),
            Err(problem) if problem.kind() == Kind::Invalid => {
                self.again(visit, chat, form, complaint(&problem)).await
            }
            Err(problem) => Err(problem),
        }
    }
}

async fn blank(State(s): State<Chats>, visit: Visit, params: Params) -> Reply {
    let (zone, _) = s.reader_zone(&visit, &params).await?;
    let tag = params.filled("tag")?.and_then(text::tag_key).unwrap_or_default();
    let form = fresh(visit.lang, &zone, s.0.clock.now_ms(), &tag);
    Ok(html(s.form_page(&visit, None, form, FieldErrors::default()).await?.page()))
}

async fn make(State(s): State<Chats>, visit: Visit, params: Params) -> Reply {
    Ok(s.take(&visit, &params, None).await?)
}

async fn form(State(s): State<Chats>, Path(tag): Path<String>, visit: Visit) -> Reply {
    let chat = s.at_tag(&tag).await?;
    if !editor(&visit.viewer)?.may_edit(&chat) {
        return Err(Problem::forbidden().into());
    }
    let own: Vec<Id> = chat.hosts().into_iter().filter(|id| Some(*id) != chat.owner).collect();
    let (hosts, moderators) = (s.handles_of(&own).await?, s.handles_of(&chat.moderators()).await?);
    let form = ChatForm { hosts, moderators, ..filled(&chat) };
    Ok(html(s.form_page(&visit, Some(&chat), form, FieldErrors::default()).await?.page()))
}

async fn save(State(s): State<Chats>, Path(tag): Path<String>, visit: Visit, params: Params) -> Reply {
    let chat = s.at_tag(&tag).await?;
    if !editor(&visit.viewer)?.may_edit(&chat) {
        return Err(Problem::forbidden().into());
    }
    Ok(s.take(&visit, &params, Some(&chat)).await?)
}

async fn retire(State(s): State<Chats>, Path(tag): Path<String>, visit: Visit) -> Reply {
    let chat = s.at_tag(&tag).await?;
    s.retire(editor(&visit.viewer)?, chat.id).await?;
    Ok(see_other(&format!("{}?saved", chat.path())))
}

async fn resume(State(s): State<Chats>, Path(tag): Path<String>, visit: Visit) -> Reply {
    let chat = s.at_tag(&tag).await?;
    s.resume(editor(&visit.viewer)?, chat.id).await?;
    Ok(see_other(&format!("{}?saved", chat.path())))
}
