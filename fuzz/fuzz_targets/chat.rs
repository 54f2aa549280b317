//! See `src/chat.rs`. Run with `cargo +nightly fuzz run chat fuzz/corpus/chat fuzz/seeds/chat`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| medley_fuzz::chat::run(bytes));
