//! What other people's suites rely on and nobody else would think of; see docs/clients.md.

use http::Method;
use store::engine_tests;
use testkit::{Person, TestApp, Value, json};

async fn statuses(of: &Person, as_who: &Person, query: &str) -> Vec<String> {
    as_who.get(&format!("/api/v1/accounts/{}/statuses{query}", of.id)).await.ok().contents()
}

engine_tests! {
    async fn a_post_names_its_app_with_its_website(engine: Engine) {
        let app = TestApp::with(engine, |config| {
            config.compatibility.password_grant = true;
        }).await;
        let ana = app.person("ana").await;
        let uri = "urn:ietf:wg:oauth:2.0:oob";
        let wanted = json!({ "client_name": "Pen", "website": "https://pen.example", "redirect_uris": uri, "scopes": "read write" });
        let made = app.nobody().post("/api/v1/apps", wanted).await.ok().json;
        let token = app.nobody().post("/oauth/token", json!({
            "grant_type": "password", "client_id": made["client_id"], "client_secret": made["client_secret"],
            "username": "ana@example.org", "password": "ana likes long passwords", "scope": "read write",
        })).await.ok().json["access_token"].as_str().unwrap().to_owned();
        let pen = Person { token: Some(token), ..ana.clone() };
        let id = pen.publish("with a pen").await;
        let expected = json!({ "name": "Pen", "website": "https://pen.example" });
        assert_eq!(pen.get(&format!("/api/v1/statuses/{id}")).await.ok().json["application"], expected);
        let again = app.reopened().await.person_like(&ana);
        assert_eq!(again.get(&format!("/api/v1/statuses/{id}")).await.ok().json["application"], expected);
    }

    async fn direct_posts_can_be_left_out(engine: Engine) {
        let app = TestApp::new(engine).await;
        let ana = app.person("ana").await;
        ana.publish("open").await;
        ana.publish_with(json!({ "status": "for me", "visibility": "direct" })).await;
        assert_eq!(statuses(&ana, &ana, "").await, ["for me", "open"]);
        assert_eq!(statuses(&ana, &ana, "?exclude_direct=true").await, ["open"]);
    }

    async fn who_sees_a_post_may_read_its_source(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben) = (app.person("ana").await, app.person("ben").await);
        let open = ana.publish("as *written*").await;
        assert_eq!(ben.get(&format!("/api/v1/statuses/{open}/source")).await.ok().json["text"], "as *written*");
        let closed = ana.publish_with(json!({ "status": "friends", "visibility": "private" })).await;
        ben.get(&format!("/api/v1/statuses/{closed}/source")).await.fails(404);
    }

    async fn boosts_for_followers_are_not_told(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben) = (app.person("ana").await, app.person("ben").await);
        let open = ana.publish("open").await;
        let path = format!("/api/v1/statuses/{open}/reblogged_by");
        ben.post(&format!("/api/v1/statuses/{open}/reblog"), json!({ "visibility": "private" })).await.ok();
        assert!(ana.get(&path).await.ok().each("acct").is_empty());
        ana.touch("reblog", open).await.ok();
        assert_eq!(app.nobody().get(&path).await.ok().each("acct"), ["ana"]);
    }

    async fn media_go_with_their_post_when_asked(engine: Engine) {
        let app = TestApp::new(engine).await;
        let ana = app.person("ana").await;
        let bytes = crate::gotchas::picture(8);
        for (query, status) in [("", 200), ("?delete_media=true", 422)] {
            let media = app.medley.media.import(ana.id, bytes.clone(), None, testkit::NOW_MS).await.unwrap();
            let with_it = json!({ "status": "look", "media_ids": [media.to_string()] });
            let post = ana.publish_with(with_it.clone()).await;
            ana.delete(&format!("/api/v1/statuses/{post}{query}")).await.ok();
            assert_eq!(ana.post("/api/v1/statuses", with_it).await.status, status, "{query}");
        }
    }

    async fn the_usual_quote_policy_is_kept_and_used(engine: Engine) {
        let app = TestApp::new(engine).await;
        let ana = app.person("ana").await;
        let edit = |policy: &str| json!({ "source": { "quote_policy": policy } });
        let path = "/api/v1/accounts/update_credentials";
        let told = ana.patch(path, edit("followers")).await.ok().json;
        assert_eq!(told["source"]["quote_policy"], "followers");
        assert_eq!(ana.get("/api/v1/preferences").await.ok().json["posting:default:quote_policy"], "followers");
        let post = ana.publish("quote me").await;
        let shown = ana.get(&format!("/api/v1/statuses/{post}")).await.ok().json;
        assert_eq!(shown["quote_approval"]["automatic"], json!(["followers"]));
        ana.patch(path, edit("friends")).await.fails(422);
    }

    async fn mutes_tell_when_they_end(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben, eve) = (app.person("ana").await, app.person("ben").await, app.person("eve").await);
        ana.post(&format!("/api/v1/accounts/{}/mute", ben.id), json!({ "duration": 60 })).await.ok();
        ana.relate("mute", &eve).await;
        let muted = ana.get("/api/v1/mutes").await.ok().json;
        assert_eq!((&muted[0]["acct"], &muted[0]["mute_expires_at"]), (&json!("eve"), &Value::Null));
        assert_eq!((&muted[1]["acct"], &muted[1]["mute_expires_at"]), (&json!("ben"), &json!("2026-11-22T14:01:00.000Z")));
    }

    async fn whom_one_blocked_is_found_by_the_whole_handle(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, benedict) = (app.person("ana").await, app.person("benedict").await);
        ana.relate("block", &benedict).await;
        let found = async |who: &Person, q: &str| {
            who.get(&format!("/api/v2/search?type=accounts&q={q}")).await.ok().json["accounts"].as_array().unwrap().len()
        };
        assert_eq!((found(&ana, "benedict").await, found(&ana, "bened").await, found(&benedict, "ana").await), (1, 0, 0));
    }

    async fn posts_with_a_link(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben) = (app.person("ana").await, app.person("ben").await);
        ana.publish("read https://example.org/a now").await;
        ana.publish("not https://example.org/b").await;
        ben.publish("https://example.org/a again").await;
        let path = "/api/v1/timelines/link?url=https://example.org/a";
        let page = app.nobody().get(path).await.ok();
        assert_eq!(page.contents().len(), 2);
        ana.relate("mute", &ben).await;
        assert_eq!(ana.get(path).await.ok().each("id").len(), 1);
        ana.get("/api/v1/timelines/link").await.fails(404);
        ana.get("/api/v1/timelines/link?url=https://example.org/c").await.fails(404);
    }

    async fn standard_pictures_are_where_mastodon_has_them(engine: Engine) {
        let app = TestApp::new(engine).await;
        let account = app.person("ana").await.get("/api/v1/accounts/verify_credentials").await.ok().json;
        for (key, path) in [("avatar", "/avatars/original/missing.png"), ("header_static", "/headers/original/missing.png")] {
            assert_eq!(account[key], format!("http://localhost:3000{path}"));
            assert_eq!(app.nobody().get(path).await.ok().header("content-type"), "image/png");
        }
    }

    async fn words_for_machines(engine: Engine) {
        let app = TestApp::new(engine).await;
        let health = app.nobody().get("/health").await.ok();
        assert_eq!((health.text.as_str(), health.header("content-type")), ("OK", "text/plain; charset=utf-8"));
        let page = app.nobody().send(Method::GET, "/.well-known/change-password", "", "").await;
        assert_eq!((page.status.as_u16(), page.header("location")), (302, "/settings/account"));
    }
}

// What typed apps insist on, found by running other people's clients.
engine_tests! {
    async fn ids_are_numbers_where_apps_read_numbers(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben) = (app.person("ana").await, app.person("ben").await);
        let post = ana.publish("Hello").await;
        ben.touch("favourite", post).await.ok();
        app.settle().await;
        let page = ana.get("/api/v2/notifications").await.ok().json;
        let group = &page["notification_groups"][0];
        assert!(group["most_recent_notification_id"].is_i64() && group["page_max_id"].is_string(), "{group}");
    }

    async fn the_old_policy_has_switches(engine: Engine) {
        let app = TestApp::new(engine).await;
        let ana = app.person("ana").await;
        let (old, new) = ("/api/v1/notifications/policy", "/api/v2/notifications/policy");
        let first = ana.get(old).await.ok().json;
        assert_eq!((&first["filter_not_following"], &first["summary"]["pending_requests_count"]), (&json!(false), &json!(0)));
        let set = json!({ "filter_not_following": true, "filter_new_accounts": "false" });
        assert_eq!(ana.put(old, set).await.ok().json["filter_not_following"], true);
        assert_eq!(ana.get(new).await.ok().json["for_not_following"], "filter");
        ana.patch(new, json!({ "for_not_following": "drop" })).await.ok();
        ana.patch(old, json!({ "filter_not_following": true })).await.ok();
        assert_eq!(ana.get(new).await.ok().json["for_not_following"], "drop", "a switch that is on loosens nothing");
        ana.patch(old, json!({ "filter_not_following": false })).await.ok();
        assert_eq!(ana.get(new).await.ok().json["for_not_following"], "accept");
        ana.patch(old, json!({ "filter_not_following": "perhaps" })).await.ok();
        app.nobody().get(old).await.fails(401);
    }

    async fn accepted_requests_are_told_to_streams(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben) = (app.person("ana").await, app.person("ben").await);
        ana.patch("/api/v2/notifications/policy", json!({ "for_not_following": "filter" })).await.ok();
        ben.publish("@ana hello?").await;
        app.settle().await;
        let mut stream = ana.stream("/api/v1/streaming/user/notification").await;
        ana.post(&format!("/api/v1/notifications/requests/{}/accept", ben.id), json!({})).await.ok();
        assert_eq!(stream.expect("notifications_merged").await, json!(1));
    }

    async fn every_post_of_an_app_has_a_language(engine: Engine) {
        let app = TestApp::new(engine).await;
        let ana = app.person("ana").await;
        let said = async |body: Value| ana.post("/api/v1/statuses", body).await.ok().json["language"].clone();
        assert_eq!(said(json!({ "status": "a" })).await, "en");
        assert_eq!(said(json!({ "status": "b", "language": "english" })).await, "en");
        assert_eq!(said(json!({ "status": "c", "language": "es" })).await, "es");
        ana.patch("/api/v1/accounts/update_credentials", json!({ "source": { "language": "fr" } })).await.ok();
        assert_eq!(said(json!({ "status": "d" })).await, "fr");
        ana.patch("/api/v1/accounts/update_credentials", json!({ "source": { "language": "nonsense" } })).await.ok();
        assert_eq!(ana.get("/api/v1/preferences").await.ok().json["posting:default:language"], "fr");
    }

    async fn files_may_be_written_out(engine: Engine) {
        let app = TestApp::new(engine).await;
        let ana = app.person("ana").await;
        let png = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
        assert_eq!(ana.post("/api/v2/media", json!({ "file": png })).await.ok().json["type"], "image");
        let edited = ana.patch("/api/v1/accounts/update_credentials", json!({ "avatar": png })).await.ok().json;
        assert!(!edited["avatar"].as_str().unwrap().contains("missing"), "{edited}");
        for bad in ["data:image/png;base64,@@@", "data:image/png,plain", "data:", "x"] {
            ana.post("/api/v2/media", json!({ "file": bad })).await.fails(422);
        }
        let fields = json!({ "fields_attributes": "undefined" });
        ana.patch("/api/v1/accounts/update_credentials", fields).await.ok();
    }

    async fn share_buttons_lead_to_the_composer(engine: Engine) {
        let app = TestApp::new(engine).await;
        let browser = app.person("ana").await.browser().await;
        let lead = browser.get("/share?text=A%20%3Cb%3E&url=https%3A%2F%2Fexample.org%2F").await;
        let there = lead.header("location").to_owned();
        assert_eq!(there, "/compose?text=A+%3Cb%3E+https%3A%2F%2Fexample.org%2F");
        assert!(browser.get(&there).await.ok().text.contains("A &#60;b&#62; https://example.org/"));
        let lead = browser.get("/authorize_interaction?uri=acct%3Aben%40far.example").await;
        assert_eq!(lead.header("location"), "/search?q=ben%40far.example");
    }
}
