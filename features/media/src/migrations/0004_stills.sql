CREATE TABLE media_stills (
    name TEXT PRIMARY KEY,
    bk BIGINT NOT NULL,
    made_ms BIGINT NOT NULL
) /*sqlite: STRICT*/;
CREATE INDEX media_stills_made ON media_stills (made_ms);
