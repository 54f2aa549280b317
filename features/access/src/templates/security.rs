//! The pages for the second step of signing in, and for moving.

use askama::Template;
use ui::{FieldErrors, Message, Shell, filters};

use crate::Qr;
use crate::WORDS;

/// The second page of signing in.
#[derive(Debug, Template)]
#[template(path = "second_step.html")]
pub struct SecondStepPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Where to go afterwards: a path on this server.
    pub next: String,
    /// Whether an app was set up.
    pub app: bool,
    /// Whether there are passkeys.
    pub passkey: bool,
    /// What was wrong: field `code`.
    pub errors: FieldErrors,
}

/// A passkey in the list.
#[derive(Debug, Clone, Default)]
pub struct PasskeyView {
    /// The id that the form to remove it sends.
    pub id: String,
    /// What its owner calls it.
    pub name: String,
    /// When it was added, as people say it.
    pub since: Message,
    /// When it was last used, as people say it; empty for never.
    pub last_used: Message,
    /// Whether there is nothing else that guards the account.
    pub only: bool,
}

/// Everything about the second step.
#[derive(Debug, Template)]
#[template(path = "settings_security.html")]
pub struct SecurityPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Whether the password was given a short while ago, so that things may be changed.
    pub fresh: bool,
    /// Whether a password is not enough to sign in.
    pub on: bool,
    /// Whether an app is set up.
    pub app: bool,
    /// The passkeys.
    pub passkeys: Vec<PasskeyView>,
    /// Recovery codes that were not used yet.
    pub recovery_left: u64,
    /// What was wrong: fields `password`, `code`, `recovery`, `name`.
    pub errors: FieldErrors,
}

/// Setting up an authenticator app.
#[derive(Debug, Template)]
#[template(path = "settings_app.html")]
pub struct AppSetupPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// What the app reads.
    pub qr: Qr,
    /// The same for typing.
    pub secret: String,
    /// What was wrong: field `code`.
    pub errors: FieldErrors,
}

/// New recovery codes, shown once.
#[derive(Debug, Template)]
#[template(path = "settings_codes.html")]
pub struct RecoveryCodesPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// The codes.
    pub codes: Vec<String>,
}

/// An account that is named in the settings for moving.
#[derive(Debug, Clone, Default)]
pub struct AliasView {
    /// Its address.
    pub acct: String,
    /// Its page.
    pub url: String,
}

/// Moving from and to other accounts.
#[derive(Debug, Template)]
#[template(path = "settings_moving.html")]
pub struct MovingPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Where the account leads, if it has moved.
    pub moved: Option<AliasView>,
    /// The old accounts that may move here.
    pub aliases: Vec<AliasView>,
    /// What was entered as an old account.
    pub alias: String,
    /// What was entered as the new account.
    pub target: String,
    /// Days between two moves.
    pub wait_days: i64,
    /// What was wrong: fields `alias`, `target`, `password`.
    pub errors: FieldErrors,
}

macro_rules! of_account {
    ($($page:ident),*) => { $(
        impl $page {
            fn tabs(&self) -> Vec<ui::Tab> {
                ui::settings_tabs(ui::SettingsTab::Account)
            }
        }
    )* };
}

of_account!(SecurityPage, AppSetupPage, RecoveryCodesPage, MovingPage);

ui::pages!(WORDS: SecondStepPage, SecurityPage, AppSetupPage, RecoveryCodesPage, MovingPage);

#[cfg(test)]
mod tests {
    use super::*;
    use ui::Page as _;
    use ui::check::assert_page;
    use ui::sample::{self, HOSTILE};

    fn errors(fields: &[&str]) -> FieldErrors {
        let mut errors = FieldErrors::default();
        for field in fields {
            errors.add(field, HOSTILE);
        }
        errors
    }

    #[test]
    fn the_second_step_is_sound() {
        for (app, passkey) in [(true, true), (true, false), (false, true)] {
            for errors in [FieldErrors::default(), errors(&["code"])] {
                let shell = sample::visitor_shell("/sign-in/second");
                let page = SecondStepPage { shell, next: HOSTILE.to_owned(), app, passkey, errors };
                assert_page(&page.page());
                assert_eq!(page.page().contains("data-passkey=\"get\""), passkey);
            }
        }
    }

    #[test]
    fn security_settings_are_sound() {
        let passkey = PasskeyView {
            id: "7".into(),
            name: HOSTILE.into(),
            since: Message::raw("today"),
            ..Default::default()
        };
        for (fresh, app, only) in
            [(false, true, false), (true, true, false), (true, false, true), (true, false, false)]
        {
            for passkeys in [vec![], vec![PasskeyView { only, ..passkey.clone() }]] {
                let page = SecurityPage {
                    shell: sample::shell("/settings/security"),
                    fresh,
                    on: app || !passkeys.is_empty(),
                    app,
                    passkeys,
                    recovery_left: 1,
                    errors: errors(&["password"]),
                };
                assert_page(&page.page());
                assert_eq!(page.page().contains("type=\"password\""), !fresh);
            }
        }
    }

    #[test]
    fn setting_up_is_sound() {
        let qr = crate::totp::qr("otpauth://totp/a").unwrap();
        let shell = || sample::shell("/settings/security/app");
        let page = AppSetupPage { shell: shell(), qr, secret: HOSTILE.into(), errors: errors(&["code"]) };
        assert_page(&page.page());
        assert_page(&RecoveryCodesPage { shell: shell(), codes: vec![HOSTILE.into(); 10] }.page());
    }

    #[test]
    fn moving_is_sound() {
        let view = AliasView { acct: HOSTILE.into(), url: "/@x".into() };
        for moved in [None, Some(view.clone())] {
            let page = MovingPage {
                shell: sample::shell("/settings/moving"),
                moved,
                aliases: vec![view.clone()],
                alias: HOSTILE.into(),
                target: HOSTILE.into(),
                wait_days: 30,
                errors: errors(&["alias", "target", "password"]),
            };
            assert_page(&page.page());
        }
    }
}
