//! Going through everything: to make the index, or to find out what it missed. It may be broken off at any time and
//! goes on where it was.

use base::{Id, IdSet, Outcome};

use crate::Search;
use crate::index::{Changes, Phase, State, Walk};

/// Posts that one step looks at.
const POSTS_STEP: usize = 4_000;
/// People that one step looks at.
const PEOPLE_STEP: usize = 1_000;
/// Posts written in one transaction.
const BATCH_MAX: usize = 1_000;

/// How far going through everything has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Posts looked at.
    pub done: u64,
    /// Posts there are, about.
    pub all: u64,
}

impl Search {
    /// Empties the index and lets it be filled again: by this process with [`Search::catch_up`], or by the one that
    /// writes it already. One that is being filled goes on.
    pub async fn rebuild(&self) -> Outcome<()> {
        let before = self.0.index.state().await?;
        if before.walk.is_some() {
            return Ok(());
        }
        let walk = self.new_walk(0).await?;
        self.0.index.empty(State { walk: Some(walk), ..before }).await
    }

    /// How far it has come, if everything is being gone through.
    pub async fn progress(&self) -> Outcome<Option<Progress>> {
        let state = self.0.index.state().await?;
        let unfilled = state.position.is_none().then_some(Progress { done: 0, all: 0 });
        Ok(state.walk.map(|walk| Progress { done: walk.done, all: walk.all.max(walk.done) }).or(unfilled))
    }

    /// A step of `walk`; `None` when it is done.
    pub(crate) async fn step(&self, walk: Walk) -> Outcome<Option<Walk>> {
        match walk.phase {
            Phase::Posts => self.step_posts(walk).await.map(Some),
            Phase::People => self.step_people(walk).await,
        }
    }

    async fn step_posts(&self, mut walk: Walk) -> Outcome<Walk> {
        let there = self.0.posts.walk(walk.at, POSTS_STEP).await?;
        let from = match there.last() {
            Some(&(oldest, _)) if there.len() == POSTS_STEP => oldest,
            _ => Id(0),
        };
        let held: IdSet = self.0.index.held(from, walk.at).await?.into_iter().collect();
        let known: IdSet = there.iter().map(|&(id, _)| id).collect();
        let extra = held.iter().copied().filter(|id| !known.contains(id)).collect();
        self.0.index.write(Changes { cut: extra, ..Changes::default() }).await?;
        let edited = |at: Option<i64>| at.is_some_and(|at| at > walk.since_ms);
        let wanted: Vec<Id> = there
            .iter()
            .filter(|&&(id, at)| !held.contains(&id) || (walk.since_ms > 0 && edited(at)))
            .map(|&(id, _)| id)
            .collect();
        for ids in wanted.chunks(BATCH_MAX) {
            self.0.index.write(self.documents(ids.to_vec(), |_| {}).await?).await?;
        }
        walk.done += there.len() as u64;
        walk.at = from;
        if from == Id(0) {
            walk.phase = Phase::People;
        }
        Ok(walk)
    }

    async fn step_people(&self, mut walk: Walk) -> Outcome<Option<Walk>> {
        let people = self.0.accounts.all_after(walk.at, PEOPLE_STEP).await?;
        let ids: Vec<Id> = people.iter().map(|account| account.id).collect();
        let Some(&last) = ids.last() else { return Ok(None) };
        self.0.index.write(self.people_now(&ids).await?).await?;
        walk.at = last;
        Ok((ids.len() == PEOPLE_STEP).then_some(walk))
    }
}
