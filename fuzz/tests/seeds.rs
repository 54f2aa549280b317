//! The seeds, through the same functions as what the fuzzer invents: they are where it begins, and what it once found.

use std::path::Path;

use medley_fuzz::{chat, clip, media, params, sheet, text, tweets, twitter_archive};

/// Every file of `seeds/TARGET`, and each with its end cut off and its middle damaged.
fn feed(target: &str, run: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds").join(target);
    let mut fed = 0;
    for entry in std::fs::read_dir(&folder).expect("every target has seeds") {
        let bytes = std::fs::read(entry.expect("a seed").path()).expect("a seed can be read");
        run(&bytes);
        run(&bytes[..bytes.len() / 2]);
        let mut damaged = bytes.clone();
        if let Some(byte) = damaged.get_mut(bytes.len() / 2) {
            *byte ^= 0x55;
        }
        run(&damaged);
        fed += 1;
    }
    assert!(fed > 1, "{target} has {fed} seeds");
}

#[test]
fn text_holds() {
    feed("text", |bytes| text::run(&String::from_utf8_lossy(bytes)));
}

#[test]
fn params_hold() {
    feed("params", params::run);
}

#[test]
fn sheets_hold() {
    feed("sheet", sheet::run);
}

#[test]
fn tweets_hold() {
    feed("tweets", tweets::run);
}

#[test]
fn twitter_archives_hold() {
    feed("twitter_archive", twitter_archive::run);
}

#[test]
fn chats_hold() {
    feed("chat", chat::run);
}

#[test]
fn clips_hold() {
    feed("clip", clip::run);
}

#[test]
fn media_hold() {
    feed("media", media::run);
}
