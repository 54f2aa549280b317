//! Posts on pages: polls, quotes, threads as one text, and what browsers keep for offline.

use store::engine_tests;
use testkit::{TestApp, json};

engine_tests! {
    async fn a_poll_is_voted_on_without_script(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben) = (app.person("ana").await, app.person("ben").await);
        let poll = json!({ "options": ["Left <b>", "Right"], "expires_in": 3_600 });
        let post = ana.publish_with(json!({ "status": "Which way?", "poll": poll })).await;
        let path = format!("/@ana/{post}");
        let asked = ben.browser().await.get(&path).await.ok().text;
        assert!(asked.contains(&format!("action=\"/web/polls/{post}/vote\"")), "{asked}");
        assert!(asked.contains("Left &lt;b&gt;") && !asked.contains("<progress"), "{asked}");
        let own = ana.browser().await.get(&path).await.ok().text;
        assert!(own.contains("<progress value=\"0\"") && !own.contains("/vote\""), "authors see totals: {own}");
        let stranger = app.nobody().get(&path).await.ok().text;
        assert!(!stranger.contains("/vote\""), "{stranger}");

        let browser = ben.browser().await;
        let vote = format!("/web/polls/{post}/vote");
        assert_eq!(browser.form(&vote, "choices[]=5").await.status, 422);
        assert_eq!(browser.form(&vote, "").await.status, 422);
        let done = browser.form(&vote, &format!("choices[]=1&back={path}")).await;
        assert_eq!((done.status.as_u16(), done.header("location")), (303, path.as_str()));
        let shown = browser.get(&path).await.ok().text;
        assert!(shown.contains("<progress value=\"100\"") && shown.contains("class=\"chosen\""), "{shown}");
        assert_eq!(browser.form(&vote, "choices[]=0").await.status, 422);
        assert_eq!(browser.form("/web/polls/nonsense/vote", "choices[]=0").await.status, 404);
    }

    async fn quotes_are_shown_and_listed(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben, eve) = (app.person("ana").await, app.person("ben").await, app.person("eve").await);
        let post = ana.publish("Wash your hands first.").await;
        let quote = json!({ "status": "This, always.", "quoted_status_id": post.to_string() });
        let quoting = ben.publish_with(quote).await;
        let page = app.nobody().get(&format!("/@ben/{quoting}")).await.ok().text;
        assert!(page.contains("class=\"post quoted\"") && page.contains("Wash your hands first."), "{page}");
        let list = app.nobody().get(&format!("/web/posts/{post}/quotes")).await.ok().text;
        assert!(list.contains("This, always."), "{list}");
        let lead = app.nobody().get(&format!("/web/posts/{post}")).await;
        assert_eq!(lead.header("location"), format!("/@ana/{post}"));

        let browser = eve.browser().await;
        let composer = browser.get(&format!("/compose?quote={post}")).await.ok().text;
        assert!(composer.contains(&format!("name=\"quoted_status_id\" value=\"{post}\"")), "{composer}");
        let parts: [testkit::Part<'_>; 2] =
            [("status", None, b"Mine too."), ("quoted_status_id", None, &post.to_string().into_bytes())];
        assert_eq!(browser.upload("/web/posts", &parts).await.status, 303);
        assert!(app.nobody().get("/@eve").await.ok().text.contains("Wash your hands first."));

        ana.relate("block", &eve).await;
        let hidden = eve.browser().await.get(&format!("/@ben/{quoting}")).await.ok().text;
        assert!(!hidden.contains("Wash your hands first."), "{hidden}");
        let revoke = format!("/api/v1/statuses/{post}/quotes/{quoting}/revoke");
        ana.post(&revoke, json!({})).await.ok();
        let revoked = app.nobody().get(&format!("/@ben/{quoting}")).await.ok().text;
        assert!(!revoked.contains("Wash your hands") && revoked.contains("class=\"quoted-link\""), "{revoked}");
        assert_eq!(app.nobody().get("/web/posts/77/quotes").await.status, 404);
    }

    async fn a_thread_reads_as_one_text(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben) = (app.person("ana").await, app.person("ben").await);
        let first = ana.publish("One: why.").await;
        let answer = |to: base::Id, text: &str| json!({ "status": text, "in_reply_to_id": to.to_string() });
        let between = ben.publish_with(answer(first, "Not mine to tell.")).await;
        let second = ana.publish_with(answer(first, "Two: how.")).await;
        ana.publish_with(answer(between, "An aside.")).await;
        let third = ana.publish_with(answer(second, "Three: when.")).await;
        for from in [first, second, third] {
            let text = app.nobody().get(&format!("/web/posts/{from}/read")).await.ok().text;
            let at = |part: &str| text.find(part).unwrap_or_else(|| panic!("{part} is missing from {from}: {text}"));
            assert!(at("One: why.") < at("Two: how.") && at("Two: how.") < at("Three: when."), "{text}");
            assert!(!text.contains("Not mine") && !text.contains("An aside."), "{text}");
        }
        let thread = app.nobody().get(&format!("/@ana/{first}")).await.ok().text;
        assert!(thread.contains(&format!("/web/posts/{first}/read")), "{thread}");
        let hidden = ana.publish_with(json!({ "status": "Only ours.", "visibility": "private" })).await;
        assert_eq!(app.nobody().get(&format!("/web/posts/{hidden}/read")).await.status, 404);
    }

    async fn browsers_keep_pages_and_forget_them_at_sign_out(engine: Engine) {
        let app = TestApp::new(engine).await;
        let ana = app.person("ana").await;
        let worker = app.nobody().get("/worker.js").await.ok();
        assert_eq!(worker.header("cache-control"), "no-cache");
        assert!(worker.header("content-type").starts_with("text/javascript"));
        for path in ["/offline", "/assets/"] {
            assert!(worker.text.contains(path), "{path}");
        }
        let offline = app.nobody().get("/offline").await.ok().text;
        assert!(offline.contains("<main") && !offline.contains("name=\"csrf\" value=\"t"), "{offline}");
        let out = ana.browser().await.form("/sign-out", "").await;
        assert!(out.header("clear-site-data").contains("\"storage\""), "{:?}", out.status);
    }
}
