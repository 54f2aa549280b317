CREATE TABLE reports (
    id BIGINT PRIMARY KEY,
    account_id BIGINT NOT NULL,
    target_id BIGINT NOT NULL,
    post_ids TEXT NOT NULL,
    comment TEXT NOT NULL,
    category TEXT NOT NULL,
    rules TEXT NOT NULL,
    forwarded BIGINT NOT NULL,
    assigned_id BIGINT,
    resolved_by BIGINT,
    resolved_ms BIGINT,
    created_ms BIGINT NOT NULL,
    updated_ms BIGINT NOT NULL
) /*sqlite: STRICT*/;
CREATE INDEX reports_open ON reports (id) WHERE resolved_ms IS NULL;
CREATE INDEX reports_of_target ON reports (target_id, id);
CREATE INDEX reports_of_account ON reports (account_id, id);
CREATE INDEX reports_resolved ON reports (resolved_ms) WHERE resolved_ms IS NOT NULL;
CREATE TABLE strikes (
    id BIGINT PRIMARY KEY,
    by_id BIGINT NOT NULL,
    target_id BIGINT NOT NULL,
    action TEXT NOT NULL,
    text TEXT NOT NULL,
    post_ids TEXT NOT NULL,
    report_id BIGINT,
    created_ms BIGINT NOT NULL
) /*sqlite: STRICT*/;
CREATE INDEX strikes_of_target ON strikes (target_id, id);
CREATE TABLE audit_log (
    id BIGINT PRIMARY KEY,
    by_id BIGINT NOT NULL,
    action TEXT NOT NULL,
    kind TEXT NOT NULL,
    target_id BIGINT NOT NULL,
    target_name TEXT NOT NULL,
    created_ms BIGINT NOT NULL
) /*sqlite: STRICT*/;
CREATE TABLE erased_accounts (
    account_id BIGINT PRIMARY KEY,
    created_ms BIGINT NOT NULL
) /*sqlite: STRICT*/;
CREATE TABLE warning_presets (
    id BIGINT PRIMARY KEY,
    title TEXT NOT NULL,
    text TEXT NOT NULL
) /*sqlite: STRICT*/;
CREATE TABLE server_blocks (
    id BIGINT PRIMARY KEY,
    domain TEXT NOT NULL,
    severity TEXT NOT NULL,
    reject_media BIGINT NOT NULL,
    reject_reports BIGINT NOT NULL,
    private_comment TEXT,
    public_comment TEXT,
    obfuscate BIGINT NOT NULL,
    created_ms BIGINT NOT NULL
) /*sqlite: STRICT*/;
CREATE UNIQUE INDEX server_blocks_domain ON server_blocks (domain);
CREATE TABLE server_allows (
    id BIGINT PRIMARY KEY,
    domain TEXT NOT NULL,
    created_ms BIGINT NOT NULL
) /*sqlite: STRICT*/;
CREATE UNIQUE INDEX server_allows_domain ON server_allows (domain);
CREATE TABLE email_domain_blocks (
    id BIGINT PRIMARY KEY,
    domain TEXT NOT NULL,
    allow_with_approval BIGINT NOT NULL,
    created_ms BIGINT NOT NULL
) /*sqlite: STRICT*/;
CREATE UNIQUE INDEX email_domain_blocks_domain ON email_domain_blocks (domain);
CREATE TABLE email_domain_tries (
    block_id BIGINT NOT NULL,
    day BIGINT NOT NULL,
    tries BIGINT NOT NULL,
    PRIMARY KEY (block_id, day)
) /*sqlite: STRICT, WITHOUT ROWID*/;
CREATE TABLE ip_blocks (
    id BIGINT PRIMARY KEY,
    network TEXT NOT NULL,
    severity TEXT NOT NULL,
    comment TEXT NOT NULL,
    expires_ms BIGINT,
    created_ms BIGINT NOT NULL
) /*sqlite: STRICT*/;
CREATE UNIQUE INDEX ip_blocks_network ON ip_blocks (network);
CREATE TABLE canonical_email_blocks (
    id BIGINT PRIMARY KEY,
    hash TEXT NOT NULL,
    account_id BIGINT,
    created_ms BIGINT NOT NULL
) /*sqlite: STRICT*/;
CREATE UNIQUE INDEX canonical_email_blocks_hash ON canonical_email_blocks (hash);
CREATE INDEX canonical_email_blocks_account ON canonical_email_blocks (account_id) WHERE account_id IS NOT NULL;
CREATE INDEX favourites_in_time ON favourites (id);
