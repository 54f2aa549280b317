ALTER TABLE users ADD COLUMN app_id BIGINT;
CREATE TABLE user_days (
    account_id BIGINT NOT NULL,
    day BIGINT NOT NULL,
    PRIMARY KEY (account_id, day)
) /*sqlite: STRICT, WITHOUT ROWID*/;
CREATE INDEX user_days_by_day ON user_days (day, account_id);
CREATE TABLE user_addresses (
    account_id BIGINT NOT NULL,
    address TEXT NOT NULL,
    seen_ms BIGINT NOT NULL,
    PRIMARY KEY (account_id, address)
) /*sqlite: STRICT, WITHOUT ROWID*/;
CREATE INDEX user_addresses_by_address ON user_addresses (address);
CREATE INDEX user_addresses_seen ON user_addresses (seen_ms);
