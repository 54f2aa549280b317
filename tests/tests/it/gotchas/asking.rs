//! How clients ask, and what they are told when they ask wrongly.

use http::Method;
use store::engine_tests;
use testkit::{Person, TestApp, Value, json};

use super::{filled, has, status};

async fn texts(who: &Person, path: &str) -> Vec<String> {
    who.get(path).await.ok().contents()
}

async fn register(app: &TestApp, body: Value) -> Value {
    app.nobody().post("/api/v1/apps", body).await.ok().json
}

engine_tests! {
    async fn gotcha_13_links_are_absolute_and_keep_the_query(engine: Engine) {
        let app = TestApp::new(engine).await;
        let ana = app.person("ana").await;
        let mut posts = Vec::new();
        for n in 0..5 {
            posts.push(ana.publish(&format!("n{n}")).await);
        }
        let page = ana.get("/api/v1/timelines/public?local=true&limit=2").await.ok();
        let link = page.header("link");
        assert!(link.contains("<http://localhost:3000/api/v1/timelines/public?"), "{link}");
        assert!(link.contains("local=true") && link.contains("limit=2"), "{link}");
        assert!(page.link("next").unwrap().contains(&format!("max_id={}", posts[3])), "{link}");
        assert!(page.link("prev").unwrap().contains(&format!("min_id={}", posts[4])), "{link}");
        for post in &posts {
            ana.touch("favourite", *post).await.ok();
        }
        let liked = ana.get("/api/v1/favourites?limit=2").await.ok();
        assert_eq!(ana.get(&liked.link("next").unwrap()).await.ok().contents(), ["n2", "n1"], "by whatever cursor");
    }

    async fn gotcha_14_min_id_pages_forward(engine: Engine) {
        let app = TestApp::new(engine).await;
        let ana = app.person("ana").await;
        let mut posts = Vec::new();
        for n in 0..50 {
            posts.push(ana.publish(&format!("n{n}")).await);
        }
        let path = "/api/v1/timelines/home";
        assert_eq!(texts(&ana, &format!("{path}?limit=2&min_id={}", posts[10])).await, ["n12", "n11"]);
        assert_eq!(texts(&ana, &format!("{path}?limit=2&since_id={}", posts[10])).await, ["n49", "n48"]);
        assert_eq!(texts(&ana, &format!("{path}?limit=2&max_id={}", posts[10])).await, ["n9", "n8"]);
        assert_eq!(texts(&ana, path).await.len(), 20);
        assert_eq!(texts(&ana, &format!("{path}?limit=80")).await.len(), 40);
    }

    async fn gotcha_15_parameters_come_in_every_form(engine: Engine) {
        let app = TestApp::new(engine).await;
        let ana = app.person("ana").await;
        let multipart = "--b\r\nContent-Disposition: form-data; name=\"status\"\r\n\r\nhello\r\n\
                         --b\r\nContent-Disposition: form-data; name=\"sensitive\"\r\n\r\n1\r\n--b--\r\n";
        let posts = "/api/v1/statuses";
        for made in [
            ana.post(posts, json!({ "status": "hello", "sensitive": true })).await,
            ana.form(posts, "status=hello&sensitive=on").await,
            ana.form(&format!("{posts}?status=hello&sensitive=true"), "").await,
            ana.send(Method::POST, posts, "multipart/form-data; boundary=b", multipart).await,
        ] {
            let made = made.ok().json;
            assert_eq!((&made["content"], &made["sensitive"]), (&json!("<p>hello</p>"), &json!(true)));
        }
        let poll = "status=which&poll[options][]=a&poll[options][]=b&poll[expires_in]=3600";
        assert_eq!(ana.form(posts, poll).await.ok().json["poll"]["options"][1]["title"], "b");
        let update = "/api/v1/accounts/update_credentials";
        let kind = "application/x-www-form-urlencoded";
        let fields = "fields_attributes[0][name]=Ward&fields_attributes[0][value]=7";
        let bracketed = ana.send(Method::PATCH, update, kind, fields).await.ok().json;
        let keyed = json!({ "fields_attributes": { "0": { "name": "Ward", "value": "7" } } });
        for told in [bracketed, ana.patch(update, keyed).await.ok().json] {
            assert_eq!(told["fields"][0]["name"], "Ward");
        }
        let app_made = app.nobody().form("/api/v1/apps?client_name=Q&redirect_uris=urn:ietf:wg:oauth:2.0:oob", "").await;
        filled(&app_made.ok().json, &["client_id"]);
    }

    async fn gotcha_16_a_trailing_slash_does_no_harm(engine: Engine) {
        let app = TestApp::new(engine).await;
        let ana = app.person("ana").await;
        for path in ["/api/v1/instance/", "/api/v2/instance/", "/api/v1/conversations/", "/api/v1/timelines/home/"] {
            ana.get(path).await.ok();
        }
        ana.post("/api/v1/statuses/", json!({ "status": "slashed" })).await.ok();
        assert_ne!(ana.post("/api/v1/reports/", json!({})).await.status, 405);
    }

    async fn gotcha_17_put_is_as_good_as_patch(engine: Engine) {
        let app = TestApp::new(engine).await;
        let ana = app.person("ana").await;
        let (policy, profile) = ("/api/v2/notifications/policy", "/api/v1/profile");
        let filter = json!({ "for_not_following": "filter" });
        for told in [ana.put(policy, filter.clone()).await, ana.patch(policy, filter).await] {
            assert_eq!(told.ok().json["for_not_following"], "filter");
        }
        let named = json!({ "display_name": "Ana" });
        for told in [ana.put(profile, named.clone()).await, ana.patch(profile, named).await] {
            assert_eq!(told.ok().json["display_name"], "Ana");
        }
    }

    async fn gotcha_18_errors_have_mastodons_words(engine: Engine) {
        let app = TestApp::new(engine).await;
        let ana = app.person("ana").await;
        let reader = app.with_scopes(&ana, "read").await;
        let bad = Person { token: Some("no such token".to_owned()), ..ana.clone() };
        let error = |answer: testkit::Answer| answer.json["error"].as_str().unwrap().to_owned();
        assert_eq!(error(bad.get("/api/v1/timelines/home").await.fails(401)), "The access token is invalid");
        let refused = reader.post("/api/v1/statuses", json!({ "status": "x" })).await.fails(403);
        assert_eq!(error(refused), "This action is outside the authorized scopes");
        assert_eq!(error(ana.get("/api/v1/statuses/1").await.fails(404)), "Record not found");
        let blank = ana.post("/api/v1/statuses", json!({ "status": "" })).await.fails(422);
        assert!(error(blank).starts_with("Validation failed: "));
        let unknown = ana.get("/api/v1/no/such/thing").await.fails(404);
        assert!(unknown.header("content-type").starts_with("application/json"));
        let token = app.nobody().post("/oauth/token", json!({ "grant_type": "authorization_code", "code": "x" })).await;
        assert!(token.status.is_client_error() && token.json["error_description"].is_string(), "{}", token.text);
    }

    async fn gotcha_19_tokens_say_all_that_clients_read(engine: Engine) {
        let app = TestApp::new(engine).await;
        let made = register(&app, json!({ "client_name": "T", "redirect_uris": "urn:ietf:wg:oauth:2.0:oob", "scopes": "read write" })).await;
        let (id, secret) = (made["client_id"].as_str().unwrap(), made["client_secret"].as_str().unwrap());
        let ask = json!({ "grant_type": "client_credentials", "client_id": id, "client_secret": secret, "scope": "read" });
        let token = app.nobody().post("/oauth/token", ask.clone()).await.ok().json;
        filled(&token, &["access_token"]);
        assert_eq!((&token["token_type"], &token["scope"]), (&json!("Bearer"), &json!("read")));
        assert_eq!(token["created_at"], testkit::NOW_MS / 1_000, "Unix time");
        let mut wide = ask;
        wide["scope"] = json!("read follow");
        assert!(app.nobody().post("/oauth/token", wide).await.status.is_client_error(), "more than the app may");
        let ana = app.person("ana").await;
        let ben = app.person("ben").await;
        let narrow = app.with_scopes(&ana, "follow").await;
        narrow.post(&format!("/api/v1/accounts/{}/follow", ben.id), json!({})).await.ok();
        narrow.get("/api/v1/blocks").await.ok();
        narrow.get("/api/v1/timelines/home").await.fails(403);
        app.with_scopes(&ana, "read").await.get("/api/v1/bookmarks").await.ok();
    }

    async fn gotcha_20_apps_are_told_old_and_new_keys(engine: Engine) {
        let app = TestApp::new(engine).await;
        let uris = json!(["http://localhost:9/back", "urn:ietf:wg:oauth:2.0:oob"]);
        let made = register(&app, json!({ "client_name": "T", "redirect_uris": uris, "scopes": "read" })).await;
        assert_eq!((&made["redirect_uris"], &made["client_secret_expires_at"]), (&uris, &json!(0)));
        filled(&made, &["id", "name", "redirect_uri", "client_id", "client_secret", "scopes"]);
        has(&made, &["vapid_key", "website"]);
        let id = made["client_id"].as_str().unwrap();
        let ask = format!("/oauth/authorize?response_type=code&client_id={id}&scope=read&redirect_uri=http://localhost:9/back/more");
        assert!(app.person("ana").await.browser().await.get(&ask).await.status.is_client_error(), "not one of them");
    }

    async fn gotcha_21_any_site_may_call(engine: Engine) {
        let app = TestApp::new(engine).await;
        let nobody = app.nobody();
        for path in ["/api/v1/instance", "/oauth/token", "/oauth/revoke", "/.well-known/nodeinfo", "/nodeinfo/2.0"] {
            let asked = nobody.send(Method::OPTIONS, path, "", "").await;
            assert_eq!((asked.status.as_u16(), asked.header("access-control-allow-origin")), (204, "*"), "{path}");
            assert!(asked.header("access-control-allow-methods").contains("DELETE"), "{path}");
        }
        let exposed = nobody.get("/api/v1/instance").await.ok().header("access-control-expose-headers").to_lowercase();
        for name in ["link", "x-ratelimit-reset", "x-ratelimit-limit", "x-ratelimit-remaining", "x-request-id"] {
            assert!(exposed.contains(name), "{name}: {exposed}");
        }
    }

    async fn gotcha_23_the_same_key_is_the_same_post(engine: Engine) {
        let app = TestApp::new(engine).await;
        let ana = app.person("ana").await;
        let mut ids = Vec::new();
        for _ in 0..2 {
            let request = ana.request(Method::POST, "/api/v1/statuses").header("idempotency-key", "one");
            let request = request.header("content-type", "application/json").body(r#"{"status":"once"}"#.into()).unwrap();
            let answer = app.send(request).await;
            let body = axum::body::to_bytes(answer.into_body(), 1 << 20).await.unwrap();
            ids.push(serde_json::from_slice::<Value>(&body).unwrap()["id"].clone());
        }
        assert_eq!(ids[0], ids[1]);
        assert_eq!(ana.home().await, ["once"]);
    }

    async fn gotcha_24_what_was_done_is_seen_in_the_next_call(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben) = (app.person("ana").await, app.person("Ben").await);
        assert_eq!(ana.relate("follow", &ben).await["following"], true);
        let list = ana.post("/api/v1/lists", json!({ "title": "Ward" })).await.ok().id();
        ana.post(&format!("/api/v1/lists/{list}/accounts"), json!({ "account_ids": [ben.id.to_string()] })).await.ok();
        for q in ["ben", "BEN", "@ben", "@ben@localhost:3000", "ben@localhost:3000"] {
            let path = format!("/api/v2/search?type=accounts&q={q}");
            assert_eq!(ana.get(&path).await.ok().json["accounts"][0]["id"], ben.id.to_string(), "{q}");
        }
        ben.publish("now").await;
        assert_eq!(ana.home().await, ["now"]);
        assert_eq!(texts(&ana, &format!("/api/v1/timelines/list/{list}")).await, ["now"]);
    }

    async fn gotcha_25_names_keep_their_case_and_are_found_in_any(engine: Engine) {
        let app = TestApp::new(engine).await;
        let ana = app.person("AnaMaria").await;
        for name in ["anamaria", "ANAMARIA", "AnaMaria", "@anamaria"] {
            let found = app.nobody().get(&format!("/api/v1/accounts/lookup?acct={name}")).await.ok().json;
            assert_eq!((&found["username"], &found["acct"]), (&json!("AnaMaria"), &json!("AnaMaria")), "{name}");
        }
        let post = ana.publish("I am @anamaria").await;
        assert_eq!(status(&ana, post).await["mentions"][0]["acct"], "AnaMaria");
    }

    async fn gotcha_33_limits_are_told(engine: Engine) {
        let app = TestApp::with(engine, |config| config.limits.rate = true).await;
        let told = app.person("ana").await.get("/api/v1/timelines/home").await.ok();
        assert_eq!((told.header("x-ratelimit-limit"), told.header("x-ratelimit-remaining")), ("300", "299"));
        assert_eq!(told.header("x-ratelimit-reset"), "2026-11-22T14:05:00.000Z", "a time, not seconds");
    }

    async fn gotcha_34_what_is_old_says_so(engine: Engine) {
        let app = TestApp::new(engine).await;
        let ana = app.person("ana").await;
        for path in ["/api/v1/instance", "/api/v1/filters", "/api/v1/suggestions"] {
            let since = ana.get(path).await.ok().header("deprecation").to_owned();
            assert!(since.strip_prefix('@').is_some_and(|unix| unix.parse::<i64>().is_ok()), "{path}: {since:?}");
        }
        assert_eq!(ana.get("/api/v2/instance").await.ok().header("deprecation"), "");
    }
}
