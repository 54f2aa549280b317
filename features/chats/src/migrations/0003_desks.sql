-- What a session's moderators prepared. `kind`: `question`, `welcome`, `disclaimer`, `wrapup`. `minute`: when it is sent
-- by itself, counted from the start; null where somebody sends it. `post_id`: as what it was sent.
CREATE TABLE desk_texts (
    id BIGINT PRIMARY KEY,
    session_id BIGINT NOT NULL,
    kind TEXT NOT NULL,
    place BIGINT NOT NULL,
    text TEXT NOT NULL,
    minute BIGINT,
    author_id BIGINT NOT NULL,
    claimed_ms BIGINT,
    post_id BIGINT
) /*sqlite: STRICT*/;
CREATE INDEX desk_texts_by_session ON desk_texts (session_id, place);
CREATE INDEX desk_texts_by_author ON desk_texts (author_id);
-- What was said in a rehearsal: no posts, read by those who lead the session, gone when it ends.
CREATE TABLE rehearsal_lines (
    id BIGINT PRIMARY KEY,
    session_id BIGINT NOT NULL,
    account_id BIGINT NOT NULL,
    kind BIGINT NOT NULL,
    number BIGINT NOT NULL,
    text TEXT NOT NULL
) /*sqlite: STRICT*/;
CREATE INDEX rehearsal_lines_by_session ON rehearsal_lines (session_id, id);
CREATE INDEX rehearsal_lines_by_account ON rehearsal_lines (account_id);
