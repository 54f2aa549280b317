//! The index: a file of SQLite's beside the data, whatever engine the data is in.
//!
//! It holds folded words and numbers, no texts; it is never asked what is true, only where to look. It may be deleted
//! at any time and is made anew.

mod document;
mod expression;
mod state;
mod statements;

use std::path::{Path, PathBuf};

use base::{Id, Outcome, Problem};
use store::{Db, Migration, Read, Settings, Write, args};

pub(crate) use document::{Document, Person};
pub(crate) use expression::{Eyes, Terms, name_expression, post_expression};
pub(crate) use state::{Phase, State, Walk};
use statements::*;

/// The schema of the index. An index of another version is made anew.
const VERSION: u32 = 1;
const SCHEMA: &[Migration] =
    &[Migration { feature: "search-index", version: VERSION, text: include_str!("0001_index.sql") }];
/// Threads that look things up.
const READERS: usize = 2;
/// Names of people that are ranked at the most; beyond, the newest accounts of them.
const NAMED_MAX: usize = 2_000;
/// Hashtags with the same beginning that are ranked at the most.
const TAGS_RANKED_MAX: usize = 5_000;

/// The file. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Index {
    pub(crate) db: Db,
    folder: PathBuf,
}

/// Which part of the hits is asked for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Window {
    pub(crate) above: i64,
    pub(crate) below: i64,
    pub(crate) forward: bool,
    pub(crate) limit: usize,
}

impl Index {
    /// Opens the index in `data`, or makes one. What cannot be read is thrown away: everything in it is elsewhere.
    pub(crate) async fn open(data: &Path) -> Outcome<Self> {
        let folder = data.join("search");
        match Self::try_open(&folder).await {
            Ok(index) => Ok(index),
            Err(problem) => {
                tracing::warn!(?problem, "the search index cannot be read and is made anew");
                std::fs::remove_dir_all(&folder).map_err(Problem::internal)?;
                Self::try_open(&folder).await
            }
        }
    }

    async fn try_open(folder: &Path) -> Outcome<Self> {
        std::fs::create_dir_all(folder).map_err(Problem::internal)?;
        let url = format!("sqlite:{}", folder.join("index.db").display());
        let db = Db::open(&Settings { readers: READERS, writers: 1, ..Settings::new(url) })?;
        db.migrate(SCHEMA.to_vec()).await?;
        Ok(Self { db, folder: folder.to_owned() })
    }

    /// Takes the only place of whoever fills this index, until the file is dropped. `None` if it is taken.
    pub(crate) fn lead(&self) -> Outcome<Option<std::fs::File>> {
        let file = std::fs::File::create(self.folder.join("lock")).map_err(Problem::internal)?;
        match file.try_lock() {
            Ok(()) => Ok(Some(file)),
            Err(std::fs::TryLockError::WouldBlock) => Ok(None),
            Err(std::fs::TryLockError::Error(cause)) => Err(Problem::internal(cause)),
        }
    }

    /// How far it is.
    pub(crate) async fn state(&self) -> Outcome<State> {
        let text = self.db.read(|r| r.row(&STATE, args!["state"], |row| row.get::<String>(0))).await?;
        text.map_or_else(
            || Ok(State::default()),
            |text| serde_json::from_str(&text).map_err(Problem::internal),
        )
    }

    /// Posts in it.
    pub(crate) async fn count(&self) -> Outcome<u64> {
        Ok(self.db.read(|r| r.row(&DOCS, &[], |row| row.get(0))).await?.unwrap_or(0))
    }

    /// `(post, author)` of hits within the window, in its order.
    pub(crate) async fn find(&self, expression: String, window: Window) -> Outcome<Vec<(Id, Id)>> {
        let statement = if window.forward { &FIND_UP } else { &FIND };
        let args = move |r: &Read<'_>| {
            let args = args![&expression, window.below, window.above, window.limit];
            r.rows(statement, args, |row| Ok((row.get(0)?, row.get(1)?)))
        };
        self.db.read(args).await
    }

    /// Which of `ids` are hits, in no order.
    pub(crate) async fn among(&self, expression: String, ids: Vec<i64>) -> Outcome<Vec<(Id, Id)>> {
        self.db
            .read(move |r| r.rows(&AMONG, args![&expression, &ids], |row| Ok((row.get(0)?, row.get(1)?))))
            .await
    }

    /// Those of `ids` that are in the index and not public.
    pub(crate) async fn not_public(&self, ids: Vec<i64>) -> Outcome<Vec<i64>> {
        self.db.read(move |r| r.column(&NOT_PUBLIC, args![&ids])).await
    }

    /// Posts in it from `from` to before `to`.
    pub(crate) async fn held(&self, from: Id, to: Id) -> Outcome<Vec<Id>> {
        self.db.read(move |r| r.column(&HELD, args![from, to])).await
    }

    /// Hashtags that begin so, the most used first.
    pub(crate) async fn tags(&self, beginning: String, limit: usize) -> Outcome<Vec<(String, i64)>> {
        let above = format!("{beginning}\u{10FFFF}");
        let ranked = move |r: &Read<'_>| {
            let args = args![&beginning, &above, TAGS_RANKED_MAX, limit];
            r.rows(&TAGS, args, |row| Ok((row.get(0)?, row.get(1)?)))
        };
        self.db.read(ranked).await
    }

    /// `(person, followers)` of those with such names; of `among` alone where there are more than can be ranked.
    pub(crate) async fn named(&self, expression: String, among: Vec<i64>) -> Outcome<Vec<(Id, i64)>> {
        let ranked = move |r: &Read<'_>| {
            let pair = |row: &store::Row<'_>| Ok((row.get(0)?, row.get(1)?));
            let mut found = r.rows(&NAMED, args![&expression, NAMED_MAX], pair)?;
            if found.len() == NAMED_MAX && !among.is_empty() {
                found.extend(r.rows(&NAMED_AMONG, args![&expression, &among], pair)?);
            }
            Ok(found)
        };
        self.db.read(ranked).await
    }

    /// People who want to be found, by how many follow them.
    pub(crate) async fn most_followed(&self, limit: usize) -> Outcome<Vec<Id>> {
        self.db.read(move |r| r.column(&MOST_FOLLOWED, args![limit])).await
    }

    /// People who want to be found.
    pub(crate) async fn directory(&self, order: Order, limit: usize, offset: usize) -> Outcome<Vec<Id>> {
        let statement = match order {
            Order::Active => &ACTIVE,
            Order::New => &NEW,
        };
        self.db.read(move |r| r.column(statement, args![limit, offset])).await
    }

    /// Writes what changed.
    pub(crate) async fn write(&self, changes: Changes) -> Outcome<()> {
        if changes.is_empty() {
            return Ok(());
        }
        self.db
            .write(move |w| {
                changes.cut.iter().try_for_each(|&id| cut(w, id))?;
                changes.documents.iter().try_for_each(|document| put(w, document))?;
                changes.gone.iter().try_for_each(|&id| cut_person(w, id))?;
                changes.people.iter().try_for_each(|person| put_person(w, person))
            })
            .await
    }

    /// Notes how far it is, after everything up to there was written; nothing if somebody else noted something
    /// since `before` was read: then they have emptied it.
    pub(crate) async fn advance(&self, before: State, after: State) -> Outcome<()> {
        self.db
            .write(move |w| {
                let now = w.row(&STATE, args!["state"], |row| row.get::<String>(0))?;
                let known = now.map_or_else(|| Ok(State::default()), |text| serde_json::from_str(&text));
                match known.map_err(Problem::internal)? == before {
                    true => set_state(w, &after),
                    false => Ok(()),
                }
            })
            .await
    }

    /// Empties it; it is to be filled by `walk`.
    pub(crate) async fn empty(&self, state: State) -> Outcome<()> {
        self.db
            .write(move |w| {
                for statement in [&EMPTY_WORDS, &EMPTY_NAMES, &EMPTY_DOCS, &EMPTY_TAGS, &EMPTY_PEOPLE] {
                    w.run(statement, &[])?;
                }
                set_state(w, &state)
            })
            .await
    }
}

/// The order of the directory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Order {
    /// Who posted last comes first.
    Active,
    /// Who came last comes first.
    New,
}

/// What is to be written.
#[derive(Default)]
pub(crate) struct Changes {
    /// Posts that are gone, or not for the index.
    pub(crate) cut: Vec<Id>,
    /// Posts with their words.
    pub(crate) documents: Vec<Document>,
    /// People who are gone.
    pub(crate) gone: Vec<Id>,
    /// People with their names.
    pub(crate) people: Vec<Person>,
}

impl Changes {
    fn is_empty(&self) -> bool {
        self.cut.is_empty() && self.documents.is_empty() && self.gone.is_empty() && self.people.is_empty()
    }
}

fn set_state(w: &Write<'_>, state: &State) -> Outcome<()> {
    let text = serde_json::to_string(state).map_err(Problem::internal)?;
    w.run(&SET_STATE, args!["state", &text])?;
    Ok(())
}

fn cut(w: &Write<'_>, id: Id) -> Outcome<()> {
    let Some(tags) = w.row(&TAGS_OF, args![id], |row| row.get::<String>(0))? else { return Ok(()) };
    for tag in tags.split(' ').filter(|tag| !tag.is_empty()) {
        w.run(&COUNT_TAG, args![tag, -1_i64])?;
        w.run(&UNUSED_TAG, args![tag])?;
    }
    w.run(&CUT_DOC, args![id])?;
    w.run(&CUT_WORDS, args![id])?;
    Ok(())
}

fn put(w: &Write<'_>, document: &Document) -> Outcome<()> {
    cut(w, document.id)?;
    for tag in &document.tags {
        w.run(&COUNT_TAG, args![tag, 1_i64])?;
    }
    // Keys of hashtags hold no spaces.
    w.run(&PUT_DOC, args![document.id, document.author, document.public, &document.tags.join(" ")])?;
    w.run(&PUT_WORDS, args![document.id, &document.entries])?;
    Ok(())
}

fn cut_person(w: &Write<'_>, id: Id) -> Outcome<()> {
    if w.run(&CUT_PERSON, args![id])? == 1 {
        w.run(&CUT_NAME, args![id])?;
    }
    Ok(())
}

fn put_person(w: &Write<'_>, person: &Person) -> Outcome<()> {
    cut_person(w, person.id)?;
    w.run(&PUT_PERSON, args![person.id, person.followers, person.active_ms, person.discoverable])?;
    w.run(&PUT_NAME, args![person.id, &person.entries])?;
    Ok(())
}

#[cfg(test)]
mod tests;
