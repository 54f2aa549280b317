-- What is in a session. A session is read whole, so these tables are not cut by bucket.
-- `kind`: 0 said, 1 a question, 2 an answer, 3 a boost. `number`: of which question, by its label; 0 for none.
-- `parent_id`: what it answers or boosts, where that is in the session too. `role`: of its author at that time, 0 for
-- none, 1 guest, 2 moderator, 3 host, 4 patient. `removed`: 1 it was taken out of the room, 2 its author was.
CREATE TABLE session_posts (
    session_id BIGINT NOT NULL,
    post_id BIGINT NOT NULL,
    author_id BIGINT NOT NULL,
    kind BIGINT NOT NULL,
    number BIGINT NOT NULL,
    parent_id BIGINT,
    role BIGINT NOT NULL,
    newcomer BIGINT NOT NULL,
    applause BIGINT NOT NULL,
    removed BIGINT NOT NULL,
    PRIMARY KEY (session_id, post_id)
) /*sqlite: STRICT, WITHOUT ROWID*/;
CREATE INDEX session_posts_by_post ON session_posts (post_id);
CREATE INDEX session_posts_by_author ON session_posts (author_id, session_id);
CREATE TABLE room_applause (
    post_id BIGINT NOT NULL,
    account_id BIGINT NOT NULL,
    session_id BIGINT NOT NULL,
    PRIMARY KEY (post_id, account_id)
) /*sqlite: STRICT, WITHOUT ROWID*/;
CREATE INDEX room_applause_by_account ON room_applause (account_id, session_id);
-- `joined`: they are named as being here, and read the room at home. `patient`: they say that they are a patient or
-- carer. `leads`: a co-moderator of this session. `removed`: what they post is not shown in the room.
CREATE TABLE room_people (
    session_id BIGINT NOT NULL,
    account_id BIGINT NOT NULL,
    joined BIGINT NOT NULL,
    patient BIGINT NOT NULL,
    leads BIGINT NOT NULL,
    removed BIGINT NOT NULL,
    PRIMARY KEY (session_id, account_id)
) /*sqlite: STRICT, WITHOUT ROWID*/;
CREATE INDEX room_people_by_account ON room_people (account_id, session_id);
CREATE TABLE room_states (
    session_id BIGINT PRIMARY KEY,
    question_id BIGINT,
    pinned_id BIGINT,
    called_id BIGINT,
    rehearsal BIGINT NOT NULL
) /*sqlite: STRICT*/;
-- Who reads at home what the people whom they follow write in rooms.
CREATE TABLE room_readers (
    account_id BIGINT PRIMARY KEY,
    shows_posts BIGINT NOT NULL
) /*sqlite: STRICT*/;
