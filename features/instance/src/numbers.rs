//! The numbers of this server, kept for a while: counting reads much, and nobody minds a minute.

use std::sync::{Mutex, PoisonError};

use base::{DAY_MS, HOUR_MS, MINUTE_MS, Ms, Outcome};
use serde_json::{Value, json};

use crate::Instance;

/// How long people and posts are not counted again.
pub(crate) const COUNTED_KEPT_MS: Ms = MINUTE_MS;
/// How long the weeks are not counted again.
pub(crate) const ACTIVITY_KEPT_MS: Ms = HOUR_MS;
/// Weeks of activity, the present one among them.
const ACTIVITY_WEEKS: i64 = 12;
const WEEK_MS: Ms = 7 * DAY_MS;
/// The first Monday after 1970 began.
const MONDAY_MS: Ms = 4 * DAY_MS;

/// What was counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Counted {
    /// Local accounts.
    pub(crate) people: u64,
    /// Posts and boosts.
    pub(crate) posts: u64,
    /// People who used the server within 30 days.
    pub(crate) active_month: u64,
    /// Within 180 days.
    pub(crate) active_half_year: u64,
}

/// A value and when it was made.
pub(crate) struct Kept<T> {
    value: Mutex<Option<(Ms, T)>>,
    for_ms: Ms,
}

impl<T: Clone> Kept<T> {
    pub(crate) fn new(for_ms: Ms) -> Self {
        Self { value: Mutex::new(None), for_ms }
    }

    fn get(&self, now: Ms) -> Option<T> {
        let value = self.value.lock().unwrap_or_else(PoisonError::into_inner);
        value
            .as_ref()
            .filter(|(made, _)| (0..self.for_ms).contains(&(now - made)))
            .map(|(_, value)| value.clone())
    }

    fn put(&self, now: Ms, value: T) {
        *self.value.lock().unwrap_or_else(PoisonError::into_inner) = Some((now, value));
    }
}

impl Instance {
    pub(crate) async fn counted(&self) -> Outcome<Counted> {
        let (accounts, access) = (&self.0.accounts, &self.0.access);
        let now = accounts.now_ms();
        if let Some(counted) = self.0.numbers.get(now) {
            return Ok(counted);
        }
        let counted = Counted {
            people: whole(accounts.local_count().await?),
            posts: whole(accounts.posts_count().await?),
            active_month: whole(access.active_since(now - 30 * DAY_MS).await?),
            active_half_year: whole(access.active_since(now - 180 * DAY_MS).await?),
        };
        self.0.numbers.put(now, counted);
        Ok(counted)
    }

    /// Mastodon's list of weeks, the present one first. Who signs in is not recorded by week, so logins are 0.
    pub(crate) async fn activity(&self) -> Outcome<Value> {
        let now = self.0.accounts.now_ms();
        if let Some(weeks) = self.0.activity.get(now) {
            return Ok(weeks);
        }
        let mut weeks = Vec::new();
        for (from, to) in weeks_until(now) {
            let posts = self.0.posts.count_between(from, to).await?;
            let people = self.0.accounts.created_count(from, to).await?;
            weeks.push(json!({
                "week": (from / 1_000).to_string(),
                "statuses": posts.to_string(),
                "logins": "0",
                "registrations": people.to_string(),
            }));
        }
        let weeks = Value::from(weeks);
        self.0.activity.put(now, weeks.clone());
        Ok(weeks)
    }
}

/// From Monday to Monday, UTC.
fn weeks_until(now: Ms) -> impl Iterator<Item = (Ms, Ms)> {
    let monday = now - (now - MONDAY_MS).rem_euclid(WEEK_MS);
    (0..ACTIVITY_WEEKS).map(move |n| monday - n * WEEK_MS).map(|from| (from, from + WEEK_MS))
}

fn whole(count: i64) -> u64 {
    u64::try_from(count).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weeks_begin_on_monday_and_leave_no_gap() {
        // 2026-11-22 is a Sunday.
        let now = 1_795_356_000_123;
        let weeks: Vec<_> = weeks_until(now).collect();
        assert_eq!(weeks.len(), 12);
        assert_eq!(base::iso_ms(weeks[0].0), "2026-11-16T00:00:00.000Z");
        assert!(weeks[0].0 <= now && now < weeks[0].1);
        assert!(weeks.windows(2).all(|pair| pair[1].1 == pair[0].0));
    }

    #[test]
    fn values_are_kept_for_their_time_and_not_longer() {
        let kept = Kept::new(100);
        assert_eq!(kept.get(0), None);
        kept.put(1_000, 7);
        assert_eq!((kept.get(1_000), kept.get(1_099), kept.get(1_100)), (Some(7), Some(7), None));
        assert_eq!(kept.get(999), None, "the clock went back");
    }
}
