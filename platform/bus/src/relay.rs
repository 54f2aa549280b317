//! Events of other processes on the same database: other nodes, or a command run beside the server.
//!
//! Read once a second from the outbox. A broker would only ring sooner; the record stays here.

use std::collections::{BTreeSet, HashSet};
use std::time::Duration;

use base::{Bucket, Id, Outcome, SECOND_MS};
use store::args;

use crate::Bus;
use crate::store as sql;

const TICK_MS: u64 = 1_000;
const READ_MAX: usize = 1_000;
/// Transactions may commit out of the order of their ids; what is younger than this is looked at again.
const OVERLAP_MS: i64 = 10 * SECOND_MS;

pub(crate) async fn run(bus: Bus) {
    let mut seen = Seen {
        from: Id::new(bus.0.clock.now_ms() - OVERLAP_MS, Bucket::of(0), 0),
        ids: HashSet::new(),
        order: BTreeSet::new(),
    };
    // What was there before we started is in the tables that memory is loaded from.
    if let Err(problem) = read(&bus, &mut seen, Deliver::No).await {
        tracing::warn!(?problem, "the outbox could not be read");
    }
    loop {
        tokio::select! {
            () = tokio::time::sleep(Duration::from_millis(TICK_MS)) => {}
            () = bus.stopped() => return,
        }
        if let Err(problem) = read(&bus, &mut seen, Deliver::Yes).await {
            tracing::warn!(?problem, "the outbox could not be read");
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Deliver {
    Yes,
    No,
}

struct Seen {
    from: Id,
    ids: HashSet<Id>,
    order: BTreeSet<Id>,
}

async fn read(bus: &Bus, seen: &mut Seen, deliver: Deliver) -> Outcome<()> {
    let mut from = seen.from;
    loop {
        let rows: Vec<(Id, i64, String, String)> = bus
            .0
            .db
            .read(move |r| {
                r.rows(&sql::SINCE, args![from, READ_MAX], |row| {
                    Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
                })
            })
            .await?;
        let full = rows.len() == READ_MAX;
        for (id, node, topic, body) in rows {
            from = from.max(id);
            let new = node != bus.0.node && seen.ids.insert(id);
            if !new {
                continue;
            }
            seen.order.insert(id);
            if deliver == Deliver::Yes
                && let Some(event) = bus.decode(&topic, &body)?
            {
                bus.deliver(&topic, event.as_ref());
                bus.0.bell.notify_waiters();
            }
        }
        if !full {
            break;
        }
    }
    seen.forget(Id::new(from.ms().max(bus.0.clock.now_ms()) - OVERLAP_MS, Bucket::of(0), 0));
    Ok(())
}

impl Seen {
    fn forget(&mut self, before: Id) {
        self.from = self.from.max(before);
        while let Some(&oldest) = self.order.first().filter(|&&id| id <= self.from) {
            self.order.pop_first();
            self.ids.remove(&oldest);
        }
    }
}
