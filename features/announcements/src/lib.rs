//! Announcements: what the operator tells everybody, in apps and on streams.
//!
//! Invariants:
//! - an announcement is seen from when it is published (a job does that at its time) until it ends or is removed, and
//!   open streams are told of each of these;
//! - people dismiss it for themselves, and react to it with emojis, of which it has at most [`REACTIONS_MAX`]
//!   different ones;
//! - it is rendered for each reader, since there are few of them;
//! - what is published is in memory, so that a home timeline without an announcement costs no statement.

mod actions;
mod api;
pub mod docs;
mod entity;
mod events;
mod model;
mod pages;
mod store;
mod streaming;
pub mod templates;
mod views;

use std::sync::Arc;

use ::store::{Db, Migration, Sql};
use accounts::Accounts;
use base::{Clock, Id, IdGen};
use bus::{Bus, Cached};
use moderation::{AccountErased, Moderation};
use posts::Posts;
use web::Feature;

pub use events::{AnnouncementEnded, AnnouncementPublished, ReactionsChanged};
pub use model::{Announcement, NewAnnouncement};

/// Characters of a text.
pub const TEXT_CHARS_MAX: usize = 5_000;
/// Announcements that are kept; the operator removes old ones.
pub const ANNOUNCEMENTS_MAX: usize = 500;
/// Different reactions to one announcement; Mastodon's number.
pub const REACTIONS_MAX: usize = 8;

/// The words of this feature's pages.
pub static WORDS: ui::Catalogue = ui::catalogue!();

const PUBLISHED_CACHE_BYTES: u64 = 4 << 20;

const MIGRATIONS: &[Migration] = &[
    Migration {
        feature: "announcements",
        version: 1,
        text: include_str!("migrations/0001_announcements.sql"),
    },
    Migration { feature: "announcements", version: 2, text: include_str!("migrations/0002_erasing.sql") },
];

/// The feature. Cheap to clone.
#[derive(Clone)]
pub struct Announcements(Arc<Inner>, Option<Id>);

struct Inner {
    db: Db,
    bus: Bus,
    ids: Arc<IdGen>,
    clock: Clock,
    accounts: Accounts,
    posts: Posts,
    moderation: Moderation,
    /// Also what has ended since.
    published: Cached<(), Arc<Vec<Announcement>>>,
}

impl Announcements {
    /// The feature, with its jobs on the bus.
    pub fn new(
        (db, bus): (Db, Bus),
        ids: Arc<IdGen>,
        clock: Clock,
        accounts: Accounts,
        posts: Posts,
        moderation: Moderation,
    ) -> Self {
        let weigh = |list: &Arc<Vec<Announcement>>| list.iter().map(|one| one.text.len() + 128).sum();
        let published = Cached::new(PUBLISHED_CACHE_BYTES, weigh);
        let inner = Inner { db, bus: bus.clone(), ids, clock, accounts, posts, moderation, published };
        let me = Self(Arc::new(inner), None);
        let ear = me.clone();
        bus.on(move |_: &AnnouncementPublished| ear.0.published.forget(&()));
        let ear = me.clone();
        bus.on(move |_: &AnnouncementEnded| ear.0.published.forget(&()));
        let ear = me.clone();
        bus.react(move |w, event: &AccountErased| ear.erase(w, event.account));
        for (kind, due) in [(actions::PUBLISH, Due::Publish), (actions::END, Due::End)] {
            let worker = me.clone();
            bus.work(kind, move |id| {
                let me = worker.clone();
                async move {
                    match due {
                        Due::Publish => me.publish_due(id).await,
                        Due::End => me.end_due(id).await,
                    }
                }
            });
        }
        me
    }

    /// The same in the hands of somebody of the staff: what they do is written down in their log. What the operator does
    /// is not.
    #[must_use]
    pub fn by(&self, staff: Id) -> Self {
        Self(self.0.clone(), Some(staff))
    }

    /// The feature for the one list of features.
    pub fn feature(&self) -> Feature {
        let mut routes = api::routes(self);
        routes.extend(pages::routes(self));
        Feature { name: "announcements", migrations: MIGRATIONS, statements: store::STATEMENTS, routes }
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

/// What a job waits for.
#[derive(Clone, Copy)]
enum Due {
    Publish,
    End,
}
