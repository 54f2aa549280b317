//! What waits to be written into the index: events name what changed, a task ([`crate::writer`]) reads it as it is
//! now.

use std::fs::File;

use accounts::{Change, RelationChanged};
use base::{Id, IdMap, IdSet, MINUTE_MS, Ms};
use parking_lot::Mutex;
use posts::PostPublished;
use tokio::sync::Notify;

/// Posts and people that may wait; past that the whole index is compared with the database.
const WAITING_MAX: usize = 200_000;
/// How often an author's activity is noted.
const ACTIVE_EVERY_MS: Ms = 10 * MINUTE_MS;
/// Authors whose activity is remembered as noted.
const ACTIVE_MAX: usize = 100_000;

/// What waits to be written.
#[derive(Default)]
pub(crate) struct Feed {
    waiting: Mutex<Waiting>,
    pub(crate) bell: Notify,
    /// Whoever holds it is the one that writes; the file is held for as long as this process lives.
    pub(crate) lead: tokio::sync::Mutex<Option<File>>,
}

#[derive(Default)]
struct Waiting {
    posts: IdSet,
    people: IdSet,
    /// Those of the posts that are new.
    fresh: IdSet,
    /// Authors of whom posts of the past were imported.
    authors: IdSet,
    /// Too much at once.
    lost: bool,
    /// Posts whose words in the index may be those of before, with the turn in which they changed.
    stale: IdMap<u64>,
    turn: u64,
    active: IdMap<Ms>,
}

#[derive(Default)]
pub(crate) struct Taken {
    pub(crate) posts: Vec<Id>,
    pub(crate) fresh: IdSet,
    pub(crate) people: Vec<Id>,
    pub(crate) authors: Vec<Id>,
    pub(crate) lost: bool,
    pub(crate) turn: u64,
}

impl Feed {
    pub(crate) fn published(&self, event: &PostPublished) {
        let mut waiting = self.waiting.lock();
        if event.boost_of.is_none() {
            waiting.posts.insert(event.post);
            waiting.fresh.insert(event.post);
        }
        let noted = waiting.active.get(&event.author).copied().unwrap_or(0);
        if event.created_ms - noted > ACTIVE_EVERY_MS {
            if waiting.active.len() >= ACTIVE_MAX {
                waiting.active.clear();
            }
            waiting.active.insert(event.author, event.created_ms);
            waiting.people.insert(event.author);
        }
        self.ring(waiting);
    }

    /// A post was edited or deleted: its words in the index are not true any more.
    pub(crate) fn changed(&self, post: Id) {
        let mut waiting = self.waiting.lock();
        waiting.posts.insert(post);
        let turn = waiting.turn;
        waiting.stale.insert(post, turn);
        self.ring(waiting);
    }

    pub(crate) fn imported(&self, author: Id) {
        let mut waiting = self.waiting.lock();
        waiting.authors.insert(author);
        waiting.people.insert(author);
        self.ring(waiting);
    }

    pub(crate) fn person(&self, account: Id) {
        let mut waiting = self.waiting.lock();
        waiting.people.insert(account);
        self.ring(waiting);
    }

    pub(crate) fn related(&self, event: &RelationChanged) {
        let counts = !matches!(
            event.change,
            Change::FollowEdited | Change::Requested | Change::Unblocked | Change::Muted | Change::Unmuted
        );
        if counts {
            let mut waiting = self.waiting.lock();
            waiting.people.extend([event.from, event.to]);
            self.ring(waiting);
        }
    }

    fn ring(&self, mut waiting: parking_lot::MutexGuard<'_, Waiting>) {
        if waiting.posts.len() + waiting.people.len() + waiting.authors.len() > WAITING_MAX {
            waiting.posts.clear();
            waiting.fresh.clear();
            waiting.people.clear();
            waiting.authors.clear();
            waiting.lost = true;
        }
        drop(waiting);
        self.bell.notify_one();
    }

    /// Lets another process write.
    pub(crate) async fn resign(&self) {
        *self.lead.lock().await = None;
    }

    /// Posts whose words in the index may be those of before.
    pub(crate) fn stale(&self) -> IdSet {
        self.waiting.lock().stale.keys().copied().collect()
    }

    pub(crate) fn take(&self) -> Taken {
        let mut waiting = self.waiting.lock();
        let turn = waiting.turn;
        waiting.turn += 1;
        let sorted = |set: &mut IdSet| {
            let mut ids: Vec<Id> = set.drain().collect();
            ids.sort_unstable();
            ids
        };
        Taken {
            posts: sorted(&mut waiting.posts),
            people: sorted(&mut waiting.people),
            fresh: std::mem::take(&mut waiting.fresh),
            authors: sorted(&mut waiting.authors),
            lost: std::mem::take(&mut waiting.lost),
            turn,
        }
    }

    /// What was taken is written.
    pub(crate) fn written(&self, turn: u64) {
        self.waiting.lock().stale.retain(|_, changed| *changed > turn);
    }

    /// What was taken could not be written.
    pub(crate) fn put_back(&self, taken: Taken) {
        let mut waiting = self.waiting.lock();
        waiting.posts.extend(taken.posts);
        waiting.people.extend(taken.people);
        waiting.authors.extend(taken.authors);
        waiting.lost |= taken.lost;
    }
}
