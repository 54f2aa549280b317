use base::Id;
use bus::Event;
use serde::{Deserialize, Serialize};

/// A chat or one of its sessions was made or changed.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ChatsChanged {
    /// Which chat.
    pub chat: Id,
}

impl Event for ChatsChanged {
    const TOPIC: &'static str = "chats.changed";
}

/// A session that nobody had given anything of its own is gone, because its chat's rule does not have it any more.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct SessionRemoved {
    /// Which.
    pub session: Id,
}

impl Event for SessionRemoved {
    const TOPIC: &'static str = "chats.session_removed";
}
