//! Bad input gets the right 4xx in Mastodon's shape, nothing is half done, nothing panics.

use http::Method;
use store::engine_tests;
use testkit::{Person, TestApp, json};

async fn raw(who: &Person, kind: &str, body: impl Into<Vec<u8>>) -> testkit::Answer {
    who.send(Method::POST, "/api/v1/statuses", kind, body.into()).await
}

engine_tests! {
    async fn bodies_that_cannot_be_read(engine: Engine) {
        let app = TestApp::new(engine).await;
        let ana = app.person("ana").await;
        let json_kind = "application/json";
        let deep = format!("{}1{}", "[".repeat(5_000), "]".repeat(5_000));
        let nested = format!("{{\"status\":{}\"x\"{}}}", "[".repeat(30), "]".repeat(30));
        for bad in ["{", "nul", "[]", "\"text\"", "{\"status\":\"\\ud800\"}", &deep, &nested] {
            raw(&ana, json_kind, bad).await.fails(400);
        }
        raw(&ana, json_kind, b"{\"status\":\"\xff\"}".to_vec()).await.fails(400);
        raw(&ana, "application/x-www-form-urlencoded", "status=%ff").await.fails(400);
        raw(&ana, "application/x-www-form-urlencoded", "status=a&status[]=b").await.fails(400);
        raw(&ana, "multipart/form-data", "x").await.fails(400);
        raw(&ana, "multipart/form-data; boundary=b", "--b\r\nbroken").await.fails(400);
        raw(&ana, json_kind, format!("{{\"status\":\"{}\"}}", "x".repeat(1 << 20))).await.fails(413);
        raw(&ana, "text/plain", "status=x").await.fails(422);
        for wrong in [json!({ "status": ["a"] }), json!({ "status": { "a": 1 } }), json!({ "status": "a", "media_ids": ["x"] }),
                      json!({ "status": "a", "in_reply_to_id": "abc" }), json!({ "status": "a", "visibility": "friends" }),
                      json!({ "status": "a\u{0}" , "spoiler_text": ["x"] }),
                      json!({ "status": "a", "media_ids": ["123"] })] {
            ana.post("/api/v1/statuses", wrong).await.fails(422);
        }
        ana.post("/api/v1/statuses", json!({ "status": "a", "in_reply_to_id": "123" })).await.fails(404);
        let account = ana.get(&format!("/api/v1/accounts/{}", ana.id)).await.ok().json;
        assert_eq!(account["statuses_count"], 0, "nothing was half done");
    }

    async fn ids_that_are_none(engine: Engine) {
        let app = TestApp::new(engine).await;
        let ana = app.person("ana").await;
        for id in ["x", "-1", "0", "9223372036854775807", "9223372036854775808", "1e3", "%00", "%F0%9F%8F%A5", "1%2F2", "0x10"] {
            for path in [format!("/api/v1/statuses/{id}"), format!("/api/v1/accounts/{id}"), format!("/api/v1/statuses/{id}/context"),
                         format!("/api/v1/media/{id}"), format!("/api/v1/notifications/{id}")] {
                ana.get(&path).await.fails(404);
            }
            ana.post(&format!("/api/v1/statuses/{id}/favourite"), json!({})).await.fails(404);
        }
        for query in ["max_id=x", "min_id=-1", "since_id=1.5", "limit=many"] {
            ana.get(&format!("/api/v1/timelines/home?{query}")).await.fails(422);
        }
        for query in ["limit=0", "limit=-3", "limit=100000", "max_id=", "max_id=1", "min_id=9223372036854775807"] {
            ana.get(&format!("/api/v1/timelines/home?{query}")).await.ok();
            ana.get(&format!("/api/v1/timelines/public?{query}")).await.ok();
        }
    }

    async fn tokens_that_are_none(engine: Engine) {
        let app = TestApp::new(engine).await;
        for token in ["", "x", "'; DROP TABLE posts; --", &"y".repeat(5_000)] {
            let who = Person { token: Some(token.to_owned()), ..app.nobody() };
            who.get("/api/v1/timelines/home").await.fails(401);
        }
        let ana = app.person("ana").await;
        let reader = app.with_scopes(&ana, "read").await;
        let refused = reader.post("/api/v1/statuses", json!({ "status": "x" })).await.fails(403);
        assert_eq!(refused.json["error"], "This action is outside the authorized scopes");
        app.nobody().get(&format!("/api/v1/accounts/verify_credentials?access_token={}", ana.token.clone().unwrap())).await.ok();
    }

    async fn odd_texts_are_posts_like_others(engine: Engine) {
        let app = TestApp::new(engine).await;
        let ana = app.person("ana").await;
        let odd = ["<script>alert(1)</script>", "'; DROP TABLE posts; --", "\u{202e}desrever", "%00 \\u0000 \\", "🏥🏥🏥",
                   "مرحبا #صحة", "a\u{0}b", "line\r\nline", "&amp; &lt;", "{{7*7}} ${x}"];
        for text in odd {
            let id = ana.publish(text).await;
            let post = ana.get(&format!("/api/v1/statuses/{id}")).await.ok();
            let content = post.json["content"].as_str().unwrap();
            assert!(!content.contains("<script") && !content.contains('\0') && !content.contains('\u{202e}'), "{content}");
        }
    }

    async fn forms_of_every_kind_mean_the_same(engine: Engine) {
        let app = TestApp::new(engine).await;
        let ana = app.person("ana").await;
        let multipart = "--b\r\nContent-Disposition: form-data; name=\"status\"\r\n\r\nhello\r\n\
            --b\r\nContent-Disposition: form-data; name=\"visibility\"\r\n\r\nunlisted\r\n--b--\r\n";
        for (kind, body) in [
            ("application/json", "{\"status\":\"hello\",\"visibility\":\"unlisted\"}"),
            ("application/x-www-form-urlencoded", "status=hello&visibility=unlisted"),
            ("multipart/form-data; boundary=b", multipart),
        ] {
            let post = raw(&ana, kind, body).await.ok().json;
            assert_eq!((&post["content"], &post["visibility"]), (&json!("<p>hello</p>"), &json!("unlisted")), "{kind}");
        }
        let by_query = ana.form("/api/v1/statuses?status=hello&visibility=unlisted", "").await.ok().json;
        assert_eq!(by_query["visibility"], "unlisted");
    }

    async fn rate_limits_are_told_and_kept(engine: Engine) {
        let app = TestApp::with(engine, |config| config.limits.rate = true).await;
        let ana = app.person("ana").await;
        let first = ana.get("/api/v1/timelines/home").await.ok();
        assert_eq!((first.header("x-ratelimit-limit"), first.header("x-ratelimit-remaining")), ("300", "299"));
        assert_eq!(first.header("x-ratelimit-reset"), "2026-11-22T14:05:00.000Z");
        for _ in 0..299 {
            ana.get("/api/v1/timelines/home").await.ok();
        }
        ana.get("/api/v1/timelines/home").await.fails(429);
        app.later(300_000);
        ana.get("/api/v1/timelines/home").await.ok();
    }

    async fn files_for_everyone_are_not_counted(engine: Engine) {
        let app = TestApp::with(engine, |config| {
            config.limits.rate = true;
            config.limits.address_requests = 2;
        }).await;
        let nobody = app.nobody();
        for _ in 0..5 {
            for path in ["/assets/avatar.png", "/robots.txt", "/manifest.webmanifest"] {
                let file = nobody.get(path).await.ok();
                let head = nobody.send(Method::HEAD, path, "", "").await.ok();
                assert_eq!((file.header("x-ratelimit-limit"), head.header("x-ratelimit-limit")), ("", ""), "{path}");
            }
            assert_eq!(nobody.get("/media/none.png").await.fails(404).header("x-ratelimit-limit"), "");
        }
        for left in ["1", "0"] {
            let answer = nobody.get("/api/v1/instance").await.ok();
            assert_eq!((answer.header("x-ratelimit-limit"), answer.header("x-ratelimit-remaining")), ("2", left));
        }
        nobody.get("/api/v1/instance").await.fails(429);
        nobody.get("/assets/avatar.png").await.ok();
        app.person("ana").await.get("/api/v1/timelines/public").await.ok();
    }

    async fn uploads_are_counted_by_account(engine: Engine) {
        let app = TestApp::with(engine, |config| config.limits.rate = true).await;
        let (ana, bo) = (app.person("ana").await, app.person("bo").await);
        let again = app.with_scopes(&ana, "write").await;
        for n in 0..30 {
            let who = if n % 2 == 0 { &ana } else { &again };
            let refused = who.form("/api/v2/media", "file=").await.fails(422);
            assert_eq!(refused.header("x-ratelimit-remaining"), (29 - n).to_string());
        }
        for who in [&ana, &again] {
            who.form("/api/v2/media", "file=").await.fails(429);
        }
        bo.form("/api/v2/media", "file=").await.fails(422);
        ana.get("/api/v1/timelines/home").await.ok();
    }

    async fn files_of_forms_and_stills_of_edits_are_counted_too(engine: Engine) {
        let app = TestApp::with(engine, |config| config.limits.rate = true).await;
        let (ana, bo) = (app.person("ana").await, app.person("bo").await);
        let browser = ana.browser().await;
        let file: testkit::Part<'_> = ("files[]", Some("a.png"), b"no picture");
        for n in 0..30 {
            assert_eq!(browser.upload("/web/posts", &[("status", None, b"x"), file]).await.status, 422, "{n}");
        }
        let kept = browser.upload("/web/posts", &[("status", None, b"typed"), file]).await;
        assert!(kept.status == 429 && kept.text.contains("typed</textarea>"), "{}", kept.text);
        assert_eq!(browser.upload("/web/posts", &[("status", None, b"x")]).await.status, 303);
        let post = bo.publish("x").await;
        let edit = |count: usize, id: usize| {
            let one = |n: usize| json!({ "id": (n * id + 7).to_string(), "thumbnail": "data:image/png;base64,eA==" });
            json!({ "status": "y", "media_attributes": (0..count).map(one).collect::<Vec<_>>() })
        };
        let path = format!("/api/v1/statuses/{post}");
        bo.put(&path, edit(5, 1)).await.fails(422);
        bo.put(&path, edit(2, 0)).await.fails(422);
        for _ in 0..7 {
            // Of media that are not the post's nothing is made, however often it is asked for.
            bo.put(&path, edit(4, 1)).await.ok();
        }
        bo.put(&path, edit(4, 1)).await.fails(429);
    }

    async fn two_videos_of_one_form_are_refused_at_once(engine: Engine) {
        let app = TestApp::new(engine).await;
        let ana = app.person("ana").await;
        let seeds = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz/seeds/clip");
        let video = std::fs::read(seeds.join("planted.mp4")).unwrap();
        let file: testkit::Part<'_> = ("files[]", Some("a.mp4"), &video);
        let begin = std::time::Instant::now();
        let answer = ana.browser().await.upload("/web/posts", &[("status", None, b"typed"), file, file]).await;
        assert!(answer.status == 422 && answer.text.contains("typed</textarea>"), "{}", answer.text);
        assert!(begin.elapsed().as_secs() < 15, "nothing was waited for");
    }

    async fn headers_of_every_answer(engine: Engine) {
        let app = TestApp::new(engine).await;
        let api = app.nobody().get("/api/v1/timelines/public").await.ok();
        let page = app.nobody().get("/about").await.ok();
        for (answer, first) in [(&api, "default-src 'none'"), (&page, "default-src 'self'")] {
            assert_eq!(answer.header("x-content-type-options"), "nosniff");
            let policy = answer.header("content-security-policy");
            assert!(policy.starts_with(first) && !policy.contains("unsafe"), "{policy}");
        }
        for none in ["object-src 'none'", "frame-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"] {
            assert!(page.header("content-security-policy").contains(none), "{none}");
        }
        assert_eq!(api.header("access-control-allow-origin"), "*");
        assert_eq!(page.header("access-control-allow-origin"), "");
        assert_eq!(page.header("x-frame-options"), "DENY");
        let preflight = app.nobody().send(Method::OPTIONS, "/api/v1/statuses", "", "").await;
        assert_eq!((preflight.status.as_u16(), preflight.header("access-control-allow-origin")), (204, "*"));
    }
}
