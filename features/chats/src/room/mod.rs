//! The live room of a session.
//!
//! Invariants:
//! - what is in a session is decided in the transaction of the post ([`gather`]), by whatever way it came;
//! - a post of the room is an ordinary public post; taking it out of the room leaves it on the network;
//! - what is streamed is put together once a round ([`dispatch`]), stands in a log that all share ([`log`]), and is
//!   asked again for who hides or filters somebody ([`sight`]);
//! - whoever leads a session is looked up with each call.

pub(crate) mod api;
mod dispatch;
pub mod docs;
mod events;
mod gather;
mod home;
mod hub;
pub(crate) mod label;
mod lead;
pub(crate) mod line;
mod log;
pub(crate) mod model;
pub(crate) mod pages;
mod seat;
mod sight;
pub(crate) mod store;
mod stream;
pub(crate) mod templates;
pub(crate) mod verbs;
pub(crate) mod views;

use std::sync::{Arc, OnceLock};

use accounts::{AccountSuspended, Accounts};
use base::{Clock, Id};
use bus::{Bus, Cached};
use posts::Posts;
use timelines::ReadRooms;
use tokio::sync::{Semaphore, mpsc};

use crate::Chats;
use events::{RoomChanged, RoomReaderChanged};
use hub::Hub;

pub use line::{Line, Speaker};
pub use model::{Place, PlaceKind, Removed, RoomRole, Standing, State};
pub use verbs::Saying;
pub use views::{Head, RoomView, Wanted};

/// Bytes of memory for who reads which rooms at home.
const READERS_CACHE_BYTES: u64 = 8 << 20;
/// Events that may wait to be streamed; past that all streams are closed and pages read anew.
const EVENTS_WAITING_MAX: usize = 16_384;

/// Readers who are looked up at once.
const LOOKING_MAX: usize = 16;

/// What rooms keep in memory.
pub(crate) struct Rooms {
    pub(crate) hub: Arc<Hub>,
    pub(crate) readers: Cached<Id, Arc<ReadRooms>>,
    /// Who speaks in rooms that are on air, for the cards at home.
    pub(crate) speaking: Cached<Id, Arc<home::Speaking>>,
    events: OnceLock<mpsc::Sender<RoomChanged>>,
    /// Turns at finding out what those who sit in rooms do not want to come across.
    pub(crate) looking: Semaphore,
}

impl Default for Rooms {
    fn default() -> Self {
        Self {
            hub: Arc::default(),
            readers: Cached::new(READERS_CACHE_BYTES, |read: &Arc<ReadRooms>| 64 + read.joined.len() * 16),
            speaking: Cached::new(READERS_CACHE_BYTES, |speaking: &Arc<home::Speaking>| speaking.weight()),
            events: OnceLock::new(),
            looking: Semaphore::new(LOOKING_MAX),
        }
    }
}

impl Chats {
    /// Listens to posts, and streams what is new in rooms.
    pub(crate) fn open_rooms(&self) {
        let bus = self.bus().clone();
        let (events, waiting) = mpsc::channel(EVENTS_WAITING_MAX);
        drop(self.rooms().events.set(events));
        gather::listen(self, &bus);
        let me = self.clone();
        bus.on(move |event: &RoomChanged| me.room_changed(event));
        let me = self.clone();
        bus.on(move |event: &RoomReaderChanged| me.rooms().readers.forget(&event.account));
        let me = self.clone();
        bus.on(move |event: &access::GrantsRevoked| {
            me.rooms().hub.close(event.account, |grant| event.ends(event.account, grant));
        });
        let me = self.clone();
        bus.on(move |event: &AccountSuspended| {
            if event.suspended {
                me.rooms().hub.close(event.account, |_| true);
            }
        });
        let me = self.clone();
        bus.react(move |w, event: &AccountSuspended| me.suspended(w, event));
        home::offer(self);
        tokio::spawn(dispatch::run(self.clone(), waiting));
    }

    fn room_changed(&self, event: &RoomChanged) {
        let rooms = self.rooms();
        if matches!(event.news, events::News::Said(_)) {
            rooms.speaking.forget(&event.session);
        }
        let Some(events) = rooms.events.get() else { return };
        if rooms.hub.count(event.session) > 0 && events.try_send(event.clone()).is_err() {
            rooms.hub.close_all();
        }
    }

    pub(crate) fn rooms(&self) -> &Rooms {
        &self.0.rooms
    }

    pub(crate) fn bus(&self) -> &Bus {
        &self.0.bus
    }

    pub(crate) fn posts(&self) -> &Posts {
        &self.0.posts
    }

    pub(crate) fn accounts(&self) -> &Accounts {
        &self.0.accounts
    }

    pub(crate) fn clock(&self) -> &Clock {
        &self.0.clock
    }
}
