//! The second step of signing in, and signing in by a passkey alone.

use axum::extract::State as Has;
use axum::http::HeaderMap;
use axum::response::Response;
use base::{Kind, Outcome, Problem};
use ui::FieldErrors;
use web::{Params, Reply, Visit, json, redirect};

use super::signing::{again, arrive};
use super::{page, shell};
use crate::Access;
use crate::browser::Browser;
use crate::rules::local_path;
use crate::templates::SecondStepPage;

const PAGE: &str = "/sign-in/second";

/// The page's address, for somebody who wants to go to `next`.
pub(super) fn place(next: &str) -> String {
    let next: String = form_urlencoded::byte_serialize(next.as_bytes()).collect();
    format!("{PAGE}?next={next}")
}

/// The page, for whoever gave the password in this browser.
async fn second_page(
    s: &Access,
    visit: &Visit,
    browser: &Browser,
    next: &str,
    errors: FieldErrors,
) -> Outcome<Option<SecondStepPage>> {
    let Some(account) = s.between(browser).await? else { return Ok(None) };
    let factors = s.factors(account).await?;
    Ok(Some(SecondStepPage {
        shell: shell(s, visit, "second-title", PAGE).await?,
        next: local_path(next).to_owned(),
        app: factors.app,
        passkey: !factors.passkeys.is_empty(),
        errors,
    }))
}

pub(super) async fn form(Has(s): Has<Access>, visit: Visit, browser: Browser, params: Params) -> Reply {
    let next = params.text("next")?.unwrap_or_default();
    match second_page(&s, &visit, &browser, next, FieldErrors::default()).await? {
        Some(form) => Ok(page(&form)?),
        None => Ok(redirect("/sign-in")),
    }
}

pub(super) async fn by_code(
    Has(s): Has<Access>,
    visit: Visit,
    headers: HeaderMap,
    browser: Browser,
    params: Params,
) -> Reply {
    let text = |name| params.text(name).map(Option::unwrap_or_default);
    let (code, next) = (text("code")?, text("next")?);
    match s.finish_by_code(code, &browser).await {
        Ok(begun) => Ok(arrive(&s, &headers, &begun, next).await?),
        Err(problem) => Ok(refused(&s, &visit, &browser, next, problem).await?),
    }
}

pub(super) async fn options(Has(s): Has<Access>, browser: Browser) -> Reply {
    json(&s.passkey_asked(&browser).await?)
}

pub(super) async fn by_passkey(
    Has(s): Has<Access>,
    visit: Visit,
    headers: HeaderMap,
    browser: Browser,
    params: Params,
) -> Reply {
    let text = |name| params.text(name).map(Option::unwrap_or_default);
    let (credential, next) = (text("credential")?, text("next")?);
    match s.finish_by_passkey(credential, &browser).await {
        Ok(begun) => Ok(arrive(&s, &headers, &begun, next).await?),
        Err(problem) => Ok(refused(&s, &visit, &browser, next, problem).await?),
    }
}

/// The page once more, or the first one where the first step has to be taken again.
async fn refused(
    s: &Access,
    visit: &Visit,
    browser: &Browser,
    next: &str,
    problem: Problem,
) -> Outcome<Response> {
    let kind = problem.kind();
    if !matches!(kind, Kind::Forbidden | Kind::Unauthorized | Kind::TooMany) {
        return Err(problem);
    }
    let said = format!("{}.", problem.text());
    let mut errors = FieldErrors::default();
    errors.add("code", said.clone());
    if let Some(form) = second_page(s, visit, browser, next, errors).await? {
        let mut response = page(&form)?;
        *response.status_mut() =
            axum::http::StatusCode::from_u16(kind.status()).map_err(Problem::internal)?;
        return Ok(response);
    }
    let mut errors = FieldErrors::default();
    errors.add("login", said);
    again(s, visit, ("", next), errors, kind).await
}
