//! Conversations: direct posts by thread, one list for each who takes part.
//!
//! Invariants:
//! - a conversation changes in the transaction of the post that changes it, on every side at once;
//! - each side has its own: what one reads or takes out of the list, the others keep;
//! - posts are shown through [`Posts::show`]; of people who are blocked or muted now, the list says nothing, and the
//!   last post of somebody else stands for the conversation;
//! - a deleted post leaves the one before it as the last; with the last one goes the conversation.

mod actions;
mod api;
pub mod docs;
mod entity;
mod events;
mod live;
mod model;
mod pages;
mod reactions;
mod store;
pub mod templates;
mod views;

use std::sync::Arc;

use ::store::{Db, Migration, Sql};
use accounts::Accounts;
use base::Clock;
use bus::Bus;
use posts::Posts;
use timelines::Timelines;
use web::{Feature, Site};

pub use events::ConversationChanged;
pub use model::Conversation;
pub use views::Listed;

/// The words of this feature's pages.
pub static WORDS: ui::Catalogue = ui::catalogue!();

const MIGRATIONS: &[Migration] = &[Migration {
    feature: "conversations",
    version: 1,
    text: include_str!("migrations/0001_conversations.sql"),
}];

/// The feature. Cheap to clone.
#[derive(Clone)]
pub struct Conversations(Arc<Inner>);

struct Inner {
    db: Db,
    bus: Bus,
    clock: Clock,
    site: Site,
    accounts: Accounts,
    posts: Posts,
}

impl Conversations {
    /// The feature, listening to posts and telling `timelines`' streams.
    pub fn new(db: Db, bus: Bus, clock: Clock, site: Site, posts: Posts, timelines: Timelines) -> Self {
        let accounts = posts.accounts().clone();
        let me = Self(Arc::new(Inner { db, bus: bus.clone(), clock, site, accounts, posts }));
        reactions::listen(&me, &bus);
        live::listen(&me, &bus, timelines);
        me
    }

    /// The feature for the one list of features.
    pub fn feature(&self) -> Feature {
        let mut routes = api::routes(self);
        routes.extend(pages::routes(self));
        Feature { name: "conversations", migrations: MIGRATIONS, statements: store::STATEMENTS, routes }
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
