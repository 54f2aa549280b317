//! Who can see a post, in words and icons.

use words::Message;

use crate::WORDS;

/// Who can see a post.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Visibility {
    /// Everyone, and in public timelines.
    #[default]
    Public,
    /// Everyone, but not in public timelines.
    Unlisted,
    /// The author's followers and the people mentioned.
    Followers,
    /// Only the people mentioned.
    Direct,
}

impl Visibility {
    /// All of them, widest first.
    pub const ALL: [Self; 4] = [Self::Public, Self::Unlisted, Self::Followers, Self::Direct];

    /// The word that the client API and the forms use.
    #[must_use]
    pub fn value(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Unlisted => "unlisted",
            Self::Followers => "private",
            Self::Direct => "direct",
        }
    }

    /// The value from a form or from the client API.
    #[must_use]
    pub fn parse(value: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|v| v.value() == value)
    }

    /// What it means, in plain words.
    #[must_use]
    pub fn label(self) -> Message {
        WORDS.say(match self {
            Self::Public => "visibility-public",
            Self::Unlisted => "visibility-unlisted",
            Self::Followers => "visibility-followers",
            Self::Direct => "visibility-direct",
        })
    }

    /// The icon that stands for it.
    #[must_use]
    pub fn icon(self) -> &'static str {
        match self {
            Self::Public => "globe",
            Self::Unlisted => "moon",
            Self::Followers => "lock",
            Self::Direct => "mail",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn visibility_words_go_there_and_back() {
        for visibility in Visibility::ALL {
            assert_eq!(Visibility::parse(visibility.value()), Some(visibility));
        }
        assert_eq!(Visibility::parse("everyone"), None);
    }
}
