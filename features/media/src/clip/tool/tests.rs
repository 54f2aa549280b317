use std::os::unix::fs::PermissionsExt;

use super::*;

/// A tool whose programs are this script.
fn fake(folder: &Path, script: &str) -> Tool {
    for name in ["ffmpeg", "ffprobe"] {
        let file = folder.join(name);
        std::fs::write(&file, format!("#!/bin/sh\n{script}\n")).unwrap();
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o755)).unwrap();
    }
    Tool::find(folder.join("ffmpeg").to_str().unwrap()).unwrap()
}

fn bounds(ms: u64) -> Bounds<'static> {
    Bounds { deadline: Instant::now() + Duration::from_millis(ms), bytes_max: 1_000, stop: &NEVER }
}

fn interrupted(why: Interruption) -> Result<(), ClipError> {
    Err(ClipError::Interrupted(why))
}

#[test]
fn settings() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(Tool::find("off"), None);
    assert_eq!(Tool::find(folder.path().join("ffmpeg").to_str().unwrap()), None);
    let tool = fake(folder.path(), "exit 0");
    assert_eq!(tool.path(), folder.path().join("ffmpeg"));
    assert!(tool.check().unwrap_err().contains("libx264"));
}

#[test]
fn what_runs_over_its_time_is_killed() {
    let folder = tempfile::tempdir().unwrap();
    let tool = fake(folder.path(), "echo $$ > pid; exec sleep 60");
    let begin = Instant::now();
    assert_eq!(tool.ffmpeg(folder.path(), &[], bounds(300)), Err(ClipError::TooSlow));
    assert!(begin.elapsed() < Duration::from_secs(20));
    let pid = std::fs::read_to_string(folder.path().join("pid")).unwrap();
    assert!(!Path::new("/proc").join(pid.trim()).exists(), "nothing is left running");
}

#[test]
fn nothing_of_ours_is_handed_on() {
    let folder = tempfile::tempdir().unwrap();
    let tool = fake(folder.path(), "/usr/bin/env; read line || echo no input; pwd");
    let printed = String::from_utf8(tool.ffprobe(folder.path(), &[], bounds(5_000)).unwrap()).unwrap();
    assert!(printed.contains("no input") && !printed.contains("PATH=/home"), "{printed}");
    assert!(!printed.contains("CARGO"), "{printed}");
}

#[cfg(target_os = "linux")]
#[test]
fn what_writes_too_much_fails() {
    let folder = tempfile::tempdir().unwrap();
    let tool = fake(folder.path(), "sleep 0.3; exec head -c 100000 /dev/zero > out");
    assert_eq!(tool.ffmpeg(folder.path(), &[], bounds(5_000)), Err(ClipError::Outgrown));
    assert!(std::fs::metadata(folder.path().join("out")).unwrap().len() <= 1_000);
}

#[test]
fn what_prints_too_much_is_cut_off() {
    let folder = tempfile::tempdir().unwrap();
    let tool = fake(folder.path(), "head -c 3000000 /dev/zero");
    assert!(tool.ffprobe(folder.path(), &[], bounds(5_000)).is_err());
}

#[test]
fn what_is_ended_from_outside_says_nothing_of_the_file() {
    let folder = tempfile::tempdir().unwrap();
    for end in ["exit 255", "kill -TERM $$", "kill -INT $$", "kill -KILL $$", "exit 244"] {
        let tool = fake(folder.path(), end);
        let done = tool.ffmpeg(folder.path(), &[], bounds(5_000));
        assert_eq!(done, interrupted(Interruption::Killed), "{end}");
    }
    for end in ["exit 1", "kill -SEGV $$", "exit 183"] {
        let tool = fake(folder.path(), end);
        assert_eq!(tool.ffmpeg(folder.path(), &[], bounds(5_000)), Err(ClipError::Corrupt), "{end}");
    }
    let gone = folder.path().join("gone");
    let tool = fake(folder.path(), "exit 1");
    assert_eq!(tool.ffmpeg(&gone, &[], bounds(5_000)), interrupted(Interruption::Machine), "not started");
    let full = folder.path().join("full");
    std::fs::create_dir(&full).unwrap();
    let tool = fake(folder.path(), "rmdir \"$PWD\"; exit 1");
    assert_eq!(tool.ffmpeg(&full, &[], bounds(5_000)), interrupted(Interruption::Machine), "no room");
}

#[test]
fn a_server_that_stops_waits_for_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let tool = fake(folder.path(), "echo $$ > pid; exec sleep 60");
    let (stop, begin) = (AtomicBool::new(false), Instant::now());
    let bounds = Bounds { stop: &stop, ..bounds(60_000) };
    let done = std::thread::scope(|scope| {
        let working = scope.spawn(|| tool.ffmpeg(folder.path(), &[], bounds));
        while std::fs::read(folder.path().join("pid")).unwrap_or_default().is_empty() {
            std::thread::sleep(Duration::from_millis(5));
        }
        stop.store(true, Ordering::Relaxed);
        working.join().unwrap()
    });
    assert_eq!(done, interrupted(Interruption::Stopped));
    assert!(begin.elapsed() < Duration::from_secs(20));
    let pid = std::fs::read_to_string(folder.path().join("pid")).unwrap();
    assert!(!Path::new("/proc").join(pid.trim()).exists(), "nothing is left running");
}
