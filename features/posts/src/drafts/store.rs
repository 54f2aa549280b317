use base::{Id, Outcome, Problem};
use store::{Row, sql};

use crate::draft::Draft;

sql! {
    KEEP = "INSERT INTO post_drafts (id, bk, account_id, draft) VALUES ($1, $2, $3, $4)";
    COUNT = "SELECT COUNT(*) FROM post_drafts WHERE bk = $1 AND account_id = $2";
    PAGE = "SELECT id, draft FROM post_drafts
        WHERE bk = $1 AND account_id = $2 AND id < $3 AND id > $4 ORDER BY id DESC LIMIT $5";
    UP = "SELECT id, draft FROM post_drafts
        WHERE bk = $1 AND account_id = $2 AND id < $3 AND id > $4 ORDER BY id LIMIT $5";
    ONE = "SELECT id, draft FROM post_drafts WHERE bk = $1 AND account_id = $2 AND id = $3";
    FORGET = "DELETE FROM post_drafts WHERE bk = $1 AND account_id = $2 AND id = $3";
}

pub(crate) fn kept(row: &Row<'_>) -> Outcome<(Id, Draft)> {
    let draft: String = row.get(1)?;
    Ok((row.get(0)?, serde_json::from_str(&draft).map_err(Problem::internal)?))
}
