//! Which feature is handed what.

use std::path::Path;
use std::sync::Arc;

use access::Access;
use accounts::Accounts;
use base::{Clock, Id, IdGen, Outcome, Problem};
use blobs::Blobs;
use bus::Bus;
use filters::{Filters, FiltersChanged};
use instance::Instance;
use lists::Lists;
use media::Media;
use notifications::{Notifications, Notified};
use posts::Posts;
use search::Search;
use store::{Db, Migration, Sql};
use tags::Tags;
use timelines::Timelines;
use web::{App, Gate, Limiter, Proxies, Route, Site};

use crate::Config;

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
    /// Lists of people.
    pub lists: Lists,
    /// What people do not want to read.
    pub filters: Filters,
    /// Hashtags.
    pub tags: Tags,
    /// Finding things.
    pub search: Search,
    /// The site's face.
    pub instance: Instance,
}

/// Every table, in the order that they are made.
pub fn migrations() -> Vec<Migration> {
    [
        bus::MIGRATIONS,
        Accounts::migrations(),
        Access::migrations(),
        Media::migrations(),
        Posts::migrations(),
        Notifications::migrations(),
        Lists::migrations(),
        Filters::migrations(),
        Tags::migrations(),
        Search::migrations(),
    ]
    .concat()
}

/// Every statement, for the statement check.
pub fn statements() -> Vec<&'static Sql> {
    [
        bus::statements(),
        accounts::statements(),
        access::statements(),
        Media::statements(),
        Posts::statements(),
        Notifications::statements(),
        Lists::statements(),
        Filters::statements(),
        Tags::statements(),
        Search::statements(),
    ]
    .concat()
}

impl Medley {
    /// Opens the data folder, brings the schema up to date and wires the features. Background work does not run
    /// until [`Medley::start`].
    pub async fn open(config: Config, data: &Path, clock: Clock) -> Outcome<Self> {
        config.check().map_err(Problem::internal)?;
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
        let (site, bios) = (config.site(), accounts::Limits { bio_chars: config.limits.bio_chars });
        let bus = Bus::new(db.clone(), clock.clone(), ids.clone());
        // What every feature stands on.
        let ground = || (db.clone(), bus.clone(), ids.clone(), clock.clone(), site.clone());
        let (d, b, i, c, s) = ground();
        let accounts = Accounts::new(d, b, i, c, s, blobs.clone(), bios);
        let (d, b, i, c, s) = ground();
        let access = Access::new(d, b, i, c, s, accounts.clone(), config.access_settings(data)?);
        let (d, b, i, c, s) = ground();
        let media = Media::new(d, b, i, c, s, blobs.clone());
        let (d, b, i, c, s) = ground();
        let (people, pictures) = (accounts.clone(), media.clone());
        let own =
            posts::Ground { db: d, bus: b, ids: i, clock: c, site: s, accounts: people, media: pictures };
        let posts = Posts::new(own, posts::Limits { post_chars: config.limits.post_chars });
        let index = timelines::Limits { index_mib: config.limits.index_mib };
        let timelines = Timelines::new(bus.clone(), site.clone(), accounts.clone(), posts.clone(), index);
        let (d, b, i, c, s) = ground();
        let notifications = Notifications::new(d, b, i, c, s, accounts.clone(), posts.clone());
        let (d, b, i, c, _) = ground();
        let filters = Filters::new(d, b, i, c, posts.clone());
        let (d, b, i, c, s) = ground();
        let ground = search::Ground { db: d, bus: b, ids: i, clock: c, site: s };
        let tags = Tags::new(db.clone(), bus.clone(), ids.clone(), accounts.clone(), posts.clone());
        let search = Search::open(ground, accounts.clone(), posts.clone(), tags.clone(), data).await?;
        let medley = Self {
            lists: Lists::new(db.clone(), bus.clone(), ids.clone(), accounts.clone()),
            tags,
            instance: Instance::new(instance_settings(&config), &db, &accounts, &access, &posts),
            config,
            db,
            bus,
            clock,
            ids,
            site,
            blobs,
            accounts,
            access,
            media,
            posts,
            timelines,
            notifications,
            filters,
            search,
        };
        medley.connect();
        Ok(medley)
    }

    /// The slots by which features on the left are told what only features on the right know.
    fn connect(&self) {
        let access = self.access.clone();
        self.posts.name_apps(Arc::new(move |app| {
            let access = access.clone();
            Box::pin(async move { Ok(access.app(app).await?.map(|app| app.name)) })
        }));
        self.posts.filter_by(Arc::new(self.filters.clone()));
        let timelines = self.timelines.clone();
        self.bus.on(move |event: &FiltersChanged| timelines.filters_changed(event.account));
        let access = self.access.clone();
        self.notifications.name_staff(Arc::new(move || {
            let access = access.clone();
            Box::pin(async move { access.staff().await })
        }));
        let notifications = self.notifications.clone();
        self.accounts.tell_unread(Arc::new(move |account| {
            let notifications = notifications.clone();
            Box::pin(async move { notifications.unread(account).await })
        }));
        let instance = self.instance.clone();
        self.timelines.set_landing(Arc::new(move |visit| {
            let instance = instance.clone();
            Box::pin(async move { instance.landing(&visit).await })
        }));
        self.connect_tastes();
        let (timelines, notifications) = (self.timelines.clone(), self.notifications.clone());
        let (queue, mut waiting) = tokio::sync::mpsc::channel::<(Id, Id)>(STREAMED_WAITING_MAX);
        self.bus.on(move |event: &Notified| {
            // Full only when nothing is read for long; clients fetch what they missed.
            let _ = queue.try_send((event.id, event.account));
        });
        tokio::spawn(async move {
            while let Some((id, account)) = waiting.recv().await {
                match notifications.one(id, account).await {
                    Ok(Some(json)) => timelines.notify(account, json),
                    Ok(None) => {}
                    Err(problem) => tracing::warn!(?problem, "a notification could not be streamed"),
                }
            }
        });
    }

    /// What decides over timelines beside whom one follows.
    fn connect_tastes(&self) {
        let (apart, lists, tags) = (self.lists.clone(), self.lists.clone(), self.tags.clone());
        self.timelines.set_lists(
            Arc::new(move |account| {
                let lists = apart.clone();
                Box::pin(async move { lists.apart(account).await })
            }),
            Arc::new(move |list| {
                let lists = lists.clone();
                Box::pin(async move { lists.reading(list).await })
            }),
        );
        let featured = self.tags.clone();
        self.accounts.tell_featured_tags(Arc::new(move |account| {
            let tags = featured.clone();
            Box::pin(async move {
                let found = tags.featured(account).await?;
                Ok(found.iter().map(|featured| tags.featured_entity(featured)).collect())
            })
        }));
        self.timelines.set_followed_tags(Arc::new(move |account| {
            let tags = tags.clone();
            Box::pin(async move { tags.followed(account).await })
        }));
    }

    /// Starts background work: reactions, jobs, what other processes emitted, the search index.
    pub fn start(&self) {
        self.search.start();
        self.bus.start();
    }

    /// Every route of every feature.
    pub fn routes(&self) -> Vec<Route> {
        crate::features::features(self).into_iter().flat_map(|feature| feature.routes).collect()
    }

    /// The application that answers requests.
    pub fn app(&self) -> App {
        let (limits, clock) = (&self.config.limits, self.clock.clone());
        let limiter = match limits.rate {
            true => Limiter::with(clock, limits.addresses()),
            false => Limiter::off(clock),
        };
        let gate = Arc::new(Gate::new(Arc::new(self.access.clone()), limiter, self.site.clone()));
        let proxies = self.config.server.trusted_proxies.iter().map(String::as_str);
        // Checked when the settings were read.
        let proxies = Proxies::parse(proxies).unwrap_or_default();
        App::with_pages(web::assemble(&gate, self.routes()), proxies, self.instance.error_pages())
    }
}

/// Notifications that may wait to be streamed.
const STREAMED_WAITING_MAX: usize = 4_096;

fn instance_settings(config: &Config) -> instance::Settings {
    let own = &config.instance;
    instance::Settings {
        name: own.name.clone(),
        description: own.description.clone(),
        extended_description: own.extended_description.clone(),
        contact_email: own.contact_email.clone(),
        contact_account: own.contact_account.clone(),
        rules: own.rules.clone(),
        languages: own.languages.clone(),
        source_url: own.source_url.clone(),
    }
}

/// The high-water mark of ids: nothing is issued at or below it. Nearly every write leaves an event, whose id comes
/// from the same generator; posts and accounts are kept longer than events.
async fn newest_ms(db: &Db) -> Outcome<i64> {
    let newest = db.read(|r| {
        let sources = [bus::newest_id(r)?, accounts::newest_id(r)?, posts::newest_id(r)?];
        Ok(sources.into_iter().flatten().max())
    });
    Ok(newest.await?.map_or(0, Id::ms))
}
