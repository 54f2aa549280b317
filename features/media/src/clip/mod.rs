//! Videos and sounds: untrusted bytes in, clean files out.
//!
//! What is served is always written by [`mp4`] or [`mp3`], which let nothing pass but coded pictures and sound;
//! [`convert`] has `ffmpeg`, where there is one, make something of other files first that they can read. So what a
//! phone, a camera or a program left in a file has no way out, whatever `ffmpeg` does.

mod convert;
mod error;
mod facts;
mod limits;
mod mp3;
mod mp4;
mod poster;
mod sniff;
mod tool;

use std::panic::{AssertUnwindSafe, catch_unwind};

pub use self::convert::{Made, make};
pub use self::error::{ClipError, Interruption, Stop, Unfit};
pub use self::facts::{ClipKind, Facts, Sound};
pub use self::limits::{
    CLIP_MIB, CLIP_MINUTES_MAX, CONVERT_MS_MAX, CONVERTED_FRAME_RATE_MAX, CONVERTED_PIXELS_MAX, ClipLimits,
    FRAME_PIXELS, FRAME_RATE, GIFV_MS_MAX,
};
pub use self::poster::Poster;
pub use self::sniff::{Container, sniff};
pub use self::tool::Tool;

/// A video or a sound, ready to be served.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clip {
    /// The file.
    pub bytes: Vec<u8>,
    /// What the bytes are.
    pub format: ClipFormat,
    /// What is told of it.
    pub facts: Facts,
}

/// What videos and sounds are stored as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClipFormat {
    /// H.264, mostly with AAC.
    Mp4,
    /// AAC alone.
    M4a,
    /// MPEG audio, layer III.
    Mp3,
}

impl ClipFormat {
    /// Every one.
    pub const ALL: [Self; 3] = [Self::Mp4, Self::M4a, Self::Mp3];

    /// The media type, as registered with IANA.
    pub fn mime(self) -> &'static str {
        match self {
            Self::Mp4 => "video/mp4",
            Self::M4a => "audio/mp4",
            Self::Mp3 => "audio/mpeg",
        }
    }

    /// The file name extension, without a dot.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Mp4 => "mp4",
            Self::M4a => "m4a",
            Self::Mp3 => "mp3",
        }
    }
}

/// Makes a clean file of one that is coded as it should be; nothing is coded anew.
///
/// # Errors
/// [`Stop::Unfit`] for what must be converted first, [`Stop::Refused`] for what nothing helps.
pub fn clean(bytes: &[u8], limits: &ClipLimits) -> Result<Clip, Stop> {
    if bytes.len() > limits.bytes_max {
        return Err(ClipError::TooLarge { bytes: bytes.len(), bytes_max: limits.bytes_max }.into());
    }
    rewrite(bytes, limits)
}

/// [`clean`] for bytes of any number: what was converted may be larger than an upload.
fn rewrite(bytes: &[u8], limits: &ClipLimits) -> Result<Clip, Stop> {
    let container = sniff(bytes).ok_or(ClipError::UnknownType)?;
    let work = || match container {
        Container::Mp3 => {
            let clip = mp3::clean(bytes)?;
            clip.facts.check(limits)?;
            Ok(clip)
        }
        container if container.is_boxes() => mp4::remux(bytes, limits),
        _ => Err(Unfit::Layout.into()),
    };
    // A panic of the parser is a broken file: an upload must not end a worker.
    let made = catch_unwind(AssertUnwindSafe(work)).unwrap_or(Err(ClipError::Corrupt.into()));
    made.map(|clip| Clip { facts: clip.facts.of_file(clip.bytes.len()), ..clip })
}
