//! Taking along everything that one has, as a file made by a job.

use std::io::{Cursor, Read};

use archive::takeout::State;
use axum::body::Body;
use base::DAY_MS;
use http::Method;
use store::engine_tests;
use testkit::{Browser, Person, TestApp, json};

const PICTURE: &[u8] = include_bytes!("../../../platform/ui/assets/avatar.png");
const PAGE: &str = "/settings/export";
const FILE: &str = "/settings/export/everything.zip";

/// The file as bytes.
async fn downloaded(who: &Person, browser: &Browser) -> Vec<u8> {
    let cookie = format!("{}={}", web::SESSION_COOKIE, browser.session());
    let request = who.request(Method::GET, FILE).header("cookie", cookie).body(Body::empty()).unwrap();
    let response = who.app.send(request).await;
    assert_eq!(response.status(), 200);
    let length: usize = response.headers()["content-length"].to_str().unwrap().parse().unwrap();
    let bytes = axum::body::to_bytes(response.into_body(), 64 << 20).await.unwrap().to_vec();
    assert_eq!(bytes.len(), length);
    bytes
}

fn text_in(zip: &mut zip::ZipArchive<Cursor<Vec<u8>>>, name: &str) -> String {
    let mut text = String::new();
    zip.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

fn names(zip: &zip::ZipArchive<Cursor<Vec<u8>>>) -> Vec<String> {
    zip.file_names().map(|name| name.unwrap().into_owned()).collect()
}

engine_tests! {
    async fn everything_of_mine_comes_in_one_file(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben) = (app.person("Ana").await, app.person("ben").await);
        let picture = app.medley.media.import(ana.id, PICTURE.to_vec(), Some("A <chart>".into()), testkit::NOW_MS).await.unwrap();
        ana.publish_with(json!({ "status": "With a picture", "media_ids": [picture] })).await;
        ana.publish_with(json!({ "status": "@ben for you alone", "visibility": "direct" })).await;
        let theirs = ben.publish("Not hers").await;
        ana.touch("favourite", theirs).await.ok();
        ana.touch("bookmark", theirs).await.ok();
        ana.follow(&ben).await;
        let (browser, other) = (ana.browser().await, ben.browser().await);
        browser.form("/web/posts", "status=kept&do=draft").await;
        let page = browser.get(PAGE).await.ok().text;
        assert!(page.contains("Make the file") && !page.contains(FILE) && !page.contains("data-refresh"), "{page}");
        assert_eq!(browser.get(FILE).await.status, 404);

        assert_eq!(browser.form(PAGE, "").await.header("location"), "/settings/export#everything");
        let page = browser.get("/settings/export#everything").await.ok().text;
        assert!(page.contains("data-refresh") && page.contains("We send you a mail") && !page.contains("Make the file"), "{page}");
        assert_eq!(browser.form(PAGE, "").await.header("location"), "/settings/export#everything", "one at a time");
        assert_eq!(browser.get(FILE).await.status, 404, "not half of it");
        app.settle().await;
        let page = browser.get(PAGE).await.ok().text;
        assert!(page.contains(FILE) && page.contains("Made on 22 Nov 2026") && page.contains("until 29 Nov 2026"), "{page}");
        let mails = app.mails_to("Ana@example.org").await;
        let mails = if mails.is_empty() { app.mails_to("ana@example.org").await } else { mails };
        assert_eq!(mails.iter().filter(|mail| mail.subject == "Your data from Medley are ready").count(), 1, "{mails:?}");
        assert!(mails[0].text.contains("kept for 7 days") && mails[0].text.contains("/settings/export\n"), "{}", mails[0].text);

        let answer = browser.get(FILE).await.ok();
        assert_eq!(answer.header("content-disposition"), "attachment; filename=\"ana-2026-11-22.zip\"");
        assert_eq!((answer.header("content-type"), answer.header("cache-control")), ("application/zip", "private, no-store"));
        let mut zip = zip::ZipArchive::new(Cursor::new(downloaded(&ana, &browser).await)).unwrap();
        let posts = text_in(&mut zip, "posts.jsonl");
        assert!(posts.contains("With a picture") && posts.contains("for you alone") && !posts.contains("Not hers"), "{posts}");
        assert!(text_in(&mut zip, "drafts.jsonl").contains("kept") && text_in(&mut zip, "profile.json").contains("\"Ana\""));
        assert!(text_in(&mut zip, "favourites.csv").contains(&theirs.to_string()) && text_in(&mut zip, "follows.csv").contains("ben@"));
        assert_eq!(names(&zip).iter().filter(|name| name.starts_with("media/")).count(), 1);

        // It is nobody else's, however they ask.
        assert_eq!((other.get(FILE).await.status.as_u16(), app.nobody().get(FILE).await.status.as_u16()), (404, 302));
        assert_ne!(ana.get(FILE).await.status, 200, "nor an app's");
        let id = app.medley.archive.takeout(ana.id).await.unwrap().unwrap().id;
        for path in [format!("/media/exports/{id}/everything.zip"), format!("/media/tmp/exports/{id}/everything.zip")] {
            assert_eq!(browser.get(&path).await.status, 404, "{path}");
        }
    }

    async fn one_a_day_kept_for_a_week(engine: Engine) {
        let app = TestApp::new(engine).await;
        let ana = app.person("ana").await;
        let browser = ana.browser().await;
        browser.form(PAGE, "").await;
        app.settle().await;
        let first = app.medley.archive.takeout(ana.id).await.unwrap().unwrap();
        assert_eq!(first.state, State::Ready);
        assert_eq!(browser.form(PAGE, "").await.header("location"), "/settings/export?soon");
        assert!(browser.get("/settings/export?soon").await.ok().text.contains("There is one of today"));
        app.later(DAY_MS);
        ana.publish("Newer").await;
        assert!(browser.get(PAGE).await.ok().text.contains("Make a new one"));
        browser.form(PAGE, "").await;
        app.settle().await;
        let second = app.medley.archive.takeout(ana.id).await.unwrap().unwrap();
        assert!(second.id != first.id && second.done == 1, "{second:?}");
        assert!(app.medley.blobs.open_aside(&format!("exports/{}/everything.zip", first.id)).await.unwrap().is_none());
        // The end of the first is not the end of the second.
        app.later(6 * DAY_MS);
        app.settle().await;
        assert_eq!(browser.get(FILE).await.status, 200);
        app.later(DAY_MS);
        app.settle().await;
        assert_eq!((browser.get(FILE).await.status.as_u16(), app.medley.archive.takeout(ana.id).await.unwrap()), (404, None));
        assert!(!app.medley.blobs.aside(&format!("exports/{}", second.id)).unwrap().exists());
    }

    async fn what_is_taken_away_is_not_made(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben) = (app.person("ana").await, app.person("ben").await);
        let (hers, his) = (ana.browser().await, ben.browser().await);
        hers.form(PAGE, "").await;
        his.form(PAGE, "").await;
        let id = app.medley.archive.takeout(ben.id).await.unwrap().unwrap().id;
        let form = "password=ben+likes+long+passwords&understood=1";
        let left = his.form("/settings/delete", form).await;
        assert!(left.status.is_success() || left.status.is_redirection(), "{}", left.text);
        app.settle().await;
        assert_eq!(app.medley.archive.takeout(ben.id).await.unwrap(), None);
        assert!(!app.medley.blobs.aside(&format!("exports/{id}")).unwrap().exists());
        assert_eq!(app.medley.archive.takeout(ana.id).await.unwrap().unwrap().state, State::Ready);
        assert_eq!(app.nobody().get(PAGE).await.status, 302);
        // A turn that comes again after the end leaves the file where it is.
        let hers_id = app.medley.archive.takeout(ana.id).await.unwrap().unwrap().id;
        let again = json!({ "account": ana.id, "takeout": hers_id });
        let (bus, now) = (app.medley.bus.clone(), app.clock.now_ms());
        app.medley.db.write(move |w| bus.enqueue(w, "archive.takeout", &again, now).map(drop)).await.unwrap();
        app.settle().await;
        assert_eq!(hers.get(FILE).await.status, 200);
        // A folder that a crash left is gone on with.
        let cleo = app.person("cleo").await;
        let browser = cleo.browser().await;
        browser.form(PAGE, "").await;
        let id = app.medley.archive.takeout(cleo.id).await.unwrap().unwrap().id;
        let files = app.medley.blobs.aside(&format!("exports/{id}/files")).unwrap();
        std::fs::create_dir_all(files.join("media")).unwrap();
        std::fs::write(files.join("posts.jsonl.partial"), b"half a li").unwrap();
        std::fs::write(files.join("../everything.partial"), b"half a file").unwrap();
        app.settle().await;
        let zip = zip::ZipArchive::new(Cursor::new(downloaded(&cleo, &browser).await)).unwrap();
        assert!(names(&zip).iter().all(|name| !name.ends_with(".partial")));
        assert!(!files.exists(), "the loose files go when they are packed");
    }
}
