//! Columns: several timelines side by side, which a person chose.
//!
//! Invariants:
//! - only their owner knows which columns they chose;
//! - a column shows what the page shows that it leads to: it is read by the same verbs;
//! - a column whose list or search is gone says so, and can be taken away.

mod actions;
mod model;
mod pages;
mod reading;
mod store;
pub mod templates;

use std::sync::Arc;

use ::store::{Db, Migration, Sql};
use base::IdGen;
use lists::Lists;
use notifications::Notifications;
use posts::Posts;
use search::Search;
use tags::Tags;
use timelines::Timelines;
use web::Feature;

pub use actions::COLUMNS_MAX;
pub use model::{Column, Source};

/// The words of this feature's pages.
pub static WORDS: ui::Catalogue = ui::catalogue!();

const MIGRATIONS: &[Migration] =
    &[Migration { feature: "columns", version: 1, text: include_str!("migrations/0001_columns.sql") }];

/// What the feature stands on.
pub struct Ground {
    /// Data.
    pub db: Db,
    /// Ids.
    pub ids: Arc<IdGen>,
    /// Posts, and people with them.
    pub posts: Posts,
    /// Timelines.
    pub timelines: Timelines,
    /// Notifications.
    pub notifications: Notifications,
    /// Lists.
    pub lists: Lists,
    /// Hashtags.
    pub tags: Tags,
    /// Searches.
    pub search: Search,
}

/// The feature. Cheap to clone.
#[derive(Clone)]
pub struct Columns(Arc<Ground>);

impl Columns {
    /// The feature.
    pub fn new(ground: Ground) -> Self {
        Self(Arc::new(ground))
    }

    /// The feature for the one list of features.
    pub fn feature(&self) -> Feature {
        let routes = pages::routes(self);
        Feature { name: "columns", migrations: MIGRATIONS, statements: store::STATEMENTS, routes }
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
