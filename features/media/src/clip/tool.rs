//! `ffmpeg` and `ffprobe`, run so that a hostile file gains nothing but a wrong picture.
//!
//! No shell, no standard input, no environment, a folder of their own. They may open files only, no addresses; the
//! demuxer is fixed by what was sniffed, and the decoders are those of a list. Time, processor time, memory and the
//! size of what they write are limited, and what runs over is killed. Nothing that they say is logged: it may quote
//! the file.

use std::ffi::OsStr;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::error::ClipError;

/// Threads of a decoder, and of an encoder.
pub(super) const THREADS: u64 = 2;
/// Bytes of what a program may print.
const PRINTED_BYTES_MAX: u64 = 1 << 20;
/// Memory that a program may address.
#[cfg(target_os = "linux")]
const MEMORY_BYTES_MAX: u64 = 4 << 30;
/// How much nicer a program is than the server.
#[cfg(target_os = "linux")]
const NICENESS: i32 = 10;
/// How often it is looked whether a program has ended.
const LOOK_MS: u64 = 15;
/// Decoders that may be used, by `ffmpeg`'s names.
const DECODERS: &str = "h264,hevc,vp8,vp9,libvpx-vp9,av1,libdav1d,libaom-av1,mpeg4,mpeg2video,mpeg1video,h263,\
    theora,mjpeg,prores,dnxhd,gif,aac,aac_latm,mp3,mp3float,mp2,mp2float,opus,libopus,vorbis,flac,alac,amrnb,\
    amrwb,ac3,eac3,pcm_s16le,pcm_s16be,pcm_s24le,pcm_s24be,pcm_s32le,pcm_s32be,pcm_f32le,pcm_f64le,pcm_u8,\
    pcm_mulaw,pcm_alaw,adpcm_ms,adpcm_ima_wav,png,h263i,mp1,mp1float";

/// Where the two programs are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tool {
    ffmpeg: PathBuf,
    ffprobe: PathBuf,
}

/// When a program must have ended, and how much it may write.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bounds {
    pub(super) deadline: Instant,
    pub(super) bytes_max: u64,
}

impl Tool {
    /// The programs that a setting means: `auto` looks on the PATH, `off` is none, everything else is the path of
    /// `ffmpeg`, with `ffprobe` beside it. `None` where either is missing.
    pub fn find(setting: &str) -> Option<Self> {
        let ffmpeg = match setting {
            "off" => return None,
            "auto" => on_the_path("ffmpeg")?,
            path => PathBuf::from(path),
        };
        let ffprobe = ffmpeg.with_file_name("ffprobe");
        (ffmpeg.is_file() && ffprobe.is_file()).then_some(Self { ffmpeg, ffprobe })
    }

    /// Where `ffmpeg` is.
    pub fn path(&self) -> &Path {
        &self.ffmpeg
    }

    /// Whether it can write what is served; what is missing, otherwise. Takes a moment.
    ///
    /// # Errors
    /// What is missing, in words.
    pub fn check(&self) -> Result<(), String> {
        let bounds = Bounds { deadline: Instant::now() + Duration::from_secs(10), bytes_max: 0 };
        let listed = self.run(&self.ffmpeg, Path::new("/"), ["-hide_banner", "-encoders"], bounds);
        let listed = listed.map_err(|_| "it does not run".to_owned())?;
        let listed = String::from_utf8_lossy(&listed);
        let has = |name: &str| listed.lines().any(|line| line.split_whitespace().nth(1) == Some(name));
        match ["libx264", "aac", "png"].into_iter().find(|name| !has(name)) {
            Some(missing) => Err(format!("it was built without the encoder {missing}")),
            None => Ok(()),
        }
    }

    /// What stands before `-i` for every file that came from outside.
    pub(super) fn reading(demuxer: &'static str, pixels_max: u64) -> Vec<String> {
        let pixels_max = pixels_max.to_string();
        // A demuxer that is fixed cannot be led to another; one of MP4 may name other files, unless it is told not to.
        let mut words = vec!["-protocol_whitelist", "file", "-format_whitelist", demuxer, "-f", demuxer];
        if demuxer == "mov" {
            words.extend(["-enable_drefs", "0", "-use_absolute_path", "0"]);
        }
        words.extend(["-codec_whitelist", DECODERS, "-max_pixels", &pixels_max]);
        words.into_iter().map(str::to_owned).collect()
    }

    /// Runs `ffmpeg` in `folder`.
    pub(super) fn ffmpeg(&self, folder: &Path, words: &[String], bounds: Bounds) -> Result<(), ClipError> {
        let common = ["-nostdin", "-hide_banner", "-loglevel", "quiet", "-y"].map(str::to_owned);
        self.run(&self.ffmpeg, folder, common.iter().chain(words), bounds).map(drop)
    }

    /// Runs `ffprobe` in `folder`; gives what it printed.
    pub(super) fn ffprobe(
        &self,
        folder: &Path,
        words: &[String],
        bounds: Bounds,
    ) -> Result<Vec<u8>, ClipError> {
        let common = ["-hide_banner", "-loglevel", "quiet"].map(str::to_owned);
        self.run(&self.ffprobe, folder, common.iter().chain(words), bounds)
    }

    fn run(
        &self,
        program: &Path,
        folder: &Path,
        words: impl IntoIterator<Item = impl AsRef<OsStr>>,
        bounds: Bounds,
    ) -> Result<Vec<u8>, ClipError> {
        let child = Command::new(program)
            .args(words)
            .current_dir(folder)
            .env_clear()
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn();
        let mut child = Running(child.map_err(|_| ClipError::Corrupt)?);
        limit(&child.0, bounds);
        let stdout = child.0.stdout.take();
        let reader = std::thread::spawn(move || {
            let mut printed = Vec::new();
            let read = stdout.map(|out| out.take(PRINTED_BYTES_MAX).read_to_end(&mut printed));
            read.and_then(Result::ok).map(|_| printed)
        });
        child.end(bounds.deadline)?;
        reader.join().ok().flatten().ok_or(ClipError::Corrupt)
    }
}

/// A program that does not outlive whoever waits for it.
struct Running(Child);

impl Running {
    fn end(&mut self, deadline: Instant) -> Result<(), ClipError> {
        loop {
            match self.0.try_wait() {
                Ok(Some(status)) if status.success() => return Ok(()),
                Ok(None) if Instant::now() < deadline => std::thread::sleep(Duration::from_millis(LOOK_MS)),
                Ok(None) => return Err(ClipError::TooSlow),
                Ok(Some(_)) | Err(_) => return Err(ClipError::Corrupt),
            }
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // Neither does anything to one that has ended.
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

/// Limits a program that has just begun. One that cannot be limited is at least ended in time.
#[cfg(target_os = "linux")]
fn limit(child: &Child, bounds: Bounds) {
    use rustix::process::{Pid, Resource, Rlimit, prlimit, setpriority_process};
    let pid = i32::try_from(child.id()).ok().and_then(Pid::from_raw);
    let seconds = bounds.deadline.saturating_duration_since(Instant::now()).as_secs() + 1;
    let all = [
        (Resource::As, MEMORY_BYTES_MAX),
        (Resource::Fsize, bounds.bytes_max),
        (Resource::Core, 0),
        // Also for one that is left alone because the server was killed.
        (Resource::Cpu, seconds * (2 * THREADS + 1)),
    ];
    for (resource, most) in all {
        let _ = prlimit(pid, resource, Rlimit { current: Some(most), maximum: Some(most) });
    }
    let _ = setpriority_process(pid, NICENESS);
}

#[cfg(not(target_os = "linux"))]
fn limit(_: &Child, _: Bounds) {}

fn on_the_path(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(program)).find(|file| file.is_file())
}

#[cfg(test)]
mod tests {
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

    fn bounds(ms: u64) -> Bounds {
        Bounds { deadline: Instant::now() + Duration::from_millis(ms), bytes_max: 1_000 }
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
        let tool = fake(folder.path(), "sleep 0.3; head -c 100000 /dev/zero > out || exit 1");
        assert_eq!(tool.ffmpeg(folder.path(), &[], bounds(5_000)), Err(ClipError::Corrupt));
        assert!(std::fs::metadata(folder.path().join("out")).unwrap().len() <= 1_000);
    }

    #[test]
    fn what_prints_too_much_is_cut_off() {
        let folder = tempfile::tempdir().unwrap();
        let tool = fake(folder.path(), "head -c 3000000 /dev/zero");
        assert!(tool.ffprobe(folder.path(), &[], bounds(5_000)).is_err());
    }
}
