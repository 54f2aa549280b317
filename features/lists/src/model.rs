use base::{Id, Outcome, Problem};
use timelines::Replies;

/// A list of people, which its owner reads by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List {
    /// Its id; the bucket is the owner's.
    pub id: Id,
    /// Whose it is. Nobody else knows of it.
    pub owner: Id,
    /// What its owner calls it.
    pub title: String,
    /// Which answers of its members are in it.
    pub replies: Replies,
    /// Members are read here and not at home.
    pub exclusive: bool,
}

/// What a list is to be like; `None` leaves it as it is.
#[derive(Debug, Clone, Default)]
pub struct ListEdit {
    /// What its owner calls it.
    pub title: Option<String>,
    /// Which answers of its members are in it.
    pub replies: Option<Replies>,
    /// Members are read here and not at home.
    pub exclusive: Option<bool>,
}

/// Mastodon's words for [`Replies`], which are stored too.
const REPLIES: &[(&str, Replies)] =
    &[("followed", Replies::Followed), ("list", Replies::List), ("none", Replies::None)];

/// Mastodon's word.
pub(crate) fn replies_name(replies: Replies) -> &'static str {
    REPLIES.iter().find(|(_, known)| *known == replies).map_or("list", |(name, _)| name)
}

/// From Mastodon's word.
pub(crate) fn replies_of(name: &str) -> Outcome<Replies> {
    let found = REPLIES.iter().find(|(known, _)| *known == name).map(|(_, replies)| *replies);
    found.ok_or_else(|| Problem::invalid("Replies policy is not included in the list"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_round_trip() {
        for replies in [Replies::Followed, Replies::List, Replies::None] {
            assert_eq!(replies_of(replies_name(replies)).unwrap(), replies);
        }
        let text = replies_of("everyone").unwrap_err().text().to_owned();
        assert_eq!(text, "Validation failed: Replies policy is not included in the list");
    }
}
