//! Pictures that people send to be seen before a video is played.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use image::ImageFormat;
use media::{MediaEdit, Tuning};
use serde_json::{Value, json};
use store::engine_tests;
use web::Limiter;

use crate::clips::{LIE, seed};
use crate::files::photo;
use crate::world::World;

/// A picture as text, which forms may have in the place of a file.
fn as_text(bytes: &[u8]) -> String {
    format!("data:image/png;base64,{}", STANDARD.encode(bytes))
}

impl World {
    /// A video of `a` that is ready.
    async fn video(&self) -> base::Id {
        self.clip(&seed("planted.mp4")).await.1.id()
    }
}

engine_tests! {
    async fn a_still_can_be_sent_and_changed(engine: Engine) {
        let world = World::new(engine).await;
        let still = as_text(&photo(30, 20, ImageFormat::Png));
        let sent = world.upload_as("a", "/api/v2/media", LIE, &seed("planted.mp4"), &[("thumbnail", &still)]).await;
        assert_eq!((sent.status, sent.json()["url"].clone()), (202, Value::Null));
        let (first, path) = (sent.path("preview_url"), format!("/api/v1/media/{}", sent.id()));
        assert_eq!(world.get("", &first).await.status, 200);
        world.bus.work_off().await.unwrap();
        let done = world.get("a", &path).await;
        assert_eq!((done.path("preview_url"), &done.json()["meta"]["small"]["size"]), (first.clone(), &json!("30x20")));
        let form = format!("thumbnail={}", as_text(&photo(10, 20, ImageFormat::Png)).replace('+', "%2B"));
        let edited = world.call("a", "PUT", &path, &form).await;
        assert_eq!((edited.status, &edited.json()["meta"]["small"]["size"]), (200, &json!("10x20")));
        assert_ne!(edited.path("preview_url"), first, "what a name holds never changes");
        assert_eq!((world.get("", &first).await.status, world.get("", &edited.path("preview_url")).await.status), (404, 200));
        let refused = world.call("a", "PUT", &path, "thumbnail=x&description=new").await;
        assert_eq!((refused.status, refused.json()["error"].as_str().unwrap().contains("Thumbnail")), (422, true));
        let kept = world.get("a", &path).await;
        assert_eq!((kept.path("preview_url"), kept.json()["description"].clone()), (edited.path("preview_url"), Value::Null));
        assert_eq!(world.call("a", "DELETE", &path, "").await.status, 200);
        assert_eq!(world.blobs(), Vec::<String>::new());
    }

    async fn a_still_may_come_while_the_video_is_made(engine: Engine) {
        let world = World::new(engine).await;
        let sent = world.upload(&seed("planted.mp4")).await;
        let path = format!("/api/v1/media/{}", sent.id());
        let form = format!("thumbnail={}", as_text(&photo(10, 20, ImageFormat::Png)).replace('+', "%2B"));
        assert_eq!(world.call("a", "PUT", &path, &form).await.status, 206);
        world.bus.work_off().await.unwrap();
        assert_eq!(world.get("a", &path).await.json()["meta"]["small"]["size"], "10x20");
    }

    async fn a_bad_still_leaves_nothing(engine: Engine) {
        let world = World::new(engine).await;
        let sent = world.upload_as("a", "/api/v2/media", LIE, &seed("planted.mp4"), &[("thumbnail", "x")]).await;
        assert_eq!((sent.status, world.rows().await, world.blobs()), (422, 0, Vec::new()));
        let picture = world.upload_as("a", "/api/v2/media", LIE, &photo(8, 8, ImageFormat::Png), &[("thumbnail", "x")]).await;
        assert_eq!(picture.status, 200, "a picture has none");
    }

    async fn stills_change_with_an_edited_post(engine: Engine) {
        let world = World::new(engine).await;
        let (me, post, id) = (world.person("a"), world.post_of("a"), world.video().await);
        let media = world.media.clone();
        let before = world.db.write(move |w| media.attach(w, me, post, &[id])).await.unwrap();
        let thumbnail = Some(photo(10, 20, ImageFormat::Png).into());
        let edit = MediaEdit { id, thumbnail, ..MediaEdit::default() };
        let (media, db) = (world.media.clone(), world.db.clone());
        let replace = |edits: Vec<MediaEdit>| db.write(move |w| media.replace(w, me, post, &[id], &edits));
        let after = world.media.with_covers(me, vec![edit.clone()], replace).await.unwrap();
        assert_ne!(before[0].small, after[0].small);
        assert_eq!((after[0].small_width, after[0].small_height), (10, 20));
        let names = world.blobs();
        assert!([&before, &after].iter().all(|shown| names.contains(shown[0].small.as_ref().unwrap())), "the history shows it");
        let failed = world.media.with_covers(me, vec![edit], |_| async { Err::<(), _>(base::Problem::not_found()) }).await;
        assert!(failed.is_err());
        assert_eq!(world.blobs(), names, "what was made in vain is gone");
    }

    async fn what_a_crash_left_is_swept(engine: Engine) {
        let world = World::new(engine).await;
        let (me, id) = (world.person("a"), world.video().await);
        let before = world.blobs();
        let thumbnail = Some(photo(10, 20, ImageFormat::Png).into());
        let edit = MediaEdit { id, thumbnail, ..MediaEdit::default() };
        let (written, mut was_written) = tokio::sync::oneshot::channel::<()>();
        let stuck = world.media.with_covers(me, vec![edit], |_| async move {
            drop(written);
            std::future::pending::<base::Outcome<()>>().await
        });
        tokio::select! {
            _ = stuck => panic!("it ended"),
            _ = &mut was_written => {}
        }
        assert_eq!(world.blobs().len(), before.len() + 1);
        let path = format!("/api/v1/media/{id}");
        let form = format!("thumbnail={}", as_text(&photo(10, 20, ImageFormat::Png)).replace('+', "%2B"));
        let shown = world.call("a", "PUT", &path, &form).await.path("preview_url");
        let (media, post) = (world.media.clone(), world.post_of("a"));
        world.db.write(move |w| media.attach(w, me, post, &[id])).await.unwrap();
        world.media.sweep().await.unwrap();
        assert_eq!(world.blobs().len(), before.len() + 1, "it may be at work");
        world.clock.advance(2 * base::DAY_MS);
        world.bus.work_off().await.unwrap();
        let names = world.blobs();
        assert_eq!(names.len(), before.len(), "{names:?}");
        assert_eq!(world.get("", &shown).await.status, 200, "what is shown stays");
    }

    async fn stills_are_counted_like_uploads(engine: Engine) {
        let world = World::limited(engine, Tuning::default(), Limiter::new).await;
        let still = as_text(&photo(8, 8, ImageFormat::Png));
        let sent = world.upload_as("a", "/api/v2/media", LIE, &seed("planted.mp4"), &[("thumbnail", &still)]).await;
        let (path, form) = (format!("/api/v1/media/{}", sent.id()), format!("thumbnail={}", still.replace('+', "%2B")));
        for n in 2..30 {
            assert_eq!(world.call("a", "PUT", &path, &form).await.status, 206, "{n}");
        }
        assert_eq!(world.call("a", "PUT", &path, &form).await.status, 429);
        assert_eq!(world.call("a", "PUT", &path, "description=new").await.status, 206);
        assert_eq!(world.upload(&seed("silent.mp4")).await.status, 429);
    }
}
