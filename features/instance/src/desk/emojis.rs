//! Custom emojis.

use accounts::pages::say_named;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use base::{Kind, Outcome, Problem};
use emojis::{CATEGORY_CHARS_MAX, EMOJI_BYTES_MAX, Edit, Kept, NewEmoji};
use ui::pages::ConfirmPage;
use ui::{FieldErrors, Message, Page as _, StaffTab};
use web::{Params, Reply, Route, Visit, get, html, html_status, post, see_other};

use super::ADMINS;
use crate::templates::{EmojiForm, EmojiLine, EmojiPage, EmojisPage};
use crate::{Instance, WORDS};

const PATH: &str = "/staff/emojis";

pub(super) fn routes(s: &Instance) -> Vec<Route> {
    vec![
        get(s, PATH, ADMINS, list),
        post(s, PATH, ADMINS, add).uploads_of(EMOJI_BYTES_MAX),
        get(s, "/staff/emojis/{code}", ADMINS, one),
        post(s, "/staff/emojis/{code}", ADMINS, save),
        get(s, "/staff/emojis/{code}/remove", ADMINS, ask),
        post(s, "/web/staff/emojis/{code}/remove", ADMINS, remove),
    ]
}

fn line(kept: &Kept) -> EmojiLine {
    let state = match (kept.disabled, kept.visible) {
        (true, _) => "emoji-off",
        (false, true) => "emoji-on",
        (false, false) => "emoji-unlisted",
    };
    EmojiLine {
        code: kept.shortcode.clone(),
        picture: format!("/media/{}", kept.picture.still),
        category: kept.category.clone().unwrap_or_default(),
        state: WORDS.say(state),
    }
}

impl Instance {
    async fn emojis_page(&self, visit: &Visit, form: EmojiForm, errors: FieldErrors) -> Outcome<EmojisPage> {
        let (shell, desk) =
            self.0.accounts.desk(visit, WORDS.say("emojis-title"), StaffTab::Emojis, PATH).await?;
        let lines = self.0.emojis.all().await?.iter().map(line).collect();
        let kib = EMOJI_BYTES_MAX >> 10;
        Ok(EmojisPage { shell, desk, lines, form, errors, category_chars: CATEGORY_CHARS_MAX, kib })
    }

    async fn kept(&self, code: &str) -> Outcome<Kept> {
        let all = self.0.emojis.all().await?;
        all.into_iter().find(|kept| kept.shortcode == code).ok_or_else(Problem::not_found)
    }

    async fn emoji_page(&self, visit: &Visit, kept: &Kept, errors: FieldErrors) -> Outcome<EmojiPage> {
        let heading = Message::raw(format!(":{}:", kept.shortcode));
        let path = format!("{PATH}/{}", kept.shortcode);
        let (shell, desk) = self.0.accounts.desk(visit, heading, StaffTab::Emojis, &path).await?;
        let category_chars = CATEGORY_CHARS_MAX;
        let (visible, enabled) = (kept.visible, !kept.disabled);
        Ok(EmojiPage { shell, desk, line: line(kept), visible, enabled, errors, category_chars })
    }
}

async fn list(State(s): State<Instance>, visit: Visit, params: Params) -> Reply {
    let mut page = s.emojis_page(&visit, EmojiForm::default(), FieldErrors::default()).await?;
    let told = [("added", "emoji-added"), ("saved", "emoji-saved"), ("removed", "emoji-removed")];
    say_named(&mut page.shell, &params, &WORDS, &told)?;
    Ok(html(page.page()))
}

/// What was wrong with a form, beside its field; anything else is no matter of the form.
fn complaint(problem: Problem) -> Outcome<FieldErrors> {
    if !matches!(problem.kind(), Kind::Invalid | Kind::Conflict | Kind::TooLarge | Kind::Malformed) {
        return Err(problem);
    }
    let told = problem.complaint();
    let field = match told.split(' ').next() {
        Some("Shortcode") => "shortcode",
        Some("Category") => "category",
        _ => "image",
    };
    Ok(FieldErrors::one(field, Message::problem(told)))
}

async fn add(State(s): State<Instance>, visit: Visit, params: Params) -> Reply {
    let text = |name: &str| Ok::<_, Problem>(params.text(name)?.unwrap_or_default().trim().to_owned());
    let form =
        EmojiForm { shortcode: text("shortcode")?.trim_matches(':').to_owned(), category: text("category")? };
    let errors = match params.file("image")? {
        None => FieldErrors::one("image", WORDS.say("emoji-no-file")),
        Some(upload) => {
            let category = Some(form.category.clone());
            let shortcode = form.shortcode.clone();
            let new = NewEmoji { shortcode, category, bytes: upload.bytes, replace: false };
            match s.0.emojis.by(visit.viewer.person()?).add(new).await {
                Ok(_) => return Ok(see_other("/staff/emojis?done=added")),
                Err(problem) => complaint(problem)?,
            }
        }
    };
    let page = s.emojis_page(&visit, form, errors).await?;
    Ok(html_status(StatusCode::UNPROCESSABLE_ENTITY, page.page()))
}

async fn one(State(s): State<Instance>, Path(code): Path<String>, visit: Visit) -> Reply {
    let kept = s.kept(&code).await?;
    Ok(html(s.emoji_page(&visit, &kept, FieldErrors::default()).await?.page()))
}

async fn save(State(s): State<Instance>, Path(code): Path<String>, visit: Visit, params: Params) -> Reply {
    let kept = s.kept(&code).await?;
    let category = params.text("category")?.unwrap_or_default().to_owned();
    let (visible, enabled) = (params.is_set("visible")?, params.is_set("enabled")?);
    let edit = Edit { category: Some(category.clone()), visible: Some(visible), disabled: Some(!enabled) };
    let errors = match s.0.emojis.by(visit.viewer.person()?).change(&code, edit).await {
        Ok(()) => return Ok(see_other("/staff/emojis?done=saved")),
        Err(problem) => complaint(problem)?,
    };
    let kept = Kept { category: Some(category), visible, disabled: !enabled, ..kept };
    let page = s.emoji_page(&visit, &kept, errors).await?;
    Ok(html_status(StatusCode::UNPROCESSABLE_ENTITY, page.page()))
}

async fn ask(State(s): State<Instance>, Path(code): Path<String>, visit: Visit) -> Reply {
    let kept = s.kept(&code).await?;
    let path = format!("{PATH}/{}/remove", kept.shortcode);
    let heading = WORDS.say("emoji-remove-title").with("code", &kept.shortcode);
    let (shell, desk) = s.0.accounts.desk(&visit, heading, StaffTab::Emojis, &path).await?;
    let page = ConfirmPage {
        shell,
        desk,
        text: WORDS.say("emoji-remove-text").with("code", &kept.shortcode),
        action: format!("/web{path}"),
        hidden: Vec::new(),
        button: WORDS.say("emoji-remove"),
        back: format!("{PATH}/{}", kept.shortcode),
    };
    Ok(html(page.page()))
}

async fn remove(State(s): State<Instance>, Path(code): Path<String>, visit: Visit) -> Reply {
    s.0.emojis.by(visit.viewer.person()?).remove(&code).await?;
    Ok(see_other("/staff/emojis?done=removed"))
}
