CREATE TABLE suggestions_refused (
    bk BIGINT NOT NULL,
    account_id BIGINT NOT NULL,
    target_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    PRIMARY KEY (account_id, target_id)
) /*sqlite: STRICT, WITHOUT ROWID*/;
