//! Tests of the whole pipeline, on files made here.

mod animations;
mod fixtures;
mod hostile;
mod mutations;
mod privacy;
mod profiles;
mod stills;

use image::DynamicImage;

use super::{
    EMOJI_BYTES_MAX, Format, Limits, MediaError, Picture, Processed, attachment, avatar, emoji, header,
    probe, sniff,
};

/// Runs the default limits.
fn process(bytes: &[u8]) -> Processed {
    attachment(bytes, &Limits::default()).unwrap()
}

/// Decodes what was stored and checks that it is what it says.
fn reread(picture: &Picture) -> DynamicImage {
    assert_eq!(sniff(&picture.bytes), Some(picture.format));
    let image = image::load_from_memory_with_format(&picture.bytes, picture.format.codec()).unwrap();
    assert_eq!((image.width(), image.height()), (picture.width, picture.height));
    image
}

fn contains(bytes: &[u8], text: &[u8]) -> bool {
    bytes.windows(text.len()).any(|window| window == text)
}
