//! Cropping, scaling and tidying of decoded pixels.
//!
//! From here on an image is one of four kinds, 8 bits a channel: grey, grey with alpha, RGB, RGBA.

use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{PixelType, ResizeOptions, Resizer};
use image::{ColorType, DynamicImage, GrayAlphaImage, GrayImage, RgbImage, RgbaImage};

use super::error::MediaError;

/// A cut from the middle of an image and the size it is brought to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Plan {
    /// Left edge of the cut, in pixels of the source.
    left: u32,
    /// Upper edge of the cut.
    top: u32,
    /// Width of the cut, at least 1.
    cut_width: u32,
    /// Height of the cut, at least 1.
    cut_height: u32,
    /// Width of the result, at least 1.
    pub width: u32,
    /// Height of the result, at least 1.
    pub height: u32,
}

impl Plan {
    /// The whole image, reduced to at most `area` pixels.
    pub(super) fn shrink(width: u32, height: u32, area: u64) -> Self {
        let (width, height) = (width.max(1), height.max(1));
        Self { left: 0, top: 0, cut_width: width, cut_height: height, width, height }.at_most(area)
    }

    /// The whole image, brought to exactly this size whatever its proportions; the only plan that may enlarge.
    pub(super) fn stretch(width: u32, height: u32, to_width: u32, to_height: u32) -> Self {
        let whole = Self::shrink(width, height, u64::MAX);
        Self { width: to_width.max(1), height: to_height.max(1), ..whole }
    }

    /// The largest cut from the middle in the proportions of `width_max` to `height_max`, reduced to those.
    pub(super) fn cover(width: u32, height: u32, width_max: u32, height_max: u32) -> Self {
        let (width, height) = (width.max(1), height.max(1));
        let cut_width = width.min(scaled(height, width_max, height_max));
        let cut_height = height.min(scaled(width, height_max, width_max));
        Self {
            left: (width - cut_width) / 2,
            top: (height - cut_height) / 2,
            cut_width,
            cut_height,
            width: cut_width.min(width_max),
            height: cut_height.min(height_max),
        }
    }

    /// The same cut, with a result of at most `area` pixels (but one, if that is none).
    pub(super) fn at_most(self, area: u64) -> Self {
        let has = u64::from(self.width) * u64::from(self.height);
        if has <= area {
            return self;
        }
        let factor = (area as f64 / has as f64).sqrt();
        let mut width = reduced(self.width, factor);
        let mut height = reduced(self.height, factor);
        // A side that was rounded up to 1 leaves the other one too long.
        if u64::from(width) * u64::from(height) > area {
            width = width.min(u32::try_from(area).unwrap_or(u32::MAX).max(1));
            height = height.min(u32::try_from(area / u64::from(width)).unwrap_or(u32::MAX).max(1));
        }
        Self { width, height, ..self }
    }

    /// Whether the result is `image` as it is.
    pub(super) fn keeps(&self, image: &DynamicImage) -> bool {
        let size = (image.width(), image.height());
        size == (self.cut_width, self.cut_height) && size == (self.width, self.height)
    }
}

/// Carries out a plan made for an image of this size. Colour is weighted by alpha, so that what is hidden under
/// transparent pixels does not bleed into their neighbours.
///
/// # Errors
/// [`MediaError::Encode`] if the plan was made for a larger image.
pub(super) fn apply(image: &DynamicImage, plan: &Plan) -> Result<DynamicImage, MediaError> {
    let kind = pixel_type(image.color()).ok_or(MediaError::Encode)?;
    let source = ImageRef::new(image.width(), image.height(), image.as_bytes(), kind)
        .map_err(|_| MediaError::Encode)?;
    let mut target = Image::new(plan.width, plan.height, kind);
    let options = ResizeOptions::new().crop(
        f64::from(plan.left),
        f64::from(plan.top),
        f64::from(plan.cut_width),
        f64::from(plan.cut_height),
    );
    Resizer::new().resize(&source, &mut target, &options).map_err(|_| MediaError::Encode)?;
    rebuild(plan.width, plan.height, target.into_vec(), kind).ok_or(MediaError::Encode)
}

/// Brings any decoded image to one of the four kinds: 8 bits a channel, no alpha where all is opaque, no colour left
/// under fully transparent pixels (people "erase" names that way, and the name stays readable in the file).
pub(super) fn narrow(image: DynamicImage) -> DynamicImage {
    let image = match image.color() {
        ColorType::L8 | ColorType::La8 | ColorType::Rgb8 | ColorType::Rgba8 => image,
        ColorType::L16 => DynamicImage::ImageLuma8(image.into_luma8()),
        ColorType::La16 => DynamicImage::ImageLumaA8(image.into_luma_alpha8()),
        ColorType::Rgb16 | ColorType::Rgb32F => DynamicImage::ImageRgb8(image.into_rgb8()),
        _ => DynamicImage::ImageRgba8(image.into_rgba8()),
    };
    match image {
        DynamicImage::ImageLumaA8(pixels) => narrow_grey(pixels),
        DynamicImage::ImageRgba8(pixels) => narrow_colour(pixels),
        opaque => opaque,
    }
}

/// Whether an image from [`narrow`] or [`apply`] has an alpha channel.
pub(super) fn has_alpha(image: &DynamicImage) -> bool {
    image.color().has_alpha()
}

/// Makes each pixel fully transparent or fully opaque, as GIF needs; half and more counts as opaque.
pub(super) fn harden_alpha(pixels: &mut RgbaImage) {
    for pixel in pixels.pixels_mut() {
        if pixel.0[3] < 128 {
            pixel.0 = [0; 4];
        } else {
            pixel.0[3] = 255;
        }
    }
}

fn narrow_grey(mut pixels: GrayAlphaImage) -> DynamicImage {
    if pixels.pixels().all(|pixel| pixel.0[1] == 255) {
        return DynamicImage::ImageLuma8(DynamicImage::ImageLumaA8(pixels).into_luma8());
    }
    pixels.pixels_mut().filter(|pixel| pixel.0[1] == 0).for_each(|pixel| pixel.0 = [0; 2]);
    DynamicImage::ImageLumaA8(pixels)
}

fn narrow_colour(mut pixels: RgbaImage) -> DynamicImage {
    if pixels.pixels().all(|pixel| pixel.0[3] == 255) {
        return DynamicImage::ImageRgb8(DynamicImage::ImageRgba8(pixels).into_rgb8());
    }
    pixels.pixels_mut().filter(|pixel| pixel.0[3] == 0).for_each(|pixel| pixel.0 = [0; 4]);
    DynamicImage::ImageRgba8(pixels)
}

fn pixel_type(color: ColorType) -> Option<PixelType> {
    match color {
        ColorType::L8 => Some(PixelType::U8),
        ColorType::La8 => Some(PixelType::U8x2),
        ColorType::Rgb8 => Some(PixelType::U8x3),
        ColorType::Rgba8 => Some(PixelType::U8x4),
        _ => None,
    }
}

fn rebuild(width: u32, height: u32, bytes: Vec<u8>, kind: PixelType) -> Option<DynamicImage> {
    match kind {
        PixelType::U8 => GrayImage::from_raw(width, height, bytes).map(DynamicImage::ImageLuma8),
        PixelType::U8x2 => GrayAlphaImage::from_raw(width, height, bytes).map(DynamicImage::ImageLumaA8),
        PixelType::U8x3 => RgbImage::from_raw(width, height, bytes).map(DynamicImage::ImageRgb8),
        PixelType::U8x4 => RgbaImage::from_raw(width, height, bytes).map(DynamicImage::ImageRgba8),
        _ => None,
    }
}

/// `side * numerator / denominator`, at least 1.
fn scaled(side: u32, numerator: u32, denominator: u32) -> u32 {
    let exact = u64::from(side) * u64::from(numerator) / u64::from(denominator.max(1));
    u32::try_from(exact).unwrap_or(u32::MAX).max(1)
}

fn reduced(side: u32, factor: f64) -> u32 {
    ((f64::from(side) * factor).floor() as u32).max(1)
}

#[cfg(test)]
mod tests {
    use image::{Rgba, RgbaImage};
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn shrinking() {
        let table = [
            ((640, 360), 230_400, (640, 360)),
            ((1280, 720), 230_400, (640, 360)),
            ((3000, 4000), 230_400, (415, 554)),
            ((1, 16_384), 230_400, (1, 16_384)),
            ((2, 400_000), 230_400, (1, 214_662)),
            ((10, 10), 0, (1, 1)),
        ];
        for ((width, height), area, expected) in table {
            let plan = Plan::shrink(width, height, area);
            assert_eq!((plan.width, plan.height), expected, "{width}x{height} to {area}");
        }
    }

    #[test]
    fn covering() {
        let table = [
            ((1000, 500), (400, 400), (250, 0, 500, 500), (400, 400)),
            ((300, 500), (400, 400), (0, 100, 300, 300), (300, 300)),
            ((3000, 2000), (1500, 500), (0, 500, 3000, 1000), (1500, 500)),
            ((9000, 500), (1500, 500), (3750, 0, 1500, 500), (1500, 500)),
            ((1, 1), (1500, 500), (0, 0, 1, 1), (1, 1)),
        ];
        for ((width, height), (width_max, height_max), (left, top, cut_width, cut_height), size) in table {
            let plan = Plan::cover(width, height, width_max, height_max);
            let expected = Plan { left, top, cut_width, cut_height, width: size.0, height: size.1 };
            assert_eq!(plan, expected, "{width}x{height}");
        }
    }

    proptest! {
        #[test]
        fn plans_hold_their_bounds(w in 1u32..40_000, h in 1u32..40_000, area in 1u64..9_000_000) {
            let plan = Plan::shrink(w, h, area);
            prop_assert!(u64::from(plan.width) * u64::from(plan.height) <= area);
            prop_assert!(plan.width <= w && plan.height <= h && plan.width > 0 && plan.height > 0);
            let plan = Plan::cover(w, h, 1500, 500);
            prop_assert!(plan.left + plan.cut_width <= w && plan.top + plan.cut_height <= h);
            prop_assert!(plan.width <= 1500.min(w) && plan.height <= 500.min(h));
            prop_assert!(plan.width > 0 && plan.height > 0);
        }
    }

    #[test]
    fn hidden_colour_neither_stays_nor_bleeds() {
        let mut pixels = RgbaImage::from_pixel(64, 64, Rgba([255, 0, 0, 0]));
        (32..64).for_each(|x| (0..64).for_each(|y| pixels.put_pixel(x, y, Rgba([0, 0, 255, 255]))));
        let whole = DynamicImage::ImageRgba8(pixels);
        let reduced = apply(&whole, &Plan::shrink(64, 64, 100)).unwrap().into_rgba8();
        assert!(reduced.pixels().all(|pixel| pixel.0[3] == 0 || (pixel.0[0] < 3 && pixel.0[2] > 250)));
        let cleared = narrow(whole).into_rgba8();
        assert!(cleared.pixels().all(|pixel| pixel.0[0] == 0));
    }

    #[test]
    fn useless_alpha_goes() {
        let grey = DynamicImage::ImageLumaA8(GrayAlphaImage::from_pixel(3, 2, image::LumaA([7, 255])));
        assert_eq!(narrow(grey), DynamicImage::ImageLuma8(GrayImage::from_pixel(3, 2, image::Luma([7]))));
        let deep = DynamicImage::new_rgba16(3, 2);
        assert_eq!(narrow(deep).color(), ColorType::Rgba8);
    }
}
