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

/// It was decided that the data of an account are deleted: features further right delete theirs when they hear it. What
/// the features on the left have goes with the job of the decision.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct AccountErased {
    /// Whose.
    pub account: Id,
}

impl Event for AccountErased {
    const TOPIC: &'static str = "moderation.erased";
}
