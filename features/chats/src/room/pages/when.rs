//! A session's time, in words.

use base::{MINUTE_MS, Ms};
use ui::Message;

use crate::recurrence::Zone;
use crate::room::templates::Phase;
use crate::times::time_label;
use crate::{Session, WORDS};

/// Where in time a session is.
pub(crate) fn phase(session: &Session, now: Ms) -> Phase {
    if session.state == crate::SessionState::Cancelled {
        Phase::Cancelled
    } else if !session.is_open(now) {
        if session.is_over(now) { Phase::Over } else { Phase::Before }
    } else if session.is_over(now) {
        Phase::Closing
    } else if session.is_running(now) {
        Phase::OnAir
    } else {
        Phase::Gathering
    }
}

/// The same in words.
pub(crate) fn phase_word(phase: Phase) -> Message {
    WORDS.say(match phase {
        Phase::Cancelled => "room-phase-cancelled",
        Phase::Before => "room-phase-before",
        Phase::Gathering => "room-phase-gathering",
        Phase::OnAir => "room-phase-on-air",
        Phase::Closing => "room-phase-closing",
        Phase::Over => "room-phase-over",
    })
}

/// How long until it begins; nothing once it did.
pub(super) fn countdown(session: &Session, now: Ms) -> Option<Message> {
    let minutes = (session.starts_ms - now + MINUTE_MS - 1) / MINUTE_MS;
    if minutes <= 0 {
        return None;
    }
    let (days, hours) = (minutes / (24 * 60), minutes / 60);
    Some(match days {
        0 => WORDS.say("room-begins-hours").with("hours", hours).with("minutes", minutes % 60),
        _ => WORDS.say("room-begins-days").with("days", days).with("hours", hours % 24),
    })
}

/// From when until when, as a zone's clocks are.
pub(super) fn when(zone: &Zone, session: &Session) -> Message {
    let minutes = (session.ends_ms - session.starts_ms) / MINUTE_MS;
    WORDS.say("room-when").with("start", time_label(zone, session.starts_ms)).with("minutes", minutes)
}
