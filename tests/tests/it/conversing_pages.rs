//! Conversations on pages: what is new, opening, marking, removing, leafing.

use store::engine_tests;
use testkit::{Person, TestApp, json};

async fn letter(from: &Person, text: &str) -> base::Id {
    from.publish_with(json!({ "status": text, "visibility": "direct" })).await
}

engine_tests! {
    async fn a_conversation_is_read_marked_and_removed(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben, eve) = (app.person("ana").await, app.person("ben").await, app.person("eve").await);
        let browser = ana.browser().await;
        assert!(browser.get("/conversations").await.ok().text.contains("No conversations yet"));
        let first = letter(&ben, "@ana Have you seen the <b>pen</b>?").await;
        let page = browser.get("/conversations").await.ok();
        assert_eq!(page.header("cache-control"), "private, no-store");
        let page = page.text;
        assert!(page.contains(">New<") && page.contains(&format!("href=\"/conversations/{first}\"")), "{page}");
        assert!(page.contains("&#60;b&#62;pen") && page.contains("New: conversation with"), "{page}");
        // Opening it reads it.
        let opened = browser.get(&format!("/conversations/{first}")).await;
        assert_eq!((opened.status.as_u16(), opened.header("location")), (302, format!("/@ben/{first}").as_str()));
        assert!(!browser.get("/conversations").await.ok().text.contains(">New<"));
        let path = |verb: &str| format!("/web/conversations/{first}/{verb}");
        assert_eq!(browser.form(&path("unread"), "").await.header("location"), "/conversations");
        assert!(browser.get("/conversations").await.ok().text.contains(">New<"));
        browser.form(&path("read"), "").await;
        assert!(!browser.get("/conversations").await.ok().text.contains(">New<"));
        // It is nobody else's.
        let other = eve.browser().await;
        assert_eq!(other.get(&format!("/conversations/{first}")).await.status, 404);
        for verb in ["read", "unread", "remove"] {
            assert_eq!(other.form(&path(verb), "").await.status, 404, "{verb}");
        }
        assert_eq!(browser.form(&path("remove"), "").await.header("location"), "/conversations?removed");
        let gone = browser.get("/conversations?removed").await.ok().text;
        assert!(gone.contains("out of your list") && !gone.contains("Have you seen"), "{gone}");
        assert!(ben.browser().await.get("/conversations").await.ok().text.contains("Have you seen"), "the others keep it");
        assert_eq!(app.nobody().get("/conversations").await.status, 302);
    }

    async fn conversations_are_leafed_through(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben) = (app.person("ana").await, app.person("ben").await);
        for n in 0..21 {
            app.later(10);
            letter(&ben, &format!("@ana Letter {n}.")).await;
        }
        let browser = ana.browser().await;
        let first = browser.get("/conversations").await.ok().text;
        assert!(first.contains("Letter 20.") && !first.contains("Letter 0."), "{first}");
        let older = first.split("rel=\"next\" href=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let second = browser.get(&older).await.ok().text;
        assert!(second.contains("Letter 0.") && !second.contains("Letter 20.") && second.contains("rel=\"prev\""), "{second}");
    }

    async fn a_blocked_person_is_not_there(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben) = (app.person("ana").await, app.person("ben").await);
        let first = letter(&ben, "@ana Have you seen the pen?").await;
        ana.relate("block", &ben).await;
        let browser = ana.browser().await;
        assert!(!browser.get("/conversations").await.ok().text.contains("Have you seen"));
        assert_eq!(browser.get(&format!("/conversations/{first}")).await.status, 404);
    }
}
