use base::{Outcome, Problem};
use jiff::civil::{Date, DateTime, Weekday};

/// Longest text of a rule, in bytes.
const RULE_BYTES_MAX: usize = 300;
/// Largest INTERVAL.
const INTERVAL_MAX: i32 = 400;
/// Largest COUNT.
const COUNT_MAX: u32 = 2_000;
/// Most values of one part.
const VALUES_MAX: usize = 60;

/// A rule of RFC 5545 (`RRULE`), as far as it is about dates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// What is counted.
    pub freq: Freq,
    /// Every so many of them.
    pub interval: i32,
    /// `BYDAY`.
    pub days: Vec<Day>,
    /// `BYMONTHDAY`; from the end where negative.
    pub month_days: Vec<i8>,
    /// `BYMONTH`.
    pub months: Vec<i8>,
    /// `BYSETPOS`: which of a period's dates; from the end where negative.
    pub positions: Vec<i16>,
    /// `WKST`.
    pub week_start: Weekday,
    /// When it ends.
    pub end: End,
}

/// What a rule counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Freq {
    /// Days.
    Daily,
    /// Weeks.
    Weekly,
    /// Months.
    Monthly,
    /// Years.
    Yearly,
}

/// A weekday, perhaps the nth one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Day {
    /// Which of the month or year; from the end where negative. 0 is each.
    pub nth: i8,
    /// Which day.
    pub weekday: Weekday,
}

/// When a rule ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// Not.
    Never,
    /// After so many dates.
    Count(u32),
    /// At a time, inclusive.
    Until(Until),
}

/// The three forms of `UNTIL`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Until {
    /// A day.
    Day(Date),
    /// A local time.
    Local(DateTime),
    /// A time in UTC.
    Utc(DateTime),
}

impl Rule {
    /// Every `interval` weeks on a day.
    pub fn weekly(interval: i32, weekday: Weekday) -> Self {
        Self { interval, days: vec![Day { nth: 0, weekday }], ..Self::bare(Freq::Weekly) }
    }

    /// On the nth such day of each month; the last one for -1.
    pub fn monthly(nth: i8, weekday: Weekday) -> Self {
        Self { days: vec![Day { nth, weekday }], ..Self::bare(Freq::Monthly) }
    }

    fn bare(freq: Freq) -> Self {
        Self {
            freq,
            interval: 1,
            days: Vec::new(),
            month_days: Vec::new(),
            months: Vec::new(),
            positions: Vec::new(),
            week_start: Weekday::Monday,
            end: End::Never,
        }
    }

    /// Reads the value of an `RRULE`.
    ///
    /// # Errors
    /// 422 that says what is wrong with it, or what is not supported here.
    pub fn parse(text: &str) -> Outcome<Self> {
        let text = text.trim();
        if text.len() > RULE_BYTES_MAX {
            return Err(bad("is too long"));
        }
        let text = text.to_ascii_uppercase();
        let text = text.strip_prefix("RRULE:").unwrap_or(&text);
        let mut parts: Vec<(&str, &str)> = Vec::new();
        for part in text.split(';').filter(|part| !part.is_empty()) {
            let (name, value) = part.split_once('=').ok_or_else(|| bad("is not made of NAME=VALUE"))?;
            if parts.iter().any(|(had, _)| *had == name) {
                return Err(bad("says something twice"));
            }
            parts.push((name, value));
        }
        let freq = parts.iter().find(|(name, _)| *name == "FREQ").ok_or_else(|| bad("says no FREQ"))?;
        let mut rule = Self::bare(Freq::parse(freq.1)?);
        for (name, value) in parts {
            rule.read_part(name, value)?;
        }
        rule.check()?;
        Ok(rule)
    }

    fn read_part(&mut self, name: &str, value: &str) -> Outcome<()> {
        match name {
            "FREQ" => {}
            "INTERVAL" => self.interval = number(value, 1..=INTERVAL_MAX)?,
            "COUNT" => self.ends(End::Count(number(value, 1..=COUNT_MAX)?))?,
            "UNTIL" => self.ends(End::Until(Until::parse(value)?))?,
            "BYDAY" => self.days = list(value, Day::parse)?,
            "BYMONTHDAY" => self.month_days = list(value, |one| signed(one, 31))?,
            "BYMONTH" => self.months = list(value, |one| number(one, 1..=12))?,
            "BYSETPOS" => self.positions = list(value, |one| signed(one, 366))?,
            "WKST" => self.week_start = weekday(value)?,
            _ => return Err(bad("uses a part that is not supported here")),
        }
        Ok(())
    }

    fn ends(&mut self, end: End) -> Outcome<()> {
        if self.end != End::Never {
            return Err(bad("has both COUNT and UNTIL"));
        }
        self.end = end;
        Ok(())
    }

    fn check(&self) -> Outcome<()> {
        let counted = self.days.iter().any(|day| day.nth != 0);
        if counted && matches!(self.freq, Freq::Daily | Freq::Weekly) {
            return Err(bad("counts weekdays, which only MONTHLY and YEARLY can"));
        }
        let most = if self.freq == Freq::Monthly || !self.months.is_empty() { 5 } else { 53 };
        if self.days.iter().any(|day| day.nth.abs() > most) {
            return Err(bad("counts more weekdays than there are"));
        }
        if self.freq == Freq::Weekly && !self.month_days.is_empty() {
            return Err(bad("has BYMONTHDAY, which WEEKLY cannot have"));
        }
        let nothing = self.days.is_empty() && self.month_days.is_empty() && self.months.is_empty();
        if !self.positions.is_empty() && nothing {
            return Err(bad("has BYSETPOS without another BY part"));
        }
        Ok(())
    }
}

impl Freq {
    fn parse(name: &str) -> Outcome<Self> {
        match name {
            "DAILY" => Ok(Self::Daily),
            "WEEKLY" => Ok(Self::Weekly),
            "MONTHLY" => Ok(Self::Monthly),
            "YEARLY" => Ok(Self::Yearly),
            _ => Err(bad("must be DAILY, WEEKLY, MONTHLY or YEARLY")),
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Daily => "DAILY",
            Self::Weekly => "WEEKLY",
            Self::Monthly => "MONTHLY",
            Self::Yearly => "YEARLY",
        }
    }
}

impl Day {
    fn parse(text: &str) -> Outcome<Self> {
        let at = text.len().checked_sub(2).filter(|at| text.is_char_boundary(*at));
        let (nth, day) = text.split_at(at.ok_or_else(|| bad("names a day that there is not"))?);
        let nth = if nth.is_empty() { 0 } else { signed(nth, 53)? };
        Ok(Self { nth, weekday: weekday(day)? })
    }
}

impl Until {
    fn parse(text: &str) -> Outcome<Self> {
        let wrong = || bad("has an UNTIL that is no time");
        let day = |text: &str| Date::strptime("%Y%m%d", text).map_err(|_| wrong());
        let time = |text: &str| DateTime::strptime("%Y%m%dT%H%M%S", text).map_err(|_| wrong());
        match (text.strip_suffix('Z'), text.contains('T')) {
            (Some(utc), _) => time(utc).map(Self::Utc),
            (None, true) => time(text).map(Self::Local),
            (None, false) => day(text).map(Self::Day),
        }
    }
}

const WEEKDAYS: [(&str, Weekday); 7] = [
    ("MO", Weekday::Monday),
    ("TU", Weekday::Tuesday),
    ("WE", Weekday::Wednesday),
    ("TH", Weekday::Thursday),
    ("FR", Weekday::Friday),
    ("SA", Weekday::Saturday),
    ("SU", Weekday::Sunday),
];

fn weekday(code: &str) -> Outcome<Weekday> {
    let found = WEEKDAYS.iter().find(|(name, _)| *name == code);
    found.map(|(_, day)| *day).ok_or_else(|| bad("names a day that there is not"))
}

/// `TU`.
pub(super) fn code(day: Weekday) -> &'static str {
    WEEKDAYS.iter().find(|(_, one)| *one == day).map_or("MO", |(name, _)| name)
}

fn number<T: std::str::FromStr + PartialOrd>(text: &str, range: std::ops::RangeInclusive<T>) -> Outcome<T> {
    text.parse().ok().filter(|n| range.contains(n)).ok_or_else(|| bad("has a number that is out of range"))
}

fn signed<T>(text: &str, most: i16) -> Outcome<T>
where
    T: TryFrom<i16>,
{
    let n: i16 = number(text, -most..=most)?;
    let n = if n == 0 { Err(bad("has a number that is out of range"))? } else { n };
    T::try_from(n).map_err(|_| bad("has a number that is out of range"))
}

fn list<T>(text: &str, one: impl Fn(&str) -> Outcome<T>) -> Outcome<Vec<T>> {
    let parts: Vec<&str> = text.split(',').collect();
    if parts.len() > VALUES_MAX {
        return Err(bad("is too long"));
    }
    parts.into_iter().map(one).collect()
}

fn bad(what: &'static str) -> Problem {
    Problem::invalid(format!("The rule {what}"))
}

impl std::fmt::Display for Rule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "FREQ={}", self.freq.name())?;
        match self.end {
            End::Never => {}
            End::Count(n) => write!(f, ";COUNT={n}")?,
            End::Until(Until::Day(day)) => write!(f, ";UNTIL={}", day.strftime("%Y%m%d"))?,
            End::Until(Until::Local(time)) => write!(f, ";UNTIL={}", time.strftime("%Y%m%dT%H%M%S"))?,
            End::Until(Until::Utc(time)) => write!(f, ";UNTIL={}", time.strftime("%Y%m%dT%H%M%SZ"))?,
        }
        if self.interval != 1 {
            write!(f, ";INTERVAL={}", self.interval)?;
        }
        let day = |day: &Day| match day.nth {
            0 => code(day.weekday).to_owned(),
            nth => format!("{nth}{}", code(day.weekday)),
        };
        part(f, "BYMONTH", self.months.iter().map(ToString::to_string))?;
        part(f, "BYMONTHDAY", self.month_days.iter().map(ToString::to_string))?;
        part(f, "BYDAY", self.days.iter().map(day))?;
        part(f, "BYSETPOS", self.positions.iter().map(ToString::to_string))?;
        match self.week_start {
            Weekday::Monday => Ok(()),
            day => write!(f, ";WKST={}", code(day)),
        }
    }
}

fn part(
    f: &mut std::fmt::Formatter<'_>,
    name: &str,
    values: impl Iterator<Item = String>,
) -> std::fmt::Result {
    let values: Vec<String> = values.collect();
    if values.is_empty() { Ok(()) } else { write!(f, ";{name}={}", values.join(",")) }
}
