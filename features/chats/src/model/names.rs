//! What states and roles are called where they are kept and told.

use super::{ChatState, MemberRole, Role, SessionState};

impl ChatState {
    /// As it is kept.
    pub fn name(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Retired => "retired",
        }
    }

    pub(crate) fn parse(name: &str) -> Self {
        if name == "active" { Self::Active } else { Self::Retired }
    }
}

impl MemberRole {
    /// As it is kept.
    pub fn name(self) -> &'static str {
        match self {
            Self::Host => "host",
            Self::Moderator => "moderator",
        }
    }

    pub(crate) fn parse(name: &str) -> Self {
        if name == "host" { Self::Host } else { Self::Moderator }
    }
}

impl Role {
    /// Its name in the API.
    pub fn name(self) -> &'static str {
        match self {
            Self::Host => "host",
            Self::Moderator => "moderator",
            Self::Guest => "guest",
            Self::Other => "other",
        }
    }

    /// Whether they may lead a session.
    pub fn leads(self) -> bool {
        matches!(self, Self::Host | Self::Moderator)
    }
}

impl SessionState {
    /// As it is kept.
    pub fn name(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Cancelled => "cancelled",
            Self::Ended => "ended",
        }
    }

    pub(crate) fn parse(name: &str) -> Self {
        match name {
            "planned" => Self::Planned,
            "cancelled" => Self::Cancelled,
            _ => Self::Ended,
        }
    }
}
