use base::Id;
use bus::Event;
use serde::{Deserialize, Serialize};

/// The list of networks that are kept out changed.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct AddressesBlocked {}

impl Event for AddressesBlocked {
    const TOPIC: &'static str = "moderation.addresses";
}

/// A report was made, taken on, closed or opened again.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ReportChanged {
    /// Which.
    pub report: Id,
}

impl Event for ReportChanged {
    const TOPIC: &'static str = "moderation.report";
}
