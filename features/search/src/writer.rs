//! Writing what waits into the index.

use std::time::Duration;

use base::{Id, IdSet, MINUTE_MS, Ms, Outcome, Page, SECOND_MS};
use bus::Bus;
use posts::Post;

use crate::Search;
use crate::feed::Taken;
use crate::index::{Changes, Document, Person, State};

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
