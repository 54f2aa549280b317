//! Columns: choosing, reading, taking away.

use store::engine_tests;
use testkit::{TestApp, json};

engine_tests! {
    async fn whoever_chose_none_reads_the_usual_ones(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben) = (app.person("ana").await, app.person("ben").await);
        ana.follow(&ben).await;
        let post = ben.publish("Both at home and here.").await;
        ben.publish("@ana Have you seen the pen?").await;
        app.settle().await;
        let browser = ana.browser().await;
        let page = browser.get("/columns").await.ok().text;
        assert_eq!(page.matches("class=\"column\"").count(), 3, "{page}");
        for (n, url) in [(0, "/\""), (2, "/local\"")] {
            assert!(page.contains(&format!("id=\"post-c{n}-{post}\"")) && page.contains(&format!("href=\"{url}")), "{page}");
        }
        assert!(page.contains("data-note") && !page.contains("/web/columns/0/remove"), "{page}");
        assert_eq!(app.nobody().get("/columns").await.status, 302);
    }

    async fn columns_are_chosen_and_taken_away(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben) = (app.person("ana").await, app.person("ben").await);
        ana.follow(&ben).await;
        ben.publish("A quiet night. #nights").await;
        let list = ana.post("/api/v1/lists", json!({ "title": "Owls <b>" })).await.ok().id();
        ana.post(&format!("/api/v1/lists/{list}/accounts"), json!({ "account_ids": [ben.id.to_string()] })).await.ok();
        ana.post("/api/v1/tags/nights/follow", json!({})).await.ok();
        let browser = ana.browser().await;
        browser.form("/web/searches", "q=quiet").await;
        app.settle().await;
        let page = browser.get("/columns").await.ok().text;
        assert!(page.contains("List: Owls &#60;b&#62;") && page.contains("Search: quiet") && page.contains("value=\"tag:nights\""), "{page}");
        let search = page.split("value=\"search:").nth(1).unwrap().split('"').next().unwrap().to_owned();
        for source in [format!("list:{list}"), "tag:nights".to_owned(), format!("search:{search}")] {
            assert_eq!(browser.form("/columns", &format!("source={source}")).await.header("location"), "/columns?added");
        }
        let page = browser.get("/columns?added").await.ok().text;
        assert_eq!(page.matches("class=\"column\"").count(), 6, "the usual ones stay: {page}");
        // At home, here, in the list, with the hashtag, found: each by itself.
        assert_eq!(page.matches("A quiet night.").count(), 5, "{page}");
        let full = browser.form("/columns", "source=tag:other").await;
        assert!(full.status == 422 && full.text.contains("You cannot have more than 6 columns"), "{}", full.text);
        for bad in ["", "source=", "source=list:x", "source=everything"] {
            assert_eq!(browser.form("/columns", bad).await.status, 422, "{bad}");
        }
        // What a column showed may go.
        ana.delete(&format!("/api/v1/lists/{list}")).await.ok();
        let page = browser.get("/columns").await.ok().text;
        assert!(page.contains("The list or the search that stood here is gone."), "{page}");
        let first = page.split("action=\"/web/columns/").nth(1).unwrap().split('/').next().unwrap().to_owned();
        let path = format!("/web/columns/{first}/remove");
        assert_eq!(ben.browser().await.form(&path, "").await.status, 404);
        assert_eq!(browser.form(&path, "").await.header("location"), "/columns?removed");
        assert_eq!(browser.get("/columns?removed").await.ok().text.matches("class=\"column\"").count(), 5);
    }
}
