-- What each account has of each thread with direct posts. A conversation's id is that of its thread.
CREATE TABLE conversations (
    account_id BIGINT NOT NULL,
    root_id BIGINT NOT NULL,
    bk BIGINT NOT NULL,
    last_id BIGINT NOT NULL,
    last_author BIGINT NOT NULL,
    read_id BIGINT NOT NULL,
    PRIMARY KEY (account_id, root_id)
) /*sqlite: STRICT, WITHOUT ROWID*/;
CREATE INDEX conversations_by_last ON conversations (account_id, last_id);
CREATE TABLE conversation_posts (
    account_id BIGINT NOT NULL,
    post_id BIGINT NOT NULL,
    bk BIGINT NOT NULL,
    root_id BIGINT NOT NULL,
    author_id BIGINT NOT NULL,
    PRIMARY KEY (account_id, post_id)
) /*sqlite: STRICT, WITHOUT ROWID*/;
CREATE INDEX conversation_posts_by_root ON conversation_posts (account_id, root_id, post_id, author_id, bk);
-- What was written before there were conversations; all of it counts as read.
INSERT INTO conversation_posts (account_id, post_id, bk, root_id, author_id)
    SELECT author_id, id, (author_id >> 4) & 4095, root_id, author_id FROM posts WHERE visibility = 3
    UNION
    SELECT m.account_id, p.id, (m.account_id >> 4) & 4095, p.root_id, p.author_id FROM posts p
    JOIN mentions m ON m.post_id = p.id WHERE p.visibility = 3;
INSERT INTO conversations (account_id, root_id, bk, last_id, last_author, read_id)
    SELECT c.account_id, c.root_id, c.bk, c.post_id, c.author_id, c.post_id FROM conversation_posts c
    WHERE c.post_id = (SELECT MAX(o.post_id) FROM conversation_posts o
        WHERE o.account_id = c.account_id AND o.root_id = c.root_id);
