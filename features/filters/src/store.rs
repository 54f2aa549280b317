use base::{Id, Outcome, Problem};
use posts::{FilterAction, Places};
use store::{Read, Row, args, sql};

use crate::model::{Filter, Keyword, Named};

sql! {
    FILTERS = "SELECT id, title, places, action, expires_ms FROM filters WHERE bk = $1 AND account_id = $2 ORDER BY id";
    KEYWORDS = "SELECT filter_id, id, keyword, whole_word FROM filter_keywords WHERE bk = $1 AND account_id = $2
        ORDER BY id";
    NAMED = "SELECT filter_id, id, post_id FROM filter_statuses WHERE bk = $1 AND account_id = $2 ORDER BY id";
    PUT = "INSERT INTO filters (id, bk, account_id, title, places, action, expires_ms)
        VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (id) DO UPDATE SET title = excluded.title,
        places = excluded.places, action = excluded.action, expires_ms = excluded.expires_ms";
    PUT_KEYWORD = "INSERT INTO filter_keywords (id, bk, account_id, filter_id, keyword, whole_word)
        VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (id) DO UPDATE SET keyword = excluded.keyword,
        whole_word = excluded.whole_word";
    NAME = "INSERT INTO filter_statuses (id, bk, account_id, filter_id, post_id) VALUES ($1, $2, $3, $4, $5)";
    DELETE = "DELETE FROM filters WHERE bk = $1 AND account_id = $2 AND id = $3";
    DELETE_KEYWORDS = "DELETE FROM filter_keywords WHERE bk = $1 AND account_id = $2 AND id IN {$3}";
    UNNAME = "DELETE FROM filter_statuses WHERE bk = $1 AND account_id = $2 AND id IN {$3}";
    /* any bk: everyone who filters a post */
    FORGET_NAMED = "DELETE FROM filter_statuses WHERE post_id = $1 RETURNING account_id";
}

/// All filters of an account: three statements, however many there are.
pub(crate) fn all(r: &Read<'_>, account: Id) -> Outcome<Vec<Filter>> {
    let mut filters = r.rows(&FILTERS, args![account.bk(), account], filter)?;
    if filters.is_empty() {
        return Ok(filters);
    }
    r.each(&KEYWORDS, args![account.bk(), account], |row| {
        let keyword = Keyword { id: row.get(1)?, text: row.get(2)?, whole_word: row.get(3)? };
        let of: Id = row.get(0)?;
        filters.iter_mut().filter(|f| f.id == of).for_each(|f| f.keywords.push(keyword.clone()));
        Ok(())
    })?;
    r.each(&NAMED, args![account.bk(), account], |row| {
        let (of, named): (Id, _) = (row.get(0)?, Named { id: row.get(1)?, post: row.get(2)? });
        filters.iter_mut().filter(|f| f.id == of).for_each(|f| f.posts.push(named));
        Ok(())
    })?;
    Ok(filters)
}

fn filter(row: &Row<'_>) -> Outcome<Filter> {
    let action: String = row.get(3)?;
    let action = FilterAction::parse(&action)
        .ok_or_else(|| Problem::internal(format!("no such action of a filter: {action}")))?;
    Ok(Filter {
        id: row.get(0)?,
        title: row.get(1)?,
        places: Places::from_code(row.get(2)?),
        action,
        expires_ms: row.get(4)?,
        keywords: Vec::new(),
        posts: Vec::new(),
    })
}
