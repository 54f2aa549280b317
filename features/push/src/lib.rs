//! Web push: messages to apps that are not open, through the push services of browsers and phones.
//!
//! Invariants:
//! - a subscription belongs to one access token, or to one session of our pages, and ends with it;
//! - a message is only readable by the app that subscribed; it holds no text of a post that not everybody may read,
//!   unless the person asked for that ([`Push::set_private_text`]);
//! - what is sent is decided when it is sent: a notification that was dismissed or undone, or whose sender is blocked
//!   by now, is not pushed;
//! - push services are reached by `fetch` only, whose guard looks at each address; their jobs have places of their
//!   own, so that a slow one delays nothing else;
//! - tokens lie sealed in the database, the key to them in a file beside it.

mod actions;
mod api;
mod delivery;
pub mod docs;
mod message;
mod model;
#[cfg(any(test, feature = "testing"))]
pub mod opening;
mod pages;
pub mod rules;
mod seal;
mod store;
mod vapid;
mod vault;

use std::path::Path;
use std::sync::Arc;

use ::store::{Db, Migration, Sql, args};
use access::{Access, GrantsRevoked};
use accounts::Accounts;
use base::{Clock, Id, IdGen, Outcome};
use bus::Bus;
use fetch::{Fetch, Reach};
use notifications::Notifications;
use web::Feature;

pub use model::{ALERTS, Policy, Receiver, Subscription, Wishes};
pub use vapid::Vapid;

/// The file in the data folder that holds the key to sealed tokens.
const KEY_FILE: &str = "push.key";

/// What messages say.
pub static WORDS: words::Catalogue = words::Catalogue::new(
    Some(&words::WORDS),
    &[
        (words::Lang::En, include_str!("../locales/en.ftl")),
        (words::Lang::Es, include_str!("../locales/es.ftl")),
    ],
);

const MIGRATIONS: &[Migration] =
    &[Migration { feature: "push", version: 1, text: include_str!("migrations/0001_push.sql") }];

/// The feature. Cheap to clone.
#[derive(Clone)]
pub struct Push(Arc<Inner>);

struct Inner {
    db: Db,
    bus: Bus,
    ids: Arc<IdGen>,
    clock: Clock,
    accounts: Accounts,
    access: Access,
    notifications: Notifications,
    fetch: Fetch,
    vapid: Vapid,
    vault: vault::Vault,
    contact: String,
}

/// What the operator decided.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Which addresses may be subscribed.
    pub reach: Reach,
    /// Whom push services may write to, as `mailto:` or `https:` address.
    pub contact: String,
    /// How requests name this software.
    pub agent: String,
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
    /// People.
    pub accounts: Accounts,
    /// Tokens.
    pub access: Access,
}

impl Push {
    /// The feature, listening to what there is to tell and to what ends tokens. Reads its keys, or makes them the
    /// first time: the pair that push services know us by in the database, so that every process and every backup has
    /// it; the key to sealed tokens in the data folder.
    pub async fn open(
        ground: Ground,
        notifications: Notifications,
        data: &Path,
        settings: Settings,
    ) -> Outcome<Self> {
        let Ground { db, bus, ids, clock, accounts, access } = ground;
        let (vapid, vault) = (Vapid::load(&db).await?, vault::Vault::load(&data.join(KEY_FILE))?);
        let inner = Inner {
            db,
            bus: bus.clone(),
            ids,
            clock,
            accounts,
            access,
            notifications,
            fetch: Fetch::new(settings.reach, &settings.agent),
            vapid,
            vault,
            contact: settings.contact,
        };
        let push = Self(Arc::new(inner));
        bus.within(|w, event: &GrantsRevoked| actions::revoked(w, event));
        delivery::listen(&push, &bus);
        Ok(push)
    }

    /// The feature for the one list of features.
    pub fn feature(&self) -> Feature {
        Feature {
            name: "push",
            migrations: MIGRATIONS,
            statements: store::STATEMENTS,
            routes: api::routes(self).into_iter().chain(pages::routes(self)).collect(),
        }
    }

    /// This feature's tables.
    pub fn migrations() -> &'static [Migration] {
        MIGRATIONS
    }

    /// This feature's statements.
    pub fn statements() -> &'static [&'static Sql] {
        store::STATEMENTS
    }

    /// The key that apps give to push services.
    pub fn vapid_key(&self) -> String {
        self.0.vapid.public_key()
    }

    /// The subscription of a grant, or `None`.
    pub async fn subscription(&self, account: Id, grant: Id) -> Outcome<Option<Subscription>> {
        self.0
            .db
            .read(move |r| {
                r.row(&store::SUBSCRIPTION, args![account.bk(), account, grant], store::subscription)
            })
            .await
    }

    /// Whether messages may hold texts of posts that not everybody may read. Not by itself.
    pub async fn private_text(&self, account: Id) -> Outcome<bool> {
        let asked = move |r: &::store::Read<'_>| {
            r.row(&store::PRIVACY, args![account.bk(), account], |row| row.get::<bool>(0))
        };
        Ok(self.0.db.read(asked).await?.unwrap_or(false))
    }
}
