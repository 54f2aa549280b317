//! What those who lead a room do with it.

use base::{Id, Outcome, Problem};
use store::{Read, Write, args};

use super::events::{News, RoomChanged, RoomReaderChanged};
use super::gather::{boosts_of, standing_in};
use super::model::{Place, Removed};
use super::store as sql;
use super::verbs::place_in;
use crate::Chats;

impl Chats {
    /// Whether somebody is a co-moderator of this session, whatever they are in its chat.
    pub(crate) fn leads_alone(&self, r: &Read<'_>, session: Id, account: Id) -> Outcome<bool> {
        Ok(standing_in(r, session, account)?.leads)
    }

    /// Tells those who have a room open that something about its session is otherwise than before.
    pub(crate) fn tell_state(&self, w: &mut Write<'_>, session: Id) -> Outcome<()> {
        self.bus().emit(w, RoomChanged { session, news: News::State })
    }

    /// Takes a post out of the room, or brings it back. It stays on the network.
    ///
    /// # Errors
    /// 403 for who does not lead the session, 404 where the post is not in it.
    pub async fn remove_post(&self, by: Id, session: Id, post: Id, on: bool) -> Outcome<()> {
        self.led(session, by).await?;
        let chats = self.clone();
        self.0
            .db
            .write(move |w| {
                let place = w.row(&sql::PLACE, args![session, post], sql::place)?;
                let place = place.ok_or_else(Problem::not_found)?;
                let statement = if on { &sql::REMOVE_POST } else { &sql::BRING_BACK };
                w.run(statement, args![session, post])?;
                let news = if on {
                    chats.forget_in_state(w, session, post)?;
                    let boosts = boosts_of(w, session, &[post])?;
                    News::ManyGone([vec![post], boosts].concat())
                } else {
                    News::Said(Place { removed: Removed::No, ..place })
                };
                chats.bus().emit(w, RoomChanged { session, news })
            })
            .await
    }

    /// Removes somebody from a session: what they post with the hashtag is not shown in the room. Or lets them back.
    ///
    /// # Errors
    /// 403 for who does not lead the session, 422 for somebody who does.
    pub async fn remove_person(&self, by: Id, session: Id, account: Id, on: bool) -> Outcome<()> {
        self.led(session, by).await?;
        if on && self.seen(session, Some(account)).await?.role.leads() {
            return Err(Problem::invalid("Whoever leads the session cannot be removed from it"));
        }
        self.0.accounts.account(account).await?.ok_or_else(Problem::not_found)?;
        let chats = self.clone();
        self.0
            .db
            .write(move |w| {
                let own = standing_in(w, session, account)?;
                w.run(&sql::STAND, args![session, account, own.joined && !on, own.patient, own.leads, on])?;
                let statement = if on { &sql::REMOVE_OF } else { &sql::BRING_BACK_OF };
                w.run(statement, args![session, account])?;
                let posts: Vec<Id> = w.column(&sql::OF_AUTHOR, args![session, account])?;
                if on {
                    for post in &posts {
                        chats.forget_in_state(w, session, *post)?;
                    }
                    let boosts = boosts_of(w, session, &posts)?;
                    let gone = News::ManyGone([posts, boosts].concat());
                    chats.bus().emit(w, RoomChanged { session, news: gone })?;
                }
                chats.bus().emit(w, RoomReaderChanged { account })?;
                chats.bus().emit(w, RoomChanged { session, news: News::State })
            })
            .await
    }

    /// Pins a post of the room above it, or nothing.
    ///
    /// # Errors
    /// As [`Chats::remove_post`].
    pub async fn pin(&self, by: Id, session: Id, post: Option<Id>) -> Outcome<()> {
        self.led(session, by).await?;
        let chats = self.clone();
        self.0
            .db
            .write(move |w| {
                if let Some(post) = post {
                    place_in(w, session, post)?;
                }
                chats.change_state(w, session, |state| state.pinned = post)
            })
            .await
    }

    /// Asks somebody to say something, by a line that all in the room see; or nobody any more.
    ///
    /// # Errors
    /// 403 for who does not lead the session, 404 for nobody.
    pub async fn call_on(&self, by: Id, session: Id, account: Option<Id>) -> Outcome<()> {
        self.led(session, by).await?;
        if let Some(account) = account {
            self.0.accounts.account(account).await?.ok_or_else(Problem::not_found)?;
        }
        let chats = self.clone();
        self.0.db.write(move |w| chats.change_state(w, session, |state| state.called = account)).await
    }

    /// Makes somebody a co-moderator of this session, or not any more. Who hands over stays what they are.
    ///
    /// # Errors
    /// 403 for who does not lead the session, 404 for nobody, 422 where a block is between the two.
    pub async fn set_leads(&self, by: Id, session: Id, account: Id, on: bool) -> Outcome<()> {
        self.led(session, by).await?;
        if on {
            self.check_named(by, &[account]).await?;
        }
        self.stand(session, account, move |own| (own.leads, own.removed) = (on, own.removed && !on)).await
    }
}
