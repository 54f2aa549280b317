CREATE TABLE scheduled_posts (
    id BIGINT PRIMARY KEY,
    bk BIGINT NOT NULL,
    account_id BIGINT NOT NULL,
    at_ms BIGINT NOT NULL,
    draft TEXT NOT NULL,
    app_id BIGINT
) /*sqlite: STRICT*/;
CREATE INDEX scheduled_posts_by_account ON scheduled_posts (account_id, id);
