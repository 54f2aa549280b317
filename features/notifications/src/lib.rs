//! Notifications: what others did that concerns one, markers of how far one has read, and whose notifications one
//! wants.
//!
//! Invariants:
//! - one thing that happened is one row, however often its event is delivered; what is undone takes its row along;
//! - nothing is told across a block or from someone muted with their notifications, neither when it happens nor,
//!   should that come later, when it is read ([`rules::wanted`]);
//! - a notification about a post is shown only with the post, through [`Posts::show`]: what the reader may not see
//!   now is not there;
//! - a page takes the same number of queries for 1 and for 40;
//! - [`Notified`] is said in the transaction that stores the row.

mod actions;
mod api;
mod delivery;
pub mod docs;
mod entity;
mod events;
mod fact;
mod fallback;
mod groups;
mod locked;
mod matters;
mod model;
mod pages;
mod reactions;
pub mod rules;
mod standing;
mod store;
pub mod templates;
#[cfg(test)]
mod tests;
mod views;

use std::pin::Pin;
use std::sync::{Arc, OnceLock};

use ::store::{Db, Migration, Sql};
use accounts::{Accounts, RelationChanged};
use base::{Clock, Id, IdGen, Outcome};
use bus::{Bus, Cached};
use parking_lot::RwLock;
use posts::Posts;
use web::{Feature, Site};

pub use events::{NotificationsChanged, Notified, RequestsMerged};
pub use locked::LockedScreens;
pub use matters::{MatterList, Matters};
pub use model::{Kind, MARKED, Marker, Notification, Policy, Request, Treatment};
pub use views::{Entry, Filter, Listed};

/// The words of this feature's pages.
pub static WORDS: ui::Catalogue = ui::catalogue!();

/// The highest number of unread notifications that is told on pages.
pub const UNREAD_MAX: u32 = 100;

const UNREAD_CACHE_BYTES: u64 = 8 << 20;

const MIGRATIONS: &[Migration] = &[Migration {
    feature: "notifications",
    version: 1,
    text: include_str!("migrations/0001_notifications.sql"),
}];

/// The feature. Cheap to clone.
#[derive(Clone)]
pub struct Notifications(Arc<Inner>);

struct Inner {
    db: Db,
    bus: Bus,
    ids: Arc<IdGen>,
    clock: Clock,
    site: Site,
    accounts: Accounts,
    posts: Posts,
    unread: Cached<Id, u32>,
    staff: OnceLock<Staff>,
    locked: OnceLock<LockedScreens>,
    matters: RwLock<Vec<(&'static [Kind], Matters)>>,
}

/// Tells the accounts of the staff (owner, administrators, moderators). Handed in where the features are wired.
pub type Staff = Arc<dyn Fn() -> StaffList + Send + Sync>;
/// See [`Staff`].
pub type StaffList = Pin<Box<dyn Future<Output = Outcome<Vec<Id>>> + Send>>;

impl Notifications {
    /// The feature, listening to what it tells of.
    pub fn new(
        db: Db,
        bus: Bus,
        ids: Arc<IdGen>,
        clock: Clock,
        site: Site,
        accounts: Accounts,
        posts: Posts,
    ) -> Self {
        let unread = Cached::new(UNREAD_CACHE_BYTES, |_| 0);
        let (buses, staff, matters) = (bus.clone(), OnceLock::new(), RwLock::default());
        let locked = OnceLock::new();
        let inner =
            Inner { db, bus: buses, ids, clock, site, accounts, posts, unread, staff, locked, matters };
        let me = Self(Arc::new(inner));
        me.listen(&bus);
        reactions::listen(&me, &bus);
        delivery::work(&me, &bus);
        me
    }

    fn listen(&self, bus: &Bus) {
        let me = self.clone();
        bus.on(move |new: &Notified| me.0.unread.forget(&new.account));
        let me = self.clone();
        bus.on(move |changed: &NotificationsChanged| me.0.unread.forget(&changed.account));
        let me = self.clone();
        bus.on(move |changed: &RelationChanged| {
            me.0.unread.forget(&changed.from);
            me.0.unread.forget(&changed.to);
        });
    }

    /// Who is told of sign-ups and reports. Can be said once; until then nobody is.
    pub fn name_staff(&self, staff: Staff) {
        drop(self.0.staff.set(staff));
    }

    async fn staff(&self) -> Outcome<Vec<Id>> {
        match self.0.staff.get() {
            Some(staff) => staff().await,
            None => Ok(Vec::new()),
        }
    }

    /// The feature for the one list of features.
    pub fn feature(&self) -> Feature {
        let mut routes = api::routes(self);
        routes.extend(pages::routes(self));
        Feature { name: "notifications", migrations: MIGRATIONS, statements: store::STATEMENTS, routes }
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
