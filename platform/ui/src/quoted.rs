//! What a post quotes.

use words::Message;

use crate::WORDS;
use crate::post::PostView;

/// What is shown of a quoted post.
#[derive(Debug, Clone)]
pub enum QuotedView {
    /// All of it.
    Post(Box<PostView>),
    /// Where it is: a quote within a quote.
    Link(String),
    /// Why there is nothing to see.
    Gone(Gone),
}

/// Why a quoted post is not shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gone {
    /// It was deleted.
    Deleted,
    /// Its author took it out of the quote.
    Revoked,
    /// The viewer may not see it.
    Unauthorized,
    /// The viewer blocks its author.
    Blocked,
    /// The viewer muted its author.
    Muted,
    /// A filter of the viewer leaves it out.
    Filtered,
}

impl Gone {
    pub(crate) fn said(self) -> Message {
        WORDS.say(match self {
            Self::Deleted => "quote-deleted",
            Self::Revoked => "quote-revoked",
            Self::Unauthorized => "quote-unauthorized",
            Self::Blocked => "quote-blocked",
            Self::Muted => "quote-muted",
            Self::Filtered => "quote-filtered",
        })
    }
}
