//! Posts that wait for their time.

use base::Id;
use store::engine_tests;
use testkit::{Answer, NOW_MS, Person, TestApp, Value, json};

const MINUTE_MS: i64 = 60_000;

async fn schedule(who: &Person, minutes: i64, extra: Value) -> Answer {
    let at = base::iso_ms(who.app.medley.posts.now_ms() + minutes * MINUTE_MS);
    let mut body = json!({ "status": "later", "scheduled_at": at });
    body.as_object_mut().unwrap().extend(extra.as_object().unwrap().clone());
    who.post("/api/v1/statuses", body).await
}

async fn waiting(who: &Person) -> Vec<String> {
    who.get("/api/v1/scheduled_statuses").await.ok().each("id")
}

async fn posts_of(who: &Person) -> Vec<String> {
    who.get(&format!("/api/v1/accounts/{}/statuses", who.id)).await.ok().contents()
}

/// A picture of one pixel.
async fn picture(who: &Person) -> Id {
    let png: &[u8] = &[
        0x89, b'P', b'N', b'G', 13, 10, 26, 10, 0, 0, 0, 13, b'I', b'H', b'D', b'R', 0, 0, 0, 1, 0, 0, 0, 1,
        8, 6, 0, 0, 0, 0x1F, 0x15, 0xC4, 0x89, 0, 0, 0, 13, b'I', b'D', b'A', b'T', 0x78, 0x9C, 0x63, 0xF8,
        0xCF, 0xC0, 0xF0, 0x1F, 0, 5, 0, 1, 0xFF, 0x89, 0x99, 0x3D, 0x1D, 0, 0, 0, 0, b'I', b'E', b'N', b'D',
        0xAE, 0x42, 0x60, 0x82,
    ];
    who.app.medley.media.import(who.id, png.to_vec(), Some("a dot".to_owned()), NOW_MS).await.unwrap()
}

engine_tests! {
    async fn a_post_comes_at_its_time_and_once(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben) = (app.person("ana").await, app.person("ben").await);
        ben.follow(&ana).await;
        let asked = ben.publish("when?").await;
        let made = schedule(&ana, 10, json!({ "in_reply_to_id": asked, "visibility": "unlisted", "spoiler_text": "soon", "language": "de" })).await.ok();
        assert_eq!(made.json["scheduled_at"], "2026-11-22T14:10:00.001Z");
        let params = &made.json["params"];
        for (key, value) in [("text", json!("later")), ("visibility", json!("unlisted")), ("spoiler_text", json!("soon")), ("language", json!("de")),
                             ("in_reply_to_id", json!(asked.to_string())), ("media_ids", Value::Null), ("poll", Value::Null),
                             ("scheduled_at", Value::Null), ("idempotency", Value::Null), ("with_rate_limit", json!(false))] {
            assert_eq!(params[key], value, "{key}");
        }
        assert!(params["application_id"].as_u64().is_some_and(|id| u32::try_from(id).is_ok()));
        assert_eq!(made.json["media_attachments"], json!([]));
        app.settle().await;
        assert!(posts_of(&ana).await.is_empty());
        app.later(9 * MINUTE_MS);
        app.settle().await;
        assert!(posts_of(&ana).await.is_empty(), "not before its time");
        app.later(MINUTE_MS);
        let again = app.reopened().await;
        again.settle().await;
        app.settle().await;
        let ana = again.person_like(&ana);
        assert_eq!(posts_of(&ana).await, ["later"]);
        assert!(waiting(&ana).await.is_empty());
        let post = ana.get(&format!("/api/v1/accounts/{}/statuses", ana.id)).await.ok().json[0].clone();
        assert_eq!((&post["in_reply_to_id"], &post["spoiler_text"]), (&json!(asked.to_string()), &json!("soon")));
        assert_eq!((&post["visibility"], &post["application"]["name"]), (&json!("unlisted"), &json!("Test")));
        assert_eq!(post["created_at"], "2026-11-22T14:10:00.001Z");
        ana.get(&format!("/api/v1/scheduled_statuses/{}", made.id())).await.fails(404);
    }

    async fn two_nodes_publish_it_once(engine: Engine) {
        let app = TestApp::new(engine).await;
        let ana = app.person("ana").await;
        for n in 0..5 {
            schedule(&ana, 10 + n, json!({})).await.ok();
        }
        app.later(20 * MINUTE_MS);
        let other = app.reopened().await;
        tokio::join!(app.settle(), other.settle());
        // Where both drew the same id for a post, one of them tries again a little later.
        app.later(MINUTE_MS);
        app.settle().await;
        assert_eq!(posts_of(&other.person_like(&ana)).await.len(), 5);
    }

    async fn times_that_are_none(engine: Engine) {
        let app = TestApp::new(engine).await;
        let ana = app.person("ana").await;
        let soon = schedule(&ana, 4, json!({})).await.fails(422);
        assert_eq!(soon.json["error"], "Validation failed: Scheduled at The scheduled date must be in the future");
        let banana = ana.post("/api/v1/statuses", json!({ "status": "x", "scheduled_at": "banana" })).await.fails(422);
        assert_eq!(banana.json["error"], "Record invalid");
        schedule(&ana, 10, json!({ "status": "" })).await.fails(422);
        schedule(&ana, 10, json!({ "in_reply_to_id": "1" })).await.fails(404);
        schedule(&ana, 10, json!({ "media_ids": ["1"] })).await.fails(422);
        assert!(waiting(&ana).await.is_empty() && posts_of(&ana).await.is_empty());
        let far = ana.post("/api/v1/statuses", json!({ "status": "x", "scheduled_at": "4000-01-01T12:13:14+00:00" })).await.ok();
        assert_eq!(far.json["scheduled_at"], "4000-01-01T12:13:14.000Z");
    }

    async fn it_can_be_moved_and_cancelled(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben) = (app.person("ana").await, app.person("ben").await);
        let first = schedule(&ana, 10, json!({ "status": "first" })).await.ok().id();
        let second = schedule(&ana, 20, json!({ "status": "second" })).await.ok().id();
        assert_eq!(waiting(&ana).await, [second.to_string(), first.to_string()]);
        let page = ana.get("/api/v1/scheduled_statuses?limit=1").await.ok();
        assert_eq!(page.each("id"), [second.to_string()]);
        assert_eq!(ana.get(&page.link("next").unwrap()).await.ok().each("id"), [first.to_string()]);
        let path = format!("/api/v1/scheduled_statuses/{first}");
        for refused in [ben.get(&path).await, ben.put(&path, json!({ "scheduled_at": "2027-01-01" })).await, ben.delete(&path).await] {
            refused.fails(404);
        }
        ana.put(&path, json!({ "scheduled_at": base::iso_ms(NOW_MS + MINUTE_MS) })).await.fails(422);
        ana.put(&path, json!({ "scheduled_at": "banana" })).await.fails(422);
        let moved = ana.put(&path, json!({ "scheduled_at": base::iso_ms(NOW_MS + 30 * MINUTE_MS) })).await.ok().json;
        assert_eq!((&moved["id"], &moved["scheduled_at"]), (&json!(first.to_string()), &json!("2026-11-22T14:30:00.000Z")));
        assert_eq!(ana.get(&path).await.ok().json, moved);
        app.later(15 * MINUTE_MS);
        app.settle().await;
        assert!(posts_of(&ana).await.is_empty(), "the former time is void");
        assert_eq!(ana.delete(&format!("/api/v1/scheduled_statuses/{second}")).await.ok().json, json!({}));
        app.later(20 * MINUTE_MS);
        app.settle().await;
        assert_eq!(posts_of(&ana).await, ["first"]);
    }

    async fn media_are_reserved(engine: Engine) {
        let app = TestApp::new(engine).await;
        let ana = app.person("ana").await;
        let dot = picture(&ana).await;
        let made = schedule(&ana, 3 * 24 * 60, json!({ "media_ids": [dot] })).await.ok();
        assert_eq!((&made.json["media_attachments"][0]["id"], &made.json["params"]["media_ids"]), (&json!(dot.to_string()), &json!([dot.to_string()])));
        ana.post("/api/v1/statuses", json!({ "status": "mine too", "media_ids": [dot] })).await.fails(422);
        app.later(2 * 24 * 60 * MINUTE_MS);
        app.settle().await;
        assert_eq!(app.medley.media.sweep().await.unwrap(), 0, "old, but reserved");
        app.later(24 * 60 * MINUTE_MS);
        app.settle().await;
        let post = ana.get(&format!("/api/v1/accounts/{}/statuses?only_media=true", ana.id)).await.ok().json;
        assert_eq!(post[0]["media_attachments"][0]["description"], "a dot");
        let other = picture(&ana).await;
        let cancelled = schedule(&ana, 10, json!({ "media_ids": [other] })).await.ok().id();
        ana.delete(&format!("/api/v1/scheduled_statuses/{cancelled}")).await.ok();
        ana.publish_with(json!({ "status": "now", "media_ids": [other] })).await;
    }

    async fn limits(engine: Engine) {
        let app = TestApp::new(engine).await;
        let ana = app.person("ana").await;
        for n in 0..25 {
            schedule(&ana, 10 + n, json!({})).await.ok();
        }
        let refused = schedule(&ana, 60, json!({})).await.fails(422);
        assert_eq!(refused.json["error"], "Validation failed: You have exceeded the limit of 25 scheduled posts for today");
        for n in 25..300 {
            schedule(&ana, (1 + n / 25) * 24 * 60, json!({})).await.ok();
        }
        let refused = schedule(&ana, 100 * 24 * 60, json!({})).await.fails(422);
        assert_eq!(refused.json["error"], "Validation failed: You have exceeded the limit of 300 scheduled posts");
    }

    async fn the_same_key_schedules_once(engine: Engine) {
        let app = TestApp::new(engine).await;
        let ana = app.person("ana").await;
        let send = || async {
            let body = json!({ "status": "once", "scheduled_at": base::iso_ms(NOW_MS + 10 * MINUTE_MS) });
            let request = ana.request(http::Method::POST, "/api/v1/statuses").header("idempotency-key", "k");
            let request = request.header("content-type", "application/json").body(body.to_string().into()).unwrap();
            let bytes = axum::body::to_bytes(app.send(request).await.into_body(), 1 << 20).await.unwrap();
            serde_json::from_slice::<Value>(&bytes).unwrap()["id"].clone()
        };
        let (first, second) = tokio::join!(send(), send());
        assert_eq!(first, second);
        assert_eq!(waiting(&ana).await, [first.as_str().unwrap()]);
    }

    async fn polls_can_wait_and_what_cannot_be_published_is_kept(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben) = (app.person("ana").await, app.person("ben").await);
        let poll = json!({ "options": ["a", "b"], "expires_in": 300, "multiple": true });
        let made = schedule(&ana, 10, json!({ "poll": poll })).await.ok().json;
        assert_eq!(made["params"]["poll"], json!({ "options": ["a", "b"], "expires_in": 300, "multiple": true, "hide_totals": false }));
        let asked = ben.publish("when?").await;
        let answer = schedule(&ana, 10, json!({ "in_reply_to_id": asked })).await.ok().id();
        ben.delete(&format!("/api/v1/statuses/{asked}")).await.ok();
        app.later(11 * MINUTE_MS);
        app.settle().await;
        let posts = ana.get(&format!("/api/v1/accounts/{}/statuses", ana.id)).await.ok().json;
        assert_eq!((posts.as_array().unwrap().len(), &posts[0]["poll"]["expires_at"]), (1, &json!("2026-11-22T14:16:00.001Z")));
        assert_eq!(waiting(&ana).await, [answer.to_string()], "its author finds it");
    }
}
