CREATE VIRTUAL TABLE words USING fts5(entries, content='', contentless_delete=1, tokenize='ascii');
CREATE TABLE docs (
    id BIGINT PRIMARY KEY,
    author_id BIGINT NOT NULL,
    public BIGINT NOT NULL,
    tags TEXT NOT NULL
) /*sqlite: STRICT*/;
CREATE TABLE tag_uses (
    tag TEXT PRIMARY KEY,
    uses BIGINT NOT NULL
) /*sqlite: STRICT, WITHOUT ROWID*/;
CREATE VIRTUAL TABLE names USING fts5(entries, content='', contentless_delete=1, tokenize='ascii', prefix='1 2 3');
CREATE TABLE people (
    id BIGINT PRIMARY KEY,
    followers BIGINT NOT NULL,
    active_ms BIGINT NOT NULL,
    discoverable BIGINT NOT NULL
) /*sqlite: STRICT*/;
CREATE INDEX people_known ON people (followers, id) WHERE discoverable = 1;
CREATE INDEX people_active ON people (active_ms, id) WHERE discoverable = 1;
CREATE INDEX people_new ON people (id) WHERE discoverable = 1;
CREATE TABLE state (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) /*sqlite: STRICT, WITHOUT ROWID*/;
