//! What those who lead a session do, and nobody else.

use store::engine_tests;
use testkit::{TestApp, json};

use super::{kinds, room, said};

engine_tests! {
    async fn posts_and_people_are_removed_from_the_room_alone(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (host, ana, ben) = (app.person("host").await, app.person("ana").await, app.person("ben").await);
        let room = room(&app, &host).await;
        let spam = ana.publish("Buy pills #hcsm").await;
        let fine = ana.publish("A1 Tea #hcsm").await;
        let form = format!("/web/rooms/{room}");
        let (browser, stranger) = (host.browser().await, ben.browser().await);
        for (verb, body) in [("remove", format!("post={spam}")), ("remove-person", format!("account={}", ana.id)), ("pin", format!("post={fine}")), ("call", format!("account={}", ana.id))] {
            assert_eq!(stranger.form(&format!("{form}/{verb}"), &body).await.status, 403, "{verb}");
        }
        assert_eq!(browser.form(&format!("{form}/remove"), &format!("post={spam}")).await.header("location"), format!("/chats/hcsm/{room}?removed"));
        assert_eq!(kinds(&said(&ben, room).await), ["answer1"]);
        ben.get(&format!("/api/v1/statuses/{spam}")).await.ok();
        browser.form(&format!("{form}/remove"), &format!("post={spam}&undo=1")).await;
        assert_eq!(said(&ben, room).await.len(), 2);
        browser.form(&format!("{form}/remove-person"), &format!("account={}", ana.id)).await;
        assert!(said(&ben, room).await.is_empty());
        ana.publish("A1 Again #hcsm").await;
        assert!(said(&ben, room).await.is_empty(), "what they post later is not there either");
        let path = format!("/api/medley/v1/chats/rooms/{room}/posts");
        ana.post(&path, json!({ "text": "Let me in" })).await.fails(403);
        assert!(ana.browser().await.get(&format!("/chats/hcsm/{room}")).await.ok().text.contains("A moderator removed you"));
        browser.form(&format!("{form}/remove-person"), &format!("account={}&undo=1", ana.id)).await;
        assert_eq!(said(&ben, room).await.len(), 3);
        assert_eq!(browser.form(&format!("{form}/remove-person"), &format!("account={}", host.id)).await.status, 422);
        assert_eq!(ben.delete(&format!("{path}/{fine}")).await.status, 403);
        host.delete(&format!("{path}/{fine}")).await.ok();
        assert_eq!(said(&ben, room).await.len(), 2);
    }

    async fn what_stands_above_the_room(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (host, ana) = (app.person("host").await, app.person("ana").await);
        let room = room(&app, &host).await;
        let path = format!("/api/medley/v1/chats/rooms/{room}");
        let first = host.publish("Q1 Why? #hcsm").await;
        let second = host.publish("T2 How? #hcsm").await;
        let browser = host.browser().await;
        let form = format!("/web/rooms/{room}");
        browser.form(&format!("{form}/pin"), &format!("post={first}")).await;
        browser.form(&format!("{form}/call"), &format!("account={}", ana.id)).await;
        let head = ana.get(&path).await.ok().json["head"].clone();
        assert_eq!((head["question"]["id"].as_str(), head["pinned"]["id"].as_str()), (Some(&*second.to_string()), Some(&*first.to_string())));
        assert_eq!(head["called"]["acct"], "ana");
        host.delete(&format!("/api/v1/statuses/{second}")).await.ok();
        let head = ana.get(&path).await.ok().json["head"].clone();
        assert_eq!(head["question"]["id"], first.to_string(), "the question before is the current one");
        browser.form(&format!("{form}/pin"), "").await;
        browser.form(&format!("{form}/call"), "").await;
        let head = ana.get(&path).await.ok().json["head"].clone();
        assert!(head["pinned"].is_null() && head["called"].is_null());
        let elsewhere = ana.publish("Not here").await;
        assert_eq!(browser.form(&format!("{form}/pin"), &format!("post={elsewhere}")).await.status, 404);
        assert_eq!(browser.form(&format!("{form}/call"), "account=5").await.status, 404);
    }
}
