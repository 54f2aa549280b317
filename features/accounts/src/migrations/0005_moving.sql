ALTER TABLE accounts ADD COLUMN moved_to BIGINT;
ALTER TABLE accounts ADD COLUMN moved_ms BIGINT;
CREATE TABLE aliases (
    bk BIGINT NOT NULL,
    account_id BIGINT NOT NULL,
    alias_id BIGINT NOT NULL,
    PRIMARY KEY (account_id, alias_id)
) /*sqlite: STRICT, WITHOUT ROWID*/;
