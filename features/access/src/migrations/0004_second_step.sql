CREATE TABLE authenticators (
    account_id BIGINT PRIMARY KEY,
    secret BYTEA NOT NULL,
    last_step BIGINT NOT NULL,
    confirmed_ms BIGINT
) /*sqlite: STRICT*/;
CREATE TABLE recovery_codes (
    account_id BIGINT NOT NULL,
    hash BYTEA NOT NULL,
    PRIMARY KEY (account_id, hash)
) /*sqlite: STRICT, WITHOUT ROWID*/;
CREATE TABLE passkeys (
    hash BYTEA PRIMARY KEY,
    id BIGINT NOT NULL,
    account_id BIGINT NOT NULL,
    credential BYTEA NOT NULL,
    cose BYTEA NOT NULL,
    counter BIGINT NOT NULL,
    name TEXT NOT NULL,
    created_ms BIGINT NOT NULL,
    used_ms BIGINT
) /*sqlite: STRICT*/;
CREATE INDEX passkeys_account ON passkeys (account_id, id);
CREATE TABLE steps (
    hash BYTEA PRIMARY KEY,
    purpose TEXT NOT NULL,
    account_id BIGINT,
    expires_ms BIGINT NOT NULL
) /*sqlite: STRICT, WITHOUT ROWID*/;
CREATE INDEX steps_account ON steps (account_id);
CREATE INDEX steps_expiry ON steps (expires_ms);
CREATE TABLE devices (
    hash BYTEA PRIMARY KEY,
    account_id BIGINT NOT NULL,
    seen_ms BIGINT NOT NULL
) /*sqlite: STRICT, WITHOUT ROWID*/;
CREATE INDEX devices_account ON devices (account_id);
CREATE INDEX devices_seen ON devices (seen_ms);
ALTER TABLE sessions ADD COLUMN fresh_ms BIGINT NOT NULL DEFAULT 0;
ALTER TABLE users ADD COLUMN signed_in_ms BIGINT;
