//! When a chat is: a rule of RFC 5545 in the time of its hosts, with extra dates and exceptions.
//!
//! A rule is counted out in local time, on dates alone, and each result is then looked up in the zone. So what the
//! clocks do changes nothing about which days there are, and a time that the clocks skip or show twice is resolved as
//! section 3.3.5 has it: with the offset before the gap; the first of two.
//!
//! The rule is our own subset: days, weeks, months and years, with every part that is about dates. Nothing here loops
//! without bound, whatever a rule says ([`expand::YEARS_MAX`]).

mod expand;
mod rule;
mod schedule;
#[cfg(test)]
mod tests;
mod zone;

pub use expand::Dates;
pub use rule::{Day, End, Freq, Rule, Until};
pub use schedule::{EXTRA_DATES_MAX, Schedule, read_dates, read_local, written, written_dates};
pub use zone::{Zone, utc, zone_names};
