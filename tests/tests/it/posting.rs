//! Publishing, answering, boosting, liking, editing, deleting.

use store::engine_tests;
use testkit::{TestApp, json};

engine_tests! {
    async fn a_post_is_there_in_the_very_next_call(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben) = (app.person("ana").await, app.person("ben").await);
        ben.follow(&ana).await;
        let id = ana.publish("Rounds at nine #hcsm, ask @ben https://example.org/a").await;
        assert_eq!(ben.home().await, ["Rounds at nine #hcsm, ask @ben https://example.org/a"]);
        let post = app.nobody().get(&format!("/api/v1/statuses/{id}")).await.ok().json;
        assert_eq!(post["url"], format!("http://localhost:3000/@ana/{id}"));
        assert_eq!(post["tags"][0]["name"], "hcsm");
        assert_eq!(post["mentions"][0]["acct"], "ben");
        assert_eq!(post["application"]["name"], "Test");
        assert_eq!(app.nobody().get("/api/v1/timelines/tag/HCSM").await.ok().each("id"), [id.to_string()]);
        assert_eq!(app.nobody().get("/api/v1/timelines/public").await.ok().each("id"), [id.to_string()]);
        let account = app.nobody().get(&format!("/api/v1/accounts/{}", ana.id)).await.ok().json;
        assert_eq!((&account["statuses_count"], &account["last_status_at"]), (&json!(1), &json!("2026-11-22")));
    }

    async fn the_limit_is_140_as_people_count(engine: Engine) {
        let app = TestApp::new(engine).await;
        let ana = app.person("ana").await;
        ana.publish(&"x".repeat(140)).await;
        ana.publish(&format!("{} https://example.org/{}", "x".repeat(116), "y".repeat(400))).await;
        ana.publish(&"👩‍⚕️".repeat(140)).await;
        let refused = ana.post("/api/v1/statuses", json!({ "status": "x".repeat(141) })).await.fails(422);
        assert_eq!(refused.json["error"], "Validation failed: Text character limit of 140 exceeded");
        ana.post("/api/v1/statuses", json!({ "status": "x".repeat(138), "spoiler_text": "blood" })).await.fails(422);
        for empty in ["", "   \n", "\u{200b}"] {
            ana.post("/api/v1/statuses", json!({ "status": empty })).await.fails(422);
        }
    }

    async fn the_same_key_is_the_same_post(engine: Engine) {
        let app = TestApp::new(engine).await;
        let ana = app.person("ana").await;
        let send = |key: &'static str| {
            let ana = ana.clone();
            async move {
                let request = ana.request(http::Method::POST, "/api/v1/statuses").header("idempotency-key", key);
                let body = "status=once".to_owned();
                let request = request.header("content-type", "application/x-www-form-urlencoded").body(body.into()).unwrap();
                let response = ana.app.send(request).await;
                let bytes = axum_body(response).await;
                bytes["id"].as_str().unwrap().to_owned()
            }
        };
        let (first, second) = tokio::join!(send("k1"), send("k1"));
        assert_eq!(first, second);
        assert_ne!(send("k2").await, first);
        app.later(3_700_000);
        assert_ne!(send("k1").await, first, "an hour later it is a new post");
    }

    async fn threads_of_any_depth(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben) = (app.person("ana").await, app.person("ben").await);
        let root = ana.publish("0").await;
        let mut at = root;
        let mut chain = vec![root];
        for n in 1..60 {
            let who = if n % 2 == 0 { &ana } else { &ben };
            at = who.publish_with(json!({ "status": n.to_string(), "in_reply_to_id": at })).await;
            chain.push(at);
        }
        let side = ben.publish_with(json!({ "status": "side", "in_reply_to_id": chain[10] })).await;
        let context = app.nobody().get(&format!("/api/v1/statuses/{}/context", chain[30])).await.ok().json;
        let ids = |list: &testkit::Value| -> Vec<String> {
            list.as_array().unwrap().iter().map(|p| p["id"].as_str().unwrap().to_owned()).collect()
        };
        let text = |ids: &[base::Id]| ids.iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(ids(&context["ancestors"]), text(&chain[..30]));
        assert_eq!(ids(&context["descendants"]), text(&chain[31..]));
        let all = app.nobody().get(&format!("/api/v1/statuses/{root}/context")).await.ok().json;
        assert_eq!(ids(&all["descendants"]).len(), 60);
        assert!(ids(&all["descendants"]).contains(&side.to_string()));
        let parent = app.nobody().get(&format!("/api/v1/statuses/{}", chain[10])).await.ok().json;
        assert_eq!(parent["replies_count"], 2);
        assert_eq!(parent["in_reply_to_account_id"], ben.id.to_string());
    }

    async fn likes_boosts_bookmarks_and_pins(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben) = (app.person("ana").await, app.person("ben").await);
        let post = ana.publish("Wash your hands").await;
        for _ in 0..2 {
            let liked = ben.touch("favourite", post).await.ok().json;
            assert_eq!((&liked["favourited"], &liked["favourites_count"]), (&json!(true), &json!(1)));
        }
        let boost = ben.touch("reblog", post).await.ok();
        assert_ne!(boost.id(), post, "a boost has an id of its own");
        assert_eq!(boost.json["reblog"]["id"], post.to_string());
        assert_eq!((&boost.json["reblog"]["reblogged"], &boost.json["reblog"]["reblogs_count"]), (&json!(true), &json!(1)));
        assert_eq!(ben.touch("reblog", post).await.ok().id(), boost.id(), "twice is once");
        assert_eq!(ben.touch("bookmark", post).await.ok().json["bookmarked"], true);
        assert_eq!(ben.get("/api/v1/bookmarks").await.ok().each("id"), [post.to_string()]);
        assert_eq!(ben.get("/api/v1/favourites").await.ok().each("id"), [post.to_string()]);
        let by = |what: &str| format!("/api/v1/statuses/{post}/{what}");
        assert_eq!(ana.get(&by("favourited_by")).await.ok().each("acct"), ["ben"]);
        assert_eq!(ana.get(&by("reblogged_by")).await.ok().each("acct"), ["ben"]);
        ben.touch("pin", post).await.fails(422);
        assert_eq!(ana.touch("pin", post).await.ok().json["pinned"], true);
        let pinned = app.nobody().get(&format!("/api/v1/accounts/{}/statuses?pinned=true", ana.id)).await.ok();
        assert_eq!(pinned.each("id"), [post.to_string()]);
        let seen_by_ana = ana.get(&format!("/api/v1/statuses/{post}")).await.ok().json;
        assert_eq!((&seen_by_ana["favourited"], &seen_by_ana["bookmarked"]), (&json!(false), &json!(false)));
        for verb in ["unfavourite", "unreblog", "unbookmark"] {
            ben.touch(verb, post).await.ok();
            ben.touch(verb, post).await.ok();
        }
        let plain = ben.get(&format!("/api/v1/statuses/{post}")).await.ok().json;
        for (key, value) in [("favourited", json!(false)), ("reblogged", json!(false)), ("bookmarked", json!(false)),
                             ("favourites_count", json!(0)), ("reblogs_count", json!(0))] {
            assert_eq!(plain[key], value, "{key}");
        }
        ben.get(&format!("/api/v1/statuses/{}", boost.id())).await.fails(404);
    }

    async fn edits_keep_their_history(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben) = (app.person("ana").await, app.person("ben").await);
        let id = ana.publish("Clinic opens at 8 #old").await;
        let path = format!("/api/v1/statuses/{id}");
        app.later(60_000);
        ben.put(&path, json!({ "status": "mine" })).await.fails(404);
        let edited = ana.put(&path, json!({ "status": "Clinic opens at 9 #new", "spoiler_text": "hours" })).await.ok().json;
        assert_eq!(edited["edited_at"], "2026-11-22T14:01:00.001Z");
        let history = app.nobody().get(&format!("{path}/history")).await.ok();
        assert_eq!(history.contents(), ["Clinic opens at 8 #old", "Clinic opens at 9 #new"]);
        assert_eq!(ana.get(&format!("{path}/source")).await.ok().json["text"], "Clinic opens at 9 #new");
        assert_eq!(ben.get(&format!("{path}/source")).await.ok().json["text"], "Clinic opens at 9 #new", "as in Mastodon");
        assert!(app.nobody().get("/api/v1/timelines/tag/old").await.ok().each("id").is_empty());
        assert_eq!(app.nobody().get("/api/v1/timelines/tag/new").await.ok().each("id").len(), 1);
        ana.put(&path, json!({ "status": "" })).await.fails(422);
    }

    async fn deletion_means_deletion(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben, eve) = (app.person("ana").await, app.person("ben").await, app.person("eve").await);
        eve.follow(&ben).await;
        let root = ana.publish("Gone soon #x").await;
        let answer = ben.publish_with(json!({ "status": "why?", "in_reply_to_id": root })).await;
        ben.touch("favourite", root).await.ok();
        ben.touch("bookmark", root).await.ok();
        let boost = ben.touch("reblog", root).await.ok().id();
        assert_eq!(eve.home().await[0], "");
        ben.delete(&format!("/api/v1/statuses/{root}")).await.fails(404);
        let deleted = ana.delete(&format!("/api/v1/statuses/{root}")).await.ok().json;
        assert_eq!(deleted["text"], "Gone soon #x");
        for (who, path) in [(&ana, format!("/api/v1/statuses/{root}")), (&ben, format!("/api/v1/statuses/{boost}"))] {
            who.get(&path).await.fails(404);
        }
        for path in ["/api/v1/favourites", "/api/v1/bookmarks", "/api/v1/timelines/tag/x"] {
            assert!(ben.get(path).await.ok().each("id").is_empty(), "{path}");
        }
        assert!(!eve.get("/api/v1/timelines/home").await.ok().each("id").contains(&boost.to_string()));
        app.settle().await;
        let ben_now = ben.get(&format!("/api/v1/accounts/{}", ben.id)).await.ok().json;
        assert_eq!(ben_now["statuses_count"], 1, "the boost is not counted any more");
        let context = ben.get(&format!("/api/v1/statuses/{answer}/context")).await.ok().json;
        assert_eq!(context["ancestors"], json!([]));
        ana.delete(&format!("/api/v1/statuses/{root}")).await.fails(404);
    }
}

async fn axum_body(response: axum::response::Response) -> testkit::Value {
    let bytes = axum::body::to_bytes(response.into_body(), 1 << 20).await.unwrap();
    serde_json::from_slice(&bytes).unwrap()
}
