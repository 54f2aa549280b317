//! What is told of a video or a sound.

use serde::{Deserialize, Serialize};

use super::error::ClipError;
use super::limits::{CLIP_MINUTES_MAX, ClipLimits, GIFV_MS_MAX};

/// What is told of a video or a sound.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// Width as it is shown, in pixels; 0 for sound alone.
    pub width: u32,
    /// Height as it is shown, in pixels; 0 for sound alone.
    pub height: u32,
    /// Frames a second as a fraction; 0/1 for sound alone.
    pub frame_rate: (u32, u32),
    /// How long it is.
    pub duration_ms: u64,
    /// Bits a second of the whole file.
    pub bit_rate: u64,
    /// Its sound.
    pub sound: Option<Sound>,
}

/// What is told of the sound.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sound {
    /// The coding: `aac` or `mp3`.
    pub codec: String,
    /// Samples a second.
    pub rate: u32,
    /// Channels.
    pub channels: u32,
}

/// The three kinds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClipKind {
    /// A video with sound, or a long one.
    Video,
    /// A short video without sound, which clients repeat like an animated picture.
    Gifv,
    /// Sound alone.
    Audio,
}

impl ClipKind {
    /// Mastodon's word.
    pub fn name(self) -> &'static str {
        match self {
            Self::Video => "video",
            Self::Gifv => "gifv",
            Self::Audio => "audio",
        }
    }
}

impl Facts {
    /// Which of the three kinds it is.
    pub fn kind(&self) -> ClipKind {
        match (self.width, &self.sound) {
            (0, _) => ClipKind::Audio,
            (_, None) if self.duration_ms <= GIFV_MS_MAX => ClipKind::Gifv,
            _ => ClipKind::Video,
        }
    }

    /// The same of a file of so many bytes.
    pub(super) fn of_file(self, bytes: usize) -> Self {
        let bit_rate = (bytes as u64).saturating_mul(8_000) / self.duration_ms.max(1);
        Self { bit_rate, ..self }
    }

    /// Refuses what is over the limits.
    pub(super) fn check(&self, limits: &ClipLimits) -> Result<(), ClipError> {
        let Self { width, height, frame_rate: (frames, seconds), .. } = *self;
        if u64::from(width) * u64::from(height) > limits.pixels_max {
            return Err(ClipError::TooManyPixels { width, height, pixels_max: limits.pixels_max });
        }
        if u64::from(frames) > u64::from(limits.frame_rate_max) * u64::from(seconds) {
            return Err(ClipError::TooFast { frame_rate_max: limits.frame_rate_max });
        }
        if self.duration_ms > CLIP_MINUTES_MAX * 60_000 {
            return Err(ClipError::TooLong { minutes_max: CLIP_MINUTES_MAX });
        }
        if width == 0 && self.sound.is_none() { Err(ClipError::Empty) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sound() -> Option<Sound> {
        Some(Sound { codec: "aac".into(), rate: 48_000, channels: 2 })
    }

    #[test]
    fn silent_and_short_is_a_gifv() {
        let clip = |width, duration_ms, sound| Facts { width, duration_ms, sound, ..Facts::default() }.kind();
        assert_eq!(clip(0, 5, sound()), ClipKind::Audio);
        assert_eq!(clip(9, 5, sound()), ClipKind::Video);
        assert_eq!(clip(9, GIFV_MS_MAX, None), ClipKind::Gifv);
        assert_eq!(clip(9, GIFV_MS_MAX + 1, None), ClipKind::Video);
    }

    #[test]
    fn limits_hold() {
        let limits = ClipLimits::default();
        let facts = Facts { width: 3840, height: 2160, frame_rate: (120, 1), ..Facts::default() };
        let fit = Facts { duration_ms: 9, sound: sound(), ..facts };
        assert_eq!(fit.check(&limits), Ok(()));
        assert_eq!(Facts { duration_ms: 2_000, ..fit.clone() }.of_file(1_000).bit_rate, 4_000);
        let table = [
            Facts { width: 3842, ..fit.clone() },
            Facts { frame_rate: (120_001, 1_000), ..fit.clone() },
            Facts { duration_ms: CLIP_MINUTES_MAX * 60_000 + 1, ..fit.clone() },
            Facts { width: 0, sound: None, ..fit },
        ];
        for facts in table {
            assert!(facts.check(&limits).is_err(), "{facts:?}");
        }
    }
}
