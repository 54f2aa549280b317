//! Finding posts, people and hashtags through HTTP.

use store::engine_tests;
use testkit::{Person, TestApp, Value, json};

async fn search(who: &Person, query: &str) -> Value {
    let q: String = form_urlencoded::byte_serialize(query.as_bytes()).collect();
    who.get(&format!("/api/v2/search?q={q}")).await.ok().json
}

fn texts(found: &Value) -> Vec<String> {
    let content = |post: &Value| text::html_to_text(post["content"].as_str().unwrap());
    found["statuses"].as_array().unwrap().iter().map(content).collect()
}

async fn posts(who: &Person, query: &str) -> Vec<String> {
    texts(&search(who, query).await)
}

async fn people(who: &Person, query: &str) -> Vec<String> {
    let found = search(who, query).await;
    found["accounts"].as_array().unwrap().iter().map(|a| a["acct"].as_str().unwrap().to_owned()).collect()
}

async fn tags(who: &Person, query: &str) -> Vec<String> {
    let found = search(who, query).await;
    found["hashtags"].as_array().unwrap().iter().map(|t| t["name"].as_str().unwrap().to_owned()).collect()
}

engine_tests! {
    async fn who_may_find_what(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben, eve) = (app.person("ana").await, app.person("ben").await, app.person("eve").await);
        ben.follow(&ana).await;
        for (visibility, text) in [("public", "open"), ("unlisted", "quiet"), ("private", "close"), ("direct", "secret to @eve")] {
            ana.publish_with(json!({ "status": format!("zebra {text}"), "visibility": visibility })).await;
        }
        app.settle().await;
        assert_eq!(posts(&ana, "zebra").await, ["zebra secret to @eve", "zebra close", "zebra quiet", "zebra open"]);
        assert_eq!(posts(&ben, "zebra").await, ["zebra open"]);
        assert_eq!(posts(&eve, "zebra").await, ["zebra secret to @eve", "zebra open"]);
        assert_eq!(posts(&app.nobody(), "zebra").await, [""; 0]);

        // What one saved or liked is found, for as long as one may see it.
        let close = search(&ana, "close").await["statuses"][0]["id"].as_str().unwrap().parse().unwrap();
        ben.touch("bookmark", close).await.ok();
        assert_eq!(posts(&ben, "zebra").await, ["zebra close", "zebra open"]);
        assert_eq!(posts(&ben, "zebra in:library").await, ["zebra close"]);
        assert_eq!(posts(&ben, "zebra in:public").await, ["zebra open"]);
        ben.relate("unfollow", &ana).await;
        assert_eq!(posts(&ben, "zebra").await, ["zebra open"]);
    }

    async fn what_is_gone_is_not_found(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben, eve) = (app.person("ana").await, app.person("ben").await, app.person("eve").await);
        let first = ana.publish("giraffe one").await;
        ana.publish("giraffe two").await;
        ben.publish("giraffe three").await;
        app.settle().await;
        assert_eq!(posts(&eve, "giraffe").await, ["giraffe three", "giraffe two", "giraffe one"]);
        // Everything at once, before the index is written again.
        ana.put(&format!("/api/v1/statuses/{first}"), json!({ "status": "okapi one" })).await.ok();
        assert_eq!(posts(&eve, "giraffe").await, ["giraffe three", "giraffe two"]);
        app.medley.accounts.suspend(ben.id, true).await.unwrap();
        assert_eq!(posts(&eve, "giraffe").await, ["giraffe two"]);
        eve.relate("mute", &ana).await;
        assert_eq!(posts(&eve, "giraffe").await, [""; 0]);
        eve.relate("unmute", &ana).await;
        ana.relate("block", &eve).await;
        assert_eq!(posts(&eve, "giraffe").await, [""; 0]);
        ana.relate("unblock", &eve).await;
        ana.delete(&format!("/api/v1/statuses/{first}")).await.ok();
        app.settle().await;
        assert_eq!(posts(&eve, "okapi").await, [""; 0]);
        app.medley.accounts.suspend(ben.id, false).await.unwrap();
        assert_eq!(posts(&eve, "giraffe").await, ["giraffe three", "giraffe two"]);
    }

    async fn operators_and_pages(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben) = (app.person("Ana").await, app.person("ben").await);
        for n in 0..12 {
            ana.publish(&format!("lion {n} #Pride")).await;
        }
        let to = ben.publish("lion https://example.org/a language").await;
        ben.publish_with(json!({ "status": "lion answer", "in_reply_to_id": to, "language": "fr", "spoiler_text": "roar" })).await;
        app.settle().await;
        assert_eq!(posts(&ana, "lion from:ben is:reply").await, ["lion answer"]);
        assert_eq!(posts(&ana, "roar").await, ["lion answer"]);
        assert_eq!(posts(&ana, "lion is:sensitive language:fr from:@BEN").await, ["lion answer"]);
        assert_eq!(posts(&ana, "lion has:link").await.len(), 1);
        assert_eq!(posts(&ana, "lion -#pride").await.len(), 2);
        assert_eq!(posts(&ben, "from:me lion -has:link").await, ["lion answer"]);
        assert_eq!(posts(&ana, "lion before:2026-11-22").await.len(), 0);
        assert_eq!(posts(&ana, "lion during:2026-11").await.len(), 14);
        assert_eq!(posts(&ana, "lion -during:2026-11").await.len(), 0);

        let page = async |more: &str| {
            let path = format!("/api/v2/search?q=lion&type=statuses&limit=5&account_id={}{more}", ana.id);
            ben.get(&path).await.ok().json
        };
        let first = page("").await;
        assert_eq!(texts(&first).first().unwrap(), "lion 11 #Pride");
        assert_eq!(first["accounts"], json!([]));
        let last = first["statuses"][4]["id"].as_str().unwrap().to_owned();
        let second = texts(&page("&offset=5").await);
        assert_eq!(second.first().unwrap(), "lion 6 #Pride");
        assert_eq!(second, texts(&page(&format!("&max_id={last}")).await));
        let newer = texts(&page(&format!("&min_id={last}")).await);
        assert_eq!(newer, texts(&first)[..4]);
        assert_eq!(texts(&page("&offset=10").await).len(), 2);
    }

    async fn people_by_handle_and_by_name(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, anabel, eve) = (app.person("ana").await, app.person("Anabel").await, app.person("eve").await);
        let zoe = app.person("zoe").await;
        zoe.patch("/api/v1/accounts/update_credentials", json!({ "display_name": "Zoé Anastasia Øberg" })).await.ok();
        eve.follow(&zoe).await;
        ana.follow(&anabel).await;
        for query in ["anabel", "@ANABEL", "anabel@localhost:3000", "@Anabel@LOCALHOST:3000", "http://localhost:3000/@Anabel"] {
            assert_eq!(people(&eve, query).await.first().unwrap(), "Anabel", "{query}");
        }
        app.settle().await;
        assert_eq!(people(&eve, "ana").await, ["ana", "zoe", "Anabel"]);
        assert_eq!(people(&ana, "anas").await, ["zoe"]);
        assert_eq!(people(&ana, "oberg zoe").await, ["zoe"]);
        let following = eve.get("/api/v2/search?q=ana&type=accounts&following=true").await.ok().json;
        assert_eq!(following["accounts"].as_array().unwrap().len(), 1);
        assert_eq!(eve.get("/api/v1/accounts/search?q=ana&limit=1&offset=1").await.ok().each("acct"), ["zoe"]);
        app.medley.accounts.suspend(zoe.id, true).await.unwrap();
        assert_eq!(people(&eve, "ana").await, ["ana", "Anabel"]);
    }

    async fn hashtags_by_their_beginning(engine: Engine) {
        let app = TestApp::new(engine).await;
        let ana = app.person("ana").await;
        ana.publish("#hearts #heart_failure").await;
        ana.publish("#heart_failure").await;
        ana.publish_with(json!({ "status": "#heartache", "visibility": "private" })).await;
        assert_eq!(tags(&ana, "#heart").await, ["heart_failure", "hearts"], "at once");
        app.settle().await;
        assert_eq!(tags(&ana, "HEART").await, ["heart_failure", "hearts"]);
        assert_eq!(tags(&ana, "#hearts").await, ["hearts"]);
        ana.publish("#heart").await;
        assert_eq!(tags(&ana, "heart").await, ["heart", "heart_failure", "hearts"]);
        assert_eq!(tags(&ana, "@heart").await, [""; 0]);
    }

    async fn bad_queries_are_answered(engine: Engine) {
        let app = TestApp::new(engine).await;
        let ana = app.person("ana").await;
        ana.publish("words").await;
        app.settle().await;
        for query in ["\"", "-", "*", "a* OR b*", "NEAR(a b)", "from:", "\u{0}x", "((((", "has:has:", "🙂", "before:0000-00-00", "' OR 1=1 --"] {
            search(&ana, query).await;
        }
        search(&ana, &"word -word ".repeat(400)).await;
        assert!(ana.get("/api/v2/search").await.status.is_client_error());
        assert_eq!(app.nobody().get("/api/v2/search?q=a&resolve=true").await.status, 401);
        assert_eq!(app.nobody().get("/api/v2/search?q=a&type=accounts&offset=20").await.status, 401);
    }

    async fn imports_are_found(engine: Engine) {
        let app = TestApp::new(engine).await;
        let ana = app.person("ana").await;
        let posts_of_then: Vec<_> = (0..1_500_i64).map(|n| posts::ImportedPost {
            source: format!("test:{n}"), at_ms: 1_400_000_000_000 + n, text: format!("walrus {n}"), language: None,
            sensitive: false, reply_to: None, media: Vec::new(), followers: None,
        }).collect();
        app.medley.posts.import(ana.id, posts_of_then).await.unwrap();
        app.settle().await;
        assert_eq!(posts(&ana, "walrus 1499").await, ["walrus 1499"]);
        assert_eq!(app.medley.search.indexed().await.unwrap(), 1_500);
    }

    /// The index goes on where it was, whatever happened while nobody wrote it.
    async fn nothing_is_missed(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben) = (app.person("ana").await, app.person("ben").await);
        let (changing, going) = (ana.publish("tiger before").await, ana.publish("tiger going").await);
        app.settle().await;
        // Not settled: as if the server had been killed.
        ana.publish("tiger new").await;
        ana.put(&format!("/api/v1/statuses/{changing}"), json!({ "status": "tiger after" })).await.ok();
        ana.delete(&format!("/api/v1/statuses/{going}")).await.ok();
        app.medley.search.close().await;
        let again = app.reopened().await;
        again.settle().await;
        let ben = Person { app: again.clone(), ..ben };
        assert_eq!(posts(&ben, "tiger").await, ["tiger new", "tiger after"]);
        assert_eq!(again.medley.search.indexed().await.unwrap(), 2);
    }

    /// Where events are not kept any more, or the index is gone, everything is gone through.
    async fn it_can_be_made_anew(engine: Engine) {
        let app = TestApp::new(engine).await;
        let ana = app.person("ana").await;
        for n in 0..20 {
            ana.publish(&format!("panda {n} #bamboo")).await;
        }
        app.settle().await;
        app.medley.search.rebuild().await.unwrap();
        assert_eq!(posts(&ana, "panda").await.len(), 0, "it is empty at first");
        assert_eq!(app.medley.search.progress().await.unwrap().unwrap().all, 20);
        app.settle().await;
        assert_eq!(app.medley.search.progress().await.unwrap(), None);
        assert_eq!(posts(&ana, "panda").await.len(), 20);
        assert_eq!(people(&ana, "ana").await, ["ana"]);

        let gone = ana.publish("panda last").await;
        app.settle().await;
        ana.delete(&format!("/api/v1/statuses/{gone}")).await.ok();
        ana.publish("panda next").await;
        app.medley.search.close().await;
        app.medley.db.write(|w| w.run_raw("DELETE FROM outbox", &[])).await.unwrap();
        let again = app.reopened().await;
        again.settle().await;
        let ana = Person { app: again.clone(), ..ana };
        assert_eq!(posts(&ana, "panda").await.len(), 20, "twenty and the next, a page holds twenty");
        assert_eq!(again.medley.search.indexed().await.unwrap(), 21);
    }
}
