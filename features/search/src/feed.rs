//! Keeping the index current: events name what changed, a task reads it as it is now and writes it into the index.

use std::fs::File;
use std::time::Duration;

use accounts::{Change, RelationChanged};
use base::{Id, IdMap, IdSet, MINUTE_MS, Ms, Outcome, Page, SECOND_MS};
use bus::Bus;
use parking_lot::Mutex;
use posts::{Post, PostPublished};
use tokio::sync::Notify;

use crate::Search;
use crate::index::{Changes, Document, Person, State};

/// Posts and people that may wait; past that the whole index is compared with the database.
const WAITING_MAX: usize = 200_000;
/// Posts or people of one transaction.
const BATCH_MAX: usize = 1_000;
/// How long is waited for more, once something changed.
const GATHER_MS: u64 = 30;
/// Time between two writes at the least.
const REST_MS: u64 = 200;
/// How often is looked when nothing is heard.
const TICK_MS: u64 = 1_000;
/// Events may be heard so much later than their ids tell: slow transactions, other nodes.
const OVERLAP_MS: Ms = 20 * SECOND_MS;
/// How far the noted position may lie behind when nothing changes.
const NOTE_EVERY_MS: Ms = MINUTE_MS;
/// How often an author's activity is noted.
const ACTIVE_EVERY_MS: Ms = 10 * MINUTE_MS;
/// Authors whose activity is remembered as noted.
const ACTIVE_MAX: usize = 100_000;

/// What waits to be written.
#[derive(Default)]
pub(crate) struct Feed {
    waiting: Mutex<Waiting>,
    bell: Notify,
    /// Whoever holds it is the one that writes; the file is held for as long as this process lives.
    lead: tokio::sync::Mutex<Option<File>>,
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
struct Taken {
    posts: Vec<Id>,
    fresh: IdSet,
    people: Vec<Id>,
    authors: Vec<Id>,
    lost: bool,
    turn: u64,
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

    fn take(&self) -> Taken {
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
    fn written(&self, turn: u64) {
        self.waiting.lock().stale.retain(|_, changed| *changed > turn);
    }

    /// What was taken could not be written.
    fn put_back(&self, taken: Taken) {
        let mut waiting = self.waiting.lock();
        waiting.posts.extend(taken.posts);
        waiting.people.extend(taken.people);
        waiting.authors.extend(taken.authors);
        waiting.lost |= taken.lost;
    }
}

/// Keeps the index current.
pub(crate) async fn run(search: Search) {
    loop {
        match search.catch_up().await {
            Ok(Left::More) => {}
            Ok(Left::Nothing) => {
                tokio::select! {
                    () = search.0.feed.bell.notified() => {}
                    () = tokio::time::sleep(Duration::from_millis(TICK_MS)) => {}
                    () = search.0.bus.stopped() => return,
                }
                tokio::time::sleep(Duration::from_millis(GATHER_MS)).await;
                continue;
            }
            Err(problem) => tracing::warn!(?problem, "the search index could not be written"),
        }
        tokio::select! {
            () = tokio::time::sleep(Duration::from_millis(REST_MS)) => {}
            () = search.0.bus.stopped() => return,
        }
    }
}

/// Whether there is more to do at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Left {
    /// It is current, or another process keeps it so.
    Nothing,
    /// Something was written, and more may wait.
    More,
}

impl Search {
    /// Writes what changed into the index, and a part of what is being gone through. One call at a time; where
    /// another process writes the index already, nothing happens.
    pub async fn catch_up(&self) -> Outcome<Left> {
        let mut lead = self.0.feed.lead.lock().await;
        let mut state = self.0.index.state().await?;
        if lead.is_none() {
            let Some(file) = self.0.index.lead()? else {
                // Whoever writes hears the same events.
                let taken = self.0.feed.take();
                self.0.feed.written(taken.turn);
                return Ok(Left::Nothing);
            };
            state = self.recover(state).await?;
            *lead = Some(file);
        }
        let now = self.0.clock.now_ms();
        let taken = self.0.feed.take();
        match self.write(&taken, state, now).await {
            Ok(left) => {
                self.0.feed.written(taken.turn);
                Ok(left)
            }
            Err(problem) => {
                self.0.feed.put_back(taken);
                Err(problem)
            }
        }
    }

    async fn write(&self, taken: &Taken, before: State, now: Ms) -> Outcome<Left> {
        let mut posts = taken.posts.clone();
        for &author in &taken.authors {
            posts.extend(self.posts_of(author).await?);
        }
        for ids in posts.chunks(BATCH_MAX) {
            let trends = &self.0.trends;
            let seen = |post: &Post| {
                if taken.fresh.contains(&post.id) {
                    trends.published(post);
                }
            };
            self.0.index.write(self.documents(ids.to_vec(), seen).await?).await?;
        }
        for ids in taken.people.chunks(BATCH_MAX) {
            self.0.index.write(self.people_now(ids).await?).await?;
        }
        let mut after = before.clone();
        after.position = Some(Bus::place(now - OVERLAP_MS));
        if taken.lost && after.walk.is_none() {
            after.walk = Some(self.new_walk(before.position.map_or(0, Id::ms)).await?);
        }
        let walking = match after.walk.take() {
            Some(walk) => {
                after.walk = self.step(walk).await?;
                true
            }
            None => false,
        };
        let wrote = walking || !posts.is_empty() || !taken.people.is_empty();
        let noted = before.position.map_or(0, Id::ms);
        if wrote || now - OVERLAP_MS - noted > NOTE_EVERY_MS {
            self.0.index.advance(before, after).await?;
        }
        Ok(if wrote { Left::More } else { Left::Nothing })
    }

    /// Posts as they are now, shown to `seen`; those that are not there any more are to be cut.
    pub(crate) async fn documents(&self, ids: Vec<Id>, seen: impl Fn(&Post)) -> Outcome<Changes> {
        let found = self.0.posts.documents(ids.clone()).await?;
        found.iter().for_each(seen);
        let there: IdSet = found.iter().map(|post| post.id).collect();
        let cut = ids.into_iter().filter(|id| !there.contains(id)).collect();
        Ok(Changes { cut, documents: found.iter().map(Document::of).collect(), ..Changes::default() })
    }

    /// People as they are now.
    pub(crate) async fn people_now(&self, ids: &[Id]) -> Outcome<Changes> {
        let found = self.0.accounts.accounts(ids).await?;
        let (mut gone, mut people) = (Vec::new(), Vec::new());
        for &id in ids {
            match found.get(&id).filter(|account| account.suspended_ms.is_none()) {
                Some(account) => people.push(Person::of(account)),
                None => gone.push(id),
            }
        }
        Ok(Changes { gone, people, ..Changes::default() })
    }

    /// All posts of an author.
    async fn posts_of(&self, author: Id) -> Outcome<Vec<Id>> {
        let (mut all, mut page) = (Vec::new(), Page::newest(BATCH_MAX));
        loop {
            let heads =
                self.0.posts.heads(vec![author], page).await?.pop().map_or(Vec::new(), |(_, heads)| heads);
            all.extend(heads.iter().filter(|head| head.boost_of.is_none()).map(|head| head.id));
            match heads.last() {
                Some(last) if heads.len() == BATCH_MAX => page.max_id = Some(last.id),
                _ => return Ok(all),
            }
        }
    }
}
