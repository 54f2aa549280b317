//! Collections: people whom somebody recommends to everybody, with the consent of each.
//!
//! Invariants:
//! - everybody may read a collection; only its curator changes it;
//! - in it are those who let the curator put them there ([`accounts::FeaturePolicy`]) and did not take themselves out;
//!   who did cannot be put into the same collection again;
//! - a block between curator and member, and a member's wish not to be found any more, end it in the transaction that
//!   makes them;
//! - an item is two rows, from either side, written together;
//! - what a reader is shown is decided anew each time ([`rules`]): neither the suspended nor whom they block.

mod actions;
mod api;
pub mod docs;
mod entity;
mod items;
mod matters;
mod model;
mod pages;
mod reactions;
pub mod rules;
mod store;
pub mod templates;
#[cfg(test)]
mod tests;
mod views;

use std::sync::Arc;

use ::store::{Db, Migration, Sql};
use accounts::Accounts;
use base::{Clock, IdGen};
use bus::Bus;
use notifications::Notifications;
use web::{Feature, Site};

/// What its pages say.
pub static WORDS: ui::Catalogue = ui::catalogue!();

pub use model::{Collection, CollectionEdit, Item, Seen};

const MIGRATIONS: &[Migration] = &[Migration {
    feature: "collections",
    version: 1,
    text: include_str!("migrations/0001_collections.sql"),
}];

/// What the feature stands on.
pub struct Ground {
    /// Data.
    pub db: Db,
    /// Events.
    pub bus: Bus,
    /// Ids.
    pub ids: Arc<IdGen>,
    /// Time.
    pub clock: Clock,
    /// The site.
    pub site: Site,
    /// People.
    pub accounts: Accounts,
    /// Notifications.
    pub notifications: Notifications,
}

/// The feature. Cheap to clone.
#[derive(Clone)]
pub struct Collections(Arc<Ground>);

impl Collections {
    /// The feature, listening to what ends consent, and in the slot of notifications.
    pub fn new(ground: Ground) -> Self {
        let me = Self(Arc::new(ground));
        reactions::listen(&me);
        matters::tell(&me);
        me
    }

    /// The feature for the one list of features.
    pub fn feature(&self) -> Feature {
        let mut routes = api::routes(self);
        routes.extend(pages::routes(self));
        Feature { name: "collections", migrations: MIGRATIONS, statements: store::STATEMENTS, routes }
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
