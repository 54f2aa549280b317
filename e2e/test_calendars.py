"""Holds the calendar files of chats against other people's libraries: Python's `icalendar` parses them, and
`recurring-ical-events` counts out their dates, which must be those of the API, over changes of clocks in three zones."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import icalendar
import pytest
import recurring_ical_events
import requests
from server import running

CHATS = {
    "NewYork": ("America/New_York", "{day}T21:00", "FREQ=WEEKLY;BYDAY=SU"),
    "London": ("Europe/London", "{day}T20:00", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
    "Sydney": ("Australia/Sydney", "{day}T20:30", "FREQ=MONTHLY;BYDAY=-1TH"),
}
HOSTILE = "Über, \\ Ärzte; \"x\"\nBEGIN:VEVENT 👩‍⚕️ " + "and so on " * 20


@pytest.fixture(scope="module")
def server():
    with running("sqlite", {"ana": "owner"}) as server:
        yield server


def send(server, method: str, path: str, **body):
    headers = {"Authorization": f"Bearer {server.tokens['ana']}"}
    answer = requests.request(method, server.url + path, headers=headers, json=body or None, timeout=20)
    assert answer.status_code == 200, (path, answer.status_code, answer.text)
    return answer.json()


def calendar(server, path: str) -> icalendar.Calendar:
    answer = requests.get(server.url + path, timeout=20)
    assert answer.status_code == 200 and answer.headers["content-type"].startswith("text/calendar")
    assert all(len(line) <= 75 for line in answer.content.split(b"\r\n"))
    return icalendar.Calendar.from_ical(answer.content)


def instants(parsed: icalendar.Calendar, until: datetime) -> list[datetime]:
    events = recurring_ical_events.of(parsed).between(datetime.now(timezone.utc), until)
    kept = [event for event in events if event.get("STATUS") != "CANCELLED"]
    return sorted(event["DTSTART"].dt.astimezone(timezone.utc) for event in kept)


def test_dates_are_those_of_the_api(server):
    today = datetime.now(timezone.utc)
    for tag, (zone, start, rule) in CHATS.items():
        start = start.format(day=(today + timedelta(days=1)).date())
        send(server, "POST", "/api/medley/v1/chats", tag=tag, title="Tests", description=HOSTILE, zone=zone, start=start, rrule=rule)
    for tag in CHATS:
        sessions = send(server, "GET", f"/api/medley/v1/chats/{tag}/sessions?from={today:%Y-%m-%d}&to={today + timedelta(days=300):%Y-%m-%d}")
        path = f"/api/medley/v1/chats/{tag}/sessions"
        send(server, "PUT", f"{path}/{sessions[0]['id']}", topic=HOSTILE[:100])
        send(server, "POST", f"{path}/{sessions[1]['id']}/cancel", reason="Holiday")
        moved = (datetime.fromisoformat(sessions[2]["original_date"]) + timedelta(hours=2)).isoformat(timespec="minutes")
        send(server, "PUT", f"{path}/{sessions[2]['id']}", starts=moved)
        sessions = send(server, "GET", f"{path}?from={today.isoformat()[:19]}&to={(today + timedelta(days=300)).isoformat()[:19]}")
        planned = [one for one in sessions if one["state"] == "planned"]
        expected = sorted(datetime.fromisoformat(one["starts_at"]) for one in planned)
        found = instants(calendar(server, f"/chats/{tag.lower()}.ics"), expected[-1] + timedelta(minutes=1))
        assert found == expected, tag


def test_a_year_ahead_goes_by_the_clocks(server):
    """What is no row yet: local times must stay the same on both sides of each change of clocks."""
    for tag, (zone, start, _) in CHATS.items():
        parsed = calendar(server, f"/chats/{tag.lower()}.ics")
        begin = datetime.now(timezone.utc) + timedelta(days=100)
        events = recurring_ical_events.of(parsed).between(begin, begin + timedelta(days=365))
        clocks = {event["DTSTART"].dt.strftime("%H:%M") for event in events}
        assert clocks == {start[-5:]} and len(events) > 10, (zone, clocks)
        offsets = {event["DTSTART"].dt.utcoffset() for event in events}
        assert len(offsets) == 2, (zone, offsets)


def test_texts_and_names_come_through(server):
    parsed = calendar(server, "/chats.ics")
    events = parsed.walk("VEVENT")
    masters = [event for event in events if "RRULE" in event]
    assert {str(event["SUMMARY"]) for event in masters} == {f"Tests (#{tag})" for tag in CHATS}
    assert all(HOSTILE.strip() in str(event["DESCRIPTION"]) for event in masters)
    assert all(event["DTSTAMP"] and event["UID"] and "SEQUENCE" in event for event in events)
    assert {str(zone["TZID"]) for zone in parsed.walk("VTIMEZONE")} == {zone for zone, _, _ in CHATS.values()}
    overrides = [event for event in events if "RECURRENCE-ID" in event]
    assert len(overrides) == 9 and sum(event["STATUS"] == "CANCELLED" for event in overrides) == 3
