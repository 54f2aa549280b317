//! Nothing but pixels gets through.

use image::codecs::gif::Repeat;
use image::{Rgba, RgbaImage};

use super::fixtures::*;
use super::*;

/// What metadata, hidden files and scripts begin with.
const TRACES: [&[u8]; 14] = [
    CANARY,
    b"Exif",
    b"EXIF",
    b"eXIf",
    b"http://ns.adobe.com",
    b"xmpmeta",
    b"XMP",
    b"8BIM",
    b"ICC_PROFILE",
    b"iCCP",
    b"tEXt",
    b"iTXt",
    b"jumb",
    b"<script",
];

fn assert_clean(name: &str, bytes: &[u8]) {
    assert!(contains(bytes, CANARY), "the fixture {name} lost its canary");
    let limits = Limits::default();
    let done = attachment(bytes, &limits).unwrap();
    let (face, banner) = (avatar(bytes, &limits).unwrap(), header(bytes, &limits).unwrap());
    let pictures = [&done.original, &done.small, &face.picture, &face.still, &banner.picture, &banner.still];
    for picture in pictures {
        for trace in TRACES {
            let trace_text = String::from_utf8_lossy(trace);
            assert!(!contains(&picture.bytes, trace), "{name}: {trace_text} in {:?}", picture.format);
        }
        let read = exif::Reader::new().read_from_container(&mut std::io::Cursor::new(&picture.bytes));
        assert!(read.is_err(), "{name}: EXIF in {:?}", picture.format);
        reread(picture);
    }
}

fn labelled(label: &[u8]) -> Vec<u8> {
    [label, CANARY].concat()
}

fn trailer() -> Vec<u8> {
    [b"<html><script>alert(1)</script>PK\x03\x04".as_slice(), CANARY].concat()
}

#[test]
fn planted_position_is_real() {
    let bytes = with_exif(&jpeg(photo(16, 16)), 6);
    let read = exif::Reader::new().read_from_container(&mut std::io::Cursor::new(&bytes)).unwrap();
    let field = read.get_field(exif::Tag::GPSLatitude, exif::In::PRIMARY).unwrap();
    assert_eq!(field.display_value().to_string(), "51 deg 30 min 26 sec");
}

#[test]
fn jpeg_metadata() {
    let thumbnail = jpeg(photo(8, 8));
    let bytes = with_segments(
        &jpeg(photo(60, 40)),
        &[
            (0xE1, [b"Exif\0\0".as_slice(), &exif(6)].concat()),
            (0xE1, labelled(b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>")),
            (0xE2, labelled(b"ICC_PROFILE\0\x01\x01")),
            (0xED, labelled(b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x0F")),
            (0xEB, labelled(b"JP\0\x01\0\0\0\x01\0\0\0\x20jumb")),
            (0xE5, thumbnail),
            (0xFE, labelled(b"comment ")),
        ],
    );
    assert_clean("jpeg", &[bytes, trailer()].concat());
}

#[test]
fn png_metadata() {
    let bytes = with_chunks(
        &png(photo(60, 40)),
        &[
            (b"eXIf", exif(3)),
            (b"tEXt", labelled(b"Comment\0")),
            (b"iTXt", labelled(b"XML:com.adobe.xmp\0\0\0\0\0<x:xmpmeta>")),
            (b"caBX", labelled(b"\0\0\0\x20jumb")),
        ],
    );
    assert_clean("png", &[bytes, trailer()].concat());
}

#[test]
fn webp_metadata() {
    for image in [DynamicImage::ImageRgb8(photo(60, 40)), DynamicImage::ImageRgba8(sheer(60, 40))] {
        let bytes = riff(&[
            (b"VP8X", webp_canvas(0x3C, 60, 40)),
            (b"ICCP", labelled(b"ICC_PROFILE")),
            (b"VP8L", webp_data(&webp(image))),
            (b"EXIF", exif(1)),
            (b"XMP ", labelled(b"<x:xmpmeta>")),
        ]);
        assert_clean("webp", &[bytes, trailer()].concat());
    }
}

#[test]
fn gif_metadata() {
    let comment = [&[0x21, 0xFE, CANARY.len() as u8], CANARY, &[0]].concat();
    let xmp = [b"\x21\xFF\x0BXMP DataXMP\x0F".as_slice(), CANARY, &[0]].concat();
    for frames in [1, 3] {
        let colours: Vec<_> = (0..frames).map(|at| ([at * 80, 40, 9, 255], 100)).collect();
        let plain = gif(60, 40, &colours, Some(Repeat::Infinite));
        // Right before the first graphic control extension.
        let at = plain.windows(3).position(|window| window == [0x21, 0xF9, 4]).unwrap();
        let bytes = [&plain[..at], &comment, &xmp, &plain[at..], &trailer()].concat();
        assert_clean("gif", &bytes);
    }
}

#[test]
fn colour_under_transparency() {
    let image = sheer(60, 40);
    assert!(image.pixels().any(|pixel| pixel.0 == [0xCA, 0xFE, 0x42, 0]));
    let bytes = png(image);
    let done = process(&bytes);
    for picture in [&done.original, &done.small] {
        let seen = reread(picture).into_rgba8();
        assert!(seen.pixels().any(|pixel| pixel.0[3] == 0));
        assert!(seen.pixels().all(|pixel| pixel.0[3] != 0 || pixel.0 == [0; 4]));
    }
}

/// Half of it erased, with the colour left in place.
fn sheer(width: u32, height: u32) -> RgbaImage {
    RgbaImage::from_fn(width, height, |x, _| {
        if x < width / 2 { Rgba([0xCA, 0xFE, 0x42, 0]) } else { Rgba([9, 99, x as u8, 200]) }
    })
}
