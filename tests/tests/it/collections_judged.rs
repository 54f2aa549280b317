//! Collections and the staff: reports name them, and what is decided about somebody holds for them too.

use store::engine_tests;
use testkit::{Person, Value, json};

use crate::collections::{add, found, make, members, path};
use crate::moderating::world;

engine_tests! {
    async fn the_staff_hear_of_them_and_the_suspended_are_gone(engine: Engine) {
        let w = world(engine).await;
        let chi = found(&w.app, "chi").await;
        let own = make(&w.ben, json!({ "name": "Buy pills", "account_ids": [chi.id.to_string()], "discoverable": true })).await;
        let others = make(&w.ana, json!({ "name": "Others" })).await;
        w.ben.patch("/api/v1/accounts/update_credentials", json!({ "discoverable": true })).await.ok();
        add(&w.ana, &others, w.ben.id).await.ok();
        let report = |collection: &Value| json!({ "account_id": w.ben.id.to_string(), "collection_ids": [collection["id"]] });
        w.ana.post("/api/v1/reports", report(&others)).await.fails(404);
        let made = w.ana.post("/api/v1/reports", report(&own)).await.ok().json;
        assert_eq!(made["collection_ids"], json!([own["id"]]));
        let seen = w.eve.get(&format!("/api/v1/admin/reports/{}", made["id"].as_str().unwrap())).await.ok().json;
        assert_eq!(seen["collections"][0]["name"], "Buy pills");
        let decide = async |kind: &str| {
            w.eve.post(&format!("/api/v1/admin/accounts/{}/action", w.ben.id), json!({ "type": kind })).await.ok();
            w.app.settle().await;
        };
        let seen_by = async |who: &Person| members(who, &others).await;
        decide("silence").await;
        assert_eq!((seen_by(&chi).await, seen_by(&w.app.nobody()).await), (vec![], vec![]), "strangers do not come across them");
        assert_eq!(seen_by(&w.ana).await, ["ben"], "who put them there may take them out");
        let more = make(&w.ana, json!({ "name": "More" })).await;
        add(&w.ana, &more, w.ben.id).await.fails(403);
        decide("suspend").await;
        chi.get(&path(&own)).await.fails(404);
        assert_eq!(seen_by(&w.ana).await, [""; 0]);
        w.eve.delete(&format!("/api/v1/admin/accounts/{}", w.ben.id)).await.ok();
        w.app.settle().await;
        w.eve.post(&format!("/api/v1/admin/accounts/{}/unsuspend", w.ben.id), json!({})).await;
        chi.get(&path(&own)).await.fails(404);
        assert_eq!(seen_by(&w.ana).await, [""; 0], "deleted is deleted");
    }
}
