//! Videos and sounds where `ffmpeg` is found. Where it is not, these tests do nothing, which `cargo xtask test` says;
//! with `MEDLEY_TEST_REQUIRE_FFMPEG` they fail.

use std::path::Path;
use std::process::Command;

use media::Tuning;
use media::clip::{ClipLimits, Tool};
use serde_json::json;
use store::engine_tests;

use crate::clips::seed;
use crate::files::contains;
use crate::world::World;

const VIDEO: &str = "-f lavfi -i testsrc=s=64x48:r=10:d=1";
const SOUND: &str = "-f lavfi -i sine=f=440:d=1";
const TAGS: &str = "-metadata title=CANARY -metadata comment=CANARY -metadata location=+51.5074-000.1278/";

fn tool() -> Option<Tool> {
    let found = Tool::find("auto");
    assert!(
        found.is_some() || std::env::var_os("MEDLEY_TEST_REQUIRE_FFMPEG").is_none(),
        "ffmpeg is not found"
    );
    found
}

/// A file that `ffmpeg` makes of these words.
fn made(tool: &Tool, end: &str, words: &str) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join(format!("made.{end}"));
    let words = words.split_whitespace();
    let done =
        Command::new(tool.path()).args(["-nostdin", "-loglevel", "error"]).args(words).arg(&file).status();
    assert!(done.unwrap().success(), "{end}");
    std::fs::read(file).unwrap()
}

async fn world(engine: store::Engine, tool: &Tool, clips: ClipLimits) -> World {
    World::tuned(engine, Tuning { tool: Some(tool.clone()), clips, ..Tuning::default() }).await
}

/// Whether a program plays it to its end.
fn plays(tool: &Tool, bytes: &[u8]) -> bool {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("served");
    std::fs::write(&file, bytes).unwrap();
    let words = ["-nostdin", "-v", "error", "-xerror", "-i"];
    let done = Command::new(tool.path()).args(words).arg(&file).args(["-f", "null", "-"]).output().unwrap();
    done.status.success() && done.stderr.is_empty()
}

engine_tests! {
    async fn everything_usual_is_taken_and_nothing_planted_survives(engine: Engine) {
        let Some(tool) = tool() else { return };
        let world = world(engine, &tool, ClipLimits::default()).await;
        let table = [
            ("webm", format!("{VIDEO} {SOUND} -c:v libvpx -c:a libopus"), "video", "mp4"),
            ("mkv", format!("{VIDEO} {SOUND} -c:v mpeg4 -c:a flac"), "video", "mp4"),
            ("mov", format!("{VIDEO} {SOUND} -c:v libx264 -pix_fmt yuv444p -c:a pcm_s16le"), "video", "mp4"),
            ("mp4", format!("{VIDEO} {SOUND} -c:v libx264 -pix_fmt yuv420p -c:a aac -movflags empty_moov"), "video", "mp4"),
            ("mp4", format!("{VIDEO} -c:v mpeg4"), "gifv", "mp4"),
            ("3gp", format!("{VIDEO} -s 176x144 -c:v h263"), "gifv", "mp4"),
            ("ogg", format!("{SOUND} -c:a libvorbis"), "audio", "m4a"),
            ("opus", format!("{SOUND} -c:a libopus"), "audio", "m4a"),
            ("flac", SOUND.to_owned(), "audio", "m4a"),
            ("wav", SOUND.to_owned(), "audio", "m4a"),
            ("aac", format!("{SOUND} -write_id3v2 1"), "audio", "m4a"),
            ("m4a", format!("{SOUND} -c:a alac"), "audio", "m4a"),
        ];
        for (end, words, kind, out) in table {
            let file = made(&tool, end, &format!("{words} {TAGS}"));
            let done = world.clip(&file).await.1;
            let entity = done.json();
            assert_eq!((done.status, &entity["type"]), (200, &json!(kind)), "{end} {entity}");
            assert!(done.path("url").ends_with(out), "{end} {entity}");
            let duration = entity["meta"]["original"]["duration"].as_f64().unwrap();
            assert!((0.9..1.3).contains(&duration), "{end} {entity}");
            let served = world.get("", &done.path("url")).await;
            assert!(plays(&tool, &served.bytes), "{end}");
            for word in [b"CANARY".as_slice(), b"51.5074", b"x264", b"Lavf", b"Lavc", b"udta"] {
                assert!(!contains(&served.bytes, word), "{end} {word:?}");
            }
            assert_eq!(entity["preview_url"].is_null(), kind == "audio", "{end} {entity}");
        }
        assert!(world.blobs().iter().all(|name| name.starts_with("media/")), "{:?}", world.blobs());
    }

    async fn what_plays_already_is_not_coded_anew_and_has_a_still_of_its_own(engine: Engine) {
        let Some(tool) = tool() else { return };
        let (with, without) = (world(engine, &tool, ClipLimits::default()).await, World::new(engine).await);
        let planted = seed("planted.mp4");
        let (done, plain) = (with.clip(&planted).await.1, without.clip(&planted).await.1);
        let (ours, theirs) = (with.get("", &done.path("url")).await, without.get("", &plain.path("url")).await);
        assert_eq!(ours.bytes, theirs.bytes);
        assert!(plays(&tool, &ours.bytes));
        assert_ne!(done.json()["blurhash"], plain.json()["blurhash"], "a frame, not the drawn one");
        assert_eq!(done.json()["meta"]["small"]["size"], "64x48");
    }

    async fn what_was_cut_off_is_gone(engine: Engine) {
        let Some(tool) = tool() else { return };
        let world = world(engine, &tool, ClipLimits::default()).await;
        let whole = made(&tool, "mp4", "-f lavfi -i testsrc=s=64x48:r=10:d=2 -c:v libx264 -pix_fmt yuv420p -g 20");
        let done = world.clip(&seed("trimmed.mp4")).await.1;
        assert_eq!(done.status, 200, "{}", done.json());
        let served = world.get("", &done.path("url")).await.bytes;
        assert!(plays(&tool, &served) && served.len() < whole.len());
        let duration = done.json()["meta"]["original"]["duration"].as_f64().unwrap();
        assert!(duration < 1.2, "{duration}");
        // A second pass finds nothing that a list of cuts leaves out.
        assert!(media::clip::clean(&served, &ClipLimits::default()).is_ok());
    }

    async fn files_that_name_other_files_are_refused(engine: Engine) {
        let Some(tool) = tool() else { return };
        let world = world(engine, &tool, ClipLimits::default()).await;
        let secret = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(secret.path(), seed("planted.mp4")).unwrap();
        let name = secret.path().display();
        let table = [
            format!("#EXTM3U\n#EXT-X-MEDIA-SEQUENCE:0\n#EXTINF:1.0,\nfile://{name}\n#EXT-X-ENDLIST\n"),
            format!("#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nconcat:{name}|{name}\n"),
            format!("ffconcat version 1.0\nfile '{name}'\n"),
            format!("1\n00:00:00,000 --> 00:00:02,000\nfile://{name}\n"),
            format!("v=0\no=- 0 0 IN IP4 127.0.0.1\nm=video 9 RTP/AVP 96\na=control:file://{name}\n"),
            format!("<?xml version=\"1.0\"?><MPD><BaseURL>file://{name}</BaseURL></MPD>"),
            format!("[InternetShortcut]\nURL=file://{name}\n"),
        ];
        for text in table {
            for head in ["", "\u{feff}", "\n\n"] {
                assert_eq!(world.upload(format!("{head}{text}").as_bytes()).await.status, 422, "{text}");
            }
        }
        assert_eq!(world.rows().await, 0);
        // Behind a beginning that is known, a demuxer is bound to it, and finds nothing.
        for head in [b"\0\0\0\x10ftypqt  \0\0\0\0".as_slice(), b"OggS\0\x02", b"RIFF\0\0\0\0WAVE", b"\x1A\x45\xDF\xA3\x93\x42\x82\x84webm"] {
            let file = [head, format!("\n#EXTM3U\n#EXTINF:1,\nfile://{name}\n").as_bytes()].concat();
            let done = world.clip_or_not(&file).await;
            assert_eq!(done, 422, "{head:?}");
        }
        assert!(world.blobs().is_empty(), "{:?}", world.blobs());
    }

    async fn a_movie_whose_samples_lie_in_another_file_shows_nothing_of_it(engine: Engine) {
        let Some(tool) = tool() else { return };
        let world = world(engine, &tool, ClipLimits::default()).await;
        let secret = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(secret.path(), b"SECRET".repeat(5_000)).unwrap();
        let mut movie = made(&tool, "mov", &format!("{VIDEO} -c:v mjpeg"));
        // `url ` with the flag that the samples are in this file taken away, and an address in the place of nothing.
        let at = movie.windows(4).position(|word| word == b"alis" || word == b"url ").unwrap();
        movie[at..at + 8].copy_from_slice(b"url \0\0\0\0");
        let status = world.clip_or_not(&movie).await;
        assert!([200, 422].contains(&status));
        for name in world.blobs() {
            assert!(!contains(&world.blobs.get(&name).await.unwrap().unwrap(), b"SECRET"), "{name}");
        }
    }

    async fn what_takes_too_long_is_ended_and_says_so(engine: Engine) {
        let Some(tool) = tool() else { return };
        let limits = ClipLimits { convert_ms_max: 1, ..ClipLimits::default() };
        let world = world(engine, &tool, limits).await;
        let done = world.clip(&seed("planted.webm")).await.1;
        let error = done.json()["error"].as_str().unwrap().to_owned();
        assert_eq!((done.status, error.contains("too long to be converted")), (422, true), "{error}");
        assert_eq!(world.blobs(), Vec::<String>::new(), "the upload is not kept");
    }

    async fn long_sounds_are_coded_so_that_they_fit(engine: Engine) {
        let Some(tool) = tool() else { return };
        let noise = |seconds| made(&tool, "opus", &format!("-f lavfi -i anoisesrc=d={seconds} -c:a libopus -b:a 8k"));
        let limits = |bytes_max| ClipLimits { bytes_max, ..ClipLimits::default() };
        let done = world(engine, &tool, limits(270_000)).await.clip(&noise(60)).await.1;
        assert_eq!((done.status, &done.json()["type"]), (200, &json!("audio")), "{}", done.json());
        let done = world(engine, &tool, limits(40_000)).await.clip(&noise(30)).await.1;
        let error = done.json()["error"].as_str().unwrap().to_owned();
        assert_eq!((done.status, error.contains("too large when it is converted")), (422, true), "{error}");
    }

    async fn limits_hold_for_what_is_converted(engine: Engine) {
        let Some(tool) = tool() else { return };
        let limits = ClipLimits { pixels_max: 64 * 47, ..ClipLimits::default() };
        let done = world(engine, &tool, limits).await.clip(&seed("planted.webm")).await.1;
        assert!(done.status == 422 && done.json()["error"].as_str().unwrap().contains("64x48"), "{}", done.json());
        let limits = ClipLimits { frame_rate_max: 9, ..ClipLimits::default() };
        let done = world(engine, &tool, limits).await.clip(&seed("planted.webm")).await.1;
        assert!(done.status == 422 && done.json()["error"].as_str().unwrap().contains("9 frames"), "{}", done.json());
    }

    async fn broken_ones_say_so_later_and_leave_nothing_but_that(engine: Engine) {
        let Some(tool) = tool() else { return };
        let world = world(engine, &tool, ClipLimits::default()).await;
        let whole = seed("planted.webm");
        let done = world.clip(&whole[..60]).await.1;
        assert!(done.status == 422 && done.json()["error"].as_str().unwrap().contains("damaged"), "{}", done.json());
        assert_eq!(world.blobs(), Vec::<String>::new());
        assert!(world.media.media_types().contains(&"video/webm"));
    }
}

impl World {
    /// The status in the end, whether it is refused at once or later; what was refused is deleted.
    async fn clip_or_not(&self, bytes: &[u8]) -> u16 {
        let sent = self.upload(bytes).await;
        if sent.status != 202 {
            return sent.status;
        }
        self.bus.work_off().await.unwrap();
        let path = format!("/api/v1/media/{}", sent.id());
        let status = self.get("a", &path).await.status;
        if status == 422 {
            self.call("a", "DELETE", &path, "").await;
        }
        status
    }
}

/// Programs find no folder of ours to leave something in.
#[test]
fn the_tool_is_where_it_says() {
    if let Some(tool) = tool() {
        assert!(Path::new(tool.path()).is_absolute());
        assert_eq!(tool.check(), Ok(()));
    }
}
