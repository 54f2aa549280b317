//! Going on after a while in which nobody wrote the index: what the outbox still keeps is heard again; where that is
//! not enough, everything is gone through.

use accounts::{AccountChanged, AccountCreated, RelationChanged};
use base::{Id, Ms, Outcome};
use bus::Event;
use posts::{PostDeleted, PostEdited, PostPublished, PostsImported};

use crate::Search;
use crate::index::{State, Walk};

impl Search {
    /// Finds out what was missed while nobody wrote the index.
    pub(crate) async fn recover(&self, mut state: State) -> Outcome<State> {
        let Some(place) = state.position else {
            if state.walk.is_none() {
                state = self.begin_walk(state, 0).await?;
            }
            return Ok(state);
        };
        let kept = self.0.bus.keeps_all_since(place).await? && self.replay(place).await?;
        if !kept && state.walk.is_none() {
            state = self.begin_walk(state, place.ms()).await?;
        }
        Ok(state)
    }

    async fn begin_walk(&self, before: State, since_ms: Ms) -> Outcome<State> {
        let after = State { walk: Some(self.new_walk(since_ms).await?), ..before.clone() };
        self.0.index.advance(before, after.clone()).await?;
        Ok(after)
    }

    pub(crate) async fn new_walk(&self, since_ms: Ms) -> Outcome<Walk> {
        let all = self.0.accounts.posts_count().await?;
        Ok(Walk::new(all.unsigned_abs(), since_ms))
    }

    /// Hears again what happened after `place`; false if it was too much.
    async fn replay(&self, place: Id) -> Outcome<bool> {
        let feed = &self.0.feed;
        Ok(self.again(place, |event: &PostPublished| feed.published(event)).await?
            && self.again(place, |event: &PostEdited| feed.changed(event.post)).await?
            && self.again(place, |event: &PostDeleted| feed.changed(event.post)).await?
            && self.again(place, |event: &PostsImported| feed.imported(event.author)).await?
            && self.again(place, |event: &AccountCreated| feed.person(event.account)).await?
            && self.again(place, |event: &AccountChanged| feed.person(event.account)).await?
            && self.again(place, |event: &RelationChanged| feed.related(event)).await?)
    }

    async fn again<E: Event>(&self, place: Id, hear: impl Fn(&E)) -> Outcome<bool> {
        let Some(events) = self.0.bus.kept_since::<E>(place).await? else { return Ok(false) };
        events.iter().for_each(hear);
        Ok(true)
    }
}
