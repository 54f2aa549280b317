use base::Id;
use bus::Event;
use serde::{Deserialize, Serialize};

/// Someone's filters are others now.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct FiltersChanged {
    /// Whose.
    pub account: Id,
}

impl Event for FiltersChanged {
    const TOPIC: &'static str = "filters.changed";
}
