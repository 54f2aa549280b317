use std::collections::HashMap;

use accounts::{buckets, numbers};
use base::{Id, Outcome};
use store::{Read, args, sql};

use crate::quotes::{Quote, QuoteState};

sql! {
    MARK_QUOTE = "UPDATE posts SET has_quote = $3, quote_policy = $4 WHERE bk = $1 AND id = $2";
    SET_QUOTE_POLICY = "UPDATE posts SET quote_policy = $3 WHERE bk = $1 AND id = $2";
    ADD_QUOTE = "INSERT INTO quotes (post_id, bk, quoted_id, quoted_author, state) VALUES ($1, $2, $3, $4, 0)";
    ADD_QUOTE_BACK = "INSERT INTO post_quotes (bk, quoted_id, post_id, author_id) VALUES ($1, $2, $3, $4)";
    QUOTES_OF = "SELECT post_id, quoted_id, quoted_author, state FROM quotes WHERE bk IN {$1} AND post_id IN {$2}";
    END_QUOTE = "UPDATE quotes SET state = $3 WHERE bk = $1 AND post_id = $2 AND state = 0";
    DELETE_QUOTE = "DELETE FROM quotes WHERE bk = $1 AND post_id = $2";
    DELETE_QUOTE_BACK = "DELETE FROM post_quotes WHERE bk = $1 AND quoted_id = $2 AND post_id = $3";
    QUOTED_BY = "SELECT post_id FROM post_quotes WHERE bk = $1 AND quoted_id = $2 AND post_id < $3 AND post_id > $4
        ORDER BY post_id DESC LIMIT $5";
    QUOTED_BY_UP = "SELECT post_id FROM post_quotes WHERE bk = $1 AND quoted_id = $2 AND post_id < $3 AND post_id > $4
        ORDER BY post_id LIMIT $5";
    QUOTERS = "SELECT post_id, author_id FROM post_quotes WHERE bk = $1 AND quoted_id = $2 AND post_id > $3
        ORDER BY post_id LIMIT $4";
    COUNT_QUOTES = "INSERT INTO post_stats (post_id, bk, replies, boosts, favourites, quotes) VALUES ($1, $2, 0, 0, 0, 1)
        ON CONFLICT (post_id) DO UPDATE SET quotes = post_stats.quotes + $3";
}

/// What posts quote, in one query.
pub(crate) fn quotes_of(r: &Read<'_>, posts: &[Id]) -> Outcome<HashMap<Id, Quote>> {
    if posts.is_empty() {
        return Ok(HashMap::new());
    }
    let (bks, ids) = (buckets(posts), numbers(posts));
    let rows = r.rows(&QUOTES_OF, args![&bks, &ids], |row| {
        let state = QuoteState::from_code(row.get(3)?);
        Ok((row.get(0)?, Quote { quoted: row.get(1)?, author: row.get(2)?, state }))
    })?;
    Ok(rows.into_iter().collect())
}
