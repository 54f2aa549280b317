//! Frames, delays and loops.

use std::io::Cursor;

use image::codecs::gif::{GifDecoder, GifEncoder, Repeat};
use image::{AnimationDecoder, Delay, Frame, Rgba, RgbaImage};

use super::fixtures::*;
use super::*;
use crate::process::survey;

const RED: [u8; 4] = [255, 0, 0, 255];
const GREEN: [u8; 4] = [0, 255, 0, 255];
const NONE: [u8; 4] = [0; 4];

pub(super) fn frames(picture: &Picture) -> Vec<Frame> {
    GifDecoder::new(Cursor::new(&picture.bytes)).unwrap().into_frames().collect_frames().unwrap()
}

fn repeat(bytes: &[u8]) -> survey::Repeat {
    survey::survey(Format::Gif, bytes).repeat
}

fn delays(frames: &[Frame]) -> Vec<u32> {
    frames.iter().map(|frame| frame.delay().numer_denom_ms().0 / frame.delay().numer_denom_ms().1).collect()
}

#[test]
fn gif_keeps_everything() {
    let given = [(RED, 50), (GREEN, 1230), (NONE, 0), (RED, 100)];
    let done = process(&gif(30, 20, &given, Some(Repeat::Infinite)));
    assert_eq!((done.animated, done.frames, done.original.format), (true, 4, Format::Gif));
    assert_eq!((done.original.width, done.original.height), (30, 20));
    let seen = frames(&done.original);
    assert_eq!(delays(&seen), [50, 1230, 0, 100]);
    for (frame, (colour, _)) in seen.iter().zip(given) {
        assert!(frame.buffer().pixels().all(|pixel| pixel.0 == colour));
    }
    assert_eq!(done.average, [255, 0, 0]);
    assert_eq!(reread(&done.small).into_rgba8().get_pixel(3, 3).0, RED);
}

#[test]
fn loops() {
    let given = [(RED, 50), (GREEN, 50)];
    let table = [
        (None, survey::Repeat::Once),
        (Some(Repeat::Finite(7)), survey::Repeat::Again(7)),
        (Some(Repeat::Infinite), survey::Repeat::Forever),
    ];
    for (wanted, expected) in table {
        let done = process(&gif(4, 4, &given, wanted));
        assert_eq!(repeat(&done.original.bytes), expected);
    }
}

#[test]
fn moving_webp_becomes_gif() {
    let given = [(RED, 55), (NONE, 3), (GREEN, 200)];
    let table = [(0, survey::Repeat::Forever), (1, survey::Repeat::Once), (4, survey::Repeat::Again(3))];
    for (passes, expected) in table {
        let done = process(&webp_moving(20, 10, &given, passes));
        assert_eq!((done.original.format, done.frames), (Format::Gif, 3));
        let seen = frames(&done.original);
        assert_eq!(delays(&seen), [50, 20, 200]);
        assert_eq!(seen[0].buffer().get_pixel(1, 1).0, RED);
        assert_eq!(seen[1].buffer().get_pixel(1, 1).0, NONE);
        assert_eq!(seen[2].buffer().get_pixel(1, 1).0, GREEN);
        assert_eq!(repeat(&done.original.bytes), expected);
    }
}

#[test]
fn partial_frames_are_composed() {
    // On a red canvas of 4x4 a second frame of 2x2 at (1, 1), both kept in place.
    let mut bytes = b"GIF89a\x04\0\x04\0\x80\0\0\xFF\0\0\0\xFF\0".to_vec();
    bytes.extend(b"\x21\xF9\x04\x04\x0A\0\0\0\x2C\0\0\0\0\x04\0\x04\0\0");
    bytes.extend(b"\x02\x04\x84\x8F\x09\x05\0");
    bytes.extend(b"\x21\xF9\x04\x04\x0A\0\0\0\x2C\x01\0\x01\0\x02\0\x02\0\0");
    bytes.extend(b"\x02\x03\x4C\x12\x05\0;");
    let done = process(&bytes);
    let seen = frames(&done.original);
    assert_eq!(seen.len(), 2);
    assert!(seen[0].buffer().pixels().all(|pixel| pixel.0 == RED));
    let green = seen[1].buffer().pixels().filter(|pixel| pixel.0 == GREEN).count();
    assert_eq!((green, seen[1].buffer().get_pixel(0, 0).0), (4, RED));
}

#[test]
fn large_frames_are_reduced() {
    let bytes = gif(200, 100, &[(RED, 40); 60], Some(Repeat::Infinite));
    let limits = Limits { animation_encoded_pixels_max: 60 * 66 * 33, ..Limits::default() };
    let done = attachment(&bytes, &limits).unwrap();
    assert_eq!((done.frames, done.original.width, done.original.height), (60, 66, 33));
    assert_eq!((done.small.width, done.small.height), (200, 100));
    let face = avatar(&bytes, &limits).unwrap();
    assert_eq!((face.picture.width, face.picture.height), (46, 46));
    assert_eq!((face.still.width, face.still.height), (100, 100));
}

#[test]
fn noise_is_reduced_until_it_fits() {
    let bytes = noisy(200, 100, 6);
    let table =
        [(bytes.len(), Some(200)), (bytes.len() / 2, Some(100)), (bytes.len() / 10, Some(50)), (500, None)];
    for (animation_bytes_max, width) in table {
        let limits = Limits { animation_bytes_max, ..Limits::default() };
        let done = attachment(&bytes, &limits);
        assert_eq!(done.as_ref().ok().map(|done| done.original.width), width);
        match done {
            Ok(done) => assert!(done.original.bytes.len() <= animation_bytes_max && done.frames == 6),
            Err(error) => assert_eq!(error, MediaError::AnimationTooLarge),
        }
    }
}

fn noisy(width: u32, height: u32, count: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = GifEncoder::new_with_speed(&mut bytes, 30);
    for at in 0..count {
        let frame = RgbaImage::from_fn(width, height, |x, y| {
            let level = noise(x, y, at) as u8;
            Rgba([level, level, level, 255])
        });
        encoder.encode_frame(Frame::from_parts(frame, 0, 0, Delay::from_numer_denom_ms(40, 1))).unwrap();
    }
    drop(encoder);
    bytes
}

#[test]
fn apng_is_a_still() {
    let control = [0, 0, 0, 2, 0, 0, 0, 0];
    let frame = [[0, 0, 0, 0], [0, 0, 0, 20], [0, 0, 0, 10], [0; 4], [0; 4], [0, 1, 0, 10], [0; 4]].concat();
    let bytes =
        with_chunks(&png(photo(20, 10)), &[(b"acTL", control.to_vec()), (b"fcTL", frame[..26].to_vec())]);
    let done = process(&bytes);
    assert_eq!((done.animated, done.frames, done.original.format), (false, 1, Format::Png));
    assert_eq!(reread(&done.original).into_rgb8(), photo(20, 10));
}
