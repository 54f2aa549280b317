//! One's own password, sessions and applications.

use axum::extract::{Path, State as Has};
use base::{Kind, Outcome, Problem};
use ui::{FieldErrors, Message, Notice};
use web::{Params, Reply, Scope, Visit, at, see_other};

use super::{field_errors, page, page_again, shell};
use crate::WORDS;
use crate::browser::Browser;
use crate::oauth::scope_text;
use crate::rules::{ago, browser_words};
use crate::templates::{AccountSettingsPage, AppView, SessionView};
use crate::{Access, AuthorisedApp};

const PAGE: &str = "/settings/account";

async fn account_page(s: &Access, visit: &Visit, errors: FieldErrors) -> Outcome<AccountSettingsPage> {
    let me = visit.viewer.person()?;
    let user = s.user(me).await?.ok_or_else(Problem::not_found)?;
    let now = s.now_ms();
    let session = |session: crate::Session| SessionView {
        current: visit.viewer.grant == Some(session.id),
        id: session.id.to_string(),
        label: browser_words(&session.label),
        since: ago(now, session.created_ms),
        last_used: ago(now, session.seen_ms),
    };
    Ok(AccountSettingsPage {
        shell: shell(s, visit, "settings-account-title", PAGE).await?,
        email: user.email,
        errors,
        password_chars_min: s.settings().password_chars_min,
        sessions: s.sessions(me).await?.into_iter().map(session).collect(),
        second_on: s.factors(me).await?.on(),
        apps: s.authorised_apps(me).await?.into_iter().map(|app| app_view(app, now)).collect(),
    })
}

fn app_view(app: AuthorisedApp, now: base::Ms) -> AppView {
    let mut scopes: Vec<Message> =
        app.scopes.iter().map(Scope::name).map(|name| WORDS.say(scope_text(name).0)).collect();
    scopes.dedup();
    AppView { id: app.app.to_string(), name: app.name, scopes, last_used: ago(now, app.seen_ms) }
}

pub(super) async fn account(Has(s): Has<Access>, visit: Visit, params: Params) -> Reply {
    let mut settings = account_page(&s, &visit, FieldErrors::default()).await?;
    if params.has("changed") {
        settings.shell.notice = Some(Notice::success(WORDS.say("password-changed")));
    }
    Ok(page(&settings)?)
}

pub(super) async fn change_password(
    Has(s): Has<Access>,
    visit: Visit,
    browser: Browser,
    params: Params,
) -> Reply {
    let text = |name| params.text(name).map(Option::unwrap_or_default);
    let (old, new, me) = (text("current_password")?, text("new_password")?, visit.viewer.person()?);
    let Err(problem) = s.change_password(me, (old, new), visit.viewer.grant, &browser).await else {
        return Ok(see_other("/settings/account?changed=1"));
    };
    let mut errors = FieldErrors::default();
    if matches!(problem.kind(), Kind::Forbidden | Kind::TooMany) {
        errors.add("current_password", format!("{}.", problem.text()));
    } else {
        // The rules speak of `password`; the form calls it otherwise.
        for error in field_errors(problem)?.0 {
            errors.say("new_password", error.text);
        }
    }
    Ok(page_again(&account_page(&s, &visit, errors).await?)?)
}

pub(super) async fn end_session(Has(s): Has<Access>, visit: Visit, Path(id): Path<String>) -> Reply {
    s.end_session(visit.viewer.person()?, at(&id)?).await?;
    Ok(see_other(PAGE))
}

pub(super) async fn revoke_app(Has(s): Has<Access>, visit: Visit, Path(id): Path<String>) -> Reply {
    s.revoke_app(visit.viewer.person()?, at(&id)?).await?;
    Ok(see_other(PAGE))
}
