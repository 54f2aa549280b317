//! Hashtags: whose public posts come into one's home timeline, and which one shows on one's profile.
//!
//! Invariants:
//! - a hashtag is its key ([`text::tag_key`]), however it is written;
//! - what is followed is in memory and current with the last commit ([`Tags::followed`]); timelines merge it when they
//!   are read, nothing is written for a reader when somebody posts.

mod actions;
mod api;
pub mod docs;
mod events;
mod model;
mod pages;
pub mod rules;
mod store;
pub mod templates;
#[cfg(test)]
mod tests;
mod views;

use std::sync::Arc;

use ::store::{Db, Migration, Sql};
use accounts::Accounts;
use base::{Id, IdGen};
use bus::{Bus, Cached};
use posts::Posts;
use timelines::TagSet;
use web::Feature;

pub use events::TagFollowChanged;
pub use model::Featured;

/// The words of this feature's pages.
pub static WORDS: ui::Catalogue = ui::catalogue!();

const FOLLOWED_CACHE_BYTES: u64 = 16 << 20;
/// Bytes of a followed hashtag in memory, roughly.
const FOLLOWED_BYTES: usize = 64;

const MIGRATIONS: &[Migration] =
    &[Migration { feature: "tags", version: 1, text: include_str!("migrations/0001_tags.sql") }];

/// The feature. Cheap to clone.
#[derive(Clone)]
pub struct Tags(Arc<Inner>);

struct Inner {
    db: Db,
    bus: Bus,
    ids: Arc<IdGen>,
    accounts: Accounts,
    posts: Posts,
    followed: Cached<Id, Arc<TagSet>>,
}

impl Tags {
    /// The feature, listening to its own events so that its memory is current.
    pub fn new(db: Db, bus: Bus, ids: Arc<IdGen>, accounts: Accounts, posts: Posts) -> Self {
        let weigh = |tags: &Arc<TagSet>| 64 + tags.len() * FOLLOWED_BYTES;
        let followed = Cached::new(FOLLOWED_CACHE_BYTES, weigh);
        let tags = Self(Arc::new(Inner { db, bus: bus.clone(), ids, accounts, posts, followed }));
        let me = tags.clone();
        bus.on(move |changed: &TagFollowChanged| me.0.followed.forget(&changed.account));
        tags
    }

    /// The feature for the one list of features.
    pub fn feature(&self) -> Feature {
        let mut routes = api::routes(self);
        routes.extend(pages::routes(self));
        Feature { name: "tags", migrations: MIGRATIONS, statements: store::STATEMENTS, routes }
    }

    /// This feature's tables.
    pub fn migrations() -> &'static [Migration] {
        MIGRATIONS
    }

    /// This feature's statements.
    pub fn statements() -> &'static [&'static Sql] {
        store::STATEMENTS
    }
}
