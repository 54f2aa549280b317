//! Deciding about an account.

use axum::extract::{OriginalUri, Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use base::{Id, Kind, Outcome, Problem};
use ui::pages::ConfirmPage;
use ui::{FieldErrors, Page as _, StaffTab};
use web::{Params, Reply, Role, Route, Visit, at, get, html, html_status, post, see_other};

use super::{MODERATORS, complaint, path_of};
use crate::api::staff;
use crate::model::{Action, Decision, Staff};
use crate::templates::{ActForm, ActPage};
use crate::{Moderation, WORDS};

pub(super) fn routes(s: &Moderation) -> Vec<Route> {
    vec![
        get(s, "/staff/accounts/{id}/act", MODERATORS, show),
        post(s, "/staff/accounts/{id}/act", MODERATORS, decide),
    ]
}

impl Moderation {
    /// The form as it begins.
    pub(super) async fn act_form(&self, staff: Staff, target: Id, report: Option<Id>) -> Outcome<ActForm> {
        let shown = self.accounts.account(target).await?.ok_or_else(Problem::not_found)?;
        let role = self.access.user(target).await?.map_or(Role::User, |user| user.role);
        Ok(ActForm {
            target: target.to_string(),
            acct: shown.acct(),
            may: staff.role > role,
            presets: self.warning_presets().await?,
            report: report.map(|id| id.to_string()).unwrap_or_default(),
            notify: true,
            ..ActForm::default()
        })
    }

    async fn act_page(
        &self,
        visit: &Visit,
        act: ActForm,
        errors: FieldErrors,
        path: &str,
    ) -> Outcome<ActPage> {
        let heading = WORDS.say("act-about").with("acct", &act.acct);
        let (shell, desk) = self.accounts.desk(visit, heading, StaffTab::People, path).await?;
        Ok(ActPage { shell, desk, act, errors })
    }

    /// The form as it was sent.
    async fn entered(&self, staff: Staff, target: Id, params: &Params) -> Outcome<ActForm> {
        let begun = self.act_form(staff, target, params.id("report_id")?).await?;
        Ok(ActForm {
            action: params.filled("action")?.and_then(Action::parse),
            text: params.text("text")?.unwrap_or_default().to_owned(),
            preset: params.text("preset")?.unwrap_or_default().to_owned(),
            notify: params.is_set("notify")?,
            ..begun
        })
    }

    /// Asks once more before somebody is gone for everybody.
    async fn ask(&self, visit: &Visit, form: &ActForm, path: &str) -> Outcome<Response> {
        let heading = WORDS.say("suspend-title").with("acct", &form.acct);
        let (shell, desk) = self.accounts.desk(visit, heading, StaffTab::People, path).await?;
        let mut hidden = vec![
            ("action", Action::Suspend.name().to_owned()),
            ("text", form.text.clone()),
            ("preset", form.preset.clone()),
            ("report_id", form.report.clone()),
            ("sure", "1".to_owned()),
        ];
        if form.notify {
            hidden.push(("notify", "1".to_owned()));
        }
        let page = ConfirmPage {
            shell,
            desk,
            text: WORDS.say("suspend-text").with("acct", &form.acct),
            action: path.to_owned(),
            hidden,
            button: WORDS.say("suspend-do"),
            back: back(form),
        };
        Ok(html(page.page()))
    }
}

/// Where a decision came from.
fn back(form: &ActForm) -> String {
    match form.report.as_str() {
        "" => format!("/staff/accounts/{}", form.target),
        report => format!("/staff/reports/{report}"),
    }
}

async fn show(
    State(s): State<Moderation>,
    Path(id): Path<String>,
    visit: Visit,
    uri: OriginalUri,
    params: Params,
) -> Reply {
    let act = s.act_form(staff(&visit.viewer)?, at(&id)?, params.id("report_id")?).await?;
    Ok(html(s.act_page(&visit, act, FieldErrors::default(), path_of(&uri)).await?.page()))
}

async fn decide(
    State(s): State<Moderation>,
    Path(id): Path<String>,
    visit: Visit,
    uri: OriginalUri,
    params: Params,
) -> Reply {
    let (staff, target) = (staff(&visit.viewer)?, at(&id)?);
    let form = s.entered(staff, target, &params).await?;
    if !form.may {
        return Err(Problem::forbidden().into());
    }
    let errors = match form.action {
        None => FieldErrors::one("action", WORDS.say("act-no-action")),
        Some(Action::Suspend) if !params.is_set("sure")? => {
            return Ok(s.ask(&visit, &form, path_of(&uri)).await?);
        }
        Some(action) => match s.decide(staff, decision(target, action, &params)?).await {
            Ok(()) => return Ok(see_other(&format!("{}?done=decided", back(&form)))),
            Err(problem) if problem.kind() == Kind::NotFound => return Err(problem.into()),
            Err(problem) => complaint(problem, |_| "text")?,
        },
    };
    let page = s.act_page(&visit, form, errors, path_of(&uri)).await?;
    Ok(html_status(StatusCode::UNPROCESSABLE_ENTITY, page.page()))
}

fn decision(target: Id, action: Action, params: &Params) -> Outcome<Decision> {
    Ok(Decision {
        target,
        action,
        text: params.text("text")?.unwrap_or_default().to_owned(),
        preset: params.id("preset")?,
        report: params.id("report_id")?,
        notify: params.is_set("notify")?,
    })
}
