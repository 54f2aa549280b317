//! The directory of health hashtags, which people register and the staff review.
//!
//! Invariants:
//! - a hashtag has one entry, by its key; what is refused or retired may be registered anew by anybody;
//! - an entry is listed at once, as provisional, and says so until the staff keep or refuse it;
//! - what is refused is shown to the staff and to whom it concerns only;
//! - an entry whose owner leaves stays, without an owner;
//! - the whole directory is in memory ([`Book`]) and is read anew after [`HashtagsChanged`] on every node.

mod actions;
mod activity;
mod api;
mod book;
pub mod docs;
mod entity;
mod events;
mod gathering;
mod handing;
mod importing;
mod model;
mod pages;
pub mod rules;
mod sheet;
mod store;
mod telling;
pub mod templates;
#[cfg(test)]
mod tests;

use std::sync::{Arc, OnceLock};

use ::store::{Db, Migration, Sql};
use accounts::Accounts;
use base::{Clock, IdGen};
use bus::{Bus, Cached};
use insights::Insights;
use notifications::Notifications;
use posts::Posts;
use timelines::Timelines;
use tokio::sync::Mutex;
use web::{Feature, Site};

pub use activity::Activity;
pub use book::Book;
pub use events::HashtagsChanged;
pub use gathering::{Gathering, GatheringList, Gatherings};
pub use importing::Imported;
pub use model::{Edit, Entry, Kind, Query, Reason, State, Verdict, Who};
pub use sheet::{Bad, COLUMNS, Line, SHEET_BYTES_MAX, read as read_sheet};

/// The words of this feature's pages.
pub static WORDS: ui::Catalogue = ui::catalogue!();

const MIGRATIONS: &[Migration] = &[
    Migration { feature: "hashtags", version: 1, text: include_str!("migrations/0001_hashtags.sql") },
    Migration { feature: "hashtags", version: 2, text: include_str!("migrations/0002_decisions.sql") },
];

/// The book is one entry, whatever its size, which [`rules::ENTRIES_MAX`] bounds.
const BOOK_CACHE_BYTES: u64 = 1 << 20;

/// What the feature stands on.
pub struct Ground {
    /// Data.
    pub db: Db,
    /// Events and jobs.
    pub bus: Bus,
    /// Ids.
    pub ids: Arc<IdGen>,
    /// Time.
    pub clock: Clock,
    /// The site.
    pub site: Site,
    /// People.
    pub accounts: Accounts,
    /// Posts.
    pub posts: Posts,
    /// Pages of posts.
    pub timelines: Timelines,
    /// Notifications.
    pub notifications: Notifications,
    /// Numbers of hashtags.
    pub insights: Insights,
}

/// The feature. Cheap to clone.
#[derive(Clone)]
pub struct Hashtags(Arc<Inner>);

struct Inner {
    ground: Ground,
    book: Cached<(), Arc<Book>>,
    /// How much the hashtags of the directory are used, and since when that is known.
    ranks: Mutex<Option<activity::Ranks>>,
    gatherings: OnceLock<Gatherings>,
}

impl Hashtags {
    /// The feature.
    pub fn new(ground: Ground) -> Self {
        let bus = ground.bus.clone();
        let inner = Inner {
            ground,
            book: Cached::new(BOOK_CACHE_BYTES, |_| 1),
            ranks: Mutex::new(None),
            gatherings: OnceLock::new(),
        };
        let me = Self(Arc::new(inner));
        // Weak: the bus lives in here.
        let weak = Arc::downgrade(&me.0);
        bus.on(move |_: &HashtagsChanged| {
            if let Some(inner) = weak.upgrade() {
                inner.book.forget(&());
            }
        });
        telling::name_decisions(&me);
        me
    }

    /// The feature for the one list of features.
    pub fn feature(&self) -> Feature {
        let mut routes = api::routes(self);
        routes.extend(pages::routes(self));
        Feature { name: "hashtags", migrations: MIGRATIONS, statements: store::STATEMENTS, routes }
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
