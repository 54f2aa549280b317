//! Sessions as pages show them.

use std::sync::Arc;

use accounts::Shown;
use accounts::pages::person_line;
use base::{Id, IdMap, Ms};
use ui::Message;

use crate::WORDS;
use crate::board::Slot;
use crate::model::{Chat, Session, SessionState};
use crate::recurrence::{Day, End, Freq, Rule, Schedule, Zone};
use crate::templates::SlotView;
use crate::times::{clock, day_label, machine, weekday};

/// A session for a reader in `zone`, with those of its guests who are in `people`.
pub(super) fn slot(
    chat: &Chat,
    session: &Session,
    zone: &Zone,
    now: Ms,
    people: &IdMap<Arc<Shown>>,
) -> SlotView {
    let open = session.is_open(now);
    let guests = session.guests.iter().filter_map(|id| people.get(id));
    SlotView {
        name: chat.name.clone(),
        title: chat.title.clone(),
        url: if open { chat.session_path(session.id) } else { chat.path() },
        day: day_label(zone, session.starts_ms),
        starts: clock(zone, session.starts_ms),
        ends: clock(zone, session.ends_ms),
        starts_iso: machine(session.starts_ms),
        topic: session.topic.clone(),
        on_air: session.is_running(now),
        cancelled: session.state == SessionState::Cancelled,
        reason: session.reason.clone(),
        moved: session.moved,
        guests: guests.map(|guest| person_line(guest)).collect(),
    }
}

/// The same without guests, for calendars.
pub(super) fn bare(slot_of: &Slot, zone: &Zone, now: Ms) -> SlotView {
    slot(&slot_of.chat, &slot_of.session, zone, now, &IdMap::default())
}

/// Everybody who is invited to one of `sessions`.
pub(super) fn guests<'a>(sessions: impl IntoIterator<Item = &'a Session>) -> Vec<Id> {
    let mut all: Vec<Id> = sessions.into_iter().flat_map(|session| session.guests.iter().copied()).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// How a chat comes again, in a sentence.
pub(super) fn rule_said(schedule: &Schedule) -> Message {
    let Some(start) = schedule.start else { return WORDS.say("chat-rule-none") };
    let time = start.strftime("%H:%M").to_string();
    let with =
        |id| WORDS.say(id).with("time", time.as_str()).with("minutes", schedule.minutes.unsigned_abs());
    let Some(rule) = &schedule.rule else {
        return with("chat-rule-once").with("day", crate::times::date_label(start));
    };
    match Usual::of(rule) {
        Some(Usual::Weekly(1, day)) => with("chat-rule-weekly").with("weekday", weekday(day)),
        Some(Usual::Weekly(n, day)) => {
            with("chat-rule-weeks").with("weekday", weekday(day)).with("n", n.unsigned_abs())
        }
        Some(Usual::Monthly(-1, day)) => with("chat-rule-last").with("weekday", weekday(day)),
        Some(Usual::Monthly(nth, day)) => {
            let nth = WORDS.say("chat-nth").with("n", nth.to_string());
            with("chat-rule-nth").with("weekday", weekday(day)).with("nth", nth)
        }
        None => with("chat-rule-own").with("rule", rule.to_string()),
    }
}

/// The rules that most chats have, and for which there are words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Usual {
    /// Every so many weeks on a day.
    Weekly(i32, jiff::civil::Weekday),
    /// On the nth such day of each month; -1 is the last.
    Monthly(i8, jiff::civil::Weekday),
}

impl Usual {
    /// What a rule is, if it is one of them.
    pub(super) fn of(rule: &Rule) -> Option<Self> {
        let [Day { nth, weekday }] = rule.days[..] else { return None };
        let plain = rule.months.is_empty() && rule.month_days.is_empty() && rule.positions.is_empty();
        if !plain || rule.end != End::Never {
            return None;
        }
        match (rule.freq, nth) {
            (Freq::Weekly, 0) => Some(Self::Weekly(rule.interval, weekday)),
            (Freq::Monthly, -1 | 1..=4) if rule.interval == 1 => Some(Self::Monthly(nth, weekday)),
            _ => None,
        }
    }
}
