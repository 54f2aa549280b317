use base::{Id, Outcome, Problem};
use store::{Row, sql};

use crate::model::{Account, Picture, Stats};

/// The columns that [`account`] reads.
macro_rules! columns {
    ($rest:literal) => {
        concat!(
            "SELECT a.id, a.username, a.domain, a.display_name, a.note, a.fields, a.avatar, a.avatar_still, a.header,
             a.header_still, a.locked, a.bot, a.discoverable, a.indexable, a.hide_network, a.posting, a.created_ms,
             a.suspended_ms, s.posts, s.followers, s.following, s.last_post_ms, a.face, a.silenced_ms,
             a.sensitized_ms, a.moved_to
             FROM accounts a JOIN account_stats s ON s.account_id = a.id AND s.bk = a.bk ",
            $rest
        )
    };
}

sql! {
    CLAIM_NAME = "INSERT INTO names (name, account_id) VALUES ($1, $2) ON CONFLICT DO NOTHING";
    NAMED = "SELECT name, account_id FROM names WHERE name IN {$1}";
    NAMES_LIKE = "SELECT account_id FROM names WHERE name >= $1 AND name < $2 ORDER BY name LIMIT $3";
    FREE_NAME = "DELETE FROM names WHERE name = $1 AND account_id = $2";

    INSERT = "INSERT INTO accounts (id, bk, username, domain, display_name, note, fields, locked, bot, discoverable,
        indexable, hide_network, posting, created_ms)
        VALUES ($1, $2, $3, $4, $5, $6, '[]', $7, $8, $9, $10, 0, $11, $12)";
    INSERT_STATS = "INSERT INTO account_stats (account_id, bk, posts, followers, following) VALUES ($1, $2, 0, 0, 0)";
    BY_IDS = columns!("WHERE a.bk IN {$1} AND a.id IN {$2}");
    UPDATE = "UPDATE accounts SET display_name = $3, note = $4, fields = $5, avatar = $6, avatar_still = $7,
        header = $8, header_still = $9, locked = $10, bot = $11, discoverable = $12, indexable = $13,
        hide_network = $14, posting = $15, face = $16 WHERE bk = $1 AND id = $2";
    HOLD = "SELECT id FROM accounts WHERE bk = $1 AND id = $2 /*pg: FOR UPDATE*/";
    FINDABLE = "SELECT id FROM accounts WHERE bk = $1 AND id = $2 AND discoverable = 1 AND suspended_ms IS NULL
        AND silenced_ms IS NULL /*pg: FOR SHARE*/";
    SUSPEND = "UPDATE accounts SET suspended_ms = $3 WHERE bk = $1 AND id = $2";
    SILENCE = "UPDATE accounts SET silenced_ms = $3 WHERE bk = $1 AND id = $2";
    SENSITIZE = "UPDATE accounts SET sensitized_ms = $3 WHERE bk = $1 AND id = $2";
    USERNAME = "SELECT username FROM accounts WHERE bk = $1 AND id = $2 AND domain IS NULL";
    WITHDRAW = "UPDATE accounts SET username = $3, display_name = '', note = '', fields = '[]', face = '{}', suspended_ms = $4
        WHERE bk = $1 AND id = $2";
    /* any bk: an operator's list */
    ALL = columns!("WHERE a.id > $1 AND a.domain IS NULL ORDER BY a.id LIMIT $2");
    LOCAL_COUNT = "SELECT COUNT(*) FROM accounts WHERE domain IS NULL AND suspended_ms IS NULL";
    /* any bk: once, when the first number of a hashtag is asked for */
    SUSPENDED = "SELECT id FROM accounts WHERE suspended_ms IS NOT NULL";
    /* any bk: the server's own numbers, asked for once a minute */
    POSTS_COUNT = "SELECT CAST(COALESCE(SUM(s.posts), 0) AS BIGINT) FROM account_stats s";
    CREATED_BETWEEN = "SELECT COUNT(*) FROM accounts WHERE domain IS NULL AND id >= $1 AND id < $2";
    NEWEST_ID = "SELECT MAX(id) FROM accounts";

    MOVE = "UPDATE accounts SET moved_to = $3, moved_ms = $4 WHERE bk = $1 AND id = $2";
    MOVE_BACK = "UPDATE accounts SET moved_to = NULL WHERE bk = $1 AND id = $2 AND moved_to IS NOT NULL";
    MOVED = "SELECT moved_to, moved_ms FROM accounts WHERE bk = $1 AND id = $2";
    ADD_ALIAS = "INSERT INTO aliases (bk, account_id, alias_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
    REMOVE_ALIAS = "DELETE FROM aliases WHERE bk = $1 AND account_id = $2 AND alias_id = $3";
    ALIASES = "SELECT alias_id FROM aliases WHERE bk = $1 AND account_id = $2 ORDER BY alias_id LIMIT $3";
    ALIASES_COUNT = "SELECT COUNT(*) FROM aliases WHERE bk = $1 AND account_id = $2";
    IS_ALIAS = "SELECT alias_id FROM aliases WHERE bk = $1 AND account_id = $2 AND alias_id = $3";

    COUNT_FOLLOWERS = "UPDATE account_stats SET followers = followers + $3 WHERE bk = $1 AND account_id = $2";
    COUNT_FOLLOWING = "UPDATE account_stats SET following = following + $3 WHERE bk = $1 AND account_id = $2";
    COUNT_POSTS = "UPDATE account_stats SET posts = posts + $3, last_post_ms = COALESCE($4, last_post_ms)
        WHERE bk = $1 AND account_id = $2 RETURNING posts";

    COUNT_IMPORTED = "UPDATE account_stats SET posts = posts + $3,
        last_post_ms = CASE WHEN last_post_ms IS NULL OR last_post_ms < $4 THEN $4 ELSE last_post_ms END
        WHERE bk = $1 AND account_id = $2";

    FOLLOW = "INSERT INTO follows (bk, follower_id, followee_id, id, reblogs, notify, languages)
        VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING";
    FOLLOW_BACK = "INSERT INTO followers (bk, followee_id, follower_id, id) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";
    EDIT_FOLLOW = "UPDATE follows SET reblogs = $4, notify = $5, languages = $6
        WHERE bk = $1 AND follower_id = $2 AND followee_id = $3";
    UNFOLLOW = "DELETE FROM follows WHERE bk = $1 AND follower_id = $2 AND followee_id = $3";
    UNFOLLOW_BACK = "DELETE FROM followers WHERE bk = $1 AND followee_id = $2 AND follower_id = $3";
    FOLLOWING = "SELECT followee_id, reblogs, notify, languages FROM follows WHERE bk = $1 AND follower_id = $2";
    FOLLOWING_PAGE = "SELECT followee_id, id FROM follows WHERE bk = $1 AND follower_id = $2 AND id < $3 AND id > $4
        ORDER BY id DESC LIMIT $5";
    FOLLOWING_UP = "SELECT followee_id, id FROM follows WHERE bk = $1 AND follower_id = $2 AND id < $3 AND id > $4
        ORDER BY id LIMIT $5";
    FOLLOWERS_PAGE = "SELECT follower_id, id FROM followers WHERE bk = $1 AND followee_id = $2 AND id < $3 AND id > $4
        ORDER BY id DESC LIMIT $5";
    FOLLOWERS_UP = "SELECT follower_id, id FROM followers WHERE bk = $1 AND followee_id = $2 AND id < $3 AND id > $4
        ORDER BY id LIMIT $5";
    FOLLOWERS_AMONG = "SELECT follower_id FROM followers WHERE bk = $1 AND followee_id = $2 AND follower_id IN {$3}";
    FOLLOWERS_BETWEEN = "SELECT COUNT(*) FROM followers WHERE bk = $1 AND followee_id = $2 AND id >= $3 AND id < $4";
    FRIENDS = "SELECT followee_id, COUNT(*) FROM follows WHERE bk IN {$1} AND follower_id IN {$2}
        GROUP BY followee_id ORDER BY COUNT(*) DESC, followee_id DESC LIMIT $3";
    FOLLOWING_COUNT = "SELECT COUNT(*) FROM follows WHERE bk = $1 AND follower_id = $2";
    /* any bk: the common follows of several people */
    FAMILIAR = "SELECT follower_id FROM followers WHERE bk = $1 AND followee_id = $2 AND follower_id IN {$3} LIMIT $4";

    REQUEST = "INSERT INTO follow_requests (bk, target_id, account_id, id, reblogs, notify, languages)
        VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING";
    REQUEST_BACK = "INSERT INTO requested (bk, account_id, target_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
    REQUEST_OF = "SELECT reblogs, notify, languages FROM follow_requests WHERE bk = $1 AND target_id = $2 AND account_id = $3";
    UNREQUEST = "DELETE FROM follow_requests WHERE bk = $1 AND target_id = $2 AND account_id = $3";
    UNREQUEST_BACK = "DELETE FROM requested WHERE bk = $1 AND account_id = $2 AND target_id = $3";
    REQUESTED = "SELECT target_id FROM requested WHERE bk = $1 AND account_id = $2";
    REQUESTS_AMONG = "SELECT account_id FROM follow_requests WHERE bk = $1 AND target_id = $2 AND account_id IN {$3}";
    REQUESTS_PAGE = "SELECT account_id, id FROM follow_requests WHERE bk = $1 AND target_id = $2 AND id < $3 AND id > $4
        ORDER BY id DESC LIMIT $5";
    REQUESTS_COUNT = "SELECT COUNT(*) FROM follow_requests WHERE bk = $1 AND target_id = $2";

    BLOCK = "INSERT INTO blocks (bk, account_id, target_id, id) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";
    BLOCK_BACK = "INSERT INTO blocked_by (bk, target_id, account_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
    UNBLOCK = "DELETE FROM blocks WHERE bk = $1 AND account_id = $2 AND target_id = $3";
    UNBLOCK_BACK = "DELETE FROM blocked_by WHERE bk = $1 AND target_id = $2 AND account_id = $3";
    BLOCKING = "SELECT target_id FROM blocks WHERE bk = $1 AND account_id = $2";
    BLOCKED_BY = "SELECT account_id FROM blocked_by WHERE bk = $1 AND target_id = $2";
    CUT_OFF_AMONG = "SELECT target_id FROM blocks WHERE bk = $1 AND account_id = $2 AND target_id IN {$3}
        UNION ALL SELECT account_id FROM blocked_by WHERE bk = $1 AND target_id = $2 AND account_id IN {$3}";
    BLOCKS_PAGE = "SELECT target_id, id FROM blocks WHERE bk = $1 AND account_id = $2 AND id < $3 AND id > $4
        ORDER BY id DESC LIMIT $5";

    MUTE = "INSERT INTO mutes (bk, account_id, target_id, id, notifications, until_ms) VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (account_id, target_id) DO UPDATE SET notifications = excluded.notifications, until_ms = excluded.until_ms";
    UNMUTE = "DELETE FROM mutes WHERE bk = $1 AND account_id = $2 AND target_id = $3";
    MUTING = "SELECT target_id, notifications, until_ms FROM mutes WHERE bk = $1 AND account_id = $2";
    MUTES_PAGE = "SELECT target_id, id FROM mutes WHERE bk = $1 AND account_id = $2 AND id < $3 AND id > $4
        AND (until_ms IS NULL OR until_ms > $6) ORDER BY id DESC LIMIT $5";

    ENDORSE = "INSERT INTO endorsements (bk, account_id, target_id, id) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";
    UNENDORSE = "DELETE FROM endorsements WHERE bk = $1 AND account_id = $2 AND target_id = $3";
    ENDORSED_AMONG = "SELECT target_id FROM endorsements WHERE bk = $1 AND account_id = $2 AND target_id IN {$3}";
    ENDORSED_PAGE = "SELECT target_id, id FROM endorsements WHERE bk = $1 AND account_id = $2 AND id < $3 AND id > $4
        ORDER BY id DESC LIMIT $5";
    ENDORSED_UP = "SELECT target_id, id FROM endorsements WHERE bk = $1 AND account_id = $2 AND id < $3 AND id > $4
        ORDER BY id LIMIT $5";

    BLOCK_DOMAIN = "INSERT INTO domain_blocks (bk, account_id, domain, id) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";
    UNBLOCK_DOMAIN = "DELETE FROM domain_blocks WHERE bk = $1 AND account_id = $2 AND domain = $3";
    DOMAIN_BLOCKS_COUNT = "SELECT COUNT(*) FROM domain_blocks WHERE bk = $1 AND account_id = $2";
    DOMAIN_BLOCKS_PAGE = "SELECT domain, id FROM domain_blocks WHERE bk = $1 AND account_id = $2 AND id < $3 AND id > $4
        ORDER BY id DESC LIMIT $5";
    DOMAIN_BLOCKS_UP = "SELECT domain, id FROM domain_blocks WHERE bk = $1 AND account_id = $2 AND id < $3 AND id > $4
        ORDER BY id LIMIT $5";

    SOME_REQUESTED = "SELECT target_id FROM requested WHERE bk = $1 AND account_id = $2 LIMIT $3";
    SOME_REQUESTS = "SELECT account_id FROM follow_requests WHERE bk = $1 AND target_id = $2 LIMIT $3";
    SOME_BLOCKED = "SELECT target_id FROM blocks WHERE bk = $1 AND account_id = $2 LIMIT $3";
    SOME_BLOCKED_BY = "SELECT account_id FROM blocked_by WHERE bk = $1 AND target_id = $2 LIMIT $3";
    FORGET_MUTES = "DELETE FROM mutes WHERE bk = $1 AND account_id = $2 AND target_id IN
        (SELECT target_id FROM mutes WHERE bk = $1 AND account_id = $2 LIMIT $3)";
    FORGET_ENDORSEMENTS = "DELETE FROM endorsements WHERE bk = $1 AND account_id = $2 AND target_id IN
        (SELECT target_id FROM endorsements WHERE bk = $1 AND account_id = $2 LIMIT $3)";
    FORGET_NOTES = "DELETE FROM account_notes WHERE bk = $1 AND account_id = $2 AND target_id IN
        (SELECT target_id FROM account_notes WHERE bk = $1 AND account_id = $2 LIMIT $3)";
    FORGET_DOMAINS = "DELETE FROM domain_blocks WHERE bk = $1 AND account_id = $2 AND domain IN
        (SELECT domain FROM domain_blocks WHERE bk = $1 AND account_id = $2 LIMIT $3)";
    FORGET_ALIASES = "DELETE FROM aliases WHERE bk = $1 AND account_id = $2 AND alias_id IN
        (SELECT alias_id FROM aliases WHERE bk = $1 AND account_id = $2 LIMIT $3)";

    NOTE = "INSERT INTO account_notes (bk, account_id, target_id, note) VALUES ($1, $2, $3, $4)
        ON CONFLICT (account_id, target_id) DO UPDATE SET note = excluded.note";
    NOTES_AMONG = "SELECT target_id, note FROM account_notes WHERE bk = $1 AND account_id = $2 AND target_id IN {$3}";
}

/// Reads a row of [`columns`].
pub(crate) fn account(row: &Row<'_>) -> Outcome<Account> {
    let fields: String = row.get(5)?;
    let posting: String = row.get(15)?;
    let face: String = row.get(22)?;
    Ok(Account {
        id: row.get(0)?,
        username: row.get(1)?,
        domain: row.get(2)?,
        display_name: row.get(3)?,
        note: row.get(4)?,
        fields: serde_json::from_str(&fields).map_err(Problem::internal)?,
        avatar: Picture { moving: row.get(6)?, still: row.get(7)? },
        header: Picture { moving: row.get(8)?, still: row.get(9)? },
        locked: row.get(10)?,
        bot: row.get(11)?,
        discoverable: row.get(12)?,
        indexable: row.get(13)?,
        hide_network: row.get(14)?,
        posting: serde_json::from_str(&posting).map_err(Problem::internal)?,
        face: serde_json::from_str(&face).map_err(Problem::internal)?,
        created_ms: row.get(16)?,
        suspended_ms: row.get(17)?,
        moved_to: row.get(25)?,
        stats: Stats {
            posts: row.get(18)?,
            followers: row.get(19)?,
            following: row.get(20)?,
            last_post_ms: row.get(21)?,
        },
        silenced_ms: row.get(23)?,
        sensitized_ms: row.get(24)?,
    })
}

/// The buckets of `ids`, each once, as a bound list.
pub fn buckets(ids: &[Id]) -> Vec<i64> {
    let mut buckets: Vec<i64> = ids.iter().map(|id| id.bk()).collect();
    buckets.sort_unstable();
    buckets.dedup();
    buckets
}

/// The ids as a bound list.
pub fn numbers(ids: &[Id]) -> Vec<i64> {
    ids.iter().map(|id| id.0).collect()
}
