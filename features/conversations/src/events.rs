use base::Id;
use bus::Event;
use serde::{Deserialize, Serialize};

/// A conversation began, went on, was read, or lost its last post.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ConversationChanged {
    /// Whose.
    pub account: Id,
    /// Which.
    pub conversation: Id,
}

impl Event for ConversationChanged {
    const TOPIC: &'static str = "conversations.changed";
}
