use base::{Id, Ms};
use serde::{Deserialize, Serialize};

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Kind {
    /// Somebody mentions the reader.
    Mention,
    /// Somebody whom the reader asked to be told about posted.
    Status,
    /// Somebody likes the reader's post.
    Favourite,
    /// Somebody boosted the reader's post.
    Reblog,
    /// Somebody follows the reader.
    Follow,
    /// Somebody asks to follow the reader.
    FollowRequest,
    /// A post that the reader boosted was edited.
    Update,
    /// A poll ended that the reader asked or voted in.
    Poll,
    /// Somebody quoted the reader's post.
    Quote,
    /// A post that the reader quoted was edited. It is about the reader's own post.
    QuotedUpdate,
    /// Somebody signed up; told to the staff.
    AdminSignUp,
    /// Somebody reported an account; told to the staff.
    AdminReport,
    /// The staff decided something about the reader's account.
    ModerationWarning,
    /// Somebody put the reader into a collection.
    AddedToCollection,
    /// A collection that the reader is in was given another name or description.
    CollectionUpdate,
    /// The report of the reader's year is there.
    AnnualReport,
    /// A chat begins soon of which the reader wants to be reminded.
    ChatReminder,
    /// The staff decided something about a hashtag that the reader looks after.
    HashtagDecision,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 18] = [
        Self::Mention,
        Self::Status,
        Self::Favourite,
        Self::Reblog,
        Self::Follow,
        Self::FollowRequest,
        Self::Update,
        Self::Poll,
        Self::Quote,
        Self::QuotedUpdate,
        Self::AdminSignUp,
        Self::AdminReport,
        Self::ModerationWarning,
        Self::AddedToCollection,
        Self::CollectionUpdate,
        Self::AnnualReport,
        Self::ChatReminder,
        Self::HashtagDecision,
    ];

    /// Mastodon's word, which is stored too; those that [`Kind::is_ours`] have words of our own.
    pub fn name(self) -> &'static str {
        match self {
            Self::Mention => "mention",
            Self::Status => "status",
            Self::Favourite => "favourite",
            Self::Reblog => "reblog",
            Self::Follow => "follow",
            Self::FollowRequest => "follow_request",
            Self::Update => "update",
            Self::Poll => "poll",
            Self::Quote => "quote",
            Self::QuotedUpdate => "quoted_update",
            Self::AdminSignUp => "admin.sign_up",
            Self::AdminReport => "admin.report",
            Self::ModerationWarning => "moderation_warning",
            Self::AddedToCollection => "added_to_collection",
            Self::CollectionUpdate => "collection_update",
            Self::AnnualReport => "annual_report",
            Self::ChatReminder => "chat_reminder",
            Self::HashtagDecision => "hashtag_decision",
        }
    }

    /// From Mastodon's word.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// Whether it is about a post; without the post there is nothing to show.
    pub fn has_post(self) -> bool {
        !matches!(self, Self::Follow | Self::FollowRequest | Self::AdminSignUp) && !self.has_matter()
    }

    /// Whether it is about something that a feature further right keeps: a report, a decision, a collection. Its id
    /// stands where that of a post would.
    pub fn has_matter(self) -> bool {
        self.is_official() || matches!(self, Self::AddedToCollection | Self::CollectionUpdate)
    }

    /// Whether it is told by the server itself: whoever it names as its sender, no block or mute keeps it out.
    pub fn is_official(self) -> bool {
        matches!(self, Self::AdminReport | Self::ModerationWarning | Self::AnnualReport) || self.is_ours()
    }

    /// Whether Mastodon has none like it, so that clients may not even expect it.
    pub fn is_ours(self) -> bool {
        matches!(self, Self::ChatReminder | Self::HashtagDecision)
    }

    /// Whether several of it may be shown as one.
    pub fn is_grouped(self) -> bool {
        matches!(self, Self::Favourite | Self::Reblog | Self::Follow | Self::AdminSignUp)
    }

    /// Whether the reader's policy may keep it out. What the reader asked for, and what is their duty, it may not.
    pub fn is_filterable(self) -> bool {
        let asked_for = matches!(
            self,
            Self::Status | Self::Update | Self::Poll | Self::QuotedUpdate | Self::CollectionUpdate
        );
        !asked_for && self != Self::AdminSignUp && !self.is_official()
    }

    /// Whether it may happen again to the same post, and then is news again.
    pub(crate) fn is_renewed(self) -> bool {
        matches!(
            self,
            Self::Update | Self::Poll | Self::QuotedUpdate | Self::CollectionUpdate | Self::ChatReminder
        )
    }
}

/// One notification as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notification {
    /// Its id; the bucket is the reader's.
    pub id: Id,
    /// What happened.
    pub kind: Kind,
    /// Who did it.
    pub from: Id,
    /// About which post.
    pub post: Option<Id>,
    /// What it is grouped by.
    pub group_key: String,
    /// Whether the reader's policy keeps it among the requests.
    pub filtered: bool,
    /// When.
    pub created_ms: Ms,
}

/// How far someone has read a timeline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Marker {
    /// The newest that was read.
    pub last_read_id: Id,
    /// Rises with each change.
    pub version: i64,
    /// When it last changed.
    pub updated_ms: Ms,
}

/// The timelines that have a marker.
pub const MARKED: [&str; 2] = ["home", NOTIFICATIONS];
/// The marker that decides what is unread.
pub(crate) const NOTIFICATIONS: &str = "notifications";

/// What becomes of notifications of a certain kind of sender.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Treatment {
    /// They come in.
    #[default]
    Accept,
    /// They wait among the requests.
    Filter,
    /// They are never made.
    Drop,
}

impl Treatment {
    /// From Mastodon's word.
    pub fn parse(name: &str) -> Option<Self> {
        match name {
            "accept" => Some(Self::Accept),
            "filter" => Some(Self::Filter),
            "drop" => Some(Self::Drop),
            _ => None,
        }
    }
}

/// Whose notifications a reader wants. Stored and sent as it stands here (Mastodon's `NotificationPolicy`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Policy {
    /// People whom the reader does not follow.
    pub for_not_following: Treatment,
    /// People who do not follow the reader.
    pub for_not_followers: Treatment,
    /// Accounts of the last 30 days.
    pub for_new_accounts: Treatment,
    /// Direct mentions by people whom the reader does not follow.
    pub for_private_mentions: Treatment,
    /// Accounts that moderators have limited and that the reader does not follow.
    pub for_limited_accounts: Treatment,
}

/// Everything comes in but what limited strangers do, which waits among the requests.
impl Default for Policy {
    fn default() -> Self {
        let open = Treatment::Accept;
        Self {
            for_not_following: open,
            for_not_followers: open,
            for_new_accounts: open,
            for_private_mentions: open,
            for_limited_accounts: Treatment::Filter,
        }
    }
}

/// What one person's filtered notifications amount to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Request {
    /// Who sent them.
    pub from: Id,
    /// How many.
    pub count: i64,
    /// The newest.
    pub newest: Id,
    /// The oldest.
    pub oldest: Id,
    /// The newest post among them.
    pub last_post: Option<Id>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_round_trip() {
        for kind in Kind::ALL {
            assert_eq!(Kind::parse(kind.name()), Some(kind));
        }
        assert_eq!(Kind::parse("weather"), None);
    }

    #[test]
    fn stored_policies_of_older_versions_still_read() {
        let policy: Policy =
            serde_json::from_str(r#"{"for_not_following":"drop","for_aliens":"accept"}"#).unwrap();
        assert_eq!(policy, Policy { for_not_following: Treatment::Drop, ..Policy::default() });
        for word in ["accept", "filter", "drop"] {
            let json = serde_json::to_string(&Treatment::parse(word).unwrap()).unwrap();
            assert_eq!(json, format!("\"{word}\""));
        }
    }
}
