use base::{Id, Outcome};
use store::{Row, sql};

use super::model::{Place, PlaceKind, Removed, Standing, State};

sql! {
    WITH_POST = "SELECT p.session_id FROM session_posts p WHERE p.post_id = $1 AND p.kind <> 3";
    IS_NEW = "SELECT CASE WHEN EXISTS (SELECT 1 FROM session_posts p JOIN chat_sessions o ON o.id = p.session_id
            WHERE o.chat_id = s.chat_id AND o.id <> s.id)
        AND NOT EXISTS (SELECT 1 FROM session_posts p JOIN chat_sessions o ON o.id = p.session_id
            WHERE p.author_id = $2 AND o.chat_id = s.chat_id AND o.id <> s.id)
        THEN 1 ELSE 0 END FROM chat_sessions s WHERE s.id = $1";
    IS_IN = "SELECT removed FROM session_posts WHERE session_id = $1 AND post_id = $2";
    BOOSTS_OF = "SELECT post_id FROM session_posts WHERE session_id = $1 AND kind = 3 AND parent_id IN {$2}
        ORDER BY post_id";
    TAKE_OUT_BOOSTS = "DELETE FROM session_posts WHERE session_id = $1 AND kind = 3 AND parent_id = $2";
    PUT = "INSERT INTO session_posts (session_id, post_id, author_id, kind, number, parent_id, role, newcomer,
        applause, removed) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0, $9) ON CONFLICT DO NOTHING";
    RELABEL = "UPDATE session_posts SET kind = $3, number = $4 WHERE session_id = $1 AND post_id = $2";
    TAKE_OUT = "DELETE FROM session_posts WHERE session_id = $1 AND post_id = $2";
    PLACES_OF_POST = "SELECT session_id, post_id, author_id, kind, number, parent_id, role, newcomer, applause, removed
        FROM session_posts WHERE post_id = $1";
    PLACE = "SELECT session_id, post_id, author_id, kind, number, parent_id, role, newcomer, applause, removed
        FROM session_posts WHERE session_id = $1 AND post_id = $2";
    PLACES = "SELECT session_id, post_id, author_id, kind, number, parent_id, role, newcomer, applause, removed
        FROM session_posts p WHERE session_id = $1 AND post_id < $2 AND removed = 0
        AND (kind <> 3 OR NOT EXISTS (SELECT 1 FROM session_posts b WHERE b.session_id = p.session_id
            AND b.post_id = p.parent_id AND b.removed <> 0)) ORDER BY post_id DESC LIMIT $3";
    QUESTIONS = "SELECT session_id, post_id, author_id, kind, number, parent_id, role, newcomer, applause, removed
        FROM session_posts WHERE session_id = $1 AND kind = 1 AND removed = 0 ORDER BY post_id LIMIT $2";
    COUNTS = "SELECT COUNT(*), COUNT(DISTINCT author_id) FROM session_posts
        WHERE session_id = $1 AND removed = 0 AND kind <> 3";
    SPEAKERS = "SELECT author_id, MAX(post_id) FROM session_posts WHERE session_id = $1 AND removed = 0 AND kind <> 3
        GROUP BY author_id ORDER BY 2 DESC LIMIT $2";
    REMOVE_POST = "UPDATE session_posts SET removed = 1 WHERE session_id = $1 AND post_id = $2 AND removed <> 1";
    BRING_BACK = "UPDATE session_posts SET removed = 0 WHERE session_id = $1 AND post_id = $2";
    REMOVE_OF = "UPDATE session_posts SET removed = 2 WHERE session_id = $1 AND author_id = $2 AND removed = 0";
    BRING_BACK_OF = "UPDATE session_posts SET removed = 0 WHERE session_id = $1 AND author_id = $2 AND removed = 2";
    OF_AUTHOR = "SELECT post_id FROM session_posts WHERE session_id = $1 AND author_id = $2";
    REMOVED = "SELECT session_id, post_id, author_id, kind, number, parent_id, role, newcomer, applause, removed
        FROM session_posts WHERE session_id = $1 AND removed = 1 ORDER BY post_id DESC LIMIT $2";

    APPLAUD = "INSERT INTO room_applause (post_id, account_id, session_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
    STOP_APPLAUSE = "DELETE FROM room_applause WHERE post_id = $1 AND account_id = $2 AND session_id = $3";
    COUNT_APPLAUSE = "UPDATE session_posts SET applause = applause + $3 WHERE session_id = $1 AND post_id = $2";
    APPLAUDED = "SELECT post_id FROM room_applause WHERE account_id = $1 AND session_id = $2";
    APPLAUSE_GONE = "DELETE FROM room_applause WHERE post_id = $1";

    STANDING = "SELECT joined, patient, leads, removed FROM room_people WHERE session_id = $1 AND account_id = $2";
    STAND = "INSERT INTO room_people (session_id, account_id, joined, patient, leads, removed)
        VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (session_id, account_id) DO UPDATE SET
        joined = excluded.joined, patient = excluded.patient, leads = excluded.leads, removed = excluded.removed";
    JOINED = "SELECT account_id FROM room_people WHERE session_id = $1 AND joined = 1 ORDER BY account_id LIMIT $2";
    JOINED_COUNT = "SELECT COUNT(*) FROM room_people WHERE session_id = $1 AND joined = 1";
    JOINED_BY = "SELECT session_id FROM room_people WHERE account_id = $1 AND joined = 1 ORDER BY session_id DESC
        LIMIT $2";
    LEADERS = "SELECT account_id FROM room_people WHERE session_id = $1 AND leads = 1 ORDER BY account_id";
    REMOVED_PEOPLE = "SELECT account_id FROM room_people WHERE session_id = $1 AND removed = 1 ORDER BY account_id";

    STATE = "SELECT question_id, pinned_id, called_id, rehearsal FROM room_states WHERE session_id = $1";
    SET_STATE = "INSERT INTO room_states (session_id, question_id, pinned_id, called_id, rehearsal)
        VALUES ($1, $2, $3, $4, $5) ON CONFLICT (session_id) DO UPDATE SET question_id = excluded.question_id,
        pinned_id = excluded.pinned_id, called_id = excluded.called_id, rehearsal = excluded.rehearsal";

    SHOWS_POSTS = "SELECT shows_posts FROM room_readers WHERE account_id = $1";
    SHOW_POSTS = "INSERT INTO room_readers (account_id, shows_posts) VALUES ($1, $2)
        ON CONFLICT (account_id) DO UPDATE SET shows_posts = excluded.shows_posts";

    ERASE_POSTS = "DELETE FROM session_posts WHERE author_id = $1";
    ERASE_APPLAUSE_COUNTS = "UPDATE session_posts SET applause = applause - 1 WHERE post_id IN
        (SELECT post_id FROM room_applause WHERE account_id = $1)";
    ERASE_APPLAUSE = "DELETE FROM room_applause WHERE account_id = $1";
    ERASE_PERSON = "DELETE FROM room_people WHERE account_id = $1";
    ERASE_READER = "DELETE FROM room_readers WHERE account_id = $1";
    ERASE_CALLED = "UPDATE room_states SET called_id = NULL WHERE called_id = $1";
}

/// Reads a row of [`PLACE`] and its like.
pub(crate) fn place(row: &Row<'_>) -> Outcome<Place> {
    Ok(Place {
        session: row.get(0)?,
        post: row.get(1)?,
        author: row.get(2)?,
        kind: PlaceKind::from_code(row.get(3)?),
        number: u32::try_from(row.get::<i64>(4)?).unwrap_or(0),
        parent: row.get(5)?,
        role: super::model::RoomRole::from_code(row.get(6)?),
        newcomer: row.get(7)?,
        applause: u64::try_from(row.get::<i64>(8)?).unwrap_or(0),
        removed: Removed::from_code(row.get(9)?),
    })
}

/// Reads a row of [`STANDING`].
pub(crate) fn standing(row: &Row<'_>) -> Outcome<Standing> {
    Ok(Standing { joined: row.get(0)?, patient: row.get(1)?, leads: row.get(2)?, removed: row.get(3)? })
}

/// Reads a row of [`STATE`].
pub(crate) fn state(row: &Row<'_>) -> Outcome<State> {
    Ok(State {
        question: row.get::<Option<Id>>(0)?,
        pinned: row.get::<Option<Id>>(1)?,
        called: row.get::<Option<Id>>(2)?,
        rehearsal: row.get(3)?,
    })
}
