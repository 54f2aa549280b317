//! Times as people write them.

use base::{DAY_MS, HOUR_MS, MINUTE_MS, Ms, iso_date};

use crate::{Lang, Message, WORDS};

const EN: [&str; 12] = [
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
const ES: [&str; 12] = [
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
];
const DE: [&str; 12] = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
];
/// Letters of a month's short name; the Spanish and German ones that are longer are so in CLDR too.
const SHORT_CHARS: usize = 3;

/// A moment, or a part of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Moment {
    /// `22 Nov 2026`.
    Day(Ms),
    /// `November 2026`.
    Month(Ms),
}

impl Moment {
    pub(crate) fn text(self, lang: Lang) -> String {
        let (Self::Day(ms) | Self::Month(ms)) = self;
        let (year, month, day) = date(ms);
        let name = month_name(lang, month);
        match (self, lang) {
            (Self::Day(_), Lang::De) => format!("{day}. {} {year}", short(name)),
            (Self::Day(_), _) => format!("{day} {} {year}", short(name)),
            (Self::Month(_), Lang::Es) => format!("{name} de {year}"),
            (Self::Month(_), _) => format!("{name} {year}"),
        }
    }
}

impl Message {
    /// A time as people say it, as the script keeps it up to date: `now`, `5 min`, `3 h`, `2 d`, then the day.
    #[must_use]
    pub fn ago(now_ms: Ms, ms: Ms) -> Self {
        match now_ms.saturating_sub(ms) {
            ..MINUTE_MS => WORDS.say("time-now"),
            past @ MINUTE_MS..HOUR_MS => WORDS.say("time-minutes").with("n", past / MINUTE_MS),
            past @ HOUR_MS..DAY_MS => WORDS.say("time-hours").with("n", past / HOUR_MS),
            past if past < 7 * DAY_MS => WORDS.say("time-days").with("n", past / DAY_MS),
            _ => Self::day(ms),
        }
    }

    /// A day: `22 Nov 2026`.
    #[must_use]
    pub fn day(ms: Ms) -> Self {
        Self::moment(Moment::Day(ms))
    }

    /// A month: `November 2026`.
    #[must_use]
    pub fn month(ms: Ms) -> Self {
        Self::moment(Moment::Month(ms))
    }
}

fn month_name(lang: Lang, month: usize) -> &'static str {
    let names = match lang {
        Lang::En => &EN,
        Lang::Es => &ES,
        Lang::De => &DE,
    };
    names.get(month.saturating_sub(1)).unwrap_or(&names[0])
}

fn short(name: &str) -> &str {
    name.char_indices().nth(SHORT_CHARS).map_or(name, |(at, _)| &name[..at])
}

fn date(ms: Ms) -> (String, usize, u32) {
    let text = iso_date(ms);
    let mut parts = text.rsplitn(3, '-');
    let day = parts.next().and_then(|day| day.parse().ok()).unwrap_or(1);
    let month = parts.next().and_then(|month| month.parse().ok()).unwrap_or(1);
    (parts.next().unwrap_or_default().to_owned(), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Ms = 1_795_356_000_000;

    #[test]
    fn times_as_people_say_them() {
        for (ago, en, es) in [
            (-5, "now", "ahora"),
            (0, "now", "ahora"),
            (MINUTE_MS - 1, "now", "ahora"),
            (MINUTE_MS, "1 min", "1 min"),
            (HOUR_MS - 1, "59 min", "59 min"),
            (3 * HOUR_MS, "3 h", "3 h"),
            (DAY_MS - 1, "23 h", "23 h"),
            (2 * DAY_MS, "2 d", "2 d"),
            (7 * DAY_MS - 1, "6 d", "6 d"),
            (7 * DAY_MS, "15 Nov 2026", "15 nov 2026"),
            (365 * DAY_MS, "22 Nov 2025", "22 nov 2025"),
        ] {
            let message = Message::ago(NOW, NOW - ago);
            assert_eq!((message.text(Lang::En).as_str(), message.text(Lang::Es).as_str()), (en, es));
        }
    }

    #[test]
    fn months_by_name() {
        assert_eq!(Message::month(NOW).text(Lang::En), "November 2026");
        assert_eq!(Message::month(NOW).text(Lang::Es), "noviembre de 2026");
        assert_eq!(Message::day(1_772_800_000_000).text(Lang::De), "6. Mär 2026");
        for odd in [i64::MIN, 0, i64::MAX] {
            assert!(!Message::day(odd).text(Lang::Es).is_empty() && !Message::ago(NOW, odd).is_empty());
        }
    }
}
