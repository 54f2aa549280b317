//! The pages for getting in: signing up and in, letting applications in, sessions.

use crate::WORDS;
use askama::Template;
use ui::{FieldErrors, Lang, Message, Shell, filters};

pub use security::{
    AliasView, AppSetupPage, MovingPage, PasskeyView, RecoveryCodesPage, SecondStepPage, SecurityPage,
};

mod security;

/// Signing up.
#[derive(Debug, Template)]
#[template(path = "sign_up.html")]
pub struct SignUpPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// What was entered so far; never the password.
    pub form: SignUpForm,
    /// What was wrong with it: fields `username`, `email`, `password`, `agreement`, `reason`.
    pub errors: FieldErrors,
    /// Whether the staff decide, so that a reason is asked for.
    pub approval: bool,
    /// The host name of this server, to show the whole address.
    pub host: String,
    /// The rules to agree to.
    pub rules: Vec<String>,
    /// The fewest characters of a password.
    pub password_chars_min: usize,
}

/// What a newcomer entered.
#[derive(Debug, Clone, Default)]
pub struct SignUpForm {
    /// The wished username.
    pub username: String,
    /// The e-mail address.
    pub email: String,
    /// Why they want to join.
    pub reason: String,
    /// Whether they agreed to the rules.
    pub agreement: bool,
}

/// Signing in.
#[derive(Debug, Template)]
#[template(path = "sign_in.html")]
pub struct SignInPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// The username or e-mail address entered so far.
    pub login: String,
    /// Where to go afterwards: a path on this server.
    pub next: String,
    /// What was wrong: fields `login`, `password`.
    pub errors: FieldErrors,
    /// Whether to offer signing up.
    pub sign_up_open: bool,
}

/// One thing that an application asks to do.
#[derive(Debug, Clone, Default)]
pub struct ScopeView {
    /// The scope's name, for people who know it: `write:statuses`.
    pub name: String,
    /// What it means: "Post, boost and like in your name".
    pub text: Message,
    /// Whether it can change things.
    pub strong: bool,
}

/// Asking somebody whether an application may act for them.
#[derive(Debug, Template)]
#[template(path = "authorize.html")]
pub struct AuthorizePage {
    /// What surrounds the page.
    pub shell: Shell,
    /// The name that the application gave itself.
    pub app_name: String,
    /// The application's website, checked to be http or https; may be empty.
    pub app_website: String,
    /// What it asks for.
    pub scopes: Vec<ScopeView>,
    /// The parameters of the request, sent back unchanged.
    pub params: Vec<(String, String)>,
}

/// Showing the code that an application without a web address needs.
#[derive(Debug, Template)]
#[template(path = "oob_code.html")]
pub struct OobCodePage {
    /// What surrounds the page.
    pub shell: Shell,
    /// The name of the application.
    pub app_name: String,
    /// The code to copy.
    pub code: String,
}

/// Making the first operator's account, through a link that works once.
#[derive(Debug, Template)]
#[template(path = "setup.html")]
pub struct SetupPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Where the form posts to: the one-time link's own path.
    pub action: String,
    /// What was entered so far.
    pub form: SignUpForm,
    /// What was wrong: fields `username`, `email`, `password`.
    pub errors: FieldErrors,
    /// The host name of this server.
    pub host: String,
    /// The fewest characters of a password.
    pub password_chars_min: usize,
}

/// The page that a mail's link leads to. Only its button confirms: programs open links too.
#[derive(Debug, Template)]
#[template(path = "confirm.html")]
pub struct ConfirmPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// The token of the link.
    pub token: String,
}

/// Asking for a link to set a new password.
#[derive(Debug, Template)]
#[template(path = "forgot_password.html")]
pub struct ForgotPasswordPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// What was wrong: field `email`.
    pub errors: FieldErrors,
}

/// Setting a new password.
#[derive(Debug, Template)]
#[template(path = "reset_password.html")]
pub struct ResetPasswordPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// The token of the link.
    pub token: String,
    /// What was wrong: field `password`.
    pub errors: FieldErrors,
    /// The fewest characters of a password.
    pub password_chars_min: usize,
}

/// A browser or application that is signed in.
#[derive(Debug, Clone, Default)]
pub struct SessionView {
    /// The id that the form to end it sends.
    pub id: String,
    /// Which: "Firefox on Linux".
    pub label: Message,
    /// When it began, as people say it.
    pub since: Message,
    /// When it was last used, as people say it.
    pub last_used: Message,
    /// Whether it is the one being used now.
    pub current: bool,
}

/// An application that may act for somebody.
#[derive(Debug, Clone, Default)]
pub struct AppView {
    /// The id that the form to revoke it sends.
    pub id: String,
    /// The application's name.
    pub name: String,
    /// What it may do, in plain words.
    pub scopes: Vec<Message>,
    /// When it was last used, as people say it.
    pub last_used: Message,
}

/// Password, sessions and applications of the person signed in.
#[derive(Debug, Template)]
#[template(path = "settings_account.html")]
pub struct AccountSettingsPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// The e-mail address of the account.
    pub email: String,
    /// What was wrong with changing the password: fields `current_password`, `new_password`.
    pub errors: FieldErrors,
    /// The fewest characters of a password.
    pub password_chars_min: usize,
    /// Whether a password is not enough to sign in.
    pub second_on: bool,
    /// Where one is signed in.
    pub sessions: Vec<SessionView>,
    /// What may act for one.
    pub apps: Vec<AppView>,
}

/// The language of the pages.
#[derive(Debug, Template)]
#[template(path = "settings_language.html")]
pub struct LanguagePage {
    /// What surrounds the page.
    pub shell: Shell,
    /// What was chosen; none for what the browser says.
    pub chosen: Option<Lang>,
}

/// Deleting one's own account.
#[derive(Debug, Template)]
#[template(path = "settings_delete.html")]
pub struct LeavingPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// The name, which nobody else can have afterwards.
    pub name: String,
    /// Whether a second step is asked for.
    pub second_on: bool,
    /// What was wrong: fields `password`, `code`, `understood`.
    pub errors: FieldErrors,
    /// Whether they said that they know what it means.
    pub understood: bool,
}

impl LeavingPage {
    fn tabs(&self) -> Vec<ui::Tab> {
        ui::settings_tabs(ui::SettingsTab::Leaving)
    }
}

impl LanguagePage {
    fn tabs(&self) -> Vec<ui::Tab> {
        ui::settings_tabs(ui::SettingsTab::Language)
    }
}

impl AccountSettingsPage {
    fn tabs(&self) -> Vec<ui::Tab> {
        ui::settings_tabs(ui::SettingsTab::Account)
    }
}

ui::pages!(WORDS: SignUpPage, SignInPage, AuthorizePage, OobCodePage, SetupPage, ConfirmPage, ForgotPasswordPage, ResetPasswordPage, LanguagePage, AccountSettingsPage, LeavingPage);

#[cfg(test)]
#[path = "templates_tests.rs"]
mod tests;
