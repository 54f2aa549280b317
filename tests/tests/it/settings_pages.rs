//! Settings: all at a glance, writing, appearance, notifications, and people who wait.

use store::engine_tests;
use testkit::{TestApp, json};

engine_tests! {
    async fn all_settings_are_a_click_away(engine: Engine) {
        let app = TestApp::new(engine).await;
        let browser = app.person("ana").await.browser().await;
        let page = browser.get("/settings").await.ok().text;
        let paths: Vec<&str> =
            page.split("class=\"go\" href=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
        assert_eq!(paths.len(), 16);
        // Lists of people, and what stands by itself, have no neighbours above them.
        let alone = ["/follow_requests", "/mutes", "/blocks", "/settings/domain_blocks", "/settings/featured_tags", "/settings/decisions"];
        assert!(alone.iter().all(|path| paths.contains(path)), "{paths:?}");
        for path in paths {
            let page = browser.get(path).await.ok().text;
            if alone.contains(&path) {
                continue;
            }
            assert!(page.contains("<a href=\"/settings\">All settings</a>"), "{path}");
            assert!(page.contains(&format!("href=\"{path}\" aria-current=\"page\"")), "{path}");
        }
        assert!(app.nobody().get("/settings").await.header("location").starts_with("/sign-in"));
    }

    async fn posts_start_with_what_was_chosen(engine: Engine) {
        let app = TestApp::new(engine).await;
        let ana = app.person("ana").await;
        let browser = ana.browser().await;
        let saved = browser.form("/settings/posting", "visibility=private&quote_policy=nobody&language=es&sensitive=1").await;
        assert_eq!((saved.status.as_u16(), saved.header("location")), (303, "/settings/posting?saved"));
        assert!(browser.get("/settings/posting?saved").await.ok().text.contains("Saved."));
        let composer = browser.get("/compose").await.ok().text;
        for part in ["value=\"private\" selected", "value=\"nobody\" selected", "value=\"es\" lang=\"es\" selected", "name=\"sensitive\" value=\"1\" checked"] {
            assert!(composer.contains(part), "{part}");
        }
        let account = app.medley.accounts.account(ana.id).await.unwrap().unwrap();
        assert!(!account.posting.remind_alt);
        let bad = browser.form("/settings/posting", "visibility=friends&quote_policy=nobody&language=es").await;
        assert!(bad.status == 422 && bad.text.contains("value=\"es\" lang=\"es\" selected"), "{}", bad.text);
        // What an app then asks for is the same.
        let preferences = ana.get("/api/v1/preferences").await.ok().json;
        assert_eq!(preferences["posting:default:visibility"], "private");
    }

    async fn pages_look_as_was_chosen(engine: Engine) {
        let app = TestApp::new(engine).await;
        let ana = app.person("ana").await;
        let browser = ana.browser().await;
        let form = "theme=dark&contrast=more&size=large&motion=less&media=show_all&warnings=open";
        assert_eq!(browser.form("/settings/appearance", form).await.status, 303);
        let html = "<html lang=\"en\" dir=\"ltr\" data-theme=\"dark\" data-contrast=\"more\" data-size=\"large\" data-motion=\"less\">";
        for path in ["/", "/local", "/settings/account", "/about"] {
            assert!(browser.get(path).await.ok().text.contains(html), "{path}");
        }
        assert!(!app.nobody().get("/about").await.ok().text.contains("data-theme"));
        ana.publish_with(json!({ "status": "inside", "spoiler_text": "careful" })).await;
        assert!(browser.get("/local").await.ok().text.contains("<details class=\"cw\" open>"));
        assert!(app.nobody().get("/local").await.ok().text.contains("<details class=\"cw\">"));
        let preferences = ana.get("/api/v1/preferences").await.ok().json;
        assert_eq!((&preferences["reading:expand:media"], &preferences["reading:expand:spoilers"]), (&json!("show_all"), &json!(true)));
        assert_eq!(browser.form("/settings/appearance", "theme=%22%3E%3Cscript%3E").await.status, 422);
    }

    async fn a_visitors_browser_keeps_the_looks(engine: Engine) {
        let app = TestApp::new(engine).await;
        let nobody = app.nobody();
        assert!(nobody.get("/settings/appearance").await.ok().text.contains("Your browser keeps"));
        let request = nobody.request(http::Method::POST, "/settings/appearance");
        let request = request.header("origin", "http://localhost:3000").header("content-type", "application/x-www-form-urlencoded");
        let form = "theme=light&contrast=&size=&motion=&media=&warnings=";
        let answer = app.send(request.body(form.into()).unwrap()).await;
        assert_eq!(answer.status(), 303);
        let cookie = answer.headers()["set-cookie"].to_str().unwrap().to_owned();
        assert!(cookie.starts_with("medley_looks=light.....; "), "{cookie}");
        for (kept, shown) in [("medley_looks=light.....", true), ("medley_looks=\"><script>.....", false)] {
            let request = nobody.request(http::Method::GET, "/about").header("cookie", kept);
            let answer = app.send(request.body(axum::body::Body::empty()).unwrap()).await;
            let page = axum::body::to_bytes(answer.into_body(), 1 << 20).await.unwrap();
            let page = String::from_utf8_lossy(&page);
            assert_eq!(page.contains("dir=\"ltr\" data-theme=\"light\">"), shown, "{page}");
        }
    }

    async fn strangers_wait_until_they_are_let_in(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben, eve) = (app.person("ana").await, app.person("ben").await, app.person("eve").await);
        let browser = ana.browser().await;
        let rest = "for_not_followers=accept&for_new_accounts=accept&for_private_mentions=accept&for_limited_accounts=drop";
        let saved = browser.form("/settings/notifications", &format!("for_not_following=filter&{rest}&private_text=1")).await;
        assert_eq!(saved.header("location"), "/settings/notifications?saved");
        let page = browser.get("/settings/notifications?saved").await.ok().text;
        assert!(page.contains("value=\"filter\" selected") && page.contains("name=\"private_text\" value=\"1\" checked"), "{page}");
        assert_eq!(browser.form("/settings/notifications", &format!("for_not_following=maybe&{rest}")).await.status, 422);
        ben.publish("@ana <b>hello</b> there").await;
        eve.publish("@ana me too").await;
        app.settle().await;
        assert!(!browser.get("/notifications").await.ok().text.contains("hello"));
        assert!(browser.get("/notifications").await.ok().text.contains("Notifications from 2 people wait"));
        let waiting = browser.get("/notifications/requests").await.ok().text;
        assert!(waiting.contains("&lt;b&gt;hello") && waiting.contains("me too") && waiting.contains("1 notification"), "{waiting}");
        let let_in = browser.form(&format!("/web/notifications/requests/{}/accept", ben.id), "").await;
        assert_eq!(let_in.header("location"), "/notifications/requests?accepted");
        let dismissed = browser.form(&format!("/web/notifications/requests/{}/dismiss", eve.id), "").await;
        assert_eq!(dismissed.header("location"), "/notifications/requests?dismissed");
        app.settle().await;
        assert!(browser.get("/notifications").await.ok().text.contains("hello"));
        assert!(browser.get("/notifications/requests").await.ok().text.contains("Nobody waits"));
        assert!(app.nobody().get("/notifications/requests").await.header("location").starts_with("/sign-in"));
    }

    async fn notifications_by_kind(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben) = (app.person("ana").await, app.person("ben").await);
        let browser = ana.browser().await;
        let post = ana.publish("hello").await;
        ben.touch("favourite", post).await.ok();
        ben.touch("reblog", post).await.ok();
        ben.follow(&ana).await;
        app.settle().await;
        for (only, there, not) in [("likes", "k-heart", "k-boost"), ("boosts", "k-boost", "k-heart")] {
            let page = browser.get(&format!("/notifications?only={only}")).await.ok().text;
            assert!(page.contains(there) && !page.contains(not), "{only}: {page}");
            assert!(page.contains(&format!("href=\"/notifications?only={only}\" aria-current=\"page\"")));
        }
        assert!(browser.get("/notifications?only=mentions").await.ok().text.contains("Nothing new"));
        assert!(browser.get("/notifications?only=anything").await.ok().text.contains("k-heart"));
    }
}
