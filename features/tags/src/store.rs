use base::{Id, Outcome};
use store::{Row, sql};

sql! {
    FOLLOW_TAG = "INSERT INTO tag_follows (bk, account_id, tag, id) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";
    UNFOLLOW_TAG = "DELETE FROM tag_follows WHERE bk = $1 AND account_id = $2 AND tag = $3";
    UNFOLLOW_ALL = "DELETE FROM tag_follows WHERE bk = $1 AND account_id = $2";
    FOLLOWED_TAGS = "SELECT tag FROM tag_follows WHERE bk = $1 AND account_id = $2";
    FOLLOWED_COUNT = "SELECT COUNT(*) FROM tag_follows WHERE bk = $1 AND account_id = $2";
    FOLLOWED_PAGE = "SELECT tag, id FROM tag_follows WHERE bk = $1 AND account_id = $2 AND id < $3 AND id > $4
        ORDER BY id DESC LIMIT $5";
    FOLLOWED_UP = "SELECT tag, id FROM tag_follows WHERE bk = $1 AND account_id = $2 AND id < $3 AND id > $4
        ORDER BY id LIMIT $5";

    FEATURE = "INSERT INTO featured_tags (bk, account_id, tag, name, id) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT DO NOTHING";
    UNFEATURE = "DELETE FROM featured_tags WHERE bk = $1 AND account_id = $2 AND tag = $3";
    UNFEATURE_ID = "DELETE FROM featured_tags WHERE bk = $1 AND account_id = $2 AND id = $3";
    UNFEATURE_ALL = "DELETE FROM featured_tags WHERE bk = $1 AND account_id = $2";
    FEATURED = "SELECT id, tag, name FROM featured_tags WHERE bk = $1 AND account_id = $2";
    FEATURED_COUNT = "SELECT COUNT(*) FROM featured_tags WHERE bk = $1 AND account_id = $2";
}

/// Reads a row of [`FOLLOWED_PAGE`].
pub(crate) fn followed(row: &Row<'_>) -> Outcome<(String, Id)> {
    Ok((row.get(0)?, row.get(1)?))
}
