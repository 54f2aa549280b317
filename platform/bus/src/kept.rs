//! For readers that keep a place of their own in the outbox, such as an index outside of the database.

use base::{Id, Outcome, Problem};
use store::args;

use crate::store as sql;
use crate::{Bus, Event};

/// Events of a kind that are handed out at the most; who missed more has to look at everything anyway.
const KEPT_MAX: usize = 50_000;

impl Bus {
    /// An id below which are all events from before `ms`: a place to go on reading from.
    pub fn place(ms: base::Ms) -> Id {
        Id::new(ms, base::Bucket::of(0), 0)
    }

    /// Whether every event after `place` is still kept. Old events are removed in the order of their ids, so it is
    /// enough that an older one is there. After a long silence the answer is no, although nothing may be missing.
    pub async fn keeps_all_since(&self, place: Id) -> Outcome<bool> {
        self.0.db.read(move |r| r.exists(&sql::OLDER, args![place])).await
    }

    /// Events of a kind after `place`, in order; `None` if there are more than a limit of 50,000.
    pub async fn kept_since<E: Event>(&self, place: Id) -> Outcome<Option<Vec<E>>> {
        let read = move |r: &store::Read<'_>| {
            r.rows(&sql::KEPT_SINCE, args![place, E::TOPIC, KEPT_MAX], |row| row.get::<String>(0))
        };
        let bodies = self.0.db.read(read).await?;
        if bodies.len() == KEPT_MAX {
            return Ok(None);
        }
        let events = bodies.iter().map(|body| serde_json::from_str(body).map_err(Problem::internal));
        Ok(Some(events.collect::<Outcome<_>>()?))
    }
}
