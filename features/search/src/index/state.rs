use base::{Id, Ms};
use serde::{Deserialize, Serialize};

/// How far the index is.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(crate) struct State {
    /// Events up to this one are in the index; `None` if it has never been filled.
    pub(crate) position: Option<Id>,
    /// Going through everything, if so.
    pub(crate) walk: Option<Walk>,
}

/// Going through all posts, the newest first, then all people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Walk {
    /// Which part.
    pub(crate) phase: Phase,
    /// The last one that was looked at.
    pub(crate) at: Id,
    /// Posts looked at, and posts there are, about.
    pub(crate) done: u64,
    pub(crate) all: u64,
    /// Posts edited after this may be in the index with their words of before.
    pub(crate) since_ms: Ms,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Phase {
    Posts,
    People,
}

impl Walk {
    pub(crate) fn new(all: u64, since_ms: Ms) -> Self {
        Self { phase: Phase::Posts, at: Id(i64::MAX), done: 0, all, since_ms }
    }
}
