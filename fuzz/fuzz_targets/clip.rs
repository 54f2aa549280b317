//! See `src/clip.rs`. Run with `cargo +nightly fuzz run clip fuzz/corpus/clip fuzz/seeds/clip`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| medley_fuzz::clip::run(bytes));
