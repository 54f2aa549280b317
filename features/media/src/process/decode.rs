//! From bytes to upright 8-bit pixels.

use std::io::Cursor;

use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageReader};

use super::error::MediaError;
use super::format::{Format, sniff};
use super::limits::Limits;
use super::pixels::{self, Plan};
use super::{colour, guarded, survey};

/// What a header says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Probe {
    /// The format, from the content.
    pub format: Format,
    /// Width in pixels, before any EXIF orientation.
    pub width: u32,
    /// Height in pixels, before any EXIF orientation.
    pub height: u32,
    /// Frames; 1 for a still.
    pub frames: usize,
}

/// Reads the header only: format, dimensions and count of frames, checked against the limits before any pixel is decoded.
///
/// # Errors
/// As [`attachment`](super::attachment), as far as the header and the count of frames tell.
pub fn probe(bytes: &[u8], limits: &Limits) -> Result<Probe, MediaError> {
    guarded(|| inspect(bytes, limits))
}

/// [`probe`] without the guard against panics, for callers that have one.
pub(super) fn inspect(bytes: &[u8], limits: &Limits) -> Result<Probe, MediaError> {
    if bytes.len() > limits.bytes_max {
        return Err(MediaError::TooLarge { bytes: bytes.len(), bytes_max: limits.bytes_max });
    }
    let format = sniff(bytes).ok_or(MediaError::UnknownType)?;
    let (width, height) = dimensions(bytes, format, limits)?;
    let mut probe = Probe { format, width, height, frames: 1 };
    check_area(&probe, limits)?;
    probe.frames = survey::survey(format, bytes).frames.max(1);
    check_frames(&probe, limits)?;
    Ok(probe)
}

/// Decodes a still (the first frame of an animation) of at most `original_pixels_max`, upright and in sRGB.
///
/// It is reduced before it is converted and turned, because those copy it.
pub(super) fn still(bytes: &[u8], probe: &Probe, limits: &Limits) -> Result<DynamicImage, MediaError> {
    let Raw { image, orientation, profile } = raw(bytes, probe, limits)?;
    let image = pixels::narrow(image);
    let plan = Plan::shrink(image.width(), image.height(), limits.original_pixels_max);
    let image = if plan.keeps(&image) { image } else { pixels::apply(&image, &plan)? };
    let mut image = colour::to_srgb(image, profile.as_deref());
    image.apply_orientation(orientation);
    Ok(image)
}

/// Pixels as stored, and what the file says about them.
struct Raw {
    image: DynamicImage,
    orientation: Orientation,
    profile: Option<Vec<u8>>,
}

/// Dimensions by the decoder that would decode, so that two readers of a header cannot disagree.
///
/// Sides are not limited here: the caller's refusal names them.
fn dimensions(bytes: &[u8], format: Format, limits: &Limits) -> Result<(u32, u32), MediaError> {
    let mut allowed = image::Limits::no_limits();
    allowed.max_alloc = Some(limits.alloc_bytes_max);
    Ok(decoder(bytes, format, allowed)?.dimensions())
}

fn decoder(
    bytes: &[u8],
    format: Format,
    limits: image::Limits,
) -> Result<impl ImageDecoder + '_, MediaError> {
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format.codec());
    reader.limits(limits);
    reader.into_decoder().map_err(|error| MediaError::from_decoder(&error))
}

fn raw(bytes: &[u8], probe: &Probe, limits: &Limits) -> Result<Raw, MediaError> {
    let mut decoder = decoder(bytes, probe.format, limits.codec())?;
    if decoder.total_bytes() > limits.alloc_bytes_max {
        return Err(MediaError::TooMuchMemory);
    }
    // Unreadable metadata is no reason to refuse a picture: it is shown as stored.
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let profile = decoder.icc_profile().unwrap_or_default();
    let image = DynamicImage::from_decoder(decoder).map_err(|error| MediaError::from_decoder(&error))?;
    Ok(Raw { image, orientation, profile })
}

fn check_area(probe: &Probe, limits: &Limits) -> Result<(), MediaError> {
    let Probe { width, height, .. } = *probe;
    if width == 0 || height == 0 {
        return Err(MediaError::Corrupt);
    }
    if width > limits.side_px_max || height > limits.side_px_max {
        return Err(MediaError::SideTooLong { width, height, side_px_max: limits.side_px_max });
    }
    if u64::from(width) * u64::from(height) > limits.pixels_max {
        return Err(MediaError::TooManyPixels { width, height, pixels_max: limits.pixels_max });
    }
    Ok(())
}

fn check_frames(probe: &Probe, limits: &Limits) -> Result<(), MediaError> {
    let frames = probe.frames;
    if frames > limits.frames_max {
        return Err(MediaError::TooManyFrames { frames_max: limits.frames_max });
    }
    let canvas = u64::from(probe.width) * u64::from(probe.height);
    if frames > 1 && canvas.saturating_mul(frames as u64) > limits.animation_pixels_max {
        return Err(MediaError::AnimationTooLarge);
    }
    Ok(())
}
