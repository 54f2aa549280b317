//! What others take of public posts: RSS and Atom feeds of people and hashtags, and single posts embedded in other
//! sites' pages (oEmbed).
//!
//! Invariants:
//! - everything here is what somebody without an account sees ([`Posts::show`] for nobody), whoever asks; cookies and
//!   tokens are not looked at;
//! - a deleted post, and a suspended account, is gone with the next request: caches must ask each time;
//! - what an author put behind a warning is not sent to readers that cannot fold it; the warning is, with a link.

mod atom;
mod conditional;
pub mod docs;
mod embed;
mod gather;
mod model;
mod oembed;
mod rss;
mod templates;

use std::sync::Arc;

use accounts::Accounts;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::http::header::ACCEPT_LANGUAGE;
use axum::response::Response;
use base::Outcome;
use posts::Posts;
use timelines::pages::{FeedAsked, FeedFormat, FeedOf};
use ui::Lang;
use web::{Access, Feature, Reply, Route, Site, get};

/// The words of this feature's pages.
pub static WORDS: ui::Catalogue = ui::catalogue!();

/// The feature. Cheap to clone.
#[derive(Clone)]
pub struct Feeds(Arc<Inner>);

struct Inner {
    accounts: Accounts,
    posts: Posts,
    language: Lang,
}

impl Feeds {
    /// The feature over those that it reads from. `language` is for readers that ask for none.
    pub fn new(accounts: Accounts, posts: Posts, language: Lang) -> Self {
        Self(Arc::new(Inner { accounts, posts, language }))
    }

    /// The feature for the one list of features. The feeds at `/@name.rss` and `/tags/tag.rss` are asked for through
    /// the pages that they lie beside: [`Feeds::answer`].
    pub fn feature(&self) -> Feature {
        Feature { name: "feeds", migrations: &[], statements: &[], routes: routes(self) }
    }

    /// Answers a feed reader.
    ///
    /// # Errors
    /// 404 for nobody, 410 for a suspended account.
    pub async fn answer(&self, asked: FeedAsked) -> Outcome<Response> {
        let channel = self.gather(&asked.of, asked.format, self.lang(&asked.headers)).await?;
        let (kind, body) = match asked.format {
            FeedFormat::Rss => ("application/rss+xml; charset=utf-8", rss::write(&channel)),
            FeedFormat::Atom => ("application/atom+xml; charset=utf-8", atom::write(&channel)),
        };
        conditional::respond(kind, body, &channel, &asked.headers)
    }

    /// The language that a reader asks for. What is said around posts is in it; it says nothing about who reads.
    pub(crate) fn lang(&self, headers: &HeaderMap) -> Lang {
        let asked = headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
        asked.and_then(Lang::accepted).unwrap_or(self.0.language)
    }

    fn site(&self) -> &Site {
        self.0.posts.site()
    }
}

fn routes(s: &Feeds) -> Vec<Route> {
    let open = Access::Open;
    let (rss, atom) = (FeedFormat::Rss, FeedFormat::Atom);
    vec![
        get(s, "/@{acct}/with_replies.rss", open, move |s, p, h| part(s, p, h, FeedOf::WithReplies, rss)),
        get(s, "/@{acct}/with_replies.atom", open, move |s, p, h| part(s, p, h, FeedOf::WithReplies, atom)),
        get(s, "/@{acct}/media.rss", open, move |s, p, h| part(s, p, h, FeedOf::Media, rss)),
        get(s, "/@{acct}/media.atom", open, move |s, p, h| part(s, p, h, FeedOf::Media, atom)),
        get(s, "/@{acct}/{id}/embed", open, embed::page),
        get(s, "/api/oembed", open, oembed::answer),
    ]
}

async fn part(
    State(s): State<Feeds>,
    Path(acct): Path<String>,
    headers: HeaderMap,
    of: fn(String) -> FeedOf,
    format: FeedFormat,
) -> Reply {
    Ok(s.answer(FeedAsked { of: of(acct), format, headers }).await?)
}
