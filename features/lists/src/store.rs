use base::Outcome;
use store::{Row, sql};

use crate::model::{List, replies_of};

sql! {
    INSERT_LIST = "INSERT INTO lists (id, bk, account_id, title, replies, exclusive) VALUES ($1, $2, $3, $4, $5, $6)";
    UPDATE_LIST = "UPDATE lists SET title = $4, replies = $5, exclusive = $6 WHERE bk = $1 AND account_id = $2 AND id = $3";
    DELETE_LIST = "DELETE FROM lists WHERE bk = $1 AND account_id = $2 AND id = $3";
    LIST = "SELECT id, account_id, title, replies, exclusive FROM lists WHERE bk = $1 AND id = $2";
    LISTS_OF = "SELECT id, account_id, title, replies, exclusive FROM lists WHERE bk = $1 AND account_id = $2 ORDER BY id";
    LISTS_COUNT = "SELECT COUNT(*) FROM lists WHERE bk = $1 AND account_id = $2";
    LISTS_WITH = "SELECT l.id, l.account_id, l.title, l.replies, l.exclusive FROM list_members m
        JOIN lists l ON l.id = m.list_id AND l.bk = m.bk
        WHERE m.bk = $1 AND m.account_id = $2 AND m.member_id = $3 ORDER BY l.id";

    ADD_MEMBER = "INSERT INTO list_members (bk, list_id, member_id, account_id) VALUES ($1, $2, $3, $4)
        ON CONFLICT DO NOTHING";
    REMOVE_MEMBERS = "DELETE FROM list_members WHERE bk = $1 AND list_id = $2 AND member_id IN {$3}";
    REMOVE_ALL = "DELETE FROM list_members WHERE bk = $1 AND list_id = $2";
    REMOVE_FROM_ALL = "DELETE FROM list_members WHERE bk = $1 AND account_id = $2 AND member_id = $3 RETURNING list_id";
    MEMBERS = "SELECT member_id FROM list_members WHERE bk = $1 AND list_id = $2";
    MEMBERS_COUNT = "SELECT COUNT(*) FROM list_members WHERE bk = $1 AND list_id = $2";
    MEMBERS_COUNTS = "SELECT list_id, COUNT(*) FROM list_members WHERE bk = $1 AND account_id = $2 GROUP BY list_id";
    MEMBERS_PAGE = "SELECT member_id FROM list_members WHERE bk = $1 AND list_id = $2 AND member_id < $3
        AND member_id > $4 ORDER BY member_id DESC LIMIT $5";
    MEMBERS_UP = "SELECT member_id FROM list_members WHERE bk = $1 AND list_id = $2 AND member_id < $3
        AND member_id > $4 ORDER BY member_id LIMIT $5";
    APART = "SELECT m.member_id FROM lists l JOIN list_members m ON m.list_id = l.id AND m.bk = l.bk
        WHERE l.bk = $1 AND l.account_id = $2 AND l.exclusive = 1";
}

/// Reads a row of a list.
pub(crate) fn list(row: &Row<'_>) -> Outcome<List> {
    let replies: String = row.get(3)?;
    Ok(List {
        id: row.get(0)?,
        owner: row.get(1)?,
        title: row.get(2)?,
        replies: replies_of(&replies)?,
        exclusive: row.get(4)?,
    })
}
