//! Filters: what people do not want to read, by words or by post.
//!
//! Invariants:
//! - a person's filters are seen by that person alone;
//! - every post that is shown says which filters of its viewer match it, wherever it is shown; what that means in a
//!   place is for the client to decide, and for our own pages [`posts::View::fold`];
//! - a viewer's filters are compiled once and kept in memory until [`FiltersChanged`]; a viewer without filters costs
//!   one look into that memory;
//! - a filter that has ended stops at that moment: the time is asked for with each page.

mod actions;
mod api;
pub mod docs;
mod entity;
mod events;
mod matcher;
mod model;
mod old_api;
mod pages;
pub mod rules;
mod store;
pub mod templates;
mod views;

use std::sync::Arc;

use ::store::{Db, Migration, Sql};
use base::{Clock, Id, IdGen};
use bus::{Bus, Cached};
use posts::{PostDeleted, Posts};
use web::Feature;

pub use actions::OldEdit;
pub use events::FiltersChanged;
pub use model::{Edit, Expiry, Filter, Keyword, KeywordEdit, Named};

/// The words of this feature's pages.
pub static WORDS: ui::Catalogue = ui::catalogue!();

/// Memory for the compiled filters of those who read.
const MATCHERS_CACHE_BYTES: u64 = 32 << 20;

const MIGRATIONS: &[Migration] =
    &[Migration { feature: "filters", version: 1, text: include_str!("migrations/0001_filters.sql") }];

/// The feature. Cheap to clone.
#[derive(Clone)]
pub struct Filters(Arc<Inner>);

struct Inner {
    db: Db,
    bus: Bus,
    ids: Arc<IdGen>,
    clock: Clock,
    posts: Posts,
    matchers: Cached<Id, views::Kept>,
}

impl Filters {
    /// The feature, listening to what changes its memory. [`Posts::filter_by`] is to be told of it.
    pub fn new(db: Db, bus: Bus, ids: Arc<IdGen>, clock: Clock, posts: Posts) -> Self {
        let matchers = Cached::new(MATCHERS_CACHE_BYTES, |kept: &views::Kept| {
            kept.as_ref().map_or(0, |matcher| matcher.weight())
        });
        let me = Self(Arc::new(Inner { db, bus: bus.clone(), ids, clock, posts, matchers }));
        let ear = me.clone();
        bus.on(move |changed: &FiltersChanged| ear.0.matchers.forget(&changed.account));
        let ear = me.clone();
        bus.react(move |w, deleted: &PostDeleted| ear.forget_post(w, deleted));
        me
    }

    /// The feature for the one list of features.
    pub fn feature(&self) -> Feature {
        let mut routes = api::routes(self);
        routes.extend(old_api::routes(self));
        routes.extend(pages::routes(self));
        Feature { name: "filters", migrations: MIGRATIONS, statements: store::STATEMENTS, routes }
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
