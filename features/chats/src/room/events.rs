use base::Id;
use bus::Event;
use serde::{Deserialize, Serialize};

use super::model::Place;

/// Something in a room is otherwise than before.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct RoomChanged {
    /// Which session.
    pub session: Id,
    /// What.
    pub news: News,
}

/// What can be new in a room.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) enum News {
    /// A post is in it now, or was edited.
    Said(Place),
    /// A post is not in it any more.
    Gone(Id),
    /// Some posts are not in it any more.
    ManyGone(Vec<Id>),
    /// A post has so much applause.
    Applauded(Id, u64),
    /// What stands above it: the question, what is pinned, who is called.
    State,
}

impl Event for RoomChanged {
    const TOPIC: &'static str = "chats.room";
}

/// Somebody reads other rooms at home than before: they joined one, left one, or chose otherwise.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct RoomReaderChanged {
    /// Who.
    pub account: Id,
}

impl Event for RoomReaderChanged {
    const TOPIC: &'static str = "chats.room_reader";
}
