//! Announcements, as apps read them.

use announcements::NewAnnouncement;
use base::{HOUR_MS, Id, MINUTE_MS};
use emojis::NewEmoji;
use store::engine_tests;
use testkit::{NOW_MS, Person, TestApp, Value, json};

const PICTURE: &[u8] = include_bytes!("../../../platform/ui/assets/avatar.png");

fn new(text: &str) -> NewAnnouncement {
    NewAnnouncement { text: text.to_owned(), ..NewAnnouncement::default() }
}

async fn publish(app: &TestApp, new: NewAnnouncement) -> Id {
    app.later(1);
    app.medley.announcements.publish(new).await.unwrap()
}

async fn read(who: &Person) -> Value {
    who.get("/api/v1/announcements").await.ok().json
}

fn reaction(id: Id, name: &str) -> String {
    let name: String = name.bytes().map(|byte| format!("%{byte:02x}")).collect();
    format!("/api/v1/announcements/{id}/reactions/{name}")
}

engine_tests! {
    async fn the_whole_entity(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben) = (app.person("Ana").await, app.person("ben").await);
        let post = ana.publish("the plan").await;
        let hidden = ana.publish_with(json!({ "status": "quiet", "visibility": "private" })).await;
        let ward = NewEmoji { shortcode: "ward".into(), category: None, bytes: PICTURE.into(), replace: false };
        app.medley.emojis.add(ward).await.unwrap();
        assert_eq!(read(&ben).await, json!([]));
        let text = format!(
            "Tonight :ward: @ana plans #Upkeep: http://localhost:3000/@Ana/{post} http://localhost:3000/@Ana/{hidden} <b>"
        );
        let starts = NOW_MS + HOUR_MS;
        let all = NewAnnouncement { starts_ms: Some(starts), ends_ms: Some(starts + HOUR_MS), ..new(&text) };
        let id = publish(&app, all).await;
        let one = read(&ben).await[0].clone();
        assert_eq!(one["id"], id.to_string());
        let content = one["content"].as_str().unwrap();
        assert!(content.starts_with("<p>Tonight :ward: ") && content.contains("&lt;b&gt;"), "{content}");
        assert_eq!(one["starts_at"], "2026-11-22T15:00:00.000Z");
        assert_eq!(one["ends_at"], "2026-11-22T16:00:00.000Z");
        assert_eq!((&one["all_day"], &one["read"]), (&json!(false), &json!(false)));
        assert!(one["published_at"].is_string() && one["published_at"] == one["updated_at"]);
        let person = json!([{ "id": ana.id.to_string(), "username": "Ana", "acct": "Ana", "url": "http://localhost:3000/@Ana" }]);
        assert_eq!(one["mentions"], person);
        let url = format!("http://localhost:3000/@Ana/{post}");
        assert_eq!(one["statuses"], json!([{ "id": post.to_string(), "url": url }]));
        assert_eq!(one["tags"], json!([{ "name": "upkeep", "url": "http://localhost:3000/tags/upkeep" }]));
        assert_eq!((&one["emojis"][0]["shortcode"], &one["reactions"]), (&json!("ward"), &json!([])));
    }

    async fn dismissed_for_oneself_alone(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben) = (app.person("ana").await, app.person("ben").await);
        let (first, second) = (publish(&app, new("one")).await, publish(&app, new("two")).await);
        let path = format!("/api/v1/announcements/{first}/dismiss");
        for _ in 0..2 {
            assert_eq!(ana.post(&path, json!({})).await.ok().json, json!({}));
        }
        assert_eq!(ana.get("/api/v1/announcements").await.ok().each("id"), [second.to_string()]);
        let all = ana.get("/api/v1/announcements?with_dismissed=true").await.ok();
        assert_eq!(all.each("id"), [first.to_string(), second.to_string()]);
        assert_eq!((&all.json[0]["read"], &all.json[1]["read"]), (&json!(true), &json!(false)));
        assert_eq!(read(&ben).await.as_array().unwrap().len(), 2);
        ana.post("/api/v1/announcements/1/dismiss", json!({})).await.fails(404);
        app.nobody().get("/api/v1/announcements").await.fails(401);
        app.medley.announcements.remove(first).await.unwrap();
        assert_eq!(ben.get("/api/v1/announcements").await.ok().each("id"), [second.to_string()]);
        assert_eq!(app.medley.announcements.remove(first).await.unwrap_err().kind(), base::Kind::NotFound);
    }

    async fn reactions_are_counted(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben) = (app.person("ana").await, app.person("ben").await);
        let ward = NewEmoji { shortcode: "ward".into(), category: None, bytes: PICTURE.into(), replace: false };
        app.medley.emojis.add(ward).await.unwrap();
        let id = publish(&app, new("hello")).await;
        for (who, name) in [(&ana, "👍"), (&ben, "👍"), (&ben, "👍"), (&ben, "ward")] {
            assert_eq!(who.put(&reaction(id, name), json!({})).await.ok().json, json!({}));
        }
        let seen = read(&ana).await[0]["reactions"].clone();
        assert_eq!(seen[0], json!({ "name": "👍", "count": 2, "me": true }));
        assert_eq!((&seen[1]["name"], &seen[1]["count"], &seen[1]["me"]), (&json!("ward"), &json!(1), &json!(false)));
        assert!(seen[1]["url"].as_str().unwrap().ends_with(".png") && seen[1]["static_url"].is_string());
        ana.delete(&reaction(id, "👍")).await.ok();
        assert_eq!(ana.delete(&reaction(id, "👍")).await.fails(404).json["error"], "Record not found");
        assert_eq!(read(&ana).await[0]["reactions"][0], json!({ "name": "👍", "count": 1, "me": false }));
        ana.put(&reaction(Id(1), "👍"), json!({})).await.fails(404);
        let bad = ana.put(&reaction(id, "nothing"), json!({})).await.fails(422);
        assert_eq!(bad.json["error"], "Validation failed: Name is not a recognized emoji");
        for name in ["❤️", "🎉", "😀", "🩺", "🇵🇹", "1️⃣"] {
            ana.put(&reaction(id, name), json!({})).await.ok();
        }
        let ninth = ana.put(&reaction(id, "🙈"), json!({})).await.fails(422);
        assert_eq!(ninth.json["error"], "Validation failed: Limit of different reactions reached");
        ana.put(&reaction(id, "ward"), json!({})).await.ok();
        app.medley.emojis.remove("ward").await.unwrap();
        let names = read(&ana).await[0]["reactions"].as_array().unwrap().len();
        assert_eq!(names, 7, "a picture that is gone is no reaction");
        ana.put(&reaction(id, "🙈"), json!({})).await.ok();
    }

    async fn published_at_their_time_until_they_end(engine: Engine) {
        let app = TestApp::new(engine).await;
        let ana = app.person("ana").await;
        let start = app.clock.now_ms();
        let (at, ends) = (start + 10 * MINUTE_MS, start + 20 * MINUTE_MS);
        let later = NewAnnouncement { scheduled_ms: Some(at), ends_ms: Some(ends), ..new("later") };
        let id = publish(&app, later).await;
        app.settle().await;
        assert_eq!(read(&ana).await, json!([]));
        ana.post(&format!("/api/v1/announcements/{id}/dismiss"), json!({})).await.fails(404);
        let mut stream = ana.stream("/api/v1/streaming/user").await;
        app.later(10 * MINUTE_MS);
        app.settle().await;
        assert_eq!(read(&ana).await[0]["id"], id.to_string());
        let told = stream.expect("announcement").await;
        assert_eq!((&told["id"], &told["content"]), (&json!(id.to_string()), &json!("<p>later</p>")));
        app.later(10 * MINUTE_MS);
        assert_eq!(read(&ana).await, json!([]));
        app.settle().await;
        assert_eq!(stream.next().await, Some(("announcement.delete".to_owned(), id.to_string())));
    }

    async fn streams_hear_of_all(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben) = (app.person("ana").await, app.person("ben").await);
        let mut user = ana.stream("/api/v1/streaming/user").await;
        let mut public = ana.stream("/api/v1/streaming/public").await;
        let id = publish(&app, new("now")).await;
        assert_eq!(user.expect("announcement").await["reactions"], json!([]));
        ben.put(&reaction(id, "👍"), json!({})).await.ok();
        let told = user.expect("announcement.reaction").await;
        assert_eq!(told, json!({ "name": "👍", "count": 1, "announcement_id": id.to_string() }));
        ben.delete(&reaction(id, "👍")).await.ok();
        assert_eq!(user.expect("announcement.reaction").await["count"], 0);
        app.medley.announcements.remove(id).await.unwrap();
        assert_eq!(user.next().await, Some(("announcement.delete".to_owned(), id.to_string())));
        assert!(public.is_silent().await);
    }
}
