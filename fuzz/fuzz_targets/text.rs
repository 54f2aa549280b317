//! See `src/text.rs`. Run with `cargo +nightly fuzz run text fuzz/corpus/text fuzz/seeds/text`.
#![no_main]

libfuzzer_sys::fuzz_target!(|raw: &str| medley_fuzz::text::run(raw));
