CREATE TABLE post_drafts (
    id BIGINT PRIMARY KEY,
    bk BIGINT NOT NULL,
    account_id BIGINT NOT NULL,
    draft TEXT NOT NULL
) /*sqlite: STRICT*/;
CREATE INDEX post_drafts_by_account ON post_drafts (account_id, id);
