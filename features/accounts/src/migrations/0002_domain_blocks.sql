CREATE TABLE domain_blocks (
    bk BIGINT NOT NULL,
    account_id BIGINT NOT NULL,
    domain TEXT NOT NULL,
    id BIGINT NOT NULL,
    PRIMARY KEY (account_id, domain)
) /*sqlite: STRICT, WITHOUT ROWID*/;
CREATE INDEX domain_blocks_by_id ON domain_blocks (account_id, id);
