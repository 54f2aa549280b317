use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};

/// Milliseconds since 1970-01-01 UTC, as stored.
pub type Ms = i64;

/// `2026-11-22T14:00:00.000Z`, the only form that every Mastodon client reads.
pub fn iso_ms(ms: Ms) -> String {
    at(ms).to_rfc3339_opts(SecondsFormat::Millis, true)
}

/// `2026-11-22`.
pub fn iso_date(ms: Ms) -> String {
    at(ms).format("%Y-%m-%d").to_string()
}

/// The first millisecond of the UTC day that `ms` falls into.
pub fn day_of(ms: Ms) -> Ms {
    ms - ms.rem_euclid(crate::DAY_MS)
}

/// `Sun, 22 Nov 2026 14:00:00 GMT`, as in HTTP headers (RFC 9110, 5.6.7).
pub fn http_date(ms: Ms) -> String {
    at(ms).format("%a, %d %b %Y %H:%M:%S GMT").to_string()
}

/// Reads RFC 3339, a bare date, or `YYYY-MM-DDTHH:MM:SS` (taken as UTC).
pub fn parse_iso(text: &str) -> Option<Ms> {
    if let Ok(time) = DateTime::parse_from_rfc3339(text) {
        return Some(time.timestamp_millis());
    }
    if let Ok(time) = chrono::NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%.f") {
        return Some(time.and_utc().timestamp_millis());
    }
    let day = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()?;
    Some(day.and_hms_opt(0, 0, 0)?.and_utc().timestamp_millis())
}

fn at(ms: Ms) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(ms).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms() {
        let ms = 1_795_356_000_123;
        assert_eq!(iso_ms(ms), "2026-11-22T14:00:00.123Z");
        assert_eq!(iso_date(ms), "2026-11-22");
        assert_eq!(http_date(ms), "Sun, 22 Nov 2026 14:00:00 GMT");
        assert_eq!(iso_ms(day_of(ms)), "2026-11-22T00:00:00.000Z");
    }

    #[test]
    fn reading() {
        assert_eq!(parse_iso("2026-11-22T15:00:00.123+01:00"), Some(1_795_356_000_123));
        assert_eq!(parse_iso("2026-11-22"), Some(1_795_305_600_000));
        assert_eq!(parse_iso("2026-11-22T14:00:00"), Some(1_795_356_000_000));
        assert_eq!(parse_iso("tomorrow"), None);
    }

    #[test]
    fn absurd_times_do_not_panic() {
        assert_eq!(iso_ms(i64::MAX), "1970-01-01T00:00:00.000Z");
    }
}
