use store::sql;

sql! {
    EMIT = "INSERT INTO outbox (id, node, topic, body, handled, due_ms) VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT DO NOTHING";
    NEWEST = "SELECT MAX(id) FROM outbox";
    DUE = "SELECT id, topic, body FROM outbox WHERE handled = 0 AND due_ms <= $1 ORDER BY due_ms LIMIT $2";
    CLAIM = "UPDATE outbox SET handled = 1 WHERE id = $1 AND handled = 0";
    POSTPONE = "UPDATE outbox SET attempts = attempts + 1, due_ms = $2, error = $3 WHERE id = $1 RETURNING attempts";
    BURY = "UPDATE outbox SET handled = 2 WHERE id = $1";
    ATTEMPTS = "SELECT attempts FROM outbox WHERE id = $1";
    PRUNE = "DELETE FROM outbox WHERE id IN (SELECT id FROM outbox WHERE handled = 1 AND id < $1 ORDER BY id LIMIT $2)";
    SINCE = "SELECT id, node, topic, body FROM outbox WHERE id > $1 ORDER BY id LIMIT $2";
    KEPT_SINCE = "SELECT body FROM outbox WHERE id > $1 AND topic = $2 ORDER BY id LIMIT $3";
    OLDER = "SELECT id FROM outbox WHERE id <= $1 AND handled = 1 LIMIT 1";
    DEAD_EVENTS = "SELECT id, topic, attempts, error FROM outbox WHERE handled = 2 ORDER BY id LIMIT $1";
    REVIVE_EVENTS = "UPDATE outbox SET handled = 0, attempts = 0, due_ms = $1 WHERE handled = 2";

    ENQUEUE = "INSERT INTO jobs (id, kind, payload, run_ms) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";
    WAITING = "SELECT id FROM jobs WHERE dead = 0 AND run_ms <= $1 AND lease_ms <= $1 AND NOT (kind IN {$3})
        ORDER BY run_ms LIMIT $2";
    WAITING_IN_LANE = "SELECT id FROM jobs WHERE dead = 0 AND run_ms <= $1 AND lease_ms <= $1 AND kind IN {$3}
        ORDER BY run_ms LIMIT $2";
    LEASE = "UPDATE jobs SET lease_ms = $2, fence = fence + 1, attempts = attempts + 1
        WHERE id = $1 AND dead = 0 AND lease_ms <= $3 AND run_ms <= $3";
    RENEW = "UPDATE jobs SET lease_ms = $3 WHERE id = $1 AND fence = $2";
    LEASED = "SELECT kind, payload, attempts, fence FROM jobs WHERE id = $1";
    FINISH = "DELETE FROM jobs WHERE id = $1 AND fence = $2";
    RETRY = "UPDATE jobs SET run_ms = $3, lease_ms = 0, error = $4 WHERE id = $1 AND fence = $2";
    KILL = "UPDATE jobs SET dead = 1, error = $3 WHERE id = $1 AND fence = $2";
    DEAD_JOBS = "SELECT id, kind, attempts, error FROM jobs WHERE dead = 1 ORDER BY id LIMIT $1";
    REVIVE_JOBS = "UPDATE jobs SET dead = 0, attempts = 0, lease_ms = 0, run_ms = $1 WHERE dead = 1";
    QUEUED = "SELECT COUNT(*) FROM jobs WHERE dead = 0";
}
