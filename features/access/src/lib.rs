//! Getting in: signing up and in, sessions, applications and their tokens (OAuth 2), and the mails for it.
//!
//! Invariants:
//! - nothing that lets anyone in is stored as it is: tokens, codes, secrets and links as SHA-256, passwords as
//!   Argon2id; a cookie is never good as a token, nor the other way round;
//! - whatever ends a token or a session emits [`GrantsRevoked`] in the same transaction; memory drops it before the
//!   writer is answered, so it is refused in the very next call;
//! - a new password ends every other session, token, code and link of the account, whoever set it;
//! - an unknown name costs as much work as a wrong password, and is answered alike;
//! - a password is only the first step where there is an authenticator app or a passkey; what came of it is a
//!   half-open door (`steps`) that ends with the password, and no token is made from it;
//! - a code, a recovery code and a challenge are good once; the app's secret is the one thing that has to be stored as
//!   it is, and it lets nobody in without a password;
//! - a link in a mail changes nothing by being opened: programs that look at mails open it too;
//! - addresses in mails and redirects are made of the configured site, never of what a request says.

mod actions;
mod api;
mod authenticator;
mod browser;
pub mod docs;
mod events;
mod guard;
mod mail;
mod model;
pub mod oauth;
mod pages;
pub mod rules;
mod secrets;
mod store;
pub mod templates;
mod totp;
mod tries;
mod views;
mod webauthn;

use std::sync::{Arc, OnceLock};

use ::store::{Db, Migration, Sql};
use accounts::{AccountSuspended, Accounts};
use base::{Clock, IdGen, Ms};
use bus::{Bus, Cached};
use web::{Feature, Site};

pub use actions::oauth::{CodeRequest, Redeem};
pub use events::{GrantsRevoked, Revoked, UserChanged};
pub use guard::{Entrant, Judged, SignUpGuard, Verdict};
pub use model::{
    App, Arrival, AuthorisedApp, Begun, Created, Factors, Issued, MailSettings, MailTls, NewApp, NewUser,
    Passkey, Registrations, Session, Settings, SignUp, SignedUp, Smtp, Standing, User,
};
pub use totp::Qr;

/// The words of this feature's pages.
pub static WORDS: ui::Catalogue = ui::catalogue!();

const SETTINGS_CACHE_BYTES: u64 = 16 << 10;

const MIGRATIONS: &[Migration] = &[
    Migration { feature: "access", version: 1, text: include_str!("migrations/0001_access.sql") },
    Migration { feature: "access", version: 2, text: include_str!("migrations/0002_purge.sql") },
    Migration { feature: "access", version: 3, text: include_str!("migrations/0003_activity.sql") },
    Migration { feature: "access", version: 4, text: include_str!("migrations/0004_second_step.sql") },
    Migration { feature: "access", version: 5, text: include_str!("migrations/0005_language.sql") },
];

/// Every statement of this feature, for the statement check.
pub fn statements() -> &'static [&'static Sql] {
    store::STATEMENTS
}

/// The feature. Cheap to clone.
#[derive(Clone)]
pub struct Access(Arc<Inner>);

struct Inner {
    db: Db,
    bus: Bus,
    ids: Arc<IdGen>,
    clock: Clock,
    site: Site,
    accounts: Accounts,
    settings: Settings,
    passwords: secrets::Passwords,
    grants: authenticator::Grants,
    /// What was set at run time, once it was read.
    registrations: Cached<(), Registrations>,
    mailer: mail::Mailer,
    guard: OnceLock<SignUpGuard>,
    tries: tries::Tries,
    vapid_key: OnceLock<String>,
    leaving: OnceLock<Leaving>,
}

/// Deletes an account with all that it has, for its owner.
pub type Leaving = Arc<dyn Fn(base::Id) -> Left + Send + Sync>;
/// See [`Leaving`].
pub type Left = std::pin::Pin<Box<dyn Future<Output = base::Outcome<()>> + Send>>;

impl Access {
    /// The feature, listening to what ends grants and ready to send mail.
    pub fn new(
        db: Db,
        bus: Bus,
        ids: Arc<IdGen>,
        clock: Clock,
        site: Site,
        accounts: Accounts,
        settings: Settings,
    ) -> Self {
        let mailer = mail::Mailer::new(&site, &settings);
        let inner = Inner {
            db,
            bus,
            ids,
            clock,
            site,
            accounts,
            settings,
            passwords: secrets::Passwords::new(),
            grants: authenticator::Grants::new(),
            registrations: Cached::new(SETTINGS_CACHE_BYTES, |_| 1),
            mailer,
            guard: OnceLock::new(),
            tries: tries::Tries::default(),
            vapid_key: OnceLock::new(),
            leaving: OnceLock::new(),
        };
        let access = Self(Arc::new(inner));
        access.listen();
        access
    }

    fn listen(&self) {
        let bus = &self.0.bus;
        // Weak: the bus lives in here, so a strong handle in the bus would keep both for ever.
        let weak = || Arc::downgrade(&self.0);
        let me = weak();
        bus.on(move |revoked: &GrantsRevoked| {
            me.upgrade().into_iter().for_each(|me| me.grants.forget(revoked.account));
        });
        let me = weak();
        bus.on(move |changed: &UserChanged| {
            me.upgrade().into_iter().for_each(|me| me.grants.forget(changed.account));
        });
        let me = weak();
        bus.on(move |suspended: &AccountSuspended| {
            me.upgrade().into_iter().for_each(|me| me.grants.forget(suspended.account));
        });
        let me = weak();
        bus.on(move |_: &events::SettingsChanged| {
            me.upgrade().into_iter().for_each(|me| me.registrations.forget(&()));
        });
        let me = weak();
        bus.react(move |w, suspended: &AccountSuspended| match me.upgrade() {
            Some(me) if suspended.suspended => Self(me).end_streams(w, suspended.account),
            _ => Ok(()),
        });
        let me = weak();
        bus.work(mail::JOB, move |letter| {
            let me = me.upgrade();
            async move {
                match me {
                    Some(me) => me.mailer.deliver(letter).await,
                    None => Ok(()),
                }
            }
        });
    }

    /// The feature for the one list of features.
    pub fn feature(&self) -> Feature {
        let mut routes = api::routes(self);
        routes.extend(pages::routes(self));
        Feature { name: "access", migrations: MIGRATIONS, statements: store::STATEMENTS, routes }
    }

    /// This feature's tables.
    pub fn migrations() -> &'static [Migration] {
        MIGRATIONS
    }

    /// Says which key apps are told to give to push services. Can be said once; until then it is empty.
    pub fn tell_vapid_key(&self, key: String) {
        drop(self.0.vapid_key.set(key));
    }

    pub(crate) fn vapid_key(&self) -> &str {
        self.0.vapid_key.get().map_or("", String::as_str)
    }

    /// How often a password was hashed, or compared, since the start: what signing in costs, whoever it is that tries.
    pub fn passwords_hashed(&self) -> u64 {
        self.0.passwords.done()
    }

    /// What the operator decided.
    pub fn settings(&self) -> &Settings {
        &self.0.settings
    }

    pub(crate) fn now_ms(&self) -> Ms {
        self.0.clock.now_ms()
    }
}
