//! Decisions about push, without I/O.

use accounts::Relations;
use base::{HOUR_MS, Id, MINUTE_MS, Ms, SECOND_MS};
use http::StatusCode;

use crate::model::Policy;

/// For how long push services keep a message that cannot be delivered, and for how long we try: two days.
pub(crate) const LIFE_MS: i64 = 48 * HOUR_MS;
/// The longest wait that a push service can ask for.
const RETRY_MS_MAX: i64 = 24 * HOUR_MS;
/// The first wait, which doubles with each try.
const BACK_OFF_MS: i64 = 5 * SECOND_MS;
/// The longest wait that we choose ourselves.
const BACK_OFF_MS_MAX: i64 = 2 * HOUR_MS;

/// What becomes of a message and its subscription.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// The push service has it.
    Sent,
    /// Nobody is there any more: the subscription ends.
    Gone,
    /// It will not be taken, now or later.
    Dropped,
    /// Not now; again after so many milliseconds.
    Later(i64),
}

/// What an answer of a push service means. `tries` is how often it was tried before.
pub fn judge(status: StatusCode, retry_after_ms: Option<i64>, tries: u32) -> Verdict {
    match status.as_u16() {
        200..=299 => Verdict::Sent,
        404 | 410 => Verdict::Gone,
        408 | 425 | 429 | 500..=599 => Verdict::Later(wait_ms(retry_after_ms, tries)),
        _ => Verdict::Dropped,
    }
}

/// How long to wait: what the service says, but not less than what we would by ourselves the first time.
pub(crate) fn wait_ms(retry_after_ms: Option<i64>, tries: u32) -> i64 {
    let own = (BACK_OFF_MS << tries.min(16)).min(BACK_OFF_MS_MAX);
    retry_after_ms.map_or(own, |asked| asked.clamp(BACK_OFF_MS, RETRY_MS_MAX))
}

/// `Retry-After` as milliseconds: seconds, or a date (RFC 9110, 10.2.3).
pub(crate) fn retry_after_ms(text: &str, now: Ms) -> Option<i64> {
    let text = text.trim();
    if let Ok(seconds) = text.parse::<u32>() {
        return Some(i64::from(seconds) * SECOND_MS);
    }
    http_date_ms(text).map(|at| (at - now).max(0))
}

/// `Sun, 06 Nov 1994 08:49:37 GMT`
fn http_date_ms(text: &str) -> Option<Ms> {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let mut parts = text.split_once(", ")?.1.split([' ', ':']);
    let day: i64 = parts.next()?.parse().ok()?;
    let name = parts.next()?;
    let month = MONTHS.iter().position(|month| *month == name)?;
    let year: i64 = parts.next()?.parse().ok().filter(|year| (1970..10_000).contains(year))?;
    let mut clock = [0_i64; 3];
    for (part, limit) in clock.iter_mut().zip([24, 60, 61]) {
        *part = parts.next()?.parse().ok().filter(|n| (0..limit).contains(n))?;
    }
    if !(1..=31).contains(&day) || parts.next() != Some("GMT") {
        return None;
    }
    let days = days_before(year, month) + day - 1;
    Some(((days * 24 + clock[0]) * 60 + clock[1]) * MINUTE_MS + clock[2] * SECOND_MS)
}

/// Days from 1970 to the beginning of a month (0 is January).
fn days_before(year: i64, month: usize) -> i64 {
    const BEFORE: [i64; 12] = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
    let leaps = |year: i64| year / 4 - year / 100 + year / 400;
    let leap_now = month > 1 && (year % 4 == 0 && year % 100 != 0 || year % 400 == 0);
    (year - 1970) * 365 + leaps(year - 1) - leaps(1969) + BEFORE[month] + i64::from(leap_now)
}

/// Whether what `from` does is pushed to `reader`, whose relations are `own` and the sender's `theirs`.
pub fn pushes(policy: Policy, reader: Id, own: &Relations, from: Id, theirs: &Relations) -> bool {
    match policy {
        Policy::All => true,
        Policy::Followed => own.follows(from),
        Policy::Follower => theirs.follows(reader),
        Policy::None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use accounts::Follow;

    #[test]
    fn answers() {
        let judged = |status: u16| judge(StatusCode::from_u16(status).unwrap(), None, 0);
        for status in [200, 201, 202, 204] {
            assert_eq!(judged(status), Verdict::Sent);
        }
        for status in [404, 410] {
            assert_eq!(judged(status), Verdict::Gone);
        }
        for status in [301, 307, 400, 401, 403, 406, 413] {
            assert_eq!(judged(status), Verdict::Dropped, "{status}");
        }
        for status in [408, 429, 500, 502, 503] {
            assert_eq!(judged(status), Verdict::Later(BACK_OFF_MS), "{status}");
        }
        assert_eq!(judge(StatusCode::TOO_MANY_REQUESTS, Some(90_000), 3), Verdict::Later(90_000));
    }

    #[test]
    fn waits_grow_and_are_bounded() {
        let waits: Vec<i64> = (0..40).map(|tries| wait_ms(None, tries)).collect();
        assert_eq!(waits[..3], [5_000, 10_000, 20_000]);
        assert!(waits.is_sorted() && waits[39] == BACK_OFF_MS_MAX);
        assert_eq!((wait_ms(Some(0), 9), wait_ms(Some(i64::MAX), 0)), (BACK_OFF_MS, RETRY_MS_MAX));
        // A message is given up long before it is tried without end.
        let (mut waited, mut tries) = (0, 0);
        while waited < LIFE_MS {
            waited += wait_ms(None, tries);
            tries += 1;
        }
        assert!(tries < 40, "{tries}");
    }

    #[test]
    fn dates_in_retry_after() {
        let now = 784_111_777_000;
        assert_eq!(http_date_ms("Sun, 06 Nov 1994 08:49:37 GMT"), Some(now));
        assert_eq!(http_date_ms("Thu, 29 Feb 2024 00:00:00 GMT"), Some(1_709_164_800_000));
        assert_eq!(http_date_ms("Thu, 01 Jan 1970 00:00:00 GMT"), Some(0));
        assert_eq!(retry_after_ms("Sun, 06 Nov 1994 08:50:37 GMT", now), Some(60_000));
        assert_eq!(retry_after_ms("Sun, 06 Nov 1994 08:40:37 GMT", now), Some(0));
        assert_eq!(retry_after_ms(" 120 ", now), Some(120_000));
        for text in [
            "",
            "soon",
            "-5",
            "5.5",
            "Sun, 06 Nov",
            "Sun, 06 Foo 1994 08:49:37 GMT",
            "Sun, 06 Nov 1994 25:49:37 GMT",
            "x, 99 Nov 1994 08:49:37 GMT",
            "Sun, 06 Nov 99999999999 08:49:37 GMT",
        ] {
            assert_eq!(retry_after_ms(text, now), None, "{text}");
        }
    }

    #[test]
    fn policies() {
        let (me, they, none) = (Id(1), Id(2), Relations::default());
        let follows = |other| {
            let mut relations = Relations::default();
            relations.following.insert(other, Follow::default());
            relations
        };
        for (policy, strangers, followed, follower) in [
            (Policy::All, true, true, true),
            (Policy::Followed, false, true, false),
            (Policy::Follower, false, false, true),
            (Policy::None, false, false, false),
        ] {
            assert_eq!(pushes(policy, me, &none, they, &none), strangers, "{policy:?}");
            assert_eq!(pushes(policy, me, &follows(they), they, &none), followed, "{policy:?}");
            assert_eq!(pushes(policy, me, &none, they, &follows(me)), follower, "{policy:?}");
        }
    }
}
