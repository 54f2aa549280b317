CREATE TABLE push_keys (
    name TEXT PRIMARY KEY,
    value BYTEA NOT NULL
) /*sqlite: STRICT, WITHOUT ROWID*/;
CREATE TABLE push_subscriptions (
    account_id BIGINT NOT NULL,
    grant_id BIGINT NOT NULL,
    bk BIGINT NOT NULL,
    id BIGINT NOT NULL,
    endpoint TEXT NOT NULL,
    p256dh BYTEA NOT NULL,
    auth BYTEA NOT NULL,
    standard BIGINT NOT NULL,
    alerts TEXT NOT NULL,
    policy TEXT NOT NULL,
    token BYTEA NOT NULL,
    PRIMARY KEY (account_id, grant_id)
) /*sqlite: STRICT, WITHOUT ROWID*/;
CREATE TABLE push_privacy (
    account_id BIGINT PRIMARY KEY,
    bk BIGINT NOT NULL,
    private_text BIGINT NOT NULL
) /*sqlite: STRICT*/;
