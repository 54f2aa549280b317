use base::{Id, Outcome};
use store::{Read, Row, args, sql};

use crate::model::Announcement;

/// The columns that [`announcement`] reads.
macro_rules! announcements {
    ($rest:literal) => {
        concat!(
            "SELECT id, text, scheduled_ms, starts_ms, ends_ms, all_day, published_ms, updated_ms, created_ms
             FROM announcements ",
            $rest
        )
    };
}

sql! {
    ALL_ANNOUNCEMENTS = announcements!("ORDER BY COALESCE(starts_ms, scheduled_ms, published_ms, created_ms), id");
    LIVE_ANNOUNCEMENTS = announcements!("WHERE published_ms IS NOT NULL AND (ends_ms IS NULL OR ends_ms > $1)
        ORDER BY COALESCE(starts_ms, scheduled_ms, published_ms, created_ms), id");
    ANNOUNCEMENT = announcements!("WHERE id = $1");
    ANNOUNCEMENTS_COUNT = "SELECT COUNT(*) FROM announcements";
    INSERT_ANNOUNCEMENT = "INSERT INTO announcements (id, text, scheduled_ms, starts_ms, ends_ms, all_day,
        published_ms, updated_ms, created_ms) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8)";
    PUBLISH_ANNOUNCEMENT = "UPDATE announcements SET published_ms = $2, updated_ms = $2
        WHERE id = $1 AND published_ms IS NULL";
    PUBLISH_DUE = "UPDATE announcements SET published_ms = $2, updated_ms = $2
        WHERE id = $1 AND published_ms IS NULL AND scheduled_ms <= $2";
    UNPUBLISH_ANNOUNCEMENT = "UPDATE announcements SET published_ms = NULL, scheduled_ms = NULL, updated_ms = $2
        WHERE id = $1 AND published_ms IS NOT NULL";
    EDIT_ANNOUNCEMENT = "UPDATE announcements SET text = $2, scheduled_ms = $3, starts_ms = $4, ends_ms = $5,
        all_day = $6, updated_ms = $7 WHERE id = $1";
    PUBLISHED_ANNOUNCEMENTS = announcements!("WHERE published_ms IS NOT NULL ORDER BY published_ms DESC, id DESC");
    DELETE_ANNOUNCEMENT = "DELETE FROM announcements WHERE id = $1";
    /* any bk: everyone who dismissed it */
    DELETE_DISMISSALS = "DELETE FROM announcement_dismissals WHERE announcement_id = $1";
    DELETE_REACTIONS = "DELETE FROM announcement_reactions WHERE announcement_id = $1";

    DISMISS = "INSERT INTO announcement_dismissals (bk, account_id, announcement_id) VALUES ($1, $2, $3)
        ON CONFLICT DO NOTHING";
    DISMISSED = "SELECT announcement_id FROM announcement_dismissals WHERE bk = $1 AND account_id = $2";

    /* for its lock: the reactions of one announcement are counted one after another */
    LOCK_ANNOUNCEMENT = "UPDATE announcements SET all_day = all_day WHERE id = $1";
    REACT = "INSERT INTO announcement_reactions (id, announcement_id, account_id, name) VALUES ($1, $2, $3, $4)
        ON CONFLICT DO NOTHING";
    UNREACT = "DELETE FROM announcement_reactions WHERE announcement_id = $1 AND account_id = $2 AND name = $3";
    UNREACT_ALL = "DELETE FROM announcement_reactions WHERE account_id = $1 RETURNING announcement_id, name";
    SEE_AGAIN = "DELETE FROM announcement_dismissals WHERE bk = $1 AND account_id = $2";
    REACTIONS = "SELECT announcement_id, name, COUNT(*), MAX(CASE WHEN account_id = $2 THEN 1 ELSE 0 END)
        FROM announcement_reactions WHERE announcement_id IN {$1} GROUP BY announcement_id, name
        ORDER BY announcement_id, MIN(id)";
}

/// What people react with to one announcement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Reaction {
    pub(crate) announcement: Id,
    pub(crate) name: String,
    pub(crate) count: u64,
    /// The reader is among them.
    pub(crate) mine: bool,
}

pub(crate) fn announcement(row: &Row<'_>) -> Outcome<Announcement> {
    Ok(Announcement {
        id: row.get(0)?,
        text: row.get(1)?,
        scheduled_ms: row.get(2)?,
        starts_ms: row.get(3)?,
        ends_ms: row.get(4)?,
        all_day: row.get(5)?,
        published_ms: row.get(6)?,
        updated_ms: row.get(7)?,
        created_ms: row.get(8)?,
    })
}

/// Reactions to `announcements`, as `reader` sees them, in the order in which they began.
pub(crate) fn reactions(r: &Read<'_>, announcements: &[Id], reader: Id) -> Outcome<Vec<Reaction>> {
    let ids: Vec<i64> = announcements.iter().map(|id| id.0).collect();
    r.rows(&REACTIONS, args![&ids, reader], |row| {
        let count: i64 = row.get(2)?;
        Ok(Reaction {
            announcement: row.get(0)?,
            name: row.get(1)?,
            count: u64::try_from(count).unwrap_or(0),
            mine: row.get(3)?,
        })
    })
}
