use base::Id;
use bus::Event;
use serde::{Deserialize, Serialize};

/// Someone follows a hashtag now, or not any more.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct TagFollowChanged {
    /// Who.
    pub account: Id,
}

impl Event for TagFollowChanged {
    const TOPIC: &'static str = "tags.follow_changed";
}
