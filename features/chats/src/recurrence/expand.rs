use jiff::ToSpan;
use jiff::civil::{Date, DateTime, Weekday};

use super::{Day, Freq, Rule};

/// Years after its start in which a rule is followed: 36,525 periods at the most.
pub(crate) const YEARS_MAX: i16 = 100;

/// The dates of a rule from its start on, in order, at the start's time of day. `COUNT` is kept; `UNTIL` is for whoever
/// knows the zone.
pub struct Dates<'a> {
    rule: &'a Rule,
    start: DateTime,
    /// The next period to look at.
    period: i32,
    /// Dates of the last period that are still to be given, the last one first.
    ready: Vec<Date>,
    left: u32,
    done: bool,
}

impl<'a> Dates<'a> {
    /// The dates of `rule` from `start` on.
    pub fn new(rule: &'a Rule, start: DateTime) -> Self {
        let left = match rule.end {
            super::End::Count(n) => n,
            _ => u32::MAX,
        };
        Self { rule, start, period: 0, ready: Vec::new(), left, done: false }
    }

    /// Looks at periods until one has dates; false when there are no more.
    fn fill(&mut self) -> bool {
        let first = self.start.date();
        while let Some(dates) = self.rule.period(first, self.period) {
            self.period += 1;
            let mut dates: Vec<Date> = dates.into_iter().filter(|date| *date >= first).collect();
            if !dates.is_empty() {
                dates.reverse();
                self.ready = dates;
                return true;
            }
        }
        false
    }
}

impl Iterator for Dates<'_> {
    type Item = DateTime;

    fn next(&mut self) -> Option<DateTime> {
        if self.left == 0 || self.done {
            return None;
        }
        if self.ready.is_empty() && !self.fill() {
            self.done = true;
            return None;
        }
        self.left -= 1;
        self.ready.pop().map(|date| date.to_datetime(self.start.time()))
    }
}

impl Rule {
    /// The dates of the nth period that is counted, in order; `None` beyond the end of time.
    fn period(&self, first: Date, n: i32) -> Option<Vec<Date>> {
        let step = n.checked_mul(self.interval)?;
        let within = |date: &Date| date.year() - first.year() <= YEARS_MAX;
        let mut dates = match self.freq {
            Freq::Daily => vec![first.checked_add(step.days()).ok().filter(within)?],
            Freq::Weekly => self.week(first, step).filter(|week| week.first().is_none_or(within))?,
            Freq::Monthly => {
                let month = first.first_of_month().checked_add(step.months()).ok().filter(within)?;
                self.in_month(month, first)
            }
            Freq::Yearly => {
                let year = first.first_of_year().checked_add(step.years()).ok().filter(within)?;
                self.in_year(year, first)
            }
        };
        dates.retain(|date| self.months.is_empty() || self.months.contains(&date.month()));
        if self.freq == Freq::Daily {
            dates.retain(|date| self.has_weekday(date.weekday()) && self.has_month_day(*date));
        }
        dates.sort_unstable();
        dates.dedup();
        Some(self.at_positions(dates))
    }

    fn week(&self, first: Date, step: i32) -> Option<Vec<Date>> {
        let back = first.weekday().since(self.week_start);
        let start = first.checked_sub(back.days()).ok()?.checked_add(step.weeks()).ok()?;
        let day = |n: i8| start.checked_add(n.days()).ok();
        let wanted = |date: &Date| match self.days.is_empty() {
            true => date.weekday() == first.weekday(),
            false => self.has_weekday(date.weekday()),
        };
        Some((0..7).filter_map(day).filter(wanted).collect())
    }

    /// The dates in the month that begins with `month`.
    fn in_month(&self, month: Date, first: Date) -> Vec<Date> {
        let days = month.days_in_month();
        let all = (1..=days).filter_map(|day| Date::new(month.year(), month.month(), day).ok());
        let own = |date: &Date| match self.days.is_empty() && self.month_days.is_empty() {
            true => date.day() == first.day(),
            false => self.has_month_day(*date),
        };
        let counted = |date: &Date| self.has_nth(*date, i16::from(date.day()), i16::from(days));
        all.filter(own).filter(counted).collect()
    }

    /// The dates in the year that begins with `year`.
    fn in_year(&self, year: Date, first: Date) -> Vec<Date> {
        let months: Vec<i8> =
            match (self.months.is_empty(), self.days.is_empty() && self.month_days.is_empty()) {
                (false, _) => self.months.clone(),
                (true, true) => vec![first.month()],
                (true, false) => (1..=12).collect(),
            };
        let months = months.into_iter().filter_map(|month| Date::new(year.year(), month, 1).ok());
        if !self.months.is_empty() || self.days.is_empty() {
            return months.flat_map(|month| self.in_month(month, first)).collect();
        }
        // Weekdays are counted in the whole year.
        let days = year.days_in_year();
        let all = (0..days).filter_map(|n| year.checked_add(n.days()).ok());
        all.filter(|date| self.has_month_day(*date) && self.has_nth(*date, date.day_of_year(), days))
            .collect()
    }

    fn has_weekday(&self, weekday: Weekday) -> bool {
        self.days.is_empty() || self.days.iter().any(|day| day.weekday == weekday)
    }

    fn has_month_day(&self, date: Date) -> bool {
        let from_end = date.day() - date.days_in_month() - 1;
        self.month_days.is_empty() || self.month_days.iter().any(|day| [date.day(), from_end].contains(day))
    }

    /// Whether a date, the `at`th of `all`, is one of the wanted weekdays, counted where that is wanted.
    fn has_nth(&self, date: Date, at: i16, all: i16) -> bool {
        let (nth, from_end) = ((at - 1) / 7 + 1, -((all - at) / 7 + 1));
        let is = |day: &Day| {
            let counts = day.nth == 0 || [nth, from_end].contains(&i16::from(day.nth));
            day.weekday == date.weekday() && counts
        };
        self.days.is_empty() || self.days.iter().any(is)
    }

    fn at_positions(&self, dates: Vec<Date>) -> Vec<Date> {
        if self.positions.is_empty() {
            return dates;
        }
        let all = dates.len();
        let wanted = |at: usize| {
            let (from_start, from_end) = (at as i64 + 1, at as i64 - all as i64);
            self.positions.iter().any(|position| [from_start, from_end].contains(&i64::from(*position)))
        };
        dates.into_iter().enumerate().filter(|(at, _)| wanted(*at)).map(|(_, date)| date).collect()
    }
}
