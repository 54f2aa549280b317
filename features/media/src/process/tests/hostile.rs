//! Files made to harm.

use std::time::{Duration, Instant};

use image::codecs::gif::Repeat;

use super::fixtures::*;
use super::*;

/// What a refusal on the header alone may take, on a slow and busy machine in a debug build.
const REFUSAL_MAX: Duration = Duration::from_secs(2);

fn refusal(bytes: &[u8]) -> MediaError {
    let started = Instant::now();
    let error = attachment(bytes, &Limits::default()).unwrap_err();
    assert!(started.elapsed() < REFUSAL_MAX, "{error:?} took {:?}", started.elapsed());
    error
}

#[test]
fn other_types() {
    for bytes in [b"".as_slice(), b"<svg/>", b"%PDF-1.7", b"II*\0", b"BM", b"GIF", b"\0\0\0\x18ftypheic"] {
        assert_eq!(refusal(bytes), MediaError::UnknownType);
    }
}

#[test]
fn claims_in_headers() {
    assert!(matches!(refusal(&png_claiming(65_535, 65_535)), MediaError::SideTooLong { .. }));
    assert_ne!(refusal(&png_claiming(0x7FFF_FFFF, 0x7FFF_FFFF)), MediaError::UnknownType);
    let expected = MediaError::TooManyPixels { width: 16_000, height: 16_000, pixels_max: 33_177_600 };
    assert_eq!(refusal(&png_claiming(16_000, 16_000)), expected);
    assert_eq!(
        expected.to_string(),
        "16000x16000 images are not supported, at most 33177600 pixels are accepted"
    );
    for (width, height) in [(0, 5), (5, 0), (0, 0)] {
        assert_eq!(refusal(&png_claiming(width, height)), MediaError::Corrupt);
    }
}

#[test]
fn claims_of_jpeg_gif_and_webp() {
    let mut bytes = jpeg(photo(8, 8));
    let at = bytes.windows(2).position(|window| window == [0xFF, 0xC0]).unwrap();
    bytes[at + 5..at + 9].copy_from_slice(&[0xFF; 4]);
    assert!(matches!(refusal(&bytes), MediaError::SideTooLong { width: 65_535, .. }));
    bytes[at + 5..at + 9].copy_from_slice(&[0, 0, 0, 8]);
    assert_eq!(refusal(&bytes), MediaError::Corrupt);

    let mut bytes = gif(8, 8, &[([9, 9, 9, 255], 0); 2], None);
    bytes[6..10].copy_from_slice(&[0xFF; 4]);
    assert!(matches!(refusal(&bytes), MediaError::SideTooLong { .. }));
    bytes[6..10].copy_from_slice(&[0, 0, 8, 0]);
    assert_eq!(refusal(&bytes), MediaError::Corrupt);

    let data = webp_data(&webp(photo(8, 8)));
    let bytes = riff(&[(b"VP8X", webp_canvas(0, 1 << 24, 100)), (b"VP8L", data)]);
    assert!(matches!(refusal(&bytes), MediaError::SideTooLong { .. } | MediaError::Corrupt));
}

#[test]
fn pixel_bomb_of_few_bytes() {
    let bytes = png(DynamicImage::new_luma8(9000, 9000));
    assert!(bytes.len() < 9000 * 9000 / 50, "{} bytes", bytes.len());
    assert!(matches!(refusal(&bytes), MediaError::TooManyPixels { .. }));
}

#[test]
fn frame_bombs() {
    let two = gif(1, 1, &[([9, 9, 9, 255], 0); 2], Some(Repeat::Infinite));
    let at = two.windows(3).rposition(|window| window == [0x21, 0xF9, 4]).unwrap();
    let (head, frame) = (&two[..at], &two[at..two.len() - 1]);
    let many = [head, &frame.repeat(100_000), b";"].concat();
    assert_eq!(refusal(&many), MediaError::TooManyFrames { frames_max: 500 });

    // Small frames on a huge canvas: each costs the canvas.
    let mut wide = [head, &frame.repeat(400), b";"].concat();
    wide[6..10].copy_from_slice(&[0x00, 0x10, 0x00, 0x10]);
    assert_eq!(refusal(&wide), MediaError::AnimationTooLarge);

    // A huge frame on a small canvas.
    let mut tall = two.clone();
    tall[at + 13..at + 17].copy_from_slice(&[0xFF; 4]);
    assert!(attachment(&tall, &Limits::default()).is_err());
}

#[test]
fn large_files() {
    let limits = Limits { bytes_max: 1000, ..Limits::default() };
    let bytes = vec![0xFF; 1001];
    assert_eq!(attachment(&bytes, &limits), Err(MediaError::TooLarge { bytes: 1001, bytes_max: 1000 }));
}

#[test]
fn lowered_limits() {
    let bytes = png(photo(100, 50));
    let table = [
        Limits { side_px_max: 99, ..Limits::default() },
        Limits { pixels_max: 4999, ..Limits::default() },
        Limits { alloc_bytes_max: 14_999, ..Limits::default() },
        Limits { bytes_max: 100, ..Limits::default() },
    ];
    for limits in table {
        assert!(attachment(&bytes, &limits).is_err(), "{limits:?}");
    }
    let exact = Limits { side_px_max: 100, pixels_max: 5000, bytes_max: bytes.len(), ..Limits::default() };
    assert!(attachment(&bytes, &exact).is_ok());
}

#[test]
fn truncated_files() {
    let limits = Limits::default();
    for bytes in samples() {
        for end in 0..bytes.len() {
            let seen = attachment(&bytes[..end], &limits);
            assert_eq!(seen, attachment(&bytes[..end], &limits), "one result for one input");
        }
    }
    let bytes = png(photo(50, 50));
    assert_eq!(attachment(&bytes[..bytes.len() / 2], &limits), Err(MediaError::Corrupt));
    let bytes = gif(9, 9, &[([1, 2, 3, 255], 10), ([3, 2, 1, 255], 10)], None);
    assert_eq!(attachment(&bytes[..bytes.len() - 4], &limits), Err(MediaError::Corrupt));
}

#[test]
fn exif_gone_wrong_is_ignored() {
    let plain = jpeg(photo(20, 10));
    for tiff in
        [b"".as_slice(), b"II*\0\xFF\xFF\xFF\xFF", b"MM\0*\0\0\0\x08\xFF\xFF", b"garbage of some length"]
    {
        let bytes = with_segments(&plain, &[(0xE1, [b"Exif\0\0".as_slice(), tiff].concat())]);
        assert_eq!(process(&bytes).original, process(&plain).original);
    }
}

#[test]
fn panics_are_caught() {
    let seen: Result<(), _> = crate::process::guarded(|| Err(MediaError::Encode));
    assert_eq!(seen, Err(MediaError::Encode));
    let seen: Result<(), _> = crate::process::guarded(|| std::panic::panic_any("a decoder's bug"));
    assert_eq!(seen, Err(MediaError::Corrupt));
}
