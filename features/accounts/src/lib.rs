//! Accounts: profiles, names, and how accounts stand to each other (follow, request, block, mute, endorse).
//!
//! Invariants:
//! - a name is claimed in `names` in the transaction that creates the account; it is unique in any case of letters;
//! - two-way relations are two rows, forward and reverse, written together;
//! - a block removes follows and requests in both directions, and stands above everything else;
//! - [`Accounts::relations`] is the one source of who hides whom, in memory and current with the last commit.

mod actions;
mod aloof;
mod api;
mod choices;
mod counts;
mod curbs;
pub mod docs;
mod domains;
mod entity;
mod erase;
mod events;
mod featuring;
mod find;
mod graph;
mod links;
mod model;
mod moving;
pub mod pages;
mod people;
mod profile;
pub mod rules;
mod store;
pub mod templates;
mod views;

use std::sync::{Arc, OnceLock};

use ::store::{Db, Migration};
use base::{Clock, Id, IdGen, IdMap, IdSet};
use blobs::Blobs;
use bus::{Bus, Cached};
use emojis::{Emojis, EmojisChanged};
use parking_lot::Mutex;
use web::{Feature, Site};

pub use actions::{NewAccount, Reserved, newest_id};
pub use aloof::MuteEdit;
pub use api::role_entity;
pub use curbs::Curb;
pub use events::{
    AccountChanged, AccountCreated, AccountMoved, AccountSuspended, Change, FeaturingEnded, RelationChanged,
};
pub use featuring::{Eyes, FeaturePolicy, hold, still_featurable};
pub use graph::{FollowEdit, Followed};
pub use links::{NameLinks, tag_path};
pub use model::{Account, Face, Field, Follow, Mute, Picture, Posting, Relations, Relationship, Stats};
pub use moving::{ALIASES_MAX, MOVES_APART_DAYS};
pub use pages::chosen_role;
pub use profile::{FaceEdit, PictureEdit, ProfileEdit};
pub use store::{buckets, numbers};
pub use views::Shown;

/// The words of this feature's pages.
pub static WORDS: ui::Catalogue = ui::catalogue!();

/// Limits of this feature that the operator sets.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Grapheme clusters of a bio.
    pub bio_chars: usize,
}

/// Lines of a profile's table.
pub const FIELDS_MAX: usize = 4;
/// Grapheme clusters of a display name.
pub const DISPLAY_NAME_CHARS_MAX: usize = 30;
/// Grapheme clusters of each side of a profile line.
pub const FIELD_CHARS_MAX: usize = 255;
/// Grapheme clusters of what describes a profile picture.
pub const PICTURE_DESCRIPTION_CHARS_MAX: usize = 150;
/// Sites that may name an account as the author of their pages.
pub const ATTRIBUTION_DOMAINS_MAX: usize = 10;
/// Collections that one may make. What keeps to it lies further right; here it is told, with the role.
pub const COLLECTIONS_MAX: i64 = 10;
/// Accounts that one may follow; reading them is one merge.
pub const FOLLOWS_MAX: i64 = 7_500;

const ACCOUNTS_CACHE_BYTES: u64 = 48 << 20;
const RELATIONS_CACHE_BYTES: u64 = 64 << 20;

const MIGRATIONS: &[Migration] = &[
    Migration { feature: "accounts", version: 1, text: include_str!("migrations/0001_accounts.sql") },
    Migration { feature: "accounts", version: 2, text: include_str!("migrations/0002_domain_blocks.sql") },
    Migration { feature: "accounts", version: 3, text: include_str!("migrations/0003_face.sql") },
    Migration { feature: "accounts", version: 4, text: include_str!("migrations/0004_curbs.sql") },
    Migration { feature: "accounts", version: 5, text: include_str!("migrations/0005_moving.sql") },
];

/// This feature's statements.
pub fn statements() -> &'static [&'static ::store::Sql] {
    store::STATEMENTS
}

/// The feature. Cheap to clone.
#[derive(Clone)]
pub struct Accounts(Arc<Inner>);

struct Inner {
    db: Db,
    bus: Bus,
    ids: Arc<IdGen>,
    clock: Clock,
    site: Site,
    blobs: Blobs,
    limits: Limits,
    shown: Cached<Id, Arc<Shown>>,
    relations: Cached<Id, Arc<Relations>>,
    /// Whose entity in memory holds that of an account which they moved to.
    movers: Mutex<IdMap<IdSet>>,
    face: OnceLock<pages::InstanceFace>,
    unread: OnceLock<pages::UnreadCounts>,
    featured_tags: OnceLock<FeaturedTags>,
    emojis: OnceLock<Emojis>,
}

impl Accounts {
    /// The feature, listening to its own events so that its memory is current.
    pub fn new(
        db: Db,
        bus: Bus,
        ids: Arc<IdGen>,
        clock: Clock,
        site: Site,
        blobs: Blobs,
        limits: Limits,
    ) -> Self {
        let inner = Inner {
            db,
            bus: bus.clone(),
            ids,
            clock,
            site,
            blobs,
            limits,
            shown: Cached::new(ACCOUNTS_CACHE_BYTES, |shown: &Arc<Shown>| shown.weight()),
            relations: Cached::new(RELATIONS_CACHE_BYTES, |relations: &Arc<Relations>| relations.weight()),
            movers: Mutex::default(),
            face: OnceLock::new(),
            unread: OnceLock::new(),
            featured_tags: OnceLock::new(),
            emojis: OnceLock::new(),
        };
        let accounts = Self(Arc::new(inner));
        accounts.listen(&bus);
        accounts
    }

    /// Who knows the emojis that texts may name. Can be said once; until then there are none.
    pub fn show_emojis(&self, emojis: Emojis) {
        drop(self.0.emojis.set(emojis));
    }

    /// The emojis that texts may name. Ask after the ticket for what is rendered with them was taken.
    pub async fn emojis(&self) -> base::Outcome<Arc<emojis::Book>> {
        match self.0.emojis.get() {
            Some(emojis) => emojis.book().await,
            None => Ok(Arc::default()),
        }
    }

    fn listen(&self, bus: &Bus) {
        let me = self.clone();
        bus.on(move |changed: &AccountChanged| me.forget(changed.account));
        let me = self.clone();
        // Whose profiles name them is not known.
        bus.on(move |_: &EmojisChanged| me.0.shown.forget_all());
        let me = self.clone();
        bus.on(move |changed: &RelationChanged| {
            for id in [changed.from, changed.to] {
                me.0.relations.forget(&id);
                me.forget(id);
            }
        });
        let me = Arc::downgrade(&self.0);
        bus.work(moving::JOB, move |moving| {
            let me = me.upgrade();
            async move {
                match me {
                    Some(me) => Self(me).bring_followers(moving).await,
                    None => Ok(()),
                }
            }
        });
    }

    /// The feature for the one list of features.
    pub fn feature(&self, media: ProfilePictures) -> Feature {
        let state = api::State { accounts: self.clone(), pictures: media };
        let mut routes = api::routes(&state);
        routes.extend(domains::routes(self));
        routes.extend(pages::routes(&state));
        Feature { name: "accounts", migrations: MIGRATIONS, statements: store::STATEMENTS, routes }
    }

    /// This feature's tables.
    pub fn migrations() -> &'static [Migration] {
        MIGRATIONS
    }

    /// Who tells the hashtags that an account features, as Mastodon's entities. Can be said once.
    pub fn tell_featured_tags(&self, tags: FeaturedTags) {
        drop(self.0.featured_tags.set(tags));
    }

    pub(crate) async fn featured_tags(&self, account: Id) -> base::Outcome<Vec<serde_json::Value>> {
        match self.0.featured_tags.get() {
            Some(tags) => tags(account).await,
            None => Ok(Vec::new()),
        }
    }

    /// The operator's limits.
    pub fn limits(&self) -> Limits {
        self.0.limits
    }

    /// The time.
    pub fn now_ms(&self) -> base::Ms {
        self.0.clock.now_ms()
    }

    /// Facts about the site.
    pub fn site(&self) -> &Site {
        &self.0.site
    }
}

/// Gives the hashtags that an account features. Handed in where the features are wired.
pub type FeaturedTags = Arc<dyn Fn(Id) -> FeaturedTagsTold + Send + Sync>;
/// See [`FeaturedTags`].
pub type FeaturedTagsTold =
    std::pin::Pin<Box<dyn Future<Output = base::Outcome<Vec<serde_json::Value>>> + Send>>;

/// Turns an uploaded file into a stored profile picture. Handed in by the feature that knows images.
pub type ProfilePictures = Arc<dyn StorePicture>;

/// See [`ProfilePictures`].
pub trait StorePicture: Send + Sync {
    /// Checks, shrinks, cleans and stores `bytes`; gives the blobs.
    fn store(
        &self,
        kind: PictureKind,
        bytes: bytes::Bytes,
    ) -> std::pin::Pin<Box<dyn Future<Output = base::Outcome<Picture>> + Send>>;
}

/// Which picture of a profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PictureKind {
    /// Square.
    Avatar,
    /// Wide.
    Header,
}
