//! Image files made in code, whole and hand-built.

use std::io::Cursor;

use image::codecs::gif::{GifEncoder, Repeat};
use image::{Delay, DynamicImage, Frame, GrayImage, ImageFormat, Luma, Rgb, RgbImage, Rgba, RgbaImage};

/// A text planted in every kind of metadata, which no output may hold.
pub(super) const CANARY: &[u8] = b"CANARY-51.5074N";

/// Something like a photograph: smooth, with a little noise.
pub(super) fn photo(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        let noise = (noise(x, y, 0) & 15) as u8;
        let red = 200 * x / width.max(1);
        let green = 200 * y / height.max(1);
        Rgb([red as u8 + noise, green as u8 + noise, 90 + noise])
    })
}

/// A byte that looks random.
pub(super) fn noise(x: u32, y: u32, z: u32) -> u32 {
    let mixed = (x ^ (y << 11) ^ (z << 22)).wrapping_mul(2_654_435_761);
    (mixed ^ (mixed >> 15)).wrapping_mul(2_246_822_519) >> 24
}

/// Four plain quarters: red, green over blue, white. Tells every orientation apart.
pub(super) fn quarters(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| match (x < width / 2, y < height / 2) {
        (true, true) => Rgb([255, 0, 0]),
        (false, true) => Rgb([0, 255, 0]),
        (true, false) => Rgb([0, 0, 255]),
        (false, false) => Rgb([255, 255, 255]),
    })
}

pub(super) fn encode(image: impl Into<DynamicImage>, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Vec::new();
    image.into().write_to(&mut Cursor::new(&mut bytes), format).unwrap();
    bytes
}

pub(super) fn jpeg(image: impl Into<DynamicImage>) -> Vec<u8> {
    encode(image, ImageFormat::Jpeg)
}

pub(super) fn png(image: impl Into<DynamicImage>) -> Vec<u8> {
    encode(image, ImageFormat::Png)
}

pub(super) fn webp(image: impl Into<DynamicImage>) -> Vec<u8> {
    encode(image, ImageFormat::WebP)
}

/// A GIF of plain frames with these colours and delays in milliseconds.
pub(super) fn gif(width: u32, height: u32, frames: &[([u8; 4], u32)], repeat: Option<Repeat>) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = GifEncoder::new(&mut bytes);
    if let Some(repeat) = repeat {
        encoder.set_repeat(repeat).unwrap();
    }
    for &(colour, delay) in frames {
        let pixels = RgbaImage::from_pixel(width, height, Rgba(colour));
        encoder.encode_frame(Frame::from_parts(pixels, 0, 0, Delay::from_numer_denom_ms(delay, 1))).unwrap();
    }
    drop(encoder);
    bytes
}

/// EXIF as a phone writes it: maker (the canary), orientation, and a GPS directory. Little-endian TIFF.
pub(super) fn exif(orientation: u16) -> Vec<u8> {
    let maker_at = 8 + 2 + 3 * 12 + 4;
    let gps_at = maker_at + CANARY.len() as u32 + 1;
    let numbers_at = gps_at + 2 + 2 * 12 + 4;
    let mut tiff = b"II*\0\x08\0\0\0\x03\0".to_vec();
    entry(&mut tiff, 0x010F, 2, CANARY.len() as u32 + 1, maker_at);
    entry(&mut tiff, 0x0112, 3, 1, orientation.into());
    entry(&mut tiff, 0x8825, 4, 1, gps_at);
    tiff.extend([0; 4]);
    tiff.extend(CANARY);
    tiff.push(0);
    tiff.extend([2, 0]);
    entry(&mut tiff, 1, 2, 2, u32::from(b'N'));
    entry(&mut tiff, 2, 5, 3, numbers_at);
    tiff.extend([0; 4]);
    for number in [51u32, 1, 30, 1, 26, 1] {
        tiff.extend(number.to_le_bytes());
    }
    tiff
}

fn entry(tiff: &mut Vec<u8>, tag: u16, kind: u16, count: u32, value: u32) {
    tiff.extend(tag.to_le_bytes());
    tiff.extend(kind.to_le_bytes());
    tiff.extend(count.to_le_bytes());
    tiff.extend(value.to_le_bytes());
}

/// Puts segments right after the start marker of a JPEG.
pub(super) fn with_segments(jpeg: &[u8], segments: &[(u8, Vec<u8>)]) -> Vec<u8> {
    let mut bytes = jpeg[..2].to_vec();
    for (marker, payload) in segments {
        bytes.extend([0xFF, *marker]);
        bytes.extend((payload.len() as u16 + 2).to_be_bytes());
        bytes.extend(payload);
    }
    bytes.extend(&jpeg[2..]);
    bytes
}

/// A JPEG with only an EXIF segment.
pub(super) fn with_exif(jpeg: &[u8], orientation: u16) -> Vec<u8> {
    with_segments(jpeg, &[(0xE1, [b"Exif\0\0".as_slice(), &exif(orientation)].concat())])
}

/// Puts chunks right after the header of a PNG.
pub(super) fn with_chunks(png: &[u8], chunks: &[(&[u8; 4], Vec<u8>)]) -> Vec<u8> {
    let mut bytes = png[..33].to_vec();
    for (name, payload) in chunks {
        bytes.extend(png_chunk(name, payload));
    }
    bytes.extend(&png[33..]);
    bytes
}

pub(super) fn png_chunk(name: &[u8; 4], payload: &[u8]) -> Vec<u8> {
    let body = [name.as_slice(), payload].concat();
    [&(payload.len() as u32).to_be_bytes(), body.as_slice(), &crc(&body).to_be_bytes()].concat()
}

/// A PNG header that claims these dimensions, without any data.
pub(super) fn png_claiming(width: u32, height: u32) -> Vec<u8> {
    let size = [width.to_be_bytes(), height.to_be_bytes()].concat();
    let header = png_chunk(b"IHDR", &[size.as_slice(), &[8, 2, 0, 0, 0]].concat());
    [b"\x89PNG\r\n\x1A\n".as_slice(), &header, &png_chunk(b"IDAT", &[]), &png_chunk(b"IEND", &[])].concat()
}

/// CRC-32 as PNG uses it, bit by bit.
fn crc(bytes: &[u8]) -> u32 {
    let step = |crc: u32| if crc & 1 == 1 { 0xEDB8_8320 ^ (crc >> 1) } else { crc >> 1 };
    !bytes.iter().fold(!0, |crc, byte| (0..8).fold(crc ^ u32::from(*byte), |crc, _| step(crc)))
}

/// A RIFF file of these chunks.
pub(super) fn riff(chunks: &[(&[u8; 4], Vec<u8>)]) -> Vec<u8> {
    let body: Vec<u8> = chunks.iter().flat_map(|(name, payload)| riff_chunk(name, payload)).collect();
    [b"RIFF".as_slice(), &(body.len() as u32 + 4).to_le_bytes(), b"WEBP", &body].concat()
}

fn riff_chunk(name: &[u8; 4], payload: &[u8]) -> Vec<u8> {
    let padding = &[0][..payload.len() % 2];
    [name.as_slice(), &(payload.len() as u32).to_le_bytes(), payload, padding].concat()
}

/// The `VP8X` chunk's content: flags and canvas.
pub(super) fn webp_canvas(flags: u8, width: u32, height: u32) -> Vec<u8> {
    let side = |side: u32| (side - 1).to_le_bytes()[..3].to_vec();
    [vec![flags, 0, 0, 0], side(width), side(height)].concat()
}

/// An animated WebP of plain frames with these delays in milliseconds; `passes` 0 is endless.
pub(super) fn webp_moving(width: u32, height: u32, frames: &[([u8; 4], u32)], passes: u16) -> Vec<u8> {
    let mut chunks = vec![(b"VP8X", webp_canvas(0x12, width, height))];
    chunks.push((b"ANIM", [&[0; 4], passes.to_le_bytes().as_slice()].concat()));
    for &(colour, delay) in frames {
        let still = webp(RgbaImage::from_pixel(width, height, Rgba(colour)));
        let side = |side: u32| (side - 1).to_le_bytes()[..3].to_vec();
        let head =
            [vec![0; 6], side(width), side(height), delay.to_le_bytes()[..3].to_vec(), vec![2]].concat();
        chunks.push((b"ANMF", [head.as_slice(), &still[12..]].concat()));
    }
    riff(&chunks)
}

/// The image data of a lossless WebP: the content of its `VP8L` chunk.
pub(super) fn webp_data(webp: &[u8]) -> Vec<u8> {
    let at = webp.windows(4).position(|window| window == b"VP8L").unwrap();
    let size = u32::from_le_bytes(webp[at + 4..at + 8].try_into().unwrap()) as usize;
    webp[at + 8..at + 8 + size].to_vec()
}

/// An 8x8 JPEG of four components, all in the middle of their range, marked as CMYK by Adobe's segment.
///
/// Each of its two Huffman tables has one code, `0`: no difference, and end of block.
pub(super) fn cmyk_jpeg() -> Vec<u8> {
    let mut bytes = b"\xFF\xD8\xFF\xEE\0\x0EAdobe\0\x64\0\0\0\0\0".to_vec();
    bytes.extend(b"\xFF\xDB\0\x43\0");
    bytes.extend([1; 64]);
    bytes.extend(b"\xFF\xC0\0\x14\x08\0\x08\0\x08\x04");
    (1..=4).for_each(|component| bytes.extend([component, 0x11, 0]));
    for table in [0x00, 0x10] {
        bytes.extend(b"\xFF\xC4\0\x14");
        bytes.extend([table, 1]);
        bytes.extend([0; 16]);
    }
    bytes.extend(b"\xFF\xDA\0\x0E\x04\x01\0\x02\0\x03\0\x04\0\0\x3F\0");
    bytes.extend(b"\0\xFF\xD9");
    bytes
}

/// One small valid file of each format, and of each way to move.
pub(super) fn samples() -> Vec<Vec<u8>> {
    let colours = [([255, 0, 0, 255], 50), ([0, 0, 0, 0], 70), ([0, 0, 255, 255], 90)];
    let alpha = RgbaImage::from_fn(9, 7, |x, y| Rgba([x as u8, 9, y as u8, (x * 28) as u8]));
    vec![
        with_exif(&jpeg(photo(17, 9)), 6),
        jpeg(GrayImage::from_pixel(8, 8, Luma([40]))),
        cmyk_jpeg(),
        png(photo(13, 11)),
        png(DynamicImage::ImageRgb8(photo(5, 5)).into_rgba16()),
        png(alpha.clone()),
        webp(photo(12, 10)),
        webp(alpha),
        gif(6, 5, &colours[..1], None),
        gif(6, 5, &colours, Some(Repeat::Finite(3))),
        webp_moving(6, 5, &colours, 2),
    ]
}
