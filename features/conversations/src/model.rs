use std::sync::Arc;

use accounts::Shown as Person;
use base::Id;
use posts::View;

/// A conversation as stored, with the last post that its reader wants to see.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Row {
    /// The first post of the thread, whose id is the conversation's.
    pub(crate) root: Id,
    /// The last post.
    pub(crate) last: Id,
    /// How far it was read.
    pub(crate) read: Id,
}

/// A conversation as its reader sees it.
pub struct Conversation {
    /// Its id: that of the thread's first post.
    pub id: Id,
    /// Whether there is something new in it.
    pub unread: bool,
    /// The others in it; who talks to nobody is there alone.
    pub people: Vec<Arc<Person>>,
    /// The last post.
    pub last: View,
}
