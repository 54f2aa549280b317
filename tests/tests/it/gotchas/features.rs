//! Rules of single features.

use http::Method;
use store::engine_tests;
use testkit::{Person, TestApp, Value, json};

use super::{filled, has, picture, status};

/// Uploads a picture with a focus.
async fn upload(who: &Person, side: u32) -> testkit::Answer {
    let head = "--b\r\nContent-Disposition: form-data; name=\"focus\"\r\n\r\n0.5,-0.5\r\n\
                --b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.png\"\r\nContent-Type: image/png\r\n\r\n";
    let body = [head.as_bytes(), &picture(side), b"\r\n--b--\r\n"].concat();
    who.send(Method::POST, "/api/v2/media", "multipart/form-data; boundary=b", body).await
}

async fn notified(who: &Person, query: &str) -> Vec<Value> {
    who.app.settle().await;
    who.get(&format!("/api/v1/notifications{query}")).await.ok().json.as_array().unwrap().clone()
}

engine_tests! {
    async fn gotcha_22_pictures_are_there_at_once(engine: Engine) {
        let app = TestApp::new(engine).await;
        let ana = app.person("ana").await;
        let media = upload(&ana, 64).await.ok();
        filled(&media.json, &["id", "type", "url", "preview_url", "blurhash"]);
        has(&media.json, &["remote_url", "description", "text_url"]);
        let meta = &media.json["meta"];
        assert_eq!((&meta["original"]["width"], &meta["original"]["size"]), (&json!(64), &json!("64x64")));
        assert_eq!((&meta["focus"]["x"], &meta["focus"]["y"]), (&json!(0.5), &json!(-0.5)));
        filled(&meta["small"], &["width", "height", "size", "aspect"]);
        ana.get(&format!("/api/v1/media/{}", media.id())).await.ok();
        // Enough pixels to take a while.
        let large = upload(&ana, 3_000).await;
        assert_eq!((large.status.as_u16(), &large.json["url"]), (202, &Value::Null), "{}", large.text);
        let path = format!("/api/v1/media/{}", large.id());
        assert_eq!(ana.get(&path).await.status, 206);
        let post = json!({ "status": "too early", "media_ids": [large.id().to_string()] });
        ana.post("/api/v1/statuses", post).await.fails(422);
        app.settle().await;
        filled(&ana.get(&path).await.ok().json, &["url"]);
    }

    async fn gotcha_27_notifications_are_of_known_kinds_and_have_their_posts(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben) = (app.person("ana").await, app.person("ben").await);
        let mine = ana.publish("mine").await;
        ben.touch("favourite", mine).await.ok();
        ben.relate("follow", &ana).await;
        let mention = ben.publish("@ana there").await;
        assert_eq!(notified(&ana, "").await.len(), 3);
        let only = notified(&ana, "?types[]=follow").await;
        assert!(only.iter().all(|one| one["type"] == "follow") && only.len() == 1);
        ben.delete(&format!("/api/v1/statuses/{mention}")).await.ok();
        ana.delete(&format!("/api/v1/statuses/{mine}")).await.ok();
        let left = notified(&ana, "").await;
        assert!(left.iter().all(|one| one["type"] == "follow"), "none without its post: {left:?}");
    }

    async fn gotcha_29_a_quote_has_a_state(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben) = (app.person("ana").await, app.person("ben").await);
        let first = ana.publish("said").await;
        let second = ben.publish_with(json!({ "status": "quoted", "quoted_status_id": first.to_string() })).await;
        let third = ana.publish_with(json!({ "status": "again", "quoted_status_id": second.to_string() })).await;
        let shown = status(&ana, third).await;
        assert_eq!(shown["quote"]["state"], "accepted");
        let inner = &shown["quote"]["quoted_status"];
        assert_eq!(inner["id"], second.to_string());
        assert_eq!(inner["quote"], json!({ "state": "accepted", "quoted_status_id": first.to_string() }), "a shallow one");
        assert!(shown["content"].as_str().unwrap().starts_with("<p class=\"quote-inline\">"), "{shown}");
        has(&shown["quote_approval"], &["automatic", "manual", "current_user"]);
        ana.delete(&format!("/api/v1/statuses/{first}")).await.ok();
        let left = status(&ana, second).await;
        assert_eq!((&left["quote"]["state"], &left["quote"]["quoted_status"]), (&json!("deleted"), &Value::Null));
    }

    async fn gotcha_30_filters_tell_and_do_not_drop(engine: Engine) {
        let app = TestApp::new(engine).await;
        let ana = app.person("ana").await;
        for action in ["warn", "hide", "blur"] {
            let keywords = json!([{ "keyword": format!("word{action}") }]);
            let filter = json!({ "title": action, "context": ["home", "public"], "filter_action": action, "keywords_attributes": keywords });
            ana.post("/api/v2/filters", filter).await.ok();
            ana.publish(&format!("a word{action} here")).await;
        }
        let home = ana.get("/api/v1/timelines/home").await.ok().json;
        assert_eq!(home.as_array().unwrap().len(), 3, "none is left out");
        for (post, action) in home.as_array().unwrap().iter().zip(["blur", "hide", "warn"]) {
            let told = &post["filtered"][0];
            assert_eq!((&told["filter"]["filter_action"], &told["keyword_matches"]), (&json!(action), &json!([format!("word{action}")])));
            has(told, &["status_matches"]);
        }
    }

    async fn gotcha_31_groups_have_keys_and_ids_like_numbers(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben, cleo) = (app.person("ana").await, app.person("ben").await, app.person("cleo").await);
        let post = ana.publish("well liked").await;
        ben.touch("favourite", post).await.ok();
        cleo.touch("favourite", post).await.ok();
        app.settle().await;
        ben.publish("@ana hello").await;
        app.settle().await;
        let told = ana.get("/api/v2/notifications").await.ok().json;
        assert!(told["accounts"].is_array() && told["statuses"].is_array(), "{told}");
        let groups = told["notification_groups"].as_array().unwrap();
        assert_eq!(groups.len(), 2);
        for group in groups {
            let id = group["most_recent_notification_id"].as_str().map(str::to_owned);
            let id = id.unwrap_or_else(|| group["most_recent_notification_id"].to_string());
            assert!(id.parse::<u64>().is_ok(), "{group}");
            filled(group, &["group_key", "notifications_count", "page_min_id", "page_max_id", "sample_account_ids"]);
        }
        assert!(groups[0]["group_key"].as_str().unwrap().starts_with("ungrouped-"), "{told}");
        assert_eq!(groups[1]["notifications_count"], 2);
    }

    async fn gotcha_32_a_deleted_post_can_be_written_anew(engine: Engine) {
        let app = TestApp::new(engine).await;
        let ana = app.person("ana").await;
        let (one, two) = (upload(&ana, 8).await.ok().id(), upload(&ana, 9).await.ok().id());
        let ids = json!([two.to_string(), one.to_string()]);
        let post = ana.publish_with(json!({ "status": "as *typed*", "media_ids": ids })).await;
        let path = format!("/api/v1/statuses/{post}");
        app.later(1_000);
        let attributes = json!([{ "id": one.to_string(), "description": "the first" }]);
        let edit = json!({ "status": "as *typed* anew", "media_ids": ids, "media_attributes": attributes });
        let edited = ana.put(&path, edit).await.ok().json;
        assert_eq!(edited["media_attachments"][0]["id"], two.to_string(), "in their order");
        assert_eq!(edited["media_attachments"][1]["description"], "the first");
        let gone = ana.delete(&path).await.ok().json;
        assert_eq!(gone["text"], "as *typed* anew");
        assert_eq!(gone["media_attachments"].as_array().unwrap().len(), 2);
        let again = ana.publish_with(json!({ "status": gone["text"], "media_ids": ids })).await;
        assert_eq!(status(&ana, again).await["media_attachments"].as_array().unwrap().len(), 2, "and its media can be used again");
    }

    async fn gotcha_36_markers_and_preferences_have_their_keys(engine: Engine) {
        let app = TestApp::new(engine).await;
        let ana = app.person("ana").await;
        let post = ana.publish("read").await;
        let saved = json!({ "home": { "last_read_id": post.to_string() } });
        let marker = ana.post("/api/v1/markers", saved).await.ok().json["home"].clone();
        assert_eq!(marker["last_read_id"], post.to_string());
        filled(&marker, &["version", "updated_at"]);
        let preferences = ana.get("/api/v1/preferences").await.ok().json;
        filled(&preferences, &["posting:default:visibility", "posting:default:sensitive", "posting:default:quote_policy"]);
        filled(&preferences, &["reading:expand:media", "reading:expand:spoilers", "reading:autoplay:gifs"]);
        has(&preferences, &["posting:default:language"]);
    }

    async fn gotcha_37_scheduled_posts_are_five_minutes_off_at_least(engine: Engine) {
        let app = TestApp::new(engine).await;
        let ana = app.person("ana").await;
        let soon = json!({ "status": "x", "scheduled_at": "2026-11-22T14:04:00.000Z" });
        ana.post("/api/v1/statuses", soon).await.fails(422);
        let later = json!({ "status": "later", "scheduled_at": "2026-11-22T14:06:00.000Z" });
        let made = ana.post("/api/v1/statuses", later).await.ok().json;
        assert_eq!((&made["scheduled_at"], &made["params"]["text"]), (&json!("2026-11-22T14:06:00.000Z"), &json!("later")));
        assert_eq!(made["media_attachments"], json!([]));
        assert!(made["id"].is_string() && made.get("content").is_none(), "no post yet: {made}");
        let bad = ana.post("/api/v1/statuses", json!({ "status": "x", "scheduled_at": "whenever" })).await.fails(422);
        assert_eq!(bad.json["error"], "Record invalid");
    }

    async fn gotcha_38_polls_hide_what_they_should(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben) = (app.person("ana").await, app.person("ben").await);
        let poll = json!({ "options": ["a", "b"], "expires_in": 3_600, "hide_totals": true });
        let post = ana.publish_with(json!({ "status": "which", "poll": poll })).await;
        let shown = status(&ben, post).await["poll"].clone();
        for (key, wanted) in [("expires_at", json!("2026-11-22T15:00:00.001Z")), ("expired", json!(false)), ("multiple", json!(false)),
                              ("voters_count", json!(0)), ("voted", json!(false)), ("own_votes", json!([]))] {
            assert_eq!(shown.get(key), Some(&wanted), "{key}");
        }
        assert_eq!(shown["options"][0], json!({ "title": "a", "votes_count": null }), "hidden until the end");
        let id = shown["id"].as_str().unwrap();
        let voted = ben.post(&format!("/api/v1/polls/{id}/votes"), json!({ "choices": ["1"] })).await.ok().json;
        assert_eq!((&voted["voted"], &voted["own_votes"]), (&json!(true), &json!([1])));
    }
}
