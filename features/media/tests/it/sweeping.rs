//! What belongs to no post does not stay.

use base::{DAY_MS, HOUR_MS, MINUTE_MS};
use image::ImageFormat;
use store::engine_tests;

use crate::files::photo;
use crate::world::World;

engine_tests! {
    async fn a_job_removes_what_was_never_posted(engine: Engine) {
        let world = World::new(engine).await;
        let (kept, left) = (world.ready().await, world.ready().await);
        let (media, me, post) = (world.media.clone(), world.person("a"), world.post_of("a"));
        world.db.write(move |w| media.attach(w, me, post, &[kept])).await.unwrap();
        world.clock.advance(HOUR_MS - MINUTE_MS);
        let late = world.ready().await;
        assert_eq!(world.bus.queued().await.unwrap(), 1, "one sweep for an hour of uploads");
        world.clock.advance(DAY_MS - HOUR_MS);
        assert_eq!(world.media.sweep().await.unwrap(), 0, "not before a day is over");
        world.clock.advance(HOUR_MS + 3 * MINUTE_MS);
        assert_eq!(world.bus.work_off().await.unwrap(), 1);
        assert_eq!((world.state(left).await, world.state(late).await), (None, None));
        assert_eq!(world.state(kept).await.as_deref(), Some("ready"));
        assert_eq!(world.blobs().len(), 2);
    }

    async fn what_was_detached_stays_a_day_from_then(engine: Engine) {
        let world = World::new(engine).await;
        let (id, post) = (world.ready().await, world.post_of("a"));
        let (media, me) = (world.media.clone(), world.person("a"));
        world.db.write(move |w| media.attach(w, me, post, &[id])).await.unwrap();
        world.clock.advance(30 * DAY_MS);
        world.bus.work_off().await.unwrap();
        world.detach(post).await;
        world.clock.advance(DAY_MS - MINUTE_MS);
        assert_eq!(world.media.sweep().await.unwrap(), 0);
        world.clock.advance(2 * HOUR_MS);
        world.bus.work_off().await.unwrap();
        assert_eq!((world.rows().await, world.blobs()), (0, Vec::new()));
    }

    async fn uploads_that_were_never_processed_go_too(engine: Engine) {
        let world = World::new(engine).await;
        let id = world.upload(&photo(120, 100, ImageFormat::Jpeg)).await.id();
        assert_eq!(world.blobs().len(), 1);
        world.age(id, 2 * DAY_MS).await;
        assert_eq!(world.media.sweep().await.unwrap(), 1);
        assert_eq!((world.rows().await, world.blobs()), (0, Vec::new()));
        world.bus.work_off().await.unwrap();
        assert_eq!((world.rows().await, world.blobs()), (0, Vec::new()));
    }

    async fn what_a_crash_left_half_removed_is_finished(engine: Engine) {
        let world = World::new(engine).await;
        let id = world.ready().await;
        world.doom(id).await;
        assert_eq!(world.get("a", &format!("/api/v1/media/{id}")).await.status, 404);
        assert_eq!(world.media.sweep().await.unwrap(), 1);
        assert_eq!((world.rows().await, world.blobs()), (0, Vec::new()));
    }

    async fn a_job_that_crashed_after_its_work_only_cleans_up(engine: Engine) {
        let world = World::new(engine).await;
        let answer = world.upload(&photo(120, 100, ImageFormat::Jpeg)).await;
        let raw = world.blobs().remove(0);
        let upload = world.blobs.get(&raw).await.unwrap().unwrap();
        world.bus.work_off().await.unwrap();
        // As if the process had ended between the row and the file, and the job came again.
        world.blobs.put(&raw, upload).await.unwrap();
        world.again(answer.id(), &raw).await;
        assert!(!world.blobs().contains(&raw));
        assert_eq!(world.state(answer.id()).await.as_deref(), Some("ready"));
    }
}
