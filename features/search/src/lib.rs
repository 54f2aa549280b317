//! Finding posts, people and hashtags.
//!
//! Invariants:
//! - the index says where to look, never what is true: every post found is shown through [`Posts::show`], every
//!   person through their account as it is now; a deleted post, a suspended author or a new block count at once;
//! - what is found by anyone are public posts; whoever wrote, was mentioned, liked, saved or boosted a post finds it
//!   too, if they still may see it;
//! - an edited post is found by its new words only: until they are in the index it is left out;
//! - the index follows events, and remembers up to which; after a crash it goes on from there, and where events are
//!   not kept any more it compares itself with the database;
//! - no text can make a query fail.

mod api;
mod discovery;
pub mod docs;
mod explore;
mod feed;
mod index;
mod pages;
mod people;
mod posts_found;
pub mod query;
mod recover;
mod saved;
mod store;
mod suggestions;
mod tags;
pub mod templates;
mod trends;
mod walk;
pub mod words;
mod writer;

use std::path::Path;
use std::sync::Arc;

use ::store::{Db, Migration, Sql};
use ::tags::Tags;
use accounts::{AccountChanged, AccountCreated, Accounts, RelationChanged};
use base::{Clock, Id, IdGen, IdSet, Outcome};
use bus::{Bus, Cached};
use collections::Collections;
use posts::{PostDeleted, PostEdited, PostPublished, PostTouched, Posts, PostsImported};
use web::{Feature, Site};

use feed::Feed;
use index::Index;
pub use saved::{SAVED_MAX, Saved};
use suggestions::Suggested;
use trends::Trends;
pub use trends::{Topic, TrendJudged};
pub use walk::Progress;
pub use writer::Left;

/// The words of this feature's pages.
pub static WORDS: ui::Catalogue = ui::catalogue!();

/// Memory for what readers liked, saved and boosted.
const LIBRARIES_CACHE_BYTES: u64 = 32 << 20;
const ID_BYTES: usize = 16;
/// Memory for whom readers may want to follow.
const SUGGESTED_CACHE_BYTES: u64 = 8 << 20;

const MIGRATIONS: &[Migration] = &[
    Migration { feature: "search", version: 1, text: include_str!("migrations/0001_search.sql") },
    Migration { feature: "search", version: 2, text: include_str!("migrations/0002_judged.sql") },
    Migration { feature: "search", version: 3, text: include_str!("migrations/0003_saved.sql") },
];

/// The feature. Cheap to clone.
#[derive(Clone)]
pub struct Search(Arc<Inner>);

struct Inner {
    db: Db,
    ids: Arc<IdGen>,
    bus: Bus,
    clock: Clock,
    site: Site,
    accounts: Accounts,
    posts: Posts,
    tags: Tags,
    collections: Collections,
    index: Index,
    feed: Feed,
    libraries: Cached<Id, Arc<IdSet>>,
    trends: Trends,
    suggested: Cached<Id, Arc<Suggested>>,
}

/// What the feature stands on.
pub struct Ground {
    /// Data.
    pub db: Db,
    /// Ids.
    pub ids: Arc<IdGen>,
    /// Events and jobs.
    pub bus: Bus,
    /// Time.
    pub clock: Clock,
    /// The site.
    pub site: Site,
}

impl Search {
    /// The feature with its index in the folder `data`, listening to what happens. It is filled from
    /// [`Search::start`] on.
    pub async fn open(
        ground: Ground,
        accounts: Accounts,
        posts: Posts,
        tags: Tags,
        collections: Collections,
        data: &Path,
    ) -> Outcome<Self> {
        let Ground { db, ids, bus, clock, site } = ground;
        let inner = Inner {
            db,
            ids,
            bus: bus.clone(),
            clock,
            site,
            accounts,
            posts,
            tags,
            collections,
            index: Index::open(data).await?,
            feed: Feed::default(),
            libraries: Cached::new(LIBRARIES_CACHE_BYTES, |ids: &Arc<IdSet>| ids.len() * ID_BYTES),
            trends: Trends::default(),
            suggested: Cached::new(SUGGESTED_CACHE_BYTES, |all: &Arc<Suggested>| all.weight()),
        };
        let search = Self(Arc::new(inner));
        search.listen(&bus);
        Ok(search)
    }

    fn listen(&self, bus: &Bus) {
        let me = self.clone();
        bus.on(move |event: &PostPublished| me.0.feed.published(event));
        let me = self.clone();
        bus.on(move |event: &PostEdited| me.0.feed.changed(event.post));
        let me = self.clone();
        bus.on(move |event: &PostDeleted| {
            if event.boost_of.is_none() {
                me.0.feed.changed(event.post);
                me.0.trends.gone(event.post);
            }
        });
        let me = self.clone();
        bus.on(move |event: &PostsImported| me.0.feed.imported(event.author));
        let me = self.clone();
        bus.on(move |event: &AccountCreated| me.0.feed.person(event.account));
        let me = self.clone();
        bus.on(move |event: &AccountChanged| me.0.feed.person(event.account));
        let me = self.clone();
        bus.on(move |event: &RelationChanged| {
            me.0.feed.related(event);
            me.0.suggested.forget(&event.from);
        });
        let me = self.clone();
        bus.on(move |event: &TrendJudged| me.0.trends.heard(event));
        let me = self.clone();
        bus.on(move |event: &PostTouched| {
            me.0.libraries.forget(&event.by);
            me.0.trends.touched(event, me.0.clock.now_ms());
        });
    }

    /// Keeps the index current until the bus stops.
    pub fn start(&self) {
        tokio::spawn(writer::run(self.clone()));
        let me = self.clone();
        tokio::spawn(async move {
            if let Err(problem) = me.trends_ready().await {
                tracing::warn!(?problem, "what was talked about could not be read");
            }
        });
    }

    /// Closes the index, so that another process may write it. What waits is found by whoever opens it next.
    pub async fn close(&self) {
        self.0.feed.resign().await;
        self.0.index.db.close();
    }

    /// The feature for the one list of features.
    pub fn feature(&self) -> Feature {
        let mut routes = api::routes(self);
        routes.extend(trends::routes(self));
        routes.extend(discovery::routes(self));
        routes.extend(pages::routes(self));
        routes.extend(explore::routes(self));
        routes.extend(saved::routes(self));
        Feature { name: "search", migrations: MIGRATIONS, statements: store::STATEMENTS, routes }
    }

    /// This feature's tables.
    pub fn migrations() -> &'static [Migration] {
        MIGRATIONS
    }

    /// This feature's statements.
    pub fn statements() -> &'static [&'static Sql] {
        store::STATEMENTS
    }

    /// Posts in the index.
    pub async fn indexed(&self) -> Outcome<u64> {
        self.0.index.count().await
    }

    /// What `account` likes, saved or boosted.
    async fn library(&self, account: Id) -> Outcome<Arc<IdSet>> {
        if let Some(known) = self.0.libraries.get(&account) {
            return Ok(known);
        }
        let ticket = self.0.libraries.ticket(&account);
        let library = Arc::new(self.0.posts.library(account).await?);
        self.0.libraries.put(account, ticket, library.clone());
        Ok(library)
    }
}
