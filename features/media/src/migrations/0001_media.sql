CREATE TABLE media (
    id BIGINT PRIMARY KEY,
    bk BIGINT NOT NULL,
    account_id BIGINT NOT NULL,
    post_id BIGINT,
    place BIGINT NOT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    folder TEXT NOT NULL,
    original TEXT,
    small TEXT,
    mime TEXT,
    description TEXT,
    focus_x DOUBLE PRECISION,
    focus_y DOUBLE PRECISION,
    blurhash TEXT,
    width BIGINT,
    height BIGINT,
    small_width BIGINT,
    small_height BIGINT,
    bytes BIGINT NOT NULL,
    error TEXT,
    created_ms BIGINT NOT NULL,
    loose_ms BIGINT NOT NULL,
    CONSTRAINT media_bk CHECK (bk = ((id >> 4) & 4095)),
    CONSTRAINT media_state CHECK (state IN ('processing', 'ready', 'failed', 'gone'))
) /*sqlite: STRICT*/;
CREATE INDEX media_of_post ON media (post_id, place) WHERE post_id IS NOT NULL;
CREATE INDEX media_loose ON media (loose_ms) WHERE post_id IS NULL;
