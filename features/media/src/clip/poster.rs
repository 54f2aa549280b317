//! A still of a video, to be seen before it is played.

use std::path::Path;

use super::Clip;
use super::error::{ClipError, Interruption};
use super::facts::Facts;
use super::tool::{Bounds, THREADS, Tool};
use crate::process::{self, Limits};

pub use crate::process::Thumbnail as Poster;

/// When the still is taken: films begin in the dark.
const AT_MS_MAX: u64 = 1_000;
/// Pixels of the frame that is taken, before it is made small.
const FRAME_PIXELS_MAX: f64 = 921_600.0;

/// How much longer the sides of a coded frame are than what is shown, at the most: two macroblocks, and what a decoder
/// adds so that its rows lie well.
const MORE_MAX: u64 = 96;

/// A still of a clean video, or a drawn one where none can be taken; `None` of sound alone.
///
/// # Errors
/// Only when the server stops.
pub(super) fn of(
    clip: &Clip,
    tool: Option<&Tool>,
    folder: &Path,
    bounds: Bounds<'_>,
) -> Result<Option<Poster>, ClipError> {
    let (width, height) = (clip.facts.width, clip.facts.height);
    if width == 0 || height == 0 {
        return Ok(None);
    }
    match tool.map(|tool| taken(clip, tool, folder, bounds)).transpose() {
        Err(stopped @ ClipError::Interrupted(Interruption::Stopped)) => Err(stopped),
        Ok(Some(Some(poster))) => Ok(Some(poster)),
        _ => Ok(process::drawn(width, height).ok()),
    }
}

/// Of what is served, not of what came: one decoder for what one writer wrote.
fn taken(clip: &Clip, tool: &Tool, folder: &Path, bounds: Bounds<'_>) -> Result<Option<Poster>, ClipError> {
    if std::fs::write(folder.join("clean"), &clip.bytes).is_err() {
        return Ok(None);
    }
    let area = f64::from(clip.facts.width) * f64::from(clip.facts.height);
    let factor = (FRAME_PIXELS_MAX / area).sqrt().min(1.0);
    let side = |side: u32| ((f64::from(side) * factor) as u32).max(1);
    let (width, height) = (side(clip.facts.width), side(clip.facts.height));
    let at_ms = AT_MS_MAX.min(clip.facts.duration_ms / 2);
    let mut words = vec!["-threads".to_owned(), THREADS.to_string()];
    words.extend(["-ss".to_owned(), format!("{}.{:03}", at_ms / 1_000, at_ms % 1_000)]);
    words.extend(Tool::reading("mov", coded_pixels_max(&clip.facts)));
    words.extend(["-i", "file:clean", "-map", "0:v:0", "-frames:v", "1", "-vf"].map(str::to_owned));
    words.push(format!("scale={width}:{height}"));
    let last = ["-map_metadata", "-1", "-c:v", "png", "-f", "image2", "-update", "1", "file:poster"];
    words.extend(last.map(str::to_owned));
    tool.ffmpeg(folder, &words, bounds)?;
    let frame = std::fs::read(folder.join("poster")).ok();
    Ok(frame.and_then(|frame| process::poster(&frame, &Limits::default()).ok()))
}

/// Pixels of the frames in which a clean video of this size may be coded, whichever way it is turned.
fn coded_pixels_max(facts: &Facts) -> u64 {
    let side = |side: u32| u64::from(side) + MORE_MAX;
    side(facts.width) * side(facts.height)
}
