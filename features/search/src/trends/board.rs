//! Scores that fade, and how often things were used on each of the last days.

use std::collections::HashMap;
use std::hash::Hash;

use base::{DAY_MS, Id, Ms, day_of};

use super::DayUse;
use super::crowd::Crowd;

/// Days that are told of.
pub(super) const DAYS: u8 = 7;

/// Things with their scores.
pub(super) struct Board<K> {
    topics: HashMap<K, Topic>,
    half_life_ms: Ms,
    topics_max: usize,
}

#[derive(Default)]
struct Topic {
    /// The score as it was at `at_ms`.
    score: f64,
    at_ms: Ms,
    /// The newest first; days without use are not there.
    days: Vec<Day>,
}

struct Day {
    day_ms: Ms,
    uses: u32,
    people: Crowd,
}

impl<K: Hash + Eq + Clone + Ord> Board<K> {
    pub(super) fn new(half_life_ms: Ms, topics_max: usize) -> Self {
        Self { topics: HashMap::new(), half_life_ms, topics_max }
    }

    /// `by` used it at `at_ms`. Only the first use of an account on a day counts for the score.
    pub(super) fn used(&mut self, key: K, by: Id, at_ms: Ms) {
        let half_life = self.half_life_ms;
        let Some(day) = self.day(key.clone(), at_ms) else { return };
        day.uses += 1;
        let new = day.people.add(by);
        if let Some(topic) = self.topics.get_mut(&key).filter(|_| new) {
            topic.add(1.0, at_ms, half_life);
        }
        self.make_room(at_ms);
    }

    pub(super) fn forget(&mut self, key: &K) {
        self.topics.remove(key);
    }

    /// The day of `at_ms`; `None` if it is older than all the days that are kept.
    fn day(&mut self, key: K, at_ms: Ms) -> Option<&mut Day> {
        let (topic, day_ms) = (self.topics.entry(key).or_default(), day_of(at_ms));
        let at = topic.days.partition_point(|day| day.day_ms > day_ms);
        if topic.days.get(at).is_none_or(|day| day.day_ms != day_ms) {
            topic.days.insert(at, Day { day_ms, uses: 0, people: Crowd::default() });
            topic.days.truncate(usize::from(DAYS));
        }
        topic.days.get_mut(at)
    }

    /// Each of the last days, today first.
    pub(super) fn history(&self, key: &K, now: Ms) -> Vec<DayUse> {
        let today = day_of(now);
        let on = |day_ms: Ms| {
            let known = self.topics.get(key)?.days.iter().find(|day| day.day_ms == day_ms)?;
            Some(DayUse { day_ms, uses: known.uses, people: known.people.count() })
        };
        (0..i64::from(DAYS))
            .map(|back| today - back * DAY_MS)
            .map(|day_ms| on(day_ms).unwrap_or(DayUse { day_ms, ..DayUse::default() }))
            .collect()
    }

    /// Distinct people who used it in the last days, as [`Board::best`] counts them.
    pub(super) fn people(&self, key: &K, now: Ms) -> u32 {
        let since = day_of(now) - i64::from(DAYS - 1) * DAY_MS;
        self.topics.get(key).map_or(0, |topic| topic.people(since))
    }

    /// Those with the highest scores now that at least `people_min` used in the last days.
    pub(super) fn best(&self, now: Ms, people_min: u32, offset: usize, limit: usize) -> Vec<K> {
        let since = day_of(now) - i64::from(DAYS - 1) * DAY_MS;
        let mut all: Vec<(f64, &K)> = self
            .topics
            .iter()
            .filter(|(_, topic)| topic.people(since) >= people_min)
            .map(|(key, topic)| (topic.score_at(now, self.half_life_ms), key))
            .collect();
        all.sort_by(|(a, one), (b, other)| b.total_cmp(a).then_with(|| one.cmp(other)));
        all.into_iter().skip(offset).take(limit).map(|(_, key)| key.clone()).collect()
    }

    /// Drops the lower half when there are too many.
    fn make_room(&mut self, now: Ms) {
        if self.topics.len() <= self.topics_max {
            return;
        }
        let half_life = self.half_life_ms;
        let mut scores: Vec<f64> = self.topics.values().map(|topic| topic.score_at(now, half_life)).collect();
        let middle = scores.len() / 2;
        let (_, &mut bar, _) = scores.select_nth_unstable_by(middle, f64::total_cmp);
        self.topics.retain(|_, topic| topic.score_at(now, half_life) > bar);
    }
}

impl Topic {
    fn score_at(&self, now: Ms, half_life_ms: Ms) -> f64 {
        self.score * 0.5_f64.powf((now - self.at_ms) as f64 / half_life_ms as f64)
    }

    fn add(&mut self, weight: f64, at_ms: Ms, half_life_ms: Ms) {
        let later = at_ms.max(self.at_ms);
        let faded = weight * 0.5_f64.powf((later - at_ms) as f64 / half_life_ms as f64);
        self.score = self.score_at(later, half_life_ms) + faded;
        self.at_ms = later;
    }

    /// Distinct people since a day: at least as many as on the day with the most, and exact while they are few.
    fn people(&self, since: Ms) -> u32 {
        let days = || self.days.iter().filter(|day| day.day_ms >= since);
        let mut few = Vec::new();
        for day in days() {
            match &day.people {
                Crowd::Few(ids) => few.extend(ids.iter().copied()),
                Crowd::Many(_) => return day.people.count(),
            }
        }
        few.sort_unstable();
        few.dedup();
        u32::try_from(few.len()).unwrap_or(u32::MAX)
    }
}

#[cfg(test)]
mod tests {
    use base::HOUR_MS;

    use super::*;

    const NOON: Ms = 1_795_348_800_000;

    fn board() -> Board<&'static str> {
        Board::new(DAY_MS, 100)
    }

    #[test]
    fn one_account_makes_no_trend() {
        let mut board = board();
        for n in 0..500 {
            board.used("spam", Id(1), NOON - n * HOUR_MS);
        }
        board.used("care", Id(1), NOON);
        board.used("care", Id(2), NOON);
        assert_eq!(board.best(NOON, 2, 0, 9), ["care"]);
        let spam = board.topics["spam"].score_at(NOON, DAY_MS);
        assert!(spam < 3.0, "once a day, faded: {spam}");
    }

    #[test]
    fn what_is_new_overtakes_what_was() {
        let mut board = board();
        (0..20).for_each(|n| board.used("old", Id(n), NOON - 6 * DAY_MS));
        (0..3).for_each(|n| board.used("new", Id(n), NOON));
        assert_eq!(board.best(NOON, 2, 0, 9), ["new", "old"]);
        assert_eq!(board.best(NOON, 2, 1, 9), ["old"]);
        assert_eq!(board.best(NOON + 8 * DAY_MS, 2, 0, 9), [""; 0], "nobody speaks of it any more");
    }

    #[test]
    fn seven_days_are_told_today_first() {
        let mut board = board();
        for (days, by) in [(0, 1), (0, 1), (0, 2), (2, 1), (6, 5), (7, 6), (9, 7)] {
            board.used("tag", Id(by), NOON - days * DAY_MS);
        }
        let history = board.history(&"tag", NOON);
        let told: Vec<_> = history.iter().map(|day| (day.uses, day.people)).collect();
        assert_eq!(told, [(3, 2), (0, 0), (1, 1), (0, 0), (0, 0), (0, 0), (1, 1)]);
        assert_eq!(history[0].day_ms, day_of(NOON));
        assert_eq!(board.history(&"none", NOON).len(), 7);
    }

    #[test]
    fn order_of_arrival_does_not_matter_for_scores() {
        let (mut one, mut other) = (board(), board());
        for n in 0..10 {
            one.used("a", Id(n), NOON - n * HOUR_MS);
            other.used("a", Id(n), NOON - (9 - n) * HOUR_MS);
        }
        let score = |board: &Board<&str>| board.topics["a"].score_at(NOON, DAY_MS);
        assert!((score(&one) - score(&other)).abs() < 1e-9);
    }

    #[test]
    fn it_stays_within_its_bounds() {
        let mut board: Board<i64> = Board::new(DAY_MS, 100);
        for n in 0..1_000 {
            board.used(n, Id(1), NOON + n);
            assert!(board.topics.len() <= 101);
        }
    }
}
