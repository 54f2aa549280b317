use base::Id;
use bus::Event;
use serde::{Deserialize, Serialize};

/// An announcement is there.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct AnnouncementPublished {
    /// Which.
    pub id: Id,
}

impl Event for AnnouncementPublished {
    const TOPIC: &'static str = "announcements.published";
}

/// An announcement has ended, or was removed.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct AnnouncementEnded {
    /// Which.
    pub id: Id,
}

impl Event for AnnouncementEnded {
    const TOPIC: &'static str = "announcements.ended";
}

/// People react otherwise to an announcement.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ReactionsChanged {
    /// To which.
    pub id: Id,
    /// With what: an emoji of Unicode, or a shortcode.
    pub name: String,
}

impl Event for ReactionsChanged {
    const TOPIC: &'static str = "announcements.reactions";
}
