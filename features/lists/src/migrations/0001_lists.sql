CREATE TABLE lists (
    id BIGINT PRIMARY KEY,
    bk BIGINT NOT NULL,
    account_id BIGINT NOT NULL,
    title TEXT NOT NULL,
    replies TEXT NOT NULL,
    exclusive BIGINT NOT NULL,
    CONSTRAINT lists_bk CHECK (bk = ((id >> 4) & 4095))
) /*sqlite: STRICT*/;
CREATE INDEX lists_by_account ON lists (account_id, id);
-- The bucket is that of the list and of its owner.
CREATE TABLE list_members (
    bk BIGINT NOT NULL,
    list_id BIGINT NOT NULL,
    member_id BIGINT NOT NULL,
    account_id BIGINT NOT NULL,
    PRIMARY KEY (list_id, member_id)
) /*sqlite: STRICT, WITHOUT ROWID*/;
CREATE INDEX list_members_by_owner ON list_members (account_id, member_id);
