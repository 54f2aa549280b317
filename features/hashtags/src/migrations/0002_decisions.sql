-- What the staff decided about somebody's hashtag, for whoever looked after it then and was told. `decision`: `kept`,
-- `changed`, `refused`, `retired`.
CREATE TABLE tag_decisions (
    id BIGINT PRIMARY KEY,
    account_id BIGINT NOT NULL,
    tag TEXT NOT NULL,
    decision TEXT NOT NULL,
    reason TEXT,
    words TEXT NOT NULL,
    decided_ms BIGINT NOT NULL
) /*sqlite: STRICT*/;
CREATE INDEX tag_decisions_by_account ON tag_decisions (account_id);
