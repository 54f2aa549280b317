//! Followed hashtags in the home timeline and its stream, featured ones on profiles.

use store::engine_tests;
use testkit::{Person, TestApp, Value, json};

use crate::lists::both_ways;

async fn tag(who: &Person, verb: &str, name: &str) -> Value {
    who.post(&format!("/api/v1/tags/{name}/{verb}"), json!({})).await.ok().json
}

async fn tags(who: &Person, path: &str) -> Vec<String> {
    who.get(path).await.ok().each("name")
}

engine_tests! {
    async fn hashtags_are_followed_and_left(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben) = (app.person("ana").await, app.person("ben").await);
        let new = ana.get("/api/v1/tags/Stroke").await.ok().json;
        assert_eq!((&new["name"], &new["url"]), (&json!("stroke"), &json!("http://localhost:3000/tags/stroke")));
        assert_eq!((&new["following"], &new["featuring"]), (&json!(false), &json!(false)));
        assert_eq!(new["history"].as_array().unwrap().len(), 7);
        assert!(new["id"].as_str().unwrap().parse::<u64>().is_ok());
        assert!(app.nobody().get("/api/v1/tags/stroke").await.ok().json.get("following").is_none());
        for bad in ["1", "a-b", "%20"] {
            ana.get(&format!("/api/v1/tags/{bad}")).await.fails(404);
            ana.post(&format!("/api/v1/tags/{bad}/follow"), json!({})).await.fails(404);
        }
        assert_eq!(tag(&ana, "follow", "STROKE").await["following"], true);
        assert_eq!(tag(&ana, "follow", "stroke").await["following"], true, "as often as one likes");
        app.later(1);
        tag(&ana, "follow", "hcsm").await;
        assert_eq!(ana.get("/api/v1/tags/stroke").await.ok().json["following"], true);
        assert_eq!(tags(&ana, "/api/v1/followed_tags").await, ["hcsm", "stroke"]);
        let first = ana.get("/api/v1/followed_tags?limit=1").await.ok();
        assert_eq!(first.each("name"), ["hcsm"]);
        assert_eq!(first.json[0]["following"], true);
        let next = first.link("next").unwrap();
        assert_eq!(tags(&ana, next.strip_prefix("http://localhost:3000").unwrap_or(&next)).await, ["stroke"]);
        assert!(tags(&ben, "/api/v1/followed_tags").await.is_empty());
        assert_eq!(tag(&ana, "unfollow", "Stroke").await["following"], false);
        assert_eq!(tags(&ana, "/api/v1/followed_tags").await, ["hcsm"]);
    }

    async fn history_counts_posts_and_people(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben) = (app.person("ana").await, app.person("ben").await);
        ana.publish("long ago #ward").await;
        app.later(2 * base::DAY_MS);
        ana.publish("#ward").await;
        ana.publish("#Ward").await;
        ben.publish("#ward").await;
        ben.publish_with(json!({ "status": "quiet #ward", "visibility": "unlisted" })).await;
        let history = ana.get("/api/v1/tags/ward").await.ok().json["history"].clone();
        let days = history.as_array().unwrap();
        let told: Vec<(&str, &str)> =
            days.iter().map(|day| (day["uses"].as_str().unwrap(), day["accounts"].as_str().unwrap())).collect();
        assert_eq!(told, [("3", "2"), ("0", "0"), ("1", "1"), ("0", "0"), ("0", "0"), ("0", "0"), ("0", "0")]);
        let day = |n: usize| days[n]["day"].as_str().unwrap().parse::<i64>().unwrap();
        assert_eq!((day(0) % 86_400, day(0) - day(6)), (0, 6 * 86_400));
    }

    async fn posts_with_a_followed_hashtag_come_home(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (me, far, near) = (app.person("me").await, app.person("far").await, app.person("near").await);
        me.follow(&near).await;
        far.publish("before #stroke").await;
        assert!(me.home().await.is_empty());
        tag(&me, "follow", "Stroke").await;
        assert_eq!(me.home().await, ["before #stroke"], "at once");
        let mut stream = me.stream("/api/v1/streaming/user").await;
        let first = far.publish("first #STROKE").await;
        assert_eq!(stream.expect("update").await["id"], first.to_string());
        far.publish("of something else #sepsis").await;
        for hidden in ["unlisted", "private", "direct"] {
            far.publish_with(json!({ "status": format!("{hidden} #stroke"), "visibility": hidden })).await;
        }
        far.publish_with(json!({ "status": "an answer #stroke", "in_reply_to_id": first })).await;
        assert_eq!(stream.expect("update").await["content"].as_str().unwrap().matches("an answer").count(), 1);
        near.publish("both #stroke").await;
        stream.expect("update").await;
        assert_eq!(me.home().await, ["both #stroke", "an answer #stroke", "first #STROKE", "before #stroke"]);
        app.later(1_000);
        far.put(&format!("/api/v1/statuses/{first}"), json!({ "status": "no tag any more" })).await.ok();
        assert_eq!(me.home().await, ["both #stroke", "an answer #stroke", "before #stroke"]);
        far.put(&format!("/api/v1/statuses/{first}"), json!({ "status": "again #stroke" })).await.ok();
        stream.expect("status.update").await;
        assert_eq!(me.home().await, ["both #stroke", "an answer #stroke", "again #stroke", "before #stroke"]);
        far.delete(&format!("/api/v1/statuses/{first}")).await.ok();
        // What was changed twice may be told twice: each time as it is then.
        let mut last = stream.next().await.unwrap();
        while last.0 == "status.update" {
            last = stream.next().await.unwrap();
        }
        assert_eq!(last, ("delete".to_owned(), first.to_string()));
        assert_eq!(me.home().await, ["both #stroke", "an answer #stroke", "before #stroke"]);
        me.relate("mute", &far).await;
        far.publish("muted #stroke").await;
        assert!(stream.is_silent().await);
        assert_eq!(me.home().await, ["both #stroke"]);
        me.relate("unmute", &far).await;
        far.relate("block", &me).await;
        far.publish("blocked #stroke").await;
        assert!(stream.is_silent().await);
        assert_eq!(me.home().await, ["both #stroke"]);
        tag(&me, "unfollow", "stroke").await;
        near.publish("still from near #stroke").await;
        stream.expect("update").await;
        assert_eq!(me.home().await.len(), 2);
        me.relate("unfollow", &near).await;
        assert!(me.home().await.is_empty());
    }

    /// State before + streamed events = a fresh fetch.
    async fn stream_equals_fetch_with_hashtags(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (me, a, b) = (app.person("me").await, app.person("a").await, app.person("b").await);
        me.follow(&a).await;
        tag(&me, "follow", "x").await;
        tag(&me, "follow", "y").await;
        let mut stream = me.stream("/api/v1/streaming/user").await;
        let by_b = b.publish("both #x #y").await;
        b.publish("none #z").await;
        a.publish_with(json!({ "status": "a to b #x", "in_reply_to_id": by_b })).await;
        a.publish_with(json!({ "status": "a to b", "in_reply_to_id": by_b })).await;
        b.touch("reblog", by_b).await.ok();
        me.publish("mine #x").await;
        a.publish_with(json!({ "status": "friends #y", "visibility": "private" })).await;
        let gone = b.publish("gone #y").await;
        b.delete(&format!("/api/v1/statuses/{gone}")).await.ok();
        let mut seen = Vec::new();
        crate::streams::apply(&mut stream, &mut seen).await;
        let fresh = me.get("/api/v1/timelines/home?limit=40").await.ok().each("id");
        assert_eq!((&seen, fresh.len()), (&fresh, 4));
    }

    /// More posts of a hashtag and of an author than memory holds, by several people.
    async fn deep_pages_with_hashtags(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (me, a, b, c) = (app.person("me").await, app.person("a").await, app.person("b").await, app.person("c").await);
        me.follow(&a).await;
        tag(&me, "follow", "x").await;
        tag(&me, "follow", "y").await;
        let mut expected = Vec::new();
        for n in 0..150 {
            let id = match n % 5 {
                0 | 1 => b.publish(&format!("{n} #x")).await,
                2 => a.publish(&format!("{n} #x #y")).await,
                3 => a.publish(&n.to_string()).await,
                _ => c.publish(&format!("{n} {}", if n % 2 == 0 { "#y" } else { "#z" })).await,
            };
            if n % 5 < 4 || n % 2 == 0 {
                expected.push(id.to_string());
            }
        }
        expected.reverse();
        both_ways(&me, "/api/v1/timelines/home?limit=7", &expected).await;
        // An edit far below what memory holds must not make a hole in it.
        app.later(1_000);
        let old: &String = &expected[130];
        for who in [&a, &b, &c] {
            let edited = who.put(&format!("/api/v1/statuses/{old}"), json!({ "status": "edited #x #y" })).await;
            assert!(edited.status == 200 || edited.status == 404);
        }
        both_ways(&me, "/api/v1/timelines/home?limit=7", &expected).await;
    }

    /// The home timeline with followed hashtags takes no statement more than without, once it is in memory.
    async fn followed_hashtags_cost_no_statement(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (me, far) = (app.person("me").await, app.person("far").await);
        for name in ["x", "y", "z"] {
            tag(&me, "follow", name).await;
            far.publish(&format!("#{name}")).await;
        }
        me.home().await;
        let before = app.medley.db.statements_run();
        assert_eq!(me.home().await.len(), 3);
        assert_eq!(app.medley.db.statements_run(), before);
    }

    async fn the_page_of_a_hashtag_has_a_button(engine: Engine) {
        let app = TestApp::new(engine).await;
        let ana = app.person("ana").await;
        ana.publish("#Maté").await;
        let (path, browser) = ("/tags/mat%C3%A9", ana.browser().await);
        for (offered, followed) in [("follow", true), ("unfollow", false), ("follow", true)] {
            let form = format!("/web/tags/Mat%C3%A9/{offered}");
            assert!(browser.get(path).await.ok().text.contains(&format!("action=\"{form}\"")), "{offered}");
            let led = browser.form(&form, "back=%2Ftags%2Fmat%25C3%25A9").await;
            assert_eq!((led.status.as_u16(), led.header("location")), (303, path));
            assert_eq!(ana.get("/api/v1/tags/mat%C3%A9").await.ok().json["following"], followed);
        }
        assert!(!app.nobody().get(path).await.ok().text.contains("/web/tags/"));
        assert_eq!(browser.form("/web/tags/1/follow", "").await.status, 404);
    }

    async fn exclusive_lists_stand_above_hashtags(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (me, a) = (app.person("me").await, app.person("a").await);
        me.follow(&a).await;
        tag(&me, "follow", "x").await;
        let list = me.post("/api/v1/lists", json!({ "title": "a", "exclusive": true })).await.ok().id();
        me.post(&format!("/api/v1/lists/{list}/accounts"), json!({ "account_ids": [a.id.to_string()] })).await.ok();
        let mut stream = me.stream("/api/v1/streaming/user").await;
        a.publish("not at home #x").await;
        assert!(stream.is_silent().await && me.home().await.is_empty());
    }

    async fn featured_hashtags(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben) = (app.person("ana").await, app.person("ben").await);
        ana.publish("#Stroke #hcsm").await;
        ana.publish("#stroke").await;
        ben.publish("#stroke").await;
        assert_eq!(tags(&ana, "/api/v1/featured_tags/suggestions").await, ["stroke", "hcsm"]);
        app.later(1);
        let made = ana.form("/api/v1/featured_tags", "name=%23Stroke").await.ok().json;
        assert_eq!((&made["name"], &made["statuses_count"]), (&json!("Stroke"), &json!("2")));
        assert_eq!(made["last_status_at"].as_str().unwrap().len(), "2026-11-22".len());
        let again = ana.form("/api/v1/featured_tags", "name=stroke").await.fails(422);
        assert_eq!(again.json["error"], "Validation failed: Name has already been taken");
        assert_eq!(ana.form("/api/v1/featured_tags", "name=1").await.fails(422).json["error"], "Validation failed: Tag is invalid");
        ana.form("/api/v1/featured_tags", "").await.fails(422);
        let unused = tag(&ana, "feature", "ward").await;
        assert_eq!((&unused["featuring"], &unused["following"]), (&json!(true), &json!(false)));
        assert_eq!(tag(&ana, "feature", "ward").await["featuring"], true);
        let of_ana = format!("/api/v1/accounts/{}/featured_tags", ana.id);
        assert_eq!(tags(&ben, &of_ana).await, ["Stroke", "ward"]);
        let shown = app.nobody().get(&of_ana).await.ok().json;
        assert_eq!((&shown[1]["statuses_count"], &shown[1]["last_status_at"]), (&json!("0"), &Value::Null));
        assert_eq!(tags(&ana, "/api/v1/featured_tags/suggestions").await, ["hcsm"]);
        let path = format!("/api/v1/featured_tags/{}", made["id"].as_str().unwrap());
        ben.delete(&path).await.fails(404);
        assert_eq!(ana.delete(&path).await.ok().json, json!({}));
        ana.delete(&path).await.fails(404);
        assert_eq!(tag(&ana, "unfeature", "ward").await["featuring"], false);
        assert!(tags(&ana, "/api/v1/featured_tags").await.is_empty());
        for n in 0..10 {
            tag(&ana, "feature", &format!("t{n}")).await;
        }
        let full = ana.post("/api/v1/tags/one_more/feature", json!({})).await.fails(422);
        assert_eq!(full.json["error"], "Validation failed: You have already featured the maximum number of hashtags");
        ben.get("/api/v1/accounts/7/featured_tags").await.fails(404);
    }
}
