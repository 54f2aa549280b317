use base::{Id, Outcome, Problem};
use store::{Read, Row, args, sql};

use crate::clip::Facts;
use crate::model::{Attachment, Focus, Item, State};
use crate::names::Folder;

/// The columns that [`item`] reads.
macro_rules! columns {
    ($rest:literal) => {
        concat!(
            "SELECT id, post_id, state, folder, error, kind, original, small, mime, description, focus_x, focus_y, blurhash,
             width, height, small_width, small_height, clip FROM media ",
            $rest
        )
    };
}

sql! {
    INSERT = "INSERT INTO media (id, bk, account_id, place, kind, state, folder, description, focus_x, focus_y, bytes,
        created_ms, loose_ms) VALUES ($1, $2, $3, 0, $11, 'processing', $4, $5, $6, $7, $8, $9, $10)";
    OWN = columns!("WHERE bk = $1 AND account_id = $2 AND id IN {$3} AND state <> 'gone'");
    BY_ID = columns!("WHERE bk = $1 AND id = $2 AND state <> 'gone'");
    OF_POSTS = columns!("WHERE bk IN {$1} AND post_id IN {$2} ORDER BY post_id, place");

    READY = "UPDATE media SET state = 'ready', original = $3, small = $4, mime = $5, blurhash = $6, width = $7,
        height = $8, small_width = $9, small_height = $10, bytes = $11
        WHERE bk = $1 AND id = $2 AND state = 'processing'";
    /* A still that was sent for it meanwhile stays. */
    READY_CLIP = "UPDATE media SET state = 'ready', kind = $3, original = $4, mime = $5, width = $6, height = $7, bytes = $8,
        clip = $9, small = COALESCE(small, $10), blurhash = CASE WHEN small IS NULL THEN $11 ELSE blurhash END,
        small_width = CASE WHEN small IS NULL THEN $12 ELSE small_width END,
        small_height = CASE WHEN small IS NULL THEN $13 ELSE small_height END
        WHERE bk = $1 AND id = $2 AND state = 'processing'";
    COVER = "UPDATE media SET small = $3, small_width = $4, small_height = $5, blurhash = $6
        WHERE bk = $1 AND id = $2 AND state IN ('processing', 'ready')";
    /* any bk: how much waits, whoever sent it */
    PROCESSING = "SELECT COUNT(*), COUNT(CASE WHEN account_id = $1 THEN 1 END) FROM media WHERE state = 'processing'";
    /* Before the work, so that what ends the whole server is counted too. */
    TRY = "UPDATE media SET tries = tries + 1 WHERE bk = $1 AND id = $2 AND state = 'processing' RETURNING tries";
    FORGIVE = "UPDATE media SET tries = tries - 1 WHERE bk = $1 AND id = $2 AND tries > 0";
    FAILED = "UPDATE media SET state = 'failed', error = $3 WHERE bk = $1 AND id = $2 AND state = 'processing'";
    DESCRIBE = "UPDATE media SET description = $3 WHERE bk = $1 AND id = $2";
    AIM = "UPDATE media SET focus_x = $3, focus_y = $4 WHERE bk = $1 AND id = $2";

    ATTACH = "UPDATE media SET post_id = $4, place = $5
        WHERE bk = $1 AND account_id = $2 AND id = $3 AND state = 'ready' AND post_id IS NULL";
    PLACE = "UPDATE media SET place = $4 WHERE bk = $1 AND id = $2 AND post_id = $3";
    DETACH = "UPDATE media SET post_id = NULL, place = 0, loose_ms = $4 WHERE bk = $1 AND post_id = $2 AND id IN {$3}";

    /* Marked rows are as good as gone; that their age is 0 makes the next sweep finish what a crash left. */
    DOOM = "UPDATE media SET state = 'gone', loose_ms = 0 WHERE bk = $1 AND id = $2 AND post_id IS NULL";
    FORGET = "DELETE FROM media WHERE bk = $1 AND id = $2 AND state = 'gone'";
    /* Stills that are written, or are about to be, and are in no row of media yet. */
    DRAW = "INSERT INTO media_stills (name, bk, made_ms) VALUES ($1, $2, $3)";
    DRAWN = "DELETE FROM media_stills WHERE bk = $1 AND name = $2";
    /* any bk: a sweep over everybody's */
    STRAY = "SELECT name, bk FROM media_stills WHERE made_ms < $1 ORDER BY made_ms LIMIT $2";
    /* any bk: a sweep over everybody's */
    LOOSE = "SELECT id, folder FROM media WHERE post_id IS NULL AND loose_ms < $1 ORDER BY loose_ms LIMIT $2";
}

/// Reads a row of [`columns`].
pub(crate) fn item(row: &Row<'_>) -> Outcome<Item> {
    let state: String = row.get(2)?;
    let number = |n| row.get::<Option<u64>>(n).map(|n| u32::try_from(n.unwrap_or(0)).unwrap_or(u32::MAX));
    let focus = match (row.get(10)?, row.get(11)?) {
        (Some(x), Some(y)) => Some(Focus { x, y }),
        _ => None,
    };
    Ok(Item {
        post: row.get(1)?,
        state: State::parse(&state)
            .ok_or_else(|| Problem::internal(format!("media in the state {state}")))?,
        folder: Folder::stored(row.get(3)?),
        error: row.get(4)?,
        attachment: Attachment {
            id: row.get(0)?,
            kind: row.get(5)?,
            original: row.get(6)?,
            small: row.get(7)?,
            mime: row.get(8)?,
            description: row.get(9)?,
            focus,
            blurhash: row.get(12)?,
            width: number(13)?,
            height: number(14)?,
            small_width: number(15)?,
            small_height: number(16)?,
            clip: clip(row)?,
        },
    })
}

/// What is told of a video or a sound.
fn clip(row: &Row<'_>) -> Outcome<Option<Facts>> {
    let text: Option<String> = row.get(17)?;
    text.map(|text| serde_json::from_str(&text).map_err(Problem::internal)).transpose()
}

/// Media that exist, whoever's.
pub(crate) fn by_id(r: &Read<'_>, id: Id) -> Outcome<Option<Item>> {
    r.row(&BY_ID, args![id.bk(), id], item)
}

/// Media of `account` among `ids`, in no order.
pub(crate) fn own(r: &Read<'_>, account: Id, ids: &[Id]) -> Outcome<Vec<Item>> {
    r.rows(&OWN, args![account.bk(), account, &numbers(ids)], item)
}

/// Media of `posts`, those of one post in their order.
pub(crate) fn of_posts(r: &Read<'_>, posts: &[Id]) -> Outcome<Vec<Item>> {
    r.rows(&OF_POSTS, args![&accounts::buckets(posts), &numbers(posts)], item)
}

pub(crate) fn numbers(ids: &[Id]) -> Vec<i64> {
    accounts::numbers(ids)
}
