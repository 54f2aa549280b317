//! Quote posts: who may, how they look to whom, what ends them.

use base::Id;
use store::engine_tests;
use testkit::{Answer, Person, TestApp, Value, json};

async fn quote(who: &Person, quoted: Id, extra: Value) -> Answer {
    let mut body = json!({ "status": "see this", "quoted_status_id": quoted });
    body.as_object_mut().unwrap().extend(extra.as_object().unwrap().clone());
    who.app.later(1);
    who.post("/api/v1/statuses", body).await
}

async fn seen(who: &Person, post: Id) -> Value {
    who.get(&format!("/api/v1/statuses/{post}")).await.ok().json
}

async fn may(who: &Person, post: Id) -> Value {
    seen(who, post).await["quote_approval"]["current_user"].clone()
}

async fn told_of(who: &Person, kind: &str) -> Vec<Value> {
    let list = who.get(&format!("/api/v1/notifications?types[]={kind}")).await.ok().json;
    list.as_array().unwrap().clone()
}

engine_tests! {
    async fn a_quote_is_shown_with_what_it_quotes(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben, chi) = (app.person("ana").await, app.person("ben").await, app.person("chi").await);
        let first = ana.publish("Wash your hands").await;
        let made = quote(&ben, first, json!({})).await.ok();
        let second = made.id();
        let quoted = &made.json["quote"];
        assert_eq!((&quoted["state"], &quoted["quoted_status"]["id"]), (&json!("accepted"), &json!(first.to_string())));
        assert_eq!((&quoted["quoted_status"]["quote"], &quoted["quoted_status"]["account"]["acct"]), (&Value::Null, &json!("ana")));
        let url = format!("http://localhost:3000/@ana/{first}");
        let content = format!("<p class=\"quote-inline\">RE: <a href=\"{url}\">{url}</a></p><p>see this</p>");
        assert_eq!(made.json["content"], content);
        assert_eq!(quote(&ben, first, json!({ "status": format!("again {url}") })).await.ok().json["content"].as_str().unwrap().matches("RE:").count(), 0);
        assert_eq!(seen(&ana, first).await["quotes_count"], 2);
        let third = quote(&chi, second, json!({})).await.ok().json;
        let inner = &third["quote"]["quoted_status"]["quote"];
        assert_eq!(*inner, json!({ "state": "accepted", "quoted_status_id": first.to_string() }));
        let boost = chi.touch("reblog", second).await.ok().json;
        assert_eq!((&boost["quote"], &boost["reblog"]["quote"]["quoted_status"]["id"]), (&Value::Null, &json!(first.to_string())));
        let of_boost = quote(&chi, boost["id"].as_str().unwrap().parse().unwrap(), json!({ "status": "" })).await.ok().json;
        assert_eq!(of_boost["quote"]["quoted_status"]["id"], second.to_string(), "what was boosted");
        let again = app.reopened().await.person_like(&ben);
        assert_eq!(seen(&again, second).await, seen(&ben, second).await, "not only in memory");
        let home = again.get("/api/v1/timelines/public").await.ok().json;
        assert!(home.as_array().unwrap().iter().any(|post| post["quote"]["quoted_status"]["id"] == first.to_string()));
        let list = app.nobody().get(&format!("/api/v1/statuses/{first}/quotes?limit=1")).await.ok();
        assert_eq!(list.each("account").len(), 1);
        assert_eq!(app.nobody().get(&list.link("next").unwrap()).await.ok().each("id"), [second.to_string()]);
        let answer = quote(&ben, first, json!({ "in_reply_to_id": first })).await.ok().json;
        assert_eq!((&answer["in_reply_to_id"], &answer["quote"]["state"]), (&json!(first.to_string()), &json!("accepted")));
    }

    async fn who_may_quote(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, friend, stranger) = (app.person("ana").await, app.person("friend").await, app.person("stranger").await);
        friend.follow(&ana).await;
        for (policy, automatic, expected) in [
            ("public", json!(["public"]), ["automatic", "automatic", "automatic", "denied"]),
            ("followers", json!(["followers"]), ["automatic", "automatic", "denied", "denied"]),
            ("nobody", json!([]), ["automatic", "denied", "denied", "denied"]),
        ] {
            let post = ana.publish_with(json!({ "status": policy, "quote_approval_policy": policy })).await;
            let approval = &seen(&ana, post).await["quote_approval"];
            assert_eq!((&approval["automatic"], &approval["manual"]), (&automatic, &json!([])));
            for (who, word) in [&ana, &friend, &stranger, &app.nobody()].into_iter().zip(expected) {
                assert_eq!(may(who, post).await, word, "{policy}: {}", who.name);
                if who.token.is_some() {
                    let answer = quote(who, post, json!({})).await;
                    if word == "automatic" { answer.ok(); } else {
                        let refused = answer.fails(404);
                        assert_eq!(refused.json["error"], "The post you are trying to quote does not appear to exist.");
                    }
                }
            }
        }
        ana.post("/api/v1/statuses", json!({ "status": "x", "quote_approval_policy": "friends" })).await.fails(422);
        quote(&ana, Id(1), json!({})).await.fails(404);
        let post = ana.publish("open").await;
        let path = format!("/api/v1/statuses/{post}/interaction_policy");
        stranger.put(&path, json!({ "quote_approval_policy": "nobody" })).await.fails(403);
        ana.put(&path, json!({ "quote_approval_policy": "friends" })).await.fails(422);
        let mut stream = friend.stream("/api/v1/streaming/user").await;
        let closed = ana.put(&path, json!({ "quote_approval_policy": "followers" })).await.ok().json;
        assert_eq!((&closed["quote_approval"]["automatic"], &closed["edited_at"]), (&json!(["followers"]), &Value::Null));
        assert_eq!(stream.expect("status.update").await["quote_approval"]["current_user"], "automatic");
        assert_eq!(may(&stranger, post).await, "denied");
        ana.put(&format!("/api/v1/statuses/{post}"), json!({ "status": "open again", "quote_approval_policy": "public" })).await.ok();
        assert_eq!(may(&app.reopened().await.person_like(&stranger), post).await, "automatic");
    }

    async fn private_posts_are_quoted_among_followers_by_their_author(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, friend, stranger) = (app.person("ana").await, app.person("friend").await, app.person("stranger").await);
        friend.follow(&ana).await;
        let private = ana.publish_with(json!({ "status": "canary", "visibility": "private", "quote_approval_policy": "public" })).await;
        assert_eq!((may(&ana, private).await, may(&friend, private).await), (json!("automatic"), json!("denied")));
        assert_eq!(seen(&friend, private).await["quote_approval"]["automatic"], json!([]));
        quote(&friend, private, json!({})).await.fails(404);
        quote(&stranger, private, json!({})).await.fails(404);
        let own = quote(&ana, private, json!({ "visibility": "public" })).await.ok().json;
        assert_eq!(own["visibility"], "private");
        let direct = ana.publish_with(json!({ "status": "@friend hi", "visibility": "direct" })).await;
        quote(&ana, direct, json!({})).await.fails(404);
        let open = ana.publish("open").await;
        quote(&friend, open, json!({ "visibility": "direct" })).await.fails(422);
        quote(&friend, open, json!({ "visibility": "direct", "status": "@ana look" })).await.ok();
    }

    /// Whoever may not see the quoted post does not see it in a quote either.
    async fn what_is_quoted_is_checked_for_each_viewer(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben, eve) = (app.person("ana").await, app.person("ben").await, app.person("eve").await);
        let first = ana.publish("canary").await;
        let second = quote(&ben, first, json!({})).await.ok().id();
        let third = quote(&ben, second, json!({})).await.ok().id();
        let state = async |who: &Person| seen(who, second).await["quote"].clone();
        ana.relate("block", &eve).await;
        assert_eq!(state(&eve).await, json!({ "state": "unauthorized", "quoted_status": null }));
        let nested = seen(&eve, third).await["quote"]["quoted_status"]["quote"].clone();
        assert_eq!(nested, json!({ "state": "unauthorized", "quoted_status_id": null }));
        assert!(!eve.get(&format!("/api/v1/statuses/{second}")).await.text.contains("canary"));
        ana.relate("unblock", &eve).await;
        for (verb, word) in [("mute", "muted_account"), ("unmute", "accepted"), ("block", "blocked_account"), ("unblock", "accepted")] {
            eve.relate(verb, &ana).await;
            let quoted = state(&eve).await;
            assert_eq!((&quoted["state"], &quoted["quoted_status"]["id"]), (&json!(word), &json!(first.to_string())), "{verb}");
        }
        app.medley.accounts.suspend(ana.id, true).await.unwrap();
        assert_eq!(state(&app.nobody()).await["state"], "unauthorized");
    }

    async fn a_deleted_post_is_gone_from_its_quotes_at_once(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben, eve) = (app.person("ana").await, app.person("ben").await, app.person("eve").await);
        eve.follow(&ben).await;
        let first = ana.publish("canary").await;
        let second = quote(&ben, first, json!({})).await.ok().id();
        let third = quote(&ben, second, json!({})).await.ok().id();
        let mut stream = eve.stream("/api/v1/streaming/user").await;
        ana.delete(&format!("/api/v1/statuses/{first}")).await.ok();
        let now = seen(&eve, second).await;
        assert_eq!(now["quote"], json!({ "state": "deleted", "quoted_status": null }));
        app.settle().await;
        let streamed = stream.expect("status.update").await;
        assert_eq!((&streamed["id"], &streamed["quote"]["state"]), (&json!(second.to_string()), &json!("deleted")));
        assert_eq!((&streamed["content"], &streamed["edited_at"]), (&json!("<p>see this</p>"), &Value::Null));
        let nested = seen(&eve, third).await["quote"]["quoted_status"]["quote"].clone();
        assert_eq!(nested, json!({ "state": "deleted", "quoted_status_id": null }));
        assert_eq!(seen(&app.reopened().await.nobody(), second).await["quote"]["state"], "deleted");
        assert_eq!(seen(&eve, second).await["quotes_count"], 1);
        ben.delete(&format!("/api/v1/statuses/{third}")).await.ok();
        assert_eq!(seen(&eve, second).await["quotes_count"], 0, "a quote less");
        assert!(eve.get(&format!("/api/v1/statuses/{second}/quotes")).await.ok().each("id").is_empty());
    }

    async fn authors_can_take_themselves_out_of_a_quote(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben, eve) = (app.person("ana").await, app.person("ben").await, app.person("eve").await);
        eve.follow(&ben).await;
        let first = ana.publish("canary").await;
        let second = quote(&ben, first, json!({})).await.ok().id();
        let path = format!("/api/v1/statuses/{first}/quotes/{second}/revoke");
        for who in [&ben, &eve] {
            who.post(&path, json!({})).await.fails(403);
        }
        ana.post(&format!("/api/v1/statuses/{second}/quotes/{first}/revoke"), json!({})).await.fails(404);
        let mut stream = eve.stream("/api/v1/streaming/user").await;
        for _ in 0..2 {
            let revoked = ana.post(&path, json!({})).await.ok().json;
            assert_eq!((&revoked["id"], &revoked["quote"]), (&json!(second.to_string()), &json!({ "state": "revoked", "quoted_status": null })));
        }
        let streamed = stream.expect("status.update").await;
        assert_eq!((&streamed["quote"]["state"], &streamed["content"]), (&json!("revoked"), &json!("<p>see this</p>")));
        assert!(stream.is_silent().await, "once");
        assert_eq!(seen(&ana, first).await["quotes_count"], 0);
        assert!(ana.get(&format!("/api/v1/statuses/{first}/quotes")).await.ok().each("id").is_empty());
        assert_eq!(seen(&app.reopened().await.nobody(), second).await["quote"]["state"], "revoked");
        ben.delete(&format!("/api/v1/statuses/{second}")).await.ok();
        assert_eq!(seen(&ana, first).await["quotes_count"], 0, "counted down once");
    }

    async fn both_sides_are_told(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben, eve) = (app.person("ana").await, app.person("ben").await, app.person("eve").await);
        let first = ana.publish("canary").await;
        let second = quote(&ben, first, json!({})).await.ok().id();
        quote(&ana, first, json!({})).await.ok();
        app.settle().await;
        let told = told_of(&ana, "quote").await;
        assert_eq!(told.len(), 1);
        assert_eq!((&told[0]["account"]["acct"], &told[0]["status"]["id"]), (&json!("ben"), &json!(second.to_string())));
        assert_eq!(told[0]["status"]["quote"]["quoted_status"]["id"], first.to_string());
        for text in ["edited", "edited again"] {
            app.later(1_000);
            ana.put(&format!("/api/v1/statuses/{first}"), json!({ "status": text })).await.ok();
            app.settle().await;
            let told = told_of(&ben, "quoted_update").await;
            assert_eq!(told.len(), 1);
            let quoted = &told[0]["status"]["quote"]["quoted_status"]["content"];
            assert_eq!((&told[0]["account"]["acct"], quoted), (&json!("ana"), &json!(format!("<p>{text}</p>"))));
        }
        assert!(told_of(&ana, "quoted_update").await.is_empty() && told_of(&eve, "quote").await.is_empty());
        ben.delete(&format!("/api/v1/statuses/{second}")).await.ok();
        app.settle().await;
        assert!(told_of(&ana, "quote").await.is_empty());
    }

    async fn streams_and_pages_show_the_same(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben, eve) = (app.person("ana").await, app.person("ben").await, app.person("eve").await);
        eve.follow(&ben).await;
        let first = ana.publish("canary").await;
        eve.touch("favourite", first).await.ok();
        let mut home = eve.stream("/api/v1/streaming/user").await;
        let mut public = ana.stream("/api/v1/streaming/public").await;
        let second = quote(&ben, first, json!({})).await.ok().id();
        assert_eq!(home.expect("update").await, seen(&eve, second).await);
        assert_eq!(public.expect("update").await, seen(&ana, second).await);
        let closed = ben.publish_with(json!({ "status": "x", "quote_approval_policy": "followers" })).await;
        assert_eq!(home.expect("update").await, seen(&eve, closed).await);
        assert_eq!(public.expect("update").await, seen(&ana, closed).await);
    }

    async fn quotes_can_be_scheduled(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben) = (app.person("ana").await, app.person("ben").await);
        let first = ana.publish("canary").await;
        let at = base::iso_ms(testkit::NOW_MS + 600_000);
        let made = quote(&ben, first, json!({ "scheduled_at": at, "quote_approval_policy": "nobody" })).await.ok().json;
        assert_eq!((&made["params"]["quoted_status_id"], &made["params"]["quote_approval_policy"]), (&json!(first.to_string()), &json!("nobody")));
        assert_eq!(seen(&ana, first).await["quotes_count"], 0);
        app.later(601_000);
        app.settle().await;
        let posts = ben.get(&format!("/api/v1/accounts/{}/statuses", ben.id)).await.ok().json;
        assert_eq!(posts[0]["quote"]["quoted_status"]["id"], first.to_string());
        assert_eq!(posts[0]["quote_approval"]["automatic"], json!([]));
    }

    /// As many statements for one quote as for twenty, from a cold start.
    async fn twenty_quotes_cost_what_one_costs(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben) = (app.person("ana").await, app.person("ben").await);
        let mut posts = Vec::new();
        for n in 0..20 {
            let quoted = ana.publish(&format!("post {n}")).await;
            posts.push(quote(&ben, quoted, json!({})).await.ok().id());
        }
        let mut costs = Vec::new();
        for asked in [&posts[..1], &posts[..]] {
            let cold = app.reopened().await;
            let before = cold.medley.db.statements_run();
            let views = cold.medley.posts.show(asked, Some(ana.id)).await.unwrap();
            assert_eq!(views.len(), asked.len());
            assert!(views.iter().all(|view| matches!(view.quote.as_ref().unwrap().quoted, posts::Quoted::Whole(_))));
            costs.push(cold.medley.db.statements_run() - before);
        }
        assert_eq!(costs[0], costs[1]);
    }
}
