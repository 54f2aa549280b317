use base::{Id, Ms, Outcome, Problem};
use store::{Row, sql};

use crate::draft::Draft;

sql! {
    SCHEDULE = "INSERT INTO scheduled_posts (id, bk, account_id, at_ms, draft, app_id) VALUES ($1, $2, $3, $4, $5, $6)";
    SCHEDULED_COUNT = "SELECT COUNT(*) FROM scheduled_posts WHERE bk = $1 AND account_id = $2 AND at_ms >= $3 AND at_ms < $4";
    SCHEDULED_PAGE = "SELECT id, account_id, at_ms, draft, app_id FROM scheduled_posts
        WHERE bk = $1 AND account_id = $2 AND id < $3 AND id > $4 ORDER BY id DESC LIMIT $5";
    SCHEDULED_UP = "SELECT id, account_id, at_ms, draft, app_id FROM scheduled_posts
        WHERE bk = $1 AND account_id = $2 AND id < $3 AND id > $4 ORDER BY id LIMIT $5";
    SCHEDULED = "SELECT id, account_id, at_ms, draft, app_id FROM scheduled_posts WHERE bk = $1 AND id = $2";
    RESCHEDULE = "UPDATE scheduled_posts SET at_ms = $4 WHERE bk = $1 AND account_id = $2 AND id = $3";
    UNSCHEDULE = "DELETE FROM scheduled_posts WHERE bk = $1 AND account_id = $2 AND id = $3";
    /* Only one of those who try gets the row, and only when its time has come. */
    CLAIM_SCHEDULED = "DELETE FROM scheduled_posts WHERE bk = $1 AND account_id = $2 AND id = $3 AND at_ms <= $4";
}

/// A row of `scheduled_posts`.
pub(crate) struct Waiting {
    pub(crate) id: Id,
    pub(crate) account: Id,
    pub(crate) at_ms: Ms,
    pub(crate) draft: Draft,
    pub(crate) app_id: Option<Id>,
}

pub(crate) fn waiting(row: &Row<'_>) -> Outcome<Waiting> {
    let draft: String = row.get(3)?;
    Ok(Waiting {
        id: row.get(0)?,
        account: row.get(1)?,
        at_ms: row.get(2)?,
        draft: serde_json::from_str(&draft).map_err(Problem::internal)?,
        app_id: row.get(4)?,
    })
}
