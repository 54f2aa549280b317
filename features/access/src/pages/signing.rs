//! Signing in and out.

use axum::extract::State as Has;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::Response;
use base::{Kind, Outcome, SECOND_MS};
use ui::{FieldErrors, Page as _};
use web::{Params, Reply, SESSION_COOKIE, Visit, cookie, html_status, redirect, see_other};

use super::{joining, let_in, let_out, page, second, shell, with_cookie};
use crate::actions::second::STEP_MS;
use crate::browser::{Browser, STEP_COOKIE};
use crate::model::{Arrival, Registrations, Standing};
use crate::rules::local_path;
use crate::templates::SignInPage;
use crate::{Access, Begun};

async fn sign_in_page(
    s: &Access,
    visit: &Visit,
    login: &str,
    next: &str,
    errors: FieldErrors,
) -> Outcome<SignInPage> {
    Ok(SignInPage {
        shell: shell(s, visit, "sign-in", "/sign-in").await?,
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
    headers: HeaderMap,
    browser: Browser,
    params: Params,
) -> Reply {
    let text = |name| params.text(name).map(Option::unwrap_or_default);
    let (login, password, next) = (text("login")?, text("password")?, text("next")?);
    let user = match s.check_login(login, password, &browser).await {
        Ok(user) => user,
        Err(problem) if matches!(problem.kind(), Kind::Unauthorized | Kind::TooMany) => {
            let mut errors = FieldErrors::default();
            errors.add("password", format!("{}.", problem.text()));
            return Ok(again(&s, &visit, (login, next), errors, problem.kind()).await?);
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
    if s.factors(user.account).await?.on() {
        let step = s.begin_step(user).await?;
        let to_second = see_other(&second::place(local_path(next)));
        return Ok(with_cookie(&s, to_second, STEP_COOKIE, &step, STEP_MS / SECOND_MS)?);
    }
    let begun = s.begin_session(user, &browser).await?;
    Ok(arrive(&s, &headers, &begun, next).await?)
}

/// The form once more, with what was wrong.
pub(super) async fn again(
    s: &Access,
    visit: &Visit,
    (login, next): (&str, &str),
    errors: FieldErrors,
    kind: Kind,
) -> Outcome<Response> {
    let again = sign_in_page(s, visit, login, next, errors).await?;
    let html = again.page();
    Ok(html_status(StatusCode::from_u16(kind.status()).unwrap_or(StatusCode::UNAUTHORIZED), html))
}

/// Lets somebody in, and leads them where they wanted to go; newcomers who wanted nothing else are shown around.
pub(super) async fn arrive(s: &Access, headers: &HeaderMap, begun: &Begun, next: &str) -> Outcome<Response> {
    // A session that was there before ends: nobody keeps the cookie of whoever sat here first.
    if let Some(old) = cookie(headers, SESSION_COOKIE) {
        s.sign_out(old).await?;
    }
    let to = match (begun.arrival, local_path(next)) {
        (Arrival::Newcomer, "/") => "/welcome",
        (_, to) => to,
    };
    let response = let_in(s, see_other(to), begun)?;
    if cookie(headers, STEP_COOKIE).is_none() {
        return Ok(response);
    }
    with_cookie(s, response, STEP_COOKIE, "", 0)
}

pub(super) async fn sign_out(Has(s): Has<Access>, headers: HeaderMap) -> Reply {
    if let Some(cookie) = cookie(&headers, SESSION_COOKIE) {
        s.sign_out(cookie).await?;
    }
    let mut answer = let_out(&s, see_other("/"))?;
    // Pages that the browser kept to be read offline are not for whoever sits there next.
    answer.headers_mut().insert("clear-site-data", HeaderValue::from_static("\"cache\", \"storage\""));
    Ok(answer)
}
