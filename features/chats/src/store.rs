use base::{Id, IdMap, Ms, Outcome};
use store::{Read, Row, args, sql};

use crate::model::{Chat, ChatState, Member, MemberRole, Session, SessionState, Texts};
use crate::recurrence::{Rule, Schedule, Zone, read_dates, read_local, utc};

macro_rules! chats {
    ($rest:literal) => {
        concat!(
            "SELECT id, tag, name, title, description, rules, disclaimer, conduct, owner_id, zone, starts_local, rrule,
             extra_dates, except_dates, minutes, language, specialties, state, revision, created_ms, updated_ms
             FROM chats ",
            $rest
        )
    };
}

macro_rules! sessions {
    ($rest:literal) => {
        concat!(
            "SELECT s.id, s.chat_id, s.original, s.starts_ms, s.ends_ms, s.state, s.moved, s.topic, s.notes, s.reason,
             s.revision, s.updated_ms FROM chat_sessions s ",
            $rest
        )
    };
}

sql! {
    INSERT_CHAT = "INSERT INTO chats (id, tag, name, title, description, rules, disclaimer, conduct, owner_id, zone,
        starts_local, rrule, extra_dates, except_dates, minutes, language, specialties, state, revision, created_ms,
        updated_ms) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20,
        $21) ON CONFLICT DO NOTHING";
    UPDATE_CHAT = "UPDATE chats SET tag = $2, name = $3, title = $4, description = $5, rules = $6, disclaimer = $7,
        conduct = $8, owner_id = $9, zone = $10, starts_local = $11, rrule = $12, extra_dates = $13, except_dates = $14,
        minutes = $15, language = $16, specialties = $17, state = $18, revision = $19, created_ms = $20,
        updated_ms = $21 WHERE id = $1";
    ALL_CHATS = chats!("ORDER BY id");
    CHAT_HELD = chats!("WHERE id = $1 /*pg: FOR UPDATE*/");
    CHAT_OF_TAG = chats!("WHERE tag = $1");
    OWNED_COUNT = "SELECT COUNT(*) FROM chats WHERE owner_id = $1 AND state = 'active'";
    KEPT_BY = "SELECT id FROM chats WHERE owner_id = $1 UNION SELECT chat_id FROM chat_people WHERE account_id = $1";

    ADD_MEMBER = "INSERT INTO chat_people (chat_id, account_id, role) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
    REMOVE_MEMBERS = "DELETE FROM chat_people WHERE chat_id = $1";
    ALL_MEMBERS = "SELECT chat_id, account_id, role FROM chat_people ORDER BY chat_id, role, account_id";
    MEMBERS_OF = "SELECT chat_id, account_id, role FROM chat_people WHERE chat_id = $1 ORDER BY role, account_id";

    INSERT_SESSION = "INSERT INTO chat_sessions (id, chat_id, original, starts_ms, ends_ms, state, moved, topic, notes,
        reason, revision, updated_ms) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
        ON CONFLICT (chat_id, original) DO NOTHING";
    UPDATE_SESSION = "UPDATE chat_sessions SET chat_id = $2, original = $3, starts_ms = $4, ends_ms = $5, state = $6,
        moved = $7, topic = $8, notes = $9, reason = $10, revision = $11, updated_ms = $12 WHERE id = $1";
    DELETE_SESSION = "DELETE FROM chat_sessions WHERE id = $1";
    SESSION = sessions!("WHERE s.id = $1");
    SESSION_HELD = sessions!("WHERE s.id = $1 /*pg: FOR UPDATE*/");
    SESSIONS_BY_IDS = sessions!("WHERE s.id IN {$1} ORDER BY s.id");
    SESSION_AT = sessions!("WHERE s.chat_id = $1 AND s.original = $2");
    SESSIONS_BETWEEN = sessions!("WHERE s.chat_id = $1 AND s.starts_ms >= $2 AND s.starts_ms < $3
        ORDER BY s.starts_ms, s.id LIMIT $4");
    SESSIONS_BEFORE = sessions!("WHERE s.chat_id = $1 AND s.starts_ms < $2 ORDER BY s.starts_ms DESC, s.id DESC LIMIT $3");
    SESSIONS_ENDING = sessions!("WHERE s.ends_ms >= $1 ORDER BY s.starts_ms, s.id LIMIT $2");
    END_SESSIONS = "UPDATE chat_sessions SET state = 'ended', updated_ms = $2 WHERE ends_ms < $1 AND state = 'planned'";

    PREPARED = "SELECT 1 FROM desk_texts WHERE session_id = $1 LIMIT 1";

    ADD_GUEST = "INSERT INTO session_guests (session_id, account_id) VALUES ($1, $2) ON CONFLICT DO NOTHING";
    REMOVE_GUESTS = "DELETE FROM session_guests WHERE session_id = $1";
    GUESTS_OF = "SELECT session_id, account_id FROM session_guests WHERE session_id IN {$1} ORDER BY session_id, account_id";

    SESSIONS_OF_CHATS = sessions!("WHERE s.chat_id IN {$1} AND s.ends_ms >= $2 AND s.starts_ms < $3
        ORDER BY s.starts_ms, s.id LIMIT $4");

    REMINDER = "SELECT lead_minutes, by_mail FROM chat_reminders WHERE chat_id = $1 AND account_id = $2";
    REMIND = "INSERT INTO chat_reminders (chat_id, account_id, lead_minutes, by_mail, told_id, told_ms)
        VALUES ($1, $2, $3, $4, 0, 0) ON CONFLICT (chat_id, account_id)
        DO UPDATE SET lead_minutes = excluded.lead_minutes, by_mail = excluded.by_mail";
    FORGET_REMINDER = "DELETE FROM chat_reminders WHERE chat_id = $1 AND account_id = $2";
    REMINDERS_COUNT = "SELECT COUNT(*) FROM chat_reminders WHERE account_id = $1";
    REMINDED_CHATS = "SELECT chat_id FROM chat_reminders WHERE account_id = $1";
    REMINDERS_DUE = "SELECT account_id, by_mail FROM chat_reminders WHERE chat_id = $1 AND lead_minutes = $2
        AND (told_id <> $3 OR told_ms <> $4) ORDER BY account_id LIMIT $5 /*pg: FOR UPDATE*/";
    REMINDED = "UPDATE chat_reminders SET told_id = $3, told_ms = $4 WHERE chat_id = $1 AND account_id = $2";

    STOP_TOKEN = "SELECT token FROM chat_stops WHERE chat_id = $1 AND account_id = $2";
    KEEP_STOP = "INSERT INTO chat_stops (chat_id, account_id, token) VALUES ($1, $2, $3)";
    STOP_OF = "SELECT chat_id, account_id FROM chat_stops WHERE token = $1";
    STOP_LETTERS = "UPDATE chat_reminders SET by_mail = 0 WHERE chat_id = $1 AND account_id = $2";
    FORGET_STOPS = "DELETE FROM chat_stops WHERE account_id = $1";

    READER = "SELECT zone, token FROM chat_readers WHERE account_id = $1";
    READER_OF = "SELECT account_id FROM chat_readers WHERE token = $1";
    SET_ZONE = "INSERT INTO chat_readers (account_id, zone) VALUES ($1, $2)
        ON CONFLICT (account_id) DO UPDATE SET zone = excluded.zone";
    SET_TOKEN = "INSERT INTO chat_readers (account_id, zone, token) VALUES ($1, '', $2)
        ON CONFLICT (account_id) DO UPDATE SET token = excluded.token";

    FORGET_MEMBER = "DELETE FROM chat_people WHERE account_id = $1";
    FORGET_GUEST = "DELETE FROM session_guests WHERE account_id = $1";
    FORGET_REMINDERS = "DELETE FROM chat_reminders WHERE account_id = $1";
    FORGET_READER = "DELETE FROM chat_readers WHERE account_id = $1";
}

/// A chat without its people.
pub(crate) fn chat(row: &Row<'_>) -> Outcome<Chat> {
    let list = |text: String| text.split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect();
    let zone: String = row.get(9)?;
    let (start, rule): (Option<String>, Option<String>) = (row.get(10)?, row.get(11)?);
    let (extra, except): (String, String) = (row.get(12)?, row.get(13)?);
    let schedule = Schedule {
        // A zone that the system has lost is not a reason to lose the chat.
        zone: Zone::named(&zone).unwrap_or_else(|_| utc()),
        start: start.map(|start| read_local(&start)).transpose()?,
        rule: rule.map(|rule| Rule::parse(&rule)).transpose()?,
        extra: read_dates(&extra)?,
        except: read_dates(&except)?,
        minutes: row.get(14)?,
    };
    Ok(Chat {
        id: row.get(0)?,
        tag: row.get(1)?,
        name: row.get(2)?,
        title: row.get(3)?,
        texts: Texts {
            description: row.get(4)?,
            rules: row.get(5)?,
            disclaimer: row.get(6)?,
            conduct: row.get(7)?,
        },
        owner: row.get(8)?,
        people: Vec::new(),
        schedule,
        language: row.get(15)?,
        specialties: list(row.get(16)?),
        state: ChatState::parse(&row.get::<String>(17)?),
        revision: row.get(18)?,
        created_ms: row.get(19)?,
        updated_ms: row.get(20)?,
    })
}

/// A member and their chat.
pub(crate) fn member(row: &Row<'_>) -> Outcome<(Id, Member)> {
    let role = MemberRole::parse(&row.get::<String>(2)?);
    Ok((row.get(0)?, Member { account: row.get(1)?, role }))
}

/// A session without its guests.
pub(crate) fn session(row: &Row<'_>) -> Outcome<Session> {
    Ok(Session {
        id: row.get(0)?,
        chat: row.get(1)?,
        original: read_local(&row.get::<String>(2)?)?,
        starts_ms: row.get(3)?,
        ends_ms: row.get(4)?,
        state: SessionState::parse(&row.get::<String>(5)?),
        moved: row.get(6)?,
        topic: row.get(7)?,
        notes: row.get(8)?,
        reason: row.get(9)?,
        guests: Vec::new(),
        revision: row.get(10)?,
        updated_ms: row.get(11)?,
    })
}

/// Gives sessions their guests: one statement for all.
pub(crate) fn with_guests(r: &Read<'_>, mut sessions: Vec<Session>) -> Outcome<Vec<Session>> {
    if sessions.is_empty() {
        return Ok(sessions);
    }
    let ids: Vec<i64> = sessions.iter().map(|session| session.id.0).collect();
    let guests: Vec<(Id, Id)> = r.rows(&GUESTS_OF, args![&ids], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let at: IdMap<usize> = sessions.iter().enumerate().map(|(n, session)| (session.id, n)).collect();
    for (of, guest) in guests {
        if let Some(session) = at.get(&of).and_then(|n| sessions.get_mut(*n)) {
            session.guests.push(guest);
        }
    }
    Ok(sessions)
}

/// A chat with its people, which nobody else changes before this transaction ends.
pub(crate) fn held(r: &Read<'_>, id: Id) -> Outcome<Option<Chat>> {
    let found = r.row(&CHAT_HELD, args![id], chat)?;
    found.map(|chat| with_people(r, chat)).transpose()
}

/// A chat with its people, by its hashtag.
pub(crate) fn of_tag(r: &Read<'_>, tag: &str) -> Outcome<Option<Chat>> {
    let found = r.row(&CHAT_OF_TAG, args![tag], chat)?;
    found.map(|chat| with_people(r, chat)).transpose()
}

fn with_people(r: &Read<'_>, mut chat: Chat) -> Outcome<Chat> {
    chat.people = r.rows(&MEMBERS_OF, args![chat.id], |row| Ok(member(row)?.1))?;
    Ok(chat)
}

/// A session with its guests, which nobody else changes before this transaction ends.
pub(crate) fn session_held(r: &Read<'_>, id: Id) -> Outcome<Option<Session>> {
    let found = r.row(&SESSION_HELD, args![id], session)?;
    Ok(with_guests(r, found.into_iter().collect())?.pop())
}

/// Sessions of a chat that begin in a time, in order.
pub(crate) fn between(
    r: &Read<'_>,
    chat: Id,
    range: std::ops::Range<Ms>,
    most: usize,
) -> Outcome<Vec<Session>> {
    let rows = r.rows(&SESSIONS_BETWEEN, args![chat, range.start, range.end, most], session)?;
    with_guests(r, rows)
}
