CREATE TABLE posts (
    id BIGINT PRIMARY KEY,
    bk BIGINT NOT NULL,
    author_id BIGINT NOT NULL,
    visibility BIGINT NOT NULL,
    text TEXT NOT NULL,
    spoiler TEXT NOT NULL,
    sensitive BIGINT NOT NULL,
    language TEXT,
    reply_to_id BIGINT,
    reply_to_author BIGINT,
    root_id BIGINT NOT NULL,
    boost_of_id BIGINT,
    boost_of_author BIGINT,
    app TEXT,
    source TEXT,
    has_media BIGINT NOT NULL,
    created_ms BIGINT NOT NULL,
    edited_ms BIGINT,
    CONSTRAINT posts_bk CHECK (bk = ((id >> 4) & 4095))
) /*sqlite: STRICT*/;
-- Holds all that timelines and lists of an author need, so that they do not read a page of the table for each post.
CREATE INDEX posts_by_author ON posts
    (author_id, id, bk, visibility, has_media, reply_to_id, reply_to_author, boost_of_id, boost_of_author);
CREATE INDEX posts_public ON posts (id) WHERE visibility = 0 AND boost_of_id IS NULL;
CREATE UNIQUE INDEX posts_by_source ON posts (bk, author_id, source) WHERE source IS NOT NULL;
CREATE TABLE post_stats (
    post_id BIGINT PRIMARY KEY,
    bk BIGINT NOT NULL,
    replies BIGINT NOT NULL,
    boosts BIGINT NOT NULL,
    favourites BIGINT NOT NULL
) /*sqlite: STRICT*/;
CREATE TABLE post_edits (
    post_id BIGINT NOT NULL,
    at_ms BIGINT NOT NULL,
    bk BIGINT NOT NULL,
    text TEXT NOT NULL,
    spoiler TEXT NOT NULL,
    sensitive BIGINT NOT NULL,
    media TEXT NOT NULL,
    PRIMARY KEY (post_id, at_ms)
) /*sqlite: STRICT, WITHOUT ROWID*/;
CREATE TABLE mentions (
    post_id BIGINT NOT NULL,
    account_id BIGINT NOT NULL,
    bk BIGINT NOT NULL,
    PRIMARY KEY (post_id, account_id)
) /*sqlite: STRICT, WITHOUT ROWID*/;
CREATE TABLE thread_index (
    root_id BIGINT NOT NULL,
    post_id BIGINT NOT NULL,
    bk BIGINT NOT NULL,
    parent_id BIGINT NOT NULL,
    PRIMARY KEY (root_id, post_id)
) /*sqlite: STRICT, WITHOUT ROWID*/;
CREATE TABLE tags (
    tag TEXT PRIMARY KEY,
    name TEXT NOT NULL
) /*sqlite: STRICT, WITHOUT ROWID*/;
CREATE TABLE tag_posts (
    tag TEXT NOT NULL,
    post_id BIGINT NOT NULL,
    PRIMARY KEY (tag, post_id)
) /*sqlite: STRICT, WITHOUT ROWID*/;
CREATE INDEX tag_posts_by_post ON tag_posts (post_id);
CREATE TABLE favourites (
    bk BIGINT NOT NULL,
    account_id BIGINT NOT NULL,
    post_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    PRIMARY KEY (account_id, post_id)
) /*sqlite: STRICT, WITHOUT ROWID*/;
CREATE INDEX favourites_by_id ON favourites (account_id, id);
CREATE TABLE post_favs (
    bk BIGINT NOT NULL,
    post_id BIGINT NOT NULL,
    account_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    PRIMARY KEY (post_id, account_id)
) /*sqlite: STRICT, WITHOUT ROWID*/;
CREATE TABLE boosts (
    bk BIGINT NOT NULL,
    account_id BIGINT NOT NULL,
    post_id BIGINT NOT NULL,
    boost_id BIGINT NOT NULL,
    PRIMARY KEY (account_id, post_id)
) /*sqlite: STRICT, WITHOUT ROWID*/;
CREATE TABLE post_boosts (
    bk BIGINT NOT NULL,
    post_id BIGINT NOT NULL,
    account_id BIGINT NOT NULL,
    boost_id BIGINT NOT NULL,
    PRIMARY KEY (post_id, account_id)
) /*sqlite: STRICT, WITHOUT ROWID*/;
CREATE TABLE bookmarks (
    bk BIGINT NOT NULL,
    account_id BIGINT NOT NULL,
    post_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    PRIMARY KEY (account_id, post_id)
) /*sqlite: STRICT, WITHOUT ROWID*/;
CREATE INDEX bookmarks_by_id ON bookmarks (account_id, id);
CREATE TABLE pins (
    bk BIGINT NOT NULL,
    account_id BIGINT NOT NULL,
    post_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    PRIMARY KEY (account_id, post_id)
) /*sqlite: STRICT, WITHOUT ROWID*/;
CREATE TABLE thread_mutes (
    bk BIGINT NOT NULL,
    account_id BIGINT NOT NULL,
    root_id BIGINT NOT NULL,
    PRIMARY KEY (account_id, root_id)
) /*sqlite: STRICT, WITHOUT ROWID*/;
CREATE TABLE idempotency (
    bk BIGINT NOT NULL,
    account_id BIGINT NOT NULL,
    key TEXT NOT NULL,
    post_id BIGINT NOT NULL,
    created_ms BIGINT NOT NULL,
    PRIMARY KEY (account_id, key)
) /*sqlite: STRICT, WITHOUT ROWID*/;
