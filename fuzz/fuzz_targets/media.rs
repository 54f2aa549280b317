//! See `src/media.rs`. Run with `cargo +nightly fuzz run media fuzz/corpus/media fuzz/seeds/media`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| medley_fuzz::media::run(bytes));
