//! What everything else stands on: ids, time, chance, problems, paging. Pure; no I/O, no database, no HTTP.
//!
//! Invariants:
//! - an [`Id`] is positive, orders by time, and carries the bucket that every table of its owner is keyed by;
//! - time and chance are arguments ([`Clock`], [`random`]), so rules can be tested;
//! - a [`Problem`] never shows its cause to a client, and its safe text never holds user data.

mod clock;
mod ids;
mod page;
mod problem;
pub mod random;
mod time;

pub use clock::Clock;
pub use ids::{BadId, Bucket, Id, IdGen, IdHasher, IdMap, IdSet};
pub use page::{Page, PageLimit};
pub use problem::{Kind, Outcome, Problem};
pub use time::{Ms, day_of, http_date, iso_date, iso_ms, parse_iso};

/// Hours, minutes and days in milliseconds, for readable constants.
pub const SECOND_MS: i64 = 1_000;
/// One minute, in milliseconds.
pub const MINUTE_MS: i64 = 60 * SECOND_MS;
/// One hour, in milliseconds.
pub const HOUR_MS: i64 = 60 * MINUTE_MS;
/// One day, in milliseconds.
pub const DAY_MS: i64 = 24 * HOUR_MS;
