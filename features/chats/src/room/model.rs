//! What a room consists of.

use base::Id;
use serde::{Deserialize, Serialize};

/// A post's place in a session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// Which session.
    pub session: Id,
    /// Which post.
    pub post: Id,
    /// Whose.
    pub author: Id,
    /// What it is there.
    pub kind: PlaceKind,
    /// Of which question, by its own label; 0 for none.
    pub number: u32,
    /// What it answers or boosts, where that is in the session too.
    pub parent: Option<Id>,
    /// What its author was then.
    pub role: RoomRole,
    /// Whether its author had not been in an earlier session of the chat.
    pub newcomer: bool,
    /// How many applaud.
    pub applause: u64,
    /// Whether it was taken out of the room.
    pub removed: Removed,
}

/// What a post is in a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum PlaceKind {
    /// Said, without a label.
    Said,
    /// A question by somebody who leads the session.
    Question,
    /// Labelled as an answer.
    Answer,
    /// A boost of what is in the session.
    Boost,
}

impl PlaceKind {
    /// As it is kept.
    pub fn code(self) -> i64 {
        match self {
            Self::Said => 0,
            Self::Question => 1,
            Self::Answer => 2,
            Self::Boost => 3,
        }
    }

    pub(crate) fn from_code(code: i64) -> Self {
        match code {
            1 => Self::Question,
            2 => Self::Answer,
            3 => Self::Boost,
            _ => Self::Said,
        }
    }

    /// Its name in the API.
    pub fn name(self) -> &'static str {
        match self {
            Self::Said => "post",
            Self::Question => "question",
            Self::Answer => "answer",
            Self::Boost => "boost",
        }
    }
}

/// What somebody is in a room, with what they say of themselves.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum RoomRole {
    /// Anybody.
    #[default]
    None,
    /// Invited to the session.
    Guest,
    /// A moderator of the chat or of this session.
    Moderator,
    /// Keeps the chat.
    Host,
    /// Says that they are a patient or carer.
    Patient,
}

impl RoomRole {
    /// As it is kept.
    pub fn code(self) -> i64 {
        match self {
            Self::None => 0,
            Self::Guest => 1,
            Self::Moderator => 2,
            Self::Host => 3,
            Self::Patient => 4,
        }
    }

    pub(crate) fn from_code(code: i64) -> Self {
        match code {
            1 => Self::Guest,
            2 => Self::Moderator,
            3 => Self::Host,
            4 => Self::Patient,
            _ => Self::None,
        }
    }

    /// Its name in the API; empty for none.
    pub fn name(self) -> &'static str {
        match self {
            Self::None => "",
            Self::Guest => "guest",
            Self::Moderator => "moderator",
            Self::Host => "host",
            Self::Patient => "patient",
        }
    }

    /// Whether they lead the session.
    pub fn leads(self) -> bool {
        matches!(self, Self::Moderator | Self::Host)
    }
}

/// Whether a post was taken out of a room; it stays on the network.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Removed {
    /// It is there.
    No,
    /// A moderator removed it.
    Post,
    /// A moderator removed its author from the session.
    Person,
}

impl Removed {
    pub(crate) fn code(self) -> i64 {
        match self {
            Self::No => 0,
            Self::Post => 1,
            Self::Person => 2,
        }
    }

    pub(crate) fn from_code(code: i64) -> Self {
        match code {
            1 => Self::Post,
            2 => Self::Person,
            _ => Self::No,
        }
    }
}

/// How somebody stands to a session.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "a row of flags that do not depend on each other")]
pub struct Standing {
    /// They are named as being here, and read the room at home.
    pub joined: bool,
    /// They say that they are a patient or carer.
    pub patient: bool,
    /// They are a co-moderator of this session.
    pub leads: bool,
    /// What they post is not shown in the room.
    pub removed: bool,
}

/// What stands above a room.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct State {
    /// The post that asks the current question.
    pub question: Option<Id>,
    /// The post that a moderator pinned.
    pub pinned: Option<Id>,
    /// Who is asked to say something.
    pub called: Option<Id>,
    /// Whether the moderators rehearse.
    pub rehearsal: bool,
}
