//! Which feature is handed what.

use std::path::Path;
use std::sync::Arc;

use access::Access;
use accounts::Accounts;
use announcements::Announcements;
use annual::Annual;
use archive::Archive;
use base::{Clock, IdGen, Outcome, Problem};
use blobs::Blobs;
use bus::Bus;
use chats::Chats;
use collections::Collections;
use columns::Columns;
use conversations::Conversations;
use emojis::Emojis;
use feeds::Feeds;
use filters::Filters;
use hashtags::Hashtags;
use insights::Insights;
use instance::Instance;
use lists::Lists;
use media::Media;
use moderation::Moderation;
use notifications::Notifications;
use posts::Posts;
use push::Push;
use search::Search;
use store::{Db, Migration, Sql};
use tags::Tags;
use timelines::Timelines;
use web::{App, Gate, Limiter, Proxies, Route, Site};

use crate::Config;
use crate::ground::{Ground, newest_ms};
use crate::languages::check_words;

/// A whole server without its socket: what commands, tests and [`crate::serve`] work with.
#[derive(Clone)]
pub struct Medley {
    /// Settings.
    pub config: Config,
    /// Data.
    pub db: Db,
    /// Events and jobs.
    pub bus: Bus,
    /// Time.
    pub clock: Clock,
    /// Ids.
    pub ids: Arc<IdGen>,
    /// The site.
    pub site: Site,
    /// Files.
    pub blobs: Blobs,
    /// Custom emojis.
    pub emojis: Emojis,
    /// People.
    pub accounts: Accounts,
    /// Getting in.
    pub access: Access,
    /// Pictures.
    pub media: Media,
    /// Posts.
    pub posts: Posts,
    /// Timelines and streams.
    pub timelines: Timelines,
    /// Notifications.
    pub notifications: Notifications,
    /// Direct posts by thread.
    pub conversations: Conversations,
    /// Lists of people.
    pub lists: Lists,
    /// What people do not want to read.
    pub filters: Filters,
    /// Hashtags.
    pub tags: Tags,
    /// People whom somebody recommends.
    pub collections: Collections,
    /// What somebody's year was.
    pub annual: Annual,
    /// Finding things.
    pub search: Search,
    /// Numbers of hashtags.
    pub insights: Insights,
    /// The directory of hashtags.
    pub hashtags: Hashtags,
    /// Hashtag chats.
    pub chats: Chats,
    /// Timelines side by side.
    pub columns: Columns,
    /// Reports, decisions of the staff, what is kept out.
    pub moderation: Moderation,
    /// Messages to apps that are not open.
    pub push: Push,
    /// What the operator tells everybody.
    pub announcements: Announcements,
    /// Taking lists along, and bringing them.
    pub archive: Archive,
    /// What others take of public posts.
    pub feeds: Feeds,
    /// The site's face.
    pub instance: Instance,
}

/// Every table, in the order that they are made.
pub fn migrations() -> Vec<Migration> {
    [
        bus::MIGRATIONS,
        Emojis::migrations(),
        Accounts::migrations(),
        Access::migrations(),
        Media::migrations(),
        Posts::migrations(),
        Notifications::migrations(),
        Conversations::migrations(),
        Lists::migrations(),
        Filters::migrations(),
        Tags::migrations(),
        Collections::migrations(),
        Annual::migrations(),
        Search::migrations(),
        Insights::migrations(),
        Hashtags::migrations(),
        Chats::migrations(),
        Columns::migrations(),
        Moderation::migrations(),
        Push::migrations(),
        Announcements::migrations(),
        Archive::migrations(),
    ]
    .concat()
}

/// Every statement, for the statement check.
pub fn statements() -> Vec<&'static Sql> {
    [
        bus::statements(),
        Emojis::statements(),
        accounts::statements(),
        access::statements(),
        Media::statements(),
        Posts::statements(),
        Notifications::statements(),
        Conversations::statements(),
        Lists::statements(),
        Filters::statements(),
        Tags::statements(),
        Collections::statements(),
        Annual::statements(),
        Search::statements(),
        Insights::statements(),
        Hashtags::statements(),
        Chats::statements(),
        Columns::statements(),
        Moderation::statements(),
        Push::statements(),
        Announcements::statements(),
        Archive::statements(),
    ]
    .concat()
}

impl Medley {
    /// Opens the data folder, brings the schema up to date and wires the features. Background work does not run
    /// until [`Medley::start`].
    pub async fn open(config: Config, data: &Path, clock: Clock) -> Outcome<Self> {
        config.check().map_err(Problem::internal)?;
        check_words()?;
        std::fs::create_dir_all(data).map_err(Problem::internal)?;
        let db = Db::open(&config.store_settings(data))?;
        db.migrate(migrations()).await?;
        let blobs = Blobs::open(data.join("media"))?;
        let ids = Arc::new(IdGen::new(clock.clone(), newest_ms(&db).await?));
        Self::wire(config, data, db, blobs, clock, ids).await
    }

    async fn wire(
        config: Config,
        data: &Path,
        db: Db,
        blobs: Blobs,
        clock: Clock,
        ids: Arc<IdGen>,
    ) -> Outcome<Self> {
        let ground = Ground::new(&config, db, clock, ids);
        let (emojis, media) = (ground.emojis(&blobs), ground.media(&config, &blobs));
        let accounts = ground.accounts(&config, &blobs);
        let access = ground.access(&config, data, &accounts)?;
        let posts = ground.posts(&config, &accounts, &media);
        let timelines = ground.timelines(&config, &accounts, &posts);
        let notifications = ground.notifications(&accounts, &posts);
        let conversations = ground.conversations(&posts, &timelines);
        let filters = ground.filters(&posts);
        let (tags, lists) = (ground.tags(&accounts, &posts), ground.lists(&accounts, &timelines));
        let collections = ground.collections(&accounts, &notifications);
        let annual = ground.annual(&accounts, &posts, &notifications);
        let search = ground.search(&accounts, &posts, &tags, &collections, data).await?;
        let around = (&accounts, &access, &posts, &timelines);
        let (insights, hashtags, chats) = ground.gatherings(around, (&notifications, &tags));
        let columns = ground.columns((&posts, &timelines, &notifications), (&lists, &tags, &search));
        let beside = (&notifications, &collections, &annual, &search);
        let push = ground.push(&config, data, &accounts, &access, &notifications).await?;
        let own = (&conversations, &lists, &filters, &tags, &hashtags, &chats, &columns, &push);
        let moderation = ground.moderation(&config, &accounts, &access, &posts, beside, own);
        let announcements = ground.announcements(&accounts, &posts, &moderation);
        let archive = ground.archive(&blobs, (&accounts, &access), &posts, &lists);
        let feeds = Feeds::new(accounts.clone(), posts.clone(), config.first_language());
        let instance = ground.instance(&config, &accounts, &access, (&posts, &tags, &search), &push, &emojis);
        let Ground { db, bus, ids, clock, site } = ground;
        let medley = Self {
            collections,
            insights,
            hashtags,
            chats,
            columns,
            annual,
            lists,
            tags,
            instance,
            config,
            db,
            bus,
            clock,
            ids,
            site,
            blobs,
            emojis,
            accounts,
            access,
            media,
            posts,
            timelines,
            notifications,
            conversations,
            push,
            filters,
            search,
            moderation,
            announcements,
            archive,
            feeds,
        };
        medley.connect();
        Ok(medley)
    }

    /// Starts background work: reactions, jobs, what other processes emitted, the search index.
    pub fn start(&self) {
        self.search.start();
        self.chats.start();
        self.insights.start();
        self.bus.start();
        let archive = self.archive.clone();
        tokio::spawn(async move {
            if let Err(problem) = archive.resume_all().await {
                tracing::warn!(?problem, "unfinished imports wait for their next turn");
            }
        });
    }

    /// Every route of every feature.
    pub fn routes(&self) -> Vec<Route> {
        let features = crate::features::features(self);
        crate::openapi::with_document(self, features.into_iter().flat_map(|feature| feature.routes).collect())
    }

    /// The application that answers requests.
    pub fn app(&self) -> App {
        let (limits, clock) = (&self.config.limits, self.clock.clone());
        let limiter = match limits.rate {
            true => Limiter::with(clock, limits.addresses()),
            false => Limiter::off(clock),
        };
        let gate = Gate::new(Arc::new(self.access.clone()), limiter, self.site.clone());
        let first = self.config.first_language();
        let gate = Arc::new(gate.kept_by(Arc::new(self.moderation.clone())).speaking(first));
        let proxies = self.config.server.trusted_proxies.iter().map(String::as_str);
        // Checked when the settings were read.
        let proxies = Proxies::parse(proxies).unwrap_or_default();
        App::with_pages(web::assemble(&gate, self.routes()), proxies, self.instance.error_pages())
            .speaking(first)
            .prefetching(ui::assets::url("speculation.json"))
    }
}
