//! Writing announcements, on the staff's desk.

use accounts::pages::say_named;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use base::{Kind, Ms, Outcome, Problem, iso_ms, parse_iso};
use ui::pages::ConfirmPage;
use ui::{Desk, FieldErrors, Message, Page as _, Shell, StaffTab};
use web::{Access, Params, Reply, Role, Route, Visit, at, get, html, html_status, post, see_other};

use super::{period, rendered, utc};
use crate::model::{Announcement, NewAnnouncement};
use crate::templates::{Form, StaffAnnouncementPage, StaffAnnouncementsPage, StaffLine};
use crate::{Announcements, WORDS};

const PATH: &str = "/staff/announcements";
/// Those who look after the server.
const ADMINS: Access = Access::StaffPage(Role::Admin);
/// Characters by which one is told from others.
const NAME_CHARS: usize = 40;

pub(super) fn routes(s: &Announcements) -> Vec<Route> {
    vec![
        get(s, PATH, ADMINS, list),
        post(s, PATH, ADMINS, write),
        get(s, "/staff/announcements/new", ADMINS, fresh),
        get(s, "/staff/announcements/{id}", ADMINS, one),
        post(s, "/staff/announcements/{id}", ADMINS, save),
        get(s, "/staff/announcements/{id}/remove", ADMINS, ask),
        post(s, "/web/staff/announcements/{id}/publish", ADMINS, publish),
        post(s, "/web/staff/announcements/{id}/unpublish", ADMINS, unpublish),
        post(s, "/web/staff/announcements/{id}/remove", ADMINS, remove),
    ]
}

fn state(one: &Announcement, now: Ms) -> Message {
    match (one.published_ms, one.scheduled_ms) {
        (Some(_), _) if !one.is_live(now) => WORDS.say("announce-over"),
        (Some(at), _) => WORDS.say("announce-shown").with("ago", Message::ago(now, at)),
        (None, Some(at)) => WORDS.say("announce-waits").with("time", utc(at)),
        (None, None) => WORDS.say("announce-kept"),
    }
}

impl Announcements {
    async fn surroundings(&self, visit: &Visit, heading: Message, path: &str) -> Outcome<(Shell, Desk)> {
        self.0.accounts.desk(visit, heading, StaffTab::Announcements, path).await
    }

    async fn form_page(
        &self,
        visit: &Visit,
        old: Option<&Announcement>,
        form: Form,
        errors: FieldErrors,
    ) -> Outcome<StaffAnnouncementPage> {
        let heading = WORDS.say(if old.is_some() { "announce-edit" } else { "announce-new" });
        let (shell, desk) = self.surroundings(visit, heading, PATH).await?;
        let id = old.map(|one| one.id.to_string());
        let can_wait = old.is_none_or(|one| one.published_ms.is_none());
        Ok(StaffAnnouncementPage { shell, desk, id, can_wait, form, errors })
    }

    /// To the list, or the form again with what was wrong.
    async fn answer(
        &self,
        visit: &Visit,
        old: Option<&Announcement>,
        form: Form,
        done: Outcome<()>,
    ) -> Reply {
        let problem = match done {
            Ok(()) => return Ok(see_other("/staff/announcements?done=saved")),
            Err(problem) if problem.kind() == Kind::Invalid => problem,
            Err(problem) => return Err(problem.into()),
        };
        let page = self.form_page(visit, old, form, complaint(&problem)).await?;
        Ok(html_status(StatusCode::UNPROCESSABLE_ENTITY, page.page()))
    }
}

async fn list(State(s): State<Announcements>, visit: Visit, params: Params) -> Reply {
    let mut all = s.all().await?;
    all.sort_by_key(|one| std::cmp::Reverse(one.id));
    let (named, now) = (s.named(&all).await?, s.0.clock.now_ms());
    let line = |one: &Announcement| StaffLine {
        id: one.id.to_string(),
        html: rendered(one, &named),
        state: state(one, now),
        period: period(one),
        name: one.text.chars().take(NAME_CHARS).collect(),
        published: one.published_ms.is_some(),
    };
    let (mut shell, desk) = s.surroundings(&visit, WORDS.say("announcements-title"), PATH).await?;
    let told = [
        ("saved", "announce-now-saved"),
        ("published", "announce-now-shown"),
        ("unpublished", "announce-now-kept"),
        ("removed", "announce-now-removed"),
    ];
    say_named(&mut shell, &params, &WORDS, &told)?;
    Ok(html(StaffAnnouncementsPage { shell, desk, lines: all.iter().map(line).collect() }.page()))
}

/// As browsers write a time: `2026-11-30T20:00`.
fn field(ms: Option<Ms>) -> String {
    ms.map(|ms| iso_ms(ms).get(..16).unwrap_or_default().to_owned()).unwrap_or_default()
}

fn filled(one: &Announcement) -> Form {
    Form {
        text: one.text.clone(),
        scheduled_at: field(one.scheduled_ms),
        starts_at: field(one.starts_ms),
        ends_at: field(one.ends_ms),
        all_day: one.all_day,
    }
}

fn entered(params: &Params) -> Outcome<Form> {
    let text = |name: &str| Ok::<_, Problem>(params.text(name)?.unwrap_or_default().trim().to_owned());
    Ok(Form {
        text: text("text")?,
        scheduled_at: text("scheduled_at")?,
        starts_at: text("starts_at")?,
        ends_at: text("ends_at")?,
        all_day: params.is_set("all_day")?,
    })
}

/// A time of the form, if one was entered.
fn time(what: &str, text: &str) -> Outcome<Option<Ms>> {
    let bad = || Problem::invalid(format!("{what} is not a time"));
    let whole = if text.len() == 16 { format!("{text}:00") } else { text.to_owned() };
    Some(whole).filter(|whole| !whole.is_empty()).map(|whole| parse_iso(&whole).ok_or_else(bad)).transpose()
}

fn new(form: &Form) -> Outcome<NewAnnouncement> {
    Ok(NewAnnouncement {
        text: form.text.clone(),
        scheduled_ms: time("scheduled_at", &form.scheduled_at)?,
        starts_ms: time("starts_at", &form.starts_at)?,
        ends_ms: time("ends_at", &form.ends_at)?,
        all_day: form.all_day,
    })
}

/// What was wrong, beside its field, in the words of the form.
fn complaint(problem: &Problem) -> FieldErrors {
    let told = problem.complaint();
    let (field, text) = match told {
        "Text can't be blank" => ("text", WORDS.say("announce-no-text")),
        "Ends at must be in the future" => ("ends_at", WORDS.say("announce-end-past")),
        "Ends at must be after its beginning" => ("ends_at", WORDS.say("announce-end-before")),
        "Starts at can't be blank" => ("starts_at", WORDS.say("announce-no-day")),
        "scheduled_at is not a time" => ("scheduled_at", WORDS.say("announce-no-time")),
        "starts_at is not a time" => ("starts_at", WORDS.say("announce-no-time")),
        "ends_at is not a time" => ("ends_at", WORDS.say("announce-no-time")),
        _ => ("text", Message::problem(told)),
    };
    FieldErrors::one(field, text)
}

async fn fresh(State(s): State<Announcements>, visit: Visit) -> Reply {
    Ok(html(s.form_page(&visit, None, Form::default(), FieldErrors::default()).await?.page()))
}

async fn one(State(s): State<Announcements>, Path(id): Path<String>, visit: Visit) -> Reply {
    let one = s.one(at(&id)?).await?;
    Ok(html(s.form_page(&visit, Some(&one), filled(&one), FieldErrors::default()).await?.page()))
}

async fn write(State(s): State<Announcements>, visit: Visit, params: Params) -> Reply {
    let form = entered(&params)?;
    let done = match new(&form) {
        Ok(new) => s.by(visit.viewer.person()?).publish(new).await.map(drop),
        Err(problem) => Err(problem),
    };
    s.answer(&visit, None, form, done).await
}

async fn save(State(s): State<Announcements>, Path(id): Path<String>, visit: Visit, params: Params) -> Reply {
    let (old, form) = (s.one(at(&id)?).await?, entered(&params)?);
    let editor = s.by(visit.viewer.person()?);
    let done = match new(&form) {
        // What is published was published then: its form does not ask for that time.
        Ok(new) if old.published_ms.is_some() => {
            editor.edit(old.id, NewAnnouncement { scheduled_ms: old.scheduled_ms, ..new }).await
        }
        Ok(new) => editor.edit(old.id, new).await,
        Err(problem) => Err(problem),
    };
    s.answer(&visit, Some(&old), form, done).await
}

async fn ask(State(s): State<Announcements>, Path(id): Path<String>, visit: Visit) -> Reply {
    let one = s.one(at(&id)?).await?;
    let path = format!("{PATH}/{id}/remove");
    let (shell, desk) = s.surroundings(&visit, WORDS.say("announce-remove-title"), &path).await?;
    let page = ConfirmPage {
        shell,
        desk,
        text: WORDS.say("announce-remove-text").with("text", one.text),
        action: format!("/web{path}"),
        hidden: Vec::new(),
        button: WORDS.say("announce-remove"),
        back: PATH.to_owned(),
    };
    Ok(html(page.page()))
}

fn done(what: &str) -> Reply {
    Ok(see_other(&format!("{PATH}?done={what}")))
}

async fn publish(State(s): State<Announcements>, Path(id): Path<String>, visit: Visit) -> Reply {
    s.by(visit.viewer.person()?).publish_now(at(&id)?).await?;
    done("published")
}

async fn unpublish(State(s): State<Announcements>, Path(id): Path<String>, visit: Visit) -> Reply {
    s.by(visit.viewer.person()?).unpublish(at(&id)?).await?;
    done("unpublished")
}

async fn remove(State(s): State<Announcements>, Path(id): Path<String>, visit: Visit) -> Reply {
    s.by(visit.viewer.person()?).remove(at(&id)?).await?;
    done("removed")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_browsers_write_them() {
        assert_eq!(time("x", "").unwrap(), None);
        let ms = time("x", "2026-11-30T20:05").unwrap();
        assert_eq!(field(ms), "2026-11-30T20:05");
        assert_eq!(time("x", "2026-11-30").unwrap().map(iso_ms).as_deref(), Some("2026-11-30T00:00:00.000Z"));
        assert!(time("x", "tomorrow").is_err());
        let form = Form { starts_at: "soon".to_owned(), ..Form::default() };
        assert!(complaint(&new(&form).unwrap_err()).of("starts_at").is_some());
    }
}
