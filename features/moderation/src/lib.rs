//! Moderation: reports, what the staff decide about accounts, lists of what is kept out, and the staff's numbers.
//!
//! Invariants:
//! - a decision, its record (strike, audit log), the closing of reports and the events that make every node's memory
//!   follow are one transaction;
//! - nobody of the staff acts on somebody whose role is as high as their own;
//! - what is written about an account is written by the feature that owns it (`accounts`, `access`, `posts`); here are
//!   only the moderation's own tables, and reads across those of others;
//! - what is kept out is asked for by slots further left: the gate ([`web::Doorkeeper`]) and signing up
//!   ([`access::SignUpGuard`]); networks are in memory, so that a request costs one look;
//! - numbers are counted from the tables, over ranges of ids or days that are bounded.

mod accounts_view;
mod actions;
mod api;
mod blocks;
pub mod docs;
mod entity;
mod erasing;
mod events;
mod model;
pub mod nets;
mod numbers;
mod pages;
mod reports;
pub mod rules;
mod store;
mod strikes;
pub mod templates;
mod trends;
mod views;

use std::sync::Arc;

use ::store::{Db, Migration, Sql};
use access::Access;
use accounts::Accounts;
use annual::Annual;
use base::{Clock, Id, IdGen, Ms, random};
use bus::{Bus, Cached};
use chats::Chats;
use collections::Collections;
use columns::Columns;
use conversations::Conversations;
use emojis::EmojiWritten;
use filters::Filters;
use hashtags::Hashtags;
use lists::Lists;
use notifications::Notifications;
use posts::Posts;
use push::Push;
use search::Search;
use tags::Tags;
use web::{Feature, Site};

pub use actions::Noted;
pub use events::{AccountErased, AddressesBlocked, ReportChanged};
pub use model::{
    Action, Allow, Audit, CanonicalBlock, Category, Decision, EmailBlock, IpBlock, IpBlockEdit, Lift,
    NewReport, Origin, PeopleFilter, Preset, Report, ReportFilter, ReportState, ServerBlock, ServerBlockEdit,
    Staff, States, Strike,
};
pub use numbers::{Frequency, Span};

/// The words of this feature's pages.
pub static WORDS: ui::Catalogue = ui::catalogue!();

/// What the operator decided.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// The rules of this server, in order; reports name them by number.
    pub rules: Vec<String>,
    /// What each rule means, in the same order; may be empty.
    pub hints: Vec<String>,
    /// Where people write to; may be empty.
    pub contact_email: String,
    /// Who sees which servers are kept out.
    pub blocks_shown_to: Audience,
}

/// Who sees something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Audience {
    /// Everyone.
    #[default]
    Everyone,
    /// Who is signed in.
    Users,
    /// Nobody.
    Nobody,
}

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
    /// Getting in.
    pub access: Access,
    /// Posts.
    pub posts: Posts,
    /// Notifications.
    pub notifications: Notifications,
    /// People whom somebody recommends.
    pub collections: Collections,
    /// What somebody's year was.
    pub annual: Annual,
    /// What is talked about.
    pub search: Search,
    /// Conversations of people who leave.
    pub conversations: Conversations,
    /// Their lists.
    pub lists: Lists,
    /// Their filters.
    pub filters: Filters,
    /// Their hashtags.
    pub tags: Tags,
    /// The hashtags that they look after.
    pub hashtags: Hashtags,
    /// The chats that they keep, and those that they are reminded of.
    pub chats: Chats,
    /// Their columns.
    pub columns: Columns,
    /// Their browsers and apps.
    pub push: Push,
}

const MIGRATIONS: &[Migration] = &[
    Migration { feature: "moderation", version: 1, text: include_str!("migrations/0001_moderation.sql") },
    Migration {
        feature: "moderation",
        version: 2,
        text: include_str!("migrations/0002_reported_collections.sql"),
    },
    Migration { feature: "moderation", version: 3, text: include_str!("migrations/0003_desk.sql") },
];

const ADDRESSES_CACHE_BYTES: u64 = 4 << 20;

/// The feature. Cheap to clone.
#[derive(Clone)]
pub struct Moderation(Arc<Inner>);

struct Inner {
    ground: Ground,
    settings: Settings,
    addresses: Cached<(), Arc<Vec<IpBlock>>>,
}

impl std::ops::Deref for Moderation {
    type Target = Ground;

    fn deref(&self) -> &Ground {
        &self.0.ground
    }
}

impl Moderation {
    /// The feature, listening to what changes its memory, and in the slots of the features on its left.
    pub fn new(ground: Ground, settings: Settings) -> Self {
        let weigh = |list: &Arc<Vec<IpBlock>>| list.len() * 256;
        let addresses = Cached::new(ADDRESSES_CACHE_BYTES, weigh);
        let me = Self(Arc::new(Inner { ground, settings, addresses }));
        me.listen();
        me
    }

    fn listen(&self) {
        // Weak: the bus and those slots live in here.
        let weak = Arc::downgrade(&self.0);
        self.bus.on(move |_: &AddressesBlocked| {
            weak.upgrade().into_iter().for_each(|me| me.addresses.forget(&()));
        });
        let weak = Arc::downgrade(&self.0);
        self.bus.within(move |w, event: &EmojiWritten| match weak.upgrade() {
            Some(me) => {
                Self(me).note(w, event.by, &event.action, Noted::Emoji(event.emoji, &event.shortcode))
            }
            None => Ok(()),
        });
        erasing::work(self);
        blocks::guard(self);
        views::tell_matters(self);
    }

    /// The feature for the one list of features.
    pub fn feature(&self) -> Feature {
        let mut routes = api::routes(self);
        routes.extend(pages::routes(self));
        Feature { name: "moderation", migrations: MIGRATIONS, statements: store::STATEMENTS, routes }
    }

    /// This feature's tables.
    pub fn migrations() -> &'static [Migration] {
        MIGRATIONS
    }

    /// This feature's statements.
    pub fn statements() -> &'static [&'static Sql] {
        store::STATEMENTS
    }

    /// What the operator decided.
    pub fn settings(&self) -> &Settings {
        &self.0.settings
    }

    pub(crate) fn now_ms(&self) -> Ms {
        self.clock.now_ms()
    }

    /// An id for something that belongs to no account.
    pub(crate) fn next_id(&self) -> Id {
        self.ids.next(random::bucket())
    }
}
