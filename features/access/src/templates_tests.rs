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

fn form(text: &str) -> SignUpForm {
    SignUpForm { username: text.to_owned(), email: text.to_owned(), reason: text.to_owned(), agreement: true }
}

#[test]
fn signing_up_is_sound() {
    for approval in [false, true] {
        for (text, errors) in [
            ("", FieldErrors::default()),
            ("ines", FieldErrors::default()),
            (HOSTILE, errors(&["username", "email", "password", "agreement", "reason"])),
        ] {
            let page = SignUpPage {
                shell: sample::visitor_shell("/sign-up"),
                form: form(text),
                errors,
                approval,
                host: text.to_owned(),
                rules: vec![text.to_owned()],
                password_chars_min: 12,
            };
            assert_page(&page.page());
            assert_eq!(page.page().contains("name=\"reason\""), approval);
        }
    }
}

#[test]
fn a_password_is_never_sent_back() {
    let page = SignUpPage {
        shell: sample::visitor_shell("/sign-up"),
        form: form("ines"),
        errors: errors(&["password"]),
        approval: false,
        host: String::new(),
        rules: vec![],
        password_chars_min: 12,
    };
    let html = page.page();
    let field = html.split("name=\"password\"").nth(1).unwrap_or_default();
    assert!(field.starts_with(" type=\"password\" value=\"\""), "{field}");
    assert!(html.contains("href=\"#password\""), "the summary leads to the field");
}

#[test]
fn signing_in_is_sound() {
    for (login, errors) in [("", FieldErrors::default()), (HOSTILE, errors(&["login", "password"]))] {
        for sign_up_open in [true, false] {
            let page = SignInPage {
                shell: sample::visitor_shell("/sign-in"),
                login: login.to_owned(),
                next: login.to_owned(),
                errors: errors.clone(),
                sign_up_open,
            };
            assert_page(&page.page());
        }
    }
}

#[test]
fn asking_for_consent_is_sound_and_sends_back_the_request() {
    for shell in [sample::shell("/oauth/authorize"), sample::hostile_shell("/oauth/authorize")] {
        let page = AuthorizePage {
            shell,
            app_name: HOSTILE.to_owned(),
            app_website: "https://app.example".to_owned(),
            scopes: vec![ScopeView { name: "read".to_owned(), text: Message::raw(HOSTILE), strong: true }],
            params: vec![("state".to_owned(), HOSTILE.to_owned()), ("client_id".to_owned(), "c".to_owned())],
        };
        let html = page.page();
        assert_page(&html);
        assert_eq!(html.matches("name=\"client_id\" value=\"c\"").count(), 1);
        assert!(html.contains("value=\"deny\"") && html.contains("value=\"allow\""), "{html}");
    }
}

#[test]
fn the_code_page_is_sound() {
    let page = OobCodePage {
        shell: sample::shell("/oauth/authorize/native"),
        app_name: HOSTILE.to_owned(),
        code: HOSTILE.to_owned(),
    };
    assert_page(&page.page());
}

#[test]
fn setting_up_is_sound() {
    for (text, errors) in
        [("", FieldErrors::default()), (HOSTILE, errors(&["username", "email", "password"]))]
    {
        let page = SetupPage {
            shell: sample::visitor_shell("/setup/once"),
            action: "/setup/once".to_owned(),
            form: form(text),
            errors,
            host: text.to_owned(),
            password_chars_min: 12,
        };
        assert_page(&page.page());
    }
}

#[test]
fn account_settings_are_sound() {
    for text in ["", HOSTILE] {
        let session = SessionView { id: "1".to_owned(), label: Message::raw(text), ..SessionView::default() };
        let current = SessionView { id: "2".to_owned(), current: true, ..session.clone() };
        let page = AccountSettingsPage {
            shell: sample::shell("/settings/account"),
            second_on: false,
            email: text.to_owned(),
            errors: errors(&["current_password", "new_password"]),
            password_chars_min: 12,
            sessions: if text.is_empty() { vec![] } else { vec![session, current] },
            apps: if text.is_empty() {
                vec![]
            } else {
                vec![AppView {
                    id: "3".to_owned(),
                    name: text.to_owned(),
                    scopes: vec![Message::raw(text)],
                    ..AppView::default()
                }]
            },
        };
        assert_page(&page.page());
        assert!(!page.page().contains("/web/sessions/2/end"), "the session in use ends by signing out");
    }
}

#[test]
fn the_pages_that_mails_lead_to_are_sound() {
    let shell = || sample::visitor_shell("/confirm");
    assert_page(&ConfirmPage { shell: shell(), token: HOSTILE.to_owned() }.page());
    assert_page(&ForgotPasswordPage { shell: shell(), errors: errors(&["email"]) }.page());
    let token = HOSTILE.to_owned();
    let page =
        ResetPasswordPage { shell: shell(), token, errors: errors(&["password"]), password_chars_min: 10 };
    assert_page(&page.page());
}
