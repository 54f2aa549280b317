CREATE TABLE outbox (
    id BIGINT PRIMARY KEY,
    node BIGINT NOT NULL,
    topic TEXT NOT NULL,
    body TEXT NOT NULL,
    handled BIGINT NOT NULL,
    attempts BIGINT NOT NULL DEFAULT 0,
    due_ms BIGINT NOT NULL,
    error TEXT
) /*sqlite: STRICT*/;
CREATE INDEX outbox_due ON outbox (due_ms) WHERE handled = 0;
CREATE TABLE jobs (
    id BIGINT PRIMARY KEY,
    kind TEXT NOT NULL,
    payload TEXT NOT NULL,
    run_ms BIGINT NOT NULL,
    attempts BIGINT NOT NULL DEFAULT 0,
    lease_ms BIGINT NOT NULL DEFAULT 0,
    fence BIGINT NOT NULL DEFAULT 0,
    dead BIGINT NOT NULL DEFAULT 0,
    error TEXT
) /*sqlite: STRICT*/;
CREATE INDEX jobs_due ON jobs (run_ms) WHERE dead = 0;
CREATE INDEX jobs_dead ON jobs (id) WHERE dead = 1;
