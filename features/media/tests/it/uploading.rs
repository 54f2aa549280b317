//! Uploading, describing, deleting.

use accounts::PictureKind;
use base::Kind;
use bytes::Bytes;
use image::ImageFormat;
use media::{DESCRIPTION_CHARS_MAX, Tuning};
use serde_json::json;
use store::engine_tests;

use crate::files::{CANARY, bomb, contains, moving, phone_jpeg, photo, truncated};
use crate::world::World;

engine_tests! {
    async fn each_format_is_ready_at_once(engine: Engine) {
        let world = World::new(engine).await;
        let table = [
            (photo(40, 20, ImageFormat::Jpeg), "jpg"),
            (photo(40, 20, ImageFormat::Png), "png"),
            (photo(40, 20, ImageFormat::Gif), "png"),
            (moving(40, 20, 3), "gif"),
        ];
        for (bytes, extension) in table {
            let answer = world.upload(&bytes).await;
            assert_eq!(answer.status, 200);
            let entity = answer.json();
            assert_eq!(entity["type"], "image");
            assert!(entity["url"].as_str().unwrap().ends_with(&format!("/original.{extension}")), "{entity}");
            assert_eq!(entity["meta"]["original"], json!({ "width": 40, "height": 20, "size": "40x20", "aspect": 2.0 }));
            assert_eq!(entity["meta"]["small"]["size"], "40x20");
            assert!(entity["blurhash"].as_str().unwrap().len() > 6);
            for key in ["remote_url", "preview_remote_url", "text_url", "description"] {
                assert!(entity.as_object().unwrap().contains_key(key) && entity[key].is_null(), "{key}");
            }
            assert_eq!(world.get("", &answer.path("url")).await.status, 200);
            assert_eq!(world.get("", &answer.path("preview_url")).await.status, 200);
            assert_eq!(world.get("a", &format!("/api/v1/media/{}", answer.id())).await.json(), entity);
        }
        let answer = world.upload(&photo(40, 20, ImageFormat::WebP)).await;
        assert_eq!((answer.status, answer.json()["meta"]["original"]["width"].as_u64()), (200, Some(40)));
    }

    async fn nothing_of_the_camera_is_served(engine: Engine) {
        let world = World::new(engine).await;
        let bytes = phone_jpeg(30, 20);
        assert!(contains(&bytes, b"Exif") && contains(&bytes, CANARY));
        let answer = world.upload_as("a", "/api/v2/media", ("CANARY-51.5074N.jpg", "image/jpeg"), &bytes, &[]).await;
        assert_eq!(answer.json()["meta"]["original"]["size"], "20x30", "upright");
        for key in ["url", "preview_url"] {
            let served = world.get("", &answer.path(key)).await;
            assert!(served.bytes.starts_with(&[0xFF, 0xD8, 0xFF]));
            assert!(!contains(&served.bytes, b"Exif") && !contains(&served.bytes, CANARY));
        }
        assert_eq!(world.blobs().len(), 2, "the upload itself is not kept: {:?}", world.blobs());
        assert!(!answer.path("url").to_uppercase().contains("CANARY"), "nor its name");
    }

    async fn names_and_types_that_lie_do_not_count(engine: Engine) {
        let world = World::new(engine).await;
        let png = photo(8, 8, ImageFormat::Png);
        for told in [("x.html", "text/html"), ("../../x.exe", "video/mp4"), ("", "image/jpeg")] {
            let answer = world.upload_as("a", "/api/v2/media", told, &png, &[]).await;
            assert_eq!(answer.status, 200, "{told:?}");
            assert_eq!(world.get("", &answer.path("url")).await.header("content-type"), "image/png");
        }
        for bytes in [b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>".as_slice(), b"<html>", b"%PDF-1.7"] {
            let answer = world.upload_as("a", "/api/v2/media", ("x.png", "image/png"), bytes, &[]).await;
            assert_eq!(answer.status, 422);
            assert_eq!(answer.json()["error"], "Validation failed: File content type is invalid, File is invalid");
        }
    }

    async fn what_is_refused_leaves_nothing(engine: Engine) {
        let world = World::new(engine).await;
        let table = [(bomb(), "65535x65535"), (truncated(), "damaged"), (Vec::new(), "File can't be blank")];
        for (bytes, word) in table {
            for path in ["/api/v2/media", "/api/v1/media"] {
                let answer = world.upload_as("a", path, ("x.png", "image/png"), &bytes, &[]).await;
                let error = answer.json()["error"].as_str().unwrap().to_owned();
                assert_eq!(answer.status, 422);
                assert!(error.starts_with("Validation failed: ") && error.contains(word), "{error}");
            }
        }
        let answer = world.call("a", "POST", "/api/v2/media", "").await;
        assert_eq!((answer.status, &answer.json()["error"]), (422, &json!("Validation failed: File can't be blank")));
        assert_eq!(world.call("a", "POST", "/api/v2/media", "file=text").await.status, 422);
        assert_eq!((world.rows().await, world.blobs()), (0, Vec::new()));
    }

    async fn sizes_are_limited(engine: Engine) {
        let world = World::new(engine).await;
        let mut bytes = photo(8, 8, ImageFormat::Png);
        bytes.resize(60 << 20, 0);
        assert_eq!(world.upload(&bytes).await.status, 413, "more than a form may have");
        bytes.truncate((16 << 20) + 1);
        assert_eq!(world.upload(&bytes).await.status, 422, "more than a file may have");
        assert_eq!(world.rows().await, 0);
    }

    async fn too_many_at_once_are_sent_away(engine: Engine) {
        let tuning = Tuning { workers: 0, waiting_max: 0, ..Tuning::default() };
        let world = World::tuned(engine, tuning).await;
        assert_eq!(world.upload(&photo(8, 8, ImageFormat::Png)).await.status, 503);
        assert_eq!((world.rows().await, world.blobs()), (0, Vec::new()));
    }

    async fn words_and_focus(engine: Engine) {
        let world = World::new(engine).await;
        let png = photo(8, 8, ImageFormat::Png);
        let fields = [("description", " An X-ray\u{202E} of a hand "), ("focus", "-0.5,0.25"), ("thumbnail", "x")];
        let answer = world.upload_as("a", "/api/v2/media", ("x", "image/png"), &png, &fields).await;
        assert_eq!(answer.json()["description"], "An X-ray of a hand");
        assert_eq!(answer.json()["meta"]["focus"], json!({ "x": -0.5, "y": 0.25 }));
        let path = format!("/api/v1/media/{}", answer.id());
        let edited = world.call("a", "PUT", &path, "description=new&focus=1.0,0").await;
        assert_eq!((edited.status, &edited.json()["description"]), (200, &json!("new")));
        assert_eq!(edited.json()["meta"]["focus"], json!({ "x": 1.0, "y": 0.0 }));
        let edited = world.call("a", "PUT", &path, "focus=0,0").await;
        assert_eq!(edited.json()["description"], "new", "what is not sent stays");
        assert!(world.call("a", "PUT", &path, "description=").await.json()["description"].is_null());
        let long = format!("description={}", "x".repeat(DESCRIPTION_CHARS_MAX + 1));
        for bad in ["focus=up", "focus=1", "focus=NaN,0", long.as_str()] {
            assert_eq!(world.call("a", "PUT", &path, bad).await.status, 422, "{bad:.20}");
        }
    }

    async fn words_from_within_are_cleaned_too(engine: Engine) {
        let world = World::new(engine).await;
        let (me, id) = (world.person("a"), world.ready().await);
        let describe = |text: &str| world.media.set_description(me, id, text.to_owned());
        let stored = async || world.get("a", &format!("/api/v1/media/{id}")).await.json()["description"].clone();
        describe("  An\0 x-ray\u{7} of\r\na hand  ").await.unwrap();
        assert_eq!(stored().await, json!("An x-ray of\na hand"));
        let refused = describe(&"x".repeat(DESCRIPTION_CHARS_MAX + 1)).await.unwrap_err();
        assert_eq!((refused.kind(), stored().await), (Kind::Invalid, json!("An x-ray of\na hand")));
        describe(" \0 ").await.unwrap();
        assert!(stored().await.is_null());
    }

    async fn large_ones_are_processed_by_a_job(engine: Engine) {
        let world = World::new(engine).await;
        let large = photo(120, 100, ImageFormat::Jpeg);
        let fields = [("description", "later"), ("focus", "0,1")];
        let answer = world.upload_as("a", "/api/v2/media", ("x", "image/jpeg"), &large, &fields).await;
        let entity = answer.json();
        assert_eq!((answer.status, &entity["description"]), (202, &json!("later")));
        assert!(entity["url"].is_null() && entity["preview_url"].is_null() && entity["meta"]["original"].is_null());
        let path = format!("/api/v1/media/{}", answer.id());
        assert_eq!(world.get("a", &path).await.status, 206);
        assert_eq!(world.call("a", "PUT", &path, "description=meanwhile").await.status, 206);
        let [raw] = &world.blobs()[..] else { panic!("{:?}", world.blobs()) };
        assert_eq!(world.get("", &format!("/media/{raw}")).await.status, 404, "raw uploads are never served");
        assert_eq!(world.bus.work_off().await.unwrap(), 1);
        let done = world.get("a", &path).await;
        assert_eq!((done.status, &done.json()["description"]), (200, &json!("meanwhile")));
        assert_eq!(world.get("", &done.path("url")).await.status, 200);
        assert!(world.blobs().iter().all(|name| name.starts_with("media/")), "the upload is gone");
        let waited = world.upload_as("a", "/api/v1/media", ("x", "image/jpeg"), &large, &[]).await;
        assert_eq!(waited.status, 200, "version 1 waits");
        let frames = world.upload(&moving(60, 60, 3)).await;
        assert_eq!(frames.status, 202, "frames count");
    }

    async fn a_large_one_that_is_broken_says_so_later(engine: Engine) {
        let world = World::new(engine).await;
        let whole = photo(120, 100, ImageFormat::Png);
        let answer = world.upload(&whole[..whole.len() / 2]).await;
        assert_eq!(answer.status, 202);
        world.bus.work_off().await.unwrap();
        let path = format!("/api/v1/media/{}", answer.id());
        for method in ["GET", "PUT"] {
            let failed = world.call("a", method, &path, "").await;
            assert_eq!(failed.status, 422);
            assert!(failed.json()["error"].as_str().unwrap().contains("damaged"));
        }
        assert_eq!(world.blobs(), Vec::<String>::new(), "the upload is not kept");
        assert_eq!(world.call("a", "DELETE", &path, "").await.status, 200);
        assert_eq!(world.rows().await, 0);
    }

    async fn deleting_while_it_is_processed(engine: Engine) {
        let world = World::new(engine).await;
        let answer = world.upload(&photo(120, 100, ImageFormat::Jpeg)).await;
        let path = format!("/api/v1/media/{}", answer.id());
        assert_eq!(world.call("a", "DELETE", &path, "").await.status, 200);
        assert_eq!(world.get("a", &path).await.status, 404);
        world.bus.work_off().await.unwrap();
        assert_eq!((world.rows().await, world.blobs()), (0, Vec::new()));
        assert_eq!(world.bus.queued().await.unwrap(), 1, "the sweep alone");
    }

    async fn others_do_not_see_mine(engine: Engine) {
        let world = World::new(engine).await;
        let path = format!("/api/v1/media/{}", world.ready().await);
        for (method, form) in [("GET", ""), ("PUT", "description=mine"), ("DELETE", "")] {
            assert_eq!(world.call("b", method, &path, form).await.status, 404, "{method}");
            for nothing in ["/api/v1/media/1", "/api/v1/media/x", "/api/v1/media/99999999999999999999"] {
                assert_eq!(world.call("a", method, nothing, form).await.status, 404, "{method} {nothing}");
            }
        }
        assert!(world.get("a", &path).await.json()["description"].is_null());
        assert_eq!(world.call("a", "DELETE", &path, "").await.json(), json!({}));
        assert_eq!((world.get("a", &path).await.status, world.blobs()), (404, Vec::new()));
    }

    async fn imports(engine: Engine) {
        let world = World::new(engine).await;
        let me = world.person("a");
        let png = photo(120, 100, ImageFormat::Png);
        let id = world.media.import(me, png, Some(" seen ".into()), 1_500_000_000_000).await.unwrap();
        let seen = world.get("a", &format!("/api/v1/media/{id}")).await;
        assert_eq!((seen.status, &seen.json()["description"]), (200, &json!("seen")));
        assert_eq!(id.bk(), me.bk());
        let refused = world.media.import(me, &b"no picture"[..], None, 0).await.unwrap_err();
        assert_eq!(refused.kind(), Kind::Invalid);
        assert_eq!(world.media.sweep().await.unwrap(), 0, "an old picture is a new upload");
        assert_eq!(world.rows().await, 1);
    }

    async fn profile_pictures(engine: Engine) {
        let world = World::new(engine).await;
        let pictures = world.media.pictures();
        let avatar = pictures.store(PictureKind::Avatar, Bytes::from(phone_jpeg(30, 20))).await.unwrap();
        let header = pictures.store(PictureKind::Header, Bytes::from(moving(30, 10, 2))).await.unwrap();
        assert!(avatar.moving.is_some() && avatar.moving == avatar.still);
        assert!(header.still.as_ref().unwrap().ends_with("/header-still.png"));
        for name in [avatar.moving, avatar.still, header.moving, header.still].into_iter().flatten() {
            let served = world.get("", &format!("/media/{name}")).await;
            assert_eq!(served.status, 200, "{name}");
            assert!(served.header("content-type").starts_with("image/") && !contains(&served.bytes, CANARY));
        }
        let refused = pictures.store(PictureKind::Avatar, Bytes::from_static(b"<svg/>")).await.unwrap_err();
        assert_eq!(refused.text(), "Validation failed: Avatar content type is invalid, Avatar is invalid");
    }
}
