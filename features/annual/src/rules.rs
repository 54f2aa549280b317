//! Decisions about reports of a year, without I/O.

use base::{Bucket, Id, MINUTE_MS, Ms};
use chrono::{DateTime, Datelike, NaiveDate};
use posts::Tally;

use crate::model::{Archetype, Year};

/// The day of December from which a year's report may be asked for, before the year is over: it is for the last weeks.
const OPENS_ON: u32 = 10;
/// Posts and boosts of a year with which somebody counts as having been there.
const QUIET_BELOW: u64 = 100;
/// How much more often than anything of one's own, to be called by it.
const MOSTLY: u64 = 2;
/// One poll among so many posts of one's own makes a pollster.
const POSTS_PER_POLL: u64 = 10;
/// How long a report may be in the making before it may be asked for again.
pub(crate) const MAKING_MS_MAX: Ms = 10 * MINUTE_MS;
/// Years before this one are no years of anything here.
const FIRST: i32 = 1971;

impl Year {
    /// Reads a year; `None` for what is none.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
        text.parse().ok().filter(|_| digits).map(Self)
    }

    fn begin_ms(self, month: u32, day: u32) -> Option<Ms> {
        let day = NaiveDate::from_ymd_opt(self.0, month, day)?.and_hms_opt(0, 0, 0)?;
        Some(day.and_utc().timestamp_millis())
    }

    /// The ids of what was made in it: from the first, below the second. `None` for years that no id can be of.
    pub fn ids(self) -> Option<(Id, Id)> {
        if self.0 < FIRST {
            return None;
        }
        let id = |ms| Id::new(ms, Bucket::of(0), 0);
        Some((id(self.begin_ms(1, 1)?), id(Self(self.0 + 1).begin_ms(1, 1)?)))
    }

    /// Whether its report may be asked for now: in its last weeks, and ever after.
    pub fn is_open(self, now: Ms) -> bool {
        self.0 >= FIRST && self.begin_ms(12, OPENS_ON).is_some_and(|opens| opens <= now)
    }
}

/// The year whose last weeks these are, for clients to offer its report.
pub fn campaign(now: Ms) -> Option<Year> {
    let year = Year(DateTime::from_timestamp_millis(now)?.year());
    year.is_open(now).then_some(year)
}

/// Whether somebody wrote enough for a report: anything of their own.
pub(crate) fn is_enough(tally: &Tally) -> bool {
    tally.all > tally.boosts
}

/// What kind of person somebody was.
pub(crate) fn archetype(tally: &Tally) -> Archetype {
    let own = tally.all.saturating_sub(tally.boosts + tally.replies);
    if tally.all < QUIET_BELOW {
        Archetype::Lurker
    } else if tally.boosts > own * MOSTLY {
        Archetype::Booster
    } else if tally.polls * POSTS_PER_POLL > own {
        Archetype::Pollster
    } else if tally.replies > own * MOSTLY {
        Archetype::Replier
    } else {
        Archetype::Oracle
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use base::parse_iso;

    fn at(iso: &str) -> Ms {
        parse_iso(iso).unwrap()
    }

    #[test]
    fn years() {
        assert_eq!(Year::parse("2025"), Some(Year(2025)));
        for text in ["", "x", "25", "02025", "-025", "+202", "20 5"] {
            assert_eq!(Year::parse(text), None, "{text:?}");
        }
        let (first, below) = Year(2025).ids().unwrap();
        assert_eq!((first.ms(), below.ms()), (at("2025-01-01T00:00:00Z"), at("2026-01-01T00:00:00Z")));
        assert_eq!(Year(1900).ids(), None);
        assert!(Year(9999).ids().is_some());
    }

    #[test]
    fn a_year_opens_in_its_last_weeks() {
        let open = |year, iso| Year(year).is_open(at(iso));
        assert!(!open(2026, "2026-12-09T23:59:59Z") && open(2026, "2026-12-10T00:00:00Z"));
        assert!(open(2025, "2026-11-22T14:00:00Z") && !open(2027, "2026-12-24T00:00:00Z"));
        assert!(!open(1900, "2026-11-22T14:00:00Z"));
        assert_eq!(campaign(at("2026-11-22T14:00:00Z")), None);
        assert_eq!(campaign(at("2026-12-31T23:00:00Z")), Some(Year(2026)));
        assert_eq!(campaign(at("2027-01-01T00:00:00Z")), None);
    }

    #[test]
    fn archetypes() {
        let of = |all, boosts, replies, polls| archetype(&Tally { all, boosts, replies, polls });
        assert_eq!(of(99, 99, 0, 0), Archetype::Lurker);
        assert_eq!(of(100, 80, 0, 0), Archetype::Booster);
        assert_eq!(of(100, 10, 10, 9), Archetype::Pollster);
        assert_eq!(of(100, 0, 70, 0), Archetype::Replier);
        assert_eq!(of(100, 40, 20, 1), Archetype::Oracle);
        assert!(is_enough(&Tally { all: 3, boosts: 2, replies: 0, polls: 0 }));
        assert!(!is_enough(&Tally { all: 2, boosts: 2, replies: 0, polls: 0 }));
    }
}
