use std::sync::Arc;

use base::{MINUTE_MS, Ms};
use jiff::civil::DateTime;
use web::Site;

use super::write::Lines;
use super::zone;
use crate::model::{Chat, Session, SessionState};
use crate::recurrence::{End, Rule, Schedule, Until, Zone, utc};

/// Who made the file.
const PRODUCT: &str = "-//Medley//Hashtag chats//EN";
/// How often programs are asked to look again.
const REFRESH: &str = "PT4H";

/// What a calendar is made of.
pub(crate) struct Feed<'a> {
    /// What it is called.
    pub(crate) name: String,
    /// The site.
    pub(crate) site: &'a Site,
    /// Now.
    pub(crate) now: Ms,
    /// Its chats with sessions that may differ from their rule.
    pub(crate) chats: Vec<(Arc<Chat>, Vec<Arc<Session>>)>,
}

/// The calendar as text.
pub(crate) fn calendar(feed: &Feed<'_>) -> String {
    let mut lines = Lines::default();
    lines.put("BEGIN", "VCALENDAR");
    lines.put("VERSION", "2.0");
    lines.put("PRODID", PRODUCT);
    lines.put("CALSCALE", "GREGORIAN");
    lines.put("METHOD", "PUBLISH");
    lines.text("NAME", &feed.name);
    lines.text("X-WR-CALNAME", &feed.name);
    lines.put("REFRESH-INTERVAL;VALUE=DURATION", REFRESH);
    lines.put("X-PUBLISHED-TTL", REFRESH);
    zones(&mut lines, feed);
    for (chat, sessions) in &feed.chats {
        events(&mut lines, feed, chat, sessions);
    }
    lines.put("END", "VCALENDAR");
    lines.done()
}

/// Each zone once, from its earliest event on. A calendar must have something in it, so an empty one has a zone.
fn zones(lines: &mut Lines, feed: &Feed<'_>) {
    let mut told: Vec<(&Zone, Ms)> = Vec::new();
    for (chat, _) in &feed.chats {
        let zone = &chat.schedule.zone;
        let begins = chat.schedule.start.map_or(feed.now, |start| zone.instant(start));
        match told.iter_mut().find(|(other, _)| other.name() == zone.name()) {
            Some((_, from)) => *from = begins.min(*from),
            None => told.push((zone, begins)),
        }
    }
    for (zone, from) in &told {
        zone::write(lines, zone, *from, feed.now);
    }
    if feed.chats.is_empty()
        && let Ok(zone) = Zone::named("Europe/London")
    {
        zone::write(lines, &zone, feed.now, feed.now);
    }
}

fn events(lines: &mut Lines, feed: &Feed<'_>, chat: &Chat, sessions: &[Arc<Session>]) {
    let schedule = &chat.schedule;
    let mut dates = schedule.extra.clone();
    dates.retain(|date| !schedule.except.contains(date));
    // A chat without a start of its own begins with its first extra date.
    let Some(start) = schedule.start.or_else(|| (!dates.is_empty()).then(|| dates.remove(0))) else {
        return alone(lines, feed, chat, sessions);
    };
    begin(lines, feed, chat, None);
    when(lines, schedule, start, schedule.minutes);
    if let Some(rule) = &schedule.rule {
        lines.put("RRULE", &rule_in_utc(rule, chat, feed.now));
    }
    if !dates.is_empty() {
        lines.locals("RDATE", schedule.zone.name(), &dates);
    }
    if !schedule.except.is_empty() {
        lines.locals("EXDATE", schedule.zone.name(), &schedule.except);
    }
    lines.put("STATUS", "CONFIRMED");
    lines.put("END", "VEVENT");
    let covered = |session: &Session| {
        let date = session.original;
        schedule.extra.contains(&date) || schedule.dates_from(date, 1).first() == Some(&date)
    };
    let (own, stray): (Vec<&Arc<Session>>, Vec<_>) = sessions.iter().partition(|session| covered(session));
    // One that ended before its time is shorter than the rule has it.
    let differs = |session: &Session| {
        session.has_own_words() || schedule.span(session.original) != (session.starts_ms..session.ends_ms)
    };
    for session in own.into_iter().filter(|session| differs(session)) {
        one(lines, feed, chat, session, Some(session.original));
    }
    for session in stray {
        one(lines, feed, chat, session, None);
    }
}

/// Sessions that no rule gives, each as an event of its own.
fn alone(lines: &mut Lines, feed: &Feed<'_>, chat: &Chat, sessions: &[Arc<Session>]) {
    for session in sessions {
        one(lines, feed, chat, session, None);
    }
}

/// One session: the override of a date, or an event of its own.
fn one(lines: &mut Lines, feed: &Feed<'_>, chat: &Chat, session: &Session, of: Option<DateTime>) {
    let zone = &chat.schedule.zone;
    begin(lines, feed, chat, Some((session, of.is_none())));
    if let Some(date) = of {
        lines.local("RECURRENCE-ID", zone.name(), date);
    }
    let minutes = ((session.ends_ms - session.starts_ms) / MINUTE_MS).max(1);
    when(lines, &chat.schedule, zone.local(session.starts_ms), minutes);
    let cancelled = session.state == SessionState::Cancelled;
    lines.put("STATUS", if cancelled { "CANCELLED" } else { "CONFIRMED" });
    lines.put("END", "VEVENT");
}

/// What an event is called; `alone` where the session is no date of the chat's rule.
fn begin(lines: &mut Lines, feed: &Feed<'_>, chat: &Chat, session: Option<(&Session, bool)>) {
    let (site, domain) = (feed.site, &feed.site.domain);
    lines.put("BEGIN", "VEVENT");
    match session {
        Some((session, true)) => lines.text("UID", &format!("session-{}@{domain}", session.id)),
        _ => lines.text("UID", &format!("chat-{}@{domain}", chat.id)),
    }
    let (revision, updated) = match session {
        Some((session, _)) => (chat.revision + session.revision, session.updated_ms.max(chat.updated_ms)),
        None => (chat.revision, chat.updated_ms),
    };
    lines.moment("DTSTAMP", updated);
    lines.moment("LAST-MODIFIED", updated);
    lines.moment("CREATED", chat.created_ms);
    lines.put("SEQUENCE", &revision.to_string());
    let session = session.map(|(session, _)| session);
    let topic = session.map_or("", |session| session.topic.as_str());
    let name = format!("{} (#{})", chat.title, chat.name);
    lines.text("SUMMARY", &if topic.is_empty() { name } else { format!("{name}: {topic}") });
    let url = site.url(&match session {
        Some(session) => chat.session_path(session.id),
        None => chat.path(),
    });
    let own = session.map_or([""; 2], |session| [&session.reason, &session.notes]);
    let parts = own.into_iter().chain([chat.texts.description.as_str(), &url, &chat.texts.disclaimer]);
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    lines.text("DESCRIPTION", &parts.join("\n\n"));
    lines.put("URL", &url);
    lines.text("LOCATION", &url);
    lines.put("TRANSP", "TRANSPARENT");
}

fn when(lines: &mut Lines, schedule: &Schedule, start: DateTime, minutes: i64) {
    lines.local("DTSTART", schedule.zone.name(), start);
    lines.put("DURATION", &format!("PT{minutes}M"));
}

/// The rule, whose end must be in UTC where the start has a zone. One of a chat that has ended ends with it.
fn rule_in_utc(rule: &Rule, chat: &Chat, now: Ms) -> String {
    let zone = &chat.schedule.zone;
    let end = match rule.end {
        _ if !chat.is_active() => End::Until(Until::Utc(utc().local(chat.updated_ms.min(now)))),
        End::Until(Until::Day(day)) => {
            let last = zone.instant(day.at(23, 59, 59, 0));
            End::Until(Until::Utc(utc().local(last)))
        }
        End::Until(Until::Local(date)) => End::Until(Until::Utc(utc().local(zone.instant(date)))),
        end => end,
    };
    Rule { end, ..rule.clone() }.to_string()
}
