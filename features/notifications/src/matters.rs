//! Notifications about what the moderation keeps: reports, for the staff, and decisions, for whom they concern. What
//! such a thing looks like only the moderation knows, which lies further right; here is the slot for it.

use std::pin::Pin;
use std::sync::Arc;

use base::{Id, IdMap, Outcome};
use store::Write;

use crate::delivery::{Task, Told};
use crate::model::Notification;
use crate::{Kind, Notifications};

/// Gives Mastodon's JSON of things of one kind by their ids. Handed in where the features are wired.
pub type Matters = Arc<dyn Fn(Kind, Vec<Id>) -> MatterList + Send + Sync>;
/// See [`Matters`].
pub type MatterList = Pin<Box<dyn Future<Output = Outcome<IdMap<Arc<[u8]>>>> + Send>>;

/// The key under which an entity holds the thing that it is about.
pub(crate) fn key(kind: Kind) -> &'static str {
    if kind == Kind::AdminReport { "report" } else { "moderation_warning" }
}

impl Notifications {
    /// Who tells what reports and decisions look like. Can be said once; until then none is shown.
    pub fn name_matters(&self, matters: Matters) {
        drop(self.0.matters.set(matters));
    }

    /// Tells the staff of a report that `by` made, in the caller's transaction.
    pub fn tell_of_report(&self, w: &mut Write<'_>, report: Id, by: Id) -> Outcome<()> {
        self.tell_of_matter(w, Kind::AdminReport, report, by, Told::Staff)
    }

    /// Tells `account` of a decision about it, in the caller's transaction. It is told as if by the account itself,
    /// as Mastodon does: who of the staff decided is nobody's business.
    pub fn tell_of_warning(&self, w: &mut Write<'_>, warning: Id, account: Id) -> Outcome<()> {
        self.tell_of_matter(w, Kind::ModerationWarning, warning, account, Told::These(vec![account]))
    }

    fn tell_of_matter(&self, w: &mut Write<'_>, kind: Kind, matter: Id, from: Id, told: Told) -> Outcome<()> {
        let at_ms = self.0.clock.now_ms();
        self.enqueue(w, Task::Tell { kind, from, post: Some(matter), told, at_ms })
    }

    /// What those of `rows` are about that are about such things: one look for each kind that is among them.
    pub(crate) async fn matters(&self, rows: &[&Notification]) -> Outcome<IdMap<Arc<[u8]>>> {
        let mut found = IdMap::default();
        let Some(slot) = self.0.matters.get() else { return Ok(found) };
        for kind in [Kind::AdminReport, Kind::ModerationWarning] {
            let ids: Vec<Id> =
                rows.iter().filter(|row| row.kind == kind).filter_map(|row| row.post).collect();
            if !ids.is_empty() {
                found.extend(slot(kind, ids).await?);
            }
        }
        Ok(found)
    }
}
