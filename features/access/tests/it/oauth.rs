//! Applications and their tokens.

use axum::http::StatusCode;
use base::{HOUR_MS, MINUTE_MS};
use serde_json::json;
use store::engine_tests;

use crate::rig::{Answer, CALLBACK, Client, OOB, PASSWORD, Rig, rig, rig_with};

/// The pair of RFC 7636, appendix B.
const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

/// What an application puts into the browser's address.
fn request<'a>(client: &'a Client, more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut all =
        vec![("response_type", "code"), ("client_id", client.id.as_str()), ("redirect_uri", CALLBACK)];
    for &(name, value) in more {
        all.retain(|(known, _)| *known != name);
        all.push((name, value));
    }
    all
}

fn address(fields: &[(&str, &str)]) -> String {
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    format!("/oauth/authorize?{query}")
}

/// The page, then its form, by somebody who agrees.
async fn allowed(rig: &Rig, cookie: &str, fields: &[(&str, &str)]) -> Answer {
    let page = rig.open(&address(fields), cookie).await;
    assert_eq!(page.status, 200, "{} {}", page.location(), page.body);
    let csrf = page.csrf();
    rig.form("/oauth/authorize", cookie, &[fields, &[("csrf", &csrf), ("decision", "allow")]].concat()).await
}

async fn code(rig: &Rig, cookie: &str, client: &Client, challenge: Option<&str>) -> String {
    let mut more = vec![("scope", "read write:statuses")];
    more.extend(challenge.map(|text| ("code_challenge", text)));
    more.extend(challenge.map(|_| ("code_challenge_method", "S256")));
    allowed(rig, cookie, &request(client, &more)).await.led("code").unwrap()
}

async fn redeem(rig: &Rig, client: &Client, code: &str, verifier: Option<&str>) -> Answer {
    let mut fields = vec![("grant_type", "authorization_code"), ("code", code), ("redirect_uri", CALLBACK)];
    fields.extend(verifier.map(|text| ("code_verifier", text)));
    rig.post_basic("/oauth/token", client, &fields).await
}

fn is_wrong(answer: &Answer, status: u16, error: &str) {
    assert_eq!((answer.status, answer.error().as_str()), (status, error), "{}", answer.body);
    assert!(answer.json()["error_description"].is_string(), "{}", answer.body);
}

engine_tests! {
    async fn an_application_registers(engine: Engine) {
        let rig = rig(engine).await;
        let body = json!({ "client_name": "Ward", "redirect_uris": [CALLBACK, OOB], "website": "https://ward.example",
            "scopes": "read write:statuses" });
        let app = rig.post("/api/v1/apps", "", body).await.json();
        assert_eq!(app["scopes"], json!(["read", "write:statuses"]));
        assert_eq!(app["redirect_uris"], json!([CALLBACK, OOB]));
        assert_eq!(app["redirect_uri"], format!("{CALLBACK}\n{OOB}"));
        assert_eq!((&app["client_secret_expires_at"], &app["vapid_key"]), (&json!(0), &json!("")));
        assert!(app["id"].is_string() && app["name"] == "Ward" && app["website"] == "https://ward.example");
        let client = Client { id: app["client_id"].as_str().unwrap().into(), secret: app["client_secret"].as_str().unwrap().into() };
        let shown = rig.get("/api/v1/apps/verify_credentials", &rig.app_token(&client, "read").await).await.json();
        assert_eq!((&shown["name"], &shown["id"]), (&app["name"], &app["id"]));
        assert!(shown.get("client_secret").is_none());

        let bad = rig.post("/api/v1/apps", "", json!({ "client_name": "", "redirect_uris": OOB })).await;
        assert_eq!((bad.status, bad.error().as_str()), (422, "Validation failed: Application name can't be blank"));
        let bad = rig.post("/api/v1/apps", "", json!({ "client_name": "x", "redirect_uris": OOB, "scopes": "all" })).await;
        assert_eq!(bad.status, 422);
        // Everything in the query, as one client does it.
        let query = format!("/api/v1/apps?client_name=Q&redirect_uris={OOB}");
        assert_eq!(rig.post(&query, "", json!({})).await.json()["scopes"], json!(["read"]));
    }

    async fn a_code_is_traded_once_with_proof(engine: Engine) {
        let rig = rig(engine).await;
        rig.person("ines").await;
        let (cookie, client) = (rig.signed_in("ines").await, rig.client("read write").await);
        let got = code(&rig, &cookie, &client, Some(CHALLENGE)).await;
        is_wrong(&redeem(&rig, &client, &got, None).await, 400, "invalid_grant");
        is_wrong(&redeem(&rig, &client, &got, Some(CHALLENGE)).await, 400, "invalid_grant");
        let token = redeem(&rig, &client, &got, Some(VERIFIER)).await.json();
        assert_eq!((&token["token_type"], &token["scope"]), (&json!("Bearer"), &json!("read write:statuses")));
        assert_eq!(token["created_at"], 1_795_356_000);
        let token = token["access_token"].as_str().unwrap();
        assert_eq!(rig.whoami(token).await, 200);
        let follow = rig.post("/api/v1/accounts/1/follow", token, json!({})).await;
        assert_eq!((follow.status, follow.error().as_str()), (403, "This action is outside the authorized scopes"));
        // The code again: it leaked, so what was got by it ends at once.
        is_wrong(&redeem(&rig, &client, &got, Some(VERIFIER)).await, 400, "invalid_grant");
        assert_eq!(rig.whoami(token).await, 401);
    }

    async fn a_code_is_bound_to_client_address_and_time(engine: Engine) {
        let rig = rig(engine).await;
        rig.person("ines").await;
        let (cookie, client, other) =
            (rig.signed_in("ines").await, rig.client("read write").await, rig.client("read write").await);
        let got = code(&rig, &cookie, &client, None).await;
        is_wrong(&redeem(&rig, &other, &got, None).await, 400, "invalid_grant");
        is_wrong(&redeem(&rig, &client, &got, Some(VERIFIER)).await, 400, "invalid_grant");
        let fields = [("grant_type", "authorization_code"), ("code", got.as_str()), ("redirect_uri", OOB)];
        is_wrong(&rig.post_basic("/oauth/token", &client, &fields).await, 400, "invalid_grant");
        let thief = Client { id: client.id.clone(), secret: other.secret.clone() };
        is_wrong(&redeem(&rig, &thief, &got, None).await, 401, "invalid_client");
        rig.clock.advance(10 * MINUTE_MS);
        is_wrong(&redeem(&rig, &client, &got, None).await, 400, "invalid_grant");
        let got = code(&rig, &cookie, &client, None).await;
        rig.clock.advance(10 * MINUTE_MS - 1);
        assert_eq!(redeem(&rig, &client, &got, None).await.status, 200);
    }

    async fn twenty_at_once_get_one_token(engine: Engine) {
        let rig = rig(engine).await;
        rig.person("ines").await;
        let (cookie, client) = (rig.signed_in("ines").await, rig.client("read write").await);
        let got = code(&rig, &cookie, &client, None).await;
        let id = rig.access.app_of_client(&client.id).await.unwrap().unwrap().id;
        let tries: Vec<_> = (0..20).map(|_| {
            let (access, code) = (rig.access.clone(), got.clone());
            let asked = access::Redeem { app: id, code, redirect_uri: CALLBACK.into(), verifier: None };
            tokio::spawn(async move { access.redeem(asked).await.is_ok() })
        }).collect();
        let mut won = 0;
        for one in tries {
            won += usize::from(one.await.unwrap());
        }
        assert_eq!(won, 1);
    }

    async fn the_page_asks_and_leads_back(engine: Engine) {
        let rig = rig(engine).await;
        rig.person("ines").await;
        let client = rig.client("read write").await;
        let fields = request(&client, &[("state", "a&b"), ("force_login", "true")]);
        let stranger = rig.open(&address(&fields), "").await;
        let next = stranger.led("next").unwrap();
        assert!(stranger.location().starts_with("/sign-in?") && next.starts_with("/oauth/authorize?"));
        let signed = rig.form("/sign-in", "", &[("login", "ines"), ("password", PASSWORD), ("next", &next)]).await;
        assert_eq!(signed.location(), next);
        let cookie = signed.cookie().unwrap();
        assert!(rig.open(&address(&fields), &cookie).await.location().contains("again=1"), "forced");
        let page = rig.open(&next, &cookie).await;
        assert_eq!(page.status, 200, "not forced for ever");
        ui::check::assert_page(&page.body);
        assert!(page.policy().contains("form-action 'self' https://ward.example"), "{}", page.policy());

        let denied = rig.form("/oauth/authorize", &cookie,
            &[&fields[..], &[("csrf", &page.csrf()), ("decision", "deny")]].concat()).await;
        assert!(denied.location().starts_with(&format!("{CALLBACK}&error=access_denied")), "{}", denied.location());
        assert_eq!(denied.led("state").as_deref(), Some("a&b"));
        let good = allowed(&rig, &cookie, &request(&client, &[("state", "a&b")])).await;
        assert!(good.is(StatusCode::FOUND) && good.location().starts_with(&format!("{CALLBACK}&code=")));
        assert_eq!(good.led("state").as_deref(), Some("a&b"));

        for (name, value, error) in [
            ("scope", "read admin:read", "invalid_scope"),
            ("scope", "nonsense", "invalid_scope"),
            ("response_type", "token", "unsupported_response_type"),
            ("code_challenge", CHALLENGE, "invalid_request"),
        ] {
            let answer = rig.open(&address(&request(&client, &[(name, value)])), &cookie).await;
            assert_eq!(answer.led("error").as_deref(), Some(error), "{name}={value}");
        }
        let plain = [("code_challenge", VERIFIER), ("code_challenge_method", "plain")];
        let answer = rig.open(&address(&request(&client, &plain)), &cookie).await;
        assert_eq!(answer.led("error").as_deref(), Some("invalid_request"));
    }

    async fn nothing_is_sent_to_an_address_that_was_not_registered(engine: Engine) {
        let rig = rig(engine).await;
        rig.person("ines").await;
        let (cookie, client) = (rig.signed_in("ines").await, rig.client("read").await);
        for evil in ["https://evil.example/cb", "https://ward.example/cb", "https://ward.example/cb?from=medley&x", ""] {
            for decision in ["allow", "deny"] {
                let fields = request(&client, &[("redirect_uri", evil), ("decision", decision)]);
                assert_eq!(rig.open(&address(&fields), &cookie).await.location(), "", "{evil}");
                let answer = rig.own_form("/oauth/authorize", &cookie, &fields).await;
                assert_eq!((answer.status, answer.location()), (400, ""), "{evil}");
            }
        }
        let unknown = Client { id: "nobody".into(), secret: String::new() };
        let answer = rig.open(&address(&request(&unknown, &[])), &cookie).await;
        assert_eq!((answer.status, answer.location()), (400, ""));
        // Without the session's own token, and from another site: nothing is granted.
        let fields = request(&client, &[("decision", "allow")]);
        assert_eq!(rig.form("/oauth/authorize", &cookie, &fields).await.status, 403);
        assert_eq!(rig.form_from("https://evil.example", "/oauth/authorize", &cookie, &fields).await.status, 403);
    }

    async fn the_code_is_shown_where_it_cannot_be_sent(engine: Engine) {
        let rig = rig(engine).await;
        rig.person("ines").await;
        let (cookie, client) = (rig.signed_in("ines").await, rig.client("read").await);
        let answer = allowed(&rig, &cookie, &request(&client, &[("redirect_uri", OOB)])).await;
        assert!(answer.location().starts_with("/oauth/authorize/native?code="));
        let (page, code) = (rig.open(answer.location(), &cookie).await, answer.led("code").unwrap());
        ui::check::assert_page(&page.body);
        assert!(page.body.contains(&code) && page.body.contains("Ward"));
        let body = json!({ "grant_type": "authorization_code", "code": code, "redirect_uri": OOB,
            "client_id": client.id, "client_secret": client.secret });
        assert_eq!(rig.post("/oauth/token", "", body).await.json()["scope"], "read");
    }

    async fn applications_by_themselves(engine: Engine) {
        let rig = rig(engine).await;
        let client = rig.client("read write:accounts").await;
        let token = rig.app_token(&client, "read").await;
        assert_eq!(rig.get("/api/v1/apps/verify_credentials", &token).await.status, 200);
        let me = rig.get("/api/v1/accounts/verify_credentials", &token).await;
        assert_eq!((me.status, me.error().as_str()), (422, "This method requires an authenticated user"));
        let fields = [("grant_type", "client_credentials"), ("scope", "write")];
        is_wrong(&rig.post_basic("/oauth/token", &client, &fields).await, 400, "invalid_scope");
        let fields = [("grant_type", "password"), ("username", "ines"), ("password", PASSWORD)];
        is_wrong(&rig.post_basic("/oauth/token", &client, &fields).await, 400, "unsupported_grant_type");
        is_wrong(&rig.post("/oauth/token", "", json!({ "grant_type": "client_credentials" })).await, 401, "invalid_client");
        is_wrong(&rig.post("/oauth/token", "", json!({})).await, 400, "invalid_request");
    }

    async fn passwords_for_tokens_only_where_it_is_allowed(engine: Engine) {
        let rig = rig_with(engine, |settings| settings.password_grant = true).await;
        rig.person("ines").await;
        let client = rig.client("read write").await;
        let with = |password: &'static str| [("grant_type", "password"), ("username", "ines@clinic.example"),
            ("password", password), ("scope", "read write")];
        let token = rig.post_basic("/oauth/token", &client, &with(PASSWORD)).await.json();
        assert_eq!(rig.whoami(token["access_token"].as_str().unwrap()).await, 200);
        is_wrong(&rig.post_basic("/oauth/token", &client, &with("wrong")).await, 400, "invalid_grant");
    }

    async fn a_revoked_token_is_refused_in_the_very_next_call(engine: Engine) {
        let rig = rig(engine).await;
        rig.person("ines").await;
        let (cookie, client, other) = (rig.signed_in("ines").await, rig.client("read write").await, rig.client("read").await);
        let got = code(&rig, &cookie, &client, None).await;
        let token = redeem(&rig, &client, &got, None).await.json()["access_token"].as_str().unwrap().to_owned();
        assert_eq!(rig.whoami(&token).await, 200);
        let fields = [("token", token.as_str())];
        is_wrong(&rig.post_basic("/oauth/revoke", &other, &fields).await, 403, "unauthorized_client");
        is_wrong(&rig.post("/oauth/revoke", "", json!({ "token": token })).await, 403, "unauthorized_client");
        assert_eq!(rig.whoami(&token).await, 200);
        let done = rig.post_basic("/oauth/revoke", &client, &fields).await;
        assert_eq!((done.status, done.body.as_str()), (200, "{}"));
        let gone = rig.get("/api/v1/accounts/verify_credentials", &token).await;
        assert_eq!((gone.status, gone.error().as_str()), (401, "The access token is invalid"));
        assert_eq!(rig.post_basic("/oauth/revoke", &client, &fields).await.status, 200, "unknown ones are ended already");
    }

    async fn a_test_suite_brings_its_own_credentials(engine: Engine) {
        let rig = rig(engine).await;
        let me = rig.person("ines").await;
        let scopes = web::Scopes::parse("read write").unwrap();
        let new = access::NewApp { name: "Suite".into(), redirect_uris: vec![OOB.into()], scopes, website: None };
        let app = rig.access.seed_app(new, "__CLIENT".into(), "__SECRET").await.unwrap();
        rig.access.seed_token(app.id, me, "__TOKEN", scopes).await.unwrap();
        assert_eq!(rig.whoami("__TOKEN").await, 200);
        let client = Client { id: "__CLIENT".into(), secret: "__SECRET".into() };
        assert_eq!(rig.whoami(&rig.app_token(&client, "read").await).await, 422);
    }

    async fn documents(engine: Engine) {
        let rig = rig(engine).await;
        let me = rig.person("ines").await;
        let document = rig.get("/.well-known/oauth-authorization-server", "").await.json();
        assert_eq!(document["issuer"], "https://medley.example/");
        assert_eq!(document["code_challenge_methods_supported"], json!(["S256"]));
        assert_eq!(document["grant_types_supported"], json!(["authorization_code", "client_credentials"]));
        let info = rig.get("/oauth/userinfo", &rig.token(me).await).await.json();
        assert_eq!((&info["preferred_username"], &info["profile"]), (&json!("ines"), &json!("https://medley.example/@ines")));
        let narrow = rig.access.token_create(me, "Narrow", web::Scopes::parse("write").unwrap()).await.unwrap();
        assert_eq!(rig.get("/oauth/userinfo", &narrow).await.status, 403);
    }

    async fn what_is_over_is_forgotten(engine: Engine) {
        let rig = rig(engine).await;
        rig.person("ines").await;
        let (cookie, client) = (rig.signed_in("ines").await, rig.client("read write").await);
        rig.client("read").await;
        code(&rig, &cookie, &client, None).await;
        rig.app_token(&client, "read").await;
        assert_eq!(rig.access.purge().await.unwrap(), 0);
        rig.clock.advance(91 * 24 * HOUR_MS);
        assert_eq!(rig.access.purge().await.unwrap(), 5, "a session, a code, a token, an unused application, an address");
        assert!(rig.access.app_of_client(&client.id).await.unwrap().is_some());
    }
}
