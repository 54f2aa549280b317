//! Custom emojis: what the operator adds is in every answer and page from then on, and gone when it is removed.

use std::io::Cursor;
use std::time::Duration;

use emojis::{Added, Edit, NewEmoji};
use image::codecs::gif::GifEncoder;
use image::{DynamicImage, Frame, ImageFormat, Rgba, RgbaImage};
use store::engine_tests;
use testkit::{TestApp, Value, json};

const TRIES_MAX: usize = 100;
const TRY_MS: u64 = 100;

fn picture(colour: u8) -> RgbaImage {
    RgbaImage::from_pixel(24, 12, Rgba([colour, 0, 0, 255]))
}

fn still() -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::from(picture(200)).write_to(&mut bytes, ImageFormat::Png).unwrap();
    bytes.into_inner()
}

fn moving() -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = GifEncoder::new(&mut bytes);
    encoder.encode_frames([50, 250].map(|colour| Frame::new(picture(colour)))).unwrap();
    drop(encoder);
    bytes
}

fn new(shortcode: &str, bytes: Vec<u8>) -> NewEmoji {
    NewEmoji { shortcode: shortcode.to_owned(), category: None, bytes: bytes.into(), replace: false }
}

async fn add(app: &TestApp, shortcode: &str) {
    assert_eq!(app.medley.emojis.add(new(shortcode, still())).await.unwrap(), Added::New);
}

/// The shortcodes of an entity's `emojis`.
fn codes(entity: &Value) -> Vec<&str> {
    entity["emojis"].as_array().unwrap().iter().map(|emoji| emoji["shortcode"].as_str().unwrap()).collect()
}

engine_tests! {
    async fn pickers_are_told_of_those_that_are_shown(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (nobody, emojis) = (app.nobody(), app.medley.emojis.clone());
        assert_eq!(nobody.get("/api/v1/custom_emojis").await.ok().json, json!([]));
        let party = NewEmoji { category: Some(" Fun ".to_owned()), ..new("Party_1", moving()) };
        emojis.add(party).await.unwrap();
        add(&app, "ward").await;
        let listed = nobody.get("/api/v1/custom_emojis").await.ok();
        assert_eq!(listed.each("shortcode"), ["Party_1", "ward"]);
        let party = &listed.json[0];
        assert_eq!((&party["category"], &party["visible_in_picker"]), (&json!("Fun"), &json!(true)));
        assert_eq!(listed.json[1]["category"], json!(null));
        assert_eq!(listed.json[1]["url"], listed.json[1]["static_url"], "it does not move");
        for (key, kind) in [("url", "image/gif"), ("static_url", "image/png")] {
            let path = party[key].as_str().unwrap().strip_prefix("http://localhost:3000").unwrap();
            assert_eq!(nobody.get(path).await.ok().header("content-type"), kind);
        }
        emojis.change("PARTY_1", Edit { visible: Some(false), ..Edit::default() }).await.unwrap();
        emojis.change("ward", Edit { disabled: Some(true), ..Edit::default() }).await.unwrap();
        assert_eq!(nobody.get("/api/v1/custom_emojis").await.ok().json, json!([]));
        let ana = app.person("ana").await;
        let post = ana.post("/api/v1/statuses", json!({ "status": ":Party_1: :ward:" })).await.ok().json;
        assert_eq!(codes(&post), ["Party_1"], "what is hidden can be named, what is disabled cannot");
    }

    async fn names_are_taken_once_and_pictures_go_with_them(engine: Engine) {
        let app = TestApp::new(engine).await;
        let emojis = &app.medley.emojis;
        add(&app, "ward").await;
        let url = |list: Value| list[0]["url"].as_str().unwrap().replace("http://localhost:3000", "");
        let first = url(app.nobody().get("/api/v1/custom_emojis").await.ok().json);
        assert_eq!(emojis.add(new("WARD", still())).await.unwrap_err().kind(), base::Kind::Conflict);
        for (code, bytes) in [("a", still()), ("no-dash", still()), ("text", b"<svg/>".to_vec()), ("big", vec![0; 257 << 10])] {
            assert_eq!(emojis.add(new(code, bytes)).await.unwrap_err().kind(), base::Kind::Invalid, "{code}");
        }
        let replaced = emojis.add(NewEmoji { replace: true, ..new("WARD", moving()) }).await.unwrap();
        assert_eq!(replaced, Added::Replaced);
        app.settle().await;
        app.nobody().get(&first).await.fails(404);
        let list = app.nobody().get("/api/v1/custom_emojis").await.ok().json;
        assert_eq!(list[0]["shortcode"], "ward", "the name stays as it was written first");
        let second = url(list);
        app.nobody().get(&second).await.ok();
        emojis.remove("Ward").await.unwrap();
        assert_eq!(emojis.remove("ward").await.unwrap_err().kind(), base::Kind::NotFound);
        app.settle().await;
        app.nobody().get(&second).await.fails(404);
        assert_eq!(app.medley.blobs.names().unwrap(), Vec::<String>::new());
    }

    async fn entities_name_what_there_is_now(engine: Engine) {
        let app = TestApp::new(engine).await;
        let ana = app.person("ana").await;
        let profile = json!({
            "display_name": "Ana :ward:", "note": "at :ward: :nurse:",
            "fields_attributes": [{ "name": ":tea:", "value": "yes" }],
        });
        ana.patch("/api/v1/accounts/update_credentials", profile).await.ok();
        let asked = ana.post("/api/v1/statuses", json!({
            "status": "a :ward: b", "spoiler_text": ":tea:",
            "poll": { "options": ["yes :nurse:", "no"], "expires_in": 3600 },
        })).await.ok();
        let (id, me) = (asked.id(), format!("/api/v1/accounts/{}", ana.id));
        assert_eq!((codes(&asked.json), codes(&asked.json["account"])), (vec![], vec![]));
        let path = format!("/api/v1/statuses/{id}");
        for code in ["ward", "tea", "nurse"] {
            add(&app, code).await;
        }
        let post = ana.get(&path).await.ok().json;
        assert_eq!(codes(&post), ["tea", "ward", "nurse"]);
        assert_eq!(codes(&post["poll"]), ["nurse"]);
        assert_eq!(codes(&post["account"]), ["ward", "nurse", "tea"]);
        assert_eq!(codes(&app.nobody().get(&me).await.ok().json), ["ward", "nurse", "tea"]);
        let history = ana.get(&format!("{path}/history")).await.ok().json;
        assert_eq!(codes(&history[0]), ["tea", "ward", "nurse"]);
        let boosted = ana.touch("reblog", id).await.ok().json;
        assert_eq!(codes(&boosted["reblog"]), ["tea", "ward", "nurse"]);
        assert!(post["content"].as_str().unwrap().contains(":ward:"), "clients put in the pictures");
        app.medley.emojis.remove("ward").await.unwrap();
        let post = ana.get(&path).await.ok().json;
        assert_eq!((codes(&post), codes(&post["account"])), (vec!["tea", "nurse"], vec!["nurse", "tea"]));
        let edited = ana.put(&path, json!({ "status": "only :nurse:" })).await.ok().json;
        assert_eq!(codes(&edited), ["nurse"]);
    }

    async fn pages_show_pictures(engine: Engine) {
        let app = TestApp::new(engine).await;
        let ana = app.person("ana").await;
        add(&app, "ward").await;
        let profile = json!({ "display_name": "<Ana> :ward:", "note": "bio :ward:" });
        ana.patch("/api/v1/accounts/update_credentials", profile).await.ok();
        let id = ana.publish_with(json!({ "status": "text :ward: <i>", "spoiler_text": "warn :ward:" })).await;
        let browser = ana.browser().await;
        let page = browser.get(&format!("/@ana/{id}")).await.ok().text;
        let image = "alt=\":ward:\" title=\":ward:\"";
        for place in ["text <img class=\"emoji\" src=\"/media/emojis/", "warn <img", "<bdi>&lt;Ana&gt; <img"] {
            assert!(page.contains(place), "{place}: {page}");
        }
        assert!(page.contains(image) && !page.contains("<i>"), "{page}");
        assert!(browser.get("/@ana").await.ok().text.contains("bio <img class=\"emoji\""));
    }

    async fn every_node_hears_of_them(engine: Engine) {
        let near = TestApp::new(engine).await;
        let ana = near.person("ana").await;
        let id = ana.publish("at :ward:").await;
        let far = near.reopened().await;
        far.medley.bus.start();
        let path = format!("/api/v1/statuses/{id}");
        assert_eq!(codes(&far.nobody().get(&path).await.ok().json), Vec::<&str>::new());
        let mut heard = false;
        for _ in 0..TRIES_MAX {
            near.medley.emojis.add(NewEmoji { replace: true, ..new("ward", still()) }).await.unwrap();
            tokio::time::sleep(Duration::from_millis(TRY_MS)).await;
            heard = codes(&far.nobody().get(&path).await.ok().json) == ["ward"];
            if heard {
                break;
            }
        }
        assert!(heard, "the other node never heard of it");
        far.medley.bus.stop();
    }
}
