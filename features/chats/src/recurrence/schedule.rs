use base::{MINUTE_MS, Ms, Outcome, Problem};
use jiff::civil::DateTime;

use super::{Dates, End, Rule, Until, Zone};

/// Extra dates of a chat, and exceptions, each.
pub const EXTRA_DATES_MAX: usize = 100;
/// Dates of a rule that are looked at for one question.
const DATES_MAX: usize = 40_000;

/// When a chat is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Schedule {
    /// Whose clocks it goes by.
    pub zone: Zone,
    /// The first date; none for a chat without dates of its own, as one that was only imported.
    pub start: Option<DateTime>,
    /// How it comes again; none for once.
    pub rule: Option<Rule>,
    /// Further dates.
    pub extra: Vec<DateTime>,
    /// Dates of the rule that are left out.
    pub except: Vec<DateTime>,
    /// How long it takes.
    pub minutes: i64,
}

impl Schedule {
    /// One without dates.
    pub fn none(zone: Zone, minutes: i64) -> Self {
        Self { zone, start: None, rule: None, extra: Vec::new(), except: Vec::new(), minutes }
    }

    /// The first `most` dates at or after `from`, in order.
    pub fn dates_from(&self, from: DateTime, most: usize) -> Vec<DateTime> {
        let rule =
            self.rule_dates().take(DATES_MAX).filter(|date| *date >= from && !self.except.contains(date));
        let mut dates: Vec<DateTime> = rule.take(most).collect();
        dates.extend(self.extra.iter().filter(|date| **date >= from && !self.except.contains(date)));
        dates.sort_unstable();
        dates.dedup();
        dates.truncate(most);
        dates
    }

    /// The first `most` dates from a moment on.
    pub fn dates_from_ms(&self, from: Ms, most: usize) -> Vec<DateTime> {
        // Clocks that were put back show the hour before again.
        let mut dates =
            self.dates_from(self.zone.local(from).saturating_sub(jiff::Span::new().hours(3)), most + 8);
        dates.retain(|date| self.zone.instant(*date) >= from);
        dates.truncate(most);
        dates
    }

    /// The first date of the rule, exceptions or not.
    pub fn first(&self) -> Option<DateTime> {
        self.rule_dates().next()
    }

    /// What the rule gives, or the start alone, until it ends.
    fn rule_dates(&self) -> Box<dyn Iterator<Item = DateTime> + '_> {
        match (self.start, &self.rule) {
            (None, _) => Box::new(std::iter::empty()),
            (Some(start), None) => Box::new(std::iter::once(start)),
            (Some(start), Some(rule)) => {
                Box::new(Dates::new(rule, start).take_while(|date| !self.is_after_end(rule, *date)))
            }
        }
    }

    fn is_after_end(&self, rule: &Rule, date: DateTime) -> bool {
        match rule.end {
            End::Never | End::Count(_) => false,
            End::Until(Until::Day(day)) => date.date() > day,
            End::Until(Until::Local(end)) => date > end,
            End::Until(Until::Utc(end)) => self.zone.instant(date) > super::utc().instant(end),
        }
    }

    /// When a date begins and ends.
    pub fn span(&self, date: DateTime) -> std::ops::Range<Ms> {
        let starts = self.zone.instant(date);
        starts..starts + self.minutes * MINUTE_MS
    }
}

/// Reads `2026-12-01T20:00`, as forms send it and tables keep it.
///
/// # Errors
/// 422 for anything else.
pub fn read_local(text: &str) -> Outcome<DateTime> {
    let wrong = |_| Problem::invalid("A date must look like 2026-12-01T20:00");
    let time = DateTime::strptime("%Y-%m-%dT%H:%M", text.trim()).map_err(wrong)?;
    match time.year() {
        2000..=2200 => Ok(time),
        _ => Err(Problem::invalid("A date must look like 2026-12-01T20:00")),
    }
}

/// Reads such dates with spaces, commas or lines between, in order, each once.
///
/// # Errors
/// 422 for what is no date, and over [`EXTRA_DATES_MAX`].
pub fn read_dates(text: &str) -> Outcome<Vec<DateTime>> {
    let words = text.split(|c: char| c.is_whitespace() || c == ',').filter(|word| !word.is_empty());
    let mut dates = words.map(read_local).collect::<Outcome<Vec<_>>>()?;
    dates.sort_unstable();
    dates.dedup();
    match dates.len() {
        0..=EXTRA_DATES_MAX => Ok(dates),
        _ => Err(Problem::invalid("These are too many dates")),
    }
}

/// A date as tables keep it.
pub fn written(date: DateTime) -> String {
    date.strftime("%Y-%m-%dT%H:%M").to_string()
}

/// Dates as tables keep them.
pub fn written_dates(dates: &[DateTime]) -> String {
    dates.iter().map(|date| written(*date)).collect::<Vec<_>>().join(" ")
}
