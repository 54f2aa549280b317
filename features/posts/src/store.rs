use base::{Id, Outcome};
use store::{Row, sql};

use crate::model::{Counts, Post, Visibility};
use crate::quotes::QuotePolicy;

macro_rules! post_columns {
    ($rest:literal) => {
        concat!(
            "SELECT p.id, p.author_id, p.visibility, p.text, p.spoiler, p.sensitive, p.language, p.reply_to_id,
             p.reply_to_author, p.root_id, p.boost_of_id, p.boost_of_author, p.app, p.created_ms, p.edited_ms,
             p.has_media, COALESCE(s.replies, 0), COALESCE(s.boosts, 0), COALESCE(s.favourites, 0), p.has_poll,
             p.has_quote, p.quote_policy, COALESCE(s.quotes, 0), p.app_website, p.room_id
             FROM posts p LEFT JOIN post_stats s ON s.post_id = p.id AND s.bk = p.bk ",
            $rest
        )
    };
}

/// The visibility predicate in SQL, for lists of one author's posts: $2 is the viewer (0 for nobody), $3 is 1 if the
/// viewer follows the author. The twin of `rules::may_see`, kept equal by a test.
macro_rules! author_page {
    ($order:literal) => {
        concat!(
            "SELECT p.id FROM posts p WHERE p.bk = $1 AND p.author_id = $4 AND p.id < $5 AND p.id > $6
             AND (p.visibility <= 1 OR p.author_id = $2 OR (p.visibility = 2 AND $3 = 1)
                  OR EXISTS (SELECT 1 FROM mentions m WHERE m.post_id = p.id AND m.bk = p.bk AND m.account_id = $2))
             AND ($7 = 0 OR p.has_media = 1)
             AND ($8 = 0 OR p.reply_to_id IS NULL OR p.reply_to_author = p.author_id)
             AND ($9 = 0 OR p.boost_of_id IS NULL)
             AND ($11 = 0 OR p.visibility <> 3)
             ORDER BY p.id ",
            $order,
            " LIMIT $10"
        )
    };
}

sql! {
    INSERT = "INSERT INTO posts (id, bk, author_id, visibility, text, spoiler, sensitive, language, reply_to_id,
        reply_to_author, root_id, boost_of_id, boost_of_author, app, source, has_media, created_ms, app_website)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18) ON CONFLICT DO NOTHING";
    IN_ROOM = "UPDATE posts SET room_id = $3, room_calls = $4 WHERE bk = $1 AND id = $2";
    TEXT_OF = "SELECT text FROM posts WHERE bk = $1 AND id = $2";
    ROOM_OF = "SELECT room_id FROM posts WHERE bk = $1 AND id = $2";
    BY_IDS = post_columns!("WHERE p.bk IN {$1} AND p.id IN {$2}");
    UPDATE = "UPDATE posts SET text = $3, spoiler = $4, sensitive = $5, language = $6, edited_ms = $7, has_media = $8
        WHERE bk = $1 AND id = $2";
    DELETE = "DELETE FROM posts WHERE bk = $1 AND id = $2";
    SOURCES = "SELECT source FROM posts WHERE bk = $1 AND author_id = $2 AND source IN {$3}";
    SOURCE_OF = "SELECT id FROM posts WHERE bk = $1 AND author_id = $2 AND source = $3";
    /* any bk: the server's activity, asked for once an hour */
    COUNT_BETWEEN = "SELECT COUNT(*) FROM posts WHERE id >= $1 AND id < $2";
    SOURCES_OF = "SELECT id, source FROM posts WHERE bk IN {$1} AND id IN {$2} AND source IS NOT NULL";
    NEWEST_ID = "SELECT MAX(id) FROM posts";
    /* any bk: the search index reads everything */
    WALK = "SELECT id, edited_ms FROM posts WHERE id < $1 AND boost_of_id IS NULL ORDER BY id DESC LIMIT $2";

    TEXTS = "SELECT id, text FROM posts WHERE bk IN {$1} AND id IN {$2}";

    COUNT_REPLIES = "INSERT INTO post_stats (post_id, bk, replies, boosts, favourites) VALUES ($1, $2, 1, 0, 0)
        ON CONFLICT (post_id) DO UPDATE SET replies = post_stats.replies + $3";
    COUNT_BOOSTS = "INSERT INTO post_stats (post_id, bk, replies, boosts, favourites) VALUES ($1, $2, 0, 1, 0)
        ON CONFLICT (post_id) DO UPDATE SET boosts = post_stats.boosts + $3";
    COUNT_FAVOURITES = "INSERT INTO post_stats (post_id, bk, replies, boosts, favourites) VALUES ($1, $2, 0, 0, 1)
        ON CONFLICT (post_id) DO UPDATE SET favourites = post_stats.favourites + $3";
    DELETE_STATS = "DELETE FROM post_stats WHERE bk = $1 AND post_id = $2";

    MENTION = "INSERT INTO mentions (post_id, account_id, bk) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
    MENTIONS_OF = "SELECT post_id, account_id FROM mentions WHERE bk IN {$1} AND post_id IN {$2}";
    DELETE_MENTIONS = "DELETE FROM mentions WHERE bk = $1 AND post_id = $2";

    NAME_TAG = "INSERT INTO tags (tag, name) VALUES ($1, $2) ON CONFLICT DO NOTHING";
    TAG_NAME = "SELECT name FROM tags WHERE tag = $1";
    TAGS_LIKE = "SELECT tag FROM tags WHERE tag >= $1 AND tag < $2 ORDER BY tag LIMIT $3";
    TAG = "INSERT INTO tag_posts (tag, post_id, author_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
    DELETE_TAGS = "DELETE FROM tag_posts WHERE post_id = $1";
    TAG_PAGE = "SELECT post_id FROM tag_posts WHERE tag = $1 AND post_id < $2 AND post_id > $3
        ORDER BY post_id DESC LIMIT $4";
    TAG_UP = "SELECT post_id FROM tag_posts WHERE tag = $1 AND post_id < $2 AND post_id > $3
        ORDER BY post_id LIMIT $4";

    TAG_HEADS = "SELECT post_id, author_id FROM tag_posts WHERE tag = $1 AND post_id < $2 AND post_id > $3
        ORDER BY post_id DESC LIMIT $4";
    TAG_HEADS_UP = "SELECT post_id, author_id FROM tag_posts WHERE tag = $1 AND post_id < $2 AND post_id > $3
        ORDER BY post_id LIMIT $4";
    /* an id divided by the ids of a day, which a test computes */
    TAG_DAYS = "SELECT tag, post_id / 5662310400000, COUNT(*), COUNT(DISTINCT author_id) FROM tag_posts
        WHERE tag IN {$1} AND post_id >= $2 GROUP BY 1, 2";
    TAG_COUNTS = "SELECT tag, COUNT(*), COUNT(DISTINCT author_id) FROM tag_posts WHERE tag IN {$1} AND post_id >= $2
        GROUP BY tag";
    TAGS_BY = "SELECT tag, COUNT(*), MAX(post_id) FROM tag_posts WHERE author_id = $1 AND tag IN {$2} GROUP BY tag";
    TAGS_USED = "SELECT tag FROM tag_posts WHERE author_id = $1 GROUP BY tag ORDER BY COUNT(*) DESC, tag LIMIT $2";

    TALLY = "SELECT COUNT(*), COUNT(boost_of_id),
        COUNT(CASE WHEN boost_of_id IS NULL AND reply_to_id IS NOT NULL AND reply_to_author <> author_id THEN 1 END),
        COUNT(CASE WHEN has_poll = 1 THEN 1 END)
        FROM posts WHERE bk = $1 AND author_id = $2 AND id >= $3 AND id < $4 AND visibility <> 3";
    MOST_BOOSTED = "SELECT p.id FROM posts p JOIN post_stats s ON s.post_id = p.id AND s.bk = p.bk
        WHERE p.bk = $1 AND p.author_id = $2 AND p.id >= $3 AND p.id < $4 AND p.visibility <= 1
        AND p.boost_of_id IS NULL AND s.boosts > 0 ORDER BY s.boosts DESC, p.id DESC LIMIT 1";
    TOP_TAG = "SELECT tag, COUNT(*) FROM tag_posts WHERE author_id = $1 AND post_id >= $2 AND post_id < $3
        GROUP BY tag ORDER BY COUNT(*) DESC, tag LIMIT 1";

    THREAD = "INSERT INTO thread_index (root_id, post_id, bk, parent_id) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";
    THREAD_OF = "SELECT post_id, parent_id FROM thread_index WHERE bk = $1 AND root_id = $2 ORDER BY post_id LIMIT $3";

    KEEP_EDIT = "INSERT INTO post_edits (post_id, at_ms, bk, text, spoiler, sensitive, media, poll)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING";
    EDITS_OF = "SELECT at_ms, text, spoiler, sensitive, media, poll FROM post_edits WHERE bk = $1 AND post_id = $2 ORDER BY at_ms";
    DELETE_EDITS = "DELETE FROM post_edits WHERE bk = $1 AND post_id = $2";

    FAVOURITE = "INSERT INTO favourites (bk, account_id, post_id, id) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";
    FAVOURITE_BACK = "INSERT INTO post_favs (bk, post_id, account_id, id) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";
    UNFAVOURITE = "DELETE FROM favourites WHERE bk = $1 AND account_id = $2 AND post_id = $3";
    UNFAVOURITE_BACK = "DELETE FROM post_favs WHERE bk = $1 AND post_id = $2 AND account_id = $3";
    FAVOURITED_AMONG = "SELECT post_id FROM favourites WHERE bk = $1 AND account_id = $2 AND post_id IN {$3}";
    FAVOURITES_PAGE = "SELECT post_id, id FROM favourites WHERE bk = $1 AND account_id = $2 AND id < $3 AND id > $4
        ORDER BY id DESC LIMIT $5";
    FAVOURITES_UP = "SELECT post_id, id FROM favourites WHERE bk = $1 AND account_id = $2 AND id < $3 AND id > $4
        ORDER BY id LIMIT $5";
    FAVOURITED_BY = "SELECT account_id, id FROM post_favs WHERE bk = $1 AND post_id = $2 AND id < $3 AND id > $4
        ORDER BY id DESC LIMIT $5";
    FAVOURITERS = "SELECT account_id FROM post_favs WHERE bk = $1 AND post_id = $2 LIMIT $3";

    BOOST = "INSERT INTO boosts (bk, account_id, post_id, boost_id) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";
    BOOST_BACK = "INSERT INTO post_boosts (bk, post_id, account_id, boost_id) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";
    BOOST_OF = "SELECT boost_id FROM boosts WHERE bk = $1 AND account_id = $2 AND post_id = $3";
    UNBOOST = "DELETE FROM boosts WHERE bk = $1 AND account_id = $2 AND post_id = $3";
    UNBOOST_BACK = "DELETE FROM post_boosts WHERE bk = $1 AND post_id = $2 AND account_id = $3";
    BOOSTED_AMONG = "SELECT post_id FROM boosts WHERE bk = $1 AND account_id = $2 AND post_id IN {$3}";
    BOOSTED_BY = "SELECT account_id, boost_id FROM post_boosts WHERE bk = $1 AND post_id = $2 AND boost_id < $3
        AND boost_id > $4 ORDER BY boost_id DESC LIMIT $5";
    BOOSTERS = "SELECT account_id, boost_id FROM post_boosts WHERE bk = $1 AND post_id = $2 LIMIT $3";

    BOOKMARK = "INSERT INTO bookmarks (bk, account_id, post_id, id) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";
    UNBOOKMARK = "DELETE FROM bookmarks WHERE bk = $1 AND account_id = $2 AND post_id = $3";
    BOOKMARKED_AMONG = "SELECT post_id FROM bookmarks WHERE bk = $1 AND account_id = $2 AND post_id IN {$3}";
    BOOKMARKS_PAGE = "SELECT post_id, id FROM bookmarks WHERE bk = $1 AND account_id = $2 AND id < $3 AND id > $4
        ORDER BY id DESC LIMIT $5";
    BOOKMARKS_UP = "SELECT post_id, id FROM bookmarks WHERE bk = $1 AND account_id = $2 AND id < $3 AND id > $4
        ORDER BY id LIMIT $5";

    FORGET_BOOKMARKS = "DELETE FROM bookmarks WHERE bk = $1 AND account_id = $2 AND post_id IN
        (SELECT post_id FROM bookmarks WHERE bk = $1 AND account_id = $2 LIMIT $3)";
    FORGET_PINS = "DELETE FROM pins WHERE bk = $1 AND account_id = $2 AND post_id IN
        (SELECT post_id FROM pins WHERE bk = $1 AND account_id = $2 LIMIT $3)";
    FORGET_THREAD_MUTES = "DELETE FROM thread_mutes WHERE bk = $1 AND account_id = $2 AND root_id IN
        (SELECT root_id FROM thread_mutes WHERE bk = $1 AND account_id = $2 LIMIT $3)";
    FORGET_KEYS = "DELETE FROM idempotency WHERE bk = $1 AND account_id = $2 AND key IN
        (SELECT key FROM idempotency WHERE bk = $1 AND account_id = $2 LIMIT $3)";

    FAVOURITERS_OF = "SELECT post_id, account_id, id FROM post_favs WHERE bk IN {$1} AND post_id IN {$2} LIMIT $3";
    BOOSTERS_OF = "SELECT post_id, account_id, boost_id FROM post_boosts WHERE bk IN {$1} AND post_id IN {$2} LIMIT $3";
    FAVOURITED = "SELECT post_id FROM favourites WHERE bk = $1 AND account_id = $2 ORDER BY id DESC LIMIT $3";
    BOOKMARKED = "SELECT post_id FROM bookmarks WHERE bk = $1 AND account_id = $2 ORDER BY id DESC LIMIT $3";
    BOOSTED = "SELECT post_id FROM boosts WHERE bk = $1 AND account_id = $2 ORDER BY post_id DESC LIMIT $3";

    PIN = "INSERT INTO pins (bk, account_id, post_id, id) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";
    UNPIN = "DELETE FROM pins WHERE bk = $1 AND account_id = $2 AND post_id = $3";
    PINS_OF = "SELECT post_id FROM pins WHERE bk = $1 AND account_id = $2 ORDER BY id DESC";
    PINNED_AMONG = "SELECT post_id FROM pins WHERE bk = $1 AND account_id = $2 AND post_id IN {$3}";

    MUTE_THREAD = "INSERT INTO thread_mutes (bk, account_id, root_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
    UNMUTE_THREAD = "DELETE FROM thread_mutes WHERE bk = $1 AND account_id = $2 AND root_id = $3";
    MUTED_AMONG = "SELECT root_id FROM thread_mutes WHERE bk = $1 AND account_id = $2 AND root_id IN {$3}";

    REMEMBER = "INSERT INTO idempotency (bk, account_id, key, post_id, created_ms) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT DO NOTHING";
    REMEMBERED = "SELECT post_id FROM idempotency WHERE bk = $1 AND account_id = $2 AND key = $3";
    FORGET_OLD = "DELETE FROM idempotency WHERE bk = $1 AND account_id = $2 AND created_ms < $3";

    HEADS = "SELECT id, visibility, reply_to_id, reply_to_author, boost_of_id, boost_of_author, room_id, room_calls
        FROM posts WHERE bk = $1 AND author_id = $2 AND id < $3 AND id > $4 ORDER BY id DESC LIMIT $5";
    HEADS_UP = "SELECT id, visibility, reply_to_id, reply_to_author, boost_of_id, boost_of_author, room_id, room_calls
        FROM posts WHERE bk = $1 AND author_id = $2 AND id < $3 AND id > $4 ORDER BY id LIMIT $5";
    AUTHOR_PAGE = author_page!("DESC");
    AUTHOR_UP = author_page!("ASC");
    PUBLIC_PAGE = "SELECT id FROM posts WHERE visibility = 0 AND boost_of_id IS NULL AND id < $1 AND id > $2
        AND (reply_to_id IS NULL OR reply_to_author = author_id) AND ($3 = 0 OR has_media = 1)
        ORDER BY id DESC LIMIT $4";
    PUBLIC_UP = "SELECT id FROM posts WHERE visibility = 0 AND boost_of_id IS NULL AND id < $1 AND id > $2
        AND (reply_to_id IS NULL OR reply_to_author = author_id) AND ($3 = 0 OR has_media = 1)
        ORDER BY id LIMIT $4";
}

/// Reads a row of [`post_columns`]. Mentions, media, polls and quotes come from their own tables.
pub(crate) fn post(row: &Row<'_>) -> Outcome<Post> {
    Ok(Post {
        id: row.get(0)?,
        author: row.get(1)?,
        visibility: Visibility::from_code(row.get(2)?),
        text: row.get(3)?,
        spoiler: row.get(4)?,
        sensitive: row.get(5)?,
        language: row.get(6)?,
        reply_to: row.get(7)?,
        reply_to_author: row.get(8)?,
        root: row.get(9)?,
        boost_of: row.get(10)?,
        boost_of_author: row.get(11)?,
        room: row.get(24)?,
        app: row.get(12)?,
        app_website: row.get(23)?,
        created_ms: row.get(13)?,
        edited_ms: row.get(14)?,
        mentions: Vec::new(),
        media: Vec::new(),
        poll: None,
        quote: None,
        quote_policy: QuotePolicy::from_code(row.get(21)?),
        counts: Counts {
            replies: row.get(16)?,
            boosts: row.get(17)?,
            favourites: row.get(18)?,
            quotes: row.get(22)?,
        },
    })
}

/// Whether the row has media; read apart because [`Post`] holds the media themselves.
pub(crate) fn has_media(row: &Row<'_>) -> Outcome<bool> {
    row.get::<bool>(15)
}

/// Whether the row has a poll.
pub(crate) fn has_poll(row: &Row<'_>) -> Outcome<bool> {
    row.get::<bool>(19)
}

/// Whether the row quotes a post.
pub(crate) fn has_quote(row: &Row<'_>) -> Outcome<bool> {
    row.get::<bool>(20)
}

/// One entry of an author's index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// The post.
    pub id: Id,
    /// Who may see it.
    pub visibility: Visibility,
    /// What it answers.
    pub reply_to: Option<Id>,
    /// Whom it answers.
    pub reply_to_author: Option<Id>,
    /// What it boosts.
    pub boost_of: Option<Id>,
    /// Whose post it boosts.
    pub boost_of_author: Option<Id>,
    /// The room that it was written in.
    pub room: Option<Room>,
}

/// Where a post was written, if not simply at home.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Room {
    /// The session of a hashtag chat.
    pub id: Id,
    /// Whether the post mentions somebody.
    pub calls: bool,
}

pub(crate) fn head(row: &Row<'_>) -> Outcome<Head> {
    Ok(Head {
        id: row.get(0)?,
        visibility: Visibility::from_code(row.get(1)?),
        reply_to: row.get(2)?,
        reply_to_author: row.get(3)?,
        boost_of: row.get(4)?,
        boost_of_author: row.get(5)?,
        room: match row.get(6)? {
            Some(id) => Some(Room { id, calls: row.get(7)? }),
            None => None,
        },
    })
}
