use bus::Event;
use serde::{Deserialize, Serialize};

/// The directory changed.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct HashtagsChanged {
    /// Which hashtag, by its key; none where it may be many.
    pub tag: Option<String>,
}

impl Event for HashtagsChanged {
    const TOPIC: &'static str = "hashtags.changed";
}
