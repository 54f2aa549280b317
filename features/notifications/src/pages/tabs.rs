//! Which notifications are shown.

use ui::{Message, Tab};

use crate::WORDS;
use crate::model::Kind;
use crate::pages::PATH;

/// What to show of what happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Only {
    /// All of it.
    #[default]
    All,
    /// Who mentions one, or quotes one's posts.
    Mentions,
    /// Who likes one's posts.
    Likes,
    /// Who boosted one's posts.
    Boosts,
    /// Who follows one or asks to.
    Follows,
    /// New posts of people with a bell, and edits.
    Posts,
    /// Polls that ended.
    Polls,
}

impl Only {
    const EACH: [Self; 7] =
        [Self::All, Self::Mentions, Self::Likes, Self::Boosts, Self::Follows, Self::Posts, Self::Polls];

    /// What an address asks for; everything where it asks for nothing known.
    pub(crate) fn parse(word: &str) -> Self {
        Self::EACH.into_iter().find(|only| only.query() == Some(word)).unwrap_or_default()
    }

    /// The word in addresses.
    pub(crate) fn query(self) -> Option<&'static str> {
        Some(match self {
            Self::All => return None,
            Self::Mentions => "mentions",
            Self::Likes => "likes",
            Self::Boosts => "boosts",
            Self::Follows => "follows",
            Self::Posts => "posts",
            Self::Polls => "polls",
        })
    }

    /// The kinds that are shown.
    pub(crate) fn kinds(self) -> Vec<Kind> {
        match self {
            Self::All => Kind::ALL.to_vec(),
            Self::Mentions => vec![Kind::Mention, Kind::Quote],
            Self::Likes => vec![Kind::Favourite],
            Self::Boosts => vec![Kind::Reblog],
            Self::Follows => vec![Kind::Follow, Kind::FollowRequest],
            Self::Posts => vec![Kind::Status, Kind::Update, Kind::QuotedUpdate],
            Self::Polls => vec![Kind::Poll],
        }
    }

    /// Whether live updates, which are of every kind, belong there.
    pub(crate) fn is_live(self) -> bool {
        self == Self::All
    }

    fn label(self) -> Message {
        WORDS.say(match self {
            Self::All => "notes-all",
            Self::Mentions => "notes-mentions",
            Self::Likes => "notes-likes",
            Self::Boosts => "notes-boosts",
            Self::Follows => "notes-follows",
            Self::Posts => "notes-posts",
            Self::Polls => "notes-polls",
        })
    }

    /// The tabs, with this one being shown.
    pub(crate) fn tabs(self) -> Vec<Tab> {
        let path =
            |only: Self| only.query().map_or_else(|| PATH.to_owned(), |word| format!("{PATH}?only={word}"));
        Self::EACH.map(|only| Tab::new(only.label(), path(only), only == self)).into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_addresses_name_one_each() {
        for only in Only::EACH {
            assert_eq!(Only::parse(only.query().unwrap_or("everything")), only);
            assert!(!only.kinds().is_empty());
        }
        assert_eq!(Only::Likes.tabs().iter().filter(|tab| tab.current).count(), 1);
    }
}
