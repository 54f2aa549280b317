//! Counting what is shown. Whoever shows posts says so ([`posts::Posts::seen`]); that puts them into a list in memory,
//! under one lock for a whole page. A task sorts the list by hashtag and hour every second, and writes the sums down
//! every minute and when the server stops: a crash loses at most a minute. Who saw what stands nowhere: a reader is a
//! hash by a secret key, which only moves registers of a sketch.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use ::store::{Read, Write, args};
use base::{DAY_MS, HOUR_MS, Id, Ms, Outcome, random};
use parking_lot::Mutex;
use posts::{Shown, View, Visibility};
use tokio::sync::OnceCell;

use crate::Insights;
use crate::model::Window;
use crate::sketch::{Sketch, keyed};
use crate::store as sql;

/// Lists into which readers are spread, so that they seldom wait for each other.
const LISTS: usize = 16;
/// Entries of one list; what comes when it is full is not counted.
const ENTRIES_MAX: usize = 1 << 16;
/// Hashtags and hours that wait to be written.
const SUMS_MAX: usize = 8_192;
/// How often the lists are sorted.
const SORT_MS: u64 = 1_000;
/// How often sums are written.
const WRITE_EVERY: u32 = 60;
/// Sums that one transaction writes.
const WRITE_CHUNK: usize = 200;
const HOUR: i64 = 0;
const DAY: i64 = 1;

type Entry = (Arc<Shown>, Option<Id>);

/// What was shown and not written yet.
#[derive(Default)]
pub(crate) struct Seen {
    lists: [Mutex<Vec<Entry>>; LISTS],
    sums: Mutex<HashMap<(String, Ms), Sum>>,
    key: OnceCell<(u64, u64)>,
}

/// How often, and to whom about.
#[derive(Debug, Clone, Default)]
struct Sum {
    views: u64,
    readers: Sketch,
}

impl Seen {
    /// Posts are shown to a reader: public ones with hashtags count, but for one's own.
    pub(crate) fn hear(&self, views: &[View], viewer: Option<Id>) {
        let counts = |view: &&View| {
            let post = view.inner.as_deref().unwrap_or(view);
            post.shown.visibility == Visibility::Public
                && !post.shown.tags().is_empty()
                && viewer != Some(post.shown.author)
        };
        let mut list = None;
        for view in views.iter().filter(counts) {
            let shown = view.inner.as_deref().unwrap_or(view).shown.clone();
            let place = viewer.map_or(0, |viewer| viewer.0.unsigned_abs() as usize >> 4) % LISTS;
            let list = list.get_or_insert_with(|| self.lists[place].lock());
            if list.len() < ENTRIES_MAX {
                list.push((shown, viewer));
            }
        }
    }

    /// Sorts what was heard by hashtag and hour.
    fn sort(&self, key: (u64, u64), now: Ms) {
        let hour = now - now.rem_euclid(HOUR_MS);
        for list in &self.lists {
            let entries = std::mem::take(&mut *list.lock());
            if entries.is_empty() {
                continue;
            }
            let mut sums = self.sums.lock();
            for (shown, viewer) in entries {
                for tag in shown.tags() {
                    let place = (tag.clone(), hour);
                    if sums.len() >= SUMS_MAX && !sums.contains_key(&place) {
                        continue;
                    }
                    let sum = sums.entry(place).or_default();
                    sum.views += 1;
                    if let Some(viewer) = viewer {
                        sum.readers.add(keyed(key, viewer.0));
                    }
                }
            }
        }
    }

    fn add_waiting(&self, tag: &str, (from, until): (Ms, Ms), sum: &mut Sum) {
        let waiting = self.sums.lock();
        let fits = |(own, at): &(String, Ms)| own == tag && *at >= from && *at < until;
        for (_, more) in waiting.iter().filter(|(place, _)| fits(place)) {
            sum.add(more.views, &more.readers);
        }
    }
}

impl Sum {
    fn add(&mut self, views: u64, readers: &Sketch) {
        self.views += views;
        self.readers.merge(readers);
    }
}

impl Insights {
    /// Counts what is shown until the bus stops.
    pub fn start(&self) {
        let me = self.clone();
        tokio::spawn(async move {
            for turn in 1_u32.. {
                tokio::select! {
                    () = tokio::time::sleep(Duration::from_millis(SORT_MS)) => {}
                    () = me.0.ground.bus.stopped() => return,
                }
                let done = if turn % WRITE_EVERY == 0 { me.flush().await } else { me.sort_seen().await };
                if let Err(problem) = done {
                    tracing::warn!(?problem, "what was shown could not be counted");
                }
            }
        });
    }

    async fn sort_seen(&self) -> Outcome<()> {
        let key = self.key().await?;
        self.0.seen.sort(key, self.0.ground.clock.now_ms());
        Ok(())
    }

    /// Writes down what was counted. To be called before the server stops.
    pub async fn flush(&self) -> Outcome<()> {
        self.sort_seen().await?;
        let sums: Vec<((String, Ms), Sum)> = self.0.seen.sums.lock().drain().collect();
        let mut rest = sums.into_iter();
        loop {
            let some: Vec<_> = rest.by_ref().take(WRITE_CHUNK).collect();
            if some.is_empty() {
                return Ok(());
            }
            self.0
                .ground
                .db
                .write(move |w| some.iter().try_for_each(|(place, sum)| write(w, place, sum)))
                .await?;
        }
    }

    /// The secret of the sketches: made once, the same on every node.
    async fn key(&self) -> Outcome<(u64, u64)> {
        let make = || async {
            let new =
                format!("{} {}", u64::from_le_bytes(random::bytes()), u64::from_le_bytes(random::bytes()));
            let kept = self.0.ground.db.write(move |w| {
                w.run(&sql::KEEP_STATE, args!["key", &new])?;
                w.row(&sql::STATE, args!["key"], |row| row.get::<String>(0))
            });
            let kept = kept.await?.unwrap_or_default();
            let mut parts = kept.split(' ').map(|part| part.parse().unwrap_or_default());
            Ok((parts.next().unwrap_or_default(), parts.next().unwrap_or_default()))
        };
        self.0.seen.key.get_or_try_init(make).await.copied()
    }

    /// How often posts with a hashtag were shown in the hours that a window touches, and to how many about.
    pub(crate) async fn seen(&self, tag: &str, window: Window) -> Outcome<(u64, u64)> {
        self.sort_seen().await?;
        let from = window.from - window.from.rem_euclid(HOUR_MS);
        let key = tag.to_owned();
        let mut sum = self.0.ground.db.read(move |r| read(r, &key, (from, window.until))).await?;
        self.0.seen.add_waiting(tag, (from, window.until), &mut sum);
        Ok((sum.views, sum.readers.estimate()))
    }
}

/// Adds a sum to its hour and its day. The first statement locks the row, so that what is read then is what is there.
fn write(w: &mut Write<'_>, (tag, hour): &(String, Ms), sum: &Sum) -> Outcome<()> {
    let views = i64::try_from(sum.views).unwrap_or(i64::MAX);
    for (span, at) in [(HOUR, *hour), (DAY, hour - hour.rem_euclid(DAY_MS))] {
        let new = sum.readers.bytes();
        let place = args![tag, span, at, views];
        if w.run(&sql::VIEWED, place)? == 0
            && w.run(&sql::VIEWED_FIRST, args![tag, span, at, views, new.as_slice()])? == 0
        {
            w.run(&sql::VIEWED, place)?;
        }
        let known = w.row(&sql::READERS, args![tag, span, at], |row| row.get::<Vec<u8>>(0))?;
        let mut readers = Sketch::from_bytes(&known.unwrap_or_default());
        readers.merge(&sum.readers);
        let all = readers.bytes();
        w.run(&sql::SET_READERS, args![tag, span, at, all.as_slice()])?;
    }
    Ok(())
}

/// Whole days by their own rows, the hours at both ends by theirs.
fn read(r: &Read<'_>, tag: &str, (from, until): (Ms, Ms)) -> Outcome<Sum> {
    let first_day = from + (-from).rem_euclid(DAY_MS);
    let last_day = until - until.rem_euclid(DAY_MS);
    let parts = if first_day < last_day {
        vec![(HOUR, from, first_day), (DAY, first_day, last_day), (HOUR, last_day, until)]
    } else {
        vec![(HOUR, from, until)]
    };
    let mut sum = Sum::default();
    for (span, from, until) in parts.into_iter().filter(|(_, from, until)| from < until) {
        r.each(&sql::VIEWS, args![tag, span, from, until], |row| {
            sum.add(row.get(1)?, &Sketch::from_bytes(&row.get::<Vec<u8>>(2)?));
            Ok(())
        })?;
    }
    Ok(sum)
}
