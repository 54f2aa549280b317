-- A calendar is small and read whole, and a hashtag has one chat: so these tables are not cut by bucket.
CREATE TABLE chats (
    id BIGINT PRIMARY KEY,
    tag TEXT NOT NULL,
    name TEXT NOT NULL,
    title TEXT NOT NULL,
    description TEXT NOT NULL,
    rules TEXT NOT NULL,
    disclaimer TEXT NOT NULL,
    conduct TEXT NOT NULL,
    owner_id BIGINT,
    zone TEXT NOT NULL,
    -- Local times of the zone, `2026-12-01T20:00`; lists are separated by spaces.
    starts_local TEXT,
    rrule TEXT,
    extra_dates TEXT NOT NULL,
    except_dates TEXT NOT NULL,
    minutes BIGINT NOT NULL,
    language TEXT,
    specialties TEXT NOT NULL,
    state TEXT NOT NULL,
    revision BIGINT NOT NULL,
    created_ms BIGINT NOT NULL,
    updated_ms BIGINT NOT NULL
) /*sqlite: STRICT*/;
CREATE UNIQUE INDEX chats_by_tag ON chats (tag);
CREATE INDEX chats_by_owner ON chats (owner_id);
CREATE TABLE chat_people (
    chat_id BIGINT NOT NULL,
    account_id BIGINT NOT NULL,
    role TEXT NOT NULL,
    PRIMARY KEY (chat_id, account_id)
) /*sqlite: STRICT, WITHOUT ROWID*/;
CREATE INDEX chat_people_by_account ON chat_people (account_id);
CREATE TABLE chat_sessions (
    id BIGINT PRIMARY KEY,
    chat_id BIGINT NOT NULL,
    -- When the chat's rule has it, in local time: it stays when the session is moved (RECURRENCE-ID).
    original TEXT NOT NULL,
    starts_ms BIGINT NOT NULL,
    ends_ms BIGINT NOT NULL,
    state TEXT NOT NULL,
    moved BIGINT NOT NULL,
    topic TEXT NOT NULL,
    notes TEXT NOT NULL,
    reason TEXT NOT NULL,
    revision BIGINT NOT NULL,
    updated_ms BIGINT NOT NULL
) /*sqlite: STRICT*/;
CREATE UNIQUE INDEX chat_sessions_once ON chat_sessions (chat_id, original);
CREATE INDEX chat_sessions_by_start ON chat_sessions (chat_id, starts_ms);
CREATE INDEX chat_sessions_by_end ON chat_sessions (ends_ms);
CREATE TABLE session_guests (
    session_id BIGINT NOT NULL,
    account_id BIGINT NOT NULL,
    PRIMARY KEY (session_id, account_id)
) /*sqlite: STRICT, WITHOUT ROWID*/;
CREATE INDEX session_guests_by_account ON session_guests (account_id);
-- `told_id` is the last session that the person was reminded of, `told_ms` the time that it had then.
CREATE TABLE chat_reminders (
    chat_id BIGINT NOT NULL,
    account_id BIGINT NOT NULL,
    lead_minutes BIGINT NOT NULL,
    by_mail BIGINT NOT NULL,
    told_id BIGINT NOT NULL,
    told_ms BIGINT NOT NULL,
    PRIMARY KEY (chat_id, account_id)
) /*sqlite: STRICT, WITHOUT ROWID*/;
CREATE INDEX chat_reminders_by_account ON chat_reminders (account_id);
-- The zone in which somebody reads the calendar, and the secret of the calendar that is theirs.
CREATE TABLE chat_readers (
    account_id BIGINT PRIMARY KEY,
    zone TEXT NOT NULL,
    token TEXT
) /*sqlite: STRICT*/;
CREATE UNIQUE INDEX chat_readers_by_token ON chat_readers (token);
