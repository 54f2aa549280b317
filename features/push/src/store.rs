use base::{Outcome, Problem};
use store::{Row, sql};

use crate::model::{Policy, Subscription};

sql! {
    KEEP_KEY = "INSERT INTO push_keys (name, value) VALUES ($1, $2) ON CONFLICT DO NOTHING";
    KEY = "SELECT value FROM push_keys WHERE name = $1";

    SUBSCRIBE = "INSERT INTO push_subscriptions (account_id, grant_id, bk, id, endpoint, p256dh, auth, standard, alerts,
        policy, token) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
        ON CONFLICT (account_id, grant_id) DO UPDATE SET id = excluded.id, endpoint = excluded.endpoint,
        p256dh = excluded.p256dh, auth = excluded.auth, standard = excluded.standard, alerts = excluded.alerts,
        policy = excluded.policy, token = excluded.token";
    OLDEST = "SELECT grant_id FROM push_subscriptions WHERE bk = $1 AND account_id = $2 ORDER BY id DESC
        LIMIT 1000 OFFSET $3";
    SUBSCRIPTION = "SELECT id, endpoint, p256dh, auth, standard, alerts, policy, token FROM push_subscriptions
        WHERE bk = $1 AND account_id = $2 AND grant_id = $3";
    ALERTS_OF = "SELECT grant_id, alerts FROM push_subscriptions WHERE bk = $1 AND account_id = $2";
    WANT = "UPDATE push_subscriptions SET alerts = $4, policy = $5 WHERE bk = $1 AND account_id = $2 AND grant_id = $3";
    UNSUBSCRIBE = "DELETE FROM push_subscriptions WHERE bk = $1 AND account_id = $2 AND grant_id = $3";
    UNSUBSCRIBE_ALL = "DELETE FROM push_subscriptions WHERE bk = $1 AND account_id = $2";
    GONE = "DELETE FROM push_subscriptions WHERE bk = $1 AND account_id = $2 AND grant_id = $3 AND id = $4";

    SET_PRIVACY = "INSERT INTO push_privacy (account_id, bk, private_text) VALUES ($1, $2, $3)
        ON CONFLICT (account_id) DO UPDATE SET private_text = excluded.private_text";
    FORGET_PRIVACY = "DELETE FROM push_privacy WHERE bk = $1 AND account_id = $2";
    PRIVACY = "SELECT private_text FROM push_privacy WHERE bk = $1 AND account_id = $2";
}

/// Reads a row of [`SUBSCRIPTION`].
pub(crate) fn subscription(row: &Row<'_>) -> Outcome<Subscription> {
    let policy: String = row.get(6)?;
    Ok(Subscription {
        id: row.get(0)?,
        endpoint: row.get(1)?,
        p256dh: row.get(2)?,
        auth: row.get(3)?,
        standard: row.get(4)?,
        alerts: row.get::<String>(5)?.split(' ').filter(|name| !name.is_empty()).map(str::to_owned).collect(),
        policy: Policy::parse(&policy).ok_or_else(|| Problem::internal("no such policy is stored"))?,
        token: row.get(7)?,
    })
}
