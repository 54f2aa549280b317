-- The archive of everything that somebody has here: one for each at a time.
CREATE TABLE takeouts (
    account_id BIGINT PRIMARY KEY,
    bk BIGINT NOT NULL,
    id BIGINT NOT NULL,
    state TEXT NOT NULL,
    total BIGINT NOT NULL,
    done BIGINT NOT NULL,
    bytes BIGINT NOT NULL,
    created_ms BIGINT NOT NULL,
    ready_ms BIGINT,
    CONSTRAINT takeouts_bk CHECK (bk = ((account_id >> 4) & 4095))
) /*sqlite: STRICT*/;
