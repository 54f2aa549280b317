//! Moving pictures: every frame decoded, scaled and written into a new GIF, one at a time.
//!
//! GIF is what comes out, also of an animated WebP, because it is the one moving format that can be written here and
//! shown everywhere; a soft WebP edge becomes a hard one. Frames are composed by the decoder and written whole, so
//! a file that relied on small differences between frames grows; frames are then reduced until it fits.

use std::io::{Cursor, Write};

use image::codecs::gif::{GifDecoder, GifEncoder, Repeat as GifRepeat};
use image::codecs::webp::WebPDecoder;
use image::{AnimationDecoder, Delay, DynamicImage, Frame, Frames, ImageDecoder, ImageError};

use super::decode::Probe;
use super::encode::Picture;
use super::error::MediaError;
use super::format::Format;
use super::limits::Limits;
use super::pixels::{self, Plan};
use super::survey::{Repeat, Survey};

/// How often an animation is tried; each time with a quarter of the pixels. Under the default
/// limits even noise fits at the second.
const ATTEMPTS_MAX: u32 = 3;
/// Speed of the search for 256 colours, 1 (best) to 30.
const PALETTE_SPEED: i32 = 15;
/// Browsers slow frames of less than this down to a tenth of a second in a GIF, though not in a WebP.
const WEBP_DELAY_MS_MIN: u32 = 20;

/// A rewritten animation.
pub(super) struct Moved {
    /// The GIF.
    pub picture: Picture,
    /// The first frame at full size, for thumbnails.
    pub first: DynamicImage,
    /// Frames in the GIF.
    pub frames: usize,
}

/// Rewrites an animation that was probed and surveyed, cut and scaled by `plan`.
///
/// # Errors
/// [`MediaError::AnimationTooLarge`] if it cannot be brought under `animation_bytes_max`, or what decoding says. A
/// frame that cannot be read condemns the whole: browsers do not agree on what to show then.
pub(super) fn reencode(
    bytes: &[u8],
    probe: &Probe,
    survey: &Survey,
    limits: &Limits,
    plan: Plan,
) -> Result<Moved, MediaError> {
    let canvas = (u64::from(probe.width) * u64::from(probe.height)).max(1);
    let budget = (limits.animation_pixels_max / canvas).min(limits.frames_max as u64);
    let mut area = limits.animation_encoded_pixels_max / (survey.frames as u64).max(1);
    for _ in 0..ATTEMPTS_MAX {
        let plan = plan.at_most(area);
        let how = How {
            plan,
            repeat: survey.repeat,
            delay_ms_min: delay_ms_min(probe.format),
            bytes_max: limits.animation_bytes_max,
        };
        if let Some(moved) = write(frames(bytes, probe, limits)?, budget, &how)? {
            return Ok(moved);
        }
        area = u64::from(plan.width) * u64::from(plan.height) / 4;
    }
    Err(MediaError::AnimationTooLarge)
}

/// What one attempt makes of the frames.
struct How {
    plan: Plan,
    repeat: Repeat,
    delay_ms_min: u32,
    bytes_max: usize,
}

fn delay_ms_min(format: Format) -> u32 {
    if format == Format::WebP { WEBP_DELAY_MS_MIN } else { 0 }
}

fn frames<'a>(bytes: &'a [u8], probe: &Probe, limits: &Limits) -> Result<Frames<'a>, MediaError> {
    let open = || -> Result<Frames<'a>, ImageError> {
        let input = Cursor::new(bytes);
        if probe.format == Format::WebP {
            let mut decoder = WebPDecoder::new(input)?;
            decoder.set_limits(limits.codec())?;
            return Ok(decoder.into_frames());
        }
        let mut decoder = GifDecoder::new(input)?;
        decoder.set_limits(limits.codec())?;
        Ok(decoder.into_frames())
    };
    open().map_err(|error| MediaError::from_decoder(&error))
}

/// One attempt; `None` if the result got too large. `budget` bounds the frames once more, in case the decoder finds
/// more of them than the survey did.
fn write(frames: Frames<'_>, budget: u64, how: &How) -> Result<Option<Moved>, MediaError> {
    let mut output = Capped { bytes: Vec::new(), bytes_max: how.bytes_max, full: false };
    let written = write_frames(frames, budget, how, &mut output);
    if output.full {
        return Ok(None);
    }
    let (first, frames) = written?;
    let first = pixels::narrow(first.ok_or(MediaError::Corrupt)?);
    let (width, height) = (how.plan.width, how.plan.height);
    let picture = Picture { bytes: output.bytes, format: Format::Gif, width, height };
    Ok(Some(Moved { picture, first, frames }))
}

/// The first frame at full size and the number of all.
fn write_frames(
    frames: Frames<'_>,
    budget: u64,
    how: &How,
    output: &mut Capped,
) -> Result<(Option<DynamicImage>, usize), MediaError> {
    let mut encoder = GifEncoder::new_with_speed(output, PALETTE_SPEED);
    set_repeat(&mut encoder, how.repeat)?;
    let (mut first, mut count) = (None, 0);
    for frame in frames {
        let frame = frame.map_err(|error| MediaError::from_decoder(&error))?;
        count += 1;
        if count as u64 > budget {
            return Err(MediaError::AnimationTooLarge);
        }
        let delay = gif_delay(frame.delay(), how.delay_ms_min);
        let whole = DynamicImage::ImageRgba8(frame.into_buffer());
        encoder.encode_frame(scale(&whole, &how.plan, delay)?).map_err(|_| MediaError::Encode)?;
        first.get_or_insert(whole);
    }
    Ok((first, count))
}

/// To the hundredth of a second that GIF counts in; cut off, not rounded, unless that would fall below the minimum.
fn gif_delay(delay: Delay, ms_min: u32) -> Delay {
    let (numerator, denominator) = delay.numer_denom_ms();
    Delay::from_numer_denom_ms((numerator / denominator.max(1)).max(ms_min), 1)
}

fn scale(whole: &DynamicImage, plan: &Plan, delay: Delay) -> Result<Frame, MediaError> {
    let scaled = if plan.keeps(whole) { whole.clone() } else { pixels::apply(whole, plan)? };
    let mut pixels = scaled.into_rgba8();
    pixels::harden_alpha(&mut pixels);
    Ok(Frame::from_parts(pixels, 0, 0, delay))
}

/// Not to set it at all is how a GIF says that it plays once.
fn set_repeat(encoder: &mut GifEncoder<&mut Capped>, repeat: Repeat) -> Result<(), MediaError> {
    let repeat = match repeat {
        Repeat::Once => return Ok(()),
        Repeat::Again(count) => GifRepeat::Finite(count),
        Repeat::Forever => GifRepeat::Infinite,
    };
    encoder.set_repeat(repeat).map_err(|_| MediaError::Encode)
}

/// A buffer that refuses to grow beyond a limit.
struct Capped {
    bytes: Vec<u8>,
    bytes_max: usize,
    full: bool,
}

impl Write for Capped {
    fn write(&mut self, more: &[u8]) -> std::io::Result<usize> {
        if self.bytes.len() + more.len() > self.bytes_max {
            self.full = true;
            return Err(std::io::ErrorKind::StorageFull.into());
        }
        self.bytes.extend_from_slice(more);
        Ok(more.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
