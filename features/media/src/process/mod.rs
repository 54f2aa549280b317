//! The image pipeline: untrusted bytes in, clean pictures out.
//!
//! Nothing of an upload is passed on as it came. Every picture is decoded to pixels under [`Limits`], turned
//! upright by its EXIF orientation, brought to sRGB and encoded anew, so that whatever else the file carried stays behind: EXIF with
//! its GPS position and camera serial number, XMP, IPTC, C2PA, ICC profiles, embedded thumbnails (which often still
//! show what was cropped away), comments, and anything appended after the end of the image. Colour hidden under
//! fully transparent pixels is cleared too.
//!
//! What comes out:
//!
//! | in | stored original | thumbnail |
//! |---|---|---|
//! | JPEG | JPEG, quality 90 | JPEG, quality 80 |
//! | PNG, APNG (its still image), GIF of one frame | PNG, 8 bits a channel | PNG if transparent, else the smaller of PNG and JPEG |
//! | WebP | PNG if transparent, else the smaller of PNG and JPEG (only lossless WebP can be written) | the same |
//! | animated GIF, animated WebP | GIF with all frames, their delays and loop count | its first frame, as a PNG row above |
//!
//! The work is bounded: the header is checked before anything is decoded, sides, pixels, frames, frames times
//! pixels and decoder memory are limited, and a decoder that panics is reported as [`MediaError::Corrupt`].
//! Everything here is blocking and takes up to some seconds of processor time: call it off the async threads.

mod animation;
mod colour;
mod decode;
mod encode;
mod error;
mod format;
mod hash;
mod limits;
mod pixels;
mod profile;
mod survey;
#[cfg(test)]
mod tests;
mod thumbnail;

pub use self::decode::{Probe, probe};
pub use self::encode::Picture;
pub use self::error::MediaError;
pub use self::format::{Format, sniff};
pub use self::limits::{
    ALLOC_BYTES_MAX, ANIMATION_BYTES_MAX, ANIMATION_ENCODED_PIXELS_MAX, ANIMATION_PIXELS_MAX,
    AVATAR_SIDE_PX_MAX, EMOJI_BYTES_MAX, EMOJI_PIXELS_MAX, FRAMES_MAX, HEADER_HEIGHT_PX_MAX,
    HEADER_WIDTH_PX_MAX, Limits, ORIGINAL_PIXELS_MAX, PIXELS_MAX, SIDE_PX_MAX, SMALL_PIXELS_MAX,
    UPLOAD_BYTES_MAX,
};
pub use self::profile::{ProfilePicture, avatar, emoji, header};
pub use self::thumbnail::{Thumbnail, drawn, poster, thumbnail};

use std::panic::{AssertUnwindSafe, catch_unwind};

use image::DynamicImage;

use self::pixels::Plan;
use self::survey::Survey;

/// A post attachment, ready to be stored and served.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Processed {
    /// The picture as shown when opened, reduced to the [`Limits`].
    pub original: Picture,
    /// The thumbnail, always a still, of at most [`SMALL_PIXELS_MAX`].
    pub small: Picture,
    /// Whether the original moves.
    pub animated: bool,
    /// Frames of the original; 1 for a still.
    pub frames: usize,
    /// The [BlurHash](https://blurha.sh) shown while the picture loads and in place of sensitive ones.
    pub blurhash: String,
    /// Mean colour as sRGB red, green, blue, transparency seen on white.
    pub average: [u8; 3],
}

/// Makes a clean attachment of an upload: see the [module](self) for what comes out.
///
/// # Errors
/// Any [`MediaError`]; each has a text that may be shown to the uploader.
pub fn attachment(bytes: &[u8], limits: &Limits) -> Result<Processed, MediaError> {
    guarded(|| {
        let probe = decode::inspect(bytes, limits)?;
        let survey = survey::survey(probe.format, bytes);
        if survey.frames > 1 { moving(bytes, &probe, &survey, limits) } else { still(bytes, &probe, limits) }
    })
}

fn still(bytes: &[u8], probe: &Probe, limits: &Limits) -> Result<Processed, MediaError> {
    let image = decode::still(bytes, probe, limits)?;
    let original = encode::original(&image, probe.format)?;
    finish(original, &image, probe.format, 1)
}

fn moving(bytes: &[u8], probe: &Probe, survey: &Survey, limits: &Limits) -> Result<Processed, MediaError> {
    let plan = Plan::shrink(probe.width, probe.height, limits.original_pixels_max);
    let moved = animation::reencode(bytes, probe, survey, limits, plan)?;
    finish(moved.picture, &moved.first, probe.format, moved.frames)
}

/// Adds what is made from one upright still: thumbnail, BlurHash and colour.
fn finish(
    original: Picture,
    image: &DynamicImage,
    source: Format,
    frames: usize,
) -> Result<Processed, MediaError> {
    let plan = Plan::shrink(image.width(), image.height(), SMALL_PIXELS_MAX);
    let reduced = pixels::apply(image, &plan)?;
    let small = encode::small(&reduced, source)?;
    let (blurhash, average) = hash::placeholder(&reduced)?;
    Ok(Processed { original, small, animated: frames > 1, frames, blurhash, average })
}

/// Runs `work`, taking a panic of a decoder or encoder for a broken file: an upload must not end a worker.
fn guarded<T>(work: impl FnOnce() -> Result<T, MediaError>) -> Result<T, MediaError> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or(Err(MediaError::Corrupt))
}
