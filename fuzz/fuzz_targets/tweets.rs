//! See `src/tweets.rs`. Run with `cargo +nightly fuzz run tweets fuzz/corpus/tweets fuzz/seeds/tweets`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| medley_fuzz::tweets::run(bytes));
