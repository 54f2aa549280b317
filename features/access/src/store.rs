use base::{Id, Outcome, Problem};
use store::{Row, sql};
use ui::Lang;
use web::{Role, Scopes};

use crate::model::{App, User};

/// The columns that [`user`] reads.
macro_rules! users {
    ($rest:literal) => {
        concat!(
            "SELECT account_id, email, password, role, locale, reason, confirmed_ms, approved_ms, disabled, created_ms,
             app_id, language
             FROM users ",
            $rest
        )
    };
}

sql! {
    CLAIM_EMAIL = "INSERT INTO emails (email, account_id) VALUES ($1, $2) ON CONFLICT DO NOTHING";
    EMAIL = "SELECT account_id FROM emails WHERE email = $1";
    FREE_EMAIL = "DELETE FROM emails WHERE email = $1";

    INSERT_USER = "INSERT INTO users (bk, account_id, email, password, role, locale, reason, confirmed_ms, approved_ms,
        disabled, created_ms, app_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0, $10, $11)";
    USERS = users!("WHERE bk IN {$1} AND account_id IN {$2}");
    USER = users!("WHERE bk = $1 AND account_id = $2");
    CONFIRM = "UPDATE users SET confirmed_ms = $3 WHERE bk = $1 AND account_id = $2 AND confirmed_ms IS NULL";
    APPROVE = "UPDATE users SET approved_ms = $3 WHERE bk = $1 AND account_id = $2";
    SET_ROLE = "UPDATE users SET role = $3 WHERE bk = $1 AND account_id = $2";
    SET_DISABLED = "UPDATE users SET disabled = $3 WHERE bk = $1 AND account_id = $2";
    SET_LANGUAGE = "UPDATE users SET language = $3 WHERE bk = $1 AND account_id = $2";
    SET_PASSWORD = "UPDATE users SET password = $3 WHERE bk = $1 AND account_id = $2";
    DELETE_USER = "DELETE FROM users WHERE bk = $1 AND account_id = $2";
    /* any bk: the staff's list of who waits */
    PENDING = users!("WHERE approved_ms IS NULL AND account_id > $1 ORDER BY account_id LIMIT $2");
    /* any bk: the staff, asked for when somebody signs up */
    STAFF = "SELECT account_id FROM users WHERE role <> 'user'";
    /* any bk: now and then, over all who never confirmed */
    UNCONFIRMED = users!("WHERE confirmed_ms IS NULL AND created_ms < $1 AND role = 'user' AND NOT EXISTS (SELECT 1
        FROM mail_tokens t WHERE t.account_id = users.account_id AND t.expires_ms >= $2) LIMIT $3");
    DELETE_UNCONFIRMED = "DELETE FROM users WHERE bk = $1 AND account_id = $2 AND confirmed_ms IS NULL";
    /* any bk: asked when the server starts and when it is set up */
    OWNER = "SELECT account_id FROM users WHERE role = 'owner' LIMIT 1";
    /* any bk: the statistics of the server */
    ACTIVE = "SELECT COUNT(*) FROM (SELECT account_id FROM sessions WHERE seen_ms >= $1 UNION
        SELECT account_id FROM tokens WHERE account_id IS NOT NULL AND seen_ms >= $1) AS seen";

    INSERT_SESSION = "INSERT INTO sessions (hash, id, account_id, label, created_ms, seen_ms, fresh_ms)
        VALUES ($1, $2, $3, $4, $5, $5, $5)";
    FRESH_SESSION = "SELECT fresh_ms FROM sessions WHERE account_id = $1 AND id = $2";
    SESSION_TIMES = "SELECT created_ms, seen_ms FROM sessions WHERE account_id = $1 AND id = $2";
    REFRESH_SESSION = "UPDATE sessions SET fresh_ms = $3 WHERE account_id = $1 AND id = $2";
    SIGNED_IN = "UPDATE users SET signed_in_ms = $3 WHERE bk = $1 AND account_id = $2 AND signed_in_ms IS NULL";
    SESSION = "SELECT id, account_id, created_ms, seen_ms FROM sessions WHERE hash = $1";
    SESSIONS_OF = "SELECT id, label, created_ms, seen_ms FROM sessions WHERE account_id = $1
        ORDER BY seen_ms DESC LIMIT $2";
    OLD_SESSIONS = "SELECT id FROM sessions WHERE account_id = $1 ORDER BY seen_ms DESC LIMIT 1000 OFFSET $2";
    END_SESSIONS = "DELETE FROM sessions WHERE account_id = $1 AND id IN {$2}";
    SESSION_SEEN = "UPDATE sessions SET seen_ms = $2 WHERE hash = $1";
    PURGE_IDLE_SESSIONS = "DELETE FROM sessions WHERE hash IN
        (SELECT hash FROM sessions WHERE seen_ms < $1 LIMIT $2)";
    PURGE_OLD_SESSIONS = "DELETE FROM sessions WHERE hash IN
        (SELECT hash FROM sessions WHERE created_ms < $1 LIMIT $2)";

    INSERT_APP = "INSERT INTO apps (id, client_id, secret, name, website, redirect_uris, scopes, used, created_ms)
        VALUES ($1, $2, $3, $4, $5, $6, $7, 0, $8)";
    APP = "SELECT id, client_id, secret, name, website, redirect_uris, scopes FROM apps WHERE client_id = $1";
    APP_BY_ID = "SELECT id, client_id, secret, name, website, redirect_uris, scopes FROM apps WHERE id = $1";
    APP_USED = "UPDATE apps SET used = 1 WHERE id = $1 AND used = 0";
    PURGE_APPS = "DELETE FROM apps WHERE used = 0 AND id IN
        (SELECT id FROM apps WHERE used = 0 AND created_ms < $1 LIMIT $2)";

    INSERT_TOKEN = "INSERT INTO tokens (hash, id, app_id, account_id, scopes, created_ms, seen_ms)
        VALUES ($1, $2, $3, $4, $5, $6, $6)";
    TOKEN = "SELECT id, account_id, created_ms, seen_ms, app_id, scopes FROM tokens WHERE hash = $1";
    REVOKE_TOKEN = "DELETE FROM tokens WHERE hash = $1";
    GRANTS_OF = "SELECT id FROM sessions WHERE account_id = $1 UNION ALL SELECT id FROM tokens WHERE account_id = $1";
    GRANTS_TO_APP = "SELECT id FROM tokens WHERE account_id = $1 AND app_id = $2";
    REVOKE_TOKENS_OF = "DELETE FROM tokens WHERE account_id = $1";
    REVOKE_TOKENS_TO_APP = "DELETE FROM tokens WHERE account_id = $1 AND app_id = $2";
    TOKEN_SEEN = "UPDATE tokens SET seen_ms = $2 WHERE hash = $1";
    TOKENS_OF = "SELECT t.app_id, a.name, a.website, t.scopes, t.created_ms, t.seen_ms FROM tokens t
        JOIN apps a ON a.id = t.app_id WHERE t.account_id = $1 ORDER BY t.id DESC LIMIT $2";
    PURGE_TOKENS = "DELETE FROM tokens WHERE hash IN
        (SELECT hash FROM tokens WHERE account_id IS NULL AND seen_ms < $1 LIMIT $2)";

    INSERT_CODE = "INSERT INTO codes (hash, app_id, account_id, redirect_uri, scopes, challenge, expires_ms)
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    CODE = "SELECT app_id, account_id, redirect_uri, scopes, challenge, expires_ms, token_hash FROM codes WHERE hash = $1";
    USE_CODE = "UPDATE codes SET token_hash = $2 WHERE hash = $1 AND token_hash IS NULL";
    REVOKE_CODES_OF = "DELETE FROM codes WHERE account_id = $1";
    REVOKE_CODES_TO_APP = "DELETE FROM codes WHERE account_id = $1 AND app_id = $2";
    PURGE_CODES = "DELETE FROM codes WHERE hash IN (SELECT hash FROM codes WHERE expires_ms < $1 LIMIT $2)";

    INSERT_MAIL_TOKEN = "INSERT INTO mail_tokens (hash, purpose, account_id, expires_ms) VALUES ($1, $2, $3, $4)";
    MAIL_TOKEN = "SELECT account_id, expires_ms FROM mail_tokens WHERE hash = $1 AND purpose = $2";
    DROP_MAIL_TOKENS = "DELETE FROM mail_tokens WHERE account_id = $1";
    PURGE_MAIL_TOKENS = "DELETE FROM mail_tokens WHERE hash IN
        (SELECT hash FROM mail_tokens WHERE expires_ms < $1 LIMIT $2)";
    COUNT_MAIL = "INSERT INTO mails (email, day, sent) VALUES ($1, $2, 1)
        ON CONFLICT (email, day) DO UPDATE SET sent = mails.sent + 1";
    MAILS = "SELECT sent FROM mails WHERE email = $1 AND day = $2";
    PURGE_MAILS = "DELETE FROM mails WHERE (email, day) IN (SELECT email, day FROM mails WHERE day < $1 LIMIT $2)";

    ACTIVE_DAY = "INSERT INTO user_days (account_id, day) VALUES ($1, $2) ON CONFLICT DO NOTHING";
    FORGET_DAYS = "DELETE FROM user_days WHERE account_id = $1";
    FORGET_ADDRESSES = "DELETE FROM user_addresses WHERE account_id = $1";
    PURGE_DAYS = "DELETE FROM user_days WHERE (account_id, day) IN
        (SELECT account_id, day FROM user_days WHERE day < $1 LIMIT $2)";
    NOTE_ADDRESS = "INSERT INTO user_addresses (account_id, address, seen_ms) VALUES ($1, $2, $3)
        ON CONFLICT (account_id, address) DO UPDATE SET seen_ms = excluded.seen_ms";
    ADDRESSES_OF = "SELECT account_id, address, seen_ms FROM user_addresses WHERE account_id IN {$1}
        ORDER BY seen_ms DESC LIMIT $2";
    PURGE_ADDRESSES = "DELETE FROM user_addresses WHERE (account_id, address) IN
        (SELECT account_id, address FROM user_addresses WHERE seen_ms < $1 LIMIT $2)";
    APP_SECRET = "SELECT secret, last_step, confirmed_ms FROM authenticators WHERE account_id = $1";
    BEGIN_APP = "INSERT INTO authenticators (account_id, secret, last_step) VALUES ($1, $2, 0)
        ON CONFLICT (account_id) DO UPDATE SET secret = excluded.secret, last_step = 0
        WHERE authenticators.confirmed_ms IS NULL";
    CONFIRM_APP = "UPDATE authenticators SET confirmed_ms = $2 WHERE account_id = $1 AND confirmed_ms IS NULL";
    USE_APP_STEP = "UPDATE authenticators SET last_step = $2 WHERE account_id = $1 AND last_step < $2";
    DROP_APP = "DELETE FROM authenticators WHERE account_id = $1";
    RECOVERY_LEFT = "SELECT COUNT(*) FROM recovery_codes WHERE account_id = $1";
    INSERT_RECOVERY = "INSERT INTO recovery_codes (account_id, hash) VALUES ($1, $2) ON CONFLICT DO NOTHING";
    USE_RECOVERY = "DELETE FROM recovery_codes WHERE account_id = $1 AND hash = $2";
    DROP_RECOVERY = "DELETE FROM recovery_codes WHERE account_id = $1";
    INSERT_PASSKEY = "INSERT INTO passkeys (hash, id, account_id, credential, cose, counter, name, created_ms)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING";
    PASSKEYS_OF = "SELECT id, credential, name, created_ms, used_ms FROM passkeys WHERE account_id = $1
        ORDER BY id LIMIT $2";
    PASSKEY = "SELECT account_id, cose, counter FROM passkeys WHERE hash = $1";
    USE_PASSKEY = "UPDATE passkeys SET counter = $2, used_ms = $3
        WHERE hash = $1 AND (counter < $2 OR (counter = 0 AND $2 = 0))";
    DROP_PASSKEY = "DELETE FROM passkeys WHERE account_id = $1 AND id = $2";
    DROP_PASSKEYS = "DELETE FROM passkeys WHERE account_id = $1";

    INSERT_STEP = "INSERT INTO steps (hash, purpose, account_id, expires_ms) VALUES ($1, $2, $3, $4)";
    STEP = "SELECT account_id FROM steps WHERE hash = $1 AND purpose = $2 AND expires_ms > $3";
    DROP_STEP = "DELETE FROM steps WHERE hash = $1 AND purpose = $2 AND expires_ms > $3";
    DROP_STEPS = "DELETE FROM steps WHERE account_id = $1";
    PURGE_STEPS = "DELETE FROM steps WHERE hash IN (SELECT hash FROM steps WHERE expires_ms < $1 LIMIT $2)";
    DEVICE = "SELECT account_id FROM devices WHERE hash = $1";
    INSERT_DEVICE = "INSERT INTO devices (hash, account_id, seen_ms) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
    DEVICE_SEEN = "UPDATE devices SET seen_ms = $2 WHERE hash = $1";
    DROP_DEVICES = "DELETE FROM devices WHERE account_id = $1";
    PURGE_DEVICES = "DELETE FROM devices WHERE hash IN (SELECT hash FROM devices WHERE seen_ms < $1 LIMIT $2)";

    SETTING = "SELECT value FROM settings WHERE key = $1";
    SET = "INSERT INTO settings (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = excluded.value";
    UNSET = "DELETE FROM settings WHERE key = $1";
}

pub(crate) fn user(row: &Row<'_>) -> Outcome<User> {
    Ok(User {
        account: row.get(0)?,
        email: row.get(1)?,
        password: row.get(2)?,
        role: role(&row.get::<String>(3)?),
        locale: row.get(4)?,
        reason: row.get(5)?,
        confirmed_ms: row.get(6)?,
        approved_ms: row.get(7)?,
        disabled: row.get(8)?,
        created_ms: row.get(9)?,
        app: row.get(10)?,
        language: row.get::<Option<String>>(11)?.and_then(|tag| Lang::of_pages(&tag)),
    })
}

pub(crate) fn app(row: &Row<'_>) -> Outcome<App> {
    let uris: String = row.get(5)?;
    Ok(App {
        id: row.get(0)?,
        client_id: row.get(1)?,
        secret: row.get(2)?,
        name: row.get(3)?,
        website: row.get(4)?,
        redirect_uris: uris.lines().map(str::to_owned).collect(),
        scopes: scopes(&row.get::<String>(6)?)?,
    })
}

/// Stored scopes were read before they were stored; what cannot be read now grants nothing.
pub(crate) fn scopes(text: &str) -> Outcome<Scopes> {
    Scopes::parse(text).ok_or_else(|| Problem::internal("stored scopes cannot be read"))
}

/// A role that is not known (a newer version wrote it) grants nothing.
fn role(name: &str) -> Role {
    Role::parse(name).unwrap_or_default()
}

/// Ids as a bound list.
pub(crate) fn numbers(ids: &[Id]) -> Vec<i64> {
    ids.iter().map(|id| id.0).collect()
}
