//! Numbers of any hashtag in any window of time, each by its definition.
//!
//! Invariants:
//! - only public posts count, and boosts of them that everybody may see;
//! - what is deleted, and whoever is suspended or erased, is in no figure from then on;
//! - a figure has one definition (`define.rs`), which pages, the API and files show;
//! - who saw what is kept nowhere.

mod api;
mod ask;
mod columns;
pub mod define;
pub mod docs;
mod figures;
mod lexicon;
mod memory;
pub mod model;
pub mod network;
mod note;
mod pages;
mod rebuild;
pub mod roles;
mod seen;
pub mod sketch;
mod store;
pub mod templates;

use std::sync::Arc;

use ::store::{Db, Migration, Sql};
use accounts::Accounts;
use base::{Clock, IdGen};
use bus::Bus;
use posts::Posts;
use web::{Feature, Site};

pub use model::{Counted, Interval, Metric, Ranked, Step, Summary, Window};
pub use rebuild::Progress;

/// The words of this feature's pages.
pub static WORDS: ui::Catalogue = ui::catalogue!();

const MIGRATIONS: &[Migration] =
    &[Migration { feature: "insights", version: 1, text: include_str!("migrations/0001_insights.sql") }];

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
}

/// The feature. Cheap to clone.
#[derive(Clone)]
pub struct Insights(Arc<Inner>);

struct Inner {
    ground: Ground,
    memory: memory::Memory,
    seen: seen::Seen,
}

impl Insights {
    /// The feature, listening to what is posted and shown.
    pub fn new(ground: Ground) -> Self {
        let (bus, posts) = (ground.bus.clone(), ground.posts.clone());
        let inner = Inner { ground, memory: memory::Memory::default(), seen: seen::Seen::default() };
        let insights = Self(Arc::new(inner));
        insights.listen(&bus);
        let me = insights.clone();
        posts.count_seen(Arc::new(move |views, viewer| me.0.seen.hear(views, viewer)));
        insights
    }

    /// The feature for the one list of features.
    pub fn feature(&self) -> Feature {
        let mut routes = api::routes(self);
        routes.extend(pages::routes(self));
        Feature { name: "insights", migrations: MIGRATIONS, statements: store::STATEMENTS, routes }
    }

    /// This feature's tables.
    pub fn migrations() -> &'static [Migration] {
        MIGRATIONS
    }

    /// This feature's statements.
    pub fn statements() -> &'static [&'static Sql] {
        store::STATEMENTS
    }

    /// Hashtags in memory, for operators.
    pub fn in_memory(&self) -> usize {
        self.0.memory.len()
    }

    /// Lets go of all memory, for measuring how long reading takes.
    pub fn forget(&self) {
        self.0.memory.forget_all();
    }
}
