//! What entities look like.

use std::collections::BTreeSet;

use base::Id;
use store::engine_tests;
use testkit::{NOW_MS, TestApp, Value, json};

use super::{filled, has, status};

/// Every HTML element that a client need know.
const ELEMENTS: [&str; 15] =
    ["p", "br", "a", "span", "del", "pre", "blockquote", "code", "b", "strong", "u", "i", "em", "ul", "ol"];

engine_tests! {
    async fn gotcha_01_ids_are_decimal_strings_in_mastodons_layout(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben) = (app.person("ana").await, app.person("ben").await);
        let post = ana.publish("an id").await;
        let boost = ben.touch("reblog", post).await.ok();
        for (entity, at_ms) in [(status(&ana, post).await, NOW_MS + 1), (boost.json.clone(), NOW_MS + 2)] {
            let id: u64 = entity["id"].as_str().unwrap().parse().unwrap();
            assert!(id < 1 << 63);
            assert_eq!(id >> 16, u64::try_from(at_ms).unwrap(), "milliseconds, then 16 bits");
            assert!(entity["account"]["id"].as_str().unwrap().parse::<u64>().is_ok());
        }
        assert_ne!(boost.id(), post);
        assert_eq!(boost.json["reblog"]["id"], post.to_string());
    }

    async fn gotcha_02_a_posts_url_ends_with_its_id(engine: Engine) {
        let app = TestApp::new(engine).await;
        let ana = app.person("Ana").await;
        let post = ana.publish("here").await;
        let url = status(&ana, post).await["url"].clone();
        assert_eq!(url, format!("http://localhost:3000/@Ana/{post}"));
        assert_eq!(app.nobody().get(&format!("/@Ana/{post}")).await.status, 200, "and is there");
    }

    async fn gotcha_03_times_have_three_digits_and_z(engine: Engine) {
        let app = TestApp::new(engine).await;
        let ana = app.person("ana").await;
        let post = ana.publish("when #when").await;
        assert_eq!(status(&ana, post).await["created_at"], "2026-11-22T14:00:00.001Z");
        app.settle().await;
        let account = ana.get("/api/v1/accounts/verify_credentials").await.ok().json;
        assert_eq!(account["created_at"], "2026-11-22T00:00:00.000Z", "midnight");
        assert_eq!(account["last_status_at"], "2026-11-22", "a day");
        let history = ana.get("/api/v1/tags/when").await.ok().json["history"].clone();
        assert!(history[0]["day"].as_str().unwrap().parse::<i64>().unwrap() % 86_400 == 0, "{history}");
        assert!(history[0]["uses"].is_string() && history[0]["accounts"].is_string());
    }

    async fn gotcha_04_every_key_is_there(engine: Engine) {
        let app = TestApp::new(engine).await;
        let ana = app.person("ana").await;
        let made = ana.form("/api/v1/statuses", "status=plain").await.ok().json;
        for key in ["edited_at", "poll", "card", "reblog", "in_reply_to_id", "in_reply_to_account_id", "quote"] {
            assert_eq!(made.get(key), Some(&Value::Null), "{key} is there, and null");
        }
        has(&made, &["language", "application", "uri", "url", "spoiler_text", "sensitive", "visibility", "muted"]);
        has(&made, &["favourited", "reblogged", "bookmarked", "pinned", "filtered", "quotes_count", "quote_approval"]);
        for key in ["mentions", "tags", "emojis", "media_attachments"] {
            assert_eq!(made[key], json!([]), "{key}");
        }
        for key in ["fields", "emojis"] {
            assert_eq!(made["account"][key], json!([]), "{key}");
        }
        let instance = app.nobody().get("/api/v1/instance").await.ok().json;
        assert!(instance["rules"].is_array() && instance["languages"].is_array());
    }

    async fn gotcha_05_some_are_never_null(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben) = (app.person("ana").await, app.person("ben").await);
        let post = status(&ana, ana.publish("@ben look").await).await;
        let account = ["avatar", "avatar_static", "header", "header_static", "url", "display_name", "note", "acct"];
        filled(&post["account"], &account);
        assert_eq!(post["account"]["note"], "");
        filled(&post["mentions"][0], &["id", "username", "url", "acct"]);
        filled(&post, &["created_at", "content", "uri", "url", "spoiler_text"]);
        for key in ["avatar", "header"] {
            assert!(post["account"][key].as_str().unwrap().starts_with("http://localhost:3000/"), "{key}");
        }
        assert_eq!(post["mentions"][0]["id"], ben.id.to_string());
    }

    async fn gotcha_06_the_old_instance_entity_is_whole(engine: Engine) {
        let app = TestApp::new(engine).await;
        app.person_with("boss", web::Role::Owner, "read").await;
        let told = app.nobody().get("/api/v1/instance").await.ok().json;
        filled(&told, &["uri", "title", "email", "stats", "thumbnail", "rules", "approval_required", "invites_enabled"]);
        assert_eq!(told["urls"]["streaming_api"], "ws://localhost:3000");
        filled(&told["stats"], &["user_count", "status_count", "domain_count"]);
        filled(&told["configuration"], &["statuses", "media_attachments", "polls", "accounts"]);
        filled(&told["contact_account"], &["id", "acct", "avatar", "fields", "emojis", "created_at"]);
    }

    async fn gotcha_07_the_new_instance_entity_is_whole(engine: Engine) {
        let app = TestApp::new(engine).await;
        app.person_with("boss", web::Role::Owner, "read").await;
        let told = app.nobody().get("/api/v2/instance").await.ok().json;
        filled(&told, &["domain", "title", "version", "description", "languages", "icon", "rules"]);
        filled(&told["usage"]["users"], &["active_month"]);
        filled(&told["thumbnail"], &["url"]);
        let configuration = &told["configuration"];
        filled(configuration, &["accounts", "statuses", "media_attachments", "polls", "timelines_access"]);
        assert_eq!(configuration["urls"]["streaming"], "ws://localhost:3000");
        has(&configuration["vapid"], &["public_key"]);
        assert_eq!(configuration["translation"]["enabled"], false);
        assert!(configuration["limited_federation"].is_boolean());
        has(&told["registrations"], &["enabled", "approval_required", "reason_required", "message", "min_age", "url"]);
        assert!(told["api_versions"]["mastodon"].as_u64().is_some_and(|version| version >= 10), "collections");
        filled(&told["contact"], &["email", "account"]);
    }

    async fn gotcha_08_the_version_begins_as_mastodons(engine: Engine) {
        let app = TestApp::new(engine).await;
        for path in ["/api/v1/instance", "/api/v2/instance"] {
            let version = app.nobody().get(path).await.ok().json["version"].as_str().unwrap().to_owned();
            assert!(version[..3].parse::<f32>().is_ok_and(|number| number >= 4.5), "{version}");
            assert!(version.contains("compatible; Medley"), "{version}");
        }
    }

    async fn gotcha_09_nodeinfo_names_the_software(engine: Engine) {
        let app = TestApp::new(engine).await;
        let links = app.nobody().get("/.well-known/nodeinfo").await.ok().json;
        assert_eq!(links["links"][0]["href"], "http://localhost:3000/nodeinfo/2.0");
        let told = app.nobody().get("/nodeinfo/2.0").await.ok().json;
        assert_eq!((&told["software"]["name"], &told["version"]), (&json!("medley"), &json!("2.0")));
        filled(&told, &["protocols", "services", "openRegistrations", "usage", "metadata"]);
    }

    async fn gotcha_26_visibility_is_one_of_four(engine: Engine) {
        let app = TestApp::new(engine).await;
        let ana = app.person("ana").await;
        for name in ["public", "unlisted", "private", "direct"] {
            let made = ana.post("/api/v1/statuses", json!({ "status": "who sees it", "visibility": name })).await.ok();
            assert_eq!(made.json["visibility"], name);
        }
        ana.post("/api/v1/statuses", json!({ "status": "x", "visibility": "circle" })).await.fails(422);
    }

    async fn gotcha_28_relationships_are_whole_and_in_order(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben, cleo) = (app.person("ana").await, app.person("ben").await, app.person("cleo").await);
        ana.follow(&cleo).await;
        let path = format!("/api/v1/accounts/relationships?id[]={}&id[]={}", cleo.id, ben.id);
        let list = ana.get(&path).await.ok();
        assert_eq!(list.each("id"), [cleo.id.to_string(), ben.id.to_string()]);
        for one in list.json.as_array().unwrap() {
            for key in ["following", "showing_reblogs", "notifying", "followed_by", "blocking", "blocked_by", "muting",
                        "muting_notifications", "requested", "requested_by", "domain_blocking", "endorsed"] {
                assert!(one[key].is_boolean(), "{key}: {one}");
            }
            has(one, &["languages"]);
            assert_eq!(one["note"], "");
        }
        assert_eq!((&list.json[0]["following"], &list.json[1]["following"]), (&json!(true), &json!(false)));
    }

    async fn gotcha_35_html_is_plain_and_links_have_their_classes(engine: Engine) {
        let app = TestApp::new(engine).await;
        let ana = app.person("ana").await;
        app.person("ben").await;
        let text = "<script>@ben</script>\n\nread https://example.org/a?b=c #Rounds & more <b>bold</b>\nnext";
        let content = status(&ana, ana.publish(text).await).await["content"].as_str().unwrap().to_owned();
        for piece in content.split('<').skip(1) {
            let name = piece.trim_start_matches('/').split([' ', '>', '/']).next().unwrap();
            assert!(ELEMENTS.contains(&name), "<{name}> in {content}");
        }
        assert!(content.contains("<span class=\"h-card\"") && content.contains("class=\"u-url mention\""), "{content}");
        assert!(content.contains("class=\"mention hashtag\"") && content.contains("rel=\"tag\""), "{content}");
        assert!(content.contains("href=\"http://localhost:3000/@ben\""), "{content}");
    }

    async fn ids_of_many_posts_differ(engine: Engine) {
        let app = TestApp::new(engine).await;
        let ana = app.person("ana").await;
        let mut ids = BTreeSet::<Id>::new();
        for n in 0..20 {
            // Within one millisecond.
            ids.insert(ana.post("/api/v1/statuses", json!({ "status": format!("n{n}") })).await.ok().id());
        }
        assert_eq!(ids.len(), 20);
    }
}
