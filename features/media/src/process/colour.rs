//! Colours of a wider range than sRGB, brought to sRGB.
//!
//! Colour profiles are not stored (they may hold names and serial numbers), and pixels without a profile are taken for
//! sRGB. Phones tag their photographs as Display P3; without conversion a rash would look paler than it is. Display P3
//! is recognised by its primaries, whoever wrote the profile. Others are rare and taken for sRGB.

use image::metadata::Cicp;
use image::{ColorType, ConvertColorOptions, DynamicImage};

/// Where the tag table of an ICC profile begins (ICC.1:2022, 7.2 and 7.3): after the header of 128 bytes.
const TAGS_AT: usize = 128;
/// Tags that are looked at; real profiles have about a dozen.
const TAGS_MAX: usize = 64;
/// Red, green and blue of Display P3 as X, Y, Z under the profile's illuminant D50.
const DISPLAY_P3: [[f64; 3]; 3] =
    [[0.5151, 0.2412, -0.0011], [0.2920, 0.6922, 0.0419], [0.1571, 0.0666, 0.7841]];
/// How far a profile's numbers may be from those above; sRGB's are off by 0.08.
const TOLERANCE: f64 = 0.004;

/// Converts an 8-bit image with this ICC profile to sRGB, if it is known how; else leaves it.
pub(super) fn to_srgb(image: DynamicImage, profile: Option<&[u8]>) -> DynamicImage {
    let coloured = matches!(image.color(), ColorType::Rgb8 | ColorType::Rgba8);
    if !coloured || !profile.is_some_and(is_display_p3) {
        return image;
    }
    let mut converted = image.clone();
    let done = converted
        .set_color_space(Cicp::DISPLAY_P3)
        .and_then(|()| converted.apply_color_space(Cicp::SRGB, ConvertColorOptions::default()));
    if done.is_ok() { converted } else { image }
}

fn is_display_p3(profile: &[u8]) -> bool {
    let primaries = [b"rXYZ", b"gXYZ", b"bXYZ"].map(|name| primary(profile, name));
    primaries.iter().zip(DISPLAY_P3).all(|(seen, expected)| {
        seen.is_some_and(|seen| seen.iter().zip(expected).all(|(a, b)| (a - b).abs() < TOLERANCE))
    })
}

/// The tag of this name, which holds `XYZ `, four zero bytes and three numbers of 16.16 bits.
fn primary(profile: &[u8], name: &[u8; 4]) -> Option<[f64; 3]> {
    let count = (number(profile, TAGS_AT)? as usize).min(TAGS_MAX);
    let at = (0..count)
        .map(|tag| TAGS_AT + 4 + tag * 12)
        .find(|&tag| profile.get(tag..).is_some_and(|rest| rest.starts_with(name)))
        .and_then(|tag| number(profile, tag + 4))? as usize;
    if !profile.get(at..)?.starts_with(b"XYZ ") {
        return None;
    }
    let fixed =
        |index: usize| number(profile, at + 8 + index * 4).map(|raw| f64::from(raw as i32) / 65_536.0);
    Some([fixed(0)?, fixed(1)?, fixed(2)?])
}

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk::<4>().map(|raw| u32::from_be_bytes(*raw))
}

#[cfg(test)]
pub(super) mod tests {
    use image::{Rgb, RgbImage, Rgba, RgbaImage};
    use proptest::prelude::*;

    use super::*;

    const SRGB: [[f64; 3]; 3] =
        [[0.4360, 0.2225, 0.0139], [0.3851, 0.7169, 0.0971], [0.1431, 0.0606, 0.7141]];

    /// A profile with nothing in it but these primaries.
    fn profile(primaries: [[f64; 3]; 3]) -> Vec<u8> {
        let mut bytes = vec![0; TAGS_AT];
        bytes.extend(3u32.to_be_bytes());
        for (index, name) in [b"rXYZ", b"gXYZ", b"bXYZ"].into_iter().enumerate() {
            bytes.extend(name);
            bytes.extend((TAGS_AT as u32 + 4 + 36 + index as u32 * 20).to_be_bytes());
            bytes.extend(20u32.to_be_bytes());
        }
        for primary in primaries {
            bytes.extend(b"XYZ \0\0\0\0");
            primary.iter().for_each(|value| bytes.extend(((value * 65_536.0) as i32).to_be_bytes()));
        }
        bytes
    }

    /// The profile that phones write, as far as it is read here.
    pub(in super::super) fn display_p3() -> Vec<u8> {
        profile(DISPLAY_P3)
    }

    fn converted(colour: [u8; 3], profile: &[u8]) -> [u8; 3] {
        let image = DynamicImage::ImageRgb8(RgbImage::from_pixel(2, 2, Rgb(colour)));
        to_srgb(image, Some(profile)).into_rgb8().get_pixel(1, 1).0
    }

    #[test]
    fn display_p3_becomes_srgb() {
        // Greys stay; what is red becomes a larger number of sRGB's weaker red. Computed from the two standards.
        let table = [
            ([0, 0, 0], [0, 0, 0]),
            ([128, 128, 128], [128, 128, 128]),
            ([255, 255, 255], [255, 255, 255]),
            ([200, 100, 100], [215, 93, 97]),
            ([255, 0, 0], [255, 0, 0]),
        ];
        for (given, expected) in table {
            let seen = converted(given, &display_p3());
            let near = seen.iter().zip(expected).all(|(a, b)| a.abs_diff(b) <= 2);
            assert!(near, "{given:?} became {seen:?}, not {expected:?}");
        }
    }

    #[test]
    fn alpha_stays() {
        let image = DynamicImage::ImageRgba8(RgbaImage::from_pixel(2, 2, Rgba([200, 100, 100, 77])));
        let seen = to_srgb(image, Some(&display_p3())).into_rgba8().get_pixel(0, 0).0;
        assert_eq!(seen[3], 77);
        assert!(seen[0] > 205);
    }

    #[test]
    fn everything_else_stays() {
        let cut = &display_p3()[..200];
        for profile in [profile(SRGB).as_slice(), cut, b"", b"no profile", &[0xFF; 400]] {
            assert_eq!(converted([200, 100, 100], profile), [200, 100, 100]);
        }
        let grey = DynamicImage::new_luma8(3, 3);
        assert_eq!(to_srgb(grey.clone(), Some(&display_p3())), grey);
    }

    proptest! {
        #[test]
        fn any_profile_is_read(head in 0usize..200, tail in proptest::collection::vec(any::<u8>(), 0..300)) {
            let bytes = [&display_p3()[..head.min(160)], &tail].concat();
            is_display_p3(&bytes);
            is_display_p3(&tail);
        }
    }
}
