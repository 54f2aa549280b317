//! A new password for those who forgot theirs.

use axum::extract::State as Has;
use base::{Outcome, SECOND_MS};
use ui::FieldErrors;
use web::{Params, Reply, Visit};

use super::{field_errors, message, page, page_again, shell, with_cookie};
use crate::Access;
use crate::actions::devices::DEVICE_KEPT_MS;
use crate::browser::{Browser, DEVICE_COOKIE};
use crate::templates::{ForgotPasswordPage, ResetPasswordPage};

pub(super) async fn ask_form(Has(s): Has<Access>, visit: Visit) -> Reply {
    let shell = shell(&s, &visit, "forgot-title", "/forgot-password").await?;
    Ok(page(&ForgotPasswordPage { shell, errors: FieldErrors::default() })?)
}

/// The answer is the same whether the address is known or not.
pub(super) async fn ask(Has(s): Has<Access>, visit: Visit, params: Params) -> Reply {
    let (me, email) = (s.clone(), params.text("email")?.unwrap_or_default().to_owned());
    // Beside the answer, so that its time tells nothing either.
    tokio::spawn(async move {
        if let Err(problem) = me.ask_reset(&email).await {
            tracing::warn!(?problem, "a link for a new password could not be sent");
        }
    });
    let shell = shell(&s, &visit, "check-mail", "/forgot-password").await?;
    Ok(message(shell, "forgot-sent")?)
}

async fn reset_page(
    s: &Access,
    visit: &Visit,
    token: &str,
    errors: FieldErrors,
) -> Outcome<ResetPasswordPage> {
    Ok(ResetPasswordPage {
        shell: shell(s, visit, "reset-title", "/reset-password").await?,
        token: token.to_owned(),
        errors,
        password_chars_min: s.settings().password_chars_min,
    })
}

pub(super) async fn reset_form(Has(s): Has<Access>, visit: Visit, params: Params) -> Reply {
    let token = params.text("token")?.unwrap_or_default();
    Ok(page(&reset_page(&s, &visit, token, FieldErrors::default()).await?)?)
}

pub(super) async fn reset(Has(s): Has<Access>, visit: Visit, browser: Browser, params: Params) -> Reply {
    let text = |name| params.text(name).map(Option::unwrap_or_default);
    let (token, password) = (text("token")?, text("password")?);
    let account = match s.reset_password(token, password).await {
        Ok(account) => account,
        Err(problem) => {
            let errors = field_errors(problem)?;
            return Ok(page_again(&reset_page(&s, &visit, token, errors).await?)?);
        }
    };
    let device = s.know(account, &browser).await?;
    let shell = shell(&s, &visit, "reset-done", "/reset-password").await?;
    let said = message(shell, "reset-done-text")?;
    Ok(with_cookie(&s, said, DEVICE_COOKIE, &device, DEVICE_KEPT_MS / SECOND_MS)?)
}
