-- What people look for again and again.
CREATE TABLE searches_saved (
    bk BIGINT NOT NULL,
    account_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    query TEXT NOT NULL,
    shown TEXT NOT NULL,
    PRIMARY KEY (account_id, query, shown)
) /*sqlite: STRICT, WITHOUT ROWID*/;
