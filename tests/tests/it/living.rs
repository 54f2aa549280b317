//! Live updates of pages: as the page itself would show it, and for all columns over one connection.

use axum::body::Body;
use http::Method;
use store::engine_tests;
use testkit::{Events, Person, TestApp, json};

const PICTURE: &[u8] = include_bytes!("../../../platform/ui/assets/avatar.png");

/// A post with a picture.
async fn pictured(who: &Person, sensitive: bool, spoiler: &str) -> base::Id {
    let media = &who.app.medley.media;
    let picture =
        media.import(who.id, PICTURE.to_vec(), Some("A chart".into()), testkit::NOW_MS).await.unwrap();
    let body =
        json!({ "status": "Look", "media_ids": [picture], "sensitive": sensitive, "spoiler_text": spoiler });
    who.publish_with(body).await
}

async fn next_post(live: &mut Events) -> String {
    let (kind, html) = live.next().await.unwrap();
    assert_eq!(kind, "post", "{html}");
    html
}

/// Events until one of each name has come, in the order of their names.
async fn of_names(live: &mut Events, names: &[&str]) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for _ in names {
        all.push(live.next().await.unwrap());
    }
    all.sort();
    assert_eq!(all.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), names, "{all:?}");
    all
}

engine_tests! {
    async fn covers_are_as_the_reader_wants_them(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben) = (app.person("ana").await, app.person("ben").await);
        ana.follow(&ben).await;
        let browser = ana.browser().await;
        let mut live = browser.stream("/live/home").await;
        pictured(&ben, true, "").await;
        let html = next_post(&mut live).await;
        assert!(html.contains("<details class=\"cover\"><summary"), "{html}");
        pictured(&ben, true, "a scan").await;
        let html = next_post(&mut live).await;
        assert!(html.contains("<details class=\"cw\"><summary"), "{html}");
        // Whoever changes their mind need not open the page anew.
        assert_eq!(browser.form("/settings/appearance", "media=show_all&warnings=open").await.status, 303);
        let post = pictured(&ben, true, "a scan").await;
        let html = next_post(&mut live).await;
        assert!(html.contains("<details class=\"cw\" open>") && html.contains("<details class=\"cover\" open>"), "{html}");
        let page = browser.get("/").await.ok().text;
        let card = page.split(&format!("id=\"post-{post}\"")).nth(1).unwrap().split("</article>").next().unwrap();
        for cover in ["<details class=\"cw\" open>", "<details class=\"cover\" open>"] {
            assert!(card.contains(cover), "as on the page: {card}");
        }
        assert_eq!(browser.form("/settings/appearance", "media=hide_all").await.status, 303);
        pictured(&ben, false, "").await;
        let html = next_post(&mut live).await;
        assert!(html.contains("<details class=\"cover\"><summary"), "{html}");
    }

    async fn a_visitors_browser_keeps_their_wish(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ben, nobody) = (app.person("ben").await, app.nobody());
        let kept = format!("{}={}", web::LOOKS_COOKIE, ui::Looks { media: "hide_all", ..ui::Looks::default() }.token());
        let request = nobody.request(Method::GET, "/live/tag/chart").header("cookie", kept).body(Body::empty()).unwrap();
        let mut live = nobody.listen(request).await;
        let media = &app.medley.media;
        let picture = media.import(ben.id, PICTURE.to_vec(), Some("A chart".into()), testkit::NOW_MS).await.unwrap();
        ben.publish_with(json!({ "status": "#chart", "media_ids": [picture] })).await;
        let html = next_post(&mut live).await;
        assert!(html.contains("<details class=\"cover\"><summary") && !html.contains("<form"), "{html}");
    }

    async fn all_columns_listen_together(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben) = (app.person("ana").await, app.person("ben").await);
        ana.follow(&ben).await;
        let browser = ana.browser().await;
        let page = browser.get("/columns").await.ok().text;
        assert!(page.contains("data-live=\"/live/columns\""), "{page}");
        for part in ["data-part=\"c0\"", "data-part=\"c1\" data-notes", "data-part=\"c2\""] {
            assert_eq!(page.matches(part).count(), 1, "{part}: {page}");
        }
        assert_eq!(app.nobody().get("/live/columns").await.status, 401);
        let mut live = browser.stream("/live/columns").await;
        let post = ben.publish("Both at home and here.").await;
        for (name, html) in of_names(&mut live, &["post:c0", "post:c2"]).await {
            let entry = format!("{}-{post}", name.trim_start_matches("post:"));
            assert!(html.contains(&format!("id=\"post-{entry}\"")) && html.contains(&format!("data-entry=\"{entry}\"")), "{html}");
            assert!(html.contains(&format!("data-id=\"{post}\"")), "{html}");
        }
        ben.put(&format!("/api/v1/statuses/{post}"), json!({ "status": "Both, with <b>." })).await.ok();
        for (_, html) in of_names(&mut live, &["edit:c0", "edit:c2"]).await {
            assert!(html.contains("Both, with &lt;b&gt;."), "{html}");
        }
        ben.delete(&format!("/api/v1/statuses/{post}")).await.ok();
        for (_, id) in of_names(&mut live, &["delete:c0", "delete:c2"]).await {
            assert_eq!(id, post.to_string());
        }
        let own = ana.publish("Mine.").await;
        of_names(&mut live, &["post:c0", "post:c2"]).await;
        ben.touch("favourite", own).await.ok();
        app.settle().await;
        assert_eq!(live.next().await.unwrap(), ("notification".to_owned(), "1".to_owned()));
    }

    async fn chosen_columns_keep_their_names(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben, cleo) = (app.person("ana").await, app.person("ben").await, app.person("cleo").await);
        let browser = ana.browser().await;
        let list = ana.post("/api/v1/lists", json!({ "title": "Owls" })).await.ok().id();
        ana.follow(&ben).await;
        ana.post(&format!("/api/v1/lists/{list}/accounts"), json!({ "account_ids": [ben.id.to_string()] })).await.ok();
        browser.form("/web/searches", "q=quiet").await;
        let page = browser.get("/columns").await.ok().text;
        let search = page.split("value=\"search:").nth(1).unwrap().split('"').next().unwrap().to_owned();
        for source in [format!("list:{list}"), "tag:nights".to_owned(), format!("search:{search}")] {
            assert_eq!(browser.form("/columns", &format!("source={source}")).await.status, 303, "{source}");
        }
        let page = browser.get("/columns").await.ok().text;
        let ids: Vec<&str> = page.split("action=\"/web/columns/").skip(1).map(|rest| rest.split('/').next().unwrap()).collect();
        let [home, notes, local, owls, nights, found] = ids[..] else { panic!("{ids:?}") };
        assert!(page.contains(&format!("data-part=\"c{owls}\"")) && !page.contains(&format!("data-part=\"c{found}\"")), "{page}");
        // Those that nobody wants any more leave the names of the others alone.
        for id in [home, notes, local] {
            assert_eq!(browser.form(&format!("/web/columns/{id}/remove"), "").await.status, 303);
        }
        let mut live = browser.stream("/live/columns").await;
        cleo.publish("Elsewhere.").await;
        ben.publish("A quiet night. #nights").await;
        let names = [format!("post:c{owls}"), format!("post:c{nights}")];
        of_names(&mut live, &[&names[0], &names[1]]).await;
        // A list that is gone is told of by the page, not by the stream.
        ana.delete(&format!("/api/v1/lists/{list}")).await.ok();
        let mut live = browser.stream("/live/columns").await;
        ben.publish("Once more. #nights").await;
        of_names(&mut live, &[&names[1]]).await;
        assert!(!browser.get("/columns").await.ok().text.contains(&format!("data-part=\"c{owls}\"")));
    }

    async fn a_stream_begins_with_what_is_newest(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben) = (app.person("ana").await, app.person("ben").await);
        ana.follow(&ben).await;
        let browser = ana.browser().await;
        let opened = browser.stream("/live/home").await.opening().await;
        assert_eq!(opened, [("unread".to_owned(), "0".to_owned())], "nothing is there yet");
        let first = ben.publish("@ana First #rounds").await;
        let second = ben.publish("Second, all quiet").await;
        app.settle().await;
        let newest = |id: base::Id| ("newest".to_owned(), id.to_string());
        let unread = ("unread".to_owned(), "1".to_owned());
        for (path, id) in [("/live/home", second), ("/live/local", second), ("/live/tag/rounds", first)] {
            assert_eq!(browser.stream(path).await.opening().await, [newest(id), unread.clone()], "{path}");
        }
        assert_eq!(browser.stream("/live/notifications").await.opening().await, [unread]);
        let visitor = app.nobody();
        assert_eq!(visitor.stream("/live/local").await.opening().await, [newest(second)], "nobody has no unread");
        // What a filter hides is on no page, so that no page lacks it.
        let filter = json!({ "title": "quiet", "context": ["home"], "filter_action": "hide", "keywords_attributes": [{ "keyword": "quiet" }] });
        ana.post("/api/v2/filters", filter).await.ok();
        assert_eq!(browser.stream("/live/home").await.opening().await[0], newest(first));
        let columns = browser.stream("/live/columns").await.opening().await;
        assert!(columns.iter().any(|(name, id)| name.starts_with("newest:") && *id == first.to_string()), "{columns:?}");
    }
}
