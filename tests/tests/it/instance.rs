//! What clients ask about the server, as strict clients want it.

use instance::{Rule, Terms};
use store::engine_tests;
use testkit::{TestApp, Value, json};

/// Members of the newer entity and their types, as Mastodon.py declares them (release 4.6).
const V2: &[(&str, &str)] = &[
    ("/domain", "text"),
    ("/title", "text"),
    ("/version", "text"),
    ("/source_url", "text"),
    ("/description", "text"),
    ("/usage/users/active_month", "number"),
    ("/thumbnail/url", "text"),
    ("/thumbnail/description", "text"),
    ("/thumbnail/versions/@1x", "text"),
    ("/icon/0/src", "text"),
    ("/icon/0/size", "text"),
    ("/languages/0", "text"),
    ("/configuration/urls/streaming", "text"),
    ("/configuration/urls/about", "text"),
    ("/configuration/urls/privacy_policy", "text"),
    ("/configuration/vapid/public_key", "text"),
    ("/configuration/accounts/max_featured_tags", "number"),
    ("/configuration/accounts/max_pinned_statuses", "number"),
    ("/configuration/accounts/max_display_name_length", "number"),
    ("/configuration/accounts/max_note_length", "number"),
    ("/configuration/accounts/max_avatar_description_length", "number"),
    ("/configuration/accounts/max_header_description_length", "number"),
    ("/configuration/accounts/max_profile_fields", "number"),
    ("/configuration/accounts/profile_field_name_limit", "number"),
    ("/configuration/accounts/profile_field_value_limit", "number"),
    ("/configuration/statuses/max_characters", "number"),
    ("/configuration/statuses/max_media_attachments", "number"),
    ("/configuration/statuses/characters_reserved_per_url", "number"),
    ("/configuration/media_attachments/supported_mime_types/0", "text"),
    ("/configuration/media_attachments/image_size_limit", "number"),
    ("/configuration/media_attachments/image_matrix_limit", "number"),
    ("/configuration/media_attachments/video_size_limit", "number"),
    ("/configuration/media_attachments/video_frame_rate_limit", "number"),
    ("/configuration/media_attachments/video_matrix_limit", "number"),
    ("/configuration/media_attachments/description_limit", "number"),
    ("/configuration/polls/max_options", "number"),
    ("/configuration/polls/max_characters_per_option", "number"),
    ("/configuration/polls/min_expiration", "number"),
    ("/configuration/polls/max_expiration", "number"),
    ("/configuration/translation/enabled", "flag"),
    ("/configuration/timelines_access/live_feeds/local", "text"),
    ("/configuration/timelines_access/hashtag_feeds/remote", "text"),
    ("/configuration/timelines_access/trending_link_feeds/local", "text"),
    ("/configuration/limited_federation", "flag"),
    ("/registrations/enabled", "flag"),
    ("/registrations/approval_required", "flag"),
    ("/registrations/reason_required", "flag"),
    ("/registrations/url", "text"),
    ("/api_versions/mastodon", "number"),
    ("/contact/email", "text"),
    ("/contact/account/id", "text"),
    ("/rules/0/id", "text"),
    ("/rules/0/text", "text"),
    ("/rules/0/hint", "text"),
];

const V1: &[(&str, &str)] = &[
    ("/uri", "text"),
    ("/title", "text"),
    ("/short_description", "text"),
    ("/description", "text"),
    ("/email", "text"),
    ("/version", "text"),
    ("/urls/streaming_api", "text"),
    ("/stats/user_count", "number"),
    ("/stats/status_count", "number"),
    ("/stats/domain_count", "number"),
    ("/thumbnail", "text"),
    ("/languages/0", "text"),
    ("/registrations", "flag"),
    ("/approval_required", "flag"),
    ("/invites_enabled", "flag"),
    ("/configuration/statuses/max_characters", "number"),
    ("/configuration/media_attachments/image_size_limit", "number"),
    ("/configuration/polls/max_options", "number"),
    ("/contact_account/acct", "text"),
    ("/rules/0/text", "text"),
];

fn kind(value: &Value) -> &'static str {
    match value {
        Value::String(_) => "text",
        Value::Number(_) => "number",
        Value::Bool(_) => "flag",
        _ => "other",
    }
}

fn lacks(entity: &Value, wanted: &[(&'static str, &'static str)]) -> Vec<&'static str> {
    let fits = |path: &str, is: &str| entity.pointer(path).is_some_and(|value| kind(value) == is);
    wanted.iter().filter(|(path, is)| !fits(path, is)).map(|(path, _)| *path).collect()
}

engine_tests! {
    async fn both_entities_have_what_strict_clients_read(engine: Engine) {
        let app = TestApp::new(engine).await;
        app.person("ana").await;
        let nobody = app.nobody();
        let v2 = nobody.get("/api/v2/instance").await.ok();
        assert_eq!(lacks(&v2.json, V2), Vec::<&str>::new());
        assert_eq!(v2.header("deprecation"), "");
        for path in ["/registrations/message", "/registrations/min_age", "/thumbnail/blurhash", "/configuration/urls/status"] {
            assert_eq!(v2.json.pointer(path), Some(&Value::Null), "{path}");
        }
        assert_eq!(v2.json["configuration"]["urls"]["terms_of_service"], json!(null), "there are none");
        let version: f32 = v2.json["version"].as_str().unwrap()[..3].parse().unwrap();
        assert!(version >= 4.5, "clients read the beginning as a number");
        let v1 = nobody.get("/api/v1/instance/").await.ok();
        assert_eq!(lacks(&v1.json, V1), Vec::<&str>::new());
        assert!(v1.header("deprecation").starts_with('@'));
        for icon in v2.json["icon"].as_array().unwrap() {
            let path = icon["src"].as_str().unwrap().replace("http://localhost:3000", "");
            assert_eq!(nobody.get(&path).await.ok().header("content-type"), "image/png");
        }
        let sign_up = v2.json["registrations"]["url"].as_str().unwrap().replace("http://localhost:3000", "");
        nobody.get(&sign_up).await.ok();
    }

    async fn texts_of_the_operator(engine: Engine) {
        let app = TestApp::with(engine, |config| {
            let own = &mut config.instance;
            let mut rest = Rule::from("Rest.");
            rest.hint = "After each night.".to_owned();
            rest.translations.insert("pt".to_owned(), instance::RuleText { text: "Descansa.".into(), hint: String::new() });
            own.rules = vec![Rule::from("Be kind."), rest];
            own.privacy_policy = "We keep <little>.".to_owned();
            own.extended_description = "One.\n\nTwo.".to_owned();
            own.updated = "2026-10-01".to_owned();
            let terms = |effective: &str| Terms { effective: effective.into(), text: format!("Terms of {effective}") };
            own.terms = vec![terms("2026-01-01"), terms("2027-01-01")];
        }).await;
        let nobody = app.nobody();
        let rules = nobody.get("/api/v1/instance/rules").await.ok().json;
        assert_eq!(rules[0], json!({ "id": "1", "text": "Be kind.", "hint": "", "translations": {} }));
        assert_eq!(rules[1], json!({
            "id": "2", "text": "Rest.", "hint": "After each night.",
            "translations": { "pt": { "text": "Descansa.", "hint": "" } },
        }));
        assert_eq!(nobody.get("/api/v2/instance").await.ok().json["rules"], rules);
        let policy = nobody.get("/api/v1/instance/privacy_policy").await.ok().json;
        assert_eq!(policy, json!({ "updated_at": "2026-10-01T00:00:00.000Z", "content": "<p>We keep &lt;little&gt;.</p>" }));
        let more = nobody.get("/api/v1/instance/extended_description").await.ok().json;
        assert!(more["content"].as_str().unwrap().starts_with("<p>One.</p><p>Two.</p>"), "{more}");
        let terms = nobody.get("/api/v1/instance/terms_of_service").await.ok().json;
        assert_eq!(terms, json!({
            "effective_date": "2026-01-01", "effective": true, "content": "<p>Terms of 2026-01-01</p>",
            "succeeded_by": "2027-01-01",
        }));
        for path in ["/2027-01-01", "?date=2027-01-01"] {
            let coming = nobody.get(&format!("/api/v1/instance/terms_of_service{path}")).await.ok().json;
            assert_eq!((&coming["effective"], &coming["succeeded_by"]), (&json!(false), &json!(null)));
        }
        nobody.get("/api/v1/instance/terms_of_service/2026-02-01").await.fails(404);
        let about = nobody.get("/about").await.ok().text;
        for text in ["After each night.", "We keep &lt;little&gt;.", "Terms of 2026-01-01"] {
            assert!(about.contains(text), "{text}");
        }
        for (path, part) in [("/privacy-policy", "/about#privacy"), ("/terms-of-service", "/about#terms")] {
            assert_eq!(nobody.get(path).await.header("location"), part);
        }
    }

    async fn lists_about_the_server(engine: Engine) {
        let app = TestApp::new(engine).await;
        let ana = app.person("ana").await;
        ana.publish("hello").await;
        let nobody = app.nobody();
        let weeks = nobody.get("/api/v1/instance/activity").await.ok().json;
        let weeks = weeks.as_array().unwrap();
        assert_eq!(weeks.len(), 12);
        for (n, week) in weeks.iter().enumerate() {
            for key in ["week", "statuses", "logins", "registrations"] {
                assert!(week[key].as_str().unwrap().parse::<u64>().is_ok(), "{n} {key}");
            }
        }
        assert_eq!((&weeks[0]["statuses"], &weeks[0]["registrations"]), (&json!("1"), &json!("1")));
        for path in ["peers", "domain_blocks"] {
            assert_eq!(nobody.get(&format!("/api/v1/instance/{path}")).await.ok().json, json!([]));
        }
        assert_eq!(nobody.get("/api/v1/instance/translation_languages").await.ok().json, json!({}));
        let languages = nobody.get("/api/v1/instance/languages").await.ok();
        assert_eq!(languages.json[0], json!({ "code": "en", "name": "English" }));
        assert!(languages.each("code").len() > 5);
        assert_eq!(nobody.get("/api/v1/instance/privacy_policy").await.ok().json["updated_at"], "2026-11-22T00:00:00.000Z");
        nobody.get("/api/v1/instance/terms_of_service").await.fails(404);
    }

    async fn discovery(engine: Engine) {
        let app = TestApp::with(engine, |config| config.instance.software_name = "mastodon".to_owned()).await;
        app.person("ana").await;
        let nobody = app.nobody();
        let links = nobody.get("/.well-known/nodeinfo").await.ok().json;
        for link in links["links"].as_array().unwrap() {
            let path = link["href"].as_str().unwrap().replace("http://localhost:3000", "");
            let document = nobody.get(&path).await.ok().json;
            assert_eq!(document["software"]["name"], "mastodon");
            assert_eq!(document["usage"]["users"], json!({ "total": 1, "activeMonth": 1, "activeHalfyear": 1 }));
        }
        let password = nobody.get("/.well-known/change-password").await;
        assert_eq!((password.status.as_u16(), password.header("location")), (302, "/settings/account"));
        assert_eq!(nobody.get("/health").await.ok().text, "OK");
        assert_eq!(nobody.get("/api/v1/streaming/health").await.ok().text, "OK");
    }

    async fn what_is_not_there_says_so(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben) = (app.person("ana").await, app.person("ben").await);
        assert_eq!(ana.get(&format!("/api/v1/accounts/{}/identity_proofs", ben.id)).await.ok().json, json!([]));
        for path in [
            "/api/v1_alpha/collections",
            "/api/v1_alpha/async_refreshes/1",
            "/api/v1/async_refreshes/1",
            "/api/v9/anything",
        ] {
            assert_eq!(ana.get(path).await.fails(404).json, json!({ "error": "Not Found" }), "{path}");
        }
        let open = ana.publish("bom dia").await;
        let closed = ana.publish_with(json!({ "status": "boa noite", "visibility": "private" })).await;
        ben.follow(&ana).await;
        for (who, id, status, error) in [
            (&ben, open, 404, "Not Found"),
            (&ben, closed, 403, "This action is not allowed"),
            (&app.person("cem").await, closed, 404, "Record not found"),
        ] {
            let answer = who.post(&format!("/api/v1/statuses/{id}/translate"), json!({})).await.fails(status);
            assert_eq!(answer.json["error"], error);
        }
    }

    async fn preferences_and_markers(engine: Engine) {
        let app = TestApp::new(engine).await;
        let ana = app.person("ana").await;
        assert_eq!(ana.get("/api/v1/preferences").await.ok().json, json!({
            "posting:default:visibility": "public",
            "posting:default:sensitive": false,
            "posting:default:language": "en",
            "posting:default:quote_policy": "public",
            "reading:expand:media": "default",
            "reading:expand:spoilers": false,
            "reading:autoplay:gifs": false,
        }));
        assert_eq!(ana.get("/api/v1/markers").await.ok().json, json!({}));
        ana.post("/api/v1/markers", json!({ "home": { "last_read_id": "5" } })).await.ok();
        let home = ana.get("/api/v1/markers?timeline[]=home").await.ok().json["home"].clone();
        assert_eq!((&home["last_read_id"], &home["version"]), (&json!("5"), &json!(1)));
    }
}
