//! One open stream of a room: where it is in what was said, and what wakes it.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use base::{Id, Ms};
use bytes::Bytes;
use parking_lot::Mutex;
use tokio::sync::Notify;

use super::log::{Batch, Log};

/// One open stream.
pub(crate) struct Seat {
    pub(super) number: u64,
    pub(super) account: Option<Id>,
    pub(super) grant: Option<Id>,
    log: Arc<Log>,
    /// The round that comes next.
    at: AtomicU64,
    /// The round before which it ends.
    until: AtomicU64,
    /// A sign of life that waits.
    beat: Mutex<Option<Bytes>>,
    bell: Notify,
    /// When something was last taken from it.
    fed_ms: AtomicI64,
}

/// What a seat gets next.
pub(crate) enum Next {
    /// What was said.
    Said(Arc<Batch>),
    /// A sign of life.
    Beat(Bytes),
}

impl Seat {
    /// One from which everything is heard that is said from now on.
    pub(super) fn new(number: u64, account: Option<Id>, grant: Option<Id>, log: &Arc<Log>, now: Ms) -> Self {
        Self {
            number,
            account,
            grant,
            log: log.clone(),
            at: AtomicU64::new(log.head()),
            until: AtomicU64::new(u64::MAX),
            beat: Mutex::default(),
            bell: Notify::new(),
            fed_ms: AtomicI64::new(now),
        }
    }

    /// Has a sign of life sent, when the seat is rung.
    pub(crate) fn beat(&self, bytes: Bytes) {
        *self.beat.lock() = Some(bytes);
    }

    pub(crate) fn ring(&self) {
        self.bell.notify_one();
    }

    /// Whether there is something for it.
    pub(crate) fn is_behind(&self, head: u64) -> bool {
        self.at.load(Ordering::Relaxed) < head
    }

    /// Whether nothing was sent since `before`.
    pub(crate) fn is_quiet_since(&self, before: Ms) -> bool {
        self.fed_ms.load(Ordering::Relaxed) < before
    }

    /// Ends with what was said until now.
    pub(super) fn close(&self) {
        self.until.fetch_min(self.log.head(), Ordering::Relaxed);
        self.ring();
    }

    /// All that waits, as soon as there is something; `None` when the stream has ended.
    pub(super) async fn next(&self, now: impl Fn() -> Ms) -> Option<Next> {
        loop {
            let (at, until) = (self.at.load(Ordering::Relaxed), self.until.load(Ordering::Relaxed));
            let Ok(found) = self.log.since(at, until) else {
                metrics::counter!("medley_streams_dropped_total").increment(1);
                return None;
            };
            let beat = self.beat.lock().take();
            let next = match found {
                Some(batch) => {
                    self.at.store(batch.until, Ordering::Relaxed);
                    Some(Next::Said(batch))
                }
                None if at >= until => return None,
                None => beat.map(Next::Beat),
            };
            if next.is_some() {
                self.fed_ms.store(now(), Ordering::Relaxed);
                return next;
            }
            self.bell.notified().await;
        }
    }
}
