//! Passkeys: made, used as the second step and by themselves, removed.

use serde_json::{Value, json};
use store::engine_tests;

use crate::rig::{Answer, Rig, rig};
use crate::second::{codes, first_step, with_app};
use crate::soft_key::{SoftKey, text};

const PASSKEYS: &str = "/settings/security/passkeys";

fn soft_key() -> SoftKey {
    SoftKey::new("medley.example", "https://medley.example")
}

async fn wanted(rig: &Rig, cookie: &str) -> Value {
    rig.own_form("/settings/security/passkeys/options", cookie, &[]).await.json()
}

async fn add(rig: &Rig, cookie: &str, key: &SoftKey, challenge: &str) -> Answer {
    let sent = json!({
        "id": text(&key.credential), "clientDataJSON": text(&key.client_data("webauthn.create", challenge)),
        "attestationObject": text(&key.attestation()),
    });
    rig.own_form(PASSKEYS, cookie, &[("credential", &sent.to_string()), ("name", "Blue key")]).await
}

async fn added(rig: &Rig, cookie: &str) -> (SoftKey, Answer) {
    let (key, options) = (soft_key(), wanted(rig, cookie).await);
    let answer = add(rig, cookie, &key, options["challenge"].as_str().unwrap()).await;
    (key, answer)
}

async fn asked(rig: &Rig, cookies: &str) -> Value {
    rig.form("/sign-in/passkey/options", cookies, &[]).await.json()
}

/// What a browser sends that used the key on `challenge`.
fn answered(key: &mut SoftKey, challenge: &str, owner: Option<base::Id>) -> String {
    let signed = key.sign(challenge);
    let mut sent = json!({
        "id": text(&key.credential), "clientDataJSON": text(&signed.client_data),
        "authenticatorData": text(&signed.data), "signature": text(&signed.signature),
    });
    if let Some(owner) = owner {
        sent["userHandle"] = text(&owner.0.to_be_bytes()).into();
    }
    sent.to_string()
}

async fn enter(rig: &Rig, cookies: &str, sent: &str) -> Answer {
    rig.form("/sign-in/passkey", cookies, &[("credential", sent), ("next", "/home")]).await
}

engine_tests! {
    async fn a_passkey_alone_lets_in(engine: Engine) {
        let rig = rig(engine).await;
        let me = rig.person("ines").await;
        let cookie = rig.signed_in("ines").await;
        let options = wanted(&rig, &cookie).await;
        assert_eq!((&options["rp"]["id"], &options["user"]["name"]), (&json!("medley.example"), &json!("ines")));
        assert_eq!((&options["attestation"], options["pubKeyCredParams"][0]["alg"].as_i64()), (&json!("none"), Some(-7)));
        let (mut key, done) = added(&rig, &cookie).await;
        assert_eq!(codes(&done).len(), 10);
        let settings = rig.open("/settings/security", &cookie).await;
        ui::check::assert_page(&settings.body);
        assert!(settings.body.contains("Blue key"));
        assert_eq!(wanted(&rig, &cookie).await["excludeCredentials"][0]["id"], text(&key.credential));

        let options = asked(&rig, "").await;
        assert_eq!((&options["userVerification"], &options["allowCredentials"]), (&json!("required"), &json!([])));
        let challenge = options["challenge"].as_str().unwrap();
        let sent = answered(&mut key, challenge, Some(me));
        let done = enter(&rig, "", &sent).await;
        assert_eq!((done.status, done.location()), (303, "/home"), "{}", done.body);
        assert_eq!(rig.open("/settings/account", &done.cookie().unwrap()).await.status, 200);
        let replayed = enter(&rig, "", &sent).await;
        assert_eq!(replayed.status, 403, "a challenge is good once");
        ui::check::assert_page(&replayed.body);
        assert!(rig.mails().await.iter().any(|mail| mail.contains("A passkey was added")));
    }

    async fn what_is_not_good_is_refused(engine: Engine) {
        let rig = rig(engine).await;
        let (me, other) = (rig.person("ines").await, rig.person("theo").await);
        let cookie = rig.signed_in("ines").await;
        let (mut key, _) = added(&rig, &cookie).await;
        let fresh = || async { asked(&rig, "").await["challenge"].as_str().unwrap().to_owned() };
        key.flags = 1;
        let sent = answered(&mut key, &fresh().await, Some(me));
        assert_eq!(enter(&rig, "", &sent).await.status, 403, "nobody knows who touched it");
        key.flags = 5;
        for owner in [None, Some(other)] {
            let sent = answered(&mut key, &fresh().await, owner);
            assert_eq!(enter(&rig, "", &sent).await.status, 403, "{owner:?}");
        }
        let sent = answered(&mut key, "never-given", Some(me));
        assert_eq!(enter(&rig, "", &sent).await.status, 403);
        let sent = answered(&mut soft_key(), &fresh().await, Some(me));
        assert_eq!(enter(&rig, "", &sent).await.status, 403, "an unknown key");
        key.origin = "https://evil.example".into();
        let sent = answered(&mut key, &fresh().await, Some(me));
        assert_eq!(enter(&rig, "", &sent).await.status, 403);
        key.origin = "https://medley.example".into();
        assert_eq!(enter(&rig, "", &answered(&mut key, &fresh().await, Some(me))).await.status, 303);
        key.counter = 0;
        assert_eq!(enter(&rig, "", &answered(&mut key, &fresh().await, Some(me))).await.status, 403, "a copy");
        for sent in ["", "{}", "[]", "{\"id\":\"!\",\"clientDataJSON\":\"!\"}"] {
            assert_eq!(enter(&rig, "", sent).await.status, 403, "{sent}");
        }
        let theos = rig.signed_in("theo").await;
        let challenge = wanted(&rig, &cookie).await["challenge"].as_str().unwrap().to_owned();
        assert_eq!(add(&rig, &theos, &soft_key(), &challenge).await.status, 422, "another's challenge");
        let challenge = fresh().await;
        assert_eq!(add(&rig, &theos, &soft_key(), &challenge).await.status, 422, "made for signing in");
        let challenge = wanted(&rig, &theos).await["challenge"].as_str().unwrap().to_owned();
        assert_eq!(add(&rig, &theos, &key, &challenge).await.status, 422, "another's key");
        rig.accounts.suspend(me, true).await.unwrap();
        key.counter = 100;
        assert_eq!(enter(&rig, "", &answered(&mut key, &fresh().await, Some(me))).await.status, 403);
    }

    async fn a_passkey_is_the_second_step(engine: Engine) {
        let rig = rig(engine).await;
        rig.person("ines").await;
        let cookie = rig.signed_in("ines").await;
        let (_, codes) = with_app(&rig, &cookie).await;
        let (mut key, done) = added(&rig, &cookie).await;
        assert_eq!(done.location(), "/settings/security?done", "there are recovery codes already");
        let step = first_step(&rig, "ines").await;
        let page = rig.open("/sign-in/second", &step).await;
        assert!(page.body.contains("data-passkey") && page.body.contains("one-time-code"));
        let options = asked(&rig, &step).await;
        assert_eq!(options["allowCredentials"][0]["id"], text(&key.credential));
        key.flags = 1;
        let sent = answered(&mut key, options["challenge"].as_str().unwrap(), None);
        assert_eq!(enter(&rig, &step, &sent).await.location(), "/home", "a touch is enough after the password");
        let remove = |id: base::Id| format!("/settings/security/passkeys/{id}/remove");
        let me = rig.access.token_create(rig.person("theo").await, "x", web::Scopes::ALL).await;
        assert!(me.is_ok());
        let own = rig.accounts.lookup("ines").await.unwrap().unwrap();
        let id = rig.access.factors(own).await.unwrap().passkeys[0].id;
        let theos = rig.signed_in("theo").await;
        assert_eq!(rig.own_form(&remove(id), &theos, &[]).await.status, 404, "another's");
        assert_eq!(rig.own_form("/settings/security/app/off", &cookie, &[("code", &codes[0])]).await.status, 303);
        assert_eq!(rig.own_form(&remove(id), &cookie, &[]).await.status, 422, "the last one asks for a code");
        assert_eq!(rig.own_form(&remove(id), &cookie, &[("recovery", &codes[1])]).await.status, 303);
        assert!(!rig.access.factors(own).await.unwrap().on());
        assert_eq!(rig.signed_in("ines").await.len(), 43);
    }
}
