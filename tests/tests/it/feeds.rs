//! Feeds of people and hashtags: what everyone may see, and nothing else, current with the next request.

use axum::body::Body;
use feed_rs::model::{Feed, FeedType};
use http::{Method, StatusCode};
use store::engine_tests;
use testkit::{Answer, Person, TestApp, json};

const PICTURE: &[u8] = include_bytes!("../../../platform/ui/assets/avatar.png");

fn read(answer: &Answer) -> Feed {
    feed_rs::parser::parse(answer.text.as_bytes()).unwrap_or_else(|cause| panic!("{cause}: {}", answer.text))
}

async fn feed(who: &Person, path: &str) -> Feed {
    read(&who.get(path).await.ok())
}

/// Titles of the entries, newest first.
async fn titles(who: &Person, path: &str) -> Vec<String> {
    feed(who, path).await.entries.into_iter().map(|entry| entry.title.unwrap().content).collect()
}

/// The request again, with a header; the status and the body.
async fn again(who: &Person, path: &str, header: (&str, &str)) -> (StatusCode, bool) {
    let request = who.request(Method::GET, path).header(header.0, header.1).body(Body::empty()).unwrap();
    let response = who.app.send(request).await;
    let status = response.status();
    let body = axum::body::to_bytes(response.into_body(), 1 << 20).await.unwrap();
    (status, body.is_empty())
}

engine_tests! {
    async fn people_and_hashtags_have_feeds(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben, nobody) = (app.person("Ana").await, app.person("ben").await, app.nobody());
        let picture = app.medley.media.import(ana.id, PICTURE.to_vec(), Some("A <chart>".into()), testkit::NOW_MS).await.unwrap();
        let first = ana.publish("First <b> & #Stroke").await;
        ana.publish_with(json!({ "status": "Quiet", "visibility": "unlisted", "language": "de" })).await;
        ana.publish_with(json!({ "status": "Seen", "media_ids": [picture] })).await;
        let answered = ben.publish("A question #stroke").await;
        ana.publish_with(json!({ "status": "@ben An answer", "in_reply_to_id": answered })).await;
        ana.touch("reblog", answered).await.ok();
        app.settle().await;
        for (end, kind, mime) in [("rss", FeedType::RSS2, "application/rss+xml"), ("atom", FeedType::Atom, "application/atom+xml")] {
            let answer = nobody.get(&format!("/@ana.{end}")).await.ok();
            assert_eq!(answer.header("content-type"), format!("{mime}; charset=utf-8"));
            assert!(answer.text.starts_with("<?xml version=\"1.0\""), "{}", answer.text);
            let feed = read(&answer);
            assert_eq!((feed.feed_type, feed.title.unwrap().content.as_str()), (kind, "Ana (@Ana@localhost:3000)"));
            let entry = feed.entries.last().unwrap();
            assert_eq!(entry.id, format!("http://localhost:3000/@Ana/{first}"));
            assert_eq!(entry.categories[0].term, "Stroke");
            let html = entry.summary.as_ref().map(|text| text.content.clone())
                .or(entry.content.as_ref().and_then(|content| content.body.clone())).unwrap();
            assert!(html.contains("First &lt;b&gt; &amp;") && html.contains("http://localhost:3000/tags/stroke"), "{html}");
            assert!(answer.text.contains("A &lt;chart&gt;") && answer.text.contains("image/png"), "{}", answer.text);
            assert_eq!(titles(&nobody, &format!("/@ana.{end}")).await, ["Seen", "Quiet", "First <b> & #Stroke"]);
            assert_eq!(titles(&nobody, &format!("/@Ana@localhost:3000.{end}")).await.len(), 3);
            assert_eq!(titles(&nobody, &format!("/@ana/media.{end}")).await, ["Seen"]);
            assert_eq!(titles(&nobody, &format!("/@ana/with_replies.{end}")).await, ["@ben An answer", "Seen", "Quiet", "First <b> & #Stroke"]);
            assert_eq!(titles(&nobody, &format!("/tags/STROKE.{end}")).await, ["A question #stroke", "First <b> & #Stroke"]);
            for missing in ["/@nobody", "/tags/nothing", "/@ana/other"] {
                assert_eq!(nobody.get(&format!("{missing}.{end}")).await.status, 404, "{missing}");
            }
        }
        let page = nobody.get("/@ana").await.ok().text;
        assert!(page.contains("application/rss+xml") && page.contains("http://localhost:3000/@Ana.atom"), "{page}");
        let page = nobody.get("/tags/stroke").await.ok().text;
        assert!(page.contains("http://localhost:3000/tags/stroke.rss"), "{page}");
    }

    async fn what_is_not_for_everyone_is_in_no_feed(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, friend) = (app.person("ana").await, app.person("friend").await);
        friend.follow(&ana).await;
        for visibility in ["private", "direct"] {
            ana.publish_with(json!({ "status": "canary #secret @friend", "visibility": visibility })).await;
        }
        ana.publish_with(json!({ "status": "canary", "spoiler_text": "Graphic wounds" })).await;
        let picture = app.medley.media.import(ana.id, PICTURE.to_vec(), Some("canary".into()), testkit::NOW_MS).await.unwrap();
        ana.publish_with(json!({ "status": "Covered", "media_ids": [picture], "sensitive": true })).await;
        app.settle().await;
        let browser = friend.browser().await;
        for path in ["/@ana.rss", "/@ana.atom", "/@ana/with_replies.rss", "/@ana/media.atom", "/tags/secret.rss"] {
            let public = app.nobody().get(path).await;
            // Whoever asks, with a cookie or a token, gets what everyone gets.
            for answer in [browser.get(path).await, friend.get(path).await] {
                assert_eq!(answer.text, public.text, "{path}");
            }
            assert!(!public.text.contains("canary") && !public.text.contains("image/png"), "{path}: {}", public.text);
        }
        assert_eq!(titles(&app.nobody(), "/@ana.rss").await, ["Covered", "Graphic wounds"]);
    }

    async fn what_is_gone_is_gone_at_once(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, nobody) = (app.person("ana").await, app.nobody());
        let (kept, gone) = (ana.publish("Kept").await, ana.publish("Gone").await);
        let before = nobody.get("/@ana.rss").await.ok();
        ana.delete(&format!("/api/v1/statuses/{gone}")).await.ok();
        let after = nobody.get("/@ana.rss").await.ok();
        assert!(before.text.contains("Gone") && !after.text.contains("Gone"));
        assert_ne!(before.header("etag"), after.header("etag"));
        ana.put(&format!("/api/v1/statuses/{kept}"), json!({ "status": "Changed" })).await.ok();
        assert_eq!(titles(&nobody, "/@ana.atom").await, ["Changed"]);
        app.medley.accounts.suspend(ana.id, true).await.unwrap();
        assert_eq!(nobody.get("/@ana.rss").await.status, 410);
        assert_eq!(nobody.get("/@ana/media.atom").await.status, 410);
    }

    async fn what_a_reader_has_is_not_sent_again(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, nobody) = (app.person("ana").await, app.nobody());
        ana.publish("One").await;
        let first = nobody.get("/@ana.rss").await.ok();
        assert_eq!(first.header("cache-control"), "public, no-cache");
        let (tag, date) = (first.header("etag").to_owned(), first.header("last-modified").to_owned());
        assert_eq!(date, "Sun, 22 Nov 2026 14:00:00 GMT");
        assert_eq!(again(&nobody, "/@ana.rss", ("if-none-match", &tag)).await, (StatusCode::NOT_MODIFIED, true));
        assert_eq!(again(&nobody, "/@ana.rss", ("if-modified-since", &date)).await, (StatusCode::NOT_MODIFIED, true));
        app.later(2_000);
        ana.publish("Two").await;
        for known in [("if-none-match", tag.as_str()), ("if-modified-since", &date)] {
            assert_eq!(again(&nobody, "/@ana.rss", known).await, (StatusCode::OK, false), "{known:?}");
        }
    }

    async fn search_engines_are_told_what_the_person_chose(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, nobody) = (app.person("ana").await, app.nobody());
        let post = ana.publish("One").await;
        for (indexable, discoverable, profile, single) in
            [(true, true, true, true), (false, true, false, false), (true, false, false, true)]
        {
            let body = json!({ "indexable": indexable, "discoverable": discoverable });
            ana.patch("/api/v1/accounts/update_credentials", body).await.ok();
            let feed = nobody.get("/@ana.rss").await.ok();
            assert_eq!(feed.header("x-robots-tag").is_empty(), profile, "{indexable} {discoverable}");
            assert_eq!(!nobody.get("/@ana").await.ok().text.contains("noindex"), profile);
            assert_eq!(!nobody.get(&format!("/@ana/{post}")).await.ok().text.contains("noindex"), single);
        }
        let unlisted = ana.publish_with(json!({ "status": "Quiet", "visibility": "unlisted" })).await;
        assert!(nobody.get(&format!("/@ana/{unlisted}")).await.ok().text.contains("noindex"));
    }
}
