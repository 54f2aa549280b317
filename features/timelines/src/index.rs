//! The recent posts of authors, in memory: what the home timeline is merged from.
//!
//! An author has a slot for as long as the process lives, so that readers can keep slot numbers. What the slot holds
//! is loaded when a reader first needs it, kept current by events, and evicted when the index outgrows its budget.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};
use std::sync::atomic::{AtomicU32, Ordering};

use base::{Id, Page};
use parking_lot::RwLock;
use posts::{Head, PostPublished, Visibility};

/// Posts of an author that are loaded; twice as many are kept before it is cut back.
pub(crate) const HEADS_KEPT: usize = 64;
/// Bytes of one entry and of an author's slot, roughly.
const ENTRY_BYTES: usize = size_of::<Entry>();
const SLOT_BYTES: usize = 96;

/// A post as the merge needs it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) id: Id,
    /// What it answers or boosts.
    pub(crate) other: Id,
    /// Whose that is.
    pub(crate) other_author: Id,
    pub(crate) kind: Kind,
    pub(crate) visibility: Visibility,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Post,
    Answer,
    Boost,
}

impl From<Head> for Entry {
    fn from(head: Head) -> Self {
        let (kind, other, other_author) = match (head.boost_of, head.reply_to) {
            (Some(of), _) => (Kind::Boost, of, head.boost_of_author.unwrap_or_default()),
            (None, Some(to)) => (Kind::Answer, to, head.reply_to_author.unwrap_or_default()),
            (None, None) => (Kind::Post, Id(0), Id(0)),
        };
        Self { id: head.id, other, other_author, kind, visibility: head.visibility }
    }
}

impl From<&PostPublished> for Entry {
    fn from(event: &PostPublished) -> Self {
        Self::from(Head {
            id: event.post,
            visibility: event.visibility(),
            reply_to: event.reply_to,
            reply_to_author: event.reply_to_author,
            boost_of: event.boost_of,
            boost_of_author: event.boost_of_author,
        })
    }
}

/// Where an author's entries are.
pub(crate) type Slot = u32;

pub(crate) struct Index {
    slots: RwLock<Slots>,
    budget_bytes: usize,
    tick: AtomicU32,
}

#[derive(Default)]
struct Slots {
    by_author: HashMap<Id, Slot>,
    authors: Vec<Author>,
    entries: usize,
}

struct Author {
    id: Id,
    /// Newest first. `None` until loaded.
    entries: Option<Vec<Entry>>,
    /// Whether `entries` reaches back to the author's first post.
    complete: bool,
    /// Counts events, so that a load that raced with one is noticed.
    version: u32,
    /// When a reader last needed it.
    used: AtomicU32,
}

/// What a merge came to.
pub(crate) struct Merged {
    /// `(entry, author)`, newest first (or oldest first when reading forward).
    pub(crate) entries: Vec<(Entry, Id)>,
    /// Memory did not reach far enough: the rest has to be read from the database.
    pub(crate) short: bool,
}

impl Index {
    pub(crate) fn new(budget_bytes: usize) -> Self {
        Self { slots: RwLock::default(), budget_bytes, tick: AtomicU32::new(0) }
    }

    /// The slots of `authors`, made where there are none.
    pub(crate) fn slots_of(&self, authors: impl Iterator<Item = Id>) -> Vec<Slot> {
        let mut slots = self.slots.write();
        authors.map(|author| slots.slot(author)).collect()
    }

    /// Authors among `slots` whose entries are not in memory, with the version to hand back to [`Index::fill`].
    pub(crate) fn missing(&self, slots: &[Slot]) -> Vec<(Slot, Id, u32)> {
        let held = self.slots.read();
        let empty = slots.iter().filter_map(|&slot| Some((slot, held.authors.get(slot as usize)?)));
        empty.filter(|(_, a)| a.entries.is_none()).map(|(slot, a)| (slot, a.id, a.version)).collect()
    }

    /// Keeps what was loaded for an author, unless something happened to it in the meantime.
    pub(crate) fn fill(&self, slot: Slot, version: u32, heads: Vec<Head>) {
        let mut slots = self.slots.write();
        let Some(author) = slots.authors.get_mut(slot as usize) else { return };
        if author.version != version || author.entries.is_some() {
            return;
        }
        author.complete = heads.len() < HEADS_KEPT;
        author.used.store(self.tick.load(Ordering::Relaxed), Ordering::Relaxed);
        let count = heads.len();
        author.entries = Some(heads.into_iter().map(Entry::from).collect());
        slots.entries += count;
        slots.make_room(self.budget_bytes);
    }

    pub(crate) fn add(&self, author: Id, entry: Entry) {
        let mut slots = self.slots.write();
        let Some(author) = slots.known(author) else { return };
        author.version += 1;
        let Some(entries) = &mut author.entries else { return };
        let at = entries.partition_point(|e| e.id > entry.id);
        if entries.get(at).is_some_and(|e| e.id == entry.id) {
            return;
        }
        entries.insert(at, entry);
        let mut change = 1_isize;
        if entries.len() > 2 * HEADS_KEPT {
            entries.truncate(HEADS_KEPT);
            author.complete = false;
            change -= HEADS_KEPT as isize + 1;
        }
        slots.entries = slots.entries.saturating_add_signed(change);
    }

    pub(crate) fn remove(&self, author: Id, post: Id) {
        let mut slots = self.slots.write();
        let Some(author) = slots.known(author) else { return };
        author.version += 1;
        let Some(entries) = &mut author.entries else { return };
        let before = entries.len();
        entries.retain(|e| e.id != post);
        let removed = before - entries.len();
        slots.entries -= removed;
    }

    /// What is in memory of an author is not true any more.
    pub(crate) fn drop_author(&self, author: Id) {
        let mut slots = self.slots.write();
        let Some(author) = slots.known(author) else { return };
        author.version += 1;
        let count = author.entries.take().map_or(0, |entries| entries.len());
        slots.entries -= count;
    }

    /// Merges the entries of `slots` within `page`, keeping those that `wanted` wants, until there are `page.limit`.
    pub(crate) fn merge(
        &self,
        slots: &[Slot],
        page: Page,
        mut wanted: impl FnMut(&Entry, Id) -> bool,
    ) -> Merged {
        let tick = self.tick.fetch_add(1, Ordering::Relaxed);
        let held = self.slots.read();
        let mut merged = Merged { entries: Vec::with_capacity(page.limit), short: false };
        let mut heap = BinaryHeap::with_capacity(slots.len());
        for &slot in slots {
            let Some(author) = held.authors.get(slot as usize) else { continue };
            author.used.store(tick, Ordering::Relaxed);
            let Some(entries) = &author.entries else {
                merged.short = true;
                return merged;
            };
            match start(author, entries, page) {
                Start::At(at) => heap.push(step(entries, at, slot, page)),
                Start::Empty => {}
                Start::Unknown if page.forward() => {
                    merged.short = true;
                    return merged;
                }
                // Nothing of this author in memory is old enough: everything below its oldest entry is unknown.
                Start::Unknown => heap.push((0, Reverse(slot), usize::MAX)),
            }
        }
        while let Some((_, Reverse(slot), at)) = heap.pop() {
            let author = &held.authors[slot as usize];
            let entries = author.entries.as_deref().unwrap_or_default();
            let Some(entry) = entries.get(at) else {
                merged.short = true;
                break;
            };
            if !page.holds(entry.id) {
                if page.forward() { break } else { continue }
            }
            if wanted(entry, author.id) {
                merged.entries.push((*entry, author.id));
                if merged.entries.len() == page.limit {
                    break;
                }
            }
            match next(author, entries, at, page) {
                Start::At(at) => heap.push(step(entries, at, slot, page)),
                Start::Empty => {}
                // The author's memory ends here, right below this entry; nothing older can be told in order.
                Start::Unknown => {
                    merged.short = true;
                    break;
                }
            }
        }
        merged
    }

    /// Entries in memory, for metrics.
    pub(crate) fn entries(&self) -> usize {
        self.slots.read().entries
    }
}

enum Start {
    At(usize),
    Empty,
    Unknown,
}

/// The heap's key makes the newest entry come first, or the oldest when reading forward.
fn step(entries: &[Entry], at: usize, slot: Slot, page: Page) -> (i64, Reverse<Slot>, usize) {
    let id = entries[at].id.0;
    (if page.forward() { -id } else { id }, Reverse(slot), at)
}

/// Where an author's part of the page begins.
fn start(author: &Author, entries: &[Entry], page: Page) -> Start {
    if page.forward() {
        // Entries above the bound are known only if memory reaches down to it.
        let reaches = author.complete || entries.last().is_some_and(|oldest| oldest.id.0 <= page.above());
        if !reaches {
            return Start::Unknown;
        }
        let count = entries.partition_point(|e| e.id.0 > page.above());
        return count.checked_sub(1).map_or(Start::Empty, Start::At);
    }
    let at = entries.partition_point(|e| e.id.0 >= page.below());
    match entries.get(at) {
        Some(_) => Start::At(at),
        None if author.complete => Start::Empty,
        None => Start::Unknown,
    }
}

fn next(author: &Author, entries: &[Entry], at: usize, page: Page) -> Start {
    if page.forward() {
        return at.checked_sub(1).map_or(Start::Empty, Start::At);
    }
    match entries.get(at + 1) {
        Some(_) => Start::At(at + 1),
        None if author.complete => Start::Empty,
        None => Start::Unknown,
    }
}

impl Slots {
    fn slot(&mut self, id: Id) -> Slot {
        let next = self.authors.len() as Slot;
        *self.by_author.entry(id).or_insert_with(|| {
            let used = AtomicU32::new(0);
            self.authors.push(Author { id, entries: None, complete: false, version: 0, used });
            next
        })
    }

    fn known(&mut self, id: Id) -> Option<&mut Author> {
        let slot = *self.by_author.get(&id)?;
        self.authors.get_mut(slot as usize)
    }

    /// Evicts a tenth of the authors, those that were needed the longest ago.
    fn make_room(&mut self, budget_bytes: usize) {
        if self.entries * ENTRY_BYTES + self.authors.len() * SLOT_BYTES <= budget_bytes {
            return;
        }
        let loaded = |a: &&mut Author| a.entries.is_some();
        let mut ages: Vec<u32> = self.authors.iter_mut().filter(loaded).map(|a| *a.used.get_mut()).collect();
        let Some(cut) = ages.len().checked_div(10).filter(|&cut| cut > 0) else { return };
        let (_, &mut oldest, _) = ages.select_nth_unstable(cut);
        for author in &mut self.authors {
            if *author.used.get_mut() <= oldest {
                self.entries -= author.entries.take().map_or(0, |entries| entries.len());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn head(id: i64) -> Head {
        Head {
            id: Id(id),
            visibility: Visibility::Public,
            reply_to: None,
            reply_to_author: None,
            boost_of: None,
            boost_of_author: None,
        }
    }

    fn filled(authors: &[&[i64]]) -> (Index, Vec<Slot>) {
        let index = Index::new(1 << 20);
        let slots = index.slots_of((1..=authors.len() as i64).map(Id));
        for (slot, ids) in slots.iter().zip(authors) {
            index.fill(*slot, 0, ids.iter().copied().map(head).collect());
        }
        (index, slots)
    }

    fn ids(merged: &Merged) -> Vec<i64> {
        merged.entries.iter().map(|(e, _)| e.id.0).collect()
    }

    #[test]
    fn newest_first_across_authors() {
        let (index, slots) = filled(&[&[9, 5, 1], &[8, 6], &[]]);
        assert_eq!(ids(&index.merge(&slots, Page::newest(4), |_, _| true)), [9, 8, 6, 5]);
        let below = Page { max_id: Some(Id(8)), ..Page::newest(10) };
        assert_eq!(ids(&index.merge(&slots, below, |_, _| true)), [6, 5, 1]);
        let above = Page { since_id: Some(Id(5)), ..Page::newest(10) };
        assert_eq!(ids(&index.merge(&slots, above, |_, _| true)), [9, 8, 6]);
        let forward = Page { min_id: Some(Id(1)), ..Page::newest(3) };
        assert_eq!(ids(&index.merge(&slots, forward, |_, _| true)), [5, 6, 8]);
    }

    #[test]
    fn it_says_when_memory_ends() {
        let many: Vec<i64> = (1..=HEADS_KEPT as i64).rev().map(|n| n + 1_000).collect();
        let (index, slots) = filled(&[&many, &[5, 4]]);
        let all = index.merge(&slots, Page::newest(200), |_, _| true);
        assert!(all.short && all.entries.len() == HEADS_KEPT, "{}", all.entries.len());
        assert!(!index.merge(&slots, Page::newest(20), |_, _| true).short);
        let deep = Page { max_id: Some(Id(100)), ..Page::newest(5) };
        let deep = index.merge(&slots, deep, |_, _| true);
        assert!(deep.short);
        let forward = Page { min_id: Some(Id(3)), ..Page::newest(5) };
        assert!(index.merge(&slots, forward, |_, _| true).short);
    }

    #[test]
    fn a_load_that_raced_with_a_post_is_not_kept() {
        let index = Index::new(1 << 20);
        let slots = index.slots_of([Id(1)].into_iter());
        let missing = index.missing(&slots);
        index.add(Id(1), Entry::from(head(7)));
        index.fill(missing[0].0, missing[0].2, vec![]);
        assert_eq!(index.missing(&slots).len(), 1, "the stale load was refused");
        let missing = index.missing(&slots);
        index.fill(missing[0].0, missing[0].2, vec![head(7)]);
        assert_eq!(ids(&index.merge(&slots, Page::newest(5), |_, _| true)), [7]);
    }

    #[test]
    fn adding_twice_and_removing() {
        let (index, slots) = filled(&[&[3]]);
        index.add(Id(1), Entry::from(head(9)));
        index.add(Id(1), Entry::from(head(9)));
        index.add(Id(1), Entry::from(head(6)));
        assert_eq!(ids(&index.merge(&slots, Page::newest(5), |_, _| true)), [9, 6, 3]);
        index.remove(Id(1), Id(6));
        assert_eq!(ids(&index.merge(&slots, Page::newest(5), |_, _| true)), [9, 3]);
        assert_eq!(index.entries(), 2);
        index.drop_author(Id(1));
        assert_eq!((index.entries(), index.missing(&slots).len()), (0, 1));
    }

    #[test]
    fn it_stays_within_its_budget() {
        let index = Index::new(100 * 1_024);
        let slots = index.slots_of((1..=500).map(Id));
        for (n, slot) in slots.iter().enumerate() {
            index.merge(&slots[..1], Page::newest(1), |_, _| true);
            index.fill(*slot, 0, (0..20).map(|i| head((n as i64 + 1) * 1_000 - i)).collect());
        }
        assert!(index.entries() * ENTRY_BYTES <= 100 * 1_024, "{}", index.entries());
        assert!(!index.missing(&slots).is_empty());
    }

    proptest! {
        /// Paging through the merge in either direction gives the sorted whole.
        #[test]
        fn pages_add_up(mut lists in proptest::collection::vec(proptest::collection::btree_set(1_i64..500, 0..30), 1..6), limit in 1_usize..9) {
            let mut seen = std::collections::BTreeSet::new();
            for list in &mut lists {
                list.retain(|id| seen.insert(*id));
            }
            let lists: Vec<Vec<i64>> = lists.iter().map(|l| l.iter().rev().copied().collect()).collect();
            let (index, slots) = filled(&lists.iter().map(Vec::as_slice).collect::<Vec<_>>());
            let expected: Vec<i64> = seen.into_iter().rev().collect();
            let mut down = Vec::new();
            let mut page = Page::newest(limit);
            loop {
                let part = ids(&index.merge(&slots, page, |_, _| true));
                let Some(last) = part.last() else { break };
                page.max_id = Some(Id(*last));
                down.extend(part);
            }
            prop_assert_eq!(&down, &expected);
            let mut up = Vec::new();
            let mut page = Page { min_id: Some(Id(0)), ..Page::newest(limit) };
            loop {
                let part = ids(&index.merge(&slots, page, |_, _| true));
                let Some(last) = part.last() else { break };
                page.min_id = Some(Id(*last));
                up.extend(part);
            }
            up.reverse();
            prop_assert_eq!(&up, &expected);
        }
    }
}
