//! The section of media, with its defaults.

use ::media::Tuning;
use ::media::clip::{CLIP_MIB, ClipLimits, FRAME_PIXELS, FRAME_RATE, Tool};
use serde::Deserialize;

/// `[media]`
#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Media {
    /// `auto` (on the PATH), `off`, or the path of `ffmpeg`, with `ffprobe` beside it.
    pub ffmpeg: String,
    /// MiB of a video or a sound that is sent.
    pub video_mib: usize,
    /// Frames a second of a video that is sent.
    pub video_frame_rate: u32,
    /// Pixels of its frames, width times height.
    pub video_pixels: u64,
}

impl Default for Media {
    fn default() -> Self {
        Self {
            ffmpeg: "auto".to_owned(),
            video_mib: CLIP_MIB,
            video_frame_rate: FRAME_RATE,
            video_pixels: FRAME_PIXELS,
        }
    }
}

impl Media {
    /// What the `media` feature needs.
    pub fn tuning(&self) -> Tuning {
        let clips = ClipLimits {
            bytes_max: self.video_mib << 20,
            pixels_max: self.video_pixels,
            frame_rate_max: self.video_frame_rate,
            ..ClipLimits::default()
        };
        Tuning { clips, tool: Tool::find(&self.ffmpeg), ..Tuning::default() }
    }

    /// Checks what types cannot.
    pub(super) fn check(&self) -> Result<(), String> {
        if !matches!(self.ffmpeg.as_str(), "auto" | "off") && Tool::find(&self.ffmpeg).is_none() {
            return Err(format!(
                "media.ffmpeg: there is no ffmpeg with ffprobe beside it at {}",
                self.ffmpeg
            ));
        }
        Ok(())
    }
}
