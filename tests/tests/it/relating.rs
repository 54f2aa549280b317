//! Following, asking, blocking, muting.

use store::engine_tests;
use testkit::{TestApp, json};

engine_tests! {
    async fn follows_are_seen_at_once(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben) = (app.person("ana").await, app.person("ben").await);
        ana.publish("before").await;
        assert_eq!(ben.relate("follow", &ana).await["following"], true);
        assert_eq!(ben.home().await, ["before"]);
        assert_eq!(ana.relate("unfollow", &ben).await["followed_by"], true);
        for (who, followers, following) in [(&ana, 1, 0), (&ben, 0, 1)] {
            let account = ana.get(&format!("/api/v1/accounts/{}", who.id)).await.ok().json;
            assert_eq!((&account["followers_count"], &account["following_count"]), (&json!(followers), &json!(following)));
        }
        assert_eq!(ana.get(&format!("/api/v1/accounts/{}/followers", ana.id)).await.ok().each("acct"), ["ben"]);
        assert_eq!(ben.relate("unfollow", &ana).await["following"], false);
        assert!(ben.home().await.is_empty());
        ben.post(&format!("/api/v1/accounts/{}/follow", ben.id), json!({})).await.fails(403);
        ben.post("/api/v1/accounts/12345/follow", json!({})).await.fails(404);
        ben.post("/api/v1/accounts/x/follow", json!({})).await.fails(404);
    }

    async fn a_locked_account_decides(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben, eve) = (app.person("ana").await, app.person("ben").await, app.person("eve").await);
        ana.patch("/api/v1/accounts/update_credentials", json!({ "locked": true })).await.ok();
        let asked = ben.relate("follow", &ana).await;
        assert_eq!((&asked["following"], &asked["requested"]), (&json!(false), &json!(true)));
        eve.relate("follow", &ana).await;
        assert_eq!(ana.get("/api/v1/follow_requests").await.ok().each("acct"), ["eve", "ben"]);
        let verb = |verb: &str, who: &testkit::Person| format!("/api/v1/follow_requests/{}/{verb}", who.id);
        assert_eq!(ana.post(&verb("authorize", &ben), json!({})).await.ok().json["followed_by"], true);
        ana.post(&verb("reject", &eve), json!({})).await.ok();
        ana.post(&verb("authorize", &eve), json!({})).await.fails(404);
        let now = ben.get(&format!("/api/v1/accounts/relationships?id[]={}&id[]={}", ana.id, eve.id)).await.ok();
        assert_eq!((&now.json[0]["following"], &now.json[0]["requested"]), (&json!(true), &json!(false)));
        assert_eq!(now.json[1]["id"], eve.id.to_string());
        assert!(ana.get("/api/v1/follow_requests").await.ok().each("acct").is_empty());
    }

    async fn a_block_ends_everything_between_two(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben) = (app.person("ana").await, app.person("ben").await);
        ana.follow(&ben).await;
        ben.follow(&ana).await;
        let post = ana.publish("hello @ben").await;
        let blocked = ana.relate("block", &ben).await;
        for (key, value) in [("blocking", true), ("following", false), ("followed_by", false)] {
            assert_eq!(blocked[key], value, "{key}");
        }
        assert!(!ben.home().await.contains(&"hello @ben".to_owned()));
        ben.get(&format!("/api/v1/statuses/{post}")).await.fails(404);
        ben.touch("favourite", post).await.fails(404);
        ben.post("/api/v1/statuses", json!({ "status": "but", "in_reply_to_id": post })).await.fails(404);
        ben.post(&format!("/api/v1/accounts/{}/follow", ana.id), json!({})).await.fails(403);
        ben.get(&format!("/api/v1/accounts/{}/statuses", ana.id)).await.fails(404);
        let quiet = ben.publish("hello @ana").await;
        let seen = app.nobody().get(&format!("/api/v1/statuses/{quiet}")).await.ok().json;
        assert_eq!(seen["mentions"], json!([]), "who blocks is not mentioned");
        assert_eq!(ana.get("/api/v1/blocks").await.ok().each("acct"), ["ben"]);
        assert_eq!(ana.relate("unblock", &ben).await["blocking"], false);
        ben.get(&format!("/api/v1/statuses/{post}")).await.ok();
        assert_eq!(ben.relate("follow", &ana).await["following"], true);
    }

    async fn a_timed_mute_ends_by_itself(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben) = (app.person("ana").await, app.person("ben").await);
        ana.follow(&ben).await;
        ben.publish("noise").await;
        let muted = ana.post(&format!("/api/v1/accounts/{}/mute", ben.id), json!({ "duration": 60 })).await.ok().json;
        assert_eq!((&muted["muting"], &muted["muting_notifications"]), (&json!(true), &json!(true)));
        assert!(ana.home().await.is_empty());
        assert_eq!(ana.get("/api/v1/mutes").await.ok().each("acct"), ["ben"]);
        app.later(61_000);
        assert_eq!(ana.home().await, ["noise"]);
        assert!(ana.get("/api/v1/mutes").await.ok().each("acct").is_empty());
    }

    async fn boosts_can_be_switched_off_per_follow(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben, eve) = (app.person("ana").await, app.person("ben").await, app.person("eve").await);
        ana.follow(&ben).await;
        let post = eve.publish("from eve").await;
        ben.touch("reblog", post).await.ok();
        assert_eq!(ana.get("/api/v1/timelines/home").await.ok().json[0]["reblog"]["id"], post.to_string());
        let follow = format!("/api/v1/accounts/{}/follow", ben.id);
        assert_eq!(ana.post(&follow, json!({ "reblogs": false })).await.ok().json["showing_reblogs"], false);
        assert!(ana.home().await.is_empty());
        assert_eq!(ana.post(&follow, json!({ "notify": true })).await.ok().json["showing_reblogs"], false, "kept");
    }

    async fn profiles(engine: Engine) {
        let app = TestApp::new(engine).await;
        let ana = app.person("ana").await;
        let path = "/api/v1/accounts/update_credentials";
        let form = "display_name=Dr+Ana&note=Heart+%23stroke&fields_attributes[0][name]=Web&fields_attributes[0][value]=https://ana.example&bot=true&source[privacy]=unlisted&source[language]=es";
        let updated = ana.send(http::Method::PATCH, path, "application/x-www-form-urlencoded", form.to_owned()).await.ok().json;
        assert_eq!((&updated["display_name"], &updated["bot"]), (&json!("Dr Ana"), &json!(true)));
        assert_eq!(updated["fields"][0]["name"], "Web");
        assert!(updated["fields"][0]["value"].as_str().unwrap().contains("rel=\"me "));
        assert_eq!((&updated["source"]["privacy"], &updated["source"]["language"]), (&json!("unlisted"), &json!("es")));
        let id = ana.publish("quietly").await;
        assert_eq!(ana.get(&format!("/api/v1/statuses/{id}")).await.ok().json["visibility"], "unlisted");
        for bad in [json!({ "note": "x".repeat(161) }), json!({ "display_name": "x".repeat(31) }),
                    json!({ "source": { "privacy": "friends" } })] {
            ana.patch(path, bad).await.fails(422);
        }
        assert_eq!(app.nobody().get("/api/v1/accounts/lookup?acct=ANA").await.ok().json["acct"], "ana");
        assert_eq!(app.nobody().get("/api/v1/accounts/lookup?acct=@ana@localhost:3000").await.ok().json["acct"], "ana");
        app.nobody().get("/api/v1/accounts/lookup?acct=nobody").await.fails(404);
        assert_eq!(ana.get("/api/v1/accounts/search?q=an").await.ok().each("acct"), ["ana"]);
    }

    async fn domains_are_blocked_and_told(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben) = (app.person("ana").await, app.person("ben").await);
        let path = "/api/v1/domain_blocks";
        for domain in ["Spam.example", "b.example", "spam.example"] {
            app.later(1);
            assert_eq!(ana.post(path, json!({ "domain": domain })).await.ok().json, json!({}));
        }
        let both = ana.get(path).await.ok();
        assert_eq!(both.json, json!(["b.example", "spam.example"]));
        let first = ana.get(&format!("{path}?limit=1")).await.ok();
        assert_eq!(first.json, json!(["b.example"]));
        let next = first.link("next").unwrap();
        let rest = ana.get(next.strip_prefix("http://localhost:3000").unwrap_or(&next)).await.ok();
        assert_eq!(rest.json, json!(["spam.example"]));
        let up = rest.link("prev").unwrap();
        assert_eq!(ana.get(up.strip_prefix("http://localhost:3000").unwrap_or(&up)).await.ok().json, json!(["b.example"]));
        assert_eq!(ben.get(path).await.ok().json, json!([]));
        for (domain, told) in [("", "can't be blank"), ("a b", "is not a valid domain name"), ("1.2.3.4", "is not a valid domain name")] {
            let refused = ana.post(path, json!({ "domain": domain })).await.fails(422);
            assert_eq!(refused.json["error"], format!("Validation failed: Domain {told}"));
        }
        assert_eq!(ana.delete(&format!("{path}?domain=SPAM.example")).await.ok().json, json!({}));
        ana.delete(&format!("{path}?domain=never.example")).await.ok();
        assert_eq!(ana.get(path).await.ok().json, json!(["b.example"]));
    }

    async fn notes_are_for_their_author_alone(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben) = (app.person("ana").await, app.person("ben").await);
        let path = format!("/api/v1/accounts/{}/note", ben.id);
        assert_eq!(ana.post(&path, json!({ "comment": "met in Graz" })).await.ok().json["note"], "met in Graz");
        let seen = |who: testkit::Person, of: base::Id| async move {
            who.get(&format!("/api/v1/accounts/relationships?id[]={of}")).await.ok().json[0]["note"].clone()
        };
        assert_eq!(seen(ana.clone(), ben.id).await, "met in Graz");
        assert_eq!(seen(ben.clone(), ana.id).await, "");
        assert_eq!(ana.post(&path, json!({})).await.ok().json["note"], "");
        ana.post(&path, json!({ "comment": "x".repeat(9_000) })).await.fails(422);
        ana.post("/api/v1/accounts/5/note", json!({ "comment": "x" })).await.fails(404);
    }

    async fn preferences_have_mastodons_keys(engine: Engine) {
        let app = TestApp::new(engine).await;
        let told = app.person("ana").await.get("/api/v1/preferences").await.ok().json;
        let keys: Vec<&str> = told.as_object().unwrap().keys().map(String::as_str).collect();
        let expected = [
            "posting:default:language", "posting:default:quote_policy", "posting:default:sensitive",
            "posting:default:visibility", "reading:autoplay:gifs", "reading:expand:media", "reading:expand:spoilers",
        ];
        assert_eq!(keys, expected);
    }
}
