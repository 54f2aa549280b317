//! Small image files, made here.

use std::io::Cursor;

use image::codecs::gif::GifEncoder;
use image::{Delay, DynamicImage, Frame, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};

/// Planted in metadata and behind the end of files; no answer may hold it.
pub(crate) const CANARY: &[u8] = b"CANARY-51.5074N";

/// An image with some detail.
pub(crate) fn photo(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
    let image = RgbImage::from_fn(width, height, |x, y| Rgb([(x * 7) as u8, (y * 5) as u8, (x ^ y) as u8]));
    let mut bytes = Vec::new();
    DynamicImage::from(image).write_to(&mut Cursor::new(&mut bytes), format).unwrap();
    bytes
}

/// A GIF that moves.
pub(crate) fn moving(width: u32, height: u32, frames: u8) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = GifEncoder::new(&mut bytes);
    for n in 0..frames {
        let image = RgbaImage::from_pixel(width, height, Rgba([n * 60, 9, 200, 255]));
        encoder.encode_frame(Frame::from_parts(image, 0, 0, Delay::from_numer_denom_ms(90, 1))).unwrap();
    }
    drop(encoder);
    bytes
}

/// A JPEG with EXIF as a phone writes it (turned by a quarter, a GPS directory) and the canary in it, in a comment
/// and behind the end.
pub(crate) fn phone_jpeg(width: u32, height: u32) -> Vec<u8> {
    let plain = photo(width, height, ImageFormat::Jpeg);
    let exif = [b"Exif\0\0".as_slice(), &tiff()].concat();
    let segment = |marker: u8, payload: &[u8]| {
        [&[0xFF, marker], (payload.len() as u16 + 2).to_be_bytes().as_slice(), payload].concat()
    };
    [&plain[..2], &segment(0xE1, &exif), &segment(0xFE, CANARY), &plain[2..], CANARY].concat()
}

/// Little-endian TIFF: orientation 6, maker (the canary), and a GPS directory with a latitude reference.
fn tiff() -> Vec<u8> {
    let entry = |tag: u16, kind: u16, count: u32, value: u32| {
        let (tag, kind) = (tag.to_le_bytes(), kind.to_le_bytes());
        [tag.as_slice(), &kind, &count.to_le_bytes(), &value.to_le_bytes()].concat()
    };
    let (text_at, gps_at) = (50, 50 + CANARY.len() as u32);
    let mut bytes = b"II*\0\x08\0\0\0\x03\0".to_vec();
    bytes.extend(entry(0x010F, 2, CANARY.len() as u32, text_at));
    bytes.extend(entry(0x0112, 3, 1, 6));
    bytes.extend(entry(0x8825, 4, 1, gps_at));
    bytes.extend([0; 4]);
    bytes.extend(CANARY);
    bytes.extend([1, 0]);
    bytes.extend(entry(0x0001, 2, 2, u32::from(b'N')));
    bytes.extend([0; 4]);
    bytes
}

/// A PNG that claims 65,535 pixels a side, and has none.
pub(crate) fn bomb() -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR\0\0\xFF\xFF\0\0\xFF\xFF\x08\x02\0\0\0".to_vec();
    // CRC-32 of the chunk's name and content, so that nothing but the size is wrong.
    let crc = crc(&bytes[12..29]);
    bytes.extend(crc.to_be_bytes());
    bytes.extend(b"\0\0\0\0IDAT\x35\xAF\x06\x1E\0\0\0\0IEND\xAE\x42\x60\x82");
    bytes
}

fn crc(bytes: &[u8]) -> u32 {
    let step = |crc: u32| if crc & 1 == 1 { 0xEDB8_8320 ^ (crc >> 1) } else { crc >> 1 };
    !bytes.iter().fold(!0, |crc, byte| (0..8).fold(crc ^ u32::from(*byte), |crc, _| step(crc)))
}

/// A picture whose beginning is whole and whose rest is missing: only decoding tells.
pub(crate) fn truncated() -> Vec<u8> {
    let whole = photo(60, 60, ImageFormat::Png);
    whole[..whole.len() / 2].to_vec()
}

pub(crate) fn contains(bytes: &[u8], text: &[u8]) -> bool {
    bytes.windows(text.len()).any(|window| window == text)
}
