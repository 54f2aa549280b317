//! A new password for those who forgot theirs.

use axum::extract::State as Has;
use base::Outcome;
use ui::FieldErrors;
use web::{Params, Reply, Visit};

use super::{field_errors, message, page, page_again, shell};
use crate::Access;
use crate::templates::{ForgotPasswordPage, ResetPasswordPage};

pub(super) async fn ask_form(Has(s): Has<Access>, visit: Visit) -> Reply {
    let shell = shell(&s, &visit, "A new password", "/forgot-password").await?;
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
    let shell = shell(&s, &visit, "Check your mail", "/forgot-password").await?;
    let text =
        "If the address belongs to an account here, a link is on its way to it. It is good for 30 minutes.";
    Ok(message(shell, &[text], Some(("Sign in", "/sign-in")))?)
}

async fn reset_page(
    s: &Access,
    visit: &Visit,
    token: &str,
    errors: FieldErrors,
) -> Outcome<ResetPasswordPage> {
    Ok(ResetPasswordPage {
        shell: shell(s, visit, "Choose a new password", "/reset-password").await?,
        token: token.to_owned(),
        errors,
        password_chars_min: s.settings().password_chars_min,
    })
}

pub(super) async fn reset_form(Has(s): Has<Access>, visit: Visit, params: Params) -> Reply {
    let token = params.text("token")?.unwrap_or_default();
    Ok(page(&reset_page(&s, &visit, token, FieldErrors::default()).await?)?)
}

pub(super) async fn reset(Has(s): Has<Access>, visit: Visit, params: Params) -> Reply {
    let text = |name| params.text(name).map(Option::unwrap_or_default);
    let (token, password) = (text("token")?, text("password")?);
    if let Err(problem) = s.reset_password(token, password).await {
        let errors = field_errors(problem)?;
        return Ok(page_again(&reset_page(&s, &visit, token, errors).await?)?);
    }
    let shell = shell(&s, &visit, "Your password is changed", "/reset-password").await?;
    Ok(message(shell, &["You can sign in with it now."], Some(("Sign in", "/sign-in")))?)
}
