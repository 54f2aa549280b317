use base::Id;
use bus::Event;
use serde::{Deserialize, Serialize};

/// A list was made, changed or deleted, or has other members.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ListChanged {
    /// Which.
    pub list: Id,
    /// Whose.
    pub owner: Id,
}

impl Event for ListChanged {
    const TOPIC: &'static str = "lists.changed";
}
