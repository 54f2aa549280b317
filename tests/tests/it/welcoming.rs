//! The steps after signing up, and the page of short answers.

use store::engine_tests;
use testkit::{TestApp, json};

use crate::gotchas::picture;

engine_tests! {
    async fn newcomers_are_led_in_four_steps(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben, eve) = (app.person("ana").await, app.person("ben").await, app.person("eve").await);
        eve.follow(&ben).await;
        for person in [&ben, &eve] {
            person.patch("/api/v1/accounts/update_credentials", json!({ "discoverable": true })).await.ok();
        }
        let browser = ana.browser().await;
        let first = browser.get("/welcome").await.ok().text;
        assert!(first.contains("Step 1 of 4") && first.contains("href=\"/welcome/topics\""), "{first}");
        let bytes = picture(16);
        let parts: Vec<testkit::Part<'_>> = vec![
            ("display_name", None, b"Ana <b>B"),
            ("role", None, b"carer"),
            ("avatar", Some("me.png"), &bytes),
        ];
        let saved = browser.upload("/welcome", &parts).await;
        assert_eq!((saved.status.as_u16(), saved.header("location")), (303, "/welcome/topics"), "{}", saved.text);
        let account = app.medley.accounts.account(ana.id).await.unwrap().unwrap();
        assert_eq!(account.display_name, "Ana <b>B");
        assert_eq!((account.fields[0].name.as_str(), account.fields[0].value.as_str()), ("I am", "A carer or relative"));
        assert!(account.avatar.still.is_some() || account.avatar.moving.is_some());

        let topics = browser.get("/welcome/topics").await.ok().text;
        assert!(topics.contains("value=\"Nursing\">") && topics.contains("Step 2 of 4"), "{topics}");
        let followed = browser.form("/welcome/topics", "topics[]=Nursing&topics[]=%23MedEd&topics[]=no+tag").await;
        assert_eq!(followed.header("location"), "/welcome/people");
        let mut names = ana.get("/api/v1/followed_tags").await.ok().each("name");
        names.sort();
        assert_eq!(names, ["meded", "nursing"]);
        assert!(browser.get("/welcome/topics").await.ok().text.contains("value=\"Nursing\" checked"));

        app.settle().await;
        let people = browser.get("/welcome/people").await.ok().text;
        assert!(people.contains(&format!("name=\"people[]\" value=\"{}\" checked", ben.id)), "{people}");
        let followed = browser.form("/welcome/people", &format!("people[]={}&people[]={}", ben.id, base::Id(77))).await;
        assert_eq!(followed.header("location"), "/welcome/post");
        assert!(app.medley.accounts.relations(ana.id).await.unwrap().follows(ben.id));

        let last = browser.get("/welcome/post").await.ok().text;
        assert!(last.contains("Hello! I am new here. #introduction</textarea>"), "{last}");
        let sent = browser.form("/web/posts", "status=Hello+%23introduction&back=%2Fweb%2Fwelcome").await;
        assert!(sent.header("location").starts_with("/@ana/"), "{}", sent.header("location"));
    }

    async fn each_step_can_be_left_empty(engine: Engine) {
        let app = TestApp::new(engine).await;
        let ana = app.person("ana").await;
        let browser = ana.browser().await;
        for (path, next) in [("/welcome", "/welcome/topics"), ("/welcome/topics", "/welcome/people"), ("/welcome/people", "/welcome/post")] {
            assert_eq!(browser.form(path, "").await.header("location"), next);
        }
        let account = app.medley.accounts.account(ana.id).await.unwrap().unwrap();
        assert!(account.fields.is_empty(), "nobody has to say what they are");
        let long = browser.form("/welcome", &format!("display_name={}&role=press", "x".repeat(99))).await;
        assert!(long.status == 422 && long.text.contains("value=\"press\" selected"), "{}", long.text);
        for path in ["/welcome", "/welcome/topics", "/welcome/people", "/welcome/post"] {
            assert!(app.nobody().get(path).await.header("location").starts_with("/sign-in"), "{path}");
        }
    }

    async fn help_is_there_for_everyone(engine: Engine) {
        let app = TestApp::new(engine).await;
        let page = app.nobody().get("/help").await.ok().text;
        assert!(page.contains("What is a boost?") && page.contains("<kbd>j</kbd>"), "{page}");
        let spanish = app.person("ana").await.browser().await.get_in("es", "/help").await.ok().text;
        assert!(spanish.contains("¿Qué es un impulso?"), "{spanish}");
        assert!(app.nobody().get("/about").await.ok().text.contains("href=\"/help\""));
    }
}
