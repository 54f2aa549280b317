//! Times in words.

use base::Ms;
use jiff::civil::{DateTime, Weekday};
use ui::Message;

use crate::WORDS;
use crate::recurrence::{Zone, utc};

/// `20:00`.
pub(crate) fn clock(zone: &Zone, ms: Ms) -> String {
    zone.local(ms).strftime("%H:%M").to_string()
}

/// `Thursday, 3 Dec 2026`.
pub(crate) fn day_label(zone: &Zone, ms: Ms) -> Message {
    date_label(zone.local(ms))
}

/// The same of a local time.
pub(crate) fn date_label(date: DateTime) -> Message {
    WORDS
        .say("chat-day")
        .with("weekday", weekday(date.weekday()))
        .with("day", Message::day(utc().instant(date)))
}

/// A weekday's name.
pub(crate) fn weekday(day: Weekday) -> Message {
    WORDS.say(match day {
        Weekday::Monday => "chat-monday",
        Weekday::Tuesday => "chat-tuesday",
        Weekday::Wednesday => "chat-wednesday",
        Weekday::Thursday => "chat-thursday",
        Weekday::Friday => "chat-friday",
        Weekday::Saturday => "chat-saturday",
        Weekday::Sunday => "chat-sunday",
    })
}

/// `New York (EST)`, as its clocks are at a moment.
pub(crate) fn zone_label(zone: &Zone, ms: Ms) -> String {
    let place = zone.name().rsplit('/').next().unwrap_or("UTC").replace('_', " ");
    match zone.abbreviation(ms).filter(|name| *name != place) {
        Some(name) => format!("{place} ({name})"),
        None => place,
    }
}

/// A moment, as a zone's clocks tell it.
pub(crate) fn time_label(zone: &Zone, ms: Ms) -> Message {
    let said = WORDS.say("chat-date-at").with("day", day_label(zone, ms));
    said.with("time", clock(zone, ms)).with("zone", zone_label(zone, ms))
}

/// For the `datetime` of `<time>`.
pub(crate) fn machine(ms: Ms) -> String {
    base::iso_ms(ms)
}
