//! See `src/sheet.rs`. Run with `cargo +nightly fuzz run sheet fuzz/corpus/sheet fuzz/seeds/sheet`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| medley_fuzz::sheet::run(bytes));
