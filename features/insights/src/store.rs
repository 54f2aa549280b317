//! Statements, and the rows that they read.

use base::{Id, Outcome};
use store::{Row, Value, args, sql};

use crate::roles::Role;

sql! {
    /// What was noted before keeps its followers: how many there were then is not known any more.
    NOTE = "INSERT INTO insight_posts (tag, post_id, author_id, audience, role, flags, language, to_id, boost_of, named, links)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
        ON CONFLICT (tag, post_id) DO UPDATE SET role = excluded.role, flags = excluded.flags,
            language = excluded.language, to_id = excluded.to_id, named = excluded.named, links = excluded.links";
    FORGET = "DELETE FROM insight_posts WHERE post_id = $1";
    UNTAG = "DELETE FROM insight_posts WHERE tag IN {$1} AND post_id = $2";
    UNTAG_BOOSTS = "DELETE FROM insight_posts WHERE tag IN {$1} AND boost_of = $2";
    OF_TAG = "SELECT post_id, author_id, audience, role, flags, language, to_id, boost_of, named, links
        FROM insight_posts WHERE tag = $1 ORDER BY post_id";
    SOME_OF_TAG = "SELECT post_id, author_id, audience, role, flags, language, to_id, boost_of, named, links
        FROM insight_posts WHERE tag = $1 AND post_id IN {$2} ORDER BY post_id";
    /// An id divided by the ids of a day is a day since 1970.
    DAYS = "SELECT tag, post_id / 5662310400000 AS day, COUNT(*) FROM insight_posts
        WHERE tag IN {$1} AND post_id >= $2 AND NOT (author_id IN {$3}) GROUP BY tag, post_id / 5662310400000";

    VIEWED = "UPDATE insight_views SET views = views + $4 WHERE tag = $1 AND span = $2 AND at_ms = $3";
    VIEWED_FIRST = "INSERT INTO insight_views (tag, span, at_ms, views, readers) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING";
    READERS = "SELECT readers FROM insight_views WHERE tag = $1 AND span = $2 AND at_ms = $3";
    SET_READERS = "UPDATE insight_views SET readers = $4 WHERE tag = $1 AND span = $2 AND at_ms = $3";
    VIEWS = "SELECT at_ms, views, readers FROM insight_views WHERE tag = $1 AND span = $2 AND at_ms >= $3 AND at_ms < $4";

    STATE = "SELECT value FROM insight_state WHERE name = $1";
    KEEP_STATE = "INSERT INTO insight_state (name, value) VALUES ($1, $2) ON CONFLICT DO NOTHING";
    SET_STATE = "INSERT INTO insight_state (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value";
    DROP_STATE = "DELETE FROM insight_state WHERE name = $1";
}

/// A boost.
pub(crate) const BOOST: u8 = 1;
/// An answer.
pub(crate) const REPLY: u8 = 2;

/// What is noted of a post for one of its hashtags.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Noted {
    pub(crate) post: Id,
    pub(crate) author: Id,
    /// Of the author, when it was posted.
    pub(crate) followers: u64,
    pub(crate) role: Role,
    /// [`BOOST`], [`REPLY`].
    pub(crate) flags: u8,
    pub(crate) language: Option<String>,
    /// Whom it answers, or whose post it boosts.
    pub(crate) to: Option<Id>,
    pub(crate) boost_of: Option<Id>,
    pub(crate) mentions: Vec<Id>,
    pub(crate) links: Vec<String>,
}

impl Noted {
    pub(crate) fn read(row: &Row<'_>) -> Outcome<Self> {
        let (mentions, links) = (row.get::<String>(8)?, row.get::<String>(9)?);
        Ok(Self {
            post: row.get(0)?,
            author: row.get(1)?,
            followers: row.get(2)?,
            role: Role::from_code(row.get(3)?),
            flags: u8::try_from(row.get::<i64>(4)?).unwrap_or_default(),
            language: row.get(5)?,
            to: row.get(6)?,
            boost_of: row.get(7)?,
            mentions: mentions.split_ascii_whitespace().filter_map(|id| id.parse().ok()).collect(),
            links: links.split_ascii_whitespace().map(str::to_owned).collect(),
        })
    }
}

/// The lists of a row as they are stored: addresses and ids hold no spaces.
pub(crate) struct Lists {
    mentions: String,
    links: String,
}

impl Lists {
    pub(crate) fn of(noted: &Noted) -> Self {
        let mentions: Vec<String> = noted.mentions.iter().map(ToString::to_string).collect();
        Self { mentions: mentions.join(" "), links: noted.links.join(" ") }
    }
}

/// The parameters of [`NOTE`].
pub(crate) fn row<'a>(tag: &'a str, noted: &'a Noted, lists: &'a Lists) -> Vec<Value<'a>> {
    args![
        tag,
        noted.post,
        noted.author,
        i64::try_from(noted.followers).unwrap_or(i64::MAX),
        noted.role.code(),
        i64::from(noted.flags),
        noted.language.as_deref(),
        noted.to,
        noted.boost_of,
        &lists.mentions,
        &lists.links
    ]
    .to_vec()
}
