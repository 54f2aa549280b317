//! Rooms and the home timelines of followers.

use store::engine_tests;
use testkit::{TestApp, json};

use super::room;

engine_tests! {
    async fn what_is_said_in_a_room_does_not_flood_followers(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (host, ana, ben) = (app.person("host").await, app.person("ana").await, app.person("ben").await);
        let (cai, dee) = (app.person("cai").await, app.person("dee").await);
        for reader in [&ben, &cai, &dee] {
            reader.follow(&ana).await;
        }
        let room = room(&app, &host).await;
        let path = format!("/api/medley/v1/chats/rooms/{room}");
        cai.post("/api/v1/tags/hcsm/follow", json!({})).await.ok();
        dee.post(&format!("{path}/join"), json!({})).await.ok();
        let mut stream = ben.stream("/api/v1/streaming/user").await;
        let mut joined = dee.stream("/api/v1/streaming/user").await;
        let posts = format!("{path}/posts");
        let say = |text: &'static str| ana.post(&posts, json!({ "text": text }));
        say("Curtains").await.ok();
        say("@ben Tea?").await.ok();
        ana.publish("At home").await;
        joined.expect("update").await;
        let both = ["At home".to_owned()];
        let home = ben.home().await;
        assert_eq!(home.len(), 2, "{home:?}");
        assert_eq!(home[..1], both);
        assert!(home[1].contains("Tea?"), "whom a post mentions reads it: {home:?}");
        for reader in [&cai, &dee, &ana] {
            assert_eq!(reader.home().await.len(), 3, "follows the hashtag, joined, wrote it");
        }
        // The stream is what the timeline is.
        let first = stream.expect("update").await;
        assert!(first["content"].as_str().unwrap().contains("Tea?"), "{first}");
        let profile = ben.get(&format!("/api/v1/accounts/{}/statuses", ana.id)).await.ok();
        assert_eq!(profile.contents().len(), 3, "it is an ordinary public post everywhere else");
        assert_eq!(ben.get("/api/v1/timelines/tag/hcsm").await.ok().contents().len(), 2);
        // The same read from the database.
        let again = app.reopened().await;
        let ben = again.person_like(&ben);
        assert_eq!(ben.home().await, home);
    }

    async fn a_card_says_who_is_talking_where(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (host, ana, ben) = (app.person("host").await, app.person("ana").await, app.person("ben").await);
        ben.follow(&ana).await;
        ben.follow(&host).await;
        let room = room(&app, &host).await;
        let browser = ben.browser().await;
        let path = format!("/chats/hcsm/{room}");
        assert!(!browser.get("/").await.ok().text.contains(&path));
        host.publish("Q1 Why? #hcsm").await;
        ana.publish("A1 Because #hcsm").await;
        let home = browser.get("/").await.ok().text;
        assert!(home.contains(&path) && home.contains("and one more whom you follow are talking in"), "{home}");
        // Who reads the posts needs no card.
        assert_eq!(browser.form("/settings/rooms", "shows_posts=1").await.header("location"), "/settings/rooms?saved");
        assert!(browser.get("/settings/rooms").await.ok().text.contains("name=\"shows_posts\" value=\"1\" checked"));
        let home = browser.get("/").await.ok().text;
        assert!(!home.contains(&path), "{home}");
        ana.post(&format!("/api/medley/v1/chats/rooms/{room}/posts"), json!({ "text": "In the room" })).await.ok();
        assert!(ben.home().await[0].contains("In the room"));
        browser.form("/settings/rooms", "").await;
        assert!(!ben.home().await[0].contains("In the room"));
        app.later(3 * 3_600_000);
        assert!(!browser.get("/").await.ok().text.contains(&path), "it is over");
    }
}
