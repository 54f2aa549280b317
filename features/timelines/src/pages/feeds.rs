//! Feeds lie beside the pages that they are of (`/@ines.rss`, `/tags/stroke.atom`). The router cannot tell a name from
//! its end, so the pages' own handlers do, and hand the request to the feature that writes feeds.

use std::pin::Pin;
use std::sync::Arc;

use axum::http::HeaderMap;
use axum::response::Response;
use base::{Outcome, Problem};
use web::Reply;

use crate::Timelines;

/// Which format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FeedFormat {
    /// RSS 2.0.
    Rss,
    /// Atom 1.0 (RFC 4287).
    Atom,
}

/// Whose posts, or which.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FeedOf {
    /// What a person posted, without answers to others.
    Person(String),
    /// Everything that a person posted.
    WithReplies(String),
    /// What a person posted with pictures.
    Media(String),
    /// Public posts with a hashtag.
    Hashtag(String),
}

/// What a feed reader asks for.
#[derive(Debug, Clone)]
pub struct FeedAsked {
    /// Of what.
    pub of: FeedOf,
    /// In which format.
    pub format: FeedFormat,
    /// With the request's headers, which say what the reader has already.
    pub headers: HeaderMap,
}

/// Answers feed readers. Handed in where the features are wired.
pub type Feeds = Arc<dyn Fn(FeedAsked) -> FeedAnswer + Send + Sync>;
/// See [`Feeds`].
pub type FeedAnswer = Pin<Box<dyn Future<Output = Outcome<Response>> + Send>>;

impl Timelines {
    /// Who answers feed readers. Can be said once; until then there are no feeds.
    pub fn set_feeds(&self, feeds: Feeds) {
        drop(self.0.feeds.set(feeds));
    }

    pub(super) async fn feed(&self, of: FeedOf, format: FeedFormat, headers: HeaderMap) -> Reply {
        let feeds = self.0.feeds.get().ok_or_else(Problem::not_found)?;
        Ok(feeds(FeedAsked { of, format, headers }).await?)
    }
}

/// `ines.rss` is the feed of `ines`. Names of people here and hashtags have no dots.
pub(super) fn feed_of(name: &str) -> Option<(&str, FeedFormat)> {
    let (name, end) = name.rsplit_once('.')?;
    match end {
        "rss" => Some((name, FeedFormat::Rss)),
        "atom" => Some((name, FeedFormat::Atom)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_a_name_is_a_format() {
        for (name, feed) in [
            ("ines.rss", Some(("ines", FeedFormat::Rss))),
            ("ines@medley.example.atom", Some(("ines@medley.example", FeedFormat::Atom))),
            ("ines", None),
            ("ines@medley.example", None),
            ("ines.RSS", None),
            ("ines.json", None),
        ] {
            assert_eq!(feed_of(name), feed, "{name}");
        }
    }
}
