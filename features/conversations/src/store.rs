use base::{Id, Outcome};
use store::{Row, sql};

use crate::model::Row as Conversation;

/// The conversations of account $2 whose last post is below $3 and above $4 and not by one of $5.
macro_rules! page {
    ($order:literal) => {
        concat!(
            "SELECT root_id, last_id, read_id FROM conversations WHERE bk = $1 AND account_id = $2 AND last_id < $3
             AND last_id > $4 AND NOT (last_author IN {$5}) ORDER BY last_id ",
            $order,
            " LIMIT $6"
        )
    };
}

/// The same of those whose last post is by one of $5, with the last one that is not.
macro_rules! behind {
    ($order:literal) => {
        concat!(
            "SELECT c.root_id, MAX(p.post_id), c.read_id FROM conversations c JOIN conversation_posts p
             ON p.bk = c.bk AND p.account_id = c.account_id AND p.root_id = c.root_id
             WHERE c.bk = $1 AND c.account_id = $2 AND c.last_author IN {$5} AND NOT (p.author_id IN {$5})
             GROUP BY c.root_id, c.read_id HAVING MAX(p.post_id) < $3 AND MAX(p.post_id) > $4
             ORDER BY MAX(p.post_id) ",
            $order,
            " LIMIT $6"
        )
    };
}

sql! {
    ADD_POST = "INSERT INTO conversation_posts (account_id, post_id, bk, root_id, author_id)
        VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING";
    BEGIN = "INSERT INTO conversations (account_id, root_id, bk, last_id, last_author, read_id)
        VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (account_id, root_id) DO UPDATE SET last_id = excluded.last_id,
        last_author = excluded.last_author, read_id = CASE WHEN excluded.read_id > conversations.read_id
        THEN excluded.read_id ELSE conversations.read_id END WHERE conversations.last_id < excluded.last_id";
    DROP_POST = "DELETE FROM conversation_posts WHERE bk = $1 AND account_id = $2 AND post_id = $3 RETURNING root_id";
    NEWEST = "SELECT post_id, author_id FROM conversation_posts WHERE bk = $1 AND account_id = $2 AND root_id = $3
        ORDER BY post_id DESC LIMIT 1";
    SET_LAST = "UPDATE conversations SET last_id = $4, last_author = $5 WHERE bk = $1 AND account_id = $2
        AND root_id = $3";
    END = "DELETE FROM conversations WHERE bk = $1 AND account_id = $2 AND root_id = $3";
    END_POSTS = "DELETE FROM conversation_posts WHERE bk = $1 AND account_id = $2 AND root_id = $3";
    END_SOME = "DELETE FROM conversations WHERE bk = $1 AND account_id = $2 AND root_id IN
        (SELECT root_id FROM conversations WHERE bk = $1 AND account_id = $2 LIMIT $3)";
    END_SOME_POSTS = "DELETE FROM conversation_posts WHERE bk = $1 AND account_id = $2 AND post_id IN
        (SELECT post_id FROM conversation_posts WHERE bk = $1 AND account_id = $2 LIMIT $3)";
    IS_LAST = "SELECT root_id FROM conversations WHERE bk = $1 AND account_id = $2 AND last_id = $3";

    READ = "UPDATE conversations SET read_id = last_id WHERE bk = $1 AND account_id = $2 AND root_id = $3";
    UNREAD = "UPDATE conversations SET read_id = 0 WHERE bk = $1 AND account_id = $2 AND root_id = $3";

    PAGE = page!("DESC");
    PAGE_UP = page!("ASC");
    BEHIND = behind!("DESC");
    BEHIND_UP = behind!("ASC");
    ONE = "SELECT root_id, (SELECT MAX(p.post_id) FROM conversation_posts p WHERE p.bk = $1 AND p.account_id = $2
        AND p.root_id = $3 AND NOT (p.author_id IN {$4})), read_id FROM conversations
        WHERE bk = $1 AND account_id = $2 AND root_id = $3";
}

/// Reads a row of [`PAGE`].
pub(crate) fn row(row: &Row<'_>) -> Outcome<Conversation> {
    let (root, last, read): (Id, Option<Id>, Id) = (row.get(0)?, row.get(1)?, row.get(2)?);
    Ok(Conversation { root, last: last.unwrap_or_default(), read })
}
