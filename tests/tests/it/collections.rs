//! Collections: people whom somebody recommends, with the consent of each.

use base::Id;
use store::engine_tests;
use testkit::{Answer, Person, TestApp, Value, json};

/// Somebody who lets everybody feature them.
pub(crate) async fn found(app: &TestApp, name: &str) -> Person {
    let person = app.person(name).await;
    person.patch("/api/v1/accounts/update_credentials", json!({ "discoverable": true })).await.ok();
    person
}

pub(crate) async fn make(owner: &Person, body: Value) -> Value {
    owner.post("/api/v1/collections", body).await.ok().json["collection"].clone()
}

pub(crate) fn path(collection: &Value) -> String {
    format!("/api/v1/collections/{}", collection["id"].as_str().unwrap())
}

pub(crate) async fn add(owner: &Person, collection: &Value, who: Id) -> Answer {
    owner.post(&format!("{}/items", path(collection)), json!({ "account_id": who.to_string() })).await
}

pub(crate) async fn members(reader: &Person, collection: &Value) -> Vec<String> {
    let told = reader.get(&path(collection)).await.ok().json;
    let accounts = told["accounts"].as_array().unwrap();
    let items = told["collection"]["items"].as_array().unwrap();
    assert_eq!(told["collection"]["item_count"], items.len());
    let name =
        |item: &Value| accounts.iter().find(|a| a["id"] == item["account_id"]).unwrap()["acct"].clone();
    items.iter().map(|item| name(item).as_str().unwrap().to_owned()).collect()
}

async fn kinds(reader: &Person) -> Vec<String> {
    reader.get("/api/v1/notifications").await.ok().each("type")
}

engine_tests! {
    async fn collections_are_made_changed_and_deleted(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben) = (app.person("ana").await, found(&app, "ben").await);
        let made = make(&ana, json!({
            "name": "Stroke <team>", "description": "Who <knows>", "language": "en", "tag_name": "#Stroke",
            "account_ids": [ben.id.to_string()], "discoverable": true,
        })).await;
        let id = made["id"].as_str().unwrap();
        let url = format!("http://localhost:3000/collections/{id}");
        assert_eq!((&made["name"], &made["description"]), (&json!("Stroke <team>"), &json!("Who <knows>")));
        assert_eq!(made["tag"], json!({ "name": "Stroke", "url": "http://localhost:3000/tags/stroke" }));
        assert_eq!((&made["url"], &made["uri"], &made["local"]), (&json!(url), &json!(url), &json!(true)));
        assert_eq!((&made["sensitive"], &made["discoverable"]), (&json!(false), &json!(true)));
        assert_eq!((&made["item_count"], &made["items"][0]["state"]), (&json!(1), &json!("accepted")));
        let edited = ana.patch(&path(&made), json!({ "name": "Neuro", "sensitive": true, "tag_name": "" })).await.ok().json;
        let edited = &edited["collection"];
        assert_eq!((&edited["name"], &edited["sensitive"], &edited["tag"]), (&json!("Neuro"), &json!(true), &Value::Null));
        assert_eq!((&edited["description"], &edited["language"]), (&made["description"], &json!("en")));
        for (body, word) in [
            (json!({}), "Name can't be blank"),
            (json!({ "name": "x".repeat(41) }), "Name is too long (maximum is 40 characters)"),
            (json!({ "name": "x", "description": "x".repeat(101) }), "Description is too long"),
            (json!({ "name": "x", "tag_name": "a b" }), "Tag name is not a hashtag"),
        ] {
            let refused = ana.post("/api/v1/collections", body).await.fails(422).json;
            assert!(refused["error"].as_str().unwrap().contains(word), "{refused}");
        }
        ana.post("/api/v1/collections", json!({ "name": "x", "account_ids": ["1"] })).await.fails(404);
        for stranger in [
            ben.patch(&path(&made), json!({ "name": "mine" })).await,
            ben.delete(&path(&made)).await,
            add(&ben, &made, ana.id).await,
        ] {
            stranger.fails(403);
        }
        assert_eq!(members(&app.nobody(), &made).await, ["ben"]);
        assert_eq!(ana.delete(&path(&made)).await.ok().json, json!({}));
        ana.get(&path(&made)).await.fails(404);
        ana.delete(&path(&made)).await.fails(404);
        let with = format!("/api/v1/accounts/{}/in_collections", ben.id);
        assert_eq!(ben.get(&with).await.ok().json["collections"], json!([]));
        ana.get("/api/v1/collections/x").await.fails(404);
    }

    async fn there_are_only_so_many(engine: Engine) {
        let app = TestApp::new(engine).await;
        let ana = app.person("ana").await;
        let me = ana.get("/api/v1/accounts/verify_credentials").await.ok().json;
        assert_eq!(me["role"]["collection_limit"], 10);
        for n in 0..10 {
            make(&ana, json!({ "name": n.to_string() })).await;
        }
        let full = ana.post("/api/v1/collections", json!({ "name": "x" })).await.fails(422).json;
        assert_eq!(full["error"], "Validation failed: You have reached the maximum number of collections");
        let ben = app.person("ben").await;
        let own = make(&ben, json!({ "name": "Full" })).await;
        for n in 0..25 {
            let person = found(&app, &format!("p{n}")).await;
            add(&ben, &own, person.id).await.ok();
        }
        let late = found(&app, "late").await;
        let refused = add(&ben, &own, late.id).await.fails(422).json;
        assert_eq!(refused["error"], "Validation failed: A collection cannot have more than 25 accounts");
        assert_eq!(members(&ben, &own).await.len(), 25);
    }

    async fn who_lets_whom(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben) = (app.person("ana").await, app.person("ben").await);
        let own = make(&ana, json!({ "name": "Friends" })).await;
        let approval = async |who: &Person| {
            who.get(&format!("/api/v1/accounts/{}", ben.id)).await.ok().json["feature_approval"].clone()
        };
        let says = |policy: &[&str], current: &str| json!({ "automatic": policy, "manual": [], "current_user": current });
        assert_eq!(approval(&ana).await, says(&[], "denied"));
        add(&ana, &own, ben.id).await.fails(403);
        ben.patch("/api/v1/accounts/update_credentials", json!({ "discoverable": true, "locked": true })).await.ok();
        assert_eq!(approval(&ana).await, says(&["followers"], "denied"), "not a follower");
        assert_eq!(approval(&ben).await, says(&["followers"], "automatic"), "themselves");
        add(&ana, &own, ben.id).await.fails(403);
        ana.follow(&ben).await;
        ben.post(&format!("/api/v1/follow_requests/{}/authorize", ana.id), json!({})).await.ok();
        assert_eq!(approval(&ana).await, says(&["followers"], "automatic"));
        add(&ana, &own, ben.id).await.ok();
        let again = add(&ana, &own, ben.id).await.fails(422).json;
        assert_eq!(again["error"], "Validation failed: Account has already been taken");
        ben.patch("/api/v1/accounts/update_credentials", json!({ "locked": false })).await.ok();
        assert_eq!(approval(&app.person("chi").await).await, says(&["public"], "automatic"));
        assert_eq!(approval(&app.nobody()).await, says(&["public"], "denied"));
        let missing = ana.post(&format!("{}/items", path(&own)), json!({})).await.fails(422).json;
        assert_eq!(missing["error"], "`account_id` parameter is missing");
        add(&ana, &own, Id(1)).await.fails(404);
        ben.patch("/api/v1/accounts/update_credentials", json!({ "discoverable": false })).await.ok();
        assert_eq!(members(&ana, &own).await, [""; 0], "who does not want to be found is in none");
        assert_eq!(approval(&ana).await, says(&[], "denied"));
    }

    async fn who_takes_themselves_out_stays_out(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben, chi) = (app.person("ana").await, found(&app, "ben").await, found(&app, "chi").await);
        let own = make(&ana, json!({ "name": "Friends" })).await;
        let item = add(&ana, &own, ben.id).await.ok().json["collection_item"].clone();
        let other = add(&ana, &own, chi.id).await.ok().json["collection_item"].clone();
        assert_eq!(item["account_id"], ben.id.to_string());
        let revoke = |item: &Value| format!("{}/items/{}/revoke", path(&own), item["id"].as_str().unwrap());
        ben.post(&revoke(&other), json!({})).await.fails(403);
        ana.post(&revoke(&item), json!({})).await.fails(403);
        assert_eq!(ben.post(&revoke(&item), json!({})).await.ok().json, json!({}));
        ben.post(&revoke(&item), json!({})).await.fails(404);
        assert_eq!(members(&ana, &own).await, ["chi"]);
        add(&ana, &own, ben.id).await.fails(422);
        let removed = format!("{}/items/{}", path(&own), other["id"].as_str().unwrap());
        chi.delete(&removed).await.fails(403);
        ana.delete(&removed).await.ok();
        ana.delete(&removed).await.fails(404);
        add(&ana, &own, chi.id).await.ok();
        let elsewhere = make(&ana, json!({ "name": "Others" })).await;
        add(&ana, &elsewhere, ben.id).await.ok();
    }

    async fn blocks_end_it(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben, chi) = (app.person("ana").await, found(&app, "ben").await, found(&app, "chi").await);
        let own = make(&ana, json!({ "name": "Friends", "discoverable": true })).await;
        for who in [&ben, &chi] {
            add(&ana, &own, who.id).await.ok();
        }
        chi.relate("block", &ben).await;
        assert_eq!(members(&chi, &own).await, ["chi"], "who is blocked is not shown");
        assert_eq!(members(&ana, &own).await, ["ben", "chi"]);
        ben.relate("block", &ana).await;
        assert_eq!(members(&ana, &own).await, ["chi"]);
        ben.relate("unblock", &ana).await;
        assert_eq!(members(&ana, &own).await, ["chi"], "gone for good");
        ana.relate("block", &chi).await;
        chi.get(&path(&own)).await.fails(404);
        let listed = format!("/api/v1/accounts/{}/collections", ana.id);
        assert_eq!(chi.get(&listed).await.ok().json["collections"], json!([]));
        add(&ana, &own, chi.id).await.fails(403);
        assert_eq!(members(&ana, &own).await, [""; 0]);
    }

    async fn lists_have_pages(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben) = (app.person("ana").await, found(&app, "ben").await);
        for (name, discoverable) in [("one", true), ("two", false), ("three", true)] {
            make(&ana, json!({ "name": name, "discoverable": discoverable, "account_ids": [ben.id.to_string()] })).await;
        }
        let names = |answer: &Answer| -> Vec<String> {
            let list = answer.json["collections"].as_array().unwrap().clone();
            list.iter().map(|one| one["name"].as_str().unwrap().to_owned()).collect()
        };
        let of = format!("/api/v1/accounts/{}/collections", ana.id);
        assert_eq!(names(&ana.get(&of).await.ok()), ["three", "two", "one"]);
        assert_eq!(names(&ben.get(&of).await.ok()), ["three", "one"], "not those that are not to be found");
        let first = ana.get(&format!("{of}?limit=2")).await.ok();
        assert_eq!((names(&first), first.link("prev")), (vec!["three".to_owned(), "two".to_owned()], None));
        let next = first.link("next").unwrap();
        assert_eq!(next, format!("{of}?limit=2&offset=2"));
        let second = ana.get(&next).await.ok();
        assert_eq!((names(&second), second.link("next")), (vec!["one".to_owned()], None));
        assert!(second.link("prev").unwrap().ends_with("?limit=2&offset=0"));
        let with = format!("/api/v1/accounts/{}/in_collections", ben.id);
        let first = ben.get(&format!("{with}?limit=1")).await.ok();
        assert_eq!(names(&first), ["one"], "the oldest first, those too that are not to be found");
        assert!(first.link("next").unwrap().ends_with("/in_collections?limit=1&offset=1"));
        let end = ben.get(&format!("{with}?offset=1000000")).await.ok();
        assert_eq!((names(&end), end.link("next")), (Vec::<String>::new(), None));
        ana.get(&with).await.fails(403);
        ana.get("/api/v1/accounts/1/collections").await.fails(404);
        app.nobody().get(&with).await.fails(401);
    }

    async fn those_who_are_put_in_are_told(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben) = (app.person("ana").await, found(&app, "ben").await);
        let own = make(&ana, json!({ "name": "Friends" })).await;
        let item = add(&ana, &own, ben.id).await.ok().json["collection_item"].clone();
        app.settle().await;
        let told = ben.get("/api/v1/notifications?supported_types[]=follow").await.ok().json[0].clone();
        assert_eq!((&told["type"], &told["account"]["acct"]), (&json!("added_to_collection"), &json!("ana")));
        assert_eq!((&told["collection"]["id"], &told["collection"]["item_count"]), (&own["id"], &json!(1)));
        assert_eq!(told["fallback"]["title"], "ana added you to a collection");
        let one = format!("/api/v1/notifications/{}", told["id"].as_str().unwrap());
        let plain = ben.get(&one).await.ok().json;
        assert!(plain.get("fallback").is_none() && plain["collection"] == told["collection"]);
        let known = ben.get(&format!("{one}?supported_types[]=added_to_collection")).await.ok().json;
        assert!(known.get("fallback").is_none());
        let groups = ben.get("/api/v2/notifications?supported_types[]=follow").await.ok().json;
        let group = &groups["notification_groups"][0];
        assert_eq!((&group["type"], &group["fallback"]), (&json!("added_to_collection"), &told["fallback"]));
        assert_eq!(group["collection"]["name"], "Friends");
        for name in ["Good friends", "Best friends"] {
            ana.patch(&path(&own), json!({ "name": name })).await.ok();
            app.settle().await;
        }
        ana.patch(&path(&own), json!({ "sensitive": true })).await.ok();
        app.settle().await;
        assert_eq!(kinds(&ben).await, ["collection_update", "added_to_collection"], "once for the newest change");
        ana.delete(&format!("{}/items/{}", path(&own), item["id"].as_str().unwrap())).await.ok();
        app.settle().await;
        assert_eq!(kinds(&ben).await, [""; 0], "nothing is told of what is not there any more");
        assert_eq!(ben.get("/api/v1/notifications/unread_count").await.ok().json["count"], 0);
        ben.relate("mute", &ana).await;
        add(&ana, &own, ben.id).await.ok();
        app.settle().await;
        ben.relate("unmute", &ana).await;
        assert_eq!(kinds(&ben).await, [""; 0], "not by whom one mutes");
    }

    async fn posts_and_searches_find_them(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben) = (app.person("ana").await, found(&app, "ben").await);
        let own = make(&ana, json!({ "name": "Friends", "account_ids": [ben.id.to_string()] })).await;
        let url = own["url"].as_str().unwrap();
        let post = ana.publish(&format!("Whom I trust: {url}")).await;
        let plain = ana.publish("Nothing").await;
        let tagged = async |who: &Person, post: Id| {
            who.get(&format!("/api/v1/statuses/{post}")).await.ok().json["tagged_collections"].clone()
        };
        assert_eq!(tagged(&ben, post).await[0]["name"], "Friends");
        assert_eq!(tagged(&ben, plain).await, json!([]));
        let home = ana.get("/api/v1/timelines/home").await.ok().json;
        assert_eq!(home[1]["tagged_collections"][0]["id"], own["id"]);
        let found = ben.get(&format!("/api/v2/search?q={url}&resolve=true")).await.ok().json;
        assert_eq!((&found["collections"][0]["id"], &found["accounts"]), (&own["id"], &json!([])));
        let page = app.nobody().get(&format!("/collections/{}", own["id"].as_str().unwrap())).await.ok();
        assert!(page.text.contains("Friends") && page.text.contains("@ben"));
        ana.delete(&path(&own)).await.ok();
        assert_eq!(tagged(&ben, post).await, json!([]), "what is gone is gone from posts too");
        assert_eq!(app.nobody().get(&format!("/collections/{}", own["id"].as_str().unwrap())).await.status, 404);
    }
}
