//! Numbers of any hashtag in any window of time, each by its definition.

use std::sync::Arc;

use ::store::{Db, Migration, Sql};
use accounts::Accounts;
use base::{Clock, IdGen};
use bus::Bus;
use posts::Posts;
use web::{Feature, Site};

/// The words of this feature's pages.
pub static WORDS: ui::Catalogue = ui::catalogue!();

const MIGRATIONS: &[Migration] = &[];
const STATEMENTS: &[&Sql] = &[];

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
pub struct Insights(Arc<Ground>);

impl Insights {
    /// The feature.
    pub fn new(ground: Ground) -> Self {
        Self(Arc::new(ground))
    }

    /// The feature for the one list of features.
    pub fn feature(&self) -> Feature {
        Feature { name: "insights", migrations: MIGRATIONS, statements: STATEMENTS, routes: Vec::new() }
    }

    /// This feature's tables.
    pub fn migrations() -> &'static [Migration] {
        MIGRATIONS
    }

    /// This feature's statements.
    pub fn statements() -> &'static [&'static Sql] {
        STATEMENTS
    }
}
