use std::sync::Arc;

use base::{HOUR_MS, Id};
use icalendar::{CalendarComponent, Component};
use web::Site;

use super::{Feed, calendar};
use crate::model::{Session, SessionState};
use crate::recurrence::{Rule, Schedule, Zone, read_dates, read_local};
use crate::rules::blank;
use crate::{Chat, Texts};

const NOW_MS: i64 = 1_795_356_000_000;
const HOSTILE: &str = "Über, \\ Ärzte; \"x\"\nBEGIN:VEVENT\r\nX:1 👩‍⚕️👩‍⚕️👩‍⚕️👩‍⚕️👩‍⚕️👩‍⚕️👩‍⚕️👩‍⚕️ and so on and on and on";

fn chat(zone: &str, start: &str, rule: &str, except: &str) -> Chat {
    let schedule = Schedule {
        start: Some(read_local(start).unwrap()),
        rule: (!rule.is_empty()).then(|| Rule::parse(rule).unwrap()),
        except: read_dates(except).unwrap(),
        extra: read_dates("2026-12-24T18:00").unwrap(),
        ..Schedule::none(Zone::named(zone).unwrap(), 60)
    };
    let mut chat = blank(Id(77 << 16), Some(Id(5)), ("hcsm".to_owned(), "HCSM".to_owned()), schedule, NOW_MS);
    chat.title = HOSTILE.lines().next().unwrap().to_owned();
    chat.texts = Texts { description: HOSTILE.to_owned(), ..Texts::default() };
    chat
}

fn session(chat: &Chat, original: &str) -> Session {
    let original = read_local(original).unwrap();
    let span = chat.schedule.span(original);
    Session {
        id: Id(99 << 16),
        chat: chat.id,
        original,
        starts_ms: span.start,
        ends_ms: span.end,
        state: SessionState::Planned,
        moved: false,
        topic: String::new(),
        notes: String::new(),
        reason: String::new(),
        guests: Vec::new(),
        revision: 2,
        updated_ms: NOW_MS,
    }
}

fn written(chats: Vec<(Arc<Chat>, Vec<Arc<Session>>)>) -> String {
    calendar(&Feed { name: "Chats".to_owned(), site: &Site::new("medley.example"), now: NOW_MS, chats })
}

/// Lines with those that go on put together.
fn unfolded(ics: &str) -> Vec<String> {
    ics.replace("\r\n ", "").lines().map(str::to_owned).collect()
}

#[test]
fn a_chat_is_one_event_with_overrides() {
    let chat = chat(
        "America/New_York",
        "2026-11-01T21:00",
        "FREQ=WEEKLY;BYDAY=SU;UNTIL=20271231",
        "2026-12-20T21:00",
    );
    let mut moved = session(&chat, "2026-12-06T21:00");
    (moved.starts_ms, moved.ends_ms, moved.moved) =
        (moved.starts_ms + HOUR_MS, moved.ends_ms + HOUR_MS, true);
    moved.topic = HOSTILE.to_owned();
    let mut off = session(&chat, "2026-12-13T21:00");
    (off.state, off.reason) = (SessionState::Cancelled, "Holiday".to_owned());
    let plain = session(&chat, "2026-12-27T21:00");
    let stray = Session { topic: "Alone".to_owned(), ..session(&chat, "2026-12-09T10:00") };
    let sessions = [moved, off, plain, stray].map(Arc::new).to_vec();
    let ics = written(vec![(Arc::new(chat), sessions)]);
    assert!(ics.lines().all(|line| line.len() <= 75), "{ics}");
    assert!(ics.split("\r\n").all(|line| !line.contains('\n') && !line.contains('\r')));
    let lines = unfolded(&ics);
    let has = |line: &str| assert!(lines.iter().any(|one| one == line), "{line}\n{ics}");
    has("DTSTART;TZID=America/New_York:20261101T210000");
    has("RRULE:FREQ=WEEKLY;UNTIL=20280101T045959Z;BYDAY=SU");
    has("EXDATE;TZID=America/New_York:20261220T210000");
    has("RDATE;TZID=America/New_York:20261224T180000");
    has("RECURRENCE-ID;TZID=America/New_York:20261206T210000");
    has("DTSTART;TZID=America/New_York:20261206T220000");
    has("STATUS:CANCELLED");
    has("METHOD:PUBLISH");
    has("RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU");
    has("RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU");
    assert_eq!(lines.iter().filter(|line| *line == "BEGIN:VEVENT").count(), 4, "{ics}");
    assert_eq!(lines.iter().filter(|line| line.starts_with("UID:chat-")).count(), 3);
    assert!(ics.contains("SUMMARY:Über\\, \\\\ Ärzte\\; \"x\""), "{ics}");
}

#[test]
fn another_library_reads_what_was_written() {
    let chat = Arc::new(chat("Australia/Sydney", "2026-11-03T20:30", "FREQ=MONTHLY;BYDAY=1TU", ""));
    let with_topic = Session { topic: HOSTILE.to_owned(), ..session(&chat, "2026-12-01T20:30") };
    let ics = written(vec![(chat, vec![Arc::new(with_topic)])]);
    let read: icalendar::Calendar = ics.parse().unwrap();
    let events: Vec<&icalendar::Event> =
        read.components.iter().filter_map(CalendarComponent::as_event).collect();
    assert_eq!(events.len(), 2);
    assert_eq!(events[0].property_value("RRULE"), Some("FREQ=MONTHLY;BYDAY=1TU"));
    assert_eq!(events[0].get_uid(), events[1].get_uid());
    assert!(events[0].get_summary().unwrap().contains("#HCSM"));
    assert!(events[1].get_description().unwrap().contains("/chats/hcsm/"));
    assert_eq!(events[1].property_value("SEQUENCE"), Some("2"));
}

#[test]
fn zones_of_all_kinds() {
    for (zone, rules) in [
        ("America/New_York", 2),
        ("Europe/London", 2),
        ("Australia/Sydney", 2),
        ("Australia/Lord_Howe", 2),
        ("Asia/Kolkata", 0),
        ("America/Sao_Paulo", 0),
        ("UTC", 0),
    ] {
        let ics = written(vec![(Arc::new(chat(zone, "2026-11-03T20:30", "", "")), Vec::new())]);
        let zones = ics.split("BEGIN:VEVENT").next().unwrap();
        assert_eq!(zones.matches("RRULE:FREQ=YEARLY").count(), rules, "{zones}");
        assert_eq!(zones.contains("BEGIN:VTIMEZONE"), zone != "UTC", "{zones}");
        assert_eq!(zones.contains("TZOFFSETTO:+0530"), zone == "Asia/Kolkata");
        assert!(ics.parse::<icalendar::Calendar>().is_ok());
    }
    let utc = written(vec![(Arc::new(chat("UTC", "2026-11-03T20:30", "", "")), Vec::new())]);
    assert!(
        utc.contains("DTSTART:20261103T203000Z\r\n") && utc.contains("RDATE:20261224T180000Z\r\n"),
        "{utc}"
    );
}

#[test]
fn a_chat_that_ended_has_no_more_dates() {
    let mut chat = chat("Europe/London", "2026-11-03T20:30", "FREQ=WEEKLY", "");
    chat.state = crate::ChatState::Retired;
    let ics = written(vec![(Arc::new(chat), Vec::new())]);
    assert!(ics.contains("RRULE:FREQ=WEEKLY;UNTIL=20261122T140000Z"), "{ics}");
    let empty = written(Vec::new());
    assert!(empty.contains("BEGIN:VTIMEZONE") && !empty.contains("VEVENT"), "a calendar has something in it");
}
