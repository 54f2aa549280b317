//! Avatars and headers.

use image::codecs::gif::Repeat;
use image::{Rgb, RgbImage};

use super::fixtures::*;
use super::*;

#[test]
fn cut_from_the_middle() {
    let limits = Limits::default();
    let table = [
        ((1000, 500), (400, 400), (1000, 333)),
        ((90, 200), (90, 90), (90, 30)),
        ((1600, 600), (400, 400), (1500, 500)),
        ((1, 1), (1, 1), (1, 1)),
        ((400, 400), (400, 400), (400, 133)),
    ];
    for ((width, height), square, banner) in table {
        let bytes = png(photo(width, height));
        let face = avatar(&bytes, &limits).unwrap();
        assert_eq!((face.picture.width, face.picture.height), square);
        assert_eq!(face.picture, face.still);
        reread(&face.picture);
        let wide = header(&bytes, &limits).unwrap();
        assert_eq!((wide.picture.width, wide.picture.height), banner);
    }
}

#[test]
fn sides_are_cut_off() {
    let striped = RgbImage::from_fn(300, 100, |x, _| {
        if (100..200).contains(&x) { Rgb([0, 200, 0]) } else { Rgb([200, 0, 0]) }
    });
    let face = avatar(&png(striped), &Limits::default()).unwrap();
    assert!(reread(&face.picture).into_rgb8().pixels().all(|pixel| *pixel == Rgb([0, 200, 0])));
}

#[test]
fn moving_ones_keep_a_still() {
    let colours = [([250, 0, 0, 255], 100), ([0, 250, 0, 255], 100)];
    let moving = gif(480, 420, &colours, Some(Repeat::Infinite));
    for bytes in [moving, webp_moving(480, 420, &colours, 0)] {
        let face = avatar(&bytes, &Limits::default()).unwrap();
        assert_eq!((face.picture.format, face.still.format), (Format::Gif, Format::Png));
        assert_eq!((face.picture.width, face.picture.height), (400, 400));
        assert_eq!(animations::frames(&face.picture).len(), 2);
        let still = reread(&face.still).into_rgb8();
        assert!(still.pixels().all(|pixel| *pixel == Rgb([250, 0, 0])));
        let wide = header(&bytes, &Limits::default()).unwrap();
        assert_eq!((wide.picture.width, wide.picture.height), (480, 160));
    }
}

#[test]
fn emojis_keep_their_proportions_and_move_on() {
    let limits = Limits { animation_bytes_max: EMOJI_BYTES_MAX, ..Limits::default() };
    for ((width, height), size) in [((1024, 256), (512, 128)), ((64, 64), (64, 64)), ((1, 1), (1, 1))] {
        for bytes in [png(photo(width, height)), jpeg(photo(width, height)), webp(photo(width, height))] {
            let made = emoji(&bytes, &limits).unwrap();
            assert_eq!((made.picture.width, made.picture.height), size);
            assert_eq!((made.picture.format, &made.still), (Format::Png, &made.picture));
            reread(&made.picture);
        }
    }
    let colours = [([250, 0, 0, 255], 100), ([0, 250, 0, 255], 100)];
    for bytes in [gif(40, 20, &colours, Some(Repeat::Infinite)), webp_moving(40, 20, &colours, 0)] {
        let made = emoji(&bytes, &limits).unwrap();
        assert_eq!((made.picture.format, made.still.format), (Format::Gif, Format::Png));
        assert_eq!(animations::frames(&made.picture).len(), 2);
        assert!(reread(&made.still).into_rgb8().pixels().all(|pixel| *pixel == Rgb([250, 0, 0])));
    }
}

#[test]
fn refused_like_attachments() {
    let limits = Limits::default();
    assert_eq!(avatar(b"<svg/>", &limits), Err(MediaError::UnknownType));
    assert_eq!(emoji(b"<svg/>", &limits), Err(MediaError::UnknownType));
    assert!(matches!(header(&png_claiming(60_000, 2), &limits), Err(MediaError::SideTooLong { .. })));
}
