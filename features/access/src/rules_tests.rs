use proptest::prelude::*;

use super::*;

fn codes(faults: &[Fault]) -> Vec<(&str, &str)> {
    faults.iter().map(|fault| (fault.field, fault.code)).collect()
}

fn good() -> SignUp {
    SignUp {
        username: "ines".into(),
        email: "ines@clinic.example".into(),
        password: "three blue kettles".into(),
        reason: "I am a nurse".into(),
        locale: "en".into(),
        agreement: true,
        app: None,
        address: None,
    }
}

#[test]
fn a_good_form_passes_and_an_empty_one_names_everything() {
    assert_eq!(check_sign_up(&good(), Registrations::Approval, 10, "Medley"), []);
    let empty = check_sign_up(&SignUp::default(), Registrations::Approval, 10, "Medley");
    assert_eq!(
        codes(&empty),
        [
            ("username", "ERR_BLANK"),
            ("email", "ERR_BLANK"),
            ("email", "ERR_INVALID"),
            ("password", "ERR_BLANK"),
            ("agreement", "ERR_ACCEPTED"),
            ("reason", "ERR_BLANK"),
        ]
    );
    let problem = refusal(&empty);
    assert!(problem.text().starts_with("Validation failed: Username can't be blank, Email can't be blank"));
    let details = &problem.details().unwrap()["details"];
    assert_eq!(details["agreement"][0]["error"], "ERR_ACCEPTED");
    assert_eq!(
        codes(&check_sign_up(&SignUp { reason: String::new(), ..good() }, Registrations::Open, 10, "")),
        []
    );
}

#[test]
fn usernames() {
    let code = |name: &str| check_username(name).map(|fault| fault.code);
    assert_eq!(code("Ines_2"), None);
    assert_eq!(code("in es"), Some("ERR_INVALID"));
    assert_eq!(code("admin"), Some("ERR_RESERVED"));
    assert_eq!(code(&"x".repeat(31)), Some("ERR_TOO_LONG"));
}

#[test]
fn addresses_with_odd_syntax_are_refused() {
    for (given, stored) in [
        ("Ines@Clinic.Example", "ines@clinic.example"),
        (" a.b+tag@x.example ", "a.b+tag@x.example"),
        ("o'neil@x.example", "o'neil@x.example"),
        ("a@münchen.example", "a@xn--mnchen-3ya.example"),
        ("a@localhost", "a@localhost"),
    ] {
        assert_eq!(check_email(given).as_deref(), Ok(stored), "{given}");
    }
    for bad in [
        "plain",
        "@x.example",
        "a@",
        "a@b",
        "a%b@x.example",
        "\"a b\"@x.example",
        "a,b@x.example",
        "a@x.example,b",
        "a@b@x.example",
        "a b@x.example",
        "a@x.example\r\nBcc: v@x.example",
        "a!b@x.example",
        ".a@x.example",
        "a..b@x.example",
        "a@[127.0.0.1]",
        "a@127.0.0.1",
        "a@x..example",
        "a(c)@x.example",
        "a@x.example>",
        "é@x.example",
        "a@x.example.",
    ] {
        assert!(check_email(bad).is_err(), "{bad:?}");
    }
    assert_eq!(check_email(&format!("{}@x.example", "a".repeat(300))).unwrap_err().code, "ERR_TOO_LONG");
}

#[test]
fn passwords() {
    let code = |password: &str, min| {
        check_password(password, min, &["ines_albrecht", "albrecht.ines@clinic.example", "Harbour View"])
            .map(|f| f.code)
    };
    assert_eq!(code("three blue kettles", 10), None);
    assert_eq!(code("päßwörter gehen", 10), None);
    assert_eq!(code("", 10), Some("ERR_BLANK"));
    assert_eq!(code("short", 10), Some("ERR_TOO_SHORT"));
    assert_eq!(code("seven77", 1), Some("ERR_TOO_SHORT"), "eight is the floor, whatever is configured");
    assert_eq!(code("eight888", 8), None);
    assert_eq!(code(&"ab".repeat(128), 10), None);
    assert_eq!(code(&"ab".repeat(129), 10), Some("ERR_TOO_LONG"));
    let guessed = [
        "Password123",
        "Ines_Albrecht",
        "albrecht.ines",
        "ALBRECHT.INES@clinic.example",
        "harbour view",
        "ääääääääää",
    ];
    for guessed in guessed {
        assert_eq!(code(guessed, 8), Some("ERR_INVALID"), "{guessed}");
    }
}

#[test]
fn only_own_paths_are_gone_to() {
    for good in
        ["/", "/home", "/oauth/authorize?client_id=1&scope=read%20write", "/web/%2F%2Fevil", "/@ines/1#x"]
    {
        assert_eq!(local_path(good), good);
    }
    for bad in [
        "",
        "home",
        "//evil.example",
        "/\\evil.example",
        "https://evil.example",
        "/\t/evil.example",
        "\\/evil",
        "/a\nb",
        "/a\\b",
        " /a",
        "javascript:alert(1)",
        "/ü",
    ] {
        assert_eq!(local_path(bad), "/", "{bad:?}");
    }
    assert_eq!(local_path(&format!("/{}", "a".repeat(3_000))), "/");
}

#[test]
fn labels() {
    for (agent, label) in [
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox on Linux"),
        (
            "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0",
            "Edge on Windows",
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Mobile Safari/604.1",
            "Safari on iPhone",
        ),
        ("Mozilla/5.0 (Linux; Android 16) Chrome/140.0 Mobile Safari/537.36", "Chrome on Android"),
        ("curl/8.1", "curl"),
        ("", "A browser"),
    ] {
        assert_eq!(browser_label(agent), label);
    }
}

#[test]
fn times_as_people_say_them() {
    let now = 1_795_356_000_000;
    for (before, said) in [
        (0, "just now"),
        (-5, "just now"),
        (5 * MINUTE_MS, "5 min ago"),
        (3 * HOUR_MS, "3 h ago"),
        (30 * HOUR_MS, "yesterday"),
        (5 * DAY_MS, "5 days ago"),
        (30 * DAY_MS, "23 Oct 2026"),
    ] {
        assert_eq!(ago(now, now - before).text(ui::Lang::En), said);
    }
}

proptest! {
    #[test]
    fn a_next_path_never_leaves_the_site(next in "[/\\\\a-z:.%?#@\\t\\n ]{0,24}") {
        let base = url::Url::parse("https://medley.example/sign-in").unwrap();
        let target = base.join(local_path(&next)).unwrap();
        prop_assert_eq!(target.host_str(), Some("medley.example"));
    }

    #[test]
    fn no_text_breaks_the_rules(a in ".{0,80}") {
        let _ = (check_email(&a), check_password(&a, 10, &[&a]), browser_label(&a), check_username(&a));
    }
}
