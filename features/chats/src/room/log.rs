//! What was said in a room lately, once for all who sit in it: each reads on from where they are, whenever their turn
//! comes, so that nobody waits for the slowest of the round before.

use std::collections::VecDeque;
use std::sync::Arc;

use bytes::Bytes;
use parking_lot::Mutex;

use super::dispatch::Round;

/// Rounds that a room remembers; whoever is further behind is cut off, and reads the page anew.
pub(super) const ROUNDS_MAX: usize = 1_024;

/// The rounds of one room, numbered from 0.
#[derive(Default)]
pub(crate) struct Log(Mutex<Inner>);

#[derive(Default)]
struct Inner {
    /// The number of the oldest that is remembered.
    first: u64,
    rounds: VecDeque<Arc<Round>>,
    /// What the last reader got: the next one likely stands where they stood.
    last: Option<Arc<Batch>>,
}

/// Some rounds, one after the other.
pub(crate) struct Batch {
    from: u64,
    /// The number of the round after the last.
    pub(crate) until: u64,
    /// What they consist of.
    pub(crate) rounds: Vec<Arc<Round>>,
    /// Their bytes, as nearly everybody gets them.
    pub(crate) shared: Bytes,
}

/// A reader has fallen behind what is remembered.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct TooSlow;

impl Log {
    /// The number that the next round will have.
    pub(crate) fn head(&self) -> u64 {
        self.0.lock().head()
    }

    /// Adds a round.
    pub(crate) fn push(&self, round: Round) {
        let mut inner = self.0.lock();
        inner.rounds.push_back(Arc::new(round));
        if inner.rounds.len() > ROUNDS_MAX {
            inner.rounds.pop_front();
            inner.first += 1;
        }
    }

    /// The rounds from `from` on, up to `until`; `None` where there are none.
    pub(crate) fn since(&self, from: u64, until: u64) -> Result<Option<Arc<Batch>>, TooSlow> {
        let mut inner = self.0.lock();
        let until = until.min(inner.head());
        if from >= until {
            return Ok(None);
        }
        if from < inner.first {
            return Err(TooSlow);
        }
        if let Some(last) = inner.last.as_ref().filter(|last| (last.from, last.until) == (from, until)) {
            return Ok(Some(last.clone()));
        }
        let skipped = usize::try_from(from - inner.first).unwrap_or(ROUNDS_MAX);
        let wanted = usize::try_from(until - from).unwrap_or(ROUNDS_MAX);
        let rounds: Vec<Arc<Round>> = inner.rounds.iter().skip(skipped).take(wanted).cloned().collect();
        let shared = match rounds.as_slice() {
            [only] => only.shared.clone(),
            all => all.iter().map(|round| round.shared.as_ref()).collect::<Vec<_>>().concat().into(),
        };
        let batch = Arc::new(Batch { from, until, rounds, shared });
        inner.last = Some(batch.clone());
        Ok(Some(batch))
    }
}

impl Inner {
    fn head(&self) -> u64 {
        self.first + self.rounds.len() as u64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn round(text: &'static str) -> Round {
        Round::plain(Bytes::from_static(text.as_bytes()))
    }

    #[test]
    fn each_reads_on_from_where_they_are() {
        let log = Log::default();
        assert!(log.since(0, u64::MAX).unwrap().is_none());
        log.push(round("a"));
        log.push(round("b"));
        let both = log.since(0, u64::MAX).unwrap().unwrap();
        assert_eq!((both.shared.as_ref(), both.until, both.rounds.len()), (b"ab".as_ref(), 2, 2));
        assert!(Arc::ptr_eq(&both, &log.since(0, u64::MAX).unwrap().unwrap()), "put together once");
        assert_eq!(log.since(1, u64::MAX).unwrap().unwrap().shared, "b");
        assert_eq!(log.since(0, 1).unwrap().unwrap().shared, "a", "not what came after they were ended");
        assert!(log.since(2, u64::MAX).unwrap().is_none() && log.since(1, 1).unwrap().is_none());
    }

    #[test]
    fn what_is_long_ago_is_not_remembered() {
        let log = Log::default();
        (0..=ROUNDS_MAX).for_each(|_| log.push(round("x")));
        assert_eq!(log.since(0, u64::MAX).err(), Some(TooSlow));
        assert_eq!(log.since(1, u64::MAX).unwrap().unwrap().rounds.len(), ROUNDS_MAX);
        assert_eq!(log.head(), ROUNDS_MAX as u64 + 1);
    }
}
