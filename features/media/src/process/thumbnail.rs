//! Small stills that stand for something else: a video, a sound.

use image::{DynamicImage, Rgb, RgbImage};

use super::encode::{self, Picture};
use super::error::MediaError;
use super::format::Format;
use super::limits::{Limits, SMALL_PIXELS_MAX};
use super::pixels::{self, Plan};
use super::{decode, guarded, hash};

/// The colours of a drawn still: the site's night, and its light.
const GROUND: [u8; 3] = [0x12, 0x2b, 0x30];
const SIGN: [u8; 3] = [0x8f, 0xd3, 0xcd];
/// The sign's height, as a share of the shorter side.
const SIGN_SHARE: f64 = 0.4;

/// A thumbnail on its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thumbnail {
    /// The picture, of at most [`SMALL_PIXELS_MAX`].
    pub picture: Picture,
    /// Its [BlurHash](https://blurha.sh).
    pub blurhash: String,
}

/// Makes a clean thumbnail of a picture that was sent for one.
///
/// # Errors
/// As [`attachment`](super::attachment).
pub fn thumbnail(bytes: &[u8], limits: &Limits) -> Result<Thumbnail, MediaError> {
    guarded(|| {
        let probe = decode::inspect(bytes, limits)?;
        small(&decode::still(bytes, &probe, limits)?, probe.format)
    })
}

/// Makes a thumbnail of a frame of a video, whatever its file is: photographs are JPEG.
///
/// # Errors
/// As [`attachment`](super::attachment).
pub fn poster(bytes: &[u8], limits: &Limits) -> Result<Thumbnail, MediaError> {
    guarded(|| {
        let probe = decode::inspect(bytes, limits)?;
        small(&decode::still(bytes, &probe, limits)?, Format::Jpeg)
    })
}

/// Draws a thumbnail for a video of this size of which no frame can be taken: the sign for playing.
///
/// # Errors
/// [`MediaError::Encode`].
pub fn drawn(width: u32, height: u32) -> Result<Thumbnail, MediaError> {
    let plan = Plan::shrink(width.max(1), height.max(1), SMALL_PIXELS_MAX);
    let (width, height) = (f64::from(plan.width), f64::from(plan.height));
    let tall = width.min(height) * SIGN_SHARE;
    // A triangle that points to the right, about the middle.
    let inside = |x: u32, y: u32| {
        let (x, y) = (f64::from(x) + 0.5 - width / 2.0, f64::from(y) + 0.5 - height / 2.0);
        let along = (x + tall / 3.0) / tall;
        (0.0..1.0).contains(&along) && y.abs() <= tall / 2.0 * (1.0 - along)
    };
    let colour = |x, y| Rgb(if inside(x, y) { SIGN } else { GROUND });
    small(&DynamicImage::ImageRgb8(RgbImage::from_fn(plan.width, plan.height, colour)), Format::Png)
}

fn small(image: &DynamicImage, source: Format) -> Result<Thumbnail, MediaError> {
    let plan = Plan::shrink(image.width(), image.height(), SMALL_PIXELS_MAX);
    let reduced = pixels::apply(image, &plan)?;
    let picture = encode::small(&reduced, source)?;
    let (blurhash, _) = hash::placeholder(&reduced)?;
    Ok(Thumbnail { picture, blurhash })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drawn_one_has_the_proportions_and_a_sign() {
        for (width, height) in [(1920, 1080), (1080, 1920), (1, 1), (16, 65_535)] {
            let made = drawn(width, height).unwrap();
            let image = image::load_from_memory(&made.picture.bytes).unwrap().into_rgb8();
            assert!(u64::from(image.width()) * u64::from(image.height()) <= SMALL_PIXELS_MAX);
            if width > 1_000 {
                assert_eq!(image.get_pixel(image.width() / 2, image.height() / 2).0, SIGN);
                assert_eq!(image.get_pixel(0, 0).0, GROUND);
                let (ours, theirs) = (image.width() * height, image.height() * width);
                assert!(ours.abs_diff(theirs) < width + height);
            }
            assert!(made.blurhash.len() > 6);
        }
    }
}
