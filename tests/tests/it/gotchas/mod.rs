//! The 38 things that break strict clients, one test each, through HTTP. Other tests go deeper into most of them; these
//! are here so that none is lost. The numbers are those of the list in the research on Mastodon's API.

mod asking;
mod entities;
mod features;
mod streaming;

use testkit::{Person, Value};

/// The numbers that a list of gotchas must cover.
const GOTCHAS: usize = 38;

/// Fails unless `entity` has every one of `keys`.
#[track_caller]
fn has(entity: &Value, keys: &[&str]) {
    for key in keys {
        assert!(entity.get(*key).is_some(), "{key} is missing: {entity}");
    }
}

/// Fails unless each of `keys` is there and is not null.
#[track_caller]
fn filled(entity: &Value, keys: &[&str]) {
    for key in keys {
        assert!(entity.get(*key).is_some_and(|value| !value.is_null()), "{key} is null: {entity}");
    }
}

async fn status(who: &Person, id: base::Id) -> Value {
    who.get(&format!("/api/v1/statuses/{id}")).await.ok().json
}

/// A picture of `side` by `side` pixels, as a PNG.
pub(crate) fn picture(side: u32) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    let plain = image::RgbImage::from_fn(side, side, |x, y| image::Rgb([x as u8, y as u8, 128]));
    plain.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    bytes.into_inner()
}

#[test]
fn every_gotcha_has_its_test() {
    let all = [
        include_str!("asking.rs"),
        include_str!("entities.rs"),
        include_str!("features.rs"),
        include_str!("streaming.rs"),
    ]
    .concat();
    for number in 1..=GOTCHAS {
        assert_eq!(all.matches(&format!("async fn gotcha_{number:02}_")).count(), 1, "gotcha {number}");
    }
}
