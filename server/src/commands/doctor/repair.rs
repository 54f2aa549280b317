//! Putting right what is counted wrong or belongs to nothing, a little at a time: however large the database is, no
//! statement takes long, nothing stays locked, and whoever breaks it off goes on later where it was.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use base::{Kind, Outcome};
use store::{Db, Read};

use super::ask::number;
use super::data::COUNTERS;
use crate::commands::{progress, told};

/// Rows that the first batch looks at.
const ROWS_FIRST: u64 = 64;
const ROWS_MAX: u64 = 16_384;
/// What a batch should take; the next ones grow or shrink towards it.
const BATCH_TIME: Duration = Duration::from_millis(500);
/// Where a repair was when it was broken off, in the data folder.
const POSITION: &str = "repair.position";

/// What a repair did.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Repaired {
    pub(super) changed: u64,
    pub(super) looked_at: u64,
}

/// A table to go through in the order of `key`, one or two positive integers that have an index.
struct Walk {
    table: &'static str,
    key: &'static str,
    mend: fn(range: &str) -> String,
}

const WALKS: &[Walk] = &[
    Walk { table: "account_stats", key: "account_id", mend: count_again },
    Walk {
        table: "thread_index",
        key: "root_id, post_id",
        mend: |range| remove_orphans("thread_index", range),
    },
    Walk { table: "tag_posts", key: "post_id", mend: |range| remove_orphans("tag_posts", range) },
];

fn count_again(range: &str) -> String {
    let set: Vec<String> = COUNTERS.iter().map(|(column, counted)| format!("{column} = {counted}")).collect();
    let wrong: Vec<String> =
        COUNTERS.iter().map(|(column, counted)| format!("{column} <> {counted}")).collect();
    format!("UPDATE account_stats SET {} WHERE {range} AND ({})", set.join(", "), wrong.join(" OR "))
}

fn remove_orphans(table: &str, range: &str) -> String {
    format!(
        "DELETE FROM {table} WHERE {range} AND NOT EXISTS (SELECT 1 FROM posts p WHERE p.id = {table}.post_id)"
    )
}

/// Puts counters right and removes what belongs to no post. What was done when it fails or is broken off stays done,
/// and the next call goes on from there.
///
/// # Errors
/// In words, when the database does not let it.
pub(super) async fn repair(db: &Db, data: &Path) -> Result<Repaired, String> {
    let mut at = Position::read(data);
    let mut done = Repaired::default();
    for (n, walk) in WALKS.iter().enumerate().skip(at.walk) {
        let after = if n == at.walk { std::mem::take(&mut at.after) } else { Vec::new() };
        at = Position { walk: n, after, file: at.file };
        walk.go(db, &mut at, &mut done).await?;
    }
    at.forget();
    Ok(done)
}

impl Walk {
    async fn go(&self, db: &Db, at: &mut Position, done: &mut Repaired) -> Result<(), String> {
        if at.after.len() != self.width() {
            at.after = vec![0; self.width()];
        }
        let bar = progress("repair", self.left(db, &at.after).await.map_err(|problem| told(&problem))?);
        let mut pace = Pace::default();
        loop {
            match self.batch(db, &at.after, pace.rows).await {
                Ok(batch) => {
                    pace.took(batch.time);
                    done.changed += batch.changed;
                    done.looked_at += batch.rows;
                    bar.inc(batch.rows);
                    let Some(last) = batch.last else { break };
                    at.after = last;
                    at.write()?;
                }
                Err(problem) if problem.kind() == Kind::Unavailable && pace.was_too_long() => {}
                Err(problem) => return Err(told(&problem)),
            }
        }
        bar.finish_and_clear();
        Ok(())
    }

    fn width(&self) -> usize {
        self.key.split(", ").count()
    }

    /// How many rows are still to be looked at. Counting has no limit in time and locks nothing.
    async fn left(&self, db: &Db, after: &[i64]) -> Outcome<u64> {
        let text = format!("SELECT COUNT(*) FROM {} WHERE {}", self.table, self.beyond(after));
        db.snapshot(move |r| number(r, &text)).await.map(i64::unsigned_abs)
    }

    fn beyond(&self, after: &[i64]) -> String {
        format!("({}) > ({})", self.key, listed(after))
    }

    /// Mends the next `rows` rows, in a transaction of their own.
    async fn batch(&self, db: &Db, after: &[i64], rows: u64) -> Outcome<Batch> {
        let (table, key, mend) = (self.table, self.key, self.mend);
        let (beyond, width) = (self.beyond(after), self.width());
        db.write(move |w| {
            let began = Instant::now();
            let end = format!(
                "SELECT {key} FROM {table} WHERE {beyond} ORDER BY {key} LIMIT 1 OFFSET {}",
                rows - 1
            );
            let last = key_of(w, &end, width)?;
            // The last batch has fewer rows than it may, and no upper end.
            let range = match &last {
                Some(last) => format!("{beyond} AND ({key}) <= ({})", listed(last)),
                None => beyond,
            };
            let rows = number(w, &format!("SELECT COUNT(*) FROM {table} WHERE {range}"))?.unsigned_abs();
            let changed = w.run_raw(&mend(&range), &[])?;
            Ok(Batch { changed, rows, last, time: began.elapsed() })
        })
        .await
    }
}

struct Batch {
    changed: u64,
    rows: u64,
    /// Its last row's key; none when no row is left.
    last: Option<Vec<i64>>,
    time: Duration,
}

fn key_of(r: &Read<'_>, text: &str, width: usize) -> Outcome<Option<Vec<i64>>> {
    let mut key = None;
    r.raw(text, |row| {
        key = Some((0..width).map(|n| row.get(n)).collect::<Outcome<Vec<i64>>>()?);
        Ok(())
    })?;
    Ok(key)
}

fn listed(key: &[i64]) -> String {
    key.iter().map(i64::to_string).collect::<Vec<_>>().join(", ")
}

/// How many rows a batch looks at.
struct Pace {
    rows: u64,
}

impl Default for Pace {
    fn default() -> Self {
        Self { rows: ROWS_FIRST }
    }
}

impl Pace {
    fn took(&mut self, time: Duration) {
        if time > BATCH_TIME {
            self.rows = (self.rows / 2).max(1);
        } else if time < BATCH_TIME / 4 {
            self.rows = (self.rows * 2).min(ROWS_MAX);
        }
    }

    /// The database stopped a batch. Whether a smaller one can be tried.
    fn was_too_long(&mut self) -> bool {
        let smaller = self.rows > 1;
        self.rows = (self.rows / 16).max(1);
        smaller
    }
}

/// How far a repair is: the number of the walk, and the last key that it has done.
#[derive(Debug, PartialEq, Eq)]
struct Position {
    walk: usize,
    after: Vec<i64>,
    file: PathBuf,
}

impl Position {
    /// What was broken off, or the beginning.
    fn read(data: &Path) -> Self {
        let file = data.join(POSITION);
        let text = std::fs::read_to_string(&file).unwrap_or_default();
        let (walk, after) = Self::parse(&text).unwrap_or_default();
        Self { walk, after, file }
    }

    fn parse(text: &str) -> Option<(usize, Vec<i64>)> {
        let mut words = text.split_whitespace();
        let table = words.next()?;
        let walk = WALKS.iter().position(|walk| walk.table == table)?;
        let after: Vec<i64> = words.map(|word| word.parse().ok()).collect::<Option<_>>()?;
        (after.len() == WALKS[walk].width()).then_some((walk, after))
    }

    fn text(&self) -> String {
        let table = WALKS.get(self.walk).map_or("", |walk| walk.table);
        format!("{table} {}\n", listed(&self.after).replace(',', ""))
    }

    fn write(&self) -> Result<(), String> {
        std::fs::write(&self.file, self.text()).map_err(|cause| format!("{}: {cause}", self.file.display()))
    }

    fn forget(&self) {
        // Nothing was written where one batch was enough.
        drop(std::fs::remove_file(&self.file));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn batches_grow_while_they_are_quick_and_shrink_when_they_are_not() {
        let mut pace = Pace::default();
        (0..20).for_each(|_| pace.took(Duration::from_millis(1)));
        assert_eq!(pace.rows, ROWS_MAX);
        pace.took(BATCH_TIME / 2);
        assert_eq!(pace.rows, ROWS_MAX);
        pace.took(BATCH_TIME * 2);
        assert_eq!(pace.rows, ROWS_MAX / 2);
        assert!(pace.was_too_long() && pace.was_too_long() && pace.was_too_long());
        assert!(pace.was_too_long() && !pace.was_too_long());
        assert_eq!(pace.rows, 1);
    }

    #[test]
    fn positions_are_read_as_they_were_written() {
        let folder = tempfile::tempdir().unwrap();
        let start = Position::read(folder.path());
        assert_eq!((start.walk, start.after.len()), (0, 0));
        let at = Position { walk: 1, after: vec![5, i64::MAX], file: start.file };
        at.write().unwrap();
        assert_eq!(Position::read(folder.path()), at);
        at.forget();
        assert_eq!(Position::read(folder.path()).walk, 0);
        for bad in ["", "thread_index", "thread_index 1", "posts 1", "tag_posts x", "tag_posts 1 2"] {
            assert_eq!(Position::parse(bad), None, "{bad}");
        }
    }
}
