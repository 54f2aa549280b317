//! What stands in for a picture before it is loaded.

use image::{DynamicImage, RgbaImage};

use super::error::MediaError;
use super::pixels::{self, Plan};

/// Horizontal and vertical BlurHash components, those Mastodon uses.
const COMPONENTS: (u32, u32) = (4, 3);
/// Side in pixels of the square that the hash is taken from. BlurHash knows no proportions, and with few pixels across
/// its waves do not cancel out: a thin plain strip would get stripes.
const SAMPLE_SIDE_PX: u32 = 64;

/// The BlurHash and the mean sRGB colour of an image, as seen on white.
pub(super) fn placeholder(image: &DynamicImage) -> Result<(String, [u8; 3]), MediaError> {
    let plan = Plan::stretch(image.width(), image.height(), SAMPLE_SIDE_PX, SAMPLE_SIDE_PX);
    let sample = on_white(pixels::apply(image, &plan)?.into_rgba8());
    let hash = blurhash::encode(COMPONENTS.0, COMPONENTS.1, sample.width(), sample.height(), sample.as_raw())
        .map_err(|_| MediaError::Encode)?;
    Ok((hash, average(&sample)))
}

/// BlurHash knows no alpha; without this, transparent parts would be black.
fn on_white(mut image: RgbaImage) -> RgbaImage {
    for pixel in image.pixels_mut() {
        let alpha = u32::from(pixel.0[3]);
        for channel in &mut pixel.0[..3] {
            let mixed = (u32::from(*channel) * alpha + 255 * (255 - alpha)) / 255;
            *channel = u8::try_from(mixed).unwrap_or(u8::MAX);
        }
        pixel.0[3] = 255;
    }
    image
}

fn average(image: &RgbaImage) -> [u8; 3] {
    let count = (u64::from(image.width()) * u64::from(image.height())).max(1);
    let mut sums = [0u64; 3];
    for pixel in image.pixels() {
        sums.iter_mut().zip(pixel.0).for_each(|(sum, channel)| *sum += u64::from(channel));
    }
    sums.map(|sum| u8::try_from(sum / count).unwrap_or(u8::MAX))
}

#[cfg(test)]
mod tests {
    use image::{Rgb, RgbImage, Rgba};

    use super::*;

    #[test]
    fn plain_colours() {
        let table = [
            (DynamicImage::ImageRgb8(RgbImage::from_pixel(90, 60, Rgb([200, 30, 40]))), [200, 30, 40]),
            (DynamicImage::ImageRgba8(RgbaImage::new(7, 900)), [255; 3]),
            (DynamicImage::ImageRgba8(RgbaImage::from_pixel(9, 9, Rgba([0, 0, 0, 128]))), [127; 3]),
            (DynamicImage::ImageRgb8(RgbImage::new(1, 1)), [0; 3]),
        ];
        for (image, expected) in table {
            let (hash, mean) = placeholder(&image).unwrap();
            assert_eq!(mean, expected);
            assert_eq!(hash.len(), 1 + 1 + 4 + 2 * 11, "{hash}");
            let seen = blurhash::decode(&hash, 8, 8, 1.0).unwrap();
            let near = |at: usize| seen[at].abs_diff(expected[at % 4]) <= 12;
            assert!((0..seen.len()).filter(|at| at % 4 < 3).all(near), "{hash} {expected:?} {seen:?}");
        }
    }
}
