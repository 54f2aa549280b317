//! The recent posts of authors and of followed hashtags, in memory: what timelines are merged from.
//!
//! An author or a hashtag has a slot for as long as the process lives, so that readers can keep slot numbers. What the
//! slot holds is loaded when a reader first needs it, kept current by events, and evicted when the index outgrows its
//! budget.

mod slots;

use std::collections::BinaryHeap;
use std::collections::binary_heap::PeekMut;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use base::{Id, Page};
use parking_lot::RwLock;
use posts::{Head, PostPublished, Visibility};
use slots::{Slots, Start, Step};

/// Posts of an author that are loaded; twice as many are kept before it is cut back.
pub(crate) const HEADS_KEPT: usize = 64;
/// Bytes of one entry.
const ENTRY_BYTES: usize = size_of::<Entry>();

/// A post as the merge needs it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) id: Id,
    /// What it answers or boosts; of a post written in a room, the room.
    pub(crate) other: Id,
    /// Whose that is.
    pub(crate) other_author: Id,
    pub(crate) kind: Kind,
    pub(crate) visibility: Visibility,
    pub(crate) room: Room,
}

/// Whether a post was written in a room of a hashtag chat, which is then [`Entry::other`]. It fits into what the entry
/// takes anyway.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Room {
    #[default]
    None,
    /// Without mentions.
    Quiet,
    /// With mentions: those whom it mentions read it at home.
    Calls,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Post,
    Answer,
    Boost,
    /// A public post, whatever it is else, as one of a hashtag; `other_author` wrote it.
    Tagged,
}

/// Whose posts a slot holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Source {
    Author(Id),
    /// By its key.
    Tag(Arc<str>),
}

impl Source {
    fn author_of(&self, entry: &Entry) -> Id {
        match self {
            Self::Author(author) => *author,
            Self::Tag(_) => entry.other_author,
        }
    }
}

impl Entry {
    /// A public post as one of a hashtag.
    pub(crate) fn tagged(id: Id, author: Id) -> Self {
        Self {
            id,
            other: Id(0),
            other_author: author,
            kind: Kind::Tagged,
            visibility: Visibility::Public,
            room: Room::None,
        }
    }
}

impl From<Head> for Entry {
    fn from(head: Head) -> Self {
        let (kind, other, other_author) = match (head.boost_of, head.reply_to) {
            (Some(of), _) => (Kind::Boost, of, head.boost_of_author.unwrap_or_default()),
            (None, Some(to)) => (Kind::Answer, to, head.reply_to_author.unwrap_or_default()),
            (None, None) => (Kind::Post, Id(0), Id(0)),
        };
        let (other, room) = match head.room {
            Some(room) => (room.id, if room.calls { Room::Calls } else { Room::Quiet }),
            None => (other, Room::None),
        };
        Self { id: head.id, other, other_author, kind, visibility: head.visibility, room }
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
            room: event.room.map(|id| posts::Room { id, calls: !event.mentions.is_empty() }),
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

    /// The slots of `sources`, made where there are none. `None` where there cannot be one for each.
    pub(crate) fn slots_of(&self, sources: &[Source]) -> Option<Vec<Slot>> {
        let mut slots = self.slots.write();
        sources.iter().map(|source| slots.slot(source)).collect()
    }

    /// Those among `slots` whose entries are not in memory, with the version to hand back to [`Index::fill`].
    pub(crate) fn missing(&self, slots: &[Slot]) -> Vec<(Slot, Source, u32)> {
        let held = self.slots.read();
        let empty = slots.iter().filter_map(|&slot| Some((slot, held.holder(slot)?)));
        empty
            .filter(|(_, h)| h.entries.is_none())
            .map(|(slot, h)| (slot, h.source.clone(), h.version))
            .collect()
    }

    /// Keeps what was loaded, unless something happened to it in the meantime.
    pub(crate) fn fill(&self, slot: Slot, version: u32, entries: Vec<Entry>) {
        let tick = self.tick.load(Ordering::Relaxed);
        let mut slots = self.slots.write();
        let fits = slots.holder(slot).is_some_and(|h| h.version == version && h.entries.is_none());
        if fits {
            slots.touch(slot, tick);
            slots.change(slot, |holder| {
                holder.complete = entries.len() < HEADS_KEPT;
                holder.entries = Some(entries);
            });
            slots.make_room(self.budget_bytes);
        }
    }

    pub(crate) fn add(&self, source: &Source, entry: Entry) {
        self.slots.write().change_known(source, |holder| {
            let Some(entries) = &mut holder.entries else { return };
            let at = entries.partition_point(|e| e.id > entry.id);
            let below_memory = at == entries.len() && !holder.complete;
            if below_memory || entries.get(at).is_some_and(|e| e.id == entry.id) {
                return;
            }
            entries.insert(at, entry);
            if entries.len() > 2 * HEADS_KEPT {
                entries.truncate(HEADS_KEPT);
                holder.complete = false;
            }
        });
    }

    pub(crate) fn remove(&self, source: &Source, post: Id) {
        self.slots.write().change_known(source, |holder| {
            if let Some(entries) = &mut holder.entries {
                entries.retain(|e| e.id != post);
                // What was below the last one is not known.
                if entries.is_empty() && !holder.complete {
                    holder.entries = None;
                }
            }
        });
    }

    /// What is in memory of an author is not true any more, nor of any hashtag.
    pub(crate) fn drop_imported(&self, author: Id) {
        let mut slots = self.slots.write();
        slots.change_known(&Source::Author(author), |holder| holder.entries = None);
        for slot in slots.tags() {
            slots.change_by_event(slot, |holder| holder.entries = None);
        }
    }

    /// The author has nothing to show, until the author is dropped.
    pub(crate) fn blank(&self, author: Id) {
        self.slots.write().change_known(&Source::Author(author), |holder| {
            holder.entries = Some(Vec::new());
            holder.complete = true;
        });
    }

    /// The author may have something to show again.
    pub(crate) fn drop_author(&self, author: Id) {
        self.slots.write().change_known(&Source::Author(author), |holder| holder.entries = None);
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
        let Some(mut heap) = held.fronts(slots, page, tick).map(BinaryHeap::from) else {
            merged.short = true;
            return merged;
        };
        while let Some(mut first) = heap.peek_mut() {
            let Step { slot, at, .. } = *first;
            let Some((holder, entry)) = held.entry(slot, at) else {
                merged.short = true;
                break;
            };
            if page.holds(entry.id) {
                let author = holder.source.author_of(entry);
                if wanted(entry, author) {
                    merged.entries.push((*entry, author));
                    if merged.entries.len() == page.limit {
                        break;
                    }
                }
            } else if page.forward() {
                break;
            } else {
                PeekMut::pop(first);
                continue;
            }
            match holder.after(at, page) {
                Start::At(at) => *first = holder.step(slot, at, page),
                Start::Empty => drop(PeekMut::pop(first)),
                // Memory of it ends here, right below this entry; nothing older can be told in order.
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

#[cfg(test)]
pub(crate) mod tests;
