CREATE TABLE accounts (
    id BIGINT PRIMARY KEY,
    bk BIGINT NOT NULL,
    username TEXT NOT NULL,
    domain TEXT,
    display_name TEXT NOT NULL,
    note TEXT NOT NULL,
    fields TEXT NOT NULL,
    avatar TEXT,
    avatar_still TEXT,
    header TEXT,
    header_still TEXT,
    locked BIGINT NOT NULL,
    bot BIGINT NOT NULL,
    discoverable BIGINT NOT NULL,
    indexable BIGINT NOT NULL,
    hide_network BIGINT NOT NULL,
    posting TEXT NOT NULL,
    created_ms BIGINT NOT NULL,
    suspended_ms BIGINT,
    CONSTRAINT accounts_bk CHECK (bk = ((id >> 4) & 4095))
) /*sqlite: STRICT*/;
CREATE TABLE account_stats (
    account_id BIGINT PRIMARY KEY,
    bk BIGINT NOT NULL,
    posts BIGINT NOT NULL,
    followers BIGINT NOT NULL,
    following BIGINT NOT NULL,
    last_post_ms BIGINT
) /*sqlite: STRICT*/;
CREATE TABLE names (
    name TEXT PRIMARY KEY,
    account_id BIGINT NOT NULL
) /*sqlite: STRICT, WITHOUT ROWID*/;
CREATE TABLE follows (
    bk BIGINT NOT NULL,
    follower_id BIGINT NOT NULL,
    followee_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    reblogs BIGINT NOT NULL,
    notify BIGINT NOT NULL,
    languages TEXT,
    PRIMARY KEY (follower_id, followee_id)
) /*sqlite: STRICT, WITHOUT ROWID*/;
CREATE INDEX follows_by_id ON follows (follower_id, id);
CREATE TABLE followers (
    bk BIGINT NOT NULL,
    followee_id BIGINT NOT NULL,
    follower_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    PRIMARY KEY (followee_id, follower_id)
) /*sqlite: STRICT, WITHOUT ROWID*/;
CREATE INDEX followers_by_id ON followers (followee_id, id);
CREATE TABLE follow_requests (
    bk BIGINT NOT NULL,
    target_id BIGINT NOT NULL,
    account_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    reblogs BIGINT NOT NULL,
    notify BIGINT NOT NULL,
    languages TEXT,
    PRIMARY KEY (target_id, account_id)
) /*sqlite: STRICT, WITHOUT ROWID*/;
CREATE TABLE requested (
    bk BIGINT NOT NULL,
    account_id BIGINT NOT NULL,
    target_id BIGINT NOT NULL,
    PRIMARY KEY (account_id, target_id)
) /*sqlite: STRICT, WITHOUT ROWID*/;
CREATE TABLE blocks (
    bk BIGINT NOT NULL,
    account_id BIGINT NOT NULL,
    target_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    PRIMARY KEY (account_id, target_id)
) /*sqlite: STRICT, WITHOUT ROWID*/;
CREATE TABLE blocked_by (
    bk BIGINT NOT NULL,
    target_id BIGINT NOT NULL,
    account_id BIGINT NOT NULL,
    PRIMARY KEY (target_id, account_id)
) /*sqlite: STRICT, WITHOUT ROWID*/;
CREATE TABLE mutes (
    bk BIGINT NOT NULL,
    account_id BIGINT NOT NULL,
    target_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    notifications BIGINT NOT NULL,
    until_ms BIGINT,
    PRIMARY KEY (account_id, target_id)
) /*sqlite: STRICT, WITHOUT ROWID*/;
CREATE TABLE endorsements (
    bk BIGINT NOT NULL,
    account_id BIGINT NOT NULL,
    target_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    PRIMARY KEY (account_id, target_id)
) /*sqlite: STRICT, WITHOUT ROWID*/;
CREATE TABLE account_notes (
    bk BIGINT NOT NULL,
    account_id BIGINT NOT NULL,
    target_id BIGINT NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (account_id, target_id)
) /*sqlite: STRICT, WITHOUT ROWID*/;
