//! Signing up, confirming, being let in, setting up.

use access::{MailSettings, Registrations};
use base::DAY_MS;
use serde_json::{Value, json};
use store::engine_tests;
use web::Role;

use crate::rig::{PASSWORD, Rig, rig, rig_with};

fn form(name: &str) -> Value {
    json!({ "username": name, "email": format!("{name}@clinic.example"), "password": PASSWORD, "agreement": true,
        "locale": "en" })
}

/// With fields of another value.
fn but(mut form: Value, changes: &Value) -> Value {
    for (name, value) in changes.as_object().unwrap() {
        form[name] = value.clone();
    }
    form
}

async fn app_token(rig: &Rig) -> String {
    let client = rig.client("read write").await;
    rig.app_token(&client, "read write").await
}

engine_tests! {
    async fn an_app_signs_somebody_up(engine: Engine) {
        let rig = rig(engine).await;
        let app = app_token(&rig).await;
        // Fields that are none of a newcomer's business are not listened to.
        let bold = json!({ "role": "owner", "confirmed": true, "approved": true, "admin": 1 });
        let token = rig.post("/api/v1/accounts", &app, but(form("Ines"), &bold)).await.json();
        assert_eq!((&token["token_type"], &token["scope"]), (&json!("Bearer"), &json!("read write")));
        let me = rig.get("/api/v1/accounts/verify_credentials", token["access_token"].as_str().unwrap()).await.json();
        assert_eq!((&me["username"], &me["role"]["name"]), (&json!("Ines"), &json!("")));
        assert!(rig.mails().await.is_empty());

        let person = rig.post("/api/v1/accounts", token["access_token"].as_str().unwrap(), form("theo")).await;
        assert_eq!((person.status, person.error().as_str()), (403, "This method requires an client credentials authentication"));
        assert_eq!(rig.post("/api/v1/accounts", "", form("theo")).await.status, 401);
        let client = rig.client("read").await;
        let narrow = rig.app_token(&client, "read").await;
        assert_eq!(rig.post("/api/v1/accounts", &narrow, form("theo")).await.status, 403);
        rig.access.set_registrations(Registrations::Closed).await.unwrap();
        assert_eq!(rig.post("/api/v1/accounts", &app, form("theo")).await.status, 403);
    }

    async fn every_bad_field_is_named(engine: Engine) {
        let rig = rig(engine).await;
        let app = app_token(&rig).await;
        let empty = rig.post("/api/v1/accounts", &app, json!({})).await;
        assert_eq!(empty.status, 422);
        assert!(empty.error().starts_with("Validation failed: "), "{}", empty.body);
        let details = empty.json()["details"].clone();
        for (field, code) in
            [("username", "ERR_BLANK"), ("email", "ERR_BLANK"), ("password", "ERR_BLANK"), ("agreement", "ERR_ACCEPTED")]
        {
            assert_eq!(details[field][0]["error"], code, "{field}");
            assert!(details[field][0]["description"].is_string());
        }
        rig.post("/api/v1/accounts", &app, form("ines")).await;
        for (field, value, code) in [
            ("username", json!("INES"), "ERR_TAKEN"),
            ("username", json!("admin"), "ERR_RESERVED"),
            ("username", json!("in es"), "ERR_INVALID"),
            ("username", json!("x".repeat(31)), "ERR_TOO_LONG"),
            ("email", json!("INES@Clinic.Example"), "ERR_TAKEN"),
            ("email", json!("a%b@clinic.example"), "ERR_INVALID"),
            ("password", json!("short"), "ERR_TOO_SHORT"),
            ("password", json!("x".repeat(257)), "ERR_TOO_LONG"),
            ("password", json!("harbour view"), "ERR_INVALID"),
            ("agreement", json!(false), "ERR_ACCEPTED"),
        ] {
            let answer = rig.post("/api/v1/accounts", &app, but(form("theo"), &json!({ field: value }))).await;
            assert_eq!((answer.status, &answer.json()["details"][field][0]["error"]), (422, &json!(code)), "{field} {value}");
            assert_eq!(answer.json()["details"].as_object().unwrap().len(), 1, "{}", answer.body);
        }
        assert!(rig.accounts.lookup("theo").await.unwrap().is_none(), "nothing was left behind");
    }

    async fn the_address_is_confirmed_by_a_button(engine: Engine) {
        let rig = rig_with(engine, |settings| settings.confirm_email = true).await;
        let app = app_token(&rig).await;
        let token = rig.post("/api/v1/accounts", &app, form("ines")).await.json();
        let token = token["access_token"].as_str().unwrap();
        let early = rig.get("/api/v1/accounts/verify_credentials", token).await;
        assert_eq!((early.status, early.error().as_str()), (403, "Your login is missing a confirmed e-mail address"));
        assert_eq!(rig.get("/api/v1/emails/check_confirmation", token).await.body, "false");

        let secret = rig.mailed_token("/confirm").await;
        let mail = rig.mails().await.remove(0);
        assert!(mail.contains("To: ines@clinic.example") && mail.contains("Harbour View"), "{mail}");
        let page = rig.open(&format!("/confirm?token={secret}"), "").await;
        ui::check::assert_page(&page.body);
        assert_eq!(rig.whoami(token).await, 403, "a program that opens links confirms nothing");
        assert_eq!(rig.form_from("https://evil.example", "/confirm", "", &[("token", &secret)]).await.status, 403);
        assert_eq!(rig.form("/confirm", "", &[("token", "wrong")]).await.status, 404);
        assert_eq!(rig.form("/confirm", "", &[("token", &secret)]).await.status, 200);
        assert_eq!(rig.whoami(token).await, 200);
        assert_eq!(rig.form("/confirm", "", &[("token", &secret)]).await.status, 404, "once");
        assert_eq!(rig.post("/api/v1/emails/confirmations", token, json!({})).await.status, 403);
    }

    async fn who_had_to_wait_is_shown_around_once(engine: Engine) {
        let rig = rig_with(engine, |settings| settings.confirm_email = true).await;
        let app = app_token(&rig).await;
        let led = async |name: &str, next: &str| {
            let fields = [("login", name), ("password", PASSWORD), ("next", next)];
            let answer = rig.form("/sign-in", "", &fields).await;
            (answer.status, answer.location().to_owned())
        };
        rig.post("/api/v1/accounts", &app, form("ines")).await;
        rig.clock.advance(1_000);
        let secret = rig.mailed_token("/confirm").await;
        rig.form("/confirm", "", &[("token", &secret)]).await;
        assert_eq!(led("ines", "").await, (303, "/welcome".to_owned()));
        assert_eq!(led("ines", "").await, (303, "/".to_owned()), "once");
        // Let in by the staff; they wanted to go somewhere, and go there.
        rig.access.set_registrations(Registrations::Approval).await.unwrap();
        for (name, next, to) in [("theo", "/", "/welcome"), ("uma", "/compose", "/compose")] {
            rig.post("/api/v1/accounts", &app, but(form(name), &json!({ "reason": "hi" }))).await;
            let id = rig.accounts.lookup(name).await.unwrap().unwrap();
            rig.clock.advance(1_000);
            rig.access.approve(id).await.unwrap();
            let mails = rig.mails().await;
            let mail = mails.iter().find(|mail| mail.contains(&format!("To: {name}@"))).unwrap();
            let secret: String = mail.split("token=").nth(1).unwrap().chars().take(43).collect();
            rig.form("/confirm", "", &[("token", &secret)]).await;
            assert_eq!(led(name, next).await, (303, to.to_owned()), "{name}");
        }
        // Whom the operator made needs no welcome.
        rig.person("olga").await;
        assert_eq!(led("olga", "").await, (303, "/".to_owned()));
    }

    async fn a_strangers_inbox_stays_quiet(engine: Engine) {
        let rig = rig_with(engine, |settings| settings.confirm_email = true).await;
        let app = app_token(&rig).await;
        let token = rig.post("/api/v1/accounts", &app, form("ines")).await.json();
        let token = token["access_token"].as_str().unwrap();
        for _ in 0..10 {
            assert_eq!(rig.post("/api/v1/emails/confirmations", token, json!({})).await.status, 200);
        }
        assert_eq!(rig.mails().await.len(), 5);
        rig.clock.advance(DAY_MS);
        rig.post("/api/v1/emails/confirmations", token, json!({})).await;
        assert_eq!(rig.mails().await.len(), 6);
        assert_eq!(rig.post("/api/v1/emails/confirmations", "nonsense", json!({})).await.status, 401);
        rig.clock.advance(8 * DAY_MS);
        let stale = rig.mails().await.remove(0);
        let stale: String = stale.split("token=").nth(1).unwrap().chars().take(43).collect();
        assert_eq!(rig.form("/confirm", "", &[("token", &stale)]).await.status, 404, "too old");
    }

    async fn the_staff_decide(engine: Engine) {
        let rig = rig_with(engine, |settings| settings.registrations = Registrations::Approval).await;
        let app = app_token(&rig).await;
        let silent = rig.post("/api/v1/accounts", &app, form("ines")).await;
        assert_eq!(silent.json()["details"]["reason"][0]["error"], "ERR_BLANK");
        let mut tokens = Vec::new();
        for name in ["ines", "theo"] {
            let answer = rig.post("/api/v1/accounts", &app, but(form(name), &json!({ "reason": "I am a nurse" }))).await;
            tokens.push(answer.json()["access_token"].as_str().unwrap().to_owned());
        }
        let early = rig.get("/api/v1/accounts/verify_credentials", &tokens[0]).await;
        assert_eq!((early.status, early.error().as_str()), (403, "Your login is currently pending approval"));
        let waiting = rig.access.pending(base::Id(0)).await.unwrap();
        assert_eq!(waiting.iter().map(|user| user.reason.as_str()).collect::<Vec<_>>(), ["I am a nurse"; 2]);
        let account = |name: &'static str| { let accounts = rig.accounts.clone(); async move { accounts.lookup(name).await.unwrap().unwrap() } };
        let (ines, theo) = (account("ines").await, account("theo").await);
        rig.access.approve(ines).await.unwrap();
        rig.access.reject(theo).await.unwrap();
        assert_eq!((rig.whoami(&tokens[0]).await, rig.whoami(&tokens[1]).await), (200, 401));
        assert!(rig.access.pending(base::Id(0)).await.unwrap().is_empty());
        assert!(rig.access.reject(ines).await.is_err(), "let in already");
        assert_eq!(rig.accounts.lookup("theo").await.unwrap(), None);
        let again = but(form("Theo"), &json!({ "email": "theo@clinic.example", "reason": "again" }));
        assert_eq!(rig.post("/api/v1/accounts", &app, again).await.status, 200, "name and address are free again");
        let bare = rig.accounts.account(theo).await.unwrap().unwrap();
        assert!(bare.suspended_ms.is_some() && !bare.username.contains("theo"), "{}", bare.username);
    }

    async fn sign_ups_that_nobody_confirms_are_taken_back(engine: Engine) {
        let rig = rig_with(engine, |settings| settings.confirm_email = true).await;
        let app = app_token(&rig).await;
        let sign_up = async |name: &str| rig.post("/api/v1/accounts", &app, form(name)).await;
        let token = |answer: crate::rig::Answer| answer.json()["access_token"].as_str().unwrap().to_owned();
        let (ines, theo) = (token(sign_up("ines").await), token(sign_up("theo").await));
        rig.person("ana").await;
        rig.clock.advance(6 * DAY_MS);
        assert_eq!(rig.access.purge().await.unwrap(), 2, "two counts of mails");
        assert_eq!(rig.post("/api/v1/emails/confirmations", &theo, json!({})).await.status, 200);
        assert_eq!(sign_up("ines").await.status, 422, "still taken");
        rig.clock.advance(DAY_MS + 1);
        rig.access.purge().await.unwrap();
        assert_eq!(rig.whoami(&ines).await, 401);
        assert_eq!(rig.whoami(&theo).await, 403, "was written to again, and may still confirm");
        assert_eq!(sign_up("Ines").await.status, 200, "name and address are free");
        rig.clock.advance(6 * DAY_MS);
        rig.access.purge().await.unwrap();
        assert_eq!(rig.whoami(&theo).await, 401);
        assert!(rig.accounts.lookup("ana").await.unwrap().is_some(), "who confirmed stays");
    }

    async fn many_who_never_confirm_go_in_small_steps(engine: Engine) {
        let rig = rig_with(engine, |settings| settings.unconfirmed_days = 1).await;
        for n in 0..60 {
            let new = access::NewUser {
                username: format!("bot{n}"), email: format!("bot{n}@x.example"), password: Some(PASSWORD.to_owned()),
                role: Role::User, confirmed: false,
            };
            rig.access.create_account(new).await.unwrap();
        }
        rig.clock.advance(DAY_MS + 1);
        assert!(rig.access.purge().await.unwrap() >= 60);
        assert_eq!(rig.accounts.lookup("bot7").await.unwrap(), None);
        assert!(rig.access.active_since(0).await.is_ok());
    }

    async fn the_page_signs_up_too(engine: Engine) {
        let rig = rig(engine).await;
        ui::check::assert_page(&rig.open("/sign-up", "").await.body);
        let bad = rig.form("/sign-up", "", &[("username", "ines"), ("email", "x"), ("password", "abc")]).await;
        assert_eq!(bad.status, 422);
        ui::check::assert_page(&bad.body);
        assert!(bad.body.contains("Email is invalid") && bad.body.contains("Agreement must be accepted"), "{}", bad.body);
        assert!(!bad.body.contains("value=\"abc\""), "the password is not sent back");
        let good = [("username", "ines"), ("email", "ines@x.example"), ("password", PASSWORD), ("agreement", "1")];
        assert_eq!(rig.form_from("https://evil.example", "/sign-up", "", &good).await.status, 403);
        let done = rig.form("/sign-up", "", &good).await;
        assert_eq!((done.status, done.location()), (303, "/welcome"));
        let settings = rig.open("/settings/account", &done.cookie().unwrap()).await;
        ui::check::assert_page(&settings.body);
        assert!(settings.body.contains("ines@x.example") && settings.body.contains("Firefox on Linux"));
        rig.access.set_registrations(Registrations::Closed).await.unwrap();
        assert!(rig.open("/sign-up", "").await.body.contains("no new accounts"));
    }

    async fn the_first_owner_comes_by_a_link_that_works_once(engine: Engine) {
        let rig = rig(engine).await;
        let stale = rig.access.setup_link().await.unwrap().unwrap();
        let link = rig.access.setup_link().await.unwrap().unwrap();
        let path = link.strip_prefix("https://medley.example").unwrap();
        assert_eq!(rig.open(stale.strip_prefix("https://medley.example").unwrap(), "").await.status, 404);
        assert_eq!(rig.open("/setup?token=guess", "").await.status, 404);
        ui::check::assert_page(&rig.open(path, "").await.body);
        let weak = [("username", "admin"), ("email", "a@x.example"), ("password", "short")];
        assert_eq!(rig.form(path, "", &weak).await.status, 422);
        let form = [("username", "admin"), ("email", "a@x.example"), ("password", PASSWORD)];
        let done = rig.form(path, "", &form).await;
        assert_eq!(done.status, 303, "{}", done.body);
        let owner = rig.accounts.lookup("admin").await.unwrap().unwrap();
        assert_eq!(rig.access.user(owner).await.unwrap().unwrap().role, Role::Owner);
        let second = [("username", "evil"), ("email", "e@x.example"), ("password", PASSWORD)];
        assert_eq!(rig.form(path, "", &second).await.status, 404);
        assert_eq!(rig.access.setup_link().await.unwrap(), None);
    }

    async fn mail_that_cannot_be_handed_over_waits(engine: Engine) {
        let file = tempfile::NamedTempFile::new().unwrap();
        let place = file.path().join("not-a-folder");
        let rig = rig_with(engine, |settings| {
            settings.confirm_email = true;
            settings.mail = MailSettings::Folder(place);
        }).await;
        let app = app_token(&rig).await;
        assert_eq!(rig.post("/api/v1/accounts", &app, form("ines")).await.status, 200);
        rig.bus.work_off().await.unwrap();
        assert_eq!(rig.bus.queued().await.unwrap(), 1);
    }
}
