use base::Id;
use bus::Event;
use serde::{Deserialize, Serialize};

use crate::Kind;

/// Someone has a new notification. Not said of those that the reader's policy filters.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Notified {
    /// Which; [`crate::Notifications::one`] gives its JSON.
    pub id: Id,
    /// Who is told.
    pub account: Id,
    /// What happened.
    pub kind: Kind,
    /// Who did it.
    pub from: Id,
    /// About which post.
    pub post: Option<Id>,
}

impl Event for Notified {
    const TOPIC: &'static str = "notifications.notified";
}

/// What was held back from people whom the reader lets through now is among the other notifications.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct RequestsMerged {
    /// Whose.
    pub account: Id,
}

impl Event for RequestsMerged {
    const TOPIC: &'static str = "notifications.merged";
}

/// Notifications went away, or were read.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct NotificationsChanged {
    /// Whose.
    pub account: Id,
}

impl Event for NotificationsChanged {
    const TOPIC: &'static str = "notifications.changed";
}
