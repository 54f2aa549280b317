//! Cohorts: of those who came in a day or month, how many were still here later.

use base::{DAY_MS, Outcome, iso_date, iso_ms, parse_iso};
use serde_json::{Value, json};
use store::{Read, Row, args};

use super::Span;
use crate::{Moderation, store as sql};

/// How long the periods are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Frequency {
    /// Days.
    Day,
    /// Months of the calendar.
    Month,
}

impl Frequency {
    /// From Mastodon's word.
    pub fn parse(name: &str) -> Option<Self> {
        match name {
            "day" => Some(Self::Day),
            "month" => Some(Self::Month),
            _ => None,
        }
    }

    fn name(self) -> &'static str {
        if self == Self::Day { "day" } else { "month" }
    }

    /// The first day of the period in which `day` lies.
    fn begin(self, day: i64) -> i64 {
        if self == Self::Day {
            return day;
        }
        let date = iso_date(day * DAY_MS);
        let first = date.get(..8).and_then(|month| parse_iso(&format!("{month}01")));
        first.map_or(day, |ms| ms.div_euclid(DAY_MS))
    }
}

/// Those who came on a day and were last seen on another.
struct Group {
    born: i64,
    seen: i64,
    people: i64,
}

impl Moderation {
    /// Mastodon's list of `Admin::Cohort`.
    pub(crate) async fn cohorts(&self, span: Span, frequency: Frequency) -> Outcome<Vec<Value>> {
        let (id, id_after) = span.ids();
        let group = |row: &Row<'_>| Ok(Group { born: row.get(0)?, seen: row.get(1)?, people: row.get(2)? });
        let read = move |r: &Read<'_>| r.rows(&sql::COHORTS, args![id, id_after], group);
        Ok(told(&self.db.read(read).await?, span, frequency))
    }
}

fn told(groups: &[Group], span: Span, frequency: Frequency) -> Vec<Value> {
    let mut periods: Vec<i64> = span.each().map(|(day, _)| frequency.begin(day)).collect();
    periods.dedup();
    let cohort = |(n, &period): (usize, &i64)| {
        let own: Vec<&Group> = groups.iter().filter(|group| frequency.begin(group.born) == period).collect();
        let all: i64 = own.iter().map(|group| group.people).sum();
        let stayed = |later: &i64| {
            let seen = own.iter().filter(|group| frequency.begin(group.seen) >= *later);
            let value: i64 = seen.map(|group| group.people).sum();
            let rate = value as f64 / all.max(1) as f64;
            json!({ "date": iso_ms(later * DAY_MS), "rate": rate, "value": value.to_string() })
        };
        let data: Vec<Value> = periods[n..].iter().map(stayed).collect();
        json!({ "period": iso_ms(period * DAY_MS), "frequency": frequency.name(), "data": data })
    };
    periods.iter().enumerate().map(cohort).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(date: &str) -> i64 {
        parse_iso(date).unwrap().div_euclid(DAY_MS)
    }

    #[test]
    fn months_begin_on_their_first() {
        assert_eq!(Frequency::Month.begin(day("2026-02-28")), day("2026-02-01"));
        assert_eq!(Frequency::Day.begin(7), 7);
    }

    #[test]
    fn who_stayed() {
        let groups = [
            Group { born: day("2026-01-05"), seen: day("2026-03-09"), people: 1 },
            Group { born: day("2026-01-20"), seen: day("2026-01-20"), people: 3 },
            Group { born: day("2026-02-02"), seen: 0, people: 2 },
        ];
        let at = |date: &str| Some(day(date) * DAY_MS);
        let span = Span::new(at("2026-01-10"), at("2026-03-31"), day("2026-03-31") * DAY_MS);
        let all = told(&groups, span, Frequency::Month);
        let values = |n: usize| {
            let data = all[n]["data"].as_array().unwrap();
            data.iter()
                .map(|d| (d["value"].as_str().unwrap().to_owned(), d["rate"].as_f64().unwrap()))
                .collect::<Vec<_>>()
        };
        assert_eq!(all.len(), 3);
        assert_eq!(all[0]["period"], "2026-01-01T00:00:00.000Z");
        assert_eq!(values(0), [("4".into(), 1.0), ("1".into(), 0.25), ("1".into(), 0.25)]);
        assert_eq!(values(1), [("0".into(), 0.0), ("0".into(), 0.0)]);
        assert_eq!(values(2), [("0".into(), 0.0)]);
    }
}
