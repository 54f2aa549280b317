//! The second step by an authenticator app or a recovery code, waiting after wrong tries, and letters about sign-ins.

use aws_lc_rs::hmac;
use base::{DAY_MS, MINUTE_MS, SECOND_MS};
use serde_json::json;
use store::engine_tests;

use crate::rig::{Answer, OOB, PASSWORD, Rig, rig, rig_with};

const SECURITY: &str = "/settings/security";
const APP: &str = "/settings/security/app";
const SECOND: &str = "/sign-in/second";

/// What an app shows that was given this key.
pub(crate) fn code(rig: &Rig, key: &str) -> String {
    let letters = key.bytes().filter(|b| *b != b' ').map(|b| if b < b'A' { b - b'2' + 26 } else { b - b'A' });
    let bits: String = letters.map(|five| format!("{five:05b}")).collect();
    let bytes: Vec<u8> = bits
        .as_bytes()
        .chunks_exact(8)
        .map(|b| u8::from_str_radix(std::str::from_utf8(b).unwrap(), 2).unwrap())
        .collect();
    let step = rig.clock.now_ms() / SECOND_MS / 30;
    let tag = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, &bytes), &step.to_be_bytes());
    let tag = tag.as_ref();
    let at = usize::from(tag[19] & 15);
    let word = u32::from_be_bytes(tag[at..at + 4].try_into().unwrap()) & 0x7fff_ffff;
    format!("{:06}", word % 1_000_000)
}

/// The codes of a page that shows them.
pub(crate) fn codes(answer: &Answer) -> Vec<String> {
    ui::check::assert_page(&answer.body);
    answer.body.split("<code>").skip(1).map(|rest| rest.split('<').next().unwrap().to_owned()).collect()
}

/// Sets an app up. Gives its key and the recovery codes.
pub(crate) async fn with_app(rig: &Rig, cookie: &str) -> (String, Vec<String>) {
    assert_eq!(rig.own_form("/settings/security/app/begin", cookie, &[]).await.location(), APP);
    let setup = rig.open(APP, cookie).await;
    ui::check::assert_page(&setup.body);
    let key = setup.body.split("id=\"key\">").nth(1).unwrap().split('<').next().unwrap().to_owned();
    let done = rig.own_form(APP, cookie, &[("code", &code(rig, &key))]).await;
    assert_eq!(done.status, 200, "{}", done.body);
    rig.clock.advance(30 * SECOND_MS);
    (key, codes(&done))
}

/// Gives the password; the cookies of a browser that is between the two steps.
pub(crate) async fn first_step(rig: &Rig, name: &str) -> String {
    let fields = [("login", name), ("password", PASSWORD), ("next", "/home")];
    let answer = rig.form("/sign-in", "", &fields).await;
    assert_eq!((answer.status, answer.location()), (303, "/sign-in/second?next=%2Fhome"), "{}", answer.body);
    assert!(answer.set(web::SESSION_COOKIE).is_none());
    format!("; medley_step={}", answer.set("medley_step").unwrap())
}

async fn second(rig: &Rig, step: &str, code: &str) -> Answer {
    rig.form(SECOND, step, &[("code", code), ("next", "/home")]).await
}

async fn subjects(rig: &Rig, words: &str) -> usize {
    rig.mails().await.iter().filter(|mail| mail.contains(&format!("Subject: {words}"))).count()
}

engine_tests! {
    async fn an_app_is_set_up_and_asked_for(engine: Engine) {
        let rig = rig(engine).await;
        rig.person("ines").await;
        let cookie = rig.signed_in("ines").await;
        ui::check::assert_page(&rig.open(SECURITY, &cookie).await.body);
        assert_eq!(rig.open(APP, &cookie).await.location(), SECURITY, "nothing was begun");
        assert_eq!(rig.own_form("/settings/security/app/begin", &cookie, &[]).await.location(), APP);
        let wrong = rig.own_form(APP, &cookie, &[("code", "000000")]).await;
        assert_eq!(wrong.status, 422);
        ui::check::assert_page(&wrong.body);
        let not_yet = rig.form("/sign-in", "", &[("login", "ines"), ("password", PASSWORD)]).await;
        assert_eq!(not_yet.location(), "/", "an app that was not confirmed guards nothing");
        let (key, recovery) = with_app(&rig, &cookie).await;
        assert_eq!((recovery.len(), subjects(&rig, "Two-step sign-in is on").await), (10, 1));
        assert_eq!(rig.own_form("/settings/security/app/begin", &cookie, &[]).await.status, 409);

        let step = first_step(&rig, "ines").await;
        let page = rig.open("/sign-in/second?next=/home", &step).await;
        ui::check::assert_page(&page.body);
        assert!(page.body.contains("one-time-code") && !page.body.contains("data-passkey"));
        assert_eq!(second(&rig, &step, "000000").await.status, 403);
        let shown = code(&rig, &key);
        let done = second(&rig, &step, &shown).await;
        assert_eq!((done.status, done.location(), done.set("medley_step").as_deref()), (303, "/home", Some("")));
        assert_eq!(rig.open(SECURITY, &done.cookie().unwrap()).await.status, 200);
        assert_eq!(second(&rig, &step, &shown).await.status, 401, "the step was taken");
        let step = first_step(&rig, "ines").await;
        assert_eq!(second(&rig, &step, &shown).await.status, 403, "a code is good once");
        rig.clock.advance(30 * SECOND_MS);
        assert_eq!(second(&rig, &step, &code(&rig, &key)).await.status, 303);
    }

    async fn recovery_codes_are_good_once(engine: Engine) {
        let rig = rig(engine).await;
        let me = rig.person("ines").await;
        let cookie = rig.signed_in("ines").await;
        let (_, recovery) = with_app(&rig, &cookie).await;
        let step = first_step(&rig, "ines").await;
        assert_eq!(second(&rig, &step, &recovery[0].to_uppercase().replace('-', " ")).await.status, 303);
        let step = first_step(&rig, "ines").await;
        assert_eq!(second(&rig, &step, &recovery[0]).await.status, 403);
        assert_eq!((rig.access.factors(me).await.unwrap().recovery_left, subjects(&rig, "A recovery code").await), (9, 1));
        let fresh = codes(&rig.own_form("/settings/security/codes", &cookie, &[]).await);
        assert_eq!(fresh.len(), 10);
        assert_eq!(second(&rig, &step, &recovery[1]).await.status, 403, "the old ones are gone");
        assert_eq!(second(&rig, &step, &fresh[1]).await.status, 303);
        let off = "/settings/security/app/off";
        assert_eq!(rig.own_form(off, &cookie, &[("code", "000000")]).await.status, 422);
        assert_eq!(rig.own_form(off, &cookie, &[("code", &fresh[2])]).await.location(), "/settings/security?done");
        let factors = rig.access.factors(me).await.unwrap();
        assert!(!factors.on() && factors.recovery_left == 0);
        assert_eq!(rig.signed_in("ines").await.len(), 43);
        assert_eq!(subjects(&rig, "The authenticator app was turned off").await, 1);
    }

    async fn changes_ask_for_the_password_unless_it_was_just_given(engine: Engine) {
        let rig = rig(engine).await;
        let me = rig.person("ines").await;
        let cookie = rig.signed_in("ines").await;
        rig.clock.advance(16 * MINUTE_MS);
        let page = rig.open(SECURITY, &cookie).await;
        ui::check::assert_page(&page.body);
        assert!(page.body.contains("/settings/security/unlock") && !page.body.contains("app/begin"));
        for (path, status) in [
            ("/settings/security/app/begin", 303), (APP, 303), ("/settings/security/app/off", 303),
            ("/settings/security/codes", 303), ("/settings/security/passkeys", 303),
            ("/settings/security/passkeys/options", 403), ("/settings/security/passkeys/1/remove", 303),
        ] {
            assert_eq!(rig.own_form(path, &cookie, &[]).await.status, status, "{path}");
        }
        assert_eq!(rig.access.factors(me).await.unwrap(), access::Factors::default());
        let wrong = rig.own_form("/settings/security/unlock", &cookie, &[("password", "wrong")]).await;
        assert_eq!(wrong.status, 422);
        ui::check::assert_page(&wrong.body);
        let unlocked = rig.own_form("/settings/security/unlock", &cookie, &[("password", PASSWORD)]).await;
        assert_eq!(unlocked.location(), SECURITY);
        with_app(&rig, &cookie).await;
    }

    async fn a_half_open_door_closes(engine: Engine) {
        let rig = rig(engine).await;
        let me = rig.person("ines").await;
        let cookie = rig.signed_in("ines").await;
        let (key, _) = with_app(&rig, &cookie).await;
        let step = first_step(&rig, "ines").await;
        assert_eq!(rig.open("/settings/account", &step).await.status, 302, "it is no session");
        rig.clock.advance(11 * MINUTE_MS);
        assert_eq!(rig.open(SECOND, &step).await.location(), "/sign-in");
        assert_eq!(second(&rig, &step, &code(&rig, &key)).await.status, 401);
        let step = first_step(&rig, "ines").await;
        rig.access.set_password(me, "four green bicycles").await.unwrap();
        assert_eq!(second(&rig, &step, &code(&rig, &key)).await.status, 401, "the password is another one now");
        assert_eq!(rig.open(SECOND, "").await.location(), "/sign-in");
        assert_eq!(second(&rig, "", "123456").await.status, 401);
        rig.access.reset_second(me).await.unwrap();
        let fields = [("login", "ines"), ("password", "four green bicycles")];
        assert!(rig.form("/sign-in", "", &fields).await.cookie().is_some());
    }

    async fn codes_cannot_be_guessed(engine: Engine) {
        let rig = rig(engine).await;
        rig.person("ines").await;
        let cookie = rig.signed_in("ines").await;
        let (key, _) = with_app(&rig, &cookie).await;
        let step = first_step(&rig, "ines").await;
        for n in 0..5 {
            assert_eq!(second(&rig, &step, &format!("00000{n}")).await.status, 403, "{n}");
        }
        let waits = second(&rig, &step, &code(&rig, &key)).await;
        assert_eq!(waits.status, 429);
        ui::check::assert_page(&waits.body);
        assert!(waits.body.contains("Please wait a minute"));
        let anew = first_step(&rig, "ines").await;
        assert_eq!(second(&rig, &anew, &code(&rig, &key)).await.status, 429, "another sign-in waits too");
        rig.clock.advance(MINUTE_MS);
        assert_eq!(second(&rig, &step, &code(&rig, &key)).await.status, 303);
    }

    async fn wrong_passwords_make_strangers_wait(engine: Engine) {
        let rig = rig(engine).await;
        rig.person("ines").await;
        let mine = rig.form("/sign-in", "", &[("login", "ines"), ("password", PASSWORD)]).await;
        let known = format!("; medley_device={}", mine.set("medley_device").unwrap());
        let forged = "; medley_device=somebody-elses";
        for login in ["ines", "nobody"] {
            for _ in 0..5 {
                assert_eq!(rig.form("/sign-in", "", &[("login", login), ("password", "wrong")]).await.status, 401);
            }
            let waits = rig.form("/sign-in", forged, &[("login", login), ("password", PASSWORD)]).await;
            assert_eq!(waits.status, 429, "{login}");
            ui::check::assert_page(&waits.body);
        }
        let own = rig.form("/sign-in", &known, &[("login", "Ines"), ("password", PASSWORD)]).await;
        assert_eq!(own.status, 303, "the owner's browser does not wait for strangers");
        assert_eq!(rig.form("/sign-in", "", &[("login", "@INES "), ("password", PASSWORD)]).await.status, 429);
        rig.clock.advance(MINUTE_MS);
        assert_eq!(rig.form("/sign-in", "", &[("login", "ines"), ("password", PASSWORD)]).await.status, 303);
    }

    async fn a_new_password_by_mail_ends_the_waiting(engine: Engine) {
        let rig = rig(engine).await;
        rig.person("ines").await;
        for _ in 0..6 {
            rig.form("/sign-in", "", &[("login", "ines"), ("password", "wrong")]).await;
        }
        rig.access.ask_reset("ines@clinic.example").await.unwrap();
        let token = rig.mailed_token("/reset-password").await;
        let fields = [("token", token.as_str()), ("password", "four green bicycles")];
        let done = rig.form("/reset-password", "", &fields).await;
        let device = format!("; medley_device={}", done.set("medley_device").unwrap());
        let fields = [("login", "ines"), ("password", "four green bicycles")];
        assert_eq!(rig.form("/sign-in", "", &fields).await.status, 429);
        assert_eq!(rig.form("/sign-in", &device, &fields).await.status, 303);
    }

    async fn owners_hear_of_new_browsers(engine: Engine) {
        let rig = rig(engine).await;
        rig.person("ines").await;
        let first = rig.form("/sign-in", "", &[("login", "ines"), ("password", PASSWORD)]).await;
        let device = format!("; medley_device={}", first.set("medley_device").unwrap());
        rig.form("/sign-in", &device, &[("login", "ines"), ("password", PASSWORD)]).await;
        assert_eq!(subjects(&rig, "A new sign-in").await, 0, "neither the first time nor the same browser");
        rig.form("/sign-in", "", &[("login", "ines"), ("password", PASSWORD)]).await;
        let mails = rig.mails().await;
        let mail = mails.iter().find(|mail| mail.contains("A new sign-in")).unwrap();
        assert!(mail.contains("Firefox on Linux") && mail.contains("https://medley.example/settings/account"), "{mail}");
        assert!(!mail.contains("127.0.0.1"));
        rig.person("theo").await;
        rig.form("/sign-in", "", &[("login", "theo"), ("password", PASSWORD)]).await;
        rig.form("/sign-in", &device, &[("login", "theo"), ("password", PASSWORD)]).await;
        assert_eq!(subjects(&rig, "A new sign-in").await, 2, "a browser is known to the account, not to the server");
        let cookie = format!("{}{device}", first.cookie().unwrap());
        let fields = [("current_password", PASSWORD), ("new_password", "four green bicycles")];
        assert_eq!(rig.own_form("/settings/password", &cookie, &fields).await.status, 303);
        assert_eq!(subjects(&rig, "Your password was changed").await, 1);
        let fields = [("login", "ines"), ("password", "four green bicycles")];
        rig.form("/sign-in", &device, &fields).await;
        assert_eq!(subjects(&rig, "A new sign-in").await, 2, "the browser that changed it stays known");
        rig.form("/sign-in", "", &fields).await;
        assert_eq!(subjects(&rig, "A new sign-in").await, 3);
        rig.clock.advance(401 * DAY_MS);
        rig.access.purge().await.unwrap();
        rig.form("/sign-in", &device, &fields).await;
        assert_eq!(subjects(&rig, "A new sign-in").await, 4, "after so long it is a stranger");
    }

    async fn applications_wait_for_the_second_step(engine: Engine) {
        let rig = rig_with(engine, |settings| settings.password_grant = true).await;
        rig.person("ines").await;
        let client = rig.client("read").await;
        let grant = || json!({
            "grant_type": "password", "client_id": client.id, "client_secret": client.secret,
            "username": "ines", "password": PASSWORD, "scope": "read",
        });
        assert_eq!(rig.post("/oauth/token", "", grant()).await.status, 200);
        let (key, _) = with_app(&rig, &rig.signed_in("ines").await).await;
        let refused = rig.post("/oauth/token", "", grant()).await;
        assert_eq!((refused.status, refused.error().as_str()), (400, "invalid_grant"));
        let wanted = format!("/oauth/authorize?client_id={}&redirect_uri={OOB}&response_type=code&scope=read", client.id);
        let first = rig.open(&wanted, "").await;
        let next = first.led("next").unwrap();
        let fields = [("login", "ines"), ("password", PASSWORD), ("next", next.as_str())];
        let answer = rig.form("/sign-in", "", &fields).await;
        assert_eq!(answer.led("next").unwrap(), next);
        let step = format!("; medley_step={}", answer.set("medley_step").unwrap());
        assert_eq!(rig.open(&wanted, &step).await.status, 302, "not between the steps");
        let done = rig.form(SECOND, &step, &[("code", &code(&rig, &key)), ("next", &next)]).await;
        assert_eq!(done.location(), next);
        assert_eq!(rig.open(done.location(), &done.cookie().unwrap()).await.status, 200);
    }
}
