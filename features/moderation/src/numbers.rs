//! The staff's numbers: measures over days, dimensions (who or what most), cohorts (who stayed). All of them are
//! counted from the tables when they are asked for, over a span of days that is bounded.

mod cohorts;
mod dimensions;
mod measures;

use base::{Bucket, DAY_MS, Id, Ms, day_of};

pub use cohorts::Frequency;
pub(crate) use dimensions::DIMENSIONS;
pub(crate) use measures::{Counted, MEASURES};

/// Days that one answer spans at the most.
pub(crate) const SPAN_DAYS_MAX: i64 = 400;
/// Days that are told where nobody says.
const SPAN_DAYS: i64 = 7;

/// Whole days, the last one included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    first: i64,
    last: i64,
}

impl Span {
    /// The days from `start` to `end`; a week up to now where neither is said. What is too long loses its beginning.
    pub fn new(start: Option<Ms>, end: Option<Ms>, now: Ms) -> Self {
        let day = |ms: Ms| ms.div_euclid(DAY_MS);
        // Far beyond any calendar nothing is counted, and nothing overflows.
        let last = day(end.unwrap_or(now)).clamp(0, day(now) + SPAN_DAYS_MAX);
        let first = start.map_or(last - SPAN_DAYS, day).clamp(last - SPAN_DAYS_MAX, last);
        Self { first, last }
    }

    /// As many days right before it.
    pub(crate) fn before(self) -> Self {
        let length = self.last - self.first + 1;
        Self { first: self.first - length, last: self.first - 1 }
    }

    /// The numbers of the days since 1970: the first, and the one after the last.
    pub(crate) fn days(self) -> (i64, i64) {
        (self.first, self.last + 1)
    }

    /// Milliseconds: the first, and the first after it.
    pub(crate) fn ms(self) -> (Ms, Ms) {
        (self.first * DAY_MS, (self.last + 1) * DAY_MS)
    }

    /// Ids: the least, and the least after it.
    pub(crate) fn ids(self) -> (Id, Id) {
        let (from, to) = self.ms();
        (Id::new(from, Bucket::of(0), 0), Id::new(to, Bucket::of(0), 0))
    }

    /// Each day's first millisecond.
    pub(crate) fn each(self) -> impl Iterator<Item = (i64, Ms)> {
        (self.first..=self.last).map(|day| (day, day_of(day * DAY_MS)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn spans() {
        let now = 20_000 * DAY_MS + 5;
        let span = |start: Option<i64>, end: Option<i64>| {
            Span::new(start.map(|d| d * DAY_MS), end.map(|d| d * DAY_MS), now).days()
        };
        assert_eq!(span(None, None), (19_993, 20_001));
        assert_eq!(span(Some(19_990), Some(19_991)), (19_990, 19_992));
        assert_eq!(span(Some(19_990), Some(19_980)), (19_980, 19_981), "the wrong way round is one day");
        assert_eq!(span(Some(1), None), (19_600, 20_001));
        assert_eq!(Span { first: 10, last: 12 }.before(), Span { first: 7, last: 9 });
    }

    proptest! {
        #[test]
        fn no_time_is_too_far(start in any::<i64>(), end in any::<i64>()) {
            let span = Span::new(Some(start), Some(end), 20_000 * DAY_MS);
            prop_assert!(span.each().count() as i64 <= SPAN_DAYS_MAX + 1);
            prop_assert!(span.before().ids().0 <= span.ids().0);
        }
    }
}
