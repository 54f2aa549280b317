use base::Outcome;
use store::{Row, sql};

use super::model::{DeskKind, DeskText};

sql! {
    TEXTS = "SELECT id, session_id, kind, place, text, minute, author_id, post_id FROM desk_texts
        WHERE session_id = $1 ORDER BY place, id";
    TEXT = "SELECT id, session_id, kind, place, text, minute, author_id, post_id FROM desk_texts WHERE id = $1";
    ADD = "INSERT INTO desk_texts (id, session_id, kind, place, text, minute, author_id)
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    SAVE = "UPDATE desk_texts SET text = $2, minute = $3 WHERE id = $1 AND post_id IS NULL";
    PLACE_AT = "UPDATE desk_texts SET place = $2 WHERE id = $1";
    DROP_TEXT = "DELETE FROM desk_texts WHERE id = $1";
    CLAIM = "UPDATE desk_texts SET claimed_ms = $2 WHERE id = $1 AND post_id IS NULL
        AND (claimed_ms IS NULL OR claimed_ms < $3)";
    UNCLAIM = "UPDATE desk_texts SET claimed_ms = NULL WHERE id = $1 AND post_id IS NULL";
    ASKED = "SELECT post_id, number FROM session_posts WHERE session_id = $1 AND kind = 1 AND removed = 0 AND number > 0";
    SENT = "UPDATE desk_texts SET post_id = $2 WHERE id = $1";

    REHEARSE = "INSERT INTO rehearsal_lines (id, session_id, account_id, kind, number, text)
        VALUES ($1, $2, $3, $4, $5, $6)";
    REHEARSED = "SELECT account_id, text FROM rehearsal_lines WHERE session_id = $1 ORDER BY id DESC LIMIT $2";
    REHEARSED_COUNT = "SELECT COUNT(*) FROM rehearsal_lines WHERE session_id = $1";
    CLEAR = "DELETE FROM rehearsal_lines WHERE session_id = $1";

    ERASE_TEXTS = "DELETE FROM desk_texts WHERE author_id = $1";
    ERASE_LINES = "DELETE FROM rehearsal_lines WHERE account_id = $1";
}

/// Reads a row of [`TEXTS`].
pub(crate) fn text(row: &Row<'_>) -> Outcome<DeskText> {
    let kind: String = row.get(2)?;
    Ok(DeskText {
        id: row.get(0)?,
        session: row.get(1)?,
        kind: DeskKind::parse(&kind).unwrap_or(DeskKind::Question),
        place: row.get(3)?,
        text: row.get(4)?,
        minute: row.get(5)?,
        author: row.get(6)?,
        post: row.get(7)?,
    })
}
