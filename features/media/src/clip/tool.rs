//! `ffmpeg` and `ffprobe`, run so that a hostile file gains nothing but a wrong picture.
//!
//! No shell, no standard input, no environment, a folder of their own. They may open files only, no addresses; the
//! demuxer is fixed by what was sniffed, and the decoders are those of a list. Time, processor time, memory and the
//! size of what they write are limited, and what runs over is killed. Nothing that they say is logged: it may quote
//! the file. That one was ended from outside, or could not work, is no word against the file: see [`Interruption`].

use std::ffi::OsStr;
use std::io::Read;
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use super::error::{ClipError, Interruption};

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
/// What `ffmpeg` exits with when it was asked to stop.
const ASKED_TO_STOP: i32 = 255;
/// What it exits with for want of memory, where its exit says why.
const NO_MEMORY: i32 = 244;
/// The signal for a file that grows too large, on Linux and the BSDs.
const FILE_TOO_LARGE: i32 = 25;
/// Bytes that must find room after a program failed, or the disk is taken to be full.
const ROOM_BYTES: usize = 1 << 20;
/// For what nothing stops.
static NEVER: AtomicBool = AtomicBool::new(false);
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
pub(super) struct Bounds<'a> {
    pub(super) deadline: Instant,
    pub(super) bytes_max: u64,
    /// Set when the server stops.
    pub(super) stop: &'a AtomicBool,
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
        let bounds =
            Bounds { deadline: Instant::now() + Duration::from_secs(10), bytes_max: 0, stop: &NEVER };
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
    pub(super) fn ffmpeg(
        &self,
        folder: &Path,
        words: &[String],
        bounds: Bounds<'_>,
    ) -> Result<(), ClipError> {
        let common = ["-nostdin", "-hide_banner", "-loglevel", "quiet", "-y"].map(str::to_owned);
        self.run(&self.ffmpeg, folder, common.iter().chain(words), bounds).map(drop)
    }

    /// Runs `ffprobe` in `folder`; gives what it printed.
    pub(super) fn ffprobe(
        &self,
        folder: &Path,
        words: &[String],
        bounds: Bounds<'_>,
    ) -> Result<Vec<u8>, ClipError> {
        let common = ["-hide_banner", "-loglevel", "quiet"].map(str::to_owned);
        self.run(&self.ffprobe, folder, common.iter().chain(words), bounds)
    }

    fn run(
        &self,
        program: &Path,
        folder: &Path,
        words: impl IntoIterator<Item = impl AsRef<OsStr>>,
        bounds: Bounds<'_>,
    ) -> Result<Vec<u8>, ClipError> {
        let child = Command::new(program)
            .args(words)
            .current_dir(folder)
            .env_clear()
            // So that Ctrl-C on a terminal is for the server alone, which ends its programs itself.
            .process_group(0)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn();
        let mut child = Running(child.map_err(|_| ClipError::Interrupted(Interruption::Machine))?);
        limit(&child.0, bounds);
        let stdout = child.0.stdout.take();
        let reader = std::thread::spawn(move || {
            let mut printed = Vec::new();
            let read = stdout.map(|out| out.take(PRINTED_BYTES_MAX).read_to_end(&mut printed));
            read.and_then(Result::ok).map(|_| printed)
        });
        child.end(folder, bounds)?;
        reader.join().ok().flatten().ok_or(ClipError::Corrupt)
    }
}

/// A program that does not outlive whoever waits for it.
struct Running(Child);

impl Running {
    fn end(&mut self, folder: &Path, bounds: Bounds<'_>) -> Result<(), ClipError> {
        loop {
            let ended = self.0.try_wait().map_err(|_| ClipError::Interrupted(Interruption::Machine))?;
            match ended {
                Some(status) if status.success() => return Ok(()),
                _ if bounds.stop.load(Ordering::Relaxed) => {
                    return Err(ClipError::Interrupted(Interruption::Stopped));
                }
                Some(status) => return Err(why(status, folder)),
                None if Instant::now() < bounds.deadline => {
                    std::thread::sleep(Duration::from_millis(LOOK_MS));
                }
                None => return Err(ClipError::TooSlow),
            }
        }
    }
}

/// Why a program failed that was not ended by us.
fn why(status: ExitStatus, folder: &Path) -> ClipError {
    match (status.code(), status.signal()) {
        (_, Some(FILE_TOO_LARGE)) => ClipError::Outgrown,
        // Whoever it was: a service manager that stops everything, or the kernel for want of memory. Decoders that
        // crash on a file die of other signals.
        (_, Some(1 | 2 | 9 | 15)) | (Some(ASKED_TO_STOP | NO_MEMORY), _) => {
            ClipError::Interrupted(Interruption::Killed)
        }
        // Its exit does not say that the disk is full.
        _ if !has_room(folder) => ClipError::Interrupted(Interruption::Machine),
        _ => ClipError::Corrupt,
    }
}

/// Whether the disk takes more, beside what a program wrote.
fn has_room(folder: &Path) -> bool {
    let probe = folder.join("room");
    let has = std::fs::write(&probe, vec![0; ROOM_BYTES]).is_ok();
    drop(std::fs::remove_file(probe));
    has
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
fn limit(child: &Child, bounds: Bounds<'_>) {
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
fn limit(_: &Child, _: Bounds<'_>) {}

fn on_the_path(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(program)).find(|file| file.is_file())
}

#[cfg(test)]
mod tests;
