CREATE TABLE announcements (
    id BIGINT PRIMARY KEY,
    text TEXT NOT NULL,
    scheduled_ms BIGINT,
    starts_ms BIGINT,
    ends_ms BIGINT,
    all_day BIGINT NOT NULL,
    published_ms BIGINT,
    updated_ms BIGINT NOT NULL,
    created_ms BIGINT NOT NULL
) /*sqlite: STRICT*/;
CREATE TABLE announcement_reactions (
    id BIGINT NOT NULL,
    announcement_id BIGINT NOT NULL,
    account_id BIGINT NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (announcement_id, name, account_id)
) /*sqlite: STRICT, WITHOUT ROWID*/;
CREATE TABLE announcement_dismissals (
    bk BIGINT NOT NULL,
    account_id BIGINT NOT NULL,
    announcement_id BIGINT NOT NULL,
    PRIMARY KEY (account_id, announcement_id)
) /*sqlite: STRICT, WITHOUT ROWID*/;
CREATE INDEX announcement_dismissals_by_announcement ON announcement_dismissals (announcement_id);
