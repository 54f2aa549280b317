//! Texts for warnings that are used again and again.

use accounts::pages::say_named;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use base::Outcome;
use ui::{FieldErrors, Page as _, StaffTab};
use web::{Params, Reply, Route, Visit, at, get, html, html_status, post, see_other};

use super::{ADMINS, complaint, typed};
use crate::templates::PresetsPage;
use crate::{Moderation, WORDS};

const PATH: &str = "/staff/presets";

pub(super) fn routes(s: &Moderation) -> Vec<Route> {
    vec![
        get(s, PATH, ADMINS, list),
        post(s, PATH, ADMINS, add),
        post(s, "/web/staff/presets/{id}/delete", ADMINS, remove),
    ]
}

impl Moderation {
    async fn presets_page(
        &self,
        visit: &Visit,
        form: (String, String),
        errors: FieldErrors,
    ) -> Outcome<PresetsPage> {
        let (shell, desk) =
            self.accounts.desk(visit, WORDS.say("presets-title"), StaffTab::Reports, PATH).await?;
        Ok(PresetsPage { shell, desk, presets: self.warning_presets().await?, form, errors })
    }
}

async fn list(State(s): State<Moderation>, visit: Visit, params: Params) -> Reply {
    let mut page = s.presets_page(&visit, Default::default(), FieldErrors::default()).await?;
    say_named(
        &mut page.shell,
        &params,
        &WORDS,
        &[("saved", "presets-saved"), ("removed", "presets-removed")],
    )?;
    Ok(html(page.page()))
}

async fn add(State(s): State<Moderation>, visit: Visit, params: Params) -> Reply {
    let form = (typed(&params, "title")?, typed(&params, "text")?);
    let errors = if form.0.is_empty() {
        FieldErrors::one("title", WORDS.say("presets-no-title"))
    } else {
        match s.add_warning_preset(form.0.clone(), form.1.clone()).await {
            Ok(_) => return Ok(see_other("/staff/presets?done=saved")),
            Err(problem) => {
                complaint(problem, |text| if text.starts_with("Title") { "title" } else { "text" })?
            }
        }
    };
    let page = s.presets_page(&visit, form, errors).await?;
    Ok(html_status(StatusCode::UNPROCESSABLE_ENTITY, page.page()))
}

async fn remove(State(s): State<Moderation>, Path(id): Path<String>) -> Reply {
    s.remove_warning_preset(at(&id)?).await?;
    Ok(see_other("/staff/presets?done=removed"))
}
