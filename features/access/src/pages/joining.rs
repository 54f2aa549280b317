//! Signing up, confirming the address, setting up the server.

use axum::extract::State as Has;
use axum::response::Response;
use base::{Kind, Outcome, Problem};
use ui::FieldErrors;
use web::{Params, Reply, Visit, see_other};

use super::{field_errors, let_in, message, page, page_again, shell};
use crate::Access;
use crate::browser::Browser;
use crate::model::{Registrations, SignUp, Standing};
use crate::templates::{ConfirmPage, SetupPage, SignUpForm, SignUpPage};

async fn sign_up_page(
    s: &Access,
    visit: &Visit,
    form: SignUpForm,
    errors: FieldErrors,
) -> Outcome<SignUpPage> {
    Ok(SignUpPage {
        shell: shell(s, visit, "sign-up-title", "/sign-up").await?,
        form,
        errors,
        approval: s.registrations().await? == Registrations::Approval,
        host: s.0.site.domain.clone(),
        rules: s.settings().rules.clone(),
        password_chars_min: s.settings().password_chars_min,
    })
}

pub(super) async fn sign_up_form(Has(s): Has<Access>, visit: Visit) -> Reply {
    if s.registrations().await? == Registrations::Closed {
        let shell = shell(&s, &visit, "sign-up-closed", "/sign-up").await?;
        return Ok(message(shell, "sign-up-closed-text")?);
    }
    Ok(page(&sign_up_page(&s, &visit, SignUpForm::default(), FieldErrors::default()).await?)?)
}

pub(super) async fn sign_up(Has(s): Has<Access>, visit: Visit, browser: Browser, params: Params) -> Reply {
    let form = entered(&params)?;
    let wanted = SignUp {
        username: form.username.clone(),
        email: form.email.clone(),
        password: params.text("password")?.unwrap_or_default().to_owned(),
        reason: form.reason.clone(),
        locale: visit.lang.tag().to_owned(),
        agreement: form.agreement,
        app: None,
        address: browser.address,
    };
    let password = wanted.password.clone();
    match s.sign_up(wanted).await {
        Ok(done) if done.state == Standing::Ready => {
            let begun = s.sign_in(&form.username, &password, &browser.agent).await?;
            Ok(let_in(&s, see_other("/welcome"), &begun)?)
        }
        Ok(done) => Ok(waiting(&s, &visit, done.state).await?),
        Err(problem) => {
            let errors = field_errors(problem)?;
            Ok(page_again(&sign_up_page(&s, &visit, form, errors).await?)?)
        }
    }
}

fn entered(params: &Params) -> Outcome<SignUpForm> {
    let text = |name| Ok::<_, Problem>(params.text(name)?.unwrap_or_default().trim().to_owned());
    Ok(SignUpForm {
        username: text("username")?,
        email: text("email")?,
        reason: text("reason")?,
        agreement: params.is_set("agreement")?,
    })
}

/// What somebody is told who cannot get in yet.
pub(super) async fn waiting(s: &Access, visit: &Visit, state: Standing) -> Outcome<Response> {
    let (title, text) = match state {
        Standing::Unconfirmed => ("check-mail", "waiting-mail-text"),
        Standing::Unapproved => ("waiting-approval", "waiting-approval-text"),
        Standing::Disabled => ("waiting-closed", "waiting-closed-text"),
        Standing::Ready => ("waiting-ready", "waiting-ready-text"),
    };
    message(shell(s, visit, title, "/sign-up").await?, text)
}

pub(super) async fn confirm_form(Has(s): Has<Access>, visit: Visit, params: Params) -> Reply {
    let token = params.text("token")?.unwrap_or_default().to_owned();
    Ok(page(&ConfirmPage { shell: shell(&s, &visit, "confirm-title", "/confirm").await?, token })?)
}

pub(super) async fn confirm(Has(s): Has<Access>, visit: Visit, params: Params) -> Reply {
    let account = s.confirm(params.text("token")?.unwrap_or_default()).await?;
    let user = s.user(account).await?.ok_or_else(Problem::not_found)?;
    if user.standing() == Standing::Unapproved {
        return Ok(waiting(&s, &visit, Standing::Unapproved).await?);
    }
    let shell = shell(&s, &visit, "confirmed-title", "/confirm").await?;
    Ok(message(shell, "confirmed-text")?)
}

async fn setup_page(
    s: &Access,
    visit: &Visit,
    token: &str,
    form: SignUpForm,
    errors: FieldErrors,
) -> Outcome<SetupPage> {
    let token: String = form_urlencoded::byte_serialize(token.as_bytes()).collect();
    Ok(SetupPage {
        shell: shell(s, visit, "setup-title", "/setup").await?,
        action: format!("/setup?token={token}"),
        form,
        errors,
        host: s.0.site.domain.clone(),
        password_chars_min: s.settings().password_chars_min,
    })
}

pub(super) async fn setup_form(Has(s): Has<Access>, visit: Visit, params: Params) -> Reply {
    let token = params.text("token")?.unwrap_or_default();
    s.check_setup(token).await.map_err(link_used)?;
    Ok(page(&setup_page(&s, &visit, token, SignUpForm::default(), FieldErrors::default()).await?)?)
}

pub(super) async fn set_up(Has(s): Has<Access>, visit: Visit, browser: Browser, params: Params) -> Reply {
    let (form, token) = (entered(&params)?, params.text("token")?.unwrap_or_default());
    let password = params.text("password")?.unwrap_or_default();
    match s.set_up(token, form.username.clone(), form.email.clone(), password.to_owned(), visit.lang).await {
        Ok(_) => {
            let begun = s.sign_in(&form.username, password, &browser.agent).await?;
            Ok(let_in(&s, see_other("/"), &begun)?)
        }
        Err(problem) => {
            let errors = field_errors(link_used(problem))?;
            Ok(page_again(&setup_page(&s, &visit, token, form, errors).await?)?)
        }
    }
}

fn link_used(problem: Problem) -> Problem {
    match problem.kind() {
        Kind::NotFound => Problem::new(Kind::NotFound, "This setup link is not (or no longer) good"),
        _ => problem,
    }
}
