use base::{Id, Ms};
use serde::{Deserialize, Serialize};

/// A year, of the calendar that the server's clock keeps (UTC).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Year(pub i32);

/// The kind of person that somebody was in a year, told for fun.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Archetype {
    /// Read more than they wrote.
    Lurker,
    /// Handed on what others wrote.
    Booster,
    /// Asked.
    Pollster,
    /// Answered.
    Replier,
    /// Told.
    Oracle,
}

/// How often a hashtag was used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TagCount {
    /// As it is written.
    pub name: String,
    /// In how many posts.
    pub count: u64,
}

/// What a report holds, as it is stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Data {
    /// What kind of person.
    pub archetype: Archetype,
    /// The post that was boosted the most, of those that everybody may read.
    pub most_boosted: Option<Id>,
    /// Posts and boosts.
    pub posts: u64,
    /// Followers that came and stayed.
    pub followers: u64,
    /// The hashtag that was used the most.
    pub top_tag: Option<TagCount>,
}

/// A report that is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Its id; the bucket is the account's.
    pub id: Id,
    /// Whose.
    pub account: Id,
    /// Of which year.
    pub year: Year,
    /// What it says.
    pub data: Data,
}

/// How far a report is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It is there.
    Available,
    /// It is being made.
    Generating,
    /// It may be asked for.
    Eligible,
    /// It may not.
    Ineligible,
}

impl State {
    /// Mastodon's word.
    pub fn name(self) -> &'static str {
        match self {
            Self::Available => "available",
            Self::Generating => "generating",
            Self::Eligible => "eligible",
            Self::Ineligible => "ineligible",
        }
    }
}

/// A row, with or without what it is to say.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    pub(crate) id: Id,
    pub(crate) account: Id,
    pub(crate) year: Year,
    pub(crate) asked_ms: Ms,
    pub(crate) data: Option<String>,
}
