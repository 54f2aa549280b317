//! Signing in and out.

use axum::extract::State as Has;
use axum::http::header::USER_AGENT;
use axum::http::{HeaderMap, StatusCode};
use base::{Kind, Outcome};
use ui::FieldErrors;
use web::{ClientAddress, Params, Reply, SESSION_COOKIE, Visit, cookie, html_status, redirect, see_other};

use super::{joining, let_in, let_out, page, shell};
use crate::Access;
use crate::model::{Registrations, Standing};
use crate::rules::local_path;
use crate::templates::SignInPage;

async fn sign_in_page(
    s: &Access,
    visit: &Visit,
    login: &str,
    next: &str,
    errors: FieldErrors,
) -> Outcome<SignInPage> {
    Ok(SignInPage {
        shell: shell(s, visit, "Sign in", "/sign-in").await?,
        login: login.to_owned(),
        next: local_path(next).to_owned(),
        errors,
        sign_up_open: s.registrations().await? != Registrations::Closed,
    })
}

/// The form. Who is signed in already goes on, unless an application wants them to sign in again (`again`).
pub(super) async fn sign_in_form(Has(s): Has<Access>, visit: Visit, params: Params) -> Reply {
    let next = params.text("next")?.unwrap_or_default();
    if visit.viewer.account().is_some() && !params.is_set("again")? {
        return Ok(redirect(local_path(next)));
    }
    Ok(page(&sign_in_page(&s, &visit, "", next, FieldErrors::default()).await?)?)
}

pub(super) async fn sign_in(
    Has(s): Has<Access>,
    visit: Visit,
    from: ClientAddress,
    headers: HeaderMap,
    params: Params,
) -> Reply {
    let text = |name| params.text(name).map(Option::unwrap_or_default);
    let (login, password, next) = (text("login")?, text("password")?, text("next")?);
    let user = match s.check_login(login, password).await {
        Ok(user) => user,
        Err(problem) if problem.kind() == Kind::Unauthorized => {
            let mut errors = FieldErrors::default();
            errors.add("password", format!("{}.", problem.text()));
            let again = sign_in_page(&s, &visit, login, next, errors).await?;
            let html = askama::Template::render(&again).map_err(base::Problem::internal)?;
            return Ok(html_status(StatusCode::UNAUTHORIZED, html));
        }
        Err(problem) => return Err(problem.into()),
    };
    match s.standing(&user).await? {
        Standing::Ready => {}
        standing => {
            if standing == Standing::Unconfirmed {
                s.resend_confirmation(user.account).await?;
            }
            return Ok(joining::waiting(&s, &visit, standing).await?);
        }
    }
    let begun = s.begin_session(user, agent(&headers)).await?;
    s.note_address(begun.account, from.0).await?;
    // A session that was there before ends: nobody keeps the cookie of whoever sat here first.
    if let Some(old) = cookie(&headers, SESSION_COOKIE) {
        s.sign_out(old).await?;
    }
    Ok(let_in(&s, see_other(local_path(next)), &begun.cookie)?)
}

pub(super) async fn sign_out(Has(s): Has<Access>, headers: HeaderMap) -> Reply {
    if let Some(cookie) = cookie(&headers, SESSION_COOKIE) {
        s.sign_out(cookie).await?;
    }
    Ok(let_out(&s, see_other("/"))?)
}

/// What the browser calls itself.
pub(super) fn agent(headers: &HeaderMap) -> &str {
    headers.get(USER_AGENT).and_then(|agent| agent.to_str().ok()).unwrap_or_default()
}
