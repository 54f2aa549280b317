//! See `src/params.rs`. Run with `cargo +nightly fuzz run params fuzz/corpus/params fuzz/seeds/params`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| medley_fuzz::params::run(bytes));
