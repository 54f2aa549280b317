//! Lists: people whom one reads by themselves.
//!
//! Invariants:
//! - only its owner knows of a list;
//! - members are whom the owner follows (or asked to) and the owner; who is not followed any more leaves in the
//!   transaction that ends the follow;
//! - a list's timeline and stream, and what exclusive lists keep out of the home timeline, are decided where timelines
//!   are, from memory that is current with the last commit ([`Lists::reading`], [`Lists::apart`]).

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
use base::{Id, IdGen, IdSet};
use bus::{Bus, Cached};
use timelines::{ReadingList, Timelines};
use web::Feature;

pub use events::ListChanged;
pub use model::{List, ListEdit};

/// The words of this feature's pages.
pub static WORDS: ui::Catalogue = ui::catalogue!();

const READING_CACHE_BYTES: u64 = 16 << 20;
const APART_CACHE_BYTES: u64 = 16 << 20;

const MIGRATIONS: &[Migration] =
    &[Migration { feature: "lists", version: 1, text: include_str!("migrations/0001_lists.sql") }];

/// The feature. Cheap to clone.
#[derive(Clone)]
pub struct Lists(Arc<Inner>);

struct Inner {
    db: Db,
    bus: Bus,
    ids: Arc<IdGen>,
    accounts: Accounts,
    timelines: Timelines,
    reading: Cached<Id, Option<Arc<ReadingList>>>,
    apart: Cached<Id, Arc<IdSet>>,
}

impl Lists {
    /// The feature, listening to its own events so that its memory is current. `timelines` draw the pages of lists,
    /// and are to be told who knows lists.
    pub fn new(db: Db, bus: Bus, ids: Arc<IdGen>, accounts: Accounts, timelines: Timelines) -> Self {
        let inner = Inner {
            db,
            bus: bus.clone(),
            ids,
            accounts,
            timelines,
            reading: Cached::new(READING_CACHE_BYTES, |list: &Option<Arc<ReadingList>>| {
                list.as_ref().map_or(0, |list| list.weight())
            }),
            apart: Cached::new(APART_CACHE_BYTES, |apart: &Arc<IdSet>| 64 + apart.len() * 16),
        };
        let lists = Self(Arc::new(inner));
        let me = lists.clone();
        bus.on(move |changed: &ListChanged| {
            me.0.reading.forget(&changed.list);
            me.0.apart.forget(&changed.owner);
        });
        actions::listen(&bus);
        lists
    }

    /// The feature for the one list of features.
    pub fn feature(&self) -> Feature {
        let mut routes = api::routes(self);
        routes.extend(pages::routes(self));
        Feature { name: "lists", migrations: MIGRATIONS, statements: store::STATEMENTS, routes }
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
