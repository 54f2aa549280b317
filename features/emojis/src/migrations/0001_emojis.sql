CREATE TABLE custom_emojis (
    id BIGINT PRIMARY KEY,
    code_key TEXT NOT NULL UNIQUE,
    shortcode TEXT NOT NULL,
    category TEXT,
    picture TEXT NOT NULL,
    still TEXT NOT NULL,
    visible BIGINT NOT NULL,
    disabled BIGINT NOT NULL,
    created_ms BIGINT NOT NULL
) /*sqlite: STRICT*/;
