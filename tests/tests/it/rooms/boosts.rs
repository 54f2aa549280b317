//! Boosts in rooms: who hears of them, and when they are gone.

use store::engine_tests;
use testkit::{TestApp, json};

use super::{kinds, room, said};

engine_tests! {
    async fn boosts_come_and_go_live(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (host, ana, ben) = (app.person("host").await, app.person("ana").await, app.person("ben").await);
        let room = room(&app, &host).await;
        let mut page = host.browser().await.stream(&format!("/live/room/{room}")).await;
        let mut nobody = app.nobody().stream(&format!("/api/medley/v1/chats/rooms/{room}/stream")).await;
        let post = ana.publish("A1 Tea #hcsm").await;
        assert_eq!(page.expect("post").await["id"], post.to_string());
        nobody.expect("post").await;
        let boost = ben.touch("reblog", post).await.ok().id();
        for stream in [&mut page, &mut nobody] {
            let line = stream.expect("post").await;
            assert_eq!((line["kind"].as_str(), line["to"].as_str()), (Some("boost"), Some(&*post.to_string())));
            assert_eq!((line["by"]["acct"].as_str(), line["html"].as_str()), (Some("ben"), Some("")));
            assert_eq!(line["id"], boost.to_string());
        }
        ben.touch("unreblog", post).await.ok();
        assert_eq!(page.expect("gone").await["id"], boost.to_string());
        assert_eq!(kinds(&said(&host, room).await), ["answer1"]);
        // With the post, its boosts go.
        let boost = ben.touch("reblog", post).await.ok().id();
        page.expect("post").await;
        ana.delete(&format!("/api/v1/statuses/{post}")).await.ok();
        assert_eq!(page.expect("gone").await["id"], post.to_string());
        assert_eq!(page.expect("gone").await["id"], boost.to_string());
        app.settle().await;
        assert!(said(&host, room).await.is_empty());
    }

    async fn what_is_taken_out_takes_its_boosts_along(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (host, ana, ben, cai) = (app.person("host").await, app.person("ana").await, app.person("ben").await, app.person("cai").await);
        let room = room(&app, &host).await;
        let post = ana.publish("A1 Buy pills #hcsm").await;
        let boost = ben.touch("reblog", post).await.ok().id();
        let mut page = host.browser().await.stream(&format!("/live/room/{room}")).await;
        let form = format!("/web/rooms/{room}");
        let browser = host.browser().await;
        for (verb, body) in [("remove", format!("post={post}")), ("remove-person", format!("account={}", ana.id))] {
            browser.form(&format!("{form}/{verb}"), &body).await;
            assert_eq!(page.expect("gone").await["id"], post.to_string(), "{verb}");
            assert_eq!(page.expect("gone").await["id"], boost.to_string(), "{verb}");
            if verb == "remove-person" {
                page.expect("state").await;
            }
            let again = cai.touch("reblog", post).await.ok().id();
            assert!(said(&cai, room).await.is_empty(), "{verb}: neither the post nor {again}");
            let shown = cai.browser().await.get(&format!("/chats/hcsm/{room}")).await.ok().text;
            assert!(!shown.contains(&format!("data-id=\"{boost}\"")) && !shown.contains(&format!("data-id=\"{again}\"")), "{shown}");
            cai.touch("unreblog", post).await.ok();
            assert_eq!(page.expect("gone").await["id"], again.to_string(), "{verb}: nobody was told that it came");
            browser.form(&format!("{form}/{verb}"), &format!("{body}&undo=1")).await;
            assert_eq!(kinds(&said(&cai, room).await), ["boost", "answer1"], "{verb}");
            if verb == "remove" {
                page.expect("post").await;
            } else {
                page.expect("state").await;
            }
        }
    }

    async fn blocks_mutes_and_filters_hold_for_both(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (host, ana, ben) = (app.person("host").await, app.person("ana").await, app.person("ben").await);
        let room = room(&app, &host).await;
        let post = ana.publish("A1 Tea #hcsm").await;
        // Who hides the booster, who hides the author, who follows the booster without boosts, whose filter hides the post.
        let (cai, dea, eli, flo) = (app.person("cai").await, app.person("dea").await, app.person("eli").await, app.person("flo").await);
        cai.relate("block", &ben).await;
        dea.relate("mute", &ana).await;
        eli.post(&format!("/api/v1/accounts/{}/follow", ben.id), json!({ "reblogs": false })).await.ok();
        let filter = json!({ "title": "Tea", "context": ["public"], "filter_action": "hide", "keywords_attributes": [{ "keyword": "tea" }] });
        flo.post("/api/v2/filters", filter).await.ok();
        let mut streams = Vec::new();
        for person in [&cai, &dea, &eli, &flo] {
            streams.push(person.browser().await.stream(&format!("/live/room/{room}")).await);
        }
        let boost = ben.touch("reblog", post).await.ok().id();
        let last = host.publish("A1 Sleep #hcsm").await;
        for (stream, person) in streams.iter_mut().zip([&cai, &dea, &eli, &flo]) {
            assert_eq!(stream.expect("post").await["id"], last.to_string(), "hidden from {}", person.name);
            assert!(!kinds(&said(person, room).await).contains(&"boost"), "the page is what is streamed");
        }
        assert!(kinds(&said(&host, room).await).contains(&"boost"));
        let boost = format!("data-id=\"{boost}\"");
        let browser = host.browser().await;
        let all = browser.get(&format!("/chats/hcsm/{room}")).await.ok().text;
        assert!(all.contains(&boost) && all.contains("<template data-boost>") && !all.contains("data-without-boosts"), "{all}");
        let words = browser.get(&format!("/chats/hcsm/{room}?show=words")).await.ok().text;
        assert!(words.contains("data-without-boosts") && !words.contains(&boost), "{words}");
    }
}
