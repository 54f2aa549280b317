//! Hashtags in memory: read when somebody first asks, kept current by events, let go when there is no room.
//!
//! An event names rows that were written; the next question reads those and puts them in. Deletions take effect in
//! memory at once. A hashtag is registered before it is read, so that nothing is missed in between: what was committed
//! before is read, what comes after waits in `pending`.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use ::store::{Db, Read, args};
use base::{Id, IdMap, IdSet, Outcome};
use parking_lot::{Mutex, RwLock};
use tokio::sync::OnceCell;

use crate::columns::{Columns, TooLate, Words};
use crate::store::{self as sql, Noted};

/// Memory for all hashtags. The one that was asked for last stays, however large.
const BYTES_MAX: usize = 160 << 20;
/// Hashtags in memory.
const TAGS_MAX: usize = 4_096;
/// Rows that may wait for the next question; past that the hashtag is read anew.
const PENDING_MAX: usize = 20_000;
/// Texts that one query reads.
const TEXTS_CHUNK: usize = 2_000;

/// A hashtag in memory.
pub(crate) struct Tag {
    columns: OnceCell<RwLock<Columns>>,
    pending: Mutex<Pending>,
    /// Held while what waits is put in.
    turn: tokio::sync::Mutex<()>,
    used: AtomicU64,
    bytes: AtomicU64,
}

#[derive(Default)]
struct Pending {
    written: Vec<Id>,
    gone: Vec<Id>,
}

/// All hashtags in memory, and who is suspended.
#[derive(Default)]
pub(crate) struct Memory {
    tags: Mutex<HashMap<String, Arc<Tag>>>,
    turns: AtomicU64,
    suspended: OnceCell<IdSet>,
    /// What was heard of suspensions, which stands above what was read.
    suspensions: Mutex<IdMap<bool>>,
}

/// Whether the words of posts are needed too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Need {
    Numbers,
    Words,
}

impl Memory {
    /// Rows of a hashtag were written for the first time.
    pub(crate) fn written(&self, tag: &str, post: Id) {
        let mut tags = self.tags.lock();
        let Some(known) = tags.get(tag) else { return };
        let mut pending = known.pending.lock();
        pending.written.push(post);
        let too_many = pending.written.len() > PENDING_MAX;
        drop(pending);
        if too_many {
            tags.remove(tag);
        }
    }

    /// Rows of a hashtag may be different now.
    pub(crate) fn forget(&self, tag: &str) {
        self.tags.lock().remove(tag);
    }

    /// Everything may be different now.
    pub(crate) fn forget_all(&self) {
        self.tags.lock().clear();
    }

    /// A post is deleted. Of a boost the hashtags are not known.
    pub(crate) fn gone(&self, tags: &[String], post: Id) {
        let all: Vec<Arc<Tag>> = {
            let known = self.tags.lock();
            match tags {
                [] => known.values().cloned().collect(),
                _ => tags.iter().filter_map(|tag| known.get(tag)).cloned().collect(),
            }
        };
        all.iter().for_each(|tag| tag.pending.lock().gone.push(post));
    }

    /// Somebody was suspended, or is not any more.
    pub(crate) fn suspended(&self, account: Id, suspended: bool) {
        self.suspensions.lock().insert(account, suspended);
    }

    /// Hashtags in memory.
    pub(crate) fn len(&self) -> usize {
        self.tags.lock().len()
    }

    /// Who is suspended. `read` is asked once.
    pub(crate) async fn hidden<F>(&self, read: impl FnOnce() -> F) -> Outcome<Vec<Id>>
    where
        F: Future<Output = Outcome<Vec<Id>>>,
    {
        let known =
            self.suspended.get_or_try_init(|| async { Ok(read().await?.into_iter().collect()) }).await?;
        let heard = self.suspensions.lock();
        let mut all: Vec<Id> = known.iter().filter(|id| heard.get(id) != Some(&false)).copied().collect();
        all.extend(heard.iter().filter(|(id, on)| **on && !known.contains(id)).map(|(id, _)| *id));
        Ok(all)
    }

    /// A hashtag with all that is known of it now.
    pub(crate) async fn tag(&self, db: &Db, key: &str, need: Need) -> Outcome<Arc<Tag>> {
        let tag = self.enter(key);
        let read_key = key.to_owned();
        let read = || async {
            let columns = db.read(move |r| read_columns(r, &read_key)).await?;
            Ok(RwLock::new(columns))
        };
        tag.columns.get_or_try_init(read).await?;
        if !tag.catch_up(db, key, need).await? {
            // It cannot be mended: it is read anew, alone for this question.
            let fresh = key.to_owned();
            let columns = db.read(move |r| read_columns(r, &fresh)).await?;
            tag.replace(columns);
            tag.catch_up(db, key, need).await?;
        }
        self.make_room(key, &tag);
        Ok(tag)
    }

    fn enter(&self, key: &str) -> Arc<Tag> {
        let turn = self.turns.fetch_add(1, Ordering::Relaxed);
        let mut tags = self.tags.lock();
        let tag = tags.entry(key.to_owned()).or_insert_with(|| {
            Arc::new(Tag {
                columns: OnceCell::new(),
                pending: Mutex::default(),
                turn: tokio::sync::Mutex::default(),
                used: AtomicU64::new(turn),
                bytes: AtomicU64::new(0),
            })
        });
        tag.used.store(turn, Ordering::Relaxed);
        tag.clone()
    }

    /// Lets go of those that were not asked for the longest, until the rest fits.
    fn make_room(&self, key: &str, tag: &Tag) {
        let bytes = tag.look(Columns::bytes) as u64;
        tag.bytes.store(bytes, Ordering::Relaxed);
        let mut tags = self.tags.lock();
        let mut sum: u64 = tags.values().map(|tag| tag.bytes.load(Ordering::Relaxed)).sum();
        while (sum > BYTES_MAX as u64 || tags.len() > TAGS_MAX) && tags.len() > 1 {
            let others = tags.iter().filter(|(own, _)| *own != key);
            let oldest = others.min_by_key(|(_, tag)| tag.used.load(Ordering::Relaxed));
            let Some(oldest) = oldest.map(|(own, _)| own.clone()) else { break };
            if let Some(gone) = tags.remove(&oldest) {
                sum -= gone.bytes.load(Ordering::Relaxed);
            }
        }
    }
}

impl Tag {
    /// Looks at the columns.
    pub(crate) fn look<T>(&self, look: impl FnOnce(&Columns) -> T) -> T {
        match self.columns.get() {
            Some(columns) => look(&columns.read()),
            None => look(&Columns::default()),
        }
    }

    /// Rows that are there.
    pub(crate) fn len(&self) -> usize {
        self.look(Columns::len)
    }

    fn replace(&self, columns: Columns) {
        if let Some(own) = self.columns.get() {
            *own.write() = columns;
        }
    }

    /// Puts in what waits; false where it came too late for that.
    async fn catch_up(&self, db: &Db, key: &str, need: Need) -> Outcome<bool> {
        let _turn = self.turn.lock().await;
        let Some(columns) = self.columns.get() else { return Ok(true) };
        let pending = std::mem::take(&mut *self.pending.lock());
        let with_words = columns.read().words.is_some();
        if !pending.written.is_empty() {
            let rows = read_some(db, key, pending.written, with_words).await?;
            let mut columns = columns.write();
            for (noted, text) in rows {
                if columns.insert(noted, text.as_deref()) == Err(TooLate) {
                    return Ok(false);
                }
            }
        }
        if !pending.gone.is_empty() {
            let mut columns = columns.write();
            pending.gone.iter().for_each(|post| columns.remove(*post));
        }
        if columns.read().is_unsettled() {
            columns.write().settle();
        }
        if need == Need::Words && !with_words {
            let posts = columns.read().posts.clone();
            let words = read_words(db, posts).await?;
            columns.write().words = Some(words);
        }
        Ok(true)
    }
}

fn read_columns(r: &Read<'_>, key: &str) -> Outcome<Columns> {
    let mut columns = Columns::default();
    r.each(&sql::OF_TAG, args![key], |row| {
        columns.push(Noted::read(row)?, None);
        Ok(())
    })?;
    Ok(columns)
}

async fn read_some(
    db: &Db,
    key: &str,
    posts: Vec<Id>,
    with_words: bool,
) -> Outcome<Vec<(Noted, Option<String>)>> {
    let key = key.to_owned();
    db.read(move |r| {
        let ids: Vec<i64> = posts.iter().map(|post| post.0).collect();
        let rows = r.rows(&sql::SOME_OF_TAG, args![key.as_str(), ids.as_slice()], Noted::read)?;
        let mut texts = if with_words { posts::Posts::texts(r, &posts)? } else { IdMap::default() };
        Ok(rows.into_iter().map(|noted| (texts.remove(&noted.post), noted)).map(|(t, n)| (n, t)).collect())
    })
    .await
}

/// The words of posts, some at a time, so that no reading thread is held up for long.
async fn read_words(db: &Db, posts: Vec<Id>) -> Outcome<Words> {
    let mut words = Words::default();
    for some in posts.chunks(TEXTS_CHUNK) {
        let ids = some.to_vec();
        let mut texts = db.read(move |r| posts::Posts::texts(r, &ids)).await?;
        some.iter().for_each(|post| words.push(&texts.remove(post).unwrap_or_default()));
    }
    Ok(words)
}
