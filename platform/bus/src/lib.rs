//! Events and slow work: the outbox, live topics and durable jobs.
//!
//! A verb says what happened with [`Bus::emit`], inside its own transaction. Then
//! - *live* subscribers ([`Bus::on`]) hear it right after the commit, before the writer is answered, on every node;
//!   they keep memory current (indexes, caches, streams) and must be quick;
//! - subscribers *within* ([`Bus::within`]) act in the verb's own transaction: for the few statements that must cost
//!   nothing more;
//! - *durable* subscribers ([`Bus::react`]) get it at least once, in a transaction of their own which also marks the
//!   event as handled: for effects in the database it is exactly once;
//! - jobs ([`Bus::enqueue`], [`Bus::work`]) are for what may be slow or touch the network: leased, retried with
//!   back-off, and kept as dead letters that an operator can see when they keep failing.
//!
//! Invariants: the outbox row is the record, and is in the transaction of the change; events of other nodes and
//! processes come in by reading it (`relay`), which is also where a message broker would hook in, as a quicker bell.

mod cached;
mod dead;
mod events;
mod jobs;
mod kept;
mod lanes;
mod relay;
mod store;

use std::collections::HashMap;
use std::sync::Arc;

use ::store::{Db, Migration, Sql};
use base::{Bucket, Clock, Id, IdGen, random};
use parking_lot::RwLock;
use tokio::sync::Notify;

pub use cached::{Cached, Ticket};
pub use dead::DeadLetter;
pub use events::Event;
pub use jobs::JobResult;

/// The bus's tables.
pub const MIGRATIONS: &[Migration] =
    &[Migration { feature: "bus", version: 1, text: include_str!("migrations/0001_bus.sql") }];

/// The bus's statements, for the statement check.
pub fn statements() -> &'static [&'static Sql] {
    store::STATEMENTS
}

/// The newest event's id. Nearly every write leaves one, so it is the high-water mark of ids.
pub fn newest_id(r: &::store::Read<'_>) -> base::Outcome<Option<Id>> {
    Ok(r.row(&store::NEWEST, &[], |row| row.get::<Option<Id>>(0))?.flatten())
}

/// The bus of this process. Cheap to clone.
#[derive(Clone)]
pub struct Bus(Arc<Inner>);

struct Inner {
    db: Db,
    clock: Clock,
    ids: Arc<IdGen>,
    /// Tells this process's events from those of others.
    node: i64,
    topics: RwLock<HashMap<&'static str, events::Topic>>,
    workers: RwLock<HashMap<&'static str, jobs::Worker>>,
    /// Rung when an event or a job may be waiting.
    bell: Notify,
    stop: tokio::sync::watch::Sender<bool>,
}

impl Bus {
    /// A bus on `db`, whose listener it becomes. Subscribe, then [`Bus::start`].
    pub fn new(db: Db, clock: Clock, ids: Arc<IdGen>) -> Self {
        let node = i64::from_le_bytes(random::bytes()) >> 1;
        let (stop, _) = tokio::sync::watch::channel(false);
        let inner = Inner {
            db: db.clone(),
            clock,
            ids,
            node,
            topics: RwLock::default(),
            workers: RwLock::default(),
            bell: Notify::new(),
            stop,
        };
        let bus = Self(Arc::new(inner));
        let ear = Arc::downgrade(&bus.0);
        db.listen(Arc::new(move |notices| {
            if let Some(inner) = ear.upgrade() {
                Self(inner).committed(&notices);
            }
        }));
        bus
    }

    /// An id for an event or a job. Each process has a bucket of its own, so that two rarely make the same one.
    pub(crate) fn next_id(&self) -> Id {
        self.0.ids.next(Bucket::of(self.0.node.unsigned_abs()))
    }

    /// Starts the background tasks: durable reactions, jobs, and reading what other processes emitted.
    pub fn start(&self) {
        tokio::spawn(events::run(self.clone()));
        for lane in lanes::Lane::ALL {
            tokio::spawn(jobs::run(self.clone(), lane));
        }
        tokio::spawn(relay::run(self.clone()));
    }

    /// Lets the tasks end after what they are doing.
    pub fn stop(&self) {
        self.0.stop.send_replace(true);
    }

    /// Resolves when [`Bus::stop`] was called; for tasks of features.
    pub async fn stopped(&self) {
        let mut stop = self.0.stop.subscribe();
        // The sender lives in self, so waiting cannot fail.
        drop(stop.wait_for(|stopped| *stopped).await);
    }
}
