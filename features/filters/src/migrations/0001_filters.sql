CREATE TABLE filters (
    id BIGINT PRIMARY KEY,
    bk BIGINT NOT NULL,
    account_id BIGINT NOT NULL,
    title TEXT NOT NULL,
    places BIGINT NOT NULL,
    action TEXT NOT NULL,
    expires_ms BIGINT,
    CONSTRAINT filters_bk CHECK (bk = ((id >> 4) & 4095))
) /*sqlite: STRICT*/;
CREATE INDEX filters_by_account ON filters (account_id, id);
CREATE TABLE filter_keywords (
    id BIGINT PRIMARY KEY,
    bk BIGINT NOT NULL,
    account_id BIGINT NOT NULL,
    filter_id BIGINT NOT NULL,
    keyword TEXT NOT NULL,
    whole_word BIGINT NOT NULL,
    CONSTRAINT filter_keywords_bk CHECK (bk = ((id >> 4) & 4095))
) /*sqlite: STRICT*/;
CREATE INDEX filter_keywords_by_account ON filter_keywords (account_id, id);
CREATE TABLE filter_statuses (
    id BIGINT PRIMARY KEY,
    bk BIGINT NOT NULL,
    account_id BIGINT NOT NULL,
    filter_id BIGINT NOT NULL,
    post_id BIGINT NOT NULL,
    CONSTRAINT filter_statuses_bk CHECK (bk = ((id >> 4) & 4095))
) /*sqlite: STRICT*/;
CREATE INDEX filter_statuses_by_account ON filter_statuses (account_id, id);
CREATE INDEX filter_statuses_by_post ON filter_statuses (post_id);
