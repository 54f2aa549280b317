use base::{DAY_MS, HOUR_MS};
use proptest::prelude::*;

use super::*;

/// `zone|start|rule|extra|except|instants`, by python-dateutil; see `fixture/make.py`.
const DATES: &str = include_str!("fixture/dates.txt");
/// How many instants a line has at most.
const MOST: usize = 16;

fn schedule(zone: &str, start: &str, rule: &str, extra: &str, except: &str) -> Schedule {
    Schedule {
        zone: Zone::named(zone).unwrap(),
        start: Some(read_local(start).unwrap()),
        rule: (!rule.is_empty()).then(|| Rule::parse(rule).unwrap()),
        extra: read_dates(extra).unwrap(),
        except: read_dates(except).unwrap(),
        minutes: 60,
    }
}

#[test]
fn dates_are_those_of_dateutil() {
    let mut wrong = Vec::new();
    for line in DATES.lines() {
        let parts: Vec<&str> = line.split('|').collect();
        let [zone, start, rule, extra, except, instants] = parts[..] else { panic!("{line}") };
        let schedule = schedule(zone, start, rule, extra, except);
        let from = read_local("2000-01-01T00:00").unwrap();
        let found: Vec<String> = schedule
            .dates_from(from, MOST)
            .into_iter()
            .take_while(|date| date.year() <= schedule.start.unwrap().year() + 90)
            .map(|date| (schedule.zone.instant(date) / 1_000).to_string())
            .collect();
        if found.join(" ") != instants {
            wrong.push(format!("{line}\n  here {}", found.join(" ")));
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), DATES.lines().count(), wrong.join("\n"));
}

#[test]
fn what_the_clocks_skip_or_show_twice() {
    let ms = |zone: &str, local: &str| Zone::named(zone).unwrap().instant(read_local(local).unwrap());
    for (zone, local, iso) in [
        // Skipped: the offset before.
        ("America/New_York", "2026-03-08T02:30", "2026-03-08T07:30:00.000Z"),
        ("Europe/London", "2026-03-29T01:30", "2026-03-29T01:30:00.000Z"),
        ("Australia/Sydney", "2026-10-04T02:30", "2026-10-03T16:30:00.000Z"),
        // Twice: the first.
        ("America/New_York", "2026-11-01T01:30", "2026-11-01T05:30:00.000Z"),
        ("Europe/London", "2026-10-25T01:30", "2026-10-25T00:30:00.000Z"),
        ("Australia/Sydney", "2026-04-05T02:30", "2026-04-04T15:30:00.000Z"),
    ] {
        assert_eq!(base::iso_ms(ms(zone, local)), iso, "{zone} {local}");
    }
}

#[test]
fn rules_are_written_as_they_are_read() {
    for text in [
        "FREQ=WEEKLY;BYDAY=TU",
        "FREQ=WEEKLY;COUNT=10;INTERVAL=2;BYDAY=MO,WE;WKST=SU",
        "FREQ=MONTHLY;UNTIL=20271231;BYDAY=-1TH",
        "FREQ=MONTHLY;UNTIL=20271231T200000Z;BYMONTHDAY=-1,15",
        "FREQ=YEARLY;UNTIL=20271231T200000;BYMONTH=1,4,7,10;BYDAY=1MO;BYSETPOS=1",
    ] {
        assert_eq!(Rule::parse(text).unwrap().to_string(), text);
    }
    let spelled = Rule::parse(" rrule:freq=weekly;byday=tu; ").unwrap();
    assert_eq!(spelled, Rule::weekly(1, jiff::civil::Weekday::Tuesday));
    assert_eq!(Rule::monthly(-1, jiff::civil::Weekday::Thursday).to_string(), "FREQ=MONTHLY;BYDAY=-1TH");
}

#[test]
fn what_is_no_rule_or_none_of_ours() {
    for text in [
        "",
        "weekly",
        "BYDAY=TU",
        "FREQ=SECONDLY",
        "FREQ=MINUTELY;INTERVAL=1",
        "FREQ=HOURLY",
        "FREQ=WEEKLY;FREQ=DAILY",
        "FREQ=WEEKLY;BYHOUR=1,2,3",
        "FREQ=WEEKLY;BYEASTER=1",
        "FREQ=WEEKLY;BYDAY=XX",
        "FREQ=WEEKLY;BYDAY=é",
        "FREQ=WEEKLY;BYDAY=2TU",
        "FREQ=WEEKLY;BYMONTHDAY=1",
        "FREQ=MONTHLY;BYDAY=6TU",
        "FREQ=MONTHLY;BYDAY=0TU",
        "FREQ=MONTHLY;BYMONTHDAY=32",
        "FREQ=MONTHLY;BYMONTH=13",
        "FREQ=MONTHLY;BYSETPOS=1",
        "FREQ=WEEKLY;INTERVAL=0",
        "FREQ=WEEKLY;INTERVAL=401",
        "FREQ=WEEKLY;COUNT=0",
        "FREQ=WEEKLY;COUNT=99999999999999999999",
        "FREQ=WEEKLY;COUNT=2;UNTIL=20271231",
        "FREQ=WEEKLY;UNTIL=tomorrow",
        "FREQ=WEEKLY;UNTIL=20270231",
        "FREQ=WEEKLY;INTERVAL",
    ] {
        assert_eq!(Rule::parse(text).unwrap_err().kind().status(), 422, "{text}");
    }
    assert!(Rule::parse(&"FREQ=WEEKLY;".repeat(40)).is_err());
}

#[test]
fn rules_without_dates_end_soon() {
    let begun = std::time::Instant::now();
    for rule in [
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=31",
        "FREQ=DAILY;INTERVAL=400;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=WEEKLY;INTERVAL=400;BYDAY=TU;BYSETPOS=2",
        "FREQ=MONTHLY;INTERVAL=12;BYMONTH=2",
    ] {
        let schedule = schedule("Europe/Madrid", "2026-01-05T20:00", rule, "", "");
        assert_eq!(schedule.first(), None, "{rule}");
    }
    let daily = schedule("Europe/Madrid", "2000-01-01T20:00", "FREQ=DAILY", "", "");
    assert_eq!(daily.dates_from(read_local("2099-12-01T00:00").unwrap(), 3).len(), 3);
    assert!(daily.dates_from(read_local("2150-12-01T00:00").unwrap(), 3).is_empty());
    assert!(begun.elapsed().as_secs() < 5, "{:?}", begun.elapsed());
}

#[test]
fn zones_are_places() {
    for name in ["Europe/London", "America/Argentina/Buenos_Aires", "UTC", "europe/london"] {
        assert!(Zone::named(name).is_ok(), "{name}");
    }
    for name in ["", "Mars/Olympus", "EST", "+02:00", "/etc/passwd", "../x/y", "Europe/../London", "local"] {
        assert!(Zone::named(name).is_err(), "{name}");
    }
    assert!(zone_names().len() > 300 && zone_names().iter().all(|name| Zone::named(name).is_ok()));
    let zone = Zone::named("America/New_York").unwrap();
    let (winter, summer) = (1_795_356_000_000, 1_795_356_000_000 + 180 * DAY_MS);
    assert_eq!(
        (zone.abbreviation(winter).as_deref(), zone.abbreviation(summer).as_deref()),
        (Some("EST"), Some("EDT"))
    );
    assert_eq!(zone.offset_seconds(winter), -5 * 3_600);
}

#[test]
fn dates_from_a_moment() {
    let weekly = schedule(
        "America/New_York",
        "2026-11-01T01:30",
        "FREQ=WEEKLY",
        "2026-11-03T12:00",
        "2026-11-08T01:30",
    );
    let first = weekly.zone.instant(weekly.start.unwrap());
    let written = |from| weekly.dates_from_ms(from, 2).into_iter().map(written).collect::<Vec<_>>();
    assert_eq!(written(first), ["2026-11-01T01:30", "2026-11-03T12:00"]);
    assert_eq!(written(first + 1), ["2026-11-03T12:00", "2026-11-15T01:30"]);
    // The clocks show 1:30 again.
    assert_eq!(written(first + HOUR_MS), ["2026-11-03T12:00", "2026-11-15T01:30"]);
}

#[test]
fn dates_that_are_none() {
    for text in ["", "soon", "2026-13-01T20:00", "2026-12-01", "1999-12-01T20:00", "2026-12-01T25:00"] {
        assert!(read_local(text).is_err(), "{text}");
    }
    let dates = read_dates("2026-12-02T20:00, 2026-12-01T20:00\n2026-12-01T20:00").unwrap();
    assert_eq!(written_dates(&dates), "2026-12-01T20:00 2026-12-02T20:00");
    let many: Vec<String> = (0..=EXTRA_DATES_MAX).map(|n| format!("{}-12-01T20:00", 2026 + n)).collect();
    assert!(read_dates(&many.join(" ")).is_err());
}

fn any_rule() -> impl Strategy<Value = String> {
    let freq = prop::sample::select(vec!["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]);
    let part = prop::sample::select(vec![
        "INTERVAL=2",
        "INTERVAL=17",
        "COUNT=3",
        "UNTIL=20280101",
        "BYDAY=TU",
        "BYDAY=2TU,-1FR",
        "BYDAY=MO,TU,WE,TH,FR",
        "BYMONTH=2,3,10",
        "BYMONTHDAY=-1",
        "BYMONTHDAY=29,30,31",
        "BYSETPOS=-1",
        "BYSETPOS=1,2",
        "WKST=SU",
    ]);
    (freq, prop::collection::vec(part, 0..5))
        .prop_map(|(freq, parts)| format!("FREQ={freq};{}", parts.join(";")))
}

proptest! {
    #[test]
    fn any_text_is_a_rule_or_refused(text in "(FREQ=)?[A-Z]{0,8}[;=,0-9A-Z+é-]{0,40}") {
        if let Ok(rule) = Rule::parse(&text) {
            prop_assert_eq!(Rule::parse(&rule.to_string()).unwrap(), rule);
        }
    }

    #[test]
    fn dates_come_in_order_at_the_same_time_of_day(rule in any_rule(), day in 0i64..4_000, zone in 0usize..300) {
        let Ok(parsed) = Rule::parse(&rule) else { return Ok(()) };
        let zone = Zone::named(&zone_names()[zone]).unwrap();
        let start = zone.local(1_600_000_000_000 + day * DAY_MS).with().second(0).subsec_nanosecond(0).build().unwrap();
        let schedule = Schedule { start: Some(start), rule: Some(parsed.clone()), ..Schedule::none(zone.clone(), 60) };
        let dates = schedule.dates_from(start, 40);
        for pair in dates.windows(2) {
            prop_assert!(pair[0] < pair[1]);
            prop_assert!(zone.instant(pair[0]) < zone.instant(pair[1]));
        }
        prop_assert!(dates.iter().all(|date| date.time() == start.time() && *date >= start));
        if let End::Count(n) = parsed.end {
            prop_assert!(dates.len() <= n as usize);
        }
        // From any of them on, the rest is the same: nothing depends on where one begins to look.
        if let Some(middle) = dates.get(dates.len() / 2) {
            let rest = schedule.dates_from(*middle, 20);
            prop_assert_eq!(&rest[..], &dates[dates.len() / 2..][..rest.len()]);
        }
        // The start is the first date, and saying so changes nothing.
        if let Some(first) = schedule.first() {
            let again = Schedule { start: Some(first), ..schedule };
            if !matches!(parsed.end, End::Count(_)) && parsed.positions.is_empty() {
                let again = again.dates_from(start, 40);
                // A rule with dates hardly ever is looked through to a limit that is counted from its start.
                let both = again.len().min(dates.len());
                prop_assert_eq!(&again[..both], &dates[..both]);
            }
        }
    }

    #[test]
    fn local_times_come_back(ms in 1_500_000_000_000i64..2_500_000_000_000, zone in 0usize..300) {
        let zone = Zone::named(&zone_names()[zone]).unwrap();
        let ms = ms - ms.rem_euclid(1_000);
        let again = zone.instant(zone.local(ms));
        // What the clocks show twice is the first of the two.
        prop_assert!(again == ms || (again < ms && ms - again <= 3 * HOUR_MS));
    }
}
