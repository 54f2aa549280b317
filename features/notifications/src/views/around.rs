//! What the notifications of a page are about.

use std::collections::BTreeMap;
use std::sync::Arc;

use accounts::Shown as Person;
use base::{Id, IdMap};
use posts::View;

use super::Entry;
use crate::model::Notification;

/// The people and posts of some notifications.
pub(crate) struct Around {
    pub(crate) people: IdMap<Arc<Person>>,
    pub(crate) posts: BTreeMap<Id, View>,
    pub(crate) matters: IdMap<Arc<[u8]>>,
}

impl Around {
    /// Whether a row can be shown: its sender is not suspended, and its post can be seen.
    pub(super) fn holds(&self, row: &Notification) -> bool {
        let about = match row.post {
            Some(matter) if row.kind.has_matter() => self.matters.contains_key(&matter),
            Some(post) => self.posts.contains_key(&post),
            None => !row.kind.has_post(),
        };
        about && self.people.contains_key(&row.from)
    }

    pub(super) fn entry(&self, row: Notification) -> Option<Entry> {
        if !self.holds(&row) {
            return None;
        }
        let from = self.people.get(&row.from)?.clone();
        let post = row.post.and_then(|post| self.posts.get(&post)).cloned();
        let matter = self.matter(&row).cloned();
        Some(Entry { row, from, post, matter })
    }

    /// The report or decision that a row is about.
    pub(crate) fn matter(&self, row: &Notification) -> Option<&Arc<[u8]>> {
        row.post.filter(|_| row.kind.has_matter()).and_then(|id| self.matters.get(&id))
    }
}
