//! Numbers of any hashtag in any window of time, each by its definition.

pub mod model;

use std::collections::HashMap;
use std::sync::Arc;

use ::store::{Db, Migration, Sql};
use accounts::Accounts;
use base::{Clock, IdGen, Outcome};
use bus::Bus;
use posts::Posts;
use web::{Feature, Site};

pub use model::{Counted, Interval, Metric, Ranked, Step, Summary, Window};

/// The words of this feature's pages.
pub static WORDS: ui::Catalogue = ui::catalogue!();

const MIGRATIONS: &[Migration] =
    &[Migration { feature: "insights", version: 1, text: include_str!("migrations/0001_insights.sql") }];
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

    /// The figures of `tag` (a key, as [`text::tag_key`] makes it) in a window.
    pub async fn summary(&self, tag: &str, window: Window) -> Outcome<Summary> {
        let _ = (tag, window);
        Ok(Summary::default())
    }

    /// How `tag` was used in each interval of a window, where clocks are `zone` minutes from UTC.
    pub async fn activity(
        &self,
        tag: &str,
        window: Window,
        interval: Interval,
        zone: i32,
    ) -> Outcome<Vec<Step>> {
        let _ = (tag, window, interval, zone);
        Ok(Vec::new())
    }

    /// Posts and boosts with each of `tags` on each of the last `days` days (UTC), the oldest first and today last.
    /// One statement for any number of them; a hashtag that nobody used has zeros.
    pub async fn sparkline(&self, tags: &[String], days: usize) -> Outcome<HashMap<String, Vec<u32>>> {
        Ok(tags.iter().map(|tag| (tag.clone(), vec![0; days])).collect())
    }

    /// The first people of a ranking.
    pub async fn top(
        &self,
        tag: &str,
        window: Window,
        metric: Metric,
        limit: usize,
    ) -> Outcome<Vec<Ranked>> {
        let _ = (tag, window, metric, limit);
        Ok(Vec::new())
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
