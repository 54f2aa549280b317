CREATE TABLE imports (
    id BIGINT PRIMARY KEY,
    bk BIGINT NOT NULL,
    account_id BIGINT NOT NULL,
    kind TEXT NOT NULL,
    overwrite BIGINT NOT NULL,
    state TEXT NOT NULL,
    file_name TEXT NOT NULL,
    content TEXT NOT NULL,
    total BIGINT NOT NULL,
    done BIGINT NOT NULL,
    imported BIGINT NOT NULL,
    unknown BIGINT NOT NULL,
    failed BIGINT NOT NULL,
    removed BIGINT NOT NULL,
    created_ms BIGINT NOT NULL,
    CONSTRAINT imports_bk CHECK (bk = ((id >> 4) & 4095))
) /*sqlite: STRICT*/;
CREATE INDEX imports_by_account ON imports (account_id, id);
CREATE INDEX imports_by_state ON imports (state, id);
CREATE TABLE import_failures (
    import_id BIGINT NOT NULL,
    number BIGINT NOT NULL,
    bk BIGINT NOT NULL,
    cells TEXT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (import_id, number),
    CONSTRAINT import_failures_bk CHECK (bk = ((import_id >> 4) & 4095))
) /*sqlite: STRICT*/;
