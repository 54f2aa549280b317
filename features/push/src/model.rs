use base::Id;

/// Whose doings are pushed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Policy {
    /// Everyone's.
    #[default]
    All,
    /// Of those whom the person follows.
    Followed,
    /// Of those who follow the person.
    Follower,
    /// Nobody's.
    None,
}

impl Policy {
    /// Mastodon's word, which is stored too.
    pub fn name(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Followed => "followed",
            Self::Follower => "follower",
            Self::None => "none",
        }
    }

    /// From Mastodon's word.
    pub fn parse(name: &str) -> Option<Self> {
        [Self::All, Self::Followed, Self::Follower, Self::None].into_iter().find(|one| one.name() == name)
    }
}

/// Kinds of notifications that can be asked for, by Mastodon's names. A kind that no feature makes is kept all the
/// same: the app asked for it.
pub const ALERTS: [&str; 13] = [
    "mention",
    "status",
    "reblog",
    "follow",
    "follow_request",
    "favourite",
    "poll",
    "update",
    "quote",
    "quoted_update",
    "admin.sign_up",
    "admin.report",
    "chat_reminder",
];

/// What somebody wants to be pushed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Wishes {
    /// Kinds of notifications, of [`ALERTS`].
    pub alerts: Vec<String>,
    /// Whose.
    pub policy: Policy,
}

/// Where messages go and how they are sealed, as an app gives it.
#[derive(Clone)]
pub struct Receiver {
    /// The address at the push service.
    pub endpoint: String,
    /// The app's public key, an uncompressed point of P-256.
    pub p256dh: Vec<u8>,
    /// The secret that the app shares with us.
    pub auth: Vec<u8>,
    /// RFC 8291 if true, else the draft before it.
    pub standard: bool,
}

/// A subscription as stored: one for each access token or session.
#[derive(Clone)]
pub struct Subscription {
    /// Its id.
    pub id: Id,
    /// The address at the push service.
    pub endpoint: String,
    pub(crate) p256dh: Vec<u8>,
    pub(crate) auth: Vec<u8>,
    /// RFC 8291 if true, else the draft before it.
    pub standard: bool,
    /// Kinds of notifications, of [`ALERTS`].
    pub alerts: Vec<String>,
    /// Whose doings are pushed.
    pub policy: Policy,
    /// The app's token, sealed; empty for a browser, which has a session instead.
    pub(crate) token: Vec<u8>,
}

impl Subscription {
    /// Whether it belongs to a session of our own pages.
    pub fn is_of_browser(&self) -> bool {
        self.token.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn policies_round_trip() {
        for policy in [Policy::All, Policy::Followed, Policy::Follower, Policy::None] {
            assert_eq!(Policy::parse(policy.name()), Some(policy));
        }
        assert_eq!(Policy::parse("friends"), None);
    }

    #[test]
    fn every_kind_of_notification_can_be_asked_for() {
        use notifications::Kind;
        // Mastodon has no alerts for these: what the staff decided is told by mail, the others can wait.
        let never = [
            Kind::ModerationWarning,
            Kind::AddedToCollection,
            Kind::CollectionUpdate,
            Kind::AnnualReport,
            Kind::HashtagDecision,
        ];
        let pushed = |kind: &Kind| !never.contains(kind);
        for kind in Kind::ALL.into_iter().filter(pushed) {
            assert!(ALERTS.contains(&kind.name()), "{}", kind.name());
        }
    }
}
