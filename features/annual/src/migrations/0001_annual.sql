-- A report that is being made has no data yet.
CREATE TABLE annual_reports (
    id BIGINT PRIMARY KEY,
    bk BIGINT NOT NULL,
    account_id BIGINT NOT NULL,
    year BIGINT NOT NULL,
    asked_ms BIGINT NOT NULL,
    data TEXT,
    viewed_ms BIGINT,
    CONSTRAINT annual_reports_bk CHECK (bk = ((id >> 4) & 4095))
) /*sqlite: STRICT*/;
CREATE UNIQUE INDEX annual_reports_once ON annual_reports (bk, account_id, year);
