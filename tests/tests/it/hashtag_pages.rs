//! Followed and featured hashtags on pages.

use store::engine_tests;
use testkit::{TestApp, json};

engine_tests! {
    async fn hashtags_are_followed_by_name(engine: Engine) {
        let app = TestApp::new(engine).await;
        let ana = app.person("ana").await;
        let browser = ana.browser().await;
        assert!(browser.get("/followed_tags").await.ok().text.contains("You follow no hashtags yet"));
        for bad in ["name=", "name=a+b", "name=12", ""] {
            let refused = browser.form("/followed_tags", bad).await;
            assert_eq!(refused.status, 422, "{bad}");
            assert!(refused.text.contains("href=\"#name\"") && refused.text.contains("This is not a hashtag"), "{}", refused.text);
        }
        assert!(browser.form("/followed_tags", "name=%3Cb%3E").await.text.contains("value=\"&#60;b&#62;\""));
        assert_eq!(browser.form("/followed_tags", "name=%23Mat%C3%A9").await.header("location"), "/followed_tags?followed");
        ana.publish("#mat\u{e9}").await;
        let page = browser.get("/followed_tags?followed").await.ok().text;
        assert!(page.contains("href=\"/tags/mat%C3%A9\"") && page.contains("1 post in 7 days"), "{page}");
        assert!(page.contains("action=\"/web/tags/mat%C3%A9/unfollow\"") && page.contains("You follow the hashtag now."), "{page}");
        let back = browser.form("/web/tags/mat%C3%A9/unfollow", "back=%2Ffollowed_tags").await;
        assert_eq!(back.header("location"), "/followed_tags");
        assert!(browser.get("/followed_tags").await.ok().text.contains("You follow no hashtags yet"));
        assert_eq!(app.nobody().get("/followed_tags").await.status, 302);
    }

    async fn followed_hashtags_are_leafed_through(engine: Engine) {
        let app = TestApp::new(engine).await;
        let browser = app.person("ana").await.browser().await;
        for n in 0..41 {
            app.later(1);
            browser.form("/followed_tags", &format!("name=tag{n}")).await;
        }
        let first = browser.get("/followed_tags").await.ok().text;
        assert!(first.contains("#tag40<") && !first.contains("#tag0<"), "{first}");
        let older = first.split("rel=\"next\" href=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        assert!(browser.get(&older).await.ok().text.contains("#tag0<"));
    }

    async fn hashtags_are_featured_and_not_any_more(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben) = (app.person("ana").await, app.person("ben").await);
        let (path, browser) = ("/settings/featured_tags", ana.browser().await);
        ana.publish("#nights #rounds").await;
        let page = browser.get(path).await.ok().text;
        assert!(page.contains("name=\"name\" value=\"nights\"") && page.contains("None yet."), "{page}");
        assert_eq!(browser.form(path, "name=Nights").await.header("location"), "/settings/featured_tags?added");
        let page = browser.get(path).await.ok().text;
        assert!(page.contains("#<bdi>Nights</bdi>") && page.contains("1 post of yours"), "{page}");
        assert!(!page.contains("name=\"name\" value=\"nights\"") && page.contains("value=\"rounds\""), "{page}");
        let twice = browser.form(path, "name=nights").await;
        assert!(twice.status == 422 && twice.text.contains("is featured already"), "{}", twice.text);
        assert_eq!(browser.form(path, "name=1").await.status, 422);
        for n in 0..9 {
            browser.form(path, &format!("name=tag{n}")).await;
        }
        let full = browser.form(path, "name=onemore").await;
        assert!(full.status == 422 && full.text.contains("maximum number of hashtags"), "{}", full.text);
        let id = ana.get("/api/v1/featured_tags").await.ok().json[0]["id"].clone();
        let remove = format!("/web/featured_tags/{}/remove", id.as_str().unwrap());
        assert_eq!(ben.browser().await.form(&remove, "").await.status, 404);
        assert_eq!(browser.form(&remove, "").await.header("location"), "/settings/featured_tags?removed");
        assert!(!browser.get(path).await.ok().text.contains("#<bdi>Nights</bdi>"));
        assert_eq!(ana.get("/api/v1/featured_tags").await.ok().json.as_array().unwrap().len(), 9);
        ana.post("/api/v1/featured_tags", json!({ "name": "onemore" })).await.ok();
    }
}
