//! Uploads: refused with a reason or made clean within the limits, never a panic that escapes, and what came out
//! goes in again.

use media::process::{Limits, SMALL_PIXELS_MAX, attachment, avatar, header, probe, sniff};

/// Small, so that the fuzzer makes many tries a second.
fn limits() -> Limits {
    Limits {
        bytes_max: 64 << 10,
        pixels_max: 128 * 128,
        side_px_max: 512,
        frames_max: 8,
        animation_pixels_max: 4 * 128 * 128,
        alloc_bytes_max: 4 << 20,
        original_pixels_max: 64 * 64,
        animation_encoded_pixels_max: 2 * 64 * 64,
        animation_bytes_max: 64 << 10,
    }
}

/// What must hold for every input.
pub fn run(bytes: &[u8]) {
    let limits = limits();
    let known = sniff(bytes).is_some();
    let _ = (probe(bytes, &limits), avatar(bytes, &limits), header(bytes, &limits));
    let Ok(made) = attachment(bytes, &limits) else { return };
    assert!(known && bytes.len() <= limits.bytes_max);
    assert_eq!(made.animated, made.frames > 1);
    assert!(made.frames <= limits.frames_max && !made.blurhash.is_empty());
    let pixels = |picture: &media::process::Picture| u64::from(picture.width) * u64::from(picture.height);
    assert!(pixels(&made.small) <= SMALL_PIXELS_MAX);
    // A clean picture is a fair upload, where its re-encoding did not make it larger than the small limit.
    if made.original.bytes.len() <= limits.bytes_max {
        attachment(&made.original.bytes, &limits).expect("what was made clean can be read");
    }
}
