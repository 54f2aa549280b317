ALTER TABLE accounts ADD COLUMN silenced_ms BIGINT;
ALTER TABLE accounts ADD COLUMN sensitized_ms BIGINT;
CREATE INDEX accounts_of_domain ON accounts (domain, id) WHERE domain IS NOT NULL;
