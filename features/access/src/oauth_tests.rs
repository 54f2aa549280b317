use base::Id;
use proptest::prelude::*;

use super::*;

fn app(uris: &[&str]) -> App {
    App {
        id: Id(1),
        client_id: "c".into(),
        secret: Vec::new(),
        name: "Ward".into(),
        website: None,
        redirect_uris: uris.iter().map(|uri| (*uri).to_owned()).collect(),
        scopes: Scopes::parse("read").unwrap(),
    }
}

#[test]
fn redirects_match_to_the_letter() {
    let app = app(&["https://ward.example/cb", OUT_OF_BAND]);
    assert!(is_registered(&app, "https://ward.example/cb") && is_registered(&app, OUT_OF_BAND));
    for near in [
        "https://ward.example/cb/",
        "https://ward.example/cb?x=1",
        "https://ward.example/cbx",
        "https://ward.example/c",
        "https://WARD.example/cb",
        "https://ward.example:443/cb",
        "https://ward.example/%63b",
        "http://ward.example/cb",
        "https://ward.example/cb/../evil",
        "https://ward.example.evil.example/cb",
        "https://ward.example/cb\n",
        "",
    ] {
        assert!(!is_registered(&app, near), "{near:?}");
    }
}

#[test]
fn redirect_uris() {
    for good in [
        "https://a.example/cb",
        "http://127.0.0.1:8000/cb",
        "icecubesapp://",
        "toot://oauth?x=1",
        OUT_OF_BAND,
    ] {
        assert!(is_redirect_uri(good), "{good}");
    }
    for bad in
        ["", "/cb", "javascript:alert(1)", "data:text/html,x", "https://a.example/#f", "https://a.example/ b"]
    {
        assert!(!is_redirect_uri(bad), "{bad}");
    }
}

#[test]
fn applications_are_checked() {
    let good = NewApp {
        name: "Ward".into(),
        website: Some("https://ward.example".into()),
        redirect_uris: vec![OUT_OF_BAND.into()],
        scopes: Scopes::default(),
    };
    assert!(check_app(&good).is_ok());
    let text = |app: NewApp| check_app(&app).unwrap_err().text().to_owned();
    let blank = text(NewApp { name: " ".into(), ..good.clone() });
    assert_eq!(blank, "Validation failed: Application name can't be blank");
    assert!(text(NewApp { name: "x".repeat(61), ..good.clone() }).contains("too long"));
    assert!(text(NewApp { website: Some("javascript:1".into()), ..good.clone() }).contains("Website"));
    assert!(text(NewApp { redirect_uris: vec![], ..good.clone() }).contains("Redirect URI can't be blank"));
    assert!(
        text(NewApp { redirect_uris: vec!["x".into()], ..good.clone() }).contains("Redirect URI must be")
    );
    assert!(check_app(&NewApp { redirect_uris: vec![OUT_OF_BAND.into(); 21], ..good }).is_err());
}

#[test]
fn scopes_are_a_subset() {
    let all = Scopes::parse("read write:statuses").unwrap();
    assert_eq!(pick_scopes(all, None).unwrap().to_string(), "read");
    assert_eq!(
        pick_scopes(all, Some("read:lists write:statuses")).unwrap().to_string(),
        "read:lists write:statuses"
    );
    assert_eq!(pick_scopes(all, Some("write")), Err(Wrong::InvalidScope));
    assert_eq!(pick_scopes(all, Some("everything")), Err(Wrong::InvalidScope));
    let narrow = Scopes::parse("write:media").unwrap();
    assert_eq!(pick_scopes(narrow, None), Ok(narrow));
}

/// The example of RFC 7636, appendix B.
#[test]
fn proof_keys() {
    let (verifier, hashed) =
        ("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    assert_eq!(challenge(Some(hashed), Some("S256")), Ok(Some(hashed.to_owned())));
    assert_eq!(challenge(None, None), Ok(None));
    for (text, method) in [
        (Some(verifier), Some("plain")),
        (Some(verifier), None),
        (None, Some("S256")),
        (Some("short"), Some("S256")),
        (Some("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw+cM"), Some("S256")),
    ] {
        assert_eq!(challenge(text, method), Err(Wrong::InvalidRequest), "{text:?} {method:?}");
    }
    assert!(proves(Some(hashed), Some(verifier)) && proves(None, None));
    assert!(
        !proves(Some(hashed), None) && !proves(None, Some(verifier)) && !proves(Some(hashed), Some(hashed))
    );
    assert!(!proves(Some(hashed), Some("")));
}

#[test]
fn answers_are_added_to_the_query() {
    assert_eq!(with_params("app://cb", &[("code", "a b")]), "app://cb?code=a+b");
    assert_eq!(
        with_params("https://a/?x=1", &[("code", "1"), ("state", "&")]),
        "https://a/?x=1&code=1&state=%26"
    );
    assert_eq!(with_params("https://a/?", &[("code", "1")]), "https://a/?code=1");
}

#[test]
fn form_targets() {
    assert_eq!(form_target("https://a.example:8443/cb?x").as_deref(), Some("https://a.example:8443"));
    assert_eq!(form_target("icecubesapp://x").as_deref(), Some("icecubesapp:"));
    assert_eq!(form_target(OUT_OF_BAND), None);
    assert_eq!(form_target("https://a;script-src/cb"), None, "no directive of its own");
}

#[test]
fn basic_credentials() {
    assert_eq!(basic("Basic YTpiOmM="), Some(("a".into(), "b:c".into())));
    for bad in ["", "Basic", "Basic !!!", "Bearer YTpi", "Basic YWI="] {
        assert_eq!(basic(bad), None, "{bad}");
    }
}

fn words_of(id: &str) -> bool {
    words::check::own_ids(&crate::WORDS).contains(id)
}

#[test]
fn every_scope_has_a_meaning() {
    for name in Scopes::names() {
        let (text, strong) = scope_text(name);
        assert!(words_of(text), "{text}");
        assert_eq!(strong, !name.contains("read") && !matches!(*name, "push" | "profile"), "{name}");
    }
}

proptest! {
    #[test]
    fn whatever_is_registered_can_be_put_into_a_header(uri in ".{0,60}", state in ".{0,20}") {
        if is_redirect_uri(&uri) {
            let location = with_params(&uri, &[("code", "c"), ("state", &state)]);
            prop_assert!(axum::http::HeaderValue::from_str(&location).is_ok());
            let target = form_target(&uri).unwrap_or_default();
            prop_assert!(!target.contains([';', ',', ' ', '\'']), "{target}");
        }
    }
}
