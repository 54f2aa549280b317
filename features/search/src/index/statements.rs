//! The statements of the index, on SQLite alone.

use store::sql;

sql! {
    FIND = "SELECT w.rowid, d.author_id FROM words w CROSS JOIN docs d ON d.id = w.rowid
        WHERE w.words MATCH $1 AND w.rowid < $2 AND w.rowid > $3 ORDER BY w.rowid DESC LIMIT $4";
    FIND_UP = "SELECT w.rowid, d.author_id FROM words w CROSS JOIN docs d ON d.id = w.rowid
        WHERE w.words MATCH $1 AND w.rowid < $2 AND w.rowid > $3 ORDER BY w.rowid LIMIT $4";
    AMONG = "SELECT w.rowid, d.author_id FROM words w CROSS JOIN docs d ON d.id = w.rowid
        WHERE w.words MATCH $1 AND w.rowid IN {$2}";
    NOT_PUBLIC = "SELECT id FROM docs WHERE id IN {$1} AND public = 0";
    TAGS_OF = "SELECT tags FROM docs WHERE id = $1";
    PUT_WORDS = "INSERT INTO words (rowid, entries) VALUES ($1, $2)";
    CUT_WORDS = "DELETE FROM words WHERE rowid = $1";
    PUT_DOC = "INSERT INTO docs (id, author_id, public, tags) VALUES ($1, $2, $3, $4)";
    CUT_DOC = "DELETE FROM docs WHERE id = $1";
    HELD = "SELECT id FROM docs WHERE id >= $1 AND id < $2";
    COUNT_TAG = "INSERT INTO tag_uses (tag, uses) VALUES ($1, $2)
        ON CONFLICT (tag) DO UPDATE SET uses = tag_uses.uses + $2";
    UNUSED_TAG = "DELETE FROM tag_uses WHERE tag = $1 AND uses <= 0";
    TAGS = "SELECT tag, uses FROM (SELECT tag, uses FROM tag_uses WHERE tag >= $1 AND tag < $2 ORDER BY tag LIMIT $3) t
        ORDER BY uses DESC, tag LIMIT $4";

    NAMED = "SELECT n.rowid, p.followers FROM names n CROSS JOIN people p ON p.id = n.rowid
        WHERE n.names MATCH $1 ORDER BY n.rowid DESC LIMIT $2";
    NAMED_AMONG = "SELECT n.rowid, p.followers FROM names n CROSS JOIN people p ON p.id = n.rowid
        WHERE n.names MATCH $1 AND n.rowid IN {$2}";
    PUT_NAME = "INSERT INTO names (rowid, entries) VALUES ($1, $2)";
    CUT_NAME = "DELETE FROM names WHERE rowid = $1";
    PUT_PERSON = "INSERT INTO people (id, followers, active_ms, discoverable) VALUES ($1, $2, $3, $4)";
    CUT_PERSON = "DELETE FROM people WHERE id = $1";
    MOST_FOLLOWED = "SELECT id FROM people WHERE discoverable = 1 ORDER BY followers DESC, id DESC LIMIT $1";
    ACTIVE = "SELECT id FROM people WHERE discoverable = 1 ORDER BY active_ms DESC, id DESC LIMIT $1 OFFSET $2";
    NEW = "SELECT id FROM people WHERE discoverable = 1 ORDER BY id DESC LIMIT $1 OFFSET $2";

    EMPTY_WORDS = "INSERT INTO words (words) VALUES ('delete-all')";
    EMPTY_NAMES = "INSERT INTO names (names) VALUES ('delete-all')";
    EMPTY_DOCS = "DELETE FROM docs";
    EMPTY_TAGS = "DELETE FROM tag_uses";
    EMPTY_PEOPLE = "DELETE FROM people";
    STATE = "SELECT value FROM state WHERE name = $1";
    SET_STATE = "INSERT INTO state (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value";
    DOCS = "SELECT COUNT(*) FROM docs";
}
