//! Stories across features, told through HTTP, on both engines.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod bad_input;
mod discovering;
mod filtering;
mod forms;
mod hashtags;
mod imports;
mod keeping_out;
mod lists;
mod matrix;
mod moderating;
mod nodes;
mod numbers;
mod polls;
mod posting;
mod privacy;
mod profiles;
mod quotes;
mod reading;
mod relating;
mod reporting;
mod scheduled;
mod searching;
mod statements;
mod streams;
