//! What a calendar is told of a zone: when its clocks change. Programs that know the zone by its name go by that.

use base::{DAY_MS, Ms};
use jiff::Timestamp;
use jiff::civil::DateTime;

use super::write::{Lines, stamp};
use crate::recurrence::{Day, Freq, Rule, Zone};

/// Years ahead for which changes of clocks are told.
const YEARS_AHEAD: i64 = 6;
/// How many changes of a kind make a rule.
const REGULAR_MIN: usize = 4;
/// Changes of clocks that are told of one zone.
const CHANGES_MAX: usize = 200;

/// A change of clocks.
struct Change {
    /// When, by the clocks before.
    local: DateTime,
    /// What is added to UTC before and after, in seconds.
    from: i32,
    to: i32,
    name: String,
    summer: bool,
}

/// Writes `VTIMEZONE` for events that begin at `from` or later.
pub(super) fn write(lines: &mut Lines, zone: &Zone, from: Ms, now: Ms) {
    if zone.name() == "UTC" {
        return;
    }
    lines.put("BEGIN", "VTIMEZONE");
    lines.put("TZID", zone.name());
    let changes = changes(zone, from.min(now) - 400 * DAY_MS, now + YEARS_AHEAD * 366 * DAY_MS);
    if changes.is_empty() {
        let offset = zone.offset_seconds(now);
        let name = zone.abbreviation(now).unwrap_or_else(|| said(offset));
        let start = DateTime::constant(1970, 1, 1, 0, 0, 0, 0);
        let always = Change { local: start, from: offset, to: offset, name, summer: false };
        observance(lines, &[&always]);
    }
    let mut told: Vec<&Change> = Vec::new();
    for change in &changes {
        if told.iter().any(|other| is_same_kind(other, change)) {
            continue;
        }
        told.push(change);
        let kind: Vec<&Change> = changes.iter().filter(|other| is_same_kind(other, change)).collect();
        observance(lines, &kind);
    }
    lines.put("END", "VTIMEZONE");
}

fn is_same_kind(one: &Change, other: &Change) -> bool {
    (one.from, one.to, &one.name, one.summer) == (other.from, other.to, &other.name, other.summer)
}

fn changes(zone: &Zone, from: Ms, until: Ms) -> Vec<Change> {
    let stamp = |ms: Ms| Timestamp::from_millisecond(ms).unwrap_or(Timestamp::UNIX_EPOCH);
    let tz = zone.inner();
    let first = tz.preceding(stamp(from)).next();
    let rest =
        tz.following(stamp(from)).take_while(|change| change.timestamp() < stamp(until)).take(CHANGES_MAX);
    let change = |found: jiff::tz::TimeZoneTransition<'_>| {
        let at = found.timestamp();
        let before = zone.offset_seconds(at.as_millisecond() - 1);
        let local = crate::recurrence::utc().local(at.as_millisecond() + i64::from(before) * 1_000);
        let to = found.offset().seconds();
        let name = found.abbreviation();
        let name = if name.starts_with(['+', '-']) { said(to) } else { name.to_owned() };
        Change { local, from: before, to, name, summer: found.dst().is_dst() }
    };
    first.into_iter().chain(rest).map(change).collect()
}

/// `+0100`.
fn said(seconds: i32) -> String {
    let (sign, minutes) = (if seconds < 0 { '-' } else { '+' }, seconds.abs() / 60);
    format!("{sign}{:02}{:02}", minutes / 60, minutes % 60)
}

/// Changes of one kind: by a rule where they have one, else each.
fn observance(lines: &mut Lines, changes: &[&Change]) {
    let Some(first) = changes.first() else { return };
    let kind = if first.summer { "DAYLIGHT" } else { "STANDARD" };
    lines.put("BEGIN", kind);
    lines.put("TZNAME", &first.name);
    lines.put("TZOFFSETFROM", &said(first.from));
    lines.put("TZOFFSETTO", &said(first.to));
    lines.put("DTSTART", &stamp(first.local));
    match rule_of(changes) {
        Some(rule) => lines.put("RRULE", &rule.to_string()),
        None => changes.iter().skip(1).for_each(|change| lines.put("RDATE", &stamp(change.local))),
    }
    lines.put("END", kind);
}

/// The yearly rule of changes, if they have one.
fn rule_of(changes: &[&Change]) -> Option<Rule> {
    let (first, rest) = changes.split_first().filter(|(_, rest)| rest.len() + 1 >= REGULAR_MIN)?;
    let same = |other: &&Change| {
        (first.local.month(), first.local.weekday(), first.local.time())
            == (other.local.month(), other.local.weekday(), other.local.time())
    };
    let yearly = changes.windows(2).all(|pair| pair[1].local.year() == pair[0].local.year() + 1);
    if !yearly || !rest.iter().all(same) {
        return None;
    }
    let nth = |change: &Change| (change.local.day() - 1) / 7 + 1;
    let is_last = |change: &Change| change.local.day() + 7 > change.local.date().days_in_month();
    let nth = match changes.iter().all(|change| nth(change) == nth(first)) {
        true => nth(first),
        false if changes.iter().all(|change| is_last(change)) => -1,
        false => return None,
    };
    let day = Day { nth, weekday: first.local.weekday() };
    Some(Rule {
        freq: Freq::Yearly,
        months: vec![first.local.month()],
        ..Rule::monthly(day.nth, day.weekday)
    })
}
