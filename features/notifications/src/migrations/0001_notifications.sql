CREATE TABLE notifications (
    id BIGINT PRIMARY KEY,
    bk BIGINT NOT NULL,
    account_id BIGINT NOT NULL,
    kind TEXT NOT NULL,
    from_id BIGINT NOT NULL,
    post_id BIGINT,
    group_key TEXT NOT NULL,
    filtered BIGINT NOT NULL,
    created_ms BIGINT NOT NULL,
    CONSTRAINT notifications_bk CHECK (bk = ((id >> 4) & 4095))
) /*sqlite: STRICT*/;
CREATE INDEX notifications_by_account ON notifications (account_id, id);
CREATE INDEX notifications_by_group ON notifications (account_id, group_key, id);
CREATE INDEX notifications_by_post ON notifications (post_id) WHERE post_id IS NOT NULL;
CREATE UNIQUE INDEX notifications_once ON notifications (bk, account_id, from_id, kind, COALESCE(post_id, 0));
CREATE TABLE bells (
    bk BIGINT NOT NULL,
    followee_id BIGINT NOT NULL,
    follower_id BIGINT NOT NULL,
    PRIMARY KEY (followee_id, follower_id)
) /*sqlite: STRICT, WITHOUT ROWID*/;
CREATE TABLE markers (
    bk BIGINT NOT NULL,
    account_id BIGINT NOT NULL,
    timeline TEXT NOT NULL,
    last_read_id BIGINT NOT NULL,
    version BIGINT NOT NULL,
    updated_ms BIGINT NOT NULL,
    PRIMARY KEY (account_id, timeline)
) /*sqlite: STRICT, WITHOUT ROWID*/;
CREATE TABLE notification_policies (
    account_id BIGINT PRIMARY KEY,
    bk BIGINT NOT NULL,
    policy TEXT NOT NULL
) /*sqlite: STRICT*/;
CREATE TABLE notification_senders (
    bk BIGINT NOT NULL,
    account_id BIGINT NOT NULL,
    from_id BIGINT NOT NULL,
    PRIMARY KEY (account_id, from_id)
) /*sqlite: STRICT, WITHOUT ROWID*/;
