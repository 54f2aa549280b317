use base::{Id, Ms};
use media::Attachment;
use serde::{Deserialize, Serialize};

use crate::polls::{Poll, Votes};
use crate::quotes::{Quote, QuotePolicy};

/// Who may see a post.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Visibility {
    /// Everyone, in every timeline.
    Public,
    /// Everyone, but not in public timelines and hashtags.
    Unlisted,
    /// Those who follow the author, and those mentioned.
    Followers,
    /// Those mentioned.
    Direct,
}

impl Visibility {
    /// Mastodon's word.
    pub fn name(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Unlisted => "unlisted",
            Self::Followers => "private",
            Self::Direct => "direct",
        }
    }

    /// From Mastodon's word.
    pub fn parse(name: &str) -> Option<Self> {
        [Self::Public, Self::Unlisted, Self::Followers, Self::Direct].into_iter().find(|v| v.name() == name)
    }

    /// As stored.
    pub fn code(self) -> i64 {
        self as i64
    }

    /// From the store.
    pub fn from_code(code: i64) -> Self {
        match code {
            0 => Self::Public,
            1 => Self::Unlisted,
            2 => Self::Followers,
            // What is not known is shown to the fewest.
            _ => Self::Direct,
        }
    }

    /// Whether everyone may see it who has its address.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Public | Self::Unlisted)
    }
}

/// A post or a boost, with all that is the same for every viewer.
#[derive(Debug, Clone)]
pub struct Post {
    /// Its id; the bucket is the author's.
    pub id: Id,
    /// Who wrote it.
    pub author: Id,
    /// Who may see it.
    pub visibility: Visibility,
    /// As it was written.
    pub text: String,
    /// The warning it is folded behind; may be empty.
    pub spoiler: String,
    /// Its media are hidden at first.
    pub sensitive: bool,
    /// Language code.
    pub language: Option<String>,
    /// What it answers.
    pub reply_to: Option<Id>,
    /// Whom it answers.
    pub reply_to_author: Option<Id>,
    /// The first post of its thread; itself where it begins one.
    pub root: Id,
    /// What it boosts; then it has no text of its own.
    pub boost_of: Option<Id>,
    /// Whose post it boosts.
    pub boost_of_author: Option<Id>,
    /// The room of a hashtag chat that it was written in.
    pub room: Option<Id>,
    /// Name of the app that it was written with.
    pub app: Option<String>,
    /// Where the app is at home.
    pub app_website: Option<String>,
    /// When it was made.
    pub created_ms: Ms,
    /// When it was last edited.
    pub edited_ms: Option<Ms>,
    /// Whom it mentions.
    pub mentions: Vec<Id>,
    /// Pictures.
    pub media: Vec<Attachment>,
    /// The question that stands below it.
    pub poll: Option<Box<Poll>>,
    /// What it quotes.
    pub quote: Option<Quote>,
    /// Who may quote it.
    pub quote_policy: QuotePolicy,
    /// Counted.
    pub counts: Counts,
}

/// Counted things.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Direct answers.
    pub replies: u64,
    /// Boosts.
    pub boosts: u64,
    /// Likes.
    pub favourites: u64,
    /// Quotes.
    pub quotes: u64,
}

/// What one viewer has done with a post.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Flags {
    set: u8,
    votes: Votes,
}

impl Flags {
    /// Liked.
    pub const FAVOURITED: Self = Self::bit(1);
    /// Boosted.
    pub const BOOSTED: Self = Self::bit(2);
    /// Saved.
    pub const BOOKMARKED: Self = Self::bit(4);
    /// The thread does not notify.
    pub const MUTED: Self = Self::bit(8);
    /// Shown first on the own profile.
    pub const PINNED: Self = Self::bit(16);

    /// Whether `flag` is set.
    pub fn has(self, flag: Self) -> bool {
        self.set & flag.set != 0
    }

    /// Sets `flag`.
    pub fn add(&mut self, flag: Self) {
        self.set |= flag.set;
    }

    /// How the viewer voted in the post's poll.
    pub fn votes(self) -> Votes {
        self.votes
    }

    pub(crate) fn set_votes(&mut self, votes: Votes) {
        self.votes = votes;
    }

    const fn bit(set: u8) -> Self {
        Self { set, votes: Votes::NONE }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn visibilities_round_trip() {
        for v in [Visibility::Public, Visibility::Unlisted, Visibility::Followers, Visibility::Direct] {
            assert_eq!(Visibility::parse(v.name()), Some(v));
            assert_eq!(Visibility::from_code(v.code()), v);
        }
        assert_eq!(Visibility::from_code(9), Visibility::Direct);
        assert_eq!(Visibility::parse("friends"), None);
    }

    #[test]
    fn flags_are_independent() {
        let mut flags = Flags::default();
        flags.add(Flags::BOOSTED);
        flags.add(Flags::PINNED);
        assert!(flags.has(Flags::BOOSTED) && flags.has(Flags::PINNED) && !flags.has(Flags::FAVOURITED));
    }
}
