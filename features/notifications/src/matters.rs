//! Notifications about what features further right keep: reports and decisions, collections, reports of a year. What
//! such a thing looks like only its feature knows; here is the slot for it.

use std::pin::Pin;
use std::sync::Arc;

use ::store::{Write, args};
use base::{Id, IdMap, Outcome};

use crate::delivery::{Task, Told};
use crate::model::Notification;
use crate::{Kind, Notifications, store as sql};

/// Gives Mastodon's JSON of things of one kind by their ids, as one reader sees them; those that are not there any
/// more, or not for them, are left out. Handed in where the features are wired.
pub type Matters = Arc<dyn Fn(Kind, Vec<Id>, Id) -> MatterList + Send + Sync>;
/// See [`Matters`].
pub type MatterList = Pin<Box<dyn Future<Output = Outcome<IdMap<Arc<[u8]>>>> + Send>>;

/// The key under which an entity holds the thing that it is about.
pub(crate) fn key(kind: Kind) -> &'static str {
    match kind {
        Kind::AdminReport => "report",
        Kind::AddedToCollection | Kind::CollectionUpdate => "collection",
        Kind::AnnualReport => "annual_report",
        Kind::ChatReminder => "chat_session",
        Kind::HashtagDecision => "hashtag_decision",
        _ => "moderation_warning",
    }
}

impl Notifications {
    /// Who tells what things of these kinds look like. Until it is said, none of them is shown.
    pub fn name_matters(&self, kinds: &'static [Kind], matters: Matters) {
        self.0.matters.write().push((kinds, matters));
    }

    /// Tells the staff of a report that `by` made, in the caller's transaction.
    pub fn tell_of_report(&self, w: &mut Write<'_>, report: Id, by: Id) -> Outcome<()> {
        self.tell_of(w, Kind::AdminReport, report, by, Told::Staff)
    }

    /// Tells `account` of a decision about it, in the caller's transaction. It is told as if by the account itself,
    /// as Mastodon does: who of the staff decided is nobody's business.
    pub fn tell_of_warning(&self, w: &mut Write<'_>, warning: Id, account: Id) -> Outcome<()> {
        self.tell_of(w, Kind::ModerationWarning, warning, account, Told::These(vec![account]))
    }

    /// Tells people of a thing of `from`, in the caller's transaction.
    pub fn tell_of_matter(
        &self,
        w: &mut Write<'_>,
        kind: Kind,
        matter: Id,
        from: Id,
        people: Vec<Id>,
    ) -> Outcome<()> {
        if people.is_empty() { Ok(()) } else { self.tell_of(w, kind, matter, from, Told::These(people)) }
    }

    /// Forgets what `account` was told of a thing of `from` that is not there any more, in the caller's transaction.
    pub fn forget_matter(
        &self,
        w: &mut Write<'_>,
        kind: Kind,
        matter: Id,
        from: Id,
        account: Id,
    ) -> Outcome<()> {
        self.undo(w, account, from, &[kind], Some(matter))
    }

    /// Forgets all that `account` was told of such things, in the caller's transaction.
    pub fn forget_kinds(&self, w: &mut Write<'_>, kinds: &[Kind], account: Id) -> Outcome<()> {
        let kinds = sql::names(kinds);
        if w.run(&sql::FORGET_KINDS, args![account.bk(), account, kinds.as_slice()])? > 0 {
            self.changed(w, account)?;
        }
        Ok(())
    }

    fn tell_of(&self, w: &mut Write<'_>, kind: Kind, matter: Id, from: Id, told: Told) -> Outcome<()> {
        let at_ms = self.0.clock.now_ms();
        self.enqueue(w, Task::Tell { kind, from, post: Some(matter), told, at_ms })
    }

    /// Whether a thing is there for `reader`. What the moderation keeps always is.
    pub(crate) async fn matter_stands(&self, kind: Kind, matter: Id, reader: Id) -> Outcome<bool> {
        match self.slot(kind) {
            _ if kind.is_official() => Ok(true),
            Some(slot) => Ok(slot(kind, vec![matter], reader).await?.contains_key(&matter)),
            None => Ok(false),
        }
    }

    fn slot(&self, kind: Kind) -> Option<Matters> {
        let slots = self.0.matters.read();
        slots.iter().find(|(kinds, _)| kinds.contains(&kind)).map(|(_, slot)| slot.clone())
    }

    /// What those of `rows` are about that are about such things: one look for each kind that is among them.
    pub(crate) async fn matters(&self, reader: Id, rows: &[&Notification]) -> Outcome<IdMap<Arc<[u8]>>> {
        let mut found = IdMap::default();
        for kind in Kind::ALL.into_iter().filter(|kind| kind.has_matter()) {
            let ids: Vec<Id> =
                rows.iter().filter(|row| row.kind == kind).filter_map(|row| row.post).collect();
            if let Some(slot) = self.slot(kind).filter(|_| !ids.is_empty()) {
                found.extend(slot(kind, ids, reader).await?);
            }
        }
        Ok(found)
    }
}
