use base::Id;
use posts::TagUse;

/// A hashtag that somebody shows on their profile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Featured {
    /// The entry's own id.
    pub id: Id,
    /// The hashtag's key.
    pub tag: String,
    /// As its owner wrote it.
    pub name: String,
    /// How much its owner uses it, if at all.
    pub used: Option<TagUse>,
}
