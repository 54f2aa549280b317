CREATE TABLE tag_follows (
    bk BIGINT NOT NULL,
    account_id BIGINT NOT NULL,
    tag TEXT NOT NULL,
    id BIGINT NOT NULL,
    PRIMARY KEY (account_id, tag)
) /*sqlite: STRICT, WITHOUT ROWID*/;
CREATE INDEX tag_follows_by_id ON tag_follows (account_id, id);
CREATE TABLE featured_tags (
    bk BIGINT NOT NULL,
    account_id BIGINT NOT NULL,
    tag TEXT NOT NULL,
    name TEXT NOT NULL,
    id BIGINT NOT NULL,
    PRIMARY KEY (account_id, tag)
) /*sqlite: STRICT, WITHOUT ROWID*/;
