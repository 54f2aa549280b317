//! Formats, sizes, colours and orientation of stills.

use image::{ColorType, GrayAlphaImage, GrayImage, Luma, LumaA, Rgb, RgbImage, Rgba, RgbaImage};

use super::fixtures::*;
use super::*;
use crate::process::SMALL_PIXELS_MAX;
use crate::process::colour::tests::display_p3;

#[test]
fn what_comes_out_of_what() {
    let flat = RgbImage::from_pixel(200, 100, Rgb([1, 2, 3]));
    let sheer = RgbaImage::from_pixel(200, 100, Rgba([1, 2, 3, 100]));
    let red = [([255, 0, 0, 255], 0)];
    let table = [
        ("photo jpeg", jpeg(photo(200, 100)), Format::Jpeg, Format::Jpeg),
        ("flat jpeg", jpeg(flat.clone()), Format::Jpeg, Format::Jpeg),
        ("photo png", png(photo(200, 100)), Format::Png, Format::Jpeg),
        ("flat png", png(flat.clone()), Format::Png, Format::Png),
        ("sheer png", png(sheer.clone()), Format::Png, Format::Png),
        ("photo webp", webp(photo(200, 100)), Format::Jpeg, Format::Jpeg),
        ("flat webp", webp(flat), Format::Png, Format::Png),
        ("sheer webp", webp(sheer), Format::Png, Format::Png),
        ("gif", gif(200, 100, &red, None), Format::Png, Format::Png),
        ("cmyk", cmyk_jpeg(), Format::Jpeg, Format::Jpeg),
    ];
    for (name, bytes, original, small) in table {
        let done = process(&bytes);
        assert_eq!((done.original.format, done.small.format), (original, small), "{name}");
        assert_eq!((done.frames, done.animated), (1, false), "{name}");
        reread(&done.original);
        reread(&done.small);
        assert_eq!(done.blurhash.len(), 28, "{name}");
    }
}

#[test]
fn sizes() {
    let limits = Limits { original_pixels_max: 1_000_000, ..Limits::default() };
    let table = [
        ((1280, 720), (1280, 720), (640, 360)),
        ((300, 200), (300, 200), (300, 200)),
        ((1500, 1000), (1224, 816), (587, 391)),
        ((1, 9000), (1, 9000), (1, 9000)),
    ];
    for ((width, height), original, small) in table {
        let done = attachment(&jpeg(photo(width, height)), &limits).unwrap();
        assert_eq!((done.original.width, done.original.height), original);
        assert_eq!((done.small.width, done.small.height), small);
        assert!(
            u64::from(done.original.width) * u64::from(done.original.height) <= limits.original_pixels_max
        );
        assert!(u64::from(done.small.width) * u64::from(done.small.height) <= SMALL_PIXELS_MAX);
    }
}

#[test]
fn every_kind_of_pixel() {
    let grey = GrayImage::from_fn(40, 30, |x, _| Luma([x as u8 * 6]));
    let table: [(Vec<u8>, ColorType); 9] = [
        (jpeg(grey.clone()), ColorType::L8),
        (png(grey), ColorType::L8),
        (png(GrayAlphaImage::from_pixel(4, 4, LumaA([9, 100]))), ColorType::La8),
        (png(GrayAlphaImage::from_pixel(4, 4, LumaA([9, 255]))), ColorType::L8),
        (png(DynamicImage::new_luma16(4, 4)), ColorType::L8),
        (png(DynamicImage::new_luma_a16(4, 4)), ColorType::La8),
        (png(DynamicImage::new_rgb16(4, 4)), ColorType::Rgb8),
        (png(DynamicImage::new_rgba16(4, 4)), ColorType::Rgba8),
        (png(RgbaImage::from_pixel(4, 4, Rgba([9, 9, 9, 255]))), ColorType::Rgb8),
    ];
    for (bytes, expected) in table {
        assert_eq!(reread(&process(&bytes).original).color(), expected);
    }
}

#[test]
fn palette_png() {
    let size = [0, 0, 0, 2, 0, 0, 0, 1];
    let header = png_chunk(b"IHDR", &[size.as_slice(), &[8, 3, 0, 0, 0]].concat());
    // A stored deflate block: filter byte 0, then the indices 1 and 0.
    let data = b"\x78\x01\x01\x03\0\xFC\xFF\0\x01\0\0\x05\0\x02";
    let rest =
        [png_chunk(b"PLTE", &[10, 20, 30, 200, 100, 50]), png_chunk(b"IDAT", data), png_chunk(b"IEND", &[])];
    let bytes = [b"\x89PNG\r\n\x1A\n".as_slice(), &header, &rest.concat()].concat();
    let seen = reread(&process(&bytes).original).into_rgb8();
    assert_eq!(seen.as_raw(), &[200, 100, 50, 10, 20, 30]);
}

#[test]
fn lossless_stays_exact() {
    let image = photo(64, 48);
    assert_eq!(reread(&process(&png(image.clone())).original).into_rgb8(), image);
    let deep = reread(&process(&png(DynamicImage::ImageRgb8(image.clone()).into_rgb16())).original);
    assert_eq!(deep.into_rgb8(), image);
}

#[test]
fn turned_upright() {
    // The colours seen at the corners: upper left, upper right, lower left, lower right.
    let table = [
        (1, ["red", "green", "blue", "white"]),
        (2, ["green", "red", "white", "blue"]),
        (3, ["white", "blue", "green", "red"]),
        (4, ["blue", "white", "red", "green"]),
        (5, ["red", "blue", "green", "white"]),
        (6, ["blue", "red", "white", "green"]),
        (7, ["white", "green", "blue", "red"]),
        (8, ["green", "white", "red", "blue"]),
        (9, ["red", "green", "blue", "white"]),
        (0, ["red", "green", "blue", "white"]),
    ];
    for (orientation, expected) in table {
        let bytes = with_exif(&jpeg(quarters(64, 32)), orientation);
        let done = process(&bytes);
        let turned = (5..=8).contains(&orientation);
        let size = if turned { (32, 64) } else { (64, 32) };
        for picture in [&done.original, &done.small] {
            assert_eq!((picture.width, picture.height), size, "{orientation}");
            assert_eq!(corners(&reread(picture).into_rgb8()), expected, "{orientation}");
        }
    }
}

#[test]
fn orientation_of_png_and_webp() {
    let upright = ["blue", "red", "white", "green"];
    let png = with_chunks(&png(quarters(64, 32)), &[(b"eXIf", exif(6))]);
    assert_eq!(corners(&reread(&process(&png).original).into_rgb8()), upright);
    let data = webp_data(&webp(quarters(64, 32)));
    let webp = riff(&[(b"VP8X", webp_canvas(8, 64, 32)), (b"VP8L", data), (b"EXIF", exif(6))]);
    assert_eq!(corners(&reread(&process(&webp).original).into_rgb8()), upright);
}

#[test]
fn wide_colours_are_converted() {
    let flat = RgbImage::from_pixel(32, 32, Rgb([200, 100, 100]));
    let profile = display_p3();
    let jpeg = with_segments(
        &jpeg(flat.clone()),
        &[(0xE2, [b"ICC_PROFILE\0\x01\x01".as_slice(), &profile].concat())],
    );
    let webp =
        riff(&[(b"VP8X", webp_canvas(0x20, 32, 32)), (b"ICCP", profile), (b"VP8L", webp_data(&webp(flat)))]);
    for bytes in [jpeg, webp] {
        let done = process(&bytes);
        let seen = reread(&done.original).into_rgb8().get_pixel(9, 9).0;
        assert!(seen[0].abs_diff(215) < 4 && seen[1].abs_diff(93) < 4, "{seen:?}");
    }
}

#[test]
fn orientation_survives_reduction() {
    let bytes = with_exif(&jpeg(quarters(400, 200)), 6);
    let limits = Limits { original_pixels_max: 5000, ..Limits::default() };
    let done = attachment(&bytes, &limits).unwrap();
    assert_eq!((done.original.width, done.original.height), (50, 100));
    assert_eq!(corners(&reread(&done.original).into_rgb8()), ["blue", "red", "white", "green"]);
    let avatar = avatar(&bytes, &limits).unwrap();
    assert_eq!(corners(&reread(&avatar.picture).into_rgb8()), ["blue", "red", "white", "green"]);
}

#[test]
fn probing() {
    let limits = Limits::default();
    for (bytes, format, size) in [
        (with_exif(&jpeg(photo(20, 10)), 6), Format::Jpeg, (20, 10)),
        (png(photo(3, 4)), Format::Png, (3, 4)),
        (gif(5, 6, &[([0; 4], 0)], None), Format::Gif, (5, 6)),
        (webp(photo(7, 8)), Format::WebP, (7, 8)),
    ] {
        let seen = probe(&bytes, &limits).unwrap();
        assert_eq!((seen.format, (seen.width, seen.height)), (format, size));
    }
}

fn corners(image: &RgbImage) -> [&'static str; 4] {
    let (right, below) = (image.width() - 3, image.height() - 3);
    [(2, 2), (right, 2), (2, below), (right, below)].map(|(x, y)| {
        match image.get_pixel(x, y).0.map(|channel| channel > 127) {
            [true, false, false] => "red",
            [false, true, false] => "green",
            [false, false, true] => "blue",
            [true, true, true] => "white",
            _ => "something else",
        }
    })
}
