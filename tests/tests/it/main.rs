//! Stories across features, told through HTTP, on both engines.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod announcements;
mod announcing;
mod bad_input;
mod clients;
mod collections;
mod collections_judged;
mod conversing;
mod desk;
mod desk_lists;
mod discovering;
mod document;
mod embedding;
mod emojis;
mod feeds;
mod filtering;
mod forms;
mod gotchas;
mod hashtags;
mod imports;
mod instance;
mod keeping_out;
mod lists;
mod lists_along;
mod matrix;
mod moderating;
mod nodes;
mod numbers;
mod odd_input;
mod polls;
mod posting;
mod privacy;
mod profiles;
mod pushing;
mod quotes;
mod reading;
mod reading_pages;
mod relating;
mod reporting;
mod scheduled;
mod searching;
mod speaking;
mod statements;
mod streams;
mod years;
