//! The pages for getting in and out.

mod authorize;
mod joining;
mod language;
mod leaving;
mod moving;
mod resetting;
mod second;
mod security;
mod settings;
mod signing;

use axum::http::StatusCode;
use axum::http::header::{HeaderValue, SET_COOKIE};
use axum::response::Response;
use base::{Kind, Outcome, Problem};
use ui::{FieldErrors, Me, Page, Shell};
use web::{Limit, Route, SESSION_COOKIE, Visit, get, html, html_status, post, set_cookie};

use crate::actions::devices::DEVICE_KEPT_MS;
use crate::authenticator::SESSION_AGE_MS;
use crate::browser::DEVICE_COOKIE;
use crate::{Access, Begun, WORDS, rules};

pub(crate) fn routes(s: &Access) -> Vec<Route> {
    let mut routes = getting_in(s);
    routes.extend(security::routes(s));
    routes.extend(moving::routes(s));
    routes.extend(language::routes(s));
    routes.extend(leaving::routes(s));
    routes
}

fn getting_in(s: &Access) -> Vec<Route> {
    use web::Access::{Page, SignedIn};
    vec![
        get(s, "/sign-up", Page, joining::sign_up_form),
        post(s, "/sign-up", Page, joining::sign_up).counted(Limit::SignUp),
        get(s, "/confirm", Page, joining::confirm_form),
        post(s, "/confirm", Page, joining::confirm).counted(Limit::SignIn),
        get(s, "/setup", Page, joining::setup_form),
        post(s, "/setup", Page, joining::set_up).counted(Limit::SignIn),
        get(s, "/sign-in", Page, signing::sign_in_form),
        post(s, "/sign-in", Page, signing::sign_in).counted(Limit::SignIn),
        get(s, "/sign-in/second", Page, second::form),
        post(s, "/sign-in/second", Page, second::by_code).counted(Limit::SignIn),
        post(s, "/sign-in/passkey/options", Page, second::options).counted(Limit::SignIn),
        post(s, "/sign-in/passkey", Page, second::by_passkey).counted(Limit::SignIn),
        post(s, "/sign-out", Page, signing::sign_out),
        get(s, "/forgot-password", Page, resetting::ask_form),
        post(s, "/forgot-password", Page, resetting::ask).counted(Limit::SignUp),
        get(s, "/reset-password", Page, resetting::reset_form),
        post(s, "/reset-password", Page, resetting::reset).counted(Limit::SignIn),
        get(s, "/oauth/authorize", Page, authorize::ask),
        post(s, "/oauth/authorize", Page, authorize::decide),
        get(s, "/oauth/authorize/native", SignedIn, authorize::show_code),
        get(s, "/settings/account", SignedIn, settings::account),
        post(s, "/settings/password", SignedIn, settings::change_password).counted(Limit::SignIn),
        post(s, "/web/sessions/{id}/end", SignedIn, settings::end_session),
        post(s, "/web/apps/{id}/revoke", SignedIn, settings::revoke_app),
    ]
}

/// What surrounds a page.
async fn shell(s: &Access, visit: &Visit, title: &'static str, path: impl Into<String>) -> Outcome<Shell> {
    Ok(Shell {
        title: WORDS.say(title),
        instance_name: s.settings().site_name.clone(),
        path: path.into(),
        looks: s.0.accounts.looks(visit).await?,
        me: me(s, visit).await?,
        csrf: visit.csrf(),
        notice: None,
        lang: visit.lang,
    })
}

/// The visitor, as the navigation shows them.
async fn me(s: &Access, visit: &Visit) -> Outcome<Option<Me>> {
    let Some(account) = visit.viewer.account() else { return Ok(None) };
    let Some(shown) = s.0.accounts.account(account).await? else { return Ok(None) };
    let avatar_url = shown.avatar.moving.as_ref().map(|name| format!("/media/{name}"));
    Ok(Some(Me {
        display_name: shown.shown_name().to_owned(),
        acct: shown.acct(),
        avatar_url: avatar_url.unwrap_or_default(),
        unread: 0,
        is_staff: visit.viewer.is_staff(),
        emojis: shown.emojis.clone(),
    }))
}

fn page(page: &impl Page) -> Outcome<Response> {
    Ok(html(page.page()))
}

/// A form that has to be filled in better.
fn page_again(page: &impl Page) -> Outcome<Response> {
    Ok(html_status(StatusCode::UNPROCESSABLE_ENTITY, page.page()))
}

/// A message, after which one signs in.
fn message(shell: Shell, paragraph: &'static str) -> Outcome<Response> {
    let heading = shell.title.clone();
    let paragraphs = vec![WORDS.say(paragraph)];
    let action = Some((ui::WORDS.say("sign-in"), "/sign-in".to_owned()));
    page(&ui::pages::MessagePage { shell, heading, paragraphs, action })
}

/// What a 422 says of a form's fields; any other problem is passed on.
fn field_errors(problem: Problem) -> Outcome<FieldErrors> {
    let details = problem.details().and_then(|details| details["details"].as_object());
    let Some(details) = details.filter(|_| problem.kind() == Kind::Invalid) else { return Err(problem) };
    let mut errors = FieldErrors::default();
    for (field, list) in details {
        for fault in list.as_array().into_iter().flatten() {
            let said = fault["description"].as_str().unwrap_or_default();
            errors.add(field, format!("{} {said}.", rules::human(field)));
        }
    }
    Ok(errors)
}

fn with_cookie(
    s: &Access,
    mut response: Response,
    name: &str,
    value: &str,
    max_age_s: i64,
) -> Outcome<Response> {
    let line = set_cookie(&s.0.site, name, value, max_age_s);
    response.headers_mut().append(SET_COOKIE, HeaderValue::from_str(&line).map_err(Problem::internal)?);
    Ok(response)
}

/// Lets the browser in. The cookie lasts as long as a session can; the server knows when it really ends.
fn let_in(s: &Access, response: Response, begun: &Begun) -> Outcome<Response> {
    let response = with_cookie(s, response, SESSION_COOKIE, &begun.cookie, SESSION_AGE_MS / base::SECOND_MS)?;
    with_cookie(s, response, DEVICE_COOKIE, &begun.device, DEVICE_KEPT_MS / base::SECOND_MS)
}

fn let_out(s: &Access, response: Response) -> Outcome<Response> {
    with_cookie(s, response, SESSION_COOKIE, "", 0)
}
