//! The statements that fill tables in bulk: the same rows that the features write one by one.

use store::{Db, sql};

use crate::Done;
use crate::told;

sql! {
    ACCOUNT = "INSERT INTO accounts (id, bk, username, domain, display_name, note, fields, locked, bot, discoverable,
        indexable, hide_network, posting, created_ms)
        VALUES ($1, $2, $3, NULL, $4, $5, '[]', 0, 0, 1, 1, 0, $6, $7)";
    STATS = "INSERT INTO account_stats (account_id, bk, posts, followers, following, last_post_ms)
        VALUES ($1, $2, $3, $4, $5, $6)";
    NAME = "INSERT INTO names (name, account_id) VALUES ($1, $2)";
    USER = "INSERT INTO users (bk, account_id, email, password, role, locale, reason, confirmed_ms, approved_ms,
        disabled, created_ms) VALUES ($1, $2, $3, $4, 'user', 'en', '', $5, $5, 0, $5)";
    EMAIL = "INSERT INTO emails (email, account_id) VALUES ($1, $2)";
    FOLLOW = "INSERT INTO follows (bk, follower_id, followee_id, id, reblogs, notify) VALUES ($1, $2, $3, $4, 1, 0)";
    FOLLOWER = "INSERT INTO followers (bk, followee_id, follower_id, id) VALUES ($1, $2, $3, $4)";
    POST = "INSERT INTO posts (id, bk, author_id, visibility, text, spoiler, sensitive, language, reply_to_id,
        reply_to_author, root_id, has_media, created_ms) VALUES ($1, $2, $3, 0, $4, '', 0, 'en', $5, $6, $7, 0, $8)";
    THREAD = "INSERT INTO thread_index (root_id, post_id, bk, parent_id) VALUES ($1, $2, $3, $4)";
    REPLIES = "INSERT INTO post_stats (post_id, bk, replies, boosts, favourites) VALUES ($1, $2, 1, 0, 0)
        ON CONFLICT (post_id) DO UPDATE SET replies = post_stats.replies + 1";
    TAG = "INSERT INTO tags (tag, name) VALUES ($1, $2) ON CONFLICT DO NOTHING";
    TAGGED = "INSERT INTO tag_posts (tag, post_id, author_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";

    COUNT_POST = "UPDATE account_stats SET posts = posts + 1, last_post_ms = $3 WHERE bk = $1 AND account_id = $2";
    OUTBOX = "INSERT INTO outbox (id, node, topic, body, handled, due_ms) VALUES ($1, 0, $2, $3, 1, $4)";
    POSTS_SINCE = "SELECT COUNT(*) FROM posts WHERE id > $1";
    NEWEST = "SELECT COALESCE(MAX(id), 0) FROM posts";
    PRUNE_OUTBOX = "DELETE FROM outbox WHERE node = 0";

    MARK = "SELECT value FROM settings WHERE key = 'bench.mark'";
    SET_MARK = "INSERT INTO settings (key, value) VALUES ('bench.mark', $1)
        ON CONFLICT (key) DO UPDATE SET value = excluded.value";
}

/// Checks that the tables are what the statements above believe.
pub(crate) async fn check(db: &Db) -> Done {
    db.read(|r| STATEMENTS.iter().try_for_each(|statement| r.prepare(statement))).await.map_err(told)
}

/// Index definitions that hinder a bulk load, as `(name, text)`: dropped before it and made anew after it, as the last
/// migration made them.
pub(crate) fn slow_indexes() -> Vec<(String, String)> {
    let texts = medley::wire::migrations().into_iter().flat_map(|step| step.text.split(";\n"));
    let wanted = ["posts_by_author"];
    let named = texts.filter_map(|text| {
        let lines: Vec<&str> = text.lines().filter(|line| !line.starts_with("--")).collect();
        let text = lines.join("\n");
        let text = text.trim().trim_end_matches(';');
        let name = text.strip_prefix("CREATE INDEX ")?.split_whitespace().next()?;
        wanted.contains(&name).then(|| (name.to_owned(), text.to_owned()))
    });
    named.collect::<std::collections::BTreeMap<_, _>>().into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_statements_fit_the_schema() {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", folder.path().join("test.db").display());
        let db = Db::open(&store::Settings::new(url)).unwrap();
        db.migrate(medley::wire::migrations()).await.unwrap();
        check(&db).await.unwrap();
        assert_eq!(slow_indexes().len(), 1);
    }
}
