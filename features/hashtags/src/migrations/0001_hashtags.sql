-- One row for each hashtag of the directory. All of them are in memory, so nothing is looked for here.
CREATE TABLE registered_tags (
    tag TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    about TEXT NOT NULL,
    owner_id BIGINT,
    offered_to BIGINT,
    specialties TEXT NOT NULL,
    related TEXT NOT NULL,
    language TEXT,
    starts_ms BIGINT,
    ends_ms BIGINT,
    place TEXT NOT NULL,
    link TEXT NOT NULL,
    state TEXT NOT NULL,
    reason TEXT,
    words TEXT NOT NULL,
    registered_by BIGINT,
    registered_ms BIGINT NOT NULL,
    decided_by BIGINT,
    decided_ms BIGINT,
    updated_ms BIGINT NOT NULL
) /*sqlite: STRICT*/;
CREATE INDEX registered_tags_by_person ON registered_tags (registered_by, registered_ms);
