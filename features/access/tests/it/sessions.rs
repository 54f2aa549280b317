//! Browsers: signing in and out, what ends a session, and what ends everything.

use std::sync::Arc;
use std::time::Duration;

use access::GrantsRevoked;
use base::{DAY_MS, HOUR_MS, Id, Kind};
use parking_lot::Mutex;
use serde_json::json;
use store::engine_tests;
use web::{Authenticator, Role};

use crate::rig::{PASSWORD, Rig, rig, rig_with};

const SETTINGS: &str = "/settings/account";
const NEW: &str = "four green bicycles";

/// What ended, as other features hear it.
fn ear(rig: &Rig) -> Arc<Mutex<Vec<GrantsRevoked>>> {
    let heard = Arc::new(Mutex::new(Vec::new()));
    let log = heard.clone();
    rig.bus.on(move |revoked: &GrantsRevoked| log.lock().push(revoked.clone()));
    heard
}

async fn grant(rig: &Rig, token: &str) -> Option<Id> {
    rig.access.token(token).await.unwrap().and_then(|viewer| viewer.grant)
}

engine_tests! {
    async fn signing_in_stays_on_the_site(engine: Engine) {
        let rig = rig(engine).await;
        rig.person("ines").await;
        ui::check::assert_page(&rig.open("/sign-in?next=/home", "").await.body);
        for (next, to) in [
            ("/home?x=1", "/home?x=1"),
            ("//evil.example", "/"),
            ("/\\evil.example", "/"),
            ("/\t/evil.example", "/"),
            ("https://evil.example", "/"),
            ("", "/"),
        ] {
            for login in ["ines", "INES", "@ines", "Ines@Clinic.example"] {
                let answer = rig.form("/sign-in", "", &[("login", login), ("password", PASSWORD), ("next", next)]).await;
                assert_eq!((answer.status, answer.location()), (303, to), "{next:?} {login}");
            }
        }
        let cookie = rig.signed_in("ines").await;
        assert_eq!(rig.open("/sign-in?next=//evil.example", &cookie).await.location(), "/");
        assert_eq!(rig.open("/settings/account", "").await.location(), "/sign-in?next=%2Fsettings%2Faccount");
    }

    async fn unknown_names_look_like_wrong_passwords(engine: Engine) {
        let rig = rig(engine).await;
        rig.person("ines").await;
        // The same work is done, and the same is said, whether or not there is somebody of that name.
        let mut answers = Vec::new();
        for login in ["ines", "nobody", "no body@@"] {
            let before = rig.access.passwords_hashed();
            let answer = rig.form("/sign-in", "", &[("login", login), ("password", "wrong password")]).await;
            assert_eq!((answer.status, rig.access.passwords_hashed() - before), (401, 1), "{login}");
            answers.push(answer.body.replace(login, "LOGIN"));
        }
        assert_eq!(answers[0], answers[1]);
        let long = "x".repeat(100_000);
        assert_eq!(rig.form("/sign-in", "", &[("login", &long), ("password", &long)]).await.status, 401);
    }

    async fn a_cookie_is_no_token_and_dies_when_signed_out(engine: Engine) {
        let rig = rig(engine).await;
        let me = rig.person("ines").await;
        let (cookie, token) = (rig.signed_in("ines").await, rig.token(me).await);
        assert_eq!((rig.open(SETTINGS, &cookie).await.status, rig.whoami(&token).await), (200, 200));
        assert_eq!((rig.open(SETTINGS, &token).await.status, rig.whoami(&cookie).await), (302, 401));
        let heard = ear(&rig);
        assert_eq!(rig.form("/sign-out", &cookie, &[]).await.status, 403, "without the form's token");
        let out = rig.own_form("/sign-out", &cookie, &[]).await;
        assert_eq!((out.status, out.cookie().as_deref()), (303, Some("")));
        assert_eq!(rig.open(SETTINGS, &cookie).await.status, 302);
        assert_eq!(rig.whoami(&token).await, 200);
        let kept = grant(&rig, &token).await;
        assert!(heard.lock()[0].account == me && !heard.lock()[0].ends(me, kept));
    }

    async fn forms_need_the_sessions_own_token(engine: Engine) {
        let rig = rig(engine).await;
        rig.person("ines").await;
        rig.person("theo").await;
        let (ines, theo) = (rig.signed_in("ines").await, rig.signed_in("theo").await);
        let theirs = rig.open(SETTINGS, &theo).await.csrf();
        let fields = [("current_password", PASSWORD), ("new_password", NEW)];
        assert_eq!(rig.form("/settings/password", &ines, &fields).await.status, 403);
        let forged = [&fields[..], &[("csrf", theirs.as_str())]].concat();
        assert_eq!(rig.form("/settings/password", &ines, &forged).await.status, 403);
        let mine = rig.open(SETTINGS, &ines).await.csrf();
        let own = [&fields[..], &[("csrf", mine.as_str())]].concat();
        assert_eq!(rig.form_from("https://evil.example", "/settings/password", &ines, &own).await.status, 403);
        assert_eq!(rig.form("/settings/password", &ines, &own).await.location(), "/settings/account?changed=1");
    }

    async fn a_new_password_ends_everything_else(engine: Engine) {
        let rig = rig(engine).await;
        let me = rig.person("ines").await;
        let (here, there, token) = (rig.signed_in("ines").await, rig.signed_in("ines").await, rig.token(me).await);
        let other = rig.person("theo").await;
        let others = rig.token(other).await;
        for _ in 0..2 {
            assert_eq!((rig.whoami(&token).await, rig.open(SETTINGS, &there).await.status), (200, 200));
        }
        let (heard, stream) = (ear(&rig), grant(&rig, &token).await);
        let wrong = rig.own_form("/settings/password", &here, &[("current_password", "wrong"), ("new_password", NEW)]).await;
        assert_eq!(wrong.status, 422);
        ui::check::assert_page(&wrong.body);
        let weak = rig.own_form("/settings/password", &here, &[("current_password", PASSWORD), ("new_password", "password123")]).await;
        assert!(weak.status == 422 && weak.body.contains("too easily guessed"));
        assert_eq!(rig.whoami(&token).await, 200);
        let done = rig.own_form("/settings/password", &here, &[("current_password", PASSWORD), ("new_password", NEW)]).await;
        assert_eq!(done.status, 303);
        assert_eq!((rig.whoami(&token).await, rig.open(SETTINGS, &there).await.status), (401, 302));
        assert_eq!((rig.open(SETTINGS, &here).await.status, rig.whoami(&others).await), (200, 200));
        assert!(heard.lock()[0].ends(me, stream) && !heard.lock()[0].ends(other, stream));
        assert_eq!(rig.access.sign_in("ines", PASSWORD, "").await.err().unwrap().kind(), Kind::Unauthorized);
        // The operator's way ends the rest, too.
        rig.access.set_password(me, PASSWORD).await.unwrap();
        assert_eq!(rig.open(SETTINGS, &here).await.status, 302);
        assert!(heard.lock()[1].ends(me, None));
    }

    async fn a_forgotten_password_is_set_by_mail(engine: Engine) {
        let rig = rig(engine).await;
        let me = rig.person("ines").await;
        let (cookie, token) = (rig.signed_in("ines").await, rig.token(me).await);
        ui::check::assert_page(&rig.open("/forgot-password", "").await.body);
        let known = rig.form("/forgot-password", "", &[("email", "Ines@clinic.example")]).await;
        let unknown = rig.form("/forgot-password", "", &[("email", "nobody@clinic.example")]).await;
        assert_eq!((known.status, known.body), (200, unknown.body), "nobody learns who is here");
        for _ in 0..100 {
            if rig.bus.queued().await.unwrap() > 0 { break }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        let secret = rig.mailed_token("/reset-password").await;
        ui::check::assert_page(&rig.open(&format!("/reset-password?token={secret}"), "").await.body);
        assert_eq!(rig.form("/confirm", "", &[("token", &secret)]).await.status, 404, "a link for one thing only");
        assert_eq!(rig.form("/reset-password", "", &[("token", &secret), ("password", "short")]).await.status, 422);
        assert_eq!(rig.form("/reset-password", "", &[("token", &secret), ("password", NEW)]).await.status, 200);
        assert_eq!(rig.form("/reset-password", "", &[("token", &secret), ("password", NEW)]).await.status, 404, "once");
        assert_eq!((rig.whoami(&token).await, rig.open(SETTINGS, &cookie).await.status), (401, 302));
        assert!(rig.access.sign_in("ines", NEW, "").await.is_ok());

        rig.access.ask_reset("ines@clinic.example").await.unwrap();
        rig.clock.advance(30 * base::MINUTE_MS);
        let all = rig.mails().await;
        let fresh = all.iter().find(|mail| mail.contains("reset-password") && !mail.contains(&secret)).unwrap();
        let late: String = fresh.split("token=").nth(1).unwrap().chars().take(43).collect();
        assert_eq!(rig.form("/reset-password", "", &[("token", &late), ("password", PASSWORD)]).await.status, 404);
    }

    async fn being_shut_out_counts_at_once(engine: Engine) {
        let rig = rig(engine).await;
        let me = rig.person("ines").await;
        let (cookie, token) = (rig.signed_in("ines").await, rig.token(me).await);
        assert_eq!(rig.whoami(&token).await, 200);
        rig.accounts.suspend(me, true).await.unwrap();
        let refused = rig.get("/api/v1/accounts/verify_credentials", &token).await;
        assert_eq!((refused.status, refused.error().as_str()), (403, "Your login is currently disabled"));
        assert_eq!(rig.open(SETTINGS, &cookie).await.status, 302);
        let heard = ear(&rig);
        rig.bus.drain().await.unwrap();
        assert!(heard.lock()[0].ends(me, None), "open streams end");
        assert_eq!(rig.access.sign_in("ines", PASSWORD, "").await.err().unwrap().kind(), Kind::Forbidden);
        rig.accounts.suspend(me, false).await.unwrap();
        assert_eq!((rig.whoami(&token).await, rig.open(SETTINGS, &cookie).await.status), (200, 200));

        rig.access.set_disabled(me, true).await.unwrap();
        assert_eq!((rig.whoami(&token).await, rig.open(SETTINGS, &cookie).await.status), (403, 302));
        let closed = rig.form("/sign-in", "", &[("login", "ines"), ("password", PASSWORD)]).await;
        assert!(closed.cookie().is_none() && closed.body.contains("closed"));
        rig.access.set_disabled(me, false).await.unwrap();
        assert_eq!((rig.whoami(&token).await, rig.open(SETTINGS, &cookie).await.status), (200, 200));
        assert!(rig.access.sign_in("ines", PASSWORD, "").await.is_ok());
        assert!(rig.access.set_role(Id(1), Role::Admin).await.is_err(), "nobody there");
    }

    async fn a_role_counts_in_the_next_call(engine: Engine) {
        let rig = rig(engine).await;
        let me = rig.person("ines").await;
        let token = rig.token(me).await;
        for role in [Role::User, Role::Moderator, Role::Owner, Role::User] {
            rig.access.set_role(me, role).await.unwrap();
            assert_eq!(rig.access.token(&token).await.unwrap().unwrap().role, role);
        }
    }

    async fn the_waiting_are_told_so(engine: Engine) {
        let rig = rig_with(engine, |settings| settings.confirm_email = true).await;
        let form = [("username", "ines"), ("email", "ines@x.example"), ("password", PASSWORD), ("agreement", "1")];
        let joined = rig.form("/sign-up", "", &form).await;
        assert!(joined.status == 200 && joined.cookie().is_none() && joined.body.contains("Check your mail"));
        let early = rig.form("/sign-in", "", &[("login", "ines"), ("password", PASSWORD)]).await;
        assert!(early.cookie().is_none() && early.body.contains("Check your mail"));
        assert_eq!(rig.mails().await.len(), 2, "sent again");
        assert_eq!(rig.access.sign_in("ines", PASSWORD, "").await.err().unwrap().kind(), Kind::Forbidden);
    }

    async fn ones_own_sessions_and_applications(engine: Engine) {
        let rig = rig(engine).await;
        let (me, other) = (rig.person("ines").await, rig.person("theo").await);
        let (here, there) = (rig.signed_in("ines").await, rig.signed_in("ines").await);
        let (token, theirs) = (rig.token(me).await, rig.signed_in("theo").await);
        let page = rig.open(SETTINGS, &here).await.body;
        ui::check::assert_page(&page);
        assert!(page.matches("/web/sessions/").count() == 1 && page.contains("this one") && page.contains("Test"));
        let sessions = rig.access.sessions(me).await.unwrap();
        assert_eq!(sessions.len(), 2);
        let foreign = rig.access.sessions(other).await.unwrap()[0].id;
        rig.own_form(&format!("/web/sessions/{foreign}/end"), &here, &[]).await;
        assert_eq!(rig.open(SETTINGS, &theirs).await.status, 200, "somebody else's is not there");
        let signed = rig.access.session(&there).await.unwrap().unwrap();
        rig.own_form(&format!("/web/sessions/{}/end", signed.viewer.grant.unwrap()), &here, &[]).await;
        assert_eq!((rig.open(SETTINGS, &there).await.status, rig.open(SETTINGS, &here).await.status), (302, 200));

        let app = rig.access.authorised_apps(me).await.unwrap().remove(0);
        assert_eq!((app.name.as_str(), app.scopes.to_string().as_str()), ("Test", "read write"));
        rig.own_form(&format!("/web/apps/{}/revoke", app.app), &here, &[]).await;
        assert_eq!(rig.whoami(&token).await, 401);
        assert!(rig.access.authorised_apps(me).await.unwrap().is_empty());
    }

    async fn sessions_end_by_the_clock(engine: Engine) {
        let rig = rig(engine).await;
        let me = rig.person("ines").await;
        let (used, idle) = (rig.signed_in("ines").await, rig.signed_in("ines").await);
        for _ in 0..8 {
            rig.clock.advance(20 * DAY_MS);
            assert_eq!(rig.open(SETTINGS, &used).await.status, 200, "in use");
        }
        assert_eq!(rig.open(SETTINGS, &idle).await.status, 302, "not used for 30 days");
        rig.clock.advance(20 * DAY_MS);
        assert_eq!(rig.open(SETTINGS, &used).await.status, 302, "180 days old");
        rig.signed_in("ines").await;
        assert_eq!(rig.access.active_since(rig.clock.now_ms() - DAY_MS).await.unwrap(), 1);
        for _ in 0..55 {
            rig.access.sign_in("ines", PASSWORD, "").await.unwrap();
        }
        assert_eq!(rig.access.sessions(me).await.unwrap().len(), 50, "the longest unused give way");
    }

    async fn use_is_noted_by_the_hour(engine: Engine) {
        let rig = rig(engine).await;
        let me = rig.person("ines").await;
        let token = rig.token(me).await;
        let began = rig.clock.now_ms();
        let seen = async || rig.access.authorised_apps(me).await.unwrap()[0].seen_ms;
        rig.clock.advance(HOUR_MS - 1);
        rig.whoami(&token).await;
        tokio::time::sleep(Duration::from_millis(100)).await;
        assert_eq!(seen().await, began);
        rig.clock.advance(1);
        rig.whoami(&token).await;
        for _ in 0..100 {
            if seen().await == began + HOUR_MS { return }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        panic!("the use was not noted");
    }

    async fn memory_knows_what_it_knew_until_something_changes(engine: Engine) {
        let rig = rig(engine).await;
        let me = rig.person("ines").await;
        let token = rig.token(me).await;
        let first = rig.access.token(&token).await.unwrap().unwrap();
        let again = rig.access.token(&token).await.unwrap().unwrap();
        assert!(Arc::ptr_eq(&first, &again), "the second time from memory");
        rig.access.set_role(me, Role::Moderator).await.unwrap();
        assert!(!Arc::ptr_eq(&first, &rig.access.token(&token).await.unwrap().unwrap()));
        let body = rig.post("/api/v1/accounts/1/note", &token, json!({})).await;
        assert_ne!(body.status, 401);
    }
}
