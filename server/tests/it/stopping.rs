//! A server that is told to stop while it converts a video.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::time::{Duration, Instant};

use crate::world::Place;

const VIDEO: &[u8] = include_bytes!("../../../fuzz/seeds/clip/planted.webm");
/// Says that it is there, and who it is, and works for minutes.
const SCRIPT: &str = "#!/bin/sh\necho $$ > \"$(dirname \"$0\")/pid\"\nexec sleep 200\n";

fn told(file: &Path) -> String {
    std::fs::read_to_string(file).unwrap_or_default().trim().to_owned()
}

#[test]
fn a_video_is_left_to_the_next_server_and_nothing_is_waited_for() {
    let place = Place::new();
    place.run(&["init"]).fine();
    place.run(&["account", "create", "ines", "--email", "ines@example.org"]).fine();
    let token = place.run(&["token", "create", "ines"]).fine().trim().to_owned();
    let folder = tempfile::tempdir().unwrap();
    for name in ["ffmpeg", "ffprobe"] {
        let file = folder.path().join(name);
        std::fs::write(&file, SCRIPT).unwrap();
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o755)).unwrap();
    }
    let settings = folder.path().join("medley.toml");
    std::fs::write(&settings, format!("[media]\nffmpeg = {:?}\n", folder.path().join("ffmpeg"))).unwrap();
    let settings = settings.to_str().unwrap();
    let server = place.serve(&["--config", settings]);
    let sent = server.upload(&token, VIDEO);
    assert!(sent.starts_with("HTTP/1.1 202"), "{sent}");
    let id = sent.split("\"id\":\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap().to_owned();
    let (pid, begin) = (folder.path().join("pid"), Instant::now());
    while told(&pid).is_empty() {
        assert!(begin.elapsed() < Duration::from_secs(30), "the work begins");
        std::thread::sleep(Duration::from_millis(20));
    }
    let begin = Instant::now();
    assert!(server.stop());
    assert!(begin.elapsed() < Duration::from_secs(30), "{:?}", begin.elapsed());
    assert!(!Path::new("/proc").join(told(&pid)).exists(), "nothing is left running");
    let server = place.serve(&["--config", settings]);
    let shown = server.get(&format!("/api/v1/media/{id}"), &token);
    assert!(shown.starts_with("HTTP/1.1 206"), "it is neither refused nor lost: {shown}");
}
