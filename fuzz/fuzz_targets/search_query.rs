//! Any text is a query, and its words are safe to be put into an expression of the index.
#![no_main]

use libfuzzer_sys::fuzz_target;
use search::query::{CLAUSES_MAX, Query};
use search::words::{stored, stored_name, wanted};

fuzz_target!(|text: &str| {
    assert!(Query::parse(text).clauses.len() <= CLAUSES_MAX);
    for word in stored(text).iter().chain(&stored_name(text)) {
        assert!(!word.is_empty() && !word.contains(['"', ' ', '*', '\u{E000}', '\0']));
    }
    wanted(text);
});
