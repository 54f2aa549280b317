//! Reports, from their making to their end.

use base::Id;
use store::engine_tests;
use testkit::{Value, json};

use crate::moderating::{World, found, world};

/// A direct post by ben, which ana reports.
async fn reported(w: &World) -> (Id, Value) {
    let post = w.ben.publish_with(json!({ "status": "@ana buy my pills", "visibility": "direct" })).await;
    let report = json!({
        "account_id": w.ben.id.to_string(), "status_ids": [post.to_string()], "comment": "spam, again",
        "rule_ids": ["2", "4"], "forward": true,
    });
    (post, w.ana.post("/api/v1/reports/", report).await.ok().json)
}

engine_tests! {
    async fn making_one(engine: Engine) {
        let w = world(engine).await;
        let (post, made) = reported(&w).await;
        let own = w.ana.publish("mine").await;
        assert_eq!(made["category"], "violation");
        assert_eq!(made["rule_ids"], json!(["2", "4"]));
        assert_eq!((&made["action_taken"], &made["forwarded"]), (&json!(false), &json!(false)));
        assert_eq!(made["status_ids"], json!([post.to_string()]));
        assert_eq!(made["target_account"]["acct"], "ben");
        let wrong = async |body: Value, status: u16| {
            w.ana.post("/api/v1/reports", body).await.fails(status).json["error"].as_str().unwrap().to_owned()
        };
        let ben = w.ben.id.to_string();
        assert_eq!(wrong(json!({ "account_id": "1" }), 404).await, "Record not found");
        wrong(json!({}), 404).await;
        wrong(json!({ "account_id": ben, "status_ids": [own.to_string()] }), 404).await;
        let long = wrong(json!({ "account_id": ben, "comment": "x".repeat(1_001) }), 422).await;
        assert_eq!(long, "Validation failed: Comment is too long (maximum is 1000 characters)");
        wrong(json!({ "account_id": ben, "category": "boring" }), 422).await;
        wrong(json!({ "account_id": ben, "rule_ids": [9] }), 422).await;
    }

    async fn the_staff_are_told(engine: Engine) {
        let w = world(engine).await;
        let (_, made) = reported(&w).await;
        w.app.settle().await;
        let told = w.eve.get("/api/v1/notifications?types[]=admin.report").await.ok().json;
        assert_eq!((&told[0]["type"], &told[0]["account"]["acct"]), (&json!("admin.report"), &json!("ana")));
        assert_eq!(told[0]["report"]["id"], made["id"]);
        assert_eq!(told[0]["report"]["target_account"]["acct"], "ben");
        let groups = w.eve.get("/api/v2/notifications?types[]=admin.report").await.ok().json;
        assert_eq!(groups["notification_groups"][0]["report"]["comment"], "spam, again");
        assert!(w.ana.get("/api/v1/notifications?types[]=admin.report").await.ok().json.as_array().unwrap().is_empty());
    }

    async fn the_staff_work_on_it(engine: Engine) {
        let w = world(engine).await;
        let (post, made) = reported(&w).await;
        // The staff see the post, although it is for ana alone.
        let id: Id = made["id"].as_str().unwrap().parse().unwrap();
        let path = format!("/api/v1/admin/reports/{id}");
        let shown = w.eve.get(&path).await.ok().json;
        assert_eq!(shown["statuses"][0]["id"], post.to_string());
        assert_eq!(shown["rules"][0]["id"], "2");
        assert_eq!((&shown["account"]["username"], &shown["account"]["acct"]), (&json!("ana"), &json!("ana")));
        assert_eq!(shown["target_account"]["account"]["acct"], "ben");
        assert_eq!(shown["target_account"]["email"], "ben@example.org");
        assert_eq!(w.eve.put(&path, json!({ "category": "spam" })).await.ok().json["rules"], json!([]));
        let taken = w.eve.post(&format!("{path}/assign_to_self"), json!({})).await.ok().json;
        assert_eq!(taken["assigned_account"]["username"], "eve");
        let left = w.eve.post(&format!("{path}/unassign"), json!({})).await.ok().json;
        assert_eq!(left["assigned_account"], Value::Null);
        assert!(found(&w.eve, "/api/v1/admin/reports", id).await);
        let closed = w.eve.post(&format!("{path}/resolve"), json!({})).await.ok().json;
        assert_eq!(closed["action_taken_by_account"]["username"], "eve");
        assert!(closed["action_taken_at"].is_string() && closed["action_taken"] == true);
        assert!(!found(&w.eve, "/api/v1/admin/reports", id).await, "open ones only");
        assert!(found(&w.eve, &format!("/api/v1/admin/reports?resolved=true&target_account_id={}", w.ben.id), id).await);
        assert!(!found(&w.eve, &format!("/api/v1/admin/reports?resolved=true&account_id={}", w.ben.id), id).await);
        let open = w.eve.post(&format!("{path}/reopen"), json!({})).await.ok().json;
        assert_eq!((&open["action_taken"], &open["action_taken_at"]), (&json!(false), &Value::Null));
        w.eve.get("/api/v1/admin/reports/1").await.fails(404);
        w.ana.get(&path).await.fails(403);
    }

    async fn reports_are_paged(engine: Engine) {
        let w = world(engine).await;
        let mut made = Vec::new();
        for n in 0..5 {
            w.app.later(1);
            let body = json!({ "account_id": w.ben.id.to_string(), "comment": n.to_string() });
            made.insert(0, w.ana.post("/api/v1/reports", body).await.ok().json["id"].as_str().unwrap().to_owned());
        }
        let first = w.eve.get("/api/v1/admin/reports?limit=2").await.ok();
        assert_eq!(first.each("id"), made[..2]);
        let next = w.eve.get(&first.link("next").unwrap()).await.ok();
        assert_eq!(next.each("id"), made[2..4]);
        assert_eq!(w.eve.get(&next.link("prev").unwrap()).await.ok().each("id"), made[..2]);
    }
}
