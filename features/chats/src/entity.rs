//! What the API tells of chats and sessions.

use base::{Ms, iso_ms};
use serde_json::{Value, json};
use web::Site;
use words::specialties;

use crate::board::Slot;
use crate::model::{Chat, Session};
use crate::recurrence::written;

/// `Chat`.
pub(crate) fn chat(site: &Site, chat: &Chat, next: Option<&Session>, now: Ms) -> Value {
    let schedule = &chat.schedule;
    let dates = |dates: &[jiff::civil::DateTime]| dates.iter().map(|date| written(*date)).collect::<Vec<_>>();
    let slugs = chat.specialties.iter().filter_map(|code| specialties::by_code(code)).map(|one| one.slug);
    json!({
        "id": chat.id,
        "tag": chat.tag,
        "name": chat.name,
        "title": chat.title,
        "url": site.url(&chat.path()),
        "ics_url": site.url(&chat.ics_path()),
        "description": chat.texts.description,
        "rules": chat.texts.rules,
        "disclaimer": chat.texts.disclaimer,
        "code_of_conduct": chat.texts.conduct,
        "owner_id": chat.owner,
        "host_ids": chat.hosts(),
        "moderator_ids": chat.moderators(),
        "zone": schedule.zone.name(),
        "start": schedule.start.map(written),
        "rrule": schedule.rule.as_ref().map(ToString::to_string),
        "extra_dates": dates(&schedule.extra),
        "except_dates": dates(&schedule.except),
        "minutes": schedule.minutes,
        "language": chat.language,
        "specialties": slugs.collect::<Vec<_>>(),
        "state": chat.state.name(),
        "created_at": iso_ms(chat.created_ms),
        "updated_at": iso_ms(chat.updated_ms),
        "next_session": next.map(|session| one_session(site, chat, session, now)),
    })
}

/// `ChatSession`.
pub(crate) fn one_session(site: &Site, chat: &Chat, session: &Session, now: Ms) -> Value {
    json!({
        "id": session.id,
        "chat_id": chat.id,
        "tag": chat.tag,
        "title": chat.title,
        "url": site.url(&chat.session_path(session.id)),
        "starts_at": iso_ms(session.starts_ms),
        "ends_at": iso_ms(session.ends_ms),
        "original_date": written(session.original),
        "zone": chat.schedule.zone.name(),
        "state": if session.is_over(now) { "ended" } else { session.state.name() },
        "open": session.is_open(now),
        "moved": session.moved,
        "topic": session.topic,
        "notes": session.notes,
        "reason": session.reason,
        "guest_ids": session.guests,
    })
}

/// `ChatSession` of a session on the board.
pub(crate) fn slot(site: &Site, slot: &Slot, now: Ms) -> Value {
    one_session(site, &slot.chat, &slot.session, now)
}
