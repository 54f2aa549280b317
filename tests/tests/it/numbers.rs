//! The staff's numbers.

use base::DAY_MS;
use store::engine_tests;
use testkit::{Person, TestApp, Value, json};
use web::Role;

const SCOPES: &str = "read write follow push admin:read admin:write";

async fn measures(who: &Person, asked: Value) -> Value {
    who.post("/api/v1/admin/measures", asked).await.ok().json
}

fn values(measure: &Value) -> Vec<&str> {
    measure["data"].as_array().unwrap().iter().map(|day| day["value"].as_str().unwrap()).collect()
}

engine_tests! {
    async fn measures_by_day(engine: Engine) {
        let app = TestApp::new(engine).await;
        let eve = app.person_with("eve", Role::Admin, SCOPES).await;
        let (ana, ben) = (app.person("ana").await, app.person("ben").await);
        let post = ana.publish("first #Stroke").await;
        ben.touch("favourite", post).await.ok();
        app.later(DAY_MS);
        ben.touch("reblog", post).await.ok();
        ben.publish("second #stroke").await;
        ana.publish_with(json!({ "status": "an answer #stroke", "in_reply_to_id": post.to_string() })).await;
        let report = json!({ "account_id": ben.id.to_string() });
        let report = ana.post("/api/v1/reports", report).await.ok().id();
        eve.post(&format!("/api/v1/admin/reports/{report}/resolve"), json!({})).await.ok();
        let told = measures(&eve, json!({
            "keys": ["active_users", "new_users", "interactions", "opened_reports", "resolved_reports",
                "tag_accounts", "tag_uses", "tag_servers", "instance_accounts", "instance_media_attachments",
                "instance_reports", "instance_statuses", "instance_follows", "instance_followers", "luck"],
            "start_at": "2026-11-22", "end_at": "2026-11-23T10:00:00Z",
            "tag_accounts": { "id": "stroke" }, "tag_uses": { "id": "Stroke" }, "tag_servers": { "id": "stroke" },
            "instance_accounts": { "domain": "other.example" }, "instance_media_attachments": { "domain": "other.example" },
            "instance_reports": { "domain": "other.example" }, "instance_statuses": { "domain": "other.example" },
            "instance_follows": { "domain": "other.example" }, "instance_followers": { "domain": "other.example" },
        })).await;
        let list = told.as_array().unwrap();
        assert_eq!(list.len(), 14);
        let of = |key: &str| list.iter().find(|one| one["key"] == key).unwrap();
        let expected = [
            ("new_users", vec!["3", "0"], "3"), ("interactions", vec!["1", "2"], "3"),
            ("opened_reports", vec!["0", "1"], "1"), ("resolved_reports", vec!["0", "1"], "1"),
            ("tag_uses", vec!["1", "2"], "3"), ("tag_accounts", vec!["1", "2"], "2"),
            ("tag_servers", vec!["1", "1"], "1"), ("instance_statuses", vec!["0", "0"], "0"),
        ];
        for (key, days, total) in expected {
            assert_eq!((values(of(key)), of(key)["total"].as_str().unwrap()), (days, total), "{key}");
        }
        assert_eq!(of("active_users")["total"], "3");
        assert_eq!(of("active_users")["data"][0], json!({ "date": "2026-11-22T00:00:00.000Z", "value": "3" }));
        assert_eq!((&of("new_users")["previous_total"], &of("new_users")["unit"]), (&json!("0"), &Value::Null));
        assert_eq!(of("instance_accounts").get("previous_total"), None);
        assert_eq!(of("instance_media_attachments")["human_value"], "0 Bytes");
        let next = measures(&eve, json!({ "keys": ["new_users"], "start_at": "2026-11-23", "end_at": "2026-11-23" })).await;
        assert_eq!((&next[0]["total"], &next[0]["previous_total"]), (&json!("0"), &json!("3")));
        eve.post("/api/v1/admin/measures", json!({ "keys": ["tag_uses"] })).await.fails(422);
        eve.post("/api/v1/admin/measures", json!({ "keys": ["new_users"], "start_at": "soon" })).await.fails(422);
    }

    async fn dimensions_and_cohorts(engine: Engine) {
        let app = TestApp::new(engine).await;
        let eve = app.person_with("eve", Role::Admin, SCOPES).await;
        let (ana, _) = (app.person("ana").await, app.person("ben").await);
        ana.publish_with(json!({ "status": "uno #ictus", "language": "es" })).await;
        ana.publish_with(json!({ "status": "dos #ictus", "language": "es" })).await;
        ana.publish_with(json!({ "status": "one #ictus", "language": "en" })).await;
        let told = eve.post("/api/v1/admin/dimensions", json!({
            "keys": ["languages", "sources", "servers", "space_usage", "software_versions", "tag_servers", "tag_languages",
                "instance_accounts", "instance_languages"],
            "start_at": "2026-11-20", "end_at": "2026-11-22", "limit": 5,
            "tag_servers": { "id": "ictus" }, "tag_languages": { "id": "ictus" },
            "instance_accounts": { "domain": "other.example" }, "instance_languages": { "domain": "other.example" },
        })).await.ok().json;
        let of = |key: &str| told.as_array().unwrap().iter().find(|one| one["key"] == key).unwrap()["data"].clone();
        assert_eq!(of("languages"), json!([{ "key": "en", "human_key": "English", "value": "3" }]));
        assert_eq!(of("sources"), json!([{ "key": "web", "human_key": "Website", "value": "3" }]));
        assert_eq!(of("servers"), json!([{ "key": "localhost:3000", "human_key": "localhost:3000", "value": "3" }]));
        assert_eq!(of("tag_servers")[0]["value"], "3");
        assert_eq!(of("tag_languages")[0], json!({ "key": "es", "human_key": "Español", "value": "2" }));
        assert_eq!((of("instance_accounts"), of("instance_languages")), (json!([]), json!([])));
        assert_eq!(of("space_usage")[1]["key"], "media");
        assert!(of("space_usage")[0]["value"].as_str().unwrap().parse::<i64>().unwrap() > 0);
        assert_eq!(of("software_versions")[0]["key"], "medley");
        assert!(!of("software_versions")[1]["value"].as_str().unwrap().is_empty());

        app.later(DAY_MS);
        for who in [&ana, &eve] {
            app.with_scopes(who, "read").await;
        }
        let asked = json!({ "start_at": "2026-11-22", "end_at": "2026-11-23", "frequency": "day" });
        let told = eve.post("/api/v1/admin/retention", asked).await.ok().json;
        assert_eq!((&told[0]["period"], &told[0]["frequency"]), (&json!("2026-11-22T00:00:00.000Z"), &json!("day")));
        assert_eq!(told[0]["data"][0], json!({ "date": "2026-11-22T00:00:00.000Z", "rate": 1.0, "value": "3" }));
        assert_eq!(told[0]["data"][1]["value"], "2");
        assert!((told[0]["data"][1]["rate"].as_f64().unwrap() - 2.0 / 3.0).abs() < 1e-9);
        assert_eq!(told[1]["data"][0]["value"], "0");
        eve.post("/api/v1/admin/retention", json!({ "frequency": "year" })).await.fails(422);
    }

    async fn trends_are_shown_until_they_are_refused(engine: Engine) {
        let app = TestApp::new(engine).await;
        let eve = app.person_with("eve", Role::Moderator, SCOPES).await;
        let (ana, ben) = (app.person("ana").await, app.person("ben").await);
        for who in [&ana, &ben] {
            who.patch("/api/v1/accounts/update_credentials", json!({ "discoverable": true })).await.ok();
            who.publish("read https://clinic.example/a #stroke").await;
        }
        let post = ana.publish("much liked").await;
        for who in [&ben, &eve] {
            who.touch("favourite", post).await.ok();
        }
        app.medley.start();
        let posts = [("tags", "name", "stroke".to_owned()), ("links", "url", "https://clinic.example/a".to_owned()),
            ("statuses", "id", post.to_string())];
        for (kind, key, value) in &posts {
            let (open, staff) = (format!("/api/v1/trends/{kind}"), format!("/api/v1/admin/trends/{kind}"));
            let listed = async |path: &str| eve.get(path).await.ok().each(key).contains(value);
            for _ in 0..100 {
                if listed(&open).await {
                    break;
                }
                tokio::time::sleep(std::time::Duration::from_millis(50)).await;
            }
            assert!(listed(&open).await && listed(&staff).await, "{kind}");
            let entity = eve.get(&staff).await.ok().json[0].clone();
            let id = entity["id"].as_str().unwrap().to_owned();
            let told = eve.post(&format!("{staff}/{id}/reject"), json!({})).await.ok().json;
            assert_eq!(&told[key], value);
            assert!(!listed(&open).await && listed(&staff).await, "{kind} refused");
            eve.post(&format!("{staff}/{id}/approve"), json!({})).await.ok();
            assert!(listed(&open).await, "{kind} allowed");
            eve.post(&format!("{staff}/1/reject"), json!({})).await.fails(404);
            ana.get(&staff).await.fails(403);
        }
        let number = eve.get("/api/v1/admin/trends/tags").await.ok().json[0]["id"].clone();
        let told = measures(&eve, json!({ "keys": ["tag_uses"], "tag_uses": { "id": number } })).await;
        assert_eq!(told[0]["total"], "2");
        app.medley.bus.stop();
    }
}
