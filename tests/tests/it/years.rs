//! Annual reports: what somebody's year was.

use base::DAY_MS;
use store::engine_tests;
use testkit::{Person, TestApp, Value, json};

async fn state(who: &Person, year: &str) -> String {
    let told = who.get(&format!("/api/v1/annual_reports/{year}/state")).await.ok().json;
    told["state"].as_str().unwrap().to_owned()
}

async fn generate(who: &Person, year: &str) -> u16 {
    who.post(&format!("/api/v1/annual_reports/{year}/generate"), json!({})).await.status.as_u16()
}

async fn campaign(app: &TestApp) -> Value {
    app.nobody().get("/api/v2/instance").await.ok().json["wrapstodon"].clone()
}

engine_tests! {
    async fn a_year_is_told_when_it_is_nearly_over(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben) = (app.person("ana").await, app.person("ben").await);
        ben.follow(&ana).await;
        let loved = ana.publish("A good day #Ward").await;
        ana.publish("Another #ward").await;
        ana.publish_with(json!({ "status": "@ben secret", "visibility": "direct" })).await;
        ben.touch("reblog", loved).await.ok();
        assert_eq!((state(&ana, "2026").await, campaign(&app).await), ("ineligible".to_owned(), Value::Null));
        assert_eq!(generate(&ana, "2026").await, 200);
        app.later(20 * DAY_MS);
        assert_eq!((state(&ana, "2026").await, campaign(&app).await), ("eligible".to_owned(), json!(2026)));
        assert_eq!(state(&ben, "2026").await, "ineligible", "only boosts");
        assert_eq!(generate(&ana, "2026").await, 202);
        assert_eq!(state(&ana, "2026").await, "generating");
        assert_eq!(generate(&ana, "2026").await, 202, "once is enough");
        app.settle().await;
        assert_eq!((state(&ana, "2026").await, generate(&ana, "2026").await), ("available".to_owned(), 200));
        let told = ana.get("/api/v1/annual_reports/2026").await.ok().json;
        let report = &told["annual_reports"][0];
        assert_eq!((&report["year"], &report["schema_version"]), (&json!(2026), &json!(2)));
        assert_eq!((&report["account_id"], &report["share_url"]), (&json!(ana.id.to_string()), &Value::Null));
        assert_eq!(report["data"], json!({
            "archetype": "lurker",
            "top_statuses": { "by_reblogs": loved.to_string(), "by_favourites": null, "by_replies": null },
            "time_series": [{ "month": 12, "statuses": 2, "followers": 1 }],
            "top_hashtags": [{ "name": "Ward", "count": 2 }],
        }));
        assert_eq!((&told["statuses"][0]["id"], &told["accounts"][0]["acct"]), (&json!(loved.to_string()), &json!("ana")));
        assert_eq!(ana.get("/api/v1/annual_reports").await.ok().json, told);
        let grouped = ana.get("/api/v2/notifications?types[]=annual_report").await.ok().json;
        assert_eq!(grouped["notification_groups"][0]["annual_report"], json!({ "year": "2026" }));
        let plain = ana.get("/api/v1/notifications?types[]=annual_report").await.ok().json;
        assert_eq!((&plain[0]["annual_report"]["year"], plain.as_array().unwrap().len()), (&json!("2026"), 1));
        assert_eq!(ana.post("/api/v1/annual_reports/2026/read", json!({})).await.ok().json, json!({}));
        ana.delete(&format!("/api/v1/statuses/{loved}")).await.ok();
        let later = ana.get("/api/v1/annual_reports/2026").await.ok().json;
        assert_eq!(later["annual_reports"][0]["data"]["top_statuses"]["by_reblogs"], Value::Null, "what is gone is gone");
        assert_eq!(later["statuses"], json!([]));
    }

    async fn nobody_else_reads_it(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben) = (app.person("ana").await, app.person("ben").await);
        app.medley.annual.issue(ana.id, annual::Year(2025)).await.unwrap();
        app.settle().await;
        assert_eq!(state(&ana, "2025").await, "available", "though there is nothing to tell");
        assert_eq!(ana.get("/api/v1/annual_reports/2025").await.ok().json["annual_reports"][0]["data"]["time_series"][0]["statuses"], 0);
        ben.get("/api/v1/annual_reports/2025").await.fails(404);
        assert_eq!(ben.get("/api/v1/annual_reports").await.ok().json, json!({ "annual_reports": [], "accounts": [], "statuses": [] }));
        ben.post("/api/v1/annual_reports/2025/read", json!({})).await.fails(404);
        for year in ["x", "25", "20251"] {
            ana.get(&format!("/api/v1/annual_reports/{year}")).await.fails(404);
            ana.get(&format!("/api/v1/annual_reports/{year}/state")).await.fails(404);
        }
        assert_eq!((state(&ana, "1900").await, generate(&ana, "1900").await), ("ineligible".to_owned(), 200));
        assert!(app.medley.annual.issue(ana.id, annual::Year(2026)).await.is_err(), "not over");
        app.medley.annual.erase(ana.id).await.unwrap();
        ana.get("/api/v1/annual_reports/2025").await.fails(404);
        assert_eq!(ana.get("/api/v1/notifications").await.ok().json, json!([]));
    }
}
