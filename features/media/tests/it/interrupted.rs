//! What ends the programs that convert is not held against the file. The programs are scripts, so that they end as told.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::time::Instant;

use base::HOUR_MS;
use media::Tuning;
use media::clip::Tool;
use serde_json::json;
use store::{Engine, engine_tests};

use crate::clips::seed;
use crate::world::{Answer, World};

/// What `ffprobe` says of a video that could be copied.
const PROBED: &str = r#"{"streams": [{"index": 0, "codec_type": "video", "codec_name": "h264", "profile": "High",
    "pix_fmt": "yuv420p", "width": 64, "height": 48, "avg_frame_rate": "10/1"}], "format": {"duration": "1.0"}}"#;

fn script(folder: &Path, name: &str, text: &str) {
    let file = folder.join(name);
    std::fs::write(&file, format!("#!/bin/sh\n{text}\n")).unwrap();
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o755)).unwrap();
}

/// A world whose `ffmpeg` is such a script.
async fn world(engine: Engine, folder: &Path, ffmpeg: &str) -> World {
    script(folder, "ffmpeg", ffmpeg);
    script(folder, "ffprobe", &format!("cat <<'END'\n{PROBED}\nEND"));
    let tool = Tool::find(folder.join("ffmpeg").to_str().unwrap());
    World::tuned(engine, Tuning { tool, ..Tuning::default() }).await
}

impl World {
    /// Does the work that is due, an hour later each time; gives what is told of the upload then.
    async fn tried(&self, sent: &Answer, times: usize) -> Answer {
        for _ in 0..times {
            assert_eq!(self.bus.work_off().await.unwrap(), 1);
            self.clock.advance(HOUR_MS);
        }
        self.get("a", &format!("/api/v1/media/{}", sent.id())).await
    }
}

engine_tests! {
    async fn what_was_killed_is_tried_again_a_few_times(engine: Engine) {
        for end in ["kill -TERM $$", "kill -KILL $$", "exit 255"] {
            let folder = tempfile::tempdir().unwrap();
            let world = world(engine, folder.path(), end).await;
            let sent = world.upload(&seed("planted.webm")).await;
            assert_eq!((sent.status, world.tried(&sent, 2).await.status, world.blobs().len()), (202, 206, 1), "{end}");
            let refused = world.tried(&sent, 1).await;
            let error = refused.json()["error"].as_str().unwrap().to_owned();
            assert_eq!((refused.status, error.contains("could not be converted")), (422, true), "{error}");
            assert_eq!(world.blobs(), Vec::<String>::new());
        }
    }

    async fn what_the_machine_did_is_tried_until_it_works(engine: Engine) {
        let folder = tempfile::tempdir().unwrap();
        let made = folder.path().join("made.mp4");
        std::fs::write(&made, seed("silent.mp4")).unwrap();
        let works = format!("case \"$*\" in *poster*) exit 1;; *) cp '{}' converted;; esac", made.display());
        let world = world(engine, folder.path(), &works).await;
        std::fs::set_permissions(folder.path().join("ffprobe"), std::fs::Permissions::from_mode(0o644)).unwrap();
        let sent = world.upload(&seed("planted.webm")).await;
        assert_eq!((world.tried(&sent, 6).await.status, world.blobs().len()), (206, 1));
        std::fs::set_permissions(folder.path().join("ffprobe"), std::fs::Permissions::from_mode(0o755)).unwrap();
        let done = world.tried(&sent, 1).await;
        assert_eq!((done.status, &done.json()["type"]), (200, &json!("gifv")), "{}", done.json());
    }

    async fn a_server_that_stops_leaves_the_work_to_the_next(engine: Engine) {
        let folder = tempfile::tempdir().unwrap();
        let world = world(engine, folder.path(), "exec sleep 100").await;
        let sent = world.upload(&seed("planted.webm")).await;
        let begin = Instant::now();
        world.media.stop();
        assert_eq!((world.tried(&sent, 5).await.status, world.blobs().len()), (206, 1));
        assert!(begin.elapsed().as_secs() < 30);
    }

    async fn a_crash_of_everything_is_a_try_too(engine: Engine) {
        let folder = tempfile::tempdir().unwrap();
        let world = world(engine, folder.path(), "exit 0").await;
        let sent = world.upload(&seed("planted.webm")).await;
        world.crashed(sent.id(), 3).await;
        let refused = world.tried(&sent, 1).await;
        assert_eq!((refused.status, world.blobs()), (422, Vec::new()), "{}", refused.json());
    }

    async fn what_cannot_be_copied_is_coded_anew(engine: Engine) {
        let folder = tempfile::tempdir().unwrap();
        let made = folder.path().join("made.mp4");
        std::fs::write(&made, seed("silent.mp4")).unwrap();
        let ffmpeg = format!("case \"$*\" in *copy*|*poster*) exit 1;; *) cp '{}' converted;; esac", made.display());
        let world = world(engine, folder.path(), &ffmpeg).await;
        let done = world.clip(&seed("planted.webm")).await.1;
        assert_eq!((done.status, &done.json()["type"]), (200, &json!("gifv")), "{}", done.json());
    }
}
