CREATE TABLE users (
    account_id BIGINT PRIMARY KEY,
    bk BIGINT NOT NULL,
    email TEXT NOT NULL,
    password TEXT NOT NULL,
    role TEXT NOT NULL,
    locale TEXT NOT NULL,
    reason TEXT NOT NULL,
    confirmed_ms BIGINT,
    approved_ms BIGINT,
    disabled BIGINT NOT NULL,
    created_ms BIGINT NOT NULL,
    CONSTRAINT users_bk CHECK (bk = ((account_id >> 4) & 4095))
) /*sqlite: STRICT*/;
CREATE INDEX users_pending ON users (account_id) WHERE approved_ms IS NULL;
CREATE INDEX users_staff ON users (role) WHERE role <> 'user';
CREATE TABLE emails (
    email TEXT PRIMARY KEY,
    account_id BIGINT NOT NULL
) /*sqlite: STRICT, WITHOUT ROWID*/;
CREATE TABLE sessions (
    hash BYTEA PRIMARY KEY,
    id BIGINT NOT NULL,
    account_id BIGINT NOT NULL,
    label TEXT NOT NULL,
    created_ms BIGINT NOT NULL,
    seen_ms BIGINT NOT NULL
) /*sqlite: STRICT, WITHOUT ROWID*/;
CREATE INDEX sessions_account ON sessions (account_id, seen_ms);
CREATE INDEX sessions_seen ON sessions (seen_ms);
CREATE TABLE apps (
    id BIGINT PRIMARY KEY,
    client_id TEXT NOT NULL,
    secret BYTEA NOT NULL,
    name TEXT NOT NULL,
    website TEXT,
    redirect_uris TEXT NOT NULL,
    scopes TEXT NOT NULL,
    used BIGINT NOT NULL,
    created_ms BIGINT NOT NULL
) /*sqlite: STRICT*/;
CREATE UNIQUE INDEX apps_client ON apps (client_id);
CREATE INDEX apps_unused ON apps (created_ms) WHERE used = 0;
CREATE TABLE tokens (
    hash BYTEA PRIMARY KEY,
    id BIGINT NOT NULL,
    app_id BIGINT NOT NULL,
    account_id BIGINT,
    scopes TEXT NOT NULL,
    created_ms BIGINT NOT NULL,
    seen_ms BIGINT NOT NULL
) /*sqlite: STRICT, WITHOUT ROWID*/;
CREATE INDEX tokens_account ON tokens (account_id, app_id);
CREATE INDEX tokens_of_apps ON tokens (seen_ms) WHERE account_id IS NULL;
CREATE TABLE codes (
    hash BYTEA PRIMARY KEY,
    app_id BIGINT NOT NULL,
    account_id BIGINT NOT NULL,
    redirect_uri TEXT NOT NULL,
    scopes TEXT NOT NULL,
    challenge TEXT,
    expires_ms BIGINT NOT NULL,
    token_hash BYTEA
) /*sqlite: STRICT, WITHOUT ROWID*/;
CREATE INDEX codes_account ON codes (account_id);
CREATE INDEX codes_expiry ON codes (expires_ms);
CREATE TABLE mail_tokens (
    hash BYTEA PRIMARY KEY,
    purpose TEXT NOT NULL,
    account_id BIGINT NOT NULL,
    expires_ms BIGINT NOT NULL
) /*sqlite: STRICT, WITHOUT ROWID*/;
CREATE INDEX mail_tokens_account ON mail_tokens (account_id);
CREATE INDEX mail_tokens_expiry ON mail_tokens (expires_ms);
CREATE TABLE mails (
    email TEXT NOT NULL,
    day BIGINT NOT NULL,
    sent BIGINT NOT NULL,
    PRIMARY KEY (email, day)
) /*sqlite: STRICT, WITHOUT ROWID*/;
CREATE INDEX mails_day ON mails (day);
CREATE TABLE settings (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) /*sqlite: STRICT, WITHOUT ROWID*/;
