CREATE TABLE collections (
    id BIGINT PRIMARY KEY,
    bk BIGINT NOT NULL,
    account_id BIGINT NOT NULL,
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    language TEXT,
    tag TEXT,
    sensitive BIGINT NOT NULL,
    discoverable BIGINT NOT NULL,
    created_ms BIGINT NOT NULL,
    updated_ms BIGINT NOT NULL,
    CONSTRAINT collections_bk CHECK (bk = ((id >> 4) & 4095))
) /*sqlite: STRICT*/;
CREATE INDEX collections_by_account ON collections (account_id, id);
-- One who took themselves out stays as a row, so that nobody puts them in again.
CREATE TABLE collection_items (
    id BIGINT PRIMARY KEY,
    bk BIGINT NOT NULL,
    collection_id BIGINT NOT NULL,
    member_id BIGINT NOT NULL,
    revoked BIGINT NOT NULL,
    CONSTRAINT collection_items_bk CHECK (bk = ((id >> 4) & 4095))
) /*sqlite: STRICT*/;
CREATE UNIQUE INDEX collection_items_once ON collection_items (bk, collection_id, member_id);
-- The same from the side of those who are in.
CREATE TABLE collected (
    bk BIGINT NOT NULL,
    member_id BIGINT NOT NULL,
    collection_id BIGINT NOT NULL,
    item_id BIGINT NOT NULL,
    owner_id BIGINT NOT NULL,
    PRIMARY KEY (member_id, collection_id)
) /*sqlite: STRICT, WITHOUT ROWID*/;
