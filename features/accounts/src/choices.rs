//! What people chose for their profile and their composer; stored as JSON.

use serde::{Deserialize, Serialize};

/// How they write and read: what the composer starts with, and how pages look.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Posting {
    /// `public`, `unlisted`, `private` or `direct`.
    pub visibility: String,
    /// Media are hidden behind a warning.
    pub sensitive: bool,
    /// Language code.
    pub language: Option<String>,
    /// Who may quote: `public`, `followers` or `nobody`.
    pub quote_policy: String,
    /// The composer asks once for descriptions of files that have none.
    pub remind_alt: bool,
    /// How pages look to them, as [`ui::Looks::token`] writes it.
    pub looks: String,
}

impl Default for Posting {
    fn default() -> Self {
        Self {
            visibility: "public".to_owned(),
            sensitive: false,
            language: None,
            quote_policy: "public".to_owned(),
            remind_alt: true,
            looks: String::new(),
        }
    }
}

/// How a profile wants to be shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Face {
    /// What is in the picture, for those who do not see it.
    pub avatar_description: String,
    /// What is in the banner, for those who do not see it.
    pub header_description: String,
    /// There is a tab of media.
    pub show_media: bool,
    /// Media in answers are on it too.
    pub show_media_replies: bool,
    /// There is a tab of what is featured.
    pub show_featured: bool,
    /// Sites that may name the account as the author of their pages.
    pub attribution_domains: Vec<String>,
}

impl Default for Face {
    fn default() -> Self {
        Self {
            avatar_description: String::new(),
            header_description: String::new(),
            show_media: true,
            show_media_replies: true,
            show_featured: true,
            attribution_domains: Vec::new(),
        }
    }
}
