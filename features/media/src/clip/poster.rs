//! A still of a video, to be seen before it is played.

use std::path::Path;

use super::Clip;
use super::tool::{Bounds, Tool};
use crate::process::{self, Limits};

pub use crate::process::Thumbnail as Poster;

/// When the still is taken: films begin in the dark.
const AT_MS_MAX: u64 = 1_000;
/// Pixels of the frame that is taken, before it is made small.
const FRAME_PIXELS_MAX: f64 = 921_600.0;

/// A still of a clean video, or a drawn one where none can be taken; `None` of sound alone.
pub(super) fn of(clip: &Clip, tool: Option<&Tool>, folder: &Path, bounds: Bounds) -> Option<Poster> {
    let (width, height) = (clip.facts.width, clip.facts.height);
    if width == 0 || height == 0 {
        return None;
    }
    let taken = tool.and_then(|tool| taken(clip, tool, folder, bounds));
    taken.or_else(|| process::drawn(width, height).ok())
}

/// Of what is served, not of what came: one decoder for what one writer wrote.
fn taken(clip: &Clip, tool: &Tool, folder: &Path, bounds: Bounds) -> Option<Poster> {
    std::fs::write(folder.join("clean"), &clip.bytes).ok()?;
    let area = f64::from(clip.facts.width) * f64::from(clip.facts.height);
    let factor = (FRAME_PIXELS_MAX / area).sqrt().min(1.0);
    let side = |side: u32| ((f64::from(side) * factor) as u32).max(1);
    let (width, height) = (side(clip.facts.width), side(clip.facts.height));
    let at_ms = AT_MS_MAX.min(clip.facts.duration_ms / 2);
    let mut words = vec!["-ss".to_owned(), format!("{}.{:03}", at_ms / 1_000, at_ms % 1_000)];
    words.extend(Tool::reading("mov", u64::from(i32::MAX.unsigned_abs())));
    words.extend(["-i", "file:clean", "-map", "0:v:0", "-frames:v", "1", "-vf"].map(str::to_owned));
    words.push(format!("scale={width}:{height}"));
    let last = ["-map_metadata", "-1", "-c:v", "png", "-f", "image2", "-update", "1", "file:poster"];
    words.extend(last.map(str::to_owned));
    tool.ffmpeg(folder, &words, bounds).ok()?;
    let frame = std::fs::read(folder.join("poster")).ok()?;
    process::poster(&frame, &Limits::default()).ok()
}
