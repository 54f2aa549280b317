//! Stories across features, told through HTTP, on both engines.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod bad_input;
mod imports;
mod matrix;
mod polls;
mod posting;
mod privacy;
mod quotes;
mod reading;
mod relating;
mod scheduled;
mod statements;
mod streams;
