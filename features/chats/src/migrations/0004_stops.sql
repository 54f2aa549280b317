-- The secret of the link by which letters about a chat are stopped without signing in, one for each person and chat. It
-- stays when the reminder goes, so that the link in an old letter still works.
CREATE TABLE chat_stops (
    chat_id BIGINT NOT NULL,
    account_id BIGINT NOT NULL,
    token TEXT NOT NULL,
    PRIMARY KEY (chat_id, account_id)
) /*sqlite: STRICT, WITHOUT ROWID*/;
CREATE UNIQUE INDEX chat_stops_by_token ON chat_stops (token);
CREATE INDEX chat_stops_by_account ON chat_stops (account_id);
