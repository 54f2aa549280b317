//! What becomes of messages and subscriptions: services that say no or later, tokens that end, things that are undone.

use base::HOUR_MS;
use store::engine_tests;
use testkit::{Person, TestApp, json};

use super::service::Service;
use super::{PATH, grant, is_subscribed, local};

engine_tests! {
    async fn services_that_say_no(engine: Engine) {
        let app = local(engine).await;
        let (ana, ben, service) = (app.person("ana").await, app.person("ben").await, Service::new().await);
        for gone in [404, 410] {
            service.subscribe(&ana, &["mention"]).await;
            service.will_answer(gone, None);
            ben.publish("@ana one").await;
            app.settle().await;
            assert_eq!(service.got().len(), 1);
            ana.get(PATH).await.fails(404);
        }
        service.subscribe(&ana, &["mention"]).await;
        for refused in [400, 401, 403, 413, 302] {
            service.will_answer(refused, None);
            ben.publish("@ana two").await;
            app.settle().await;
            assert_eq!((service.got().len(), app.medley.bus.queued().await.unwrap()), (1, 0), "{refused}");
        }
        ana.get(PATH).await.ok();
        assert_eq!(app.medley.bus.dead_letters().await.unwrap(), []);
    }

    async fn services_that_say_later(engine: Engine) {
        let app = local(engine).await;
        let (ana, ben, service) = (app.person("ana").await, app.person("ben").await, Service::new().await);
        service.subscribe(&ana, &["mention"]).await;
        service.will_answer(429, Some("60"));
        service.will_answer(503, None);
        ben.publish("@ana one").await;
        app.settle().await;
        app.later(59_000);
        app.settle().await;
        assert_eq!(service.got().len(), 1, "it waits as long as it was asked to");
        app.later(1_000);
        app.settle().await;
        assert_eq!(service.got().len(), 1);
        app.later(10_000);
        app.settle().await;
        assert_eq!((service.messages().len(), app.medley.bus.queued().await.unwrap()), (1, 0), "then it is taken");
        // Nobody answers for two days: the message is given up, and nobody is bothered with it.
        for _ in 0..100 {
            service.will_answer(500, None);
        }
        ben.publish("@ana two").await;
        for _ in 0..50 {
            app.settle().await;
            app.later(HOUR_MS);
        }
        app.settle().await;
        let tries = service.got().len();
        assert!(tries > 20 && tries < 60, "{tries}");
        assert_eq!((app.medley.bus.queued().await.unwrap(), app.medley.bus.dead_letters().await.unwrap()), (0, vec![]));
        ana.get(PATH).await.ok();
    }

    async fn a_revoked_token_takes_its_subscription_along(engine: Engine) {
        let app = TestApp::with(engine, |config| {
            config.compatibility.local_push = true;
            config.compatibility.password_grant = true;
        }).await;
        let (ana, ben, service) = (app.person("ana").await, app.person("ben").await, Service::new().await);
        service.subscribe(&ana, &["mention"]).await;
        let nobody = app.nobody();
        let new = json!({ "client_name": "t", "redirect_uris": "urn:ietf:wg:oauth:2.0:oob", "scopes": "read push" });
        let client = nobody.post("/api/v1/apps", new).await.ok().json;
        let mut form = json!({
            "client_id": client["client_id"], "client_secret": client["client_secret"], "grant_type": "password",
            "username": "ana@example.org", "password": "ana likes long passwords", "scope": "read push",
        });
        let token = nobody.post("/oauth/token", form.clone()).await.ok().json["access_token"].clone();
        let phone = Person { token: token.as_str().map(str::to_owned), ..ana.clone() };
        let (first, second) = (grant(&ana).await, grant(&phone).await);
        service.subscribe(&phone, &["mention"]).await;
        form["token"] = token;
        nobody.post("/oauth/revoke", form).await.ok();
        assert_eq!((is_subscribed(&ana, first).await, is_subscribed(&ana, second).await), (true, false));
        ben.publish("@ana hello").await;
        app.settle().await;
        let messages = service.messages();
        assert_eq!((messages.len(), &messages[0]["access_token"]), (1, &json!(ana.token)));
        app.medley.access.set_password(ana.id, "quite another long one").await.unwrap();
        assert!(!is_subscribed(&ana, first).await, "with every token ends every subscription");
        ben.publish("@ana hello again").await;
        app.settle().await;
        assert_eq!(service.got().len(), 0);
    }

    async fn what_is_undone_before_it_is_sent_is_not_sent(engine: Engine) {
        let app = local(engine).await;
        let (ana, ben, service) = (app.person("ana").await, app.person("ben").await, Service::new().await);
        service.subscribe(&ana, &["mention"]).await;
        service.will_answer(503, None);
        let post = ben.publish("@ana oh no").await;
        app.settle().await;
        assert_eq!(service.got().len(), 1);
        ben.delete(&format!("/api/v1/statuses/{post}")).await.ok();
        app.later(HOUR_MS);
        app.settle().await;
        assert_eq!((service.got().len(), app.medley.bus.queued().await.unwrap()), (0, 0));
    }
}
