-- What is counted of a public post with a hashtag: a row for each of its hashtags, as it was when it was posted.
CREATE TABLE insight_posts (
    tag TEXT NOT NULL,
    post_id BIGINT NOT NULL,
    author_id BIGINT NOT NULL,
    audience BIGINT NOT NULL,
    role BIGINT NOT NULL,
    flags BIGINT NOT NULL,
    language TEXT,
    to_id BIGINT,
    boost_of BIGINT,
    named TEXT NOT NULL,
    links TEXT NOT NULL,
    PRIMARY KEY (tag, post_id)
) /*sqlite: STRICT, WITHOUT ROWID*/;
CREATE INDEX insight_posts_by_post ON insight_posts (post_id);
-- How often posts with a hashtag were shown, and a sketch of how many people that were; of whom nothing is kept.
CREATE TABLE insight_views (
    tag TEXT NOT NULL,
    span BIGINT NOT NULL,
    at_ms BIGINT NOT NULL,
    views BIGINT NOT NULL,
    readers BYTEA NOT NULL,
    PRIMARY KEY (tag, span, at_ms)
) /*sqlite: STRICT, WITHOUT ROWID*/;
CREATE TABLE insight_state (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) /*sqlite: STRICT, WITHOUT ROWID*/;
