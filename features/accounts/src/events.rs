use base::Id;
use bus::Event;
use serde::{Deserialize, Serialize};

/// An account was created.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct AccountCreated {
    /// Whose.
    pub account: Id,
    /// Whether somebody signed up; otherwise the operator made it, or an import.
    pub signed_up: bool,
}

impl Event for AccountCreated {
    const TOPIC: &'static str = "accounts.created";
}

/// A profile or its counts changed, or the account was suspended or restored.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct AccountChanged {
    /// Whose.
    pub account: Id,
}

impl Event for AccountChanged {
    const TOPIC: &'static str = "accounts.changed";
}

/// An account was suspended, or its suspension lifted.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct AccountSuspended {
    /// Whose.
    pub account: Id,
    /// Suspended now, or not any more.
    pub suspended: bool,
}

impl Event for AccountSuspended {
    const TOPIC: &'static str = "accounts.suspended";
}

/// An account does not want to be found any more, and so to be in nobody's collection either.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct FeaturingEnded {
    /// Whose.
    pub account: Id,
}

impl Event for FeaturingEnded {
    const TOPIC: &'static str = "accounts.featuring_ended";
}

/// An account leads to another one from now on.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct AccountMoved {
    /// The old one.
    pub account: Id,
    /// The new one.
    pub target: Id,
}

impl Event for AccountMoved {
    const TOPIC: &'static str = "accounts.moved";
}

/// Something between two accounts changed: follow, request, block, mute.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct RelationChanged {
    /// Who acted.
    pub from: Id,
    /// On whom.
    pub to: Id,
    /// What it was.
    pub change: Change,
}

/// What changed between two accounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Change {
    /// `from` follows `to` now.
    Followed,
    /// `from` follows `to` now, because whom it followed moved there.
    Brought,
    /// How `from` follows `to`.
    FollowEdited,
    /// `from` asks to follow `to`.
    Requested,
    /// `from` let `to` follow.
    Accepted,
    /// `from` does not follow `to`, or does not ask any more.
    Unfollowed,
    /// `from` ended that `to` follows or asks to.
    Removed,
    /// `from` blocks `to`.
    Blocked,
    /// Not any more.
    Unblocked,
    /// `from` mutes `to`.
    Muted,
    /// Not any more.
    Unmuted,
}

impl Event for RelationChanged {
    const TOPIC: &'static str = "accounts.relation";
}
