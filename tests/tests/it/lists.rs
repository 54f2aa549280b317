//! Lists: their members, their timelines and streams, and what exclusive ones keep out of the home timeline.

use base::Id;
use store::engine_tests;
use testkit::{Answer, Person, TestApp, json};

async fn list(owner: &Person, body: testkit::Value) -> Id {
    owner.post("/api/v1/lists", body).await.ok().id()
}

async fn add(owner: &Person, list: Id, who: &Person) -> Answer {
    owner
        .post(&format!("/api/v1/lists/{list}/accounts"), json!({ "account_ids": [who.id.to_string()] }))
        .await
}

async fn members(owner: &Person, list: Id) -> Vec<String> {
    owner.get(&format!("/api/v1/lists/{list}/accounts")).await.ok().each("acct")
}

async fn read(owner: &Person, list: Id) -> Vec<String> {
    owner.get(&format!("/api/v1/timelines/list/{list}?limit=40")).await.ok().contents()
}

async fn read_ids(owner: &Person, path: &str) -> Vec<String> {
    owner.get(path).await.ok().each("id")
}

engine_tests! {
    async fn lists_are_made_changed_and_deleted(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben) = (app.person("ana").await, app.person("ben").await);
        let made = ana.form("/api/v1/lists", "title=Stroke&replies_policy=none&exclusive=true").await.ok().json;
        let id: Id = made["id"].as_str().unwrap().parse().unwrap();
        assert_eq!(made, json!({ "id": id.to_string(), "title": "Stroke", "replies_policy": "none", "exclusive": true }));
        let plain = ana.post("/api/v1/lists", json!({ "title": "Ward" })).await.ok().json;
        assert_eq!((&plain["replies_policy"], &plain["exclusive"]), (&json!("list"), &json!(false)));
        assert_eq!(ana.get("/api/v1/lists").await.ok().each("title"), ["Stroke", "Ward"]);
        let path = format!("/api/v1/lists/{id}");
        let edited = ana.put(&path, json!({ "title": "Neuro", "exclusive": "0" })).await.ok().json;
        assert_eq!((&edited["title"], &edited["replies_policy"], &edited["exclusive"]), (&json!("Neuro"), &json!("none"), &json!(false)));
        assert_eq!(ana.get(&path).await.ok().json, edited);
        for refused in [json!({ "title": " " }), json!({}), json!({ "title": "x", "replies_policy": "all" })] {
            ana.post("/api/v1/lists", refused).await.fails(422);
        }
        assert_eq!(ana.post("/api/v1/lists", json!({ "title": "" })).await.fails(422).json["error"], "Validation failed: Title can't be blank");
        ana.put(&path, json!({ "title": "" })).await.fails(422);
        for stranger in [ben.get(&path).await, ben.put(&path, json!({ "title": "x" })).await, ben.delete(&path).await,
            ben.get(&format!("{path}/accounts")).await, add(&ben, id, &ana).await, ben.get(&format!("/api/v1/timelines/list/{id}")).await] {
            stranger.fails(404);
        }
        assert_eq!(ana.delete(&path).await.ok().json, json!({}));
        ana.get(&path).await.fails(404);
        ana.get("/api/v1/lists/x").await.fails(404);
        assert_eq!(ana.get("/api/v1/lists").await.ok().each("title"), ["Ward"]);
        for n in 1..50 {
            list(&ana, json!({ "title": n.to_string() })).await;
        }
        let full = ana.post("/api/v1/lists", json!({ "title": "one too many" })).await.fails(422);
        assert_eq!(full.json["error"], "Validation failed: You have reached the maximum number of lists");
    }

    async fn members_are_people_one_follows(engine: Engine) {
        let app = TestApp::new(engine).await;
        // A millisecond each: members are listed by their ids.
        let ana = app.person("ana").await;
        app.later(1);
        let ben = app.person("ben").await;
        app.later(1);
        let eve = app.person("eve").await;
        let id = list(&ana, json!({ "title": "Team" })).await;
        assert_eq!(add(&ana, id, &ben).await.fails(404).json["error"], "Record not found");
        ana.follow(&ben).await;
        add(&ana, id, &ben).await.ok();
        let again = add(&ana, id, &ben).await.fails(422);
        assert_eq!(again.json["error"], "Validation failed: Account has already been taken");
        let both = json!({ "account_ids": [ana.id.to_string(), eve.id.to_string()] });
        let path = format!("/api/v1/lists/{id}/accounts");
        ana.post(&path, both).await.fails(404);
        assert_eq!(members(&ana, id).await, ["ben"], "all or none");
        add(&ana, id, &ana).await.ok();
        ana.follow(&eve).await;
        add(&ana, id, &eve).await.ok();
        assert_eq!(members(&ana, id).await, ["eve", "ben", "ana"]);
        assert_eq!(ana.get(&format!("{path}?limit=0")).await.ok().each("acct").len(), 3);
        let first = ana.get(&format!("{path}?limit=2")).await.ok();
        assert_eq!(first.each("acct"), ["eve", "ben"]);
        assert!(first.header("link").contains(&format!("max_id={}", ben.id)));
        assert_eq!(ana.get(&format!("{path}?max_id={}", ben.id)).await.ok().each("acct"), ["ana"]);
        assert_eq!(ana.get(&format!("{path}?min_id={}&limit=1", ana.id)).await.ok().each("acct"), ["ben"]);
        assert_eq!(ana.get(&format!("/api/v1/accounts/{}/lists", ben.id)).await.ok().each("title"), ["Team"]);
        assert!(ben.get(&format!("/api/v1/accounts/{}/lists", ana.id)).await.ok().each("title").is_empty());
        ana.get("/api/v1/accounts/77/lists").await.fails(404);
        let gone = ana.delete(&format!("{path}?account_ids[]={}", ana.id)).await.ok();
        assert_eq!(gone.json, json!({}));
        ana.relate("unfollow", &ben).await;
        assert_eq!(members(&ana, id).await, ["eve"]);
        eve.relate("block", &ana).await;
        assert!(members(&ana, id).await.is_empty());
    }

    async fn who_asks_to_follow_may_be_a_member(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben) = (app.person("ana").await, app.person("ben").await);
        ben.patch("/api/v1/accounts/update_credentials", json!({ "locked": true })).await.ok();
        let id = list(&ana, json!({ "title": "Team" })).await;
        ana.follow(&ben).await;
        add(&ana, id, &ben).await.ok();
        ben.publish("hello").await;
        assert!(read(&ana, id).await.is_empty(), "not yet");
        ben.post(&format!("/api/v1/follow_requests/{}/authorize", ana.id), json!({})).await.ok();
        assert_eq!(read(&ana, id).await, ["hello"]);
        ben.relate("remove_from_followers", &ana).await;
        assert!(members(&ana, id).await.is_empty());
    }

    async fn a_list_is_read_by_itself(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (me, a, b, c) = (app.person("me").await, app.person("a").await, app.person("b").await, app.person("c").await);
        for friend in [&a, &b, &c] {
            me.follow(friend).await;
        }
        a.follow(&b).await;
        let id = list(&me, json!({ "title": "ab" })).await;
        add(&me, id, &a).await.ok();
        add(&me, id, &b).await.ok();
        let by_c = c.publish("c's").await;
        a.publish_with(json!({ "status": "a to c", "in_reply_to_id": by_c })).await;
        let by_b = b.publish_with(json!({ "status": "b's", "visibility": "private" })).await;
        a.publish_with(json!({ "status": "a to b", "in_reply_to_id": by_b })).await;
        b.touch("reblog", by_c).await.ok();
        me.publish("mine").await;
        let boost = "";
        assert_eq!(read(&me, id).await, [boost, "a to b", "b's"]);
        let policy = |name: &str| json!({ "replies_policy": name });
        me.put(&format!("/api/v1/lists/{id}"), policy("followed")).await.ok();
        assert_eq!(read(&me, id).await, [boost, "a to b", "b's", "a to c"]);
        me.put(&format!("/api/v1/lists/{id}"), policy("none")).await.ok();
        assert_eq!(read(&me, id).await, [boost, "b's"]);
        let path = format!("/api/v1/accounts/{}/follow", b.id);
        me.post(&path, json!({ "reblogs": false })).await.ok();
        assert_eq!(read(&me, id).await, ["b's"]);
        me.relate("mute", &b).await;
        assert!(read(&me, id).await.is_empty());
    }

    async fn exclusive_lists_take_their_members_out_of_home(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (me, a, b) = (app.person("me").await, app.person("a").await, app.person("b").await);
        me.follow(&a).await;
        me.follow(&b).await;
        let mut home = me.stream("/api/v1/streaming/user").await;
        let id = list(&me, json!({ "title": "a", "exclusive": true })).await;
        add(&me, id, &a).await.ok();
        let mut listed = me.stream(&format!("/api/v1/streaming/list?list={id}")).await;
        let by_a = a.publish("a's").await;
        assert_eq!(listed.expect("update").await["id"], by_a.to_string());
        assert!(home.is_silent().await && me.home().await.is_empty());
        b.touch("reblog", by_a).await.ok();
        home.expect("update").await;
        assert_eq!(me.home().await.len(), 1, "boosted by somebody who is read at home");
        me.put(&format!("/api/v1/lists/{id}"), json!({ "exclusive": false })).await.ok();
        assert_eq!(me.home().await.len(), 1, "the boost and the post are one");
        let second = a.publish("a's second").await;
        assert_eq!(home.expect("update").await["id"], second.to_string());
        assert_eq!(me.home().await[0], "a's second");
        listed.expect("update").await;
        me.delete(&format!("/api/v1/lists/{id}")).await.ok();
        a.publish("a's third").await;
        home.expect("update").await;
        assert!(listed.is_silent().await, "the list is gone");
    }

    /// The timeline and its stream are decided by the same rule, for each event.
    async fn a_lists_stream_equals_its_timeline(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (me, a, b, c) = (app.person("me").await, app.person("a").await, app.person("b").await, app.person("c").await);
        for friend in [&a, &b, &c] {
            me.follow(friend).await;
        }
        let id = list(&me, json!({ "title": "ab" })).await;
        add(&me, id, &a).await.ok();
        let mut stream = me.stream(&format!("/api/v1/streaming?stream=list&list={id}")).await;
        let mut seen = Vec::new();
        let by_c = c.publish("c's").await;
        a.publish_with(json!({ "status": "a to c", "in_reply_to_id": by_c })).await;
        let first = a.publish("a's").await;
        add(&me, id, &b).await.ok();
        b.publish_with(json!({ "status": "b to a", "in_reply_to_id": first })).await;
        b.touch("reblog", by_c).await.ok();
        a.delete(&format!("/api/v1/statuses/{first}")).await.ok();
        crate::streams::apply(&mut stream, &mut seen).await;
        assert_eq!(seen, read_ids(&me, &format!("/api/v1/timelines/list/{id}")).await);
        me.get("/api/v1/streaming/list").await.fails(400);
        assert_eq!(a.get(&format!("/api/v1/streaming/list?list={id}")).await.fails(401).json["error"], "Not authorized to stream this list");
        me.relate("block", &a).await;
        b.publish("not with a").await;
        stream.expect("update").await;
        a.publish("blocked").await;
        assert!(stream.is_silent().await);
    }

    /// Memory holds some dozens of posts of each member; further down and up from there the database goes on.
    async fn deep_pages_of_a_list(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (me, a, b, c) = (app.person("me").await, app.person("a").await, app.person("b").await, app.person("c").await);
        let id = list(&me, json!({ "title": "ab", "replies_policy": "none" })).await;
        for friend in [&a, &b, &c] {
            me.follow(friend).await;
        }
        add(&me, id, &a).await.ok();
        add(&me, id, &b).await.ok();
        let by_c = c.publish("c's").await;
        let mut expected = Vec::new();
        for n in 0..90 {
            let author = if n % 3 == 0 { &b } else { &a };
            expected.push(author.publish(&format!("post {n}")).await.to_string());
            if n % 2 == 0 {
                a.publish_with(json!({ "status": "not in the list", "in_reply_to_id": by_c })).await;
            }
        }
        expected.reverse();
        let path = format!("/api/v1/timelines/list/{id}?limit=7");
        both_ways(&me, &path, &expected).await;
        c.delete(&format!("/api/v1/statuses/{by_c}")).await.ok();
        me.relate("unfollow", &c).await;
        both_ways(&me, "/api/v1/timelines/home?limit=7", &expected).await;
    }
}

/// Walks a timeline page by page from either end: all of it is there, once.
pub(crate) async fn both_ways(who: &Person, path: &str, expected: &[String]) {
    assert_eq!(walk(who, path, "max_id", None).await, expected);
    let mut up = walk(who, path, "min_id", Some("0".to_owned())).await;
    up.sort_unstable_by_key(|id| std::cmp::Reverse(id.parse::<i64>().unwrap()));
    assert_eq!(up, expected);
}

/// All ids, page by page.
async fn walk(who: &Person, path: &str, cursor: &str, from: Option<String>) -> Vec<String> {
    let (mut all, mut at) = (Vec::new(), from);
    loop {
        let page = match &at {
            Some(at) => read_ids(who, &format!("{path}&{cursor}={at}")).await,
            None => read_ids(who, path).await,
        };
        let edge = if cursor == "min_id" { page.first() } else { page.last() };
        let Some(edge) = edge.cloned() else { return all };
        at = Some(edge);
        all.extend(page);
    }
}
