CREATE INDEX users_unconfirmed ON users (created_ms) WHERE confirmed_ms IS NULL;
CREATE INDEX sessions_created ON sessions (created_ms);
