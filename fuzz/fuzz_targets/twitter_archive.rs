//! See `src/twitter_archive.rs`. Run with `cargo +nightly fuzz run twitter_archive fuzz/corpus/twitter_archive fuzz/seeds/twitter_archive`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| medley_fuzz::twitter_archive::run(bytes));
