//! Where intervals begin, by the calendar of a zone.

use base::{DAY_MS, HOUR_MS, MINUTE_MS, Ms, Outcome, Problem};
use chrono::{DateTime, Datelike, NaiveDate};

use crate::model::{Interval, Window};

/// Intervals that one answer has at the most: a week of minutes, and more than a year of hours.
pub(crate) const STEPS_MAX: usize = 10_080;
/// 1970-01-01 was a Thursday.
const MONDAY_MS: Ms = 4 * DAY_MS;

/// The first millisecond of each interval of a window; the first one may begin before the window does.
pub(crate) fn starts(window: Window, interval: Interval, zone: i32) -> Outcome<Vec<Ms>> {
    let shift = Ms::from(zone) * MINUTE_MS;
    let (from, until) = (window.from + shift, window.until.saturating_add(shift));
    let local = match interval {
        Interval::Minute => even(from, until, MINUTE_MS, 0),
        Interval::Hour => even(from, until, HOUR_MS, 0),
        Interval::Day => even(from, until, DAY_MS, 0),
        Interval::Week => even(from, until, 7 * DAY_MS, MONDAY_MS),
        Interval::Month => months(from, until, 1),
        Interval::Year => months(from, until, 12),
    };
    let local = local.ok_or_else(|| {
        Problem::invalid(format!("Too many intervals: {STEPS_MAX} at the most; choose longer ones"))
    })?;
    Ok(local.into_iter().map(|start| start - shift).collect())
}

fn even(from: Ms, until: Ms, length: Ms, offset: Ms) -> Option<Vec<Ms>> {
    let first = from - (from - offset).rem_euclid(length);
    let count = usize::try_from((until - first + length - 1) / length).ok()?;
    let starts = (0..count).map(|n| first + length * Ms::try_from(n).unwrap_or_default());
    (count <= STEPS_MAX).then(|| starts.collect())
}

/// Every `each` months: 1, or 12 from January on.
fn months(from: Ms, until: Ms, each: i32) -> Option<Vec<Ms>> {
    let day = DateTime::from_timestamp_millis(from)?.date_naive();
    let month = day.year() * 12 + i32::try_from(day.month0()).ok()?;
    let first = month - month.rem_euclid(each);
    let mut starts = Vec::new();
    for month in (first..).step_by(usize::try_from(each).ok()?) {
        let month0 = u32::try_from(month.rem_euclid(12)).ok()?;
        let day = NaiveDate::from_ymd_opt(month.div_euclid(12), month0 + 1, 1)?;
        let start = day.and_hms_opt(0, 0, 0)?.and_utc().timestamp_millis();
        if start >= until {
            break;
        }
        if starts.len() == STEPS_MAX {
            return None;
        }
        starts.push(start);
    }
    Some(starts)
}

#[cfg(test)]
mod tests {
    use base::{iso_ms, parse_iso};
    use proptest::prelude::*;

    use super::*;

    fn cut(from: &str, until: &str, interval: Interval, zone: i32) -> Vec<String> {
        let ms = |text: &str| parse_iso(text).unwrap();
        let window = Window::new(ms(from), ms(until)).unwrap();
        starts(window, interval, zone).unwrap().into_iter().map(|ms| iso_ms(ms)[..16].to_owned()).collect()
    }

    #[test]
    fn intervals_begin_by_the_calendar() {
        use Interval::{Day, Hour, Month, Week, Year};
        for (from, until, interval, zone, found) in [
            (
                "2020-12-31T23:30:00",
                "2021-01-01T01:00:00",
                Hour,
                0,
                vec!["2020-12-31T23:00", "2021-01-01T00:00"],
            ),
            ("2020-12-31", "2021-01-01", Day, 0, vec!["2020-12-31T00:00"]),
            ("2020-12-31", "2021-01-01", Day, 60, vec!["2020-12-30T23:00", "2020-12-31T23:00"]),
            ("2020-12-31", "2021-01-05", Week, 0, vec!["2020-12-28T00:00", "2021-01-04T00:00"]),
            ("2020-02-29", "2020-04-01", Month, 0, vec!["2020-02-01T00:00", "2020-03-01T00:00"]),
            ("2020-02-29", "2021-06-01", Year, -300, vec!["2020-01-01T05:00", "2021-01-01T05:00"]),
        ] {
            assert_eq!(cut(from, until, interval, zone), found, "{from} {interval:?}");
        }
    }

    #[test]
    fn too_many() {
        let window = Window::new(0, 400 * DAY_MS).unwrap();
        assert!(starts(window, Interval::Minute, 0).is_err());
        assert_eq!(starts(window, Interval::Hour, 0).unwrap().len(), 9_600);
        let ever = Window::new(0, i64::MAX / 2).unwrap();
        Interval::ALL.into_iter().for_each(|interval| assert!(starts(ever, interval, 0).is_err()));
    }

    proptest! {
        #[test]
        fn they_cover_the_window(
            from in 0_i64..2_000_000_000_000,
            length in 1_i64..300 * DAY_MS,
            zone in -720_i32..=840,
            which in 1_usize..6,
        ) {
            let window = Window::new(from, from + length).unwrap();
            let starts = starts(window, Interval::ALL[which], zone).unwrap();
            prop_assert!(starts.is_sorted() && starts[0] <= window.from);
            prop_assert!(starts[1..].iter().all(|start| *start > window.from && *start < window.until));
        }
    }
}
