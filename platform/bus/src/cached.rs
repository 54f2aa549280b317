use std::hash::Hash;
use std::sync::atomic::{AtomicU64, Ordering};

use quick_cache::Weighter;
use quick_cache::sync::Cache;

/// Counters that tell whether an entry changed while it was being loaded; entries share them by hash.
const EPOCHS: usize = 4_096;
/// What the cache itself costs for an entry, in bytes, roughly.
const ENTRY_BYTES: u64 = 64;

/// Rows kept in memory, bounded by bytes and kept current by events.
///
/// A reader that loads from the database while a writer changes the row must not put the old row into memory:
/// it takes a [`Ticket`] first, and [`Cached::put`] stores nothing if [`Cached::forget`] was called in between.
pub struct Cached<K, V> {
    cache: Cache<K, V, Weigh<V>>,
    epochs: Vec<AtomicU64>,
    hasher: std::hash::RandomState,
}

/// Taken before loading.
#[derive(Debug, Clone, Copy)]
pub struct Ticket(u64);

#[derive(Clone)]
struct Weigh<V>(fn(&V) -> usize);

impl<K, V> Weighter<K, V> for Weigh<V> {
    fn weight(&self, _: &K, value: &V) -> u64 {
        (self.0)(value) as u64 + ENTRY_BYTES
    }
}

impl<K: Hash + Eq + Clone, V: Clone> Cached<K, V> {
    /// A cache of at most `bytes`, where `weigh` tells the bytes of a value.
    pub fn new(bytes: u64, weigh: fn(&V) -> usize) -> Self {
        let expected = usize::try_from(bytes / 1_024).unwrap_or(usize::MAX).clamp(64, 1 << 20);
        Self {
            cache: Cache::with_weighter(expected, bytes, Weigh(weigh)),
            epochs: (0..EPOCHS).map(|_| AtomicU64::new(0)).collect(),
            hasher: std::hash::RandomState::new(),
        }
    }

    /// The value in memory.
    pub fn get(&self, key: &K) -> Option<V> {
        self.cache.get(key)
    }

    /// To be taken before the value of `key` is loaded.
    pub fn ticket(&self, key: &K) -> Ticket {
        Ticket(self.epoch(key).load(Ordering::SeqCst))
    }

    /// Keeps what was loaded, unless it changed since the ticket was taken.
    pub fn put(&self, key: K, ticket: Ticket, value: V) {
        if self.ticket(&key).0 != ticket.0 {
            return;
        }
        self.cache.insert(key.clone(), value);
        // Changed between the look and the insertion: out with it.
        if self.ticket(&key).0 != ticket.0 {
            self.cache.remove(&key);
        }
    }

    /// The value has changed; the next reader loads it.
    pub fn forget(&self, key: &K) {
        self.epoch(key).fetch_add(1, Ordering::SeqCst);
        self.cache.remove(key);
    }

    /// The value has changed: `change` makes the new one of the old one where it can; where it gives `None`, the next
    /// reader loads it.
    pub fn change(&self, key: &K, change: impl FnOnce(&V) -> Option<V>) {
        self.epoch(key).fetch_add(1, Ordering::SeqCst);
        match self.cache.get(key).and_then(|old| change(&old)) {
            Some(new) => self.cache.insert(key.clone(), new),
            None => drop(self.cache.remove(key)),
        }
    }

    /// Everything may have changed.
    pub fn forget_all(&self) {
        self.epochs.iter().for_each(|epoch| {
            epoch.fetch_add(1, Ordering::SeqCst);
        });
        self.cache.clear();
    }

    /// Entries in memory.
    pub fn len(&self) -> usize {
        self.cache.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.cache.is_empty()
    }

    fn epoch(&self, key: &K) -> &AtomicU64 {
        use std::hash::BuildHasher;
        let slot = self.hasher.hash_one(key) as usize % EPOCHS;
        &self.epochs[slot]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_changed_while_loading_is_not_kept() {
        let cached: Cached<i64, i64> = Cached::new(1 << 20, |_| 8);
        let ticket = cached.ticket(&1);
        cached.forget(&1);
        cached.put(1, ticket, 10);
        assert_eq!(cached.get(&1), None);
        cached.put(1, cached.ticket(&1), 11);
        assert_eq!(cached.get(&1), Some(11));
        let ticket = cached.ticket(&1);
        cached.change(&1, |old| Some(old + 1));
        cached.put(1, ticket, 10);
        assert_eq!(cached.get(&1), Some(12), "the load that began before is refused");
        cached.change(&1, |_| None);
        cached.change(&2, |_| Some(1));
        assert!(cached.is_empty(), "what is not there is not changed");
        cached.put(1, cached.ticket(&1), 11);
        cached.forget_all();
        assert!(cached.is_empty());
    }

    #[test]
    fn it_stays_within_its_bytes() {
        let cached: Cached<i64, Vec<u8>> = Cached::new(64 << 10, Vec::len);
        for n in 0..1_000 {
            cached.put(n, cached.ticket(&n), vec![0; 1_000]);
        }
        assert!(cached.len() <= 66, "{}", cached.len());
    }
}
