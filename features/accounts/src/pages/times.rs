//! Times in words.

use base::{DAY_MS, HOUR_MS, MINUTE_MS, Ms, iso_date};

/// A time as people say it, as the script keeps it up to date: `now`, `5 min`, `3 h`, `2 d`, then `22 Nov 2026`.
pub fn human_time(now_ms: Ms, ms: Ms) -> String {
    match now_ms.saturating_sub(ms) {
        ..MINUTE_MS => "now".to_owned(),
        past @ MINUTE_MS..HOUR_MS => format!("{} min", past / MINUTE_MS),
        past @ HOUR_MS..DAY_MS => format!("{} h", past / HOUR_MS),
        past if past < 7 * DAY_MS => format!("{} d", past / DAY_MS),
        _ => day_text(ms),
    }
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

fn day_text(ms: Ms) -> String {
    let (year, month, day) = date(ms);
    format!("{day} {} {year}", &month[..3])
}

pub(super) fn month_of(ms: Ms) -> String {
    let (year, month, _) = date(ms);
    format!("{month} {year}")
}

fn date(ms: Ms) -> (String, &'static str, u32) {
    let text = iso_date(ms);
    let mut parts = text.rsplitn(3, '-');
    let day = parts.next().and_then(|day| day.parse().ok()).unwrap_or(1);
    let month = parts.next().and_then(|month| month.parse().ok()).unwrap_or(1_usize);
    let year = parts.next().unwrap_or_default().to_owned();
    (year, MONTHS.get(month.saturating_sub(1)).unwrap_or(&MONTHS[0]), day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_as_people_say_them() {
        let now = 1_795_356_000_000;
        for (ago, text) in [
            (-5, "now"),
            (0, "now"),
            (MINUTE_MS - 1, "now"),
            (MINUTE_MS, "1 min"),
            (HOUR_MS - 1, "59 min"),
            (3 * HOUR_MS, "3 h"),
            (DAY_MS - 1, "23 h"),
            (2 * DAY_MS, "2 d"),
            (7 * DAY_MS - 1, "6 d"),
            (7 * DAY_MS, "15 Nov 2026"),
            (365 * DAY_MS, "22 Nov 2025"),
        ] {
            assert_eq!(human_time(now, now - ago), text);
        }
        assert_eq!(month_of(now), "November 2026");
        for odd in [i64::MIN, 0, i64::MAX] {
            assert!(!human_time(now, odd).is_empty());
        }
    }
}
