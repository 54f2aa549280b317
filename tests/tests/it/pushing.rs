//! Web push: subscriptions, and messages that a real receiver on a real socket opens.

mod browsers;
mod lasting;
mod service;

use base::HOUR_MS;
pub(crate) use service::Service;
use store::{Engine, engine_tests};
use testkit::{Person, TestApp, json};
use web::Authenticator;

const PATH: &str = "/api/v1/push/subscription";
const PRIVACY: &str = "/api/medley/v1/push/privacy";

async fn local(engine: Engine) -> TestApp {
    TestApp::with(engine, |config| config.compatibility.local_push = true).await
}

async fn titles(app: &TestApp, service: &Service) -> Vec<String> {
    app.settle().await;
    service.messages().iter().map(|message| message["title"].as_str().unwrap().to_owned()).collect()
}

/// Whether there is still a subscription, also for a token that is no good any more.
async fn is_subscribed(who: &Person, grant: base::Id) -> bool {
    who.app.medley.push.subscription(who.id, grant).await.unwrap().is_some()
}

async fn grant(who: &Person) -> base::Id {
    let token = who.token.as_deref().unwrap();
    who.app.medley.access.token(token).await.unwrap().unwrap().grant.unwrap()
}

engine_tests! {
    async fn a_subscription_is_made_changed_and_ended(engine: Engine) {
        let app = local(engine).await;
        let (ana, service) = (app.person("ana").await, Service::new().await);
        assert_eq!(ana.get(PATH).await.fails(404).json["error"], "Record not found");
        ana.put(PATH, json!({ "data": { "policy": "all" } })).await.fails(404);
        let made = service.subscribe(&ana, &["mention", "admin.sign_up"]).await.json;
        assert!(made["id"].as_i64().is_some_and(|id| i32::try_from(id).is_ok()), "as apps for Android read it: {made}");
        assert_eq!((&made["endpoint"], &made["standard"], &made["policy"]), (&json!(service.endpoint()), &json!(true), &json!("all")));
        assert_eq!((&made["alerts"]["mention"], &made["alerts"]["admin.sign_up"], &made["alerts"]["follow"]), (&json!(true), &json!(true), &json!(false)));
        assert_eq!(ana.get(PATH).await.ok().json, made);
        assert!(made["alerts"].get("chat_reminder").is_none(), "strict apps refuse what Mastodon has not");
        let form = "data[alerts][follow]=1&data[alerts][mention]=false&data[policy]=followed";
        let changed = ana.send(http::Method::PUT, PATH, "application/x-www-form-urlencoded", form).await.ok().json;
        assert_eq!((&changed["alerts"]["follow"], &changed["alerts"]["mention"], &changed["policy"]), (&json!(true), &json!(false), &json!("followed")));
        assert_eq!((&changed["id"], ana.get(PATH).await.ok().json), (&made["id"], changed.clone()));
        // Another token of hers has its own, and one anew takes the place of the one before.
        let other = app.with_scopes(&ana, "push").await;
        other.get(PATH).await.fails(404);
        let keys = service.app.keys();
        let form = format!(
            "subscription[endpoint]={}&subscription[keys][p256dh]={}&subscription[keys][auth]={}",
            "http://127.0.0.1:9/x", keys["p256dh"].as_str().unwrap(), keys["auth"].as_str().unwrap(),
        );
        let plain = other.form(PATH, &form).await.ok().json;
        assert_eq!((&plain["standard"], &plain["policy"], &plain["alerts"]["mention"]), (&json!(false), &json!("all"), &json!(false)));
        let again = service.subscribe(&other, &[]).await.json;
        assert_ne!(again["id"], plain["id"]);
        assert_eq!(other.get(PATH).await.ok().json, again);
        for _ in 0..2 {
            assert_eq!(ana.delete(PATH).await.ok().json, json!({}));
        }
        ana.get(PATH).await.fails(404);
        other.get(PATH).await.ok();
    }

    async fn the_servers_key_is_told_everywhere_and_stays(engine: Engine) {
        let app = local(engine).await;
        let (ana, service) = (app.person("ana").await, Service::new().await);
        let key = service.subscribe(&ana, &[]).await.json["server_key"].as_str().unwrap().to_owned();
        assert_eq!(key.len(), 88);
        let nobody = app.nobody();
        assert_eq!(nobody.get("/api/v2/instance").await.ok().json["configuration"]["vapid"]["public_key"], key);
        let new = json!({ "client_name": "t", "redirect_uris": "urn:ietf:wg:oauth:2.0:oob", "scopes": "read push" });
        assert_eq!(nobody.post("/api/v1/apps", new).await.ok().json["vapid_key"], key);
        assert_eq!(ana.get("/api/v1/apps/verify_credentials").await.ok().json["vapid_key"], key);
        let ana = Person { app: app.reopened().await, ..ana };
        assert_eq!(ana.get(PATH).await.ok().json["server_key"], key);
    }

    async fn what_is_refused(engine: Engine) {
        let open = TestApp::new(engine).await;
        let (ana, service) = (open.person("ana").await, Service::new().await);
        let body = |endpoint: &str| json!({ "subscription": { "endpoint": endpoint, "keys": service.app.keys() } });
        for endpoint in ["http://push.example/x", "https://127.0.0.1/x", "https://[::1]/x", "https://10.1.2.3:8443/x", "https://169.254.169.254/", "https://u@push.example/", "file:///etc/passwd", "push"] {
            let told = ana.post(PATH, body(endpoint)).await.fails(422).json["error"].clone();
            assert_eq!(told, "Validation failed: Endpoint is not acceptable", "{endpoint}");
        }
        ana.post(PATH, json!({})).await.fails(400);
        let keys = service.app.keys();
        for (p256dh, auth) in [("", ""), ("AAAA", keys["auth"].as_str().unwrap()), (keys["p256dh"].as_str().unwrap(), "AAAA")] {
            let bad = json!({ "subscription": { "endpoint": "https://push.example/x", "keys": { "p256dh": p256dh, "auth": auth } } });
            assert_eq!(ana.post(PATH, bad).await.fails(422).json["error"], "Validation failed: Keys of the subscription are not valid");
        }
        let bad = json!({ "data": { "policy": "friends" }, "subscription": body("https://push.example/x")["subscription"] });
        ana.post(PATH, bad).await.fails(422);
        ana.get(PATH).await.fails(404);
        // A name tells nothing by itself: where it leads is looked at before anything is sent there.
        let named = json!({ "data": { "alerts": { "mention": true } }, "subscription": body("https://localhost:8443/x")["subscription"] });
        ana.post(PATH, named).await.ok();
        open.person("ben").await.publish("@ana hello").await;
        open.settle().await;
        assert_eq!(open.medley.bus.queued().await.unwrap(), 0, "given up, not tried again");
    }

    async fn messages_open_in_both_encodings(engine: Engine) {
        let app = local(engine).await;
        let (ana, ben) = (app.person("ana").await, app.person("ben").await);
        let (new, old) = (Service::new().await, Service::new().await);
        let phone = app.with_scopes(&ana, "read push").await;
        service_subscribe(&new, &ana, true).await;
        service_subscribe(&old, &phone, false).await;
        let post = ben.publish("@ana   hello,\nthere").await;
        app.settle().await;
        let note = ana.get("/api/v1/notifications").await.ok().json[0].clone();
        for (service, who, encoding) in [(&new, &ana, "aes128gcm"), (&old, &phone, "aesgcm")] {
            let got = service.got();
            assert_eq!(got.len(), 1);
            let header = |name: &str| got[0].headers.get(name).map(|value| value.to_str().unwrap()).unwrap_or_default();
            assert_eq!((header("content-encoding"), header("ttl"), header("urgency")), (encoding, "172800", "high"));
            assert_eq!((header("content-type"), header("encryption").is_empty()), ("application/octet-stream", encoding == "aes128gcm"));
            assert!(header("user-agent").starts_with("Medley/"));
            let opened = service.app.open(&got[0].headers, &got[0].body);
            assert_eq!((&opened.claims["aud"], &opened.claims["sub"]), (&json!(service.origin()), &json!("http://localhost:3000")));
            let exp = opened.claims["exp"].as_i64().unwrap() * 1_000 - app.clock.now_ms();
            assert!(exp > 0 && exp <= 24 * HOUR_MS);
            assert_eq!(who.get(PATH).await.ok().json["server_key"].as_str().unwrap().trim_end_matches('='), opened.key);
            let expected = json!({
                "access_token": who.token,
                "preferred_locale": "en",
                "notification_id": note["id"].as_str().unwrap().parse::<i64>().unwrap(),
                "notification_type": "mention",
                "icon": note["account"]["avatar_static"],
                "title": "ben mentioned you",
                "body": "@ana hello, there",
            });
            assert_eq!(opened.message, expected);
        }
        assert_eq!(note["status"]["id"], post.to_string());
    }

    async fn a_locked_screen_tells_nothing_private(engine: Engine) {
        let app = local(engine).await;
        let (ana, ben, service) = (app.person("ana").await, app.person("ben").await, Service::new().await);
        service.subscribe(&ana, &["mention", "favourite"]).await;
        let untold = "Open the app to read it.";
        let body = async |of: serde_json::Value| {
            ben.publish_with(of).await;
            app.settle().await;
            let message = service.messages().pop().unwrap();
            assert_eq!(message["title"], "ben mentioned you");
            message["body"].as_str().unwrap().to_owned()
        };
        for visibility in ["direct", "private"] {
            let secret = json!({ "status": "@ana the scan", "visibility": visibility, "spoiler_text": "scan" });
            assert_eq!(body(secret).await, untold, "{visibility}");
        }
        for visibility in ["public", "unlisted"] {
            assert_eq!(body(json!({ "status": "@ana hi", "visibility": visibility })).await, "@ana hi");
        }
        assert_eq!(body(json!({ "status": "@ana long story", "spoiler_text": "a story" })).await, "a story");
        // One's own private post is as private when somebody likes it.
        let own = ana.publish_with(json!({ "status": "@ben mine", "visibility": "direct" })).await;
        ben.touch("favourite", own).await.ok();
        app.settle().await;
        assert_eq!(service.messages().pop().unwrap()["body"], untold);
        // What the reader filters is not put under their eyes.
        let filter = json!({ "title": "t", "context": ["home"], "keywords_attributes": [{ "keyword": "diet" }] });
        ana.post("/api/v2/filters", filter).await.ok();
        assert_eq!(body(json!({ "status": "@ana a diet" })).await, untold);
        assert_eq!(ana.get(PRIVACY).await.ok().json, json!({ "private_text": false }));
        assert_eq!(ana.put(PRIVACY, json!({ "private_text": true })).await.ok().json, json!({ "private_text": true }));
        assert_eq!(body(json!({ "status": "@ana the scan", "visibility": "direct" })).await, "@ana the scan");
        assert_eq!(ben.get(PRIVACY).await.ok().json, json!({ "private_text": false }));
    }

    async fn only_what_was_asked_for(engine: Engine) {
        let app = local(engine).await;
        let (ana, ben, eve, service) = (app.person("ana").await, app.person("ben").await, app.person("eve").await, Service::new().await);
        let post = ana.publish("hello").await;
        service.subscribe(&ana, &["favourite", "follow"]).await;
        ben.publish("@ana hi").await;
        assert_eq!(titles(&app, &service).await, [] as [&str; 0], "a kind that was not asked for");
        ben.touch("favourite", post).await.ok();
        ben.follow(&ana).await;
        let mut both = titles(&app, &service).await;
        both.sort();
        assert_eq!(both, ["ben follows you", "ben likes your post"]);
        ana.follow(&eve).await;
        for (policy, expected) in [
            ("all", vec!["ben mentioned you", "eve mentioned you"]),
            ("followed", vec!["eve mentioned you"]),
            ("follower", vec!["ben mentioned you"]),
            ("none", vec![]),
        ] {
            ana.put(PATH, json!({ "data": { "alerts": { "mention": true }, "policy": policy } })).await.ok();
            ben.publish(&format!("@ana {policy}")).await;
            eve.publish(&format!("@ana {policy}")).await;
            let mut told = titles(&app, &service).await;
            told.sort();
            assert_eq!(told, expected, "{policy}");
        }
        ana.put(PATH, json!({ "data": { "alerts": { "mention": true } } })).await.ok();
        ana.relate("block", &ben).await;
        ben.publish("@ana blocked").await;
        assert_eq!(titles(&app, &service).await, [] as [&str; 0]);
    }
}

async fn service_subscribe(service: &Service, who: &Person, standard: bool) {
    who.post(PATH, service.body(standard, &["mention"], "all")).await.ok();
}
