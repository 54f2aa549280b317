use base::{Outcome, Problem};
use store::{Row, sql};

use crate::model::{Kind, Marker, Notification, Request};

/// The notifications of one account that its reader asked for: $2 whose, below $3, above $4, of kinds $5, not from
/// $6, filtered ones only if $7 is 1, all from $8 if that is not 0.
macro_rules! listed {
    ($order:literal) => {
        concat!(
            "SELECT id, kind, from_id, post_id, group_key, filtered, created_ms FROM notifications
             WHERE bk = $1 AND account_id = $2 AND id < $3 AND id > $4 AND kind IN {$5} AND NOT (from_id IN {$6})
             AND filtered <= $7 AND (from_id = $8 OR $8 = 0) ORDER BY id ",
            $order,
            " LIMIT $9"
        )
    };
}

sql! {
    INSERT = "INSERT INTO notifications (id, bk, account_id, kind, from_id, post_id, group_key, filtered, created_ms)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        ON CONFLICT (bk, account_id, from_id, kind, COALESCE(post_id, 0)) DO NOTHING";
    BY_ID = "SELECT id, kind, from_id, post_id, group_key, filtered, created_ms FROM notifications
        WHERE bk = $1 AND account_id = $2 AND id = $3";
    PAGE = listed!("DESC");
    PAGE_UP = listed!("ASC");
    COUNT = "SELECT COUNT(*) FROM (SELECT id FROM notifications WHERE bk = $1 AND account_id = $2 AND id > $3
        AND kind IN {$4} AND NOT (from_id IN {$5}) AND filtered = 0 AND (from_id = $6 OR $6 = 0) LIMIT $7) counted";
    COUNT_GROUPS = "SELECT group_key, COUNT(*), MAX(id) FROM notifications WHERE bk = $1 AND account_id = $2
        AND group_key IN {$3} AND NOT (from_id IN {$4}) AND filtered <= $5 GROUP BY group_key";
    OF_GROUP = "SELECT id, kind, from_id, post_id, group_key, filtered, created_ms FROM notifications
        WHERE bk = $1 AND account_id = $2 AND group_key = $3 AND NOT (from_id IN {$4}) ORDER BY id DESC LIMIT $5";

    DISMISS = "DELETE FROM notifications WHERE bk = $1 AND account_id = $2 AND id = $3";
    DISMISS_GROUP = "DELETE FROM notifications WHERE bk = $1 AND account_id = $2 AND group_key = $3";
    CLEAR = "DELETE FROM notifications WHERE bk = $1 AND account_id = $2 AND filtered = 0";
    UNDO = "DELETE FROM notifications WHERE bk = $1 AND account_id = $2 AND from_id = $3 AND kind IN {$4}
        AND COALESCE(post_id, 0) = $5";
    OUTDATED = "DELETE FROM notifications WHERE bk = $1 AND account_id = $2 AND from_id = $3 AND kind = $4
        AND post_id = $5 AND created_ms < $6";
    FORGET_KINDS = "DELETE FROM notifications WHERE bk = $1 AND account_id = $2 AND kind IN {$3}";
    FORGET_SENDER = "DELETE FROM notifications WHERE bk = $1 AND account_id = $2 AND from_id = $3";
    /* any bk: everyone who was told of a post */
    FORGET_POST = "DELETE FROM notifications WHERE post_id = $1 RETURNING account_id";

    FORGET_SOME = "DELETE FROM notifications WHERE bk = $1 AND account_id = $2 AND id IN
        (SELECT id FROM notifications WHERE bk = $1 AND account_id = $2 LIMIT $3)";
    FORGET_SENDERS = "DELETE FROM notification_senders WHERE bk = $1 AND account_id = $2 AND from_id IN
        (SELECT from_id FROM notification_senders WHERE bk = $1 AND account_id = $2 LIMIT $3)";
    FORGET_BELLS = "DELETE FROM bells WHERE bk = $1 AND followee_id = $2 AND follower_id IN
        (SELECT follower_id FROM bells WHERE bk = $1 AND followee_id = $2 LIMIT $3)";
    FORGET_MARKERS = "DELETE FROM markers WHERE bk = $1 AND account_id = $2";
    FORGET_POLICY = "DELETE FROM notification_policies WHERE bk = $1 AND account_id = $2";

    BELL = "INSERT INTO bells (bk, followee_id, follower_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
    UNBELL = "DELETE FROM bells WHERE bk = $1 AND followee_id = $2 AND follower_id = $3";
    BELLS = "SELECT follower_id FROM bells WHERE bk = $1 AND followee_id = $2 AND follower_id > $3
        ORDER BY follower_id LIMIT $4";

    MARK = "INSERT INTO markers (bk, account_id, timeline, last_read_id, version, updated_ms) VALUES ($1, $2, $3, $4, 1, $5)
        ON CONFLICT (account_id, timeline) DO UPDATE SET last_read_id = excluded.last_read_id,
        version = markers.version + 1, updated_ms = excluded.updated_ms";
    MARK_UP_TO = "INSERT INTO markers (bk, account_id, timeline, last_read_id, version, updated_ms)
        VALUES ($1, $2, $3, $4, 1, $5) ON CONFLICT (account_id, timeline) DO UPDATE SET
        last_read_id = excluded.last_read_id, version = markers.version + 1, updated_ms = excluded.updated_ms
        WHERE markers.last_read_id < excluded.last_read_id";
    MARKERS = "SELECT timeline, last_read_id, version, updated_ms FROM markers WHERE bk = $1 AND account_id = $2";

    SET_POLICY = "INSERT INTO notification_policies (account_id, bk, policy) VALUES ($1, $2, $3)
        ON CONFLICT (account_id) DO UPDATE SET policy = excluded.policy";
    /* Locks the row, and makes it where there is none. */
    HOLD_POLICY = "INSERT INTO notification_policies (account_id, bk, policy) VALUES ($1, $2, $3)
        ON CONFLICT (account_id) DO UPDATE SET policy = notification_policies.policy";
    POLICIES = "SELECT account_id, policy FROM notification_policies WHERE bk IN {$1} AND account_id IN {$2}";
    LET_IN = "INSERT INTO notification_senders (bk, account_id, from_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
    LETTING_IN = "SELECT account_id FROM notification_senders WHERE bk IN {$1} AND account_id IN {$2} AND from_id = $3";
    PENDING = "SELECT COUNT(*), COUNT(DISTINCT from_id) FROM notifications
        WHERE bk = $1 AND account_id = $2 AND filtered = 1 AND NOT (from_id IN {$3})";
    REQUESTS = "SELECT from_id, COUNT(*), MAX(id), MIN(id),
        MAX(CASE WHEN kind <> 'added_to_collection' THEN post_id END) FROM notifications
        WHERE bk = $1 AND account_id = $2 AND filtered = 1 AND NOT (from_id IN {$3}) GROUP BY from_id
        HAVING MAX(id) < $4 AND MAX(id) > $5 ORDER BY MAX(id) DESC LIMIT $6";
    REQUEST = "SELECT from_id, COUNT(*), MAX(id), MIN(id),
        MAX(CASE WHEN kind <> 'added_to_collection' THEN post_id END) FROM notifications
        WHERE bk = $1 AND account_id = $2 AND from_id = $3 AND filtered = 1 GROUP BY from_id";
    ACCEPT = "UPDATE notifications SET filtered = 0 WHERE bk = $1 AND account_id = $2 AND from_id = $3 AND filtered = 1";
    REFUSE = "DELETE FROM notifications WHERE bk = $1 AND account_id = $2 AND from_id = $3 AND filtered = 1";
}

/// Reads a row of a notification.
pub(crate) fn notification(row: &Row<'_>) -> Outcome<Notification> {
    let kind: String = row.get(1)?;
    let kind = Kind::parse(&kind)
        .ok_or_else(|| Problem::internal(format!("no such kind of notification: {kind}")))?;
    Ok(Notification {
        id: row.get(0)?,
        kind,
        from: row.get(2)?,
        post: row.get(3)?,
        group_key: row.get(4)?,
        filtered: row.get(5)?,
        created_ms: row.get(6)?,
    })
}

/// Reads a row of [`MARKERS`].
pub(crate) fn marker(row: &Row<'_>) -> Outcome<(String, Marker)> {
    Ok((row.get(0)?, Marker { last_read_id: row.get(1)?, version: row.get(2)?, updated_ms: row.get(3)? }))
}

/// Reads a row of [`REQUESTS`].
pub(crate) fn request(row: &Row<'_>) -> Outcome<Request> {
    Ok(Request {
        from: row.get(0)?,
        count: row.get(1)?,
        newest: row.get(2)?,
        oldest: row.get(3)?,
        last_post: row.get(4)?,
    })
}

/// Kinds as a bound list.
pub(crate) fn names(kinds: &[Kind]) -> Vec<String> {
    kinds.iter().map(|kind| kind.name().to_owned()).collect()
}
