ALTER TABLE posts ADD COLUMN has_quote BIGINT NOT NULL DEFAULT 0;
ALTER TABLE posts ADD COLUMN quote_policy BIGINT NOT NULL DEFAULT 0;
ALTER TABLE post_stats ADD COLUMN quotes BIGINT NOT NULL DEFAULT 0;
CREATE TABLE quotes (
    post_id BIGINT PRIMARY KEY,
    bk BIGINT NOT NULL,
    quoted_id BIGINT NOT NULL,
    quoted_author BIGINT NOT NULL,
    state BIGINT NOT NULL
) /*sqlite: STRICT*/;
CREATE TABLE post_quotes (
    bk BIGINT NOT NULL,
    quoted_id BIGINT NOT NULL,
    post_id BIGINT NOT NULL,
    author_id BIGINT NOT NULL,
    PRIMARY KEY (quoted_id, post_id)
) /*sqlite: STRICT, WITHOUT ROWID*/;
