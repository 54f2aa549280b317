//! Posts: publishing, answering, boosting, liking, saving, pinning, editing, deleting; threads; polls;
//! quotes; scheduled posts; and the one way in which posts are shown.
//!
//! Invariants:
//! - every answer, page and stream that shows a post goes through [`Posts::show`], which leaves out what the viewer
//!   may not see ([`rules::may_see`]);
//! - a post is rendered once for everybody and kept in memory; only the viewer's own flags are added per viewer;
//! - showing n posts takes the same number of queries for every n;
//! - a deleted post is gone at once: from memory, lists, threads and counts.

mod api;
mod chain;
pub mod docs;
mod draft;
pub mod drafts;
mod entity;
mod erase;
mod events;
mod filtered;
mod gather;
mod import;
mod interact;
mod lists;
mod model;
pub mod pages;
pub mod polls;
mod publish;
pub mod quotes;
mod remove;
mod revise;
pub mod rules;
pub mod scheduled;
mod seen;
mod shown;
mod sources;
mod store;
mod tagged;
mod tags;
mod tally;
pub mod templates;
mod thread;
mod views;

use std::sync::{Arc, LazyLock};

use ::store::{Db, Migration, Sql};
use accounts::Accounts;
use base::{Clock, Id, IdGen};
use bus::{Bus, Cached};
use emojis::EmojisChanged;
use media::Media;
use web::{Feature, Site};

pub use chain::THREAD_POSTS_MAX;
pub use draft::Draft;
pub use drafts::Kept;
pub use events::{
    PollEnded, PostDeleted, PostEdited, PostPublished, PostRefreshed, PostTouched, PostsImported,
    ThreadMuteChanged, Touch,
};
pub use filtered::{FilterAction, Filtered, FilteredBy, Fold, Place, Places, Sieve, SieveAnswer, Sieves};
pub use import::{ImportedPost, Imports};
pub use lists::{AuthorFilter, PublicFilter, newest_id};
pub use model::{Counts, Flags, Post, Visibility};
pub use polls::edit::PollEdit;
pub use polls::{Poll, PollDraft};
pub use quotes::{Quote, QuotePolicy, QuoteState, QuoteView, Quoted};
pub use remove::Deleted;
pub use revise::{Revision, Version};
pub use scheduled::Scheduled;
pub use seen::Seen;
pub use shown::Shown;
pub use store::{Head, Room};
pub use tagged::{Collections, CollectionsTold};
pub use tags::{TagDay, TagUse};
pub use tally::Tally;
pub use thread::Thread;
pub use views::{Facet, View, write_list};

/// The words of this feature's pages.
pub static WORDS: ui::Catalogue = ui::catalogue!();

/// Limits of this feature that the operator sets.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Weighted characters of a post.
    pub post_chars: usize,
}

const SHOWN_CACHE_BYTES: u64 = 96 << 20;
const FLAGS_CACHE_BYTES: u64 = 32 << 20;

const MIGRATIONS: &[Migration] = &[
    Migration { feature: "posts", version: 1, text: include_str!("migrations/0001_posts.sql") },
    Migration { feature: "posts", version: 2, text: include_str!("migrations/0002_polls.sql") },
    Migration { feature: "posts", version: 3, text: include_str!("migrations/0003_scheduled.sql") },
    Migration { feature: "posts", version: 4, text: include_str!("migrations/0004_quotes.sql") },
    Migration { feature: "posts", version: 5, text: include_str!("migrations/0005_tag_authors.sql") },
    Migration { feature: "posts", version: 6, text: include_str!("migrations/0006_app_website.sql") },
    Migration { feature: "posts", version: 7, text: include_str!("migrations/0007_drafts.sql") },
    Migration { feature: "posts", version: 8, text: include_str!("migrations/0008_rooms.sql") },
];

static STATEMENTS: LazyLock<Vec<&'static Sql>> = LazyLock::new(|| {
    [
        store::STATEMENTS,
        polls::store::STATEMENTS,
        scheduled::store::STATEMENTS,
        quotes::store::STATEMENTS,
        drafts::store::STATEMENTS,
    ]
    .concat()
});

/// The feature. Cheap to clone.
#[derive(Clone)]
pub struct Posts(Arc<Inner>);

struct Inner {
    db: Db,
    bus: Bus,
    ids: Arc<IdGen>,
    clock: Clock,
    site: Site,
    accounts: Accounts,
    media: Media,
    limits: Limits,
    shown: Cached<Id, Arc<Shown>>,
    flags: Cached<(Id, Id), Flags>,
    app_names: std::sync::OnceLock<AppNames>,
    sieves: std::sync::OnceLock<Arc<dyn Sieves>>,
    collections: std::sync::OnceLock<Collections>,
    seen: std::sync::OnceLock<Seen>,
}

/// Gives an app's name and website. Handed in where the features are wired.
pub type AppNames = Arc<dyn Fn(Id) -> AppName + Send + Sync>;
type AppName = std::pin::Pin<Box<dyn Future<Output = base::Outcome<Option<App>>> + Send>>;

/// What posts say of the app that they were written with.
#[derive(Debug, Clone, Default)]
pub struct App {
    /// Its name.
    pub name: String,
    /// Where it is at home.
    pub website: Option<String>,
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
    /// Pictures.
    pub media: Media,
}

impl Posts {
    /// The feature, listening to events so that its memory is current.
    pub fn new(ground: Ground, limits: Limits) -> Self {
        let Ground { db, bus, ids, clock, site, accounts, media } = ground;
        let inner = Inner {
            db,
            bus: bus.clone(),
            ids,
            clock,
            site,
            accounts,
            media,
            limits,
            shown: Cached::new(SHOWN_CACHE_BYTES, |shown: &Arc<Shown>| shown.weight()),
            flags: Cached::new(FLAGS_CACHE_BYTES, |_| 0),
            app_names: std::sync::OnceLock::new(),
            sieves: std::sync::OnceLock::new(),
            collections: std::sync::OnceLock::new(),
            seen: std::sync::OnceLock::new(),
        };
        let posts = Self(Arc::new(inner));
        posts.listen(&bus);
        posts
    }

    fn listen(&self, bus: &Bus) {
        let me = self.clone();
        // Which texts name them is not known; and emojis change seldom.
        bus.on(move |_: &EmojisChanged| me.0.shown.forget_all());
        let me = self.clone();
        bus.on(move |edited: &PostEdited| {
            me.0.shown.forget(&edited.post);
            if edited.votes_void {
                // Who had voted is not known in memory.
                me.0.flags.forget_all();
            }
        });
        let me = self.clone();
        bus.on(move |refreshed: &PostRefreshed| me.0.shown.forget(&refreshed.post));
        let me = self.clone();
        bus.on(move |deleted: &PostDeleted| {
            me.0.shown.forget(&deleted.post);
            me.0.accounts.recount(deleted.author);
        });
        let me = self.clone();
        bus.on(move |new: &PostPublished| {
            me.0.accounts.counted(new.author, new.author_posts, new.created_ms);
        });
        let me = self.clone();
        bus.on(move |imported: &PostsImported| me.0.accounts.recount(imported.author));
        let me = self.clone();
        bus.on(move |touched: &PostTouched| {
            me.0.flags.forget(&(touched.by, touched.post));
            if touched.touch != Touch::Privately {
                me.0.shown.forget(&touched.post);
            }
        });
        let me = self.clone();
        // Every post of the thread shows it; which of them are in memory is not known.
        bus.on(move |_: &ThreadMuteChanged| me.0.flags.forget_all());
        remove::work(self, bus);
        polls::vote::work(self, bus);
        scheduled::work(self, bus);
    }

    /// What is attached to posts.
    pub fn media(&self) -> &Media {
        &self.0.media
    }

    /// The feature for the one list of features.
    pub fn feature(&self) -> Feature {
        let mut routes = api::routes(self);
        routes.extend(polls::api::routes(self));
        routes.extend(scheduled::api::routes(self));
        routes.extend(quotes::api::routes(self));
        routes.extend(pages::routes(self));
        Feature { name: "posts", migrations: MIGRATIONS, statements: &STATEMENTS, routes }
    }

    /// This feature's tables.
    pub fn migrations() -> &'static [Migration] {
        MIGRATIONS
    }

    /// This feature's statements.
    pub fn statements() -> &'static [&'static Sql] {
        &STATEMENTS
    }

    /// The operator's limits.
    pub fn limits(&self) -> Limits {
        self.0.limits
    }

    /// People.
    pub fn accounts(&self) -> &Accounts {
        &self.0.accounts
    }

    /// Who tells the name of the app that a post is written with.
    pub fn name_apps(&self, names: AppNames) {
        drop(self.0.app_names.set(names));
    }

    async fn app_of(&self, viewer: &web::Viewer) -> base::Outcome<Option<App>> {
        match (viewer.app, self.0.app_names.get()) {
            (Some(app), Some(names)) => names(app).await,
            _ => Ok(None),
        }
    }

    /// The site.
    pub fn site(&self) -> &Site {
        &self.0.site
    }

    /// The time.
    pub fn now_ms(&self) -> base::Ms {
        self.0.clock.now_ms()
    }
}
