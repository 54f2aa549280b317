ALTER TABLE posts ADD COLUMN has_poll BIGINT NOT NULL DEFAULT 0;
ALTER TABLE post_edits ADD COLUMN poll TEXT;
CREATE TABLE polls (
    post_id BIGINT PRIMARY KEY,
    bk BIGINT NOT NULL,
    author_id BIGINT NOT NULL,
    multiple BIGINT NOT NULL,
    hide_totals BIGINT NOT NULL,
    expires_ms BIGINT NOT NULL,
    revision BIGINT NOT NULL,
    ended BIGINT NOT NULL,
    voters BIGINT NOT NULL
) /*sqlite: STRICT*/;
CREATE TABLE poll_options (
    post_id BIGINT NOT NULL,
    place BIGINT NOT NULL,
    bk BIGINT NOT NULL,
    title TEXT NOT NULL,
    votes BIGINT NOT NULL,
    PRIMARY KEY (post_id, place)
) /*sqlite: STRICT, WITHOUT ROWID*/;
CREATE TABLE poll_votes (
    bk BIGINT NOT NULL,
    account_id BIGINT NOT NULL,
    post_id BIGINT NOT NULL,
    revision BIGINT NOT NULL,
    choices BIGINT NOT NULL,
    PRIMARY KEY (account_id, post_id)
) /*sqlite: STRICT, WITHOUT ROWID*/;
CREATE TABLE poll_voters (
    bk BIGINT NOT NULL,
    post_id BIGINT NOT NULL,
    account_id BIGINT NOT NULL,
    revision BIGINT NOT NULL,
    PRIMARY KEY (post_id, account_id)
) /*sqlite: STRICT, WITHOUT ROWID*/;
