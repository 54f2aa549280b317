-- What people read side by side. The id says the order.
CREATE TABLE columns_chosen (
    bk BIGINT NOT NULL,
    account_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    kind TEXT NOT NULL,
    target TEXT NOT NULL,
    PRIMARY KEY (account_id, kind, target)
) /*sqlite: STRICT, WITHOUT ROWID*/;
