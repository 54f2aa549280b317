//! Streams: what arrives is what a fresh page would show, for its viewer, at that moment.

use store::engine_tests;
use testkit::{Person, TestApp, json};

engine_tests! {
    async fn posts_arrive_live(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben) = (app.person("ana").await, app.person("ben").await);
        ben.follow(&ana).await;
        let mut home = ben.stream("/api/v1/streaming/user").await;
        let mut public = ben.stream("/api/v1/streaming/public/local").await;
        let mut tag = ben.stream("/api/v1/streaming/hashtag?tag=HCSM").await;
        let id = ana.publish("live #hcsm").await;
        for stream in [&mut home, &mut public, &mut tag] {
            assert_eq!(stream.expect("update").await["id"], id.to_string());
        }
        app.later(1_000);
        ana.put(&format!("/api/v1/statuses/{id}"), json!({ "status": "live and edited #hcsm" })).await.ok();
        for stream in [&mut home, &mut public, &mut tag] {
            assert!(stream.expect("status.update").await["content"].as_str().unwrap().contains("edited"));
        }
        ana.delete(&format!("/api/v1/statuses/{id}")).await.ok();
        for stream in [&mut home, &mut public, &mut tag] {
            assert_eq!(stream.next().await.unwrap(), ("delete".to_owned(), id.to_string()));
        }
    }

    async fn every_event_is_checked_when_it_is_sent(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, friend, stranger) = (app.person("ana").await, app.person("friend").await, app.person("stranger").await);
        friend.follow(&ana).await;
        let mut near = friend.stream("/api/v1/streaming/user").await;
        let mut far = stranger.stream("/api/v1/streaming/user").await;
        let mut everyone = stranger.stream("/api/v1/streaming/public").await;
        let mut tag = stranger.stream("/api/v1/streaming/hashtag?tag=x").await;
        let private = ana.publish_with(json!({ "status": "friends #x", "visibility": "private" })).await;
        assert_eq!(near.expect("update").await["id"], private.to_string());
        ana.publish_with(json!({ "status": "nobody #x", "visibility": "direct" })).await;
        ana.publish_with(json!({ "status": "quiet #x", "visibility": "unlisted" })).await;
        near.expect("update").await;
        for stream in [&mut far, &mut everyone, &mut tag, &mut near] {
            assert!(stream.is_silent().await);
        }
        // The stream is open while the block is made.
        ana.relate("block", &friend).await;
        ana.publish_with(json!({ "status": "friends again", "visibility": "private" })).await;
        ana.publish("to everyone").await;
        assert!(near.is_silent().await, "after the block");
        everyone.expect("update").await;
        stranger.relate("mute", &ana).await;
        ana.publish("muted #x").await;
        assert!(everyone.is_silent().await && far.is_silent().await, "after the mute");
    }

    async fn streams_end_with_their_token(engine: Engine) {
        let app = TestApp::new(engine).await;
        let ana = app.person("ana").await;
        let other = app.with_scopes(&ana, "read").await;
        let (mut mine, mut others) = (ana.stream("/api/v1/streaming/user").await, other.stream("/api/v1/streaming/user").await);
        let token = other.token.as_ref().unwrap();
        let app_id = web::Authenticator::token(&app.medley.access, token).await.unwrap().unwrap().app;
        app.medley.access.revoke_token(app_id, token).await.unwrap();
        assert!(others.ends().await);
        other.get("/api/v1/timelines/home").await.fails(401);
        assert!(mine.is_silent().await);
        app.medley.access.set_password(ana.id, "a wholly new long password").await.unwrap();
        assert!(mine.ends().await, "a new password ends all of them");
        ana.get("/api/v1/timelines/home").await.fails(401);
    }

    async fn scopes_of_streams(engine: Engine) {
        let app = TestApp::new(engine).await;
        let ana = app.person("ana").await;
        let narrow = app.with_scopes(&ana, "read:notifications").await;
        narrow.get("/api/v1/streaming/user").await.fails(403);
        narrow.get("/api/v1/streaming/public").await.fails(403);
        app.nobody().get("/api/v1/streaming/user").await.fails(401);
        narrow.stream("/api/v1/streaming/user/notification").await;
        ana.get("/api/v1/streaming/hashtag").await.fails(400);
        ana.get("/api/v1/streaming?stream=everything").await.fails(400);
    }

    async fn the_page_of_notifications_is_told_how_many_are_unread(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben) = (app.person("ana").await, app.person("ben").await);
        assert_eq!(app.nobody().get("/live/notifications").await.status, 401);
        let browser = ana.browser().await;
        let page = browser.get("/notifications").await.ok().text;
        assert!(page.contains("data-live=\"/live/notifications\" data-notes"), "{page}");
        assert!(!browser.get("/notifications?max_id=5").await.ok().text.contains("data-live"));
        let mut stream = browser.stream("/live/notifications").await;
        for count in 1..=2 {
            ben.publish("@ana hello").await;
            app.settle().await;
            assert_eq!(stream.expect("notification").await, count);
        }
        ben.publish("nobody is meant").await;
        assert!(stream.is_silent().await);
        app.medley.access.sign_out(browser.session()).await.unwrap();
        assert!(stream.ends().await, "with the session");
    }

    async fn notifications_arrive_live(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben) = (app.person("ana").await, app.person("ben").await);
        let mut stream = ana.stream("/api/v1/streaming/user/notification").await;
        let post = ana.publish("like me").await;
        ben.touch("favourite", post).await.ok();
        app.settle().await;
        let event = stream.expect("notification").await;
        assert_eq!((&event["type"], &event["account"]["acct"]), (&json!("favourite"), &json!("ben")));
        assert_eq!(event["status"]["id"], post.to_string());
    }

    /// State before + streamed events = a fresh fetch, after each action.
    async fn stream_equals_fetch(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (me, a, b, c) = (app.person("me").await, app.person("a").await, app.person("b").await, app.person("c").await);
        me.follow(&a).await;
        me.follow(&b).await;
        let mut stream = me.stream("/api/v1/streaming/user").await;
        let mut seen: Vec<String> = me.get("/api/v1/timelines/home").await.ok().each("id");
        let by_c = c.publish("c's").await;
        let first = a.publish("a1").await;
        b.publish_with(json!({ "status": "b to c", "in_reply_to_id": by_c })).await;
        b.publish_with(json!({ "status": "b to a", "in_reply_to_id": first })).await;
        b.publish_with(json!({ "status": "b private", "visibility": "private" })).await;
        a.touch("reblog", by_c).await.ok();
        me.publish("mine").await;
        a.publish_with(json!({ "status": "a to me @me", "visibility": "direct" })).await;
        a.delete(&format!("/api/v1/statuses/{first}")).await.ok();
        apply(&mut stream, &mut seen).await;
        assert_eq!(seen, home_ids(&me).await);
    }
}

async fn home_ids(me: &Person) -> Vec<String> {
    me.get("/api/v1/timelines/home?limit=40").await.ok().each("id")
}

pub(crate) async fn apply(stream: &mut testkit::Events, seen: &mut Vec<String>) {
    while !stream.is_silent_now().await {
        let (event, data) = stream.next().await.unwrap();
        match event.as_str() {
            "update" => {
                let post: testkit::Value = serde_json::from_str(&data).unwrap();
                seen.insert(0, post["id"].as_str().unwrap().to_owned());
            }
            "delete" => seen.retain(|id| *id != data),
            _ => {}
        }
    }
}
