use base::{Id, IdMap, IdSet, Ms};
use serde::{Deserialize, Serialize};

pub use crate::choices::{Face, Posting};

/// A person, an organisation or a bot.
#[derive(Debug, Clone, PartialEq)]
pub struct Account {
    /// Its id; everything that it owns has the same bucket.
    pub id: Id,
    /// As it was written at sign-up; looked up in any case.
    pub username: String,
    /// `None` for the accounts of this server.
    pub domain: Option<String>,
    /// May be empty.
    pub display_name: String,
    /// The bio, as plain text.
    pub note: String,
    /// Up to four lines of a table.
    pub fields: Vec<Field>,
    /// Pictures.
    pub avatar: Picture,
    /// Pictures.
    pub header: Picture,
    /// Follows have to be approved.
    pub locked: bool,
    /// Posts by itself.
    pub bot: bool,
    /// May be suggested to others.
    pub discoverable: bool,
    /// Public posts may be found by search engines.
    pub indexable: bool,
    /// Followers and follows are not shown.
    pub hide_network: bool,
    /// What the composer starts with.
    pub posting: Posting,
    /// How the profile wants to be shown.
    pub face: Face,
    /// When it was created.
    pub created_ms: Ms,
    /// When a moderator suspended it, if so.
    pub suspended_ms: Option<Ms>,
    /// When a moderator limited it to its followers, if so.
    pub silenced_ms: Option<Ms>,
    /// When a moderator had all its media covered, if so.
    pub sensitized_ms: Option<Ms>,
    /// The account that it leads to since it moved.
    pub moved_to: Option<Id>,
    /// Counted.
    pub stats: Stats,
}

impl Account {
    /// `name`, or `name@host` for accounts of other servers.
    pub fn acct(&self) -> String {
        match &self.domain {
            Some(domain) => format!("{}@{domain}", self.username),
            None => self.username.clone(),
        }
    }

    /// The name that is shown: the display name, or the username where there is none.
    pub fn shown_name(&self) -> &str {
        if self.display_name.is_empty() { &self.username } else { &self.display_name }
    }

    /// Whether strangers come across it: moderators neither suspended nor limited it.
    pub fn is_listed(&self) -> bool {
        self.suspended_ms.is_none() && self.silenced_ms.is_none()
    }

    /// What search engines are asked of the profile and its lists: they keep those of whoever lets them, and wants to
    /// be found at all.
    pub fn robots(&self) -> &'static str {
        if self.indexable && self.discoverable { "" } else { ui::NOT_INDEXED }
    }

    /// The profile page's path.
    pub fn path(&self) -> String {
        format!("/@{}", self.acct())
    }
}

/// One line of a profile's table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Field {
    /// The left side.
    pub name: String,
    /// The right side, plain text.
    pub value: String,
    /// When the link in it was found to link back.
    #[serde(default)]
    pub verified_ms: Option<Ms>,
}

/// A profile picture's blobs: itself, and a still of it where it moves.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Picture {
    /// Blob name, or `None` for the standard picture.
    pub moving: Option<String>,
    /// Blob name.
    pub still: Option<String>,
}

/// Counted things.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Stats {
    /// Posts and boosts.
    pub posts: u64,
    /// Those who follow.
    pub followers: u64,
    /// Those followed.
    pub following: u64,
    /// When the newest post was made.
    pub last_post_ms: Option<Ms>,
}

/// How one account stands to others, all of it in memory while it is in use.
#[derive(Debug, Default, PartialEq)]
pub struct Relations {
    /// Whom it follows, and how.
    pub following: IdMap<Follow>,
    /// Whom it asked to follow.
    pub requested: IdSet,
    /// Whom it blocks.
    pub blocking: IdSet,
    /// Who blocks it.
    pub blocked_by: IdSet,
    /// Whom it mutes.
    pub muting: IdMap<Mute>,
}

/// How someone is followed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Follow {
    /// Boosts are shown.
    pub reblogs: bool,
    /// Each post notifies.
    pub notify: bool,
    /// Only posts in these languages; empty for all.
    pub languages: Vec<String>,
}

impl Default for Follow {
    fn default() -> Self {
        Self { reblogs: true, notify: false, languages: Vec::new() }
    }
}

/// How someone is muted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mute {
    /// Their notifications are hidden too.
    pub notifications: bool,
    /// When it ends.
    pub until_ms: Option<Ms>,
}

impl Mute {
    fn stands(self, now: Ms) -> bool {
        self.until_ms.is_none_or(|until| until > now)
    }
}

impl Relations {
    /// Whether it follows `other`.
    pub fn follows(&self, other: Id) -> bool {
        self.following.contains_key(&other)
    }

    /// Whether a block stands between the two, whoever made it.
    pub fn cut_off(&self, other: Id) -> bool {
        self.blocking.contains(&other) || self.blocked_by.contains(&other)
    }

    /// The mute of `other` that stands now.
    pub fn mute(&self, other: Id, now: Ms) -> Option<Mute> {
        self.muting.get(&other).copied().filter(|mute| mute.stands(now))
    }

    /// Whether posts of `other` are kept out of what it reads without having asked for them.
    pub fn hides(&self, other: Id, now: Ms) -> bool {
        self.cut_off(other) || self.mute(other, now).is_some()
    }

    /// Bytes in memory, roughly.
    pub fn weight(&self) -> usize {
        let sets = self.requested.len() + self.blocking.len() + self.blocked_by.len();
        256 + self.following.len() * 64 + self.muting.len() * 48 + sets * 16
    }
}

/// Both sides of two accounts, as the API's `Relationship` tells it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "Mastodon's entity is one of flags")]
pub struct Relationship {
    /// The other account.
    pub id: Id,
    /// I follow.
    pub following: bool,
    /// I see boosts.
    pub showing_reblogs: bool,
    /// Each post notifies me.
    pub notifying: bool,
    /// Only posts in these.
    pub languages: Option<Vec<String>>,
    /// They follow me.
    pub followed_by: bool,
    /// I block.
    pub blocking: bool,
    /// They block me.
    pub blocked_by: bool,
    /// I mute.
    pub muting: bool,
    /// Their notifications too.
    pub muting_notifications: bool,
    /// Until then.
    pub muting_expires_at: Option<String>,
    /// I asked to follow.
    pub requested: bool,
    /// They asked to follow me.
    pub requested_by: bool,
    /// I block their server.
    pub domain_blocking: bool,
    /// I feature them on my profile.
    pub endorsed: bool,
    /// My private note.
    pub note: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_timed_mute_ends_by_itself() {
        let mut relations = Relations::default();
        relations.muting.insert(Id(1), Mute { notifications: true, until_ms: Some(100) });
        relations.muting.insert(Id(2), Mute { notifications: false, until_ms: None });
        assert!(relations.hides(Id(1), 99) && !relations.hides(Id(1), 100));
        assert!(relations.hides(Id(2), 1_000_000) && !relations.hides(Id(3), 0));
    }

    #[test]
    fn a_block_cuts_both_ways() {
        let mut relations = Relations::default();
        relations.blocked_by.insert(Id(5));
        relations.blocking.insert(Id(6));
        assert!(relations.cut_off(Id(5)) && relations.cut_off(Id(6)) && !relations.cut_off(Id(7)));
    }
}
