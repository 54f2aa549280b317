//! What is streamed of a room, and to whom not.

use store::engine_tests;
use testkit::{TestApp, json};

use super::{room, room_of, said};

engine_tests! {
    async fn everybody_in_the_room_hears_what_is_said(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (host, ana, ben) = (app.person("host").await, app.person("ana").await, app.person("ben").await);
        let room = room(&app, &host).await;
        let path = format!("/api/medley/v1/chats/rooms/{room}/stream");
        let mut page = ben.browser().await.stream(&format!("/live/room/{room}")).await;
        let mut nobody = app.nobody().stream(&path).await;
        host.publish("Q1 What helps? #hcsm").await;
        for stream in [&mut page, &mut nobody] {
            let line = stream.expect("post").await;
            assert_eq!((line["kind"].as_str(), line["number"].as_u64(), line["role"].as_str()), (Some("question"), Some(1), Some("host")));
            let state = stream.expect("state").await;
            assert_eq!(state["question"]["id"], line["id"]);
        }
        let post = ana.publish("A1 Tea #hcsm").await;
        assert_eq!(page.expect("post").await["id"], post.to_string());
        ben.post(&format!("/api/medley/v1/chats/rooms/{room}/posts/{post}/applaud"), json!({})).await.ok();
        assert_eq!(page.expect("applause").await["applause"], 1);
        ana.put(&format!("/api/v1/statuses/{post}"), json!({ "status": "A1 Green tea #hcsm" })).await.ok();
        assert!(page.expect("post").await["html"].as_str().unwrap().contains("Green tea"));
        ana.delete(&format!("/api/v1/statuses/{post}")).await.ok();
        assert_eq!(page.expect("gone").await["id"], post.to_string());
        assert_eq!(ben.get("/api/medley/v1/chats/rooms/5/stream").await.status, 404);
        let later = room_of(&app, &ana, "hcldr", 60).await;
        assert_eq!(ben.get(&format!("/api/medley/v1/chats/rooms/{later}/stream")).await.status, 422, "not open yet");
    }

    async fn blocks_mutes_and_filters_hold(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (host, ana, ben, cai) = (app.person("host").await, app.person("ana").await, app.person("ben").await, app.person("cai").await);
        let room = room(&app, &host).await;
        ben.relate("block", &ana).await;
        cai.relate("mute", &ana).await;
        let filter = json!({ "title": "Tea", "context": ["public"], "filter_action": "hide", "keywords_attributes": [{ "keyword": "tea" }] });
        host.post("/api/v2/filters", filter).await.ok();
        let path = format!("/live/room/{room}");
        let mut streams = Vec::new();
        for person in [&ben, &cai, &host] {
            streams.push(person.browser().await.stream(&path).await);
        }
        ana.publish("A1 Tea #hcsm").await;
        cai.publish("A1 Sleep #hcsm").await;
        for (stream, person) in streams.iter_mut().zip([&ben, &cai, &host]) {
            let line = stream.expect("post").await;
            assert_eq!(line["by"]["acct"], "cai", "hidden from {}", person.id);
            let seen = said(person, room).await;
            assert_eq!(seen.len(), 1, "the page is what is streamed");
        }
        let page = ana.browser().await.get(&format!("/chats/hcsm/{room}")).await.ok().text;
        assert!(page.contains("Tea"), "her own");
    }
}
