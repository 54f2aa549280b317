//! When a tweet was written: from its date, and more finely from its id.

use chrono::DateTime;

/// The date format of the Twitter API, in the terms of `strftime`.
pub const TWEET_DATE: &str = "%a %b %d %H:%M:%S %z %Y";

/// Midnight (UTC) of 21 March 2006, the day of the first tweet, in ms since 1970.
pub(super) const DATE_MS_MIN: i64 = 1_142_899_200_000;
/// The start of the year 2100, in ms since 1970: a later date is a mistake.
pub(super) const DATE_MS_MAX: i64 = 4_102_444_800_000;

/// Where the clock inside snowflake ids starts, in ms since 1970.
const SNOWFLAKE_EPOCH_MS: i64 = 1_288_834_974_657;
/// The last id given out in plain sequence, on 4 November 2010; later ids are snowflakes.
const SEQUENTIAL_ID_MAX: u64 = 29_700_859_247;

/// The moment carried by a snowflake id (2010-11-04 and later), in ms since 1970. `None` for the older
/// ids, which were plain numbers.
#[must_use]
pub fn snowflake_ms(id: u64) -> Option<i64> {
    if id <= SEQUENTIAL_ID_MAX {
        return None;
    }
    i64::try_from(id >> 22).ok().map(|ms| ms + SNOWFLAKE_EPOCH_MS)
}

/// Reads a date of the form [`TWEET_DATE`] into ms since 1970. `None` when it is malformed, contradicts its
/// own weekday, or lies outside the years in which tweets can exist.
pub(super) fn tweet_date_ms(date: &str) -> Option<i64> {
    within_range(DateTime::parse_from_str(date.trim(), TWEET_DATE).ok()?.timestamp_millis())
}

/// Reads a date of the form [`TWEET_DATE`] or RFC 3339, which archives use side by side, into ms since 1970,
/// with the same limits as [`tweet_date_ms`].
pub(super) fn any_date_ms(date: &str) -> Option<i64> {
    let rfc3339 = || within_range(DateTime::parse_from_rfc3339(date.trim()).ok()?.timestamp_millis());
    tweet_date_ms(date).or_else(rfc3339)
}

/// The snowflake's moment when its second is within one of the date's, else the date. Dates have whole
/// seconds only, and a thread written within a second must keep its order.
pub(super) fn finest_ms(id: u64, date_ms: i64) -> i64 {
    match snowflake_ms(id) {
        Some(ms) if (ms.div_euclid(1000) - date_ms.div_euclid(1000)).abs() <= 1 => ms,
        _ => date_ms,
    }
}

fn within_range(ms: i64) -> Option<i64> {
    (DATE_MS_MIN..DATE_MS_MAX).contains(&ms).then_some(ms)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn snowflakes_carry_their_moment() {
        for (id, ms) in [
            (0, None),
            (20, None),
            (29_700_859_247, None),
            (29_700_859_248, Some(1_288_834_981_738)),
            (585_978_391_360_221_184, Some(1_428_543_110_109)),
            (u64::MAX, Some(5_686_881_485_760)),
        ] {
            assert_eq!(snowflake_ms(id), ms, "{id}");
        }
    }

    #[test]
    fn dates() {
        for (date, ms) in [
            ("Thu Apr 09 01:31:50 +0000 2015", Some(1_428_543_110_000)),
            ("Thu Apr 09 03:31:50 +0200 2015", Some(1_428_543_110_000)),
            (" Thu Apr 09 01:31:50 +0000 2015 ", Some(1_428_543_110_000)),
            ("Fri Apr 09 01:31:50 +0000 2015", None),
            ("Thu Apr 31 01:31:50 +0000 2015", None),
            ("Thu Jan 01 00:00:00 +0000 1970", None),
            ("Fri Jan 01 00:00:00 +0000 2100", None),
            ("Thu Apr 09 01:31:50 2015", None),
            ("", None),
        ] {
            assert_eq!(tweet_date_ms(date), ms, "{date}");
        }
        for (date, ms) in [
            ("2006-11-15T13:18:50.000Z", Some(1_163_596_730_000)),
            ("Wed Nov 15 13:18:50 +0000 2006", Some(1_163_596_730_000)),
            ("1970-01-01T00:00:00Z", None),
            ("2006-11-15", None),
        ] {
            assert_eq!(any_date_ms(date), ms, "{date}");
        }
    }

    #[test]
    fn the_id_refines_a_date_it_agrees_with() {
        let id = 585_978_391_360_221_184;
        for (date, ms) in [
            (1_428_543_110_000, 1_428_543_110_109),
            (1_428_543_109_000, 1_428_543_110_109),
            (1_428_543_111_000, 1_428_543_110_109),
            (1_428_543_112_000, 1_428_543_112_000),
            (1_428_543_108_000, 1_428_543_108_000),
        ] {
            assert_eq!(finest_ms(id, date), ms, "{date}");
        }
        assert_eq!(finest_ms(20, 1_142_974_214_000), 1_142_974_214_000);
    }
}
