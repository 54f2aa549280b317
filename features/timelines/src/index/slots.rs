//! Where the index keeps authors and hashtags: their newest ids side by side, for the first look of every merge, and the rest apart.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use base::{IdMap, Page};

use super::{ENTRY_BYTES, Entry, Slot, Source};

/// A slot in bytes, roughly.
const SLOT_BYTES: usize = 128;
/// Hashtags that have slots; what is read beyond them comes from the database.
const TAG_SLOTS_MAX: usize = 100_000;
/// Merges that count as the same moment, so that reading rarely writes to memory which other readers read.
const TICKS_OF_A_MOMENT: u32 = 1_024;
/// [`Front::newest`] of an author whose entries are not in memory, or of whom nothing can be said.
const UNKNOWN: i64 = -1;
/// [`Front::newest`] of an author without posts.
const NOTHING: i64 = 0;

#[derive(Default)]
pub(super) struct Slots {
    by_author: IdMap<Slot>,
    by_tag: HashMap<Arc<str>, Slot>,
    fronts: Vec<Front>,
    holders: Vec<Holder>,
    pub(super) entries: usize,
}

/// All that a merge from the top needs of most authors: many readers go through hundreds of these.
struct Front {
    newest: i64,
    /// When a reader last needed it.
    used: AtomicU32,
}

/// An author or a hashtag, with what is in memory of its posts.
pub(super) struct Holder {
    pub(super) source: Source,
    /// Newest first. `None` until loaded.
    pub(super) entries: Option<Vec<Entry>>,
    /// Whether `entries` reaches back to the first post.
    pub(super) complete: bool,
    /// Counts events, so that a load that raced with one is noticed.
    pub(super) version: u32,
}

/// An author's place in a page.
pub(super) enum Start {
    At(usize),
    Empty,
    Unknown,
}

/// An entry in the heap of a merge. The key makes the newest come first, or the oldest when reading forward.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Step {
    key: i64,
    tie: Reverse<Slot>,
    pub(super) slot: Slot,
    pub(super) at: usize,
}

impl Step {
    fn new(key: i64, slot: Slot, at: usize) -> Self {
        Self { key, tie: Reverse(slot), slot, at }
    }
}

impl Slots {
    /// The slot of `source`, made where there is none. `None` where there are too many hashtags.
    pub(super) fn slot(&mut self, source: &Source) -> Option<Slot> {
        if let Some(slot) = self.known(source) {
            return Some(slot);
        }
        let next = self.holders.len() as Slot;
        match source {
            Source::Author(id) => drop(self.by_author.insert(*id, next)),
            Source::Tag(_) if self.by_tag.len() >= TAG_SLOTS_MAX => return None,
            Source::Tag(tag) => drop(self.by_tag.insert(tag.clone(), next)),
        }
        self.fronts.push(Front { newest: UNKNOWN, used: AtomicU32::new(0) });
        self.holders.push(Holder { source: source.clone(), entries: None, complete: false, version: 0 });
        Some(next)
    }

    fn known(&self, source: &Source) -> Option<Slot> {
        match source {
            Source::Author(id) => self.by_author.get(id),
            Source::Tag(tag) => self.by_tag.get(tag),
        }
        .copied()
    }

    /// The slots of hashtags that are known.
    pub(super) fn tags(&self) -> Vec<Slot> {
        self.by_tag.values().copied().collect()
    }

    pub(super) fn holder(&self, slot: Slot) -> Option<&Holder> {
        self.holders.get(slot as usize)
    }

    pub(super) fn entry(&self, slot: Slot, at: usize) -> Option<(&Holder, &Entry)> {
        let author = self.holder(slot)?;
        Some((author, author.entries.as_ref()?.get(at)?))
    }

    /// A reader needed the author now.
    pub(super) fn touch(&self, slot: Slot, tick: u32) {
        if let Some(front) = self.fronts.get(slot as usize) {
            front.touch(tick);
        }
    }

    /// Where each author's part of `page` begins. `None` where memory cannot tell.
    pub(super) fn fronts(&self, slots: &[Slot], page: Page, tick: u32) -> Option<Vec<Step>> {
        let mut steps = Vec::with_capacity(slots.len());
        let from_top = page.max_id.is_none() && !page.forward();
        for &slot in slots {
            let Some(front) = self.fronts.get(slot as usize) else { continue };
            front.touch(tick);
            match front.newest {
                NOTHING => {}
                newest if from_top && newest != UNKNOWN => steps.push(Step::new(newest, slot, 0)),
                _ => steps.extend(self.front(slot, page)?),
            }
        }
        Some(steps)
    }

    fn front(&self, slot: Slot, page: Page) -> Option<Option<Step>> {
        let author = self.holder(slot)?;
        match author.start(page)? {
            Start::At(at) => Some(Some(author.step(slot, at, page))),
            Start::Empty => Some(None),
            // Nothing of this author in memory is old enough, so anything of the page may be theirs.
            Start::Unknown => None,
        }
    }

    /// Lets an event change what is in memory of `source`, if it has a slot.
    pub(super) fn change_known(&mut self, source: &Source, change: impl FnOnce(&mut Holder)) {
        if let Some(slot) = self.known(source) {
            self.change_by_event(slot, change);
        }
    }

    pub(super) fn change_by_event(&mut self, slot: Slot, change: impl FnOnce(&mut Holder)) {
        self.change(slot, |holder| {
            holder.version += 1;
            change(holder);
        });
    }

    /// Changes an author, keeping what is said about it elsewhere true.
    pub(super) fn change(&mut self, slot: Slot, change: impl FnOnce(&mut Holder)) {
        let (Some(author), Some(front)) =
            (self.holders.get_mut(slot as usize), self.fronts.get_mut(slot as usize))
        else {
            return;
        };
        self.entries -= author.count();
        change(author);
        self.entries += author.count();
        front.newest = author.newest();
    }

    /// Evicts a tenth of the authors, those that were needed the longest ago.
    pub(super) fn make_room(&mut self, budget_bytes: usize) {
        if self.entries * ENTRY_BYTES + self.holders.len() * SLOT_BYTES <= budget_bytes {
            return;
        }
        let authors = self.holders.iter().zip(&self.fronts);
        let loaded = authors.filter(|(author, _)| author.entries.is_some());
        let mut ages: Vec<u32> = loaded.map(|(_, front)| front.used.load(Ordering::Relaxed)).collect();
        let Some(cut) = ages.len().checked_div(10).filter(|&cut| cut > 0) else { return };
        let (_, &mut oldest, _) = ages.select_nth_unstable(cut);
        // Those of the same moment as the last to go are as old as it is; a tenth goes, not all of them.
        let mut left = cut + 1;
        for slot in 0..self.holders.len() {
            let old = *self.fronts[slot].used.get_mut() <= oldest && self.holders[slot].entries.is_some();
            if old && left > 0 {
                left -= 1;
                self.change(slot as Slot, |author| author.entries = None);
            }
        }
    }
}

impl Front {
    fn touch(&self, tick: u32) {
        let moment = tick / TICKS_OF_A_MOMENT;
        if self.used.load(Ordering::Relaxed) != moment {
            self.used.store(moment, Ordering::Relaxed);
        }
    }
}

impl Holder {
    fn count(&self) -> usize {
        self.entries.as_ref().map_or(0, Vec::len)
    }

    fn newest(&self) -> i64 {
        match &self.entries {
            Some(entries) if entries.is_empty() && self.complete => NOTHING,
            Some(entries) => entries.first().map_or(UNKNOWN, |entry| entry.id.0),
            None => UNKNOWN,
        }
    }

    /// Where this author's part of the page begins. `None` until loaded.
    fn start(&self, page: Page) -> Option<Start> {
        let entries = self.entries.as_ref()?;
        if page.forward() {
            // Entries above the bound are known only if memory reaches down to it.
            let reaches = self.complete || entries.last().is_some_and(|oldest| oldest.id.0 <= page.above());
            if !reaches {
                return Some(Start::Unknown);
            }
            let count = entries.partition_point(|e| e.id.0 > page.above());
            return Some(count.checked_sub(1).map_or(Start::Empty, Start::At));
        }
        Some(self.at(entries.partition_point(|e| e.id.0 >= page.below())))
    }

    /// What follows the entry at `at`.
    pub(super) fn after(&self, at: usize, page: Page) -> Start {
        if page.forward() {
            return at.checked_sub(1).map_or(Start::Empty, Start::At);
        }
        self.at(at + 1)
    }

    fn at(&self, at: usize) -> Start {
        match at < self.count() {
            true => Start::At(at),
            false if self.complete => Start::Empty,
            false => Start::Unknown,
        }
    }

    pub(super) fn step(&self, slot: Slot, at: usize, page: Page) -> Step {
        let id = self.entries.as_ref().and_then(|entries| entries.get(at)).map_or(0, |entry| entry.id.0);
        Step::new(if page.forward() { -id } else { id }, slot, at)
    }
}
