//! Annual reports: what somebody's year was, made when they ask for it.
//!
//! Invariants:
//! - a report is made once, by a job, from what there is then; what was deleted since is not shown with it;
//! - only the account that it is about reads it;
//! - direct posts count for nothing in it;
//! - its notification is told in the transaction that stores it.

mod actions;
mod api;
pub mod docs;
mod matters;
mod model;
pub mod rules;
mod store;
#[cfg(test)]
mod tests;
mod views;

use std::sync::Arc;

use ::store::{Db, Migration, Sql};
use accounts::Accounts;
use base::{Clock, IdGen};
use bus::Bus;
use notifications::Notifications;
use posts::Posts;
use web::Feature;

pub use model::{Archetype, Data, Report, State, TagCount, Year};

const MIGRATIONS: &[Migration] =
    &[Migration { feature: "annual", version: 1, text: include_str!("migrations/0001_annual.sql") }];

/// What the feature stands on.
pub struct Ground {
    /// Data.
    pub db: Db,
    /// Jobs.
    pub bus: Bus,
    /// Ids.
    pub ids: Arc<IdGen>,
    /// Time.
    pub clock: Clock,
    /// People.
    pub accounts: Accounts,
    /// Posts.
    pub posts: Posts,
    /// Notifications.
    pub notifications: Notifications,
}

/// The feature. Cheap to clone.
#[derive(Clone)]
pub struct Annual(Arc<Ground>);

impl Annual {
    /// The feature, at work on its jobs, and in the slot of notifications.
    pub fn new(ground: Ground) -> Self {
        let me = Self(Arc::new(ground));
        actions::work(&me);
        matters::tell(&me);
        me
    }

    /// The feature for the one list of features.
    pub fn feature(&self) -> Feature {
        let routes = api::routes(self);
        Feature { name: "annual", migrations: MIGRATIONS, statements: store::STATEMENTS, routes }
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
