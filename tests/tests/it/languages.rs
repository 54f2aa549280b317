//! What reaches people without a page is in their language too: mails, messages to phones, feeds, the installed app.

use axum::body::Body;
use base::Id;
use http::Method;
use store::engine_tests;
use testkit::{Mail, Person, TestApp, json};
use ui::Lang;
use web::Role;

use crate::pushing::Service;

/// Asks for a page in a language.
async fn asked(who: &Person, language: &str, path: &str) -> String {
    let request =
        who.request(Method::GET, path).header("accept-language", language).body(Body::empty()).unwrap();
    let response = who.app.send(request).await;
    assert!(response.status().is_success(), "{path}: {}", response.status());
    String::from_utf8(axum::body::to_bytes(response.into_body(), 1 << 20).await.unwrap().to_vec()).unwrap()
}

/// The only mail to an address.
async fn only_mail(app: &TestApp, to: &str) -> Mail {
    let mails = app.mails_to(to).await;
    assert_eq!(mails.len(), 1, "{mails:?}");
    mails.into_iter().next().unwrap()
}

/// Signs up by the page, in a browser that likes a language.
async fn signs_up(app: &TestApp, name: &str, language: &str) {
    let form = format!(
        "username={name}&email={name}@clinic.example&password=three+blue+kettles&reason=hi&agreement=1"
    );
    let request = app.nobody().request(Method::POST, "/sign-up").header("accept-language", language);
    let request = request.header("origin", "http://localhost:3000");
    let request =
        request.header("content-type", "application/x-www-form-urlencoded").body(Body::from(form)).unwrap();
    assert!(app.send(request).await.status().is_success());
}

async fn chooses(who: &Person, language: &str) {
    assert_eq!(
        who.browser().await.form("/settings/language", &format!("language={language}")).await.status,
        303
    );
}

engine_tests! {
    async fn letters_with_links_are_in_the_language_of_the_sign_up(engine: Engine) {
        let app = TestApp::with(engine, |config| config.registrations.confirm_email = Some(true)).await;
        for (name, language, subject, greeting, days) in [
            ("ines", "es-MX,es;q=0.9", "Confirma tu correo electrónico para Medley", "Hola, @ines:", "sirve durante 7 días"),
            ("ana", "en", "Confirm your e-mail address for Medley", "Hello @ana,", "is good for 7 days"),
            ("udo", "de", "Confirm your e-mail address for Medley", "Hello @udo,", "is good for 7 days"),
        ] {
            signs_up(&app, name, language).await;
            let mail = only_mail(&app, &format!("{name}@clinic.example")).await;
            assert_eq!(mail.subject, subject);
            assert!(mail.text.starts_with(greeting) && mail.text.contains(days), "{}", mail.text);
            assert!(mail.text.contains("\n\nhttp://localhost:3000/confirm?token="), "{}", mail.text);
            assert!(mail.text.ends_with("\n\nhttp://localhost:3000\n"), "{}", mail.text);
        }
        app.medley.access.ask_reset("ines@clinic.example").await.unwrap();
        let mails = app.mails_to("ines@clinic.example").await;
        let reset = mails.iter().find(|mail| mail.subject == "Una contraseña nueva para Medley").unwrap();
        assert!(reset.text.contains("30 minutos, una sola vez. Si no fuiste tú"), "{}", reset.text);
    }

    async fn one_day_is_not_days(engine: Engine) {
        let app = TestApp::with(engine, |config| {
            config.registrations.confirm_email = Some(true);
            config.registrations.unconfirmed_days = 1;
            config.instance.languages = vec!["es".to_owned()];
        }).await;
        // No language that there are pages in: the site's first.
        signs_up(&app, "udo", "de").await;
        assert!(only_mail(&app, "udo@clinic.example").await.text.contains("El enlace sirve durante un día. Si no"));
        signs_up(&app, "ana", "en").await;
        assert!(only_mail(&app, "ana@clinic.example").await.text.contains("The link is good for one day. If it"));
    }

    async fn the_language_of_ones_pages_goes_before_that(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben) = (app.person("ana").await, app.person("ben").await);
        chooses(&ana, "es").await;
        let label = "Mozilla/5.0 (X11; Linux) Firefox/140.0";
        for who in [&ana, &ben] {
            let password = format!("{} likes long passwords", who.name);
            who.browser().await;
            who.app.medley.access.sign_in(&who.name, &password, label).await.unwrap();
        }
        let mails = app.mails_to("ana@example.org").await;
        let told = |mails: &[Mail], text: &str| mails.iter().any(|mail| mail.text.contains(text));
        assert!(mails.iter().all(|mail| mail.subject == "Un inicio de sesión nuevo (Medley)"), "{mails:?}");
        assert!(told(&mails, "que no habíamos visto antes: Firefox en Linux.\n\nCuándo: 22 nov 2026, 14:00 UTC"), "{mails:?}");
        let mails = app.mails_to("ben@example.org").await;
        assert!(told(&mails, "not seen before: Firefox on Linux.\n\nWhen: 22 Nov 2026, 14:00 UTC\n\nIf this was you"), "{mails:?}");
        assert!(ana.browser().await.get("/settings/account").await.ok().text.contains("Firefox en Linux"));
    }

    async fn the_staff_write_in_the_language_of_who_is_meant(engine: Engine) {
        let app = TestApp::with(engine, |config| config.registrations.mode = "approval".to_owned()).await;
        let owner = app.person_with("olga", Role::Owner, "admin:read admin:write read write").await;
        signs_up(&app, "ines", "es").await;
        let ines = app.medley.accounts.lookup("ines").await.unwrap().unwrap();
        owner.post(&format!("/api/v1/admin/accounts/{ines}/approve"), json!({})).await.ok();
        let mail = only_mail(&app, "ines@clinic.example").await;
        assert_eq!(mail.subject, "Te damos la bienvenida a localhost:3000");
        assert!(mail.text.contains("aceptaron tu solicitud. Ya puedes iniciar sesión:\n\nhttp://localhost:3000/sign-in\n"), "{}", mail.text);
        decides(&owner, ines, "Please <be> kind").await;
        let mails = app.mails_to("ines@clinic.example").await;
        let letter = mails.iter().find(|mail| mail.subject == "Sobre tu cuenta en localhost:3000").unwrap();
        assert!(letter.text.contains("cuidan localhost:3000. A partir de ahora tu cuenta está limitada"), "{}", letter.text);
        assert!(letter.text.contains("\n\nPlease <be> kind\n\nhttp://localhost:3000/settings/decisions/"), "{}", letter.text);
        let ben = app.person("ben").await;
        decides(&owner, ben.id, "").await;
        let letter = only_mail(&app, "ben@example.org").await;
        assert_eq!(letter.subject, "About your account at localhost:3000");
        assert!(letter.text.contains("come across your posts.\n\nhttp://localhost:3000/settings/decisions/"), "{}", letter.text);
    }

    async fn phones_show_the_readers_language(engine: Engine) {
        let app = TestApp::with(engine, |config| config.compatibility.local_push = true).await;
        let (ana, ben, service) = (app.person("ana").await, app.person("ben").await, Service::new().await);
        chooses(&ana, "es").await;
        service.subscribe(&ana, &["mention", "favourite", "follow"]).await;
        ben.publish_with(json!({ "status": "@ana the scan", "visibility": "direct" })).await;
        app.settle().await;
        let message = service.messages().pop().unwrap();
        assert_eq!((&message["title"], &message["body"]), (&json!("ben te mencionó"), &json!("Abre la aplicación para leerlo.")));
        assert_eq!(message["preferred_locale"], "es");
        ben.follow(&ana).await;
        app.settle().await;
        assert_eq!(service.messages().pop().unwrap()["title"], "ben te sigue");
        chooses(&ana, "").await;
        ben.touch("favourite", ana.publish("hi").await).await.ok();
        app.settle().await;
        assert_eq!(service.messages().pop().unwrap()["title"], "ben likes your post");
    }

    async fn feeds_speak_as_they_are_asked(engine: Engine) {
        let app = TestApp::with(engine, |config| config.instance.languages = vec!["es".to_owned(), "en".to_owned()]).await;
        let (ana, nobody) = (app.person("ana").await, app.nobody());
        let post = ana.publish_with(json!({ "status": "x #stroke", "spoiler_text": "<scan>" })).await;
        ana.publish("#stroke").await;
        app.settle().await;
        for end in ["rss", "atom"] {
            let spanish = nobody.get(&format!("/@ana.{end}")).await.ok();
            assert!(spanish.text.contains("Publicaciones públicas de ana (@ana@localhost:3000)"), "{}", spanish.text);
            assert!(spanish.text.contains("Advertencia de contenido:") && spanish.text.contains("Abrir la publicación"), "{}", spanish.text);
            assert!(spanish.header("vary").contains("accept-language"));
            let english = asked(&nobody, "en-GB", &format!("/@ana.{end}")).await;
            assert!(english.contains("Public posts by ana (@ana@localhost:3000)") && english.contains("Open the post"), "{english}");
            let tag = asked(&nobody, "fr, en;q=0.1", &format!("/tags/stroke.{end}")).await;
            assert!(tag.contains("Public posts with #stroke on Medley"), "{tag}");
        }
        let at = format!("/api/oembed?url=http://localhost:3000/@ana/{post}");
        assert_eq!(nobody.get(&at).await.ok().json["title"], "Publicación de ana");
        assert!(asked(&nobody, "en", &at).await.contains("Post by ana"));
    }

    async fn the_installed_app_has_the_visitors_words(engine: Engine) {
        let app = TestApp::new(engine).await;
        let ana = app.person("ana").await;
        chooses(&ana, "es").await;
        let (nobody, browser) = (app.nobody(), ana.browser().await);
        for (lang, write, page) in [
            (Lang::Es, "Escribir una publicación", browser.get("/").await.ok().text),
            (Lang::En, "Write a post", asked(&nobody, "en", "/about").await),
        ] {
            let address = page.split("rel=\"manifest\" href=\"").nth(1).unwrap().split('"').next().unwrap();
            let manifest: serde_json::Value = serde_json::from_str(&nobody.get(address).await.ok().text).unwrap();
            assert_eq!((&manifest["lang"], &manifest["shortcuts"][0]["name"]), (&json!(lang.tag()), &json!(write)));
            let plain: serde_json::Value = serde_json::from_str(&asked(&nobody, lang.tag(), "/manifest.webmanifest").await).unwrap();
            assert_eq!(plain, manifest);
        }
    }
}

/// Limits an account, with a word.
async fn decides(owner: &Person, target: Id, text: &str) {
    let body = json!({ "type": "silence", "text": text, "send_email_notification": true });
    owner.post(&format!("/api/v1/admin/accounts/{target}/action"), body).await.ok();
}
