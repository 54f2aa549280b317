//! Videos and sounds where nothing converts them. The same holds where something does, see `converting.rs`.

use std::sync::Arc;
use std::time::Duration;

use base::Kind;
use bus::Bus;
use bytes::Bytes;
use image::ImageFormat;
use media::clip::ClipLimits;
use media::{Media, Patience, Tuning};
use serde_json::{Value, json};
use store::engine_tests;

use crate::files::{CANARY, contains, photo};
use crate::world::{Answer, World};

pub(crate) const LIE: (&str, &str) = ("CANARY-51.5074N.png", "image/png");
const UNREADY: &str = "Cannot attach files that have not finished processing. Try again in a moment!";

/// A file of `fuzz/seeds/clip`: those that are called planted have the canary wherever such a file has room for words.
pub(crate) fn seed(name: &str) -> Vec<u8> {
    let seeds = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/seeds/clip");
    std::fs::read(seeds.join(name)).unwrap()
}

impl World {
    /// Uploads, and does the work.
    pub(crate) async fn clip(&self, bytes: &[u8]) -> (Value, Answer) {
        let sent = self.upload_as("a", "/api/v2/media", LIE, bytes, &[]).await;
        assert_eq!(sent.status, 202, "{}", sent.json());
        assert_eq!(self.bus.work_off().await.unwrap(), 1);
        let done = self.get("a", &format!("/api/v1/media/{}", sent.id())).await;
        (sent.json(), done)
    }
}

engine_tests! {
    async fn a_video_is_ready_later_and_nothing_of_the_camera_is_served(engine: Engine) {
        let world = World::new(engine).await;
        let planted = seed("planted.mp4");
        assert!(contains(&planted, CANARY) && contains(&planted, b"+51.5074") && contains(&planted, b"xmpmeta"));
        let sent = world.upload_as("a", "/api/v2/media", LIE, &planted, &[("focus", "0,1"), ("description", "A walk")]).await;
        let path = format!("/api/v1/media/{}", sent.id());
        assert_eq!((sent.status, &sent.json()["url"], &sent.json()["type"]), (202, &Value::Null, &json!("video")));
        assert_eq!((sent.json()["preview_url"].clone(), world.get("a", &path).await.status), (Value::Null, 206));
        let [raw] = &world.blobs()[..] else { panic!("{:?}", world.blobs()) };
        assert_eq!(world.get("", &format!("/media/{raw}")).await.status, 404, "uploads are never served");
        world.bus.work_off().await.unwrap();
        let done = world.get("a", &path).await;
        let entity = done.json();
        assert_eq!((done.status, &entity["type"], &entity["description"]), (200, &json!("video"), &json!("A walk")));
        let original = &entity["meta"]["original"];
        assert_eq!((&original["width"], &original["height"], &original["frame_rate"]), (&json!(64), &json!(48), &json!("10/1")));
        assert_eq!((&original["duration"], &entity["meta"]["focus"]["y"]), (&json!(1.0), &json!(1.0)));
        assert!(original["bitrate"].as_u64().unwrap() > 1_000);
        assert_eq!((&entity["meta"]["small"]["size"], entity["blurhash"].is_string()), (&json!("64x48"), true));
        for key in ["url", "preview_url"] {
            let served = world.get("", &done.path(key)).await;
            assert_eq!(served.status, 200);
            for word in [CANARY, b"CANARY", b"51.5074", b"xmp", b"x264", b"Lavc", b"\xA9xyz", b"udta"] {
                assert!(!contains(&served.bytes, word), "{key} {word:?}");
            }
        }
        assert!(world.blobs().iter().all(|name| name.starts_with("media/")), "the upload is gone");
        assert!(!done.path("url").contains("CANARY"), "and so is its name");
    }

    async fn sounds_too(engine: Engine) {
        let world = World::new(engine).await;
        for (name, end, mime) in [("planted.m4a", "m4a", "audio/mp4"), ("planted.mp3", "mp3", "audio/mpeg")] {
            let (sent, done) = world.clip(&seed(name)).await;
            let entity = done.json();
            assert_eq!((&sent["type"], done.status, &entity["type"]), (&json!("audio"), 200, &json!("audio")));
            assert!(entity["preview_url"].is_null() && entity["meta"]["small"].is_null() && entity["blurhash"].is_null());
            let original = entity["meta"]["original"].as_object().unwrap();
            assert_eq!(original.keys().collect::<Vec<_>>(), ["bitrate", "duration"]);
            let served = world.get("", &done.path("url")).await;
            assert_eq!((served.header("content-type"), done.path("url").ends_with(end)), (mime, true));
            for word in [b"CANARY".as_slice(), b"51.5074", b"ID3", b"TAG", b"APETAGEX", b"PNG", b"Lavc", b"Lavf"] {
                assert!(!contains(&served.bytes, word), "{name} {word:?}");
            }
        }
    }

    async fn players_ask_for_parts(engine: Engine) {
        let world = World::new(engine).await;
        let path = world.clip(&seed("planted.mp4")).await.1.path("url");
        let whole = world.get("", &path).await;
        let length = whole.bytes.len();
        let table = [
            ("content-type", "video/mp4"),
            ("content-length", &length.to_string()),
            ("accept-ranges", "bytes"),
            ("x-content-type-options", "nosniff"),
            ("content-disposition", "inline; filename=\"original.mp4\""),
            ("content-security-policy", "default-src 'none'; media-src 'self'; sandbox; frame-ancestors 'none'"),
            ("cross-origin-resource-policy", "cross-origin"),
        ];
        for (name, value) in table {
            assert_eq!(whole.header(name), value, "{name}");
        }
        let part = world.get_with(&path, &[("range", "bytes=4-7")]).await;
        assert_eq!((part.status, part.bytes.as_slice(), part.header("content-length")), (206, b"ftyp".as_slice(), "4"));
        assert_eq!(part.header("content-range"), format!("bytes 4-7/{length}"));
        let end = world.get_with(&path, &[("range", "bytes=-10")]).await;
        assert_eq!((end.status, end.bytes.as_slice()), (206, &whole.bytes[length - 10..]));
        let none = world.get_with(&path, &[("range", "bytes=999999-")]).await;
        assert_eq!((none.status, none.header("content-range")), (416, format!("bytes */{length}").as_str()));
        let head = world.call("", "HEAD", &path, "").await;
        assert_eq!((head.status, head.bytes.len(), head.header("content-length")), (200, 0, length.to_string().as_str()));
        let same = world.get_with(&path, &[("if-none-match", whole.header("etag"))]).await;
        assert_eq!((same.status, same.bytes.len()), (304, 0));
    }

    async fn what_must_be_converted_is_refused_and_leaves_nothing(engine: Engine) {
        let world = World::new(engine).await;
        for name in ["planted.webm", "trimmed.mp4", "fragmented.mp4"] {
            let answer = world.upload(&seed(name)).await;
            let error = answer.json()["error"].as_str().unwrap().to_owned();
            assert_eq!((answer.status, error.contains("MP4 with H.264")), (422, true), "{name}: {error}");
        }
        let whole = seed("planted.mp4");
        for bytes in [&whole[..whole.len() / 2], b"\0\0\0\x10ftypisom\0\0\0\0"] {
            assert_eq!(world.upload(bytes).await.status, 422);
        }
        assert_eq!((world.rows().await, world.blobs()), (0, Vec::new()));
        let taken = world.media.media_types();
        assert!(["video/mp4", "audio/mp4", "audio/mpeg", "image/png"].iter().all(|kind| taken.contains(kind)));
        assert!(!taken.contains(&"video/webm") && !taken.contains(&"audio/flac"));
    }

    async fn limits_are_told(engine: Engine) {
        let limits = ClipLimits { bytes_max: 6_000, pixels_max: 64 * 40, frame_rate_max: 5, ..ClipLimits::default() };
        let world = World::tuned(engine, Tuning { clips: limits, ..Tuning::default() }).await;
        for (name, word) in [("planted.mp4", "too large"), ("silent.mp4", "64x48 videos")] {
            let answer = world.upload(&seed(name)).await;
            let error = answer.json()["error"].as_str().unwrap().to_owned();
            assert_eq!((answer.status, error.contains(word)), (422, true), "{error}");
        }
        let limits = ClipLimits { frame_rate_max: 5, ..ClipLimits::default() };
        let world = World::tuned(engine, Tuning { clips: limits, ..Tuning::default() }).await;
        assert!(world.upload(&seed("silent.mp4")).await.json()["error"].as_str().unwrap().contains("5 frames"));
    }

    async fn a_body_may_be_as_large_as_a_video(engine: Engine) {
        let limits = ClipLimits { bytes_max: 30 << 20, ..ClipLimits::default() };
        let world = World::tuned(engine, Tuning { clips: limits, ..Tuning::default() }).await;
        let mut bytes = seed("silent.mp4");
        // A box that nobody needs, up to the end.
        bytes.extend(b"\0\0\0\0free");
        bytes.resize(25 << 20, 0);
        assert_eq!(world.upload(&bytes).await.status, 202);
        bytes.resize(31 << 20, 0);
        assert_eq!(world.upload(&bytes).await.status, 422);
        bytes.resize(60 << 20, 0);
        assert_eq!(world.upload(&bytes).await.status, 413);
    }

    async fn the_queue_is_bounded(engine: Engine) {
        let world = World::tuned(engine, Tuning { clips_each_max: 2, clips_max: 3, ..Tuning::default() }).await;
        let send = |who| world.upload_as(who, "/api/v2/media", LIE, SILENT.get_or_init(|| seed("silent.mp4")), &[]);
        assert_eq!((send("a").await.status, send("a").await.status, send("a").await.status), (202, 202, 503));
        assert_eq!((send("b").await.status, send("b").await.status), (202, 503));
        assert_eq!((world.rows().await, world.bus.work_off().await.unwrap()), (3, 3));
        assert_eq!(send("a").await.status, 202);
    }

    async fn unready_ones_cannot_be_posted_and_videos_stand_alone(engine: Engine) {
        let world = World::new(engine).await;
        let (me, post) = (world.person("a"), world.post_of("a"));
        let attach = |ids: Vec<base::Id>| {
            let media = world.media.clone();
            world.db.write(move |w| media.attach(w, me, post, &ids))
        };
        let sent = world.upload(&seed("planted.mp4")).await.id();
        let refused = attach(vec![sent]).await.unwrap_err();
        assert_eq!((refused.kind(), refused.text()), (Kind::Invalid, UNREADY));
        world.bus.work_off().await.unwrap();
        let refused = attach(vec![sent, world.ready().await]).await.unwrap_err();
        assert_eq!(refused.text(), "Cannot attach a video to a post that already contains images");
        let attached = attach(vec![sent]).await.unwrap();
        assert_eq!((attached[0].kind.as_str(), attached[0].mime.as_deref()), ("video", Some("video/mp4")));
        assert!(attached[0].clip.as_ref().unwrap().sound.is_some());
    }

    async fn silent_short_ones_are_gifv(engine: Engine) {
        let world = World::new(engine).await;
        let (sent, done) = world.clip(&seed("silent.mp4")).await;
        assert_eq!((&sent["type"], &done.json()["type"]), (&json!("video"), &json!("gifv")));
    }

    async fn version_1_waits(engine: Engine) {
        let world = World::new(engine).await;
        let video = seed("planted.mp4");
        let send = world.upload_as("a", "/api/v1/media", LIE, &video, &[]);
        let work = async {
            while world.bus.work_off().await.unwrap() == 0 {
                tokio::task::yield_now().await;
            }
        };
        let (answer, ()) = tokio::join!(send, work);
        assert_eq!((answer.status, answer.json()["url"].is_string()), (200, true));
    }

    async fn forms_wait_too(engine: Engine) {
        let world = World::new(engine).await;
        let (me, now) = (world.person("a"), world.clock.now_ms());
        let receive = |name: &str| world.media.receive(me, seed(name).into(), now, Patience::new());
        let work = async {
            while world.bus.work_off().await.unwrap() == 0 {
                tokio::task::yield_now().await;
            }
        };
        let (id, ()) = tokio::join!(receive("planted.mp4"), work);
        assert_eq!(world.media.own(me, &[id.unwrap()]).await.unwrap()[0].kind, "video");
        assert_eq!(receive("planted.webm").await.unwrap_err().kind(), Kind::Invalid);
        let png = photo(8, 8, ImageFormat::Png);
        assert!(world.media.receive(me, png.into(), now, Patience::new()).await.is_ok());
    }

    async fn whoever_waits_for_a_video_holds_no_room_for_others(engine: Engine) {
        let world = World::new(engine).await;
        // The first has the sweep enqueued, which stays.
        world.clip(&seed("silent.mp4")).await;
        // Who does not say how much it is may send much.
        let video = seed("planted.mp4");
        let send = |n: usize| world.upload_as(["a", "b"][n % 2], "/api/v1/media", LIE, &video, &[]);
        let stored = async |count: i64| while world.bus.queued().await.unwrap() <= count {
            tokio::time::sleep(Duration::from_millis(5)).await;
        };
        let first = futures_util::future::join_all((0..6).map(send));
        let rest = async {
            stored(6).await;
            futures_util::future::join(send(6), send(7)).await
        };
        let work = async {
            stored(8).await;
            while world.bus.queued().await.unwrap() > 1 {
                world.bus.work_off().await.unwrap();
            }
        };
        let all = async { tokio::join!(first, rest, work) };
        let (first, (one, other), ()) = tokio::time::timeout(Duration::from_secs(60), all).await.unwrap();
        assert!(first.iter().chain([&one, &other]).all(|answer| answer.status == 200), "{}", other.json());
    }

    async fn files_of_which_no_post_can_be_made_are_not_waited_for(engine: Engine) {
        let world = World::new(engine).await;
        let (video, sound, picture): (Bytes, Bytes, Bytes) =
            (seed("planted.mp4").into(), seed("planted.mp3").into(), photo(8, 8, ImageFormat::Png).into());
        for (files, others, fit) in [
            (vec![&video], 0, true),
            (vec![&video], 1, false),
            (vec![&picture, &picture], 2, true),
            (vec![&video, &sound], 0, false),
            (vec![&picture, &sound], 0, false),
        ] {
            let files: Vec<Bytes> = files.into_iter().cloned().collect();
            assert_eq!(Media::fit_together(&files, others).is_ok(), fit);
        }
        assert_eq!(world.rows().await, 0);
    }

    async fn the_work_is_there_after_a_restart(engine: Engine) {
        let world = World::new(engine).await;
        let sent = world.upload(&seed("planted.mp4")).await;
        let bus = Bus::new(world.db.clone(), world.clock.clone(), world.ids.clone());
        let (db, clock, site) = (world.db.clone(), world.clock.clone(), world.site.clone());
        let media = Media::new(db, bus.clone(), Arc::clone(&world.ids), clock, site, world.blobs.clone());
        assert_eq!(bus.work_off().await.unwrap(), 1);
        assert_eq!(media.own(world.person("a"), &[sent.id()]).await.unwrap()[0].kind, "video");
        assert_eq!(world.get("a", &format!("/api/v1/media/{}", sent.id())).await.status, 200);
    }

    async fn deleting_while_it_is_made(engine: Engine) {
        let world = World::new(engine).await;
        let sent = world.upload(&seed("planted.mp4")).await;
        assert_eq!(world.call("a", "DELETE", &format!("/api/v1/media/{}", sent.id()), "").await.status, 200);
        world.bus.work_off().await.unwrap();
        assert_eq!((world.rows().await, world.blobs()), (0, Vec::new()));
    }
}

static SILENT: std::sync::OnceLock<Vec<u8>> = std::sync::OnceLock::new();
