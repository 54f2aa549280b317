//! Push to the browsers in which our own pages are read: a session subscribes, and what ends the session ends it.

use store::engine_tests;
use testkit::{TestApp, json};

use super::service::Service;
use super::{is_subscribed, local};

const PAGE: &str = "/web/push";

fn form(service: &Service) -> String {
    let keys = service.app.keys();
    let text = |name: &str| keys[name].as_str().unwrap().to_owned();
    let endpoint = service.endpoint().replace('?', "%3F").replace('=', "%3D");
    format!("endpoint={endpoint}&p256dh={}&auth={}", text("p256dh"), text("auth"))
}

engine_tests! {
    async fn a_browser_is_told_without_a_token(engine: Engine) {
        let app = local(engine).await;
        let (ana, ben, service) = (app.person("ana").await, app.person("ben").await, Service::new().await);
        let (desk, phone) = (ana.browser().await, ana.browser().await);
        let before = desk.get(PAGE).await.ok().json;
        assert_eq!(before["endpoint"], json!(null));
        assert_eq!(before["server_key"], app.nobody().get("/api/v2/instance").await.ok().json["configuration"]["vapid"]["public_key"]);
        assert_eq!(desk.form(PAGE, &form(&service)).await.status, 303);
        assert_eq!(desk.get(PAGE).await.ok().json["endpoint"], json!(service.endpoint()));
        assert_eq!(phone.get(PAGE).await.ok().json["endpoint"], json!(null), "each browser decides for itself");
        ben.publish("@ana hello").await;
        ben.publish_with(json!({ "status": "@ana the scan", "visibility": "direct" })).await;
        app.settle().await;
        let mut messages = service.messages();
        messages.sort_by_key(|message| message["notification_id"].as_i64());
        let bodies: Vec<_> = messages.iter().map(|message| message["body"].as_str().unwrap()).collect();
        assert_eq!(bodies, ["@ana hello", "Open the app to read it."]);
        assert!(messages.iter().all(|message| message["access_token"] == ""), "a session is no token");
        assert_eq!(desk.form("/web/push/off", "back=/settings/account").await.status, 303);
        assert_eq!(desk.get(PAGE).await.ok().json["endpoint"], json!(null));
        ben.publish("@ana again").await;
        app.settle().await;
        assert_eq!(service.got().len(), 0);
    }

    async fn signing_out_ends_it(engine: Engine) {
        let app = local(engine).await;
        let (ana, ben, service) = (app.person("ana").await, app.person("ben").await, Service::new().await);
        let desk = ana.browser().await;
        desk.form(PAGE, &form(&service)).await;
        let session = app.medley.access.sessions(ana.id).await.unwrap()[0].id;
        assert!(is_subscribed(&ana, session).await);
        assert_eq!(desk.form("/sign-out", "").await.status, 303);
        assert!(!is_subscribed(&ana, session).await);
        ben.publish("@ana hello").await;
        app.settle().await;
        assert_eq!(service.got().len(), 0);
    }

    async fn a_session_that_nobody_used_for_long_is_told_nothing(engine: Engine) {
        let app = local(engine).await;
        let (ana, ben, service) = (app.person("ana").await, app.person("ben").await, Service::new().await);
        ana.browser().await.form(PAGE, &form(&service)).await;
        let session = app.medley.access.sessions(ana.id).await.unwrap()[0].id;
        app.later(400 * 24 * base::HOUR_MS);
        ben.publish("@ana hello").await;
        app.settle().await;
        assert_eq!(service.got().len(), 0);
        assert!(!is_subscribed(&ana, session).await);
    }

    async fn bad_input_and_strangers_are_refused(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, service) = (app.person("ana").await, Service::new().await);
        let desk = ana.browser().await;
        assert_eq!(desk.form(PAGE, "").await.status, 422);
        assert_eq!(desk.form(PAGE, &form(&service)).await.status, 422, "an address in the house");
        assert_eq!(desk.form(PAGE, "endpoint=https://push.example/x&p256dh=AAAA&auth=*").await.status, 422);
        assert_eq!(desk.form(PAGE, "endpoint=&endpoint[]=x").await.status, 400);
        assert_eq!(desk.get(PAGE).await.ok().json["endpoint"], json!(null));
        let nobody = app.nobody().get(PAGE).await;
        assert_eq!(nobody.status, 302, "to where one signs in");
    }
}
