//! How each feature is made.

mod gatherings;

use std::path::Path;
use std::sync::Arc;

use access::Access;
use accounts::Accounts;
use announcements::Announcements;
use annual::Annual;
use archive::Archive;
use base::{Clock, Id, IdGen, Outcome};
use blobs::Blobs;
use bus::Bus;
use chats::Chats;
use collections::Collections;
use columns::Columns;
use conversations::Conversations;
use emojis::Emojis;
use filters::Filters;
use hashtags::Hashtags;
use instance::Instance;
use lists::Lists;
use media::Media;
use moderation::Moderation;
use notifications::Notifications;
use posts::Posts;
use push::Push;
use search::Search;
use store::Db;
use tags::Tags;
use timelines::Timelines;
use web::Site;

use crate::config::Config;

/// What every feature stands on.
pub(crate) struct Ground {
    pub(crate) db: Db,
    pub(crate) bus: Bus,
    pub(crate) ids: Arc<IdGen>,
    pub(crate) clock: Clock,
    pub(crate) site: Site,
}

/// What people have for themselves, which goes when they leave.
type Own<'a> =
    (&'a Conversations, &'a Lists, &'a Filters, &'a Tags, &'a Hashtags, &'a Chats, &'a Columns, &'a Push);

impl Ground {
    pub(crate) fn new(config: &Config, db: Db, clock: Clock, ids: Arc<IdGen>) -> Self {
        let bus = Bus::new(db.clone(), clock.clone(), ids.clone());
        Self { db, bus, ids, clock, site: config.site() }
    }

    fn parts(&self) -> (Db, Bus, Arc<IdGen>, Clock, Site) {
        (self.db.clone(), self.bus.clone(), self.ids.clone(), self.clock.clone(), self.site.clone())
    }

    /// To be made first, because others forget at its event what they rendered with its emojis.
    pub(crate) fn emojis(&self, blobs: &Blobs) -> Emojis {
        let (db, bus, ids, clock, site) = self.parts();
        Emojis::new(db, bus, ids, clock, site, blobs.clone())
    }

    pub(crate) fn accounts(&self, config: &Config, blobs: &Blobs) -> Accounts {
        let (db, bus, ids, clock, site) = self.parts();
        let limits = accounts::Limits { bio_chars: config.limits.bio_chars };
        Accounts::new(db, bus, ids, clock, site, blobs.clone(), limits)
    }

    pub(crate) fn access(&self, config: &Config, data: &Path, accounts: &Accounts) -> Outcome<Access> {
        let (db, bus, ids, clock, site) = self.parts();
        Ok(Access::new(db, bus, ids, clock, site, accounts.clone(), config.access_settings(data)?))
    }

    pub(crate) fn media(&self, config: &Config, blobs: &Blobs) -> Media {
        let (db, bus, ids, clock, site) = self.parts();
        Media::tuned(db, bus, ids, clock, site, blobs.clone(), config.media.tuning())
    }

    pub(crate) fn posts(&self, config: &Config, accounts: &Accounts, media: &Media) -> Posts {
        let (db, bus, ids, clock, site) = self.parts();
        let (accounts, media) = (accounts.clone(), media.clone());
        let ground = posts::Ground { db, bus, ids, clock, site, accounts, media };
        Posts::new(ground, posts::Limits { post_chars: config.limits.post_chars })
    }

    pub(crate) fn timelines(&self, config: &Config, accounts: &Accounts, posts: &Posts) -> Timelines {
        let (bus, site) = (self.bus.clone(), self.site.clone());
        let limits = timelines::Limits { index_mib: config.limits.index_mib };
        Timelines::new(bus, site, accounts.clone(), posts.clone(), limits)
    }

    pub(crate) fn notifications(&self, accounts: &Accounts, posts: &Posts) -> Notifications {
        let (db, bus, ids, clock, site) = self.parts();
        Notifications::new(db, bus, ids, clock, site, accounts.clone(), posts.clone())
    }

    pub(crate) fn conversations(&self, posts: &Posts, timelines: &Timelines) -> Conversations {
        let (db, bus, _, clock, site) = self.parts();
        Conversations::new(db, bus, clock, site, posts.clone(), timelines.clone())
    }

    pub(crate) async fn push(
        &self,
        config: &Config,
        data: &Path,
        accounts: &Accounts,
        access: &Access,
        notifications: &Notifications,
    ) -> Outcome<Push> {
        let (db, bus, ids, clock, _) = self.parts();
        let (accounts, access) = (accounts.clone(), access.clone());
        let ground = push::Ground { db, bus, ids, clock, accounts, access };
        Push::open(ground, notifications.clone(), data, config.push_settings()).await
    }

    pub(crate) fn lists(&self, accounts: &Accounts, timelines: &Timelines) -> Lists {
        let (db, bus, ids, _, _) = self.parts();
        Lists::new(db, bus, ids, accounts.clone(), timelines.clone())
    }

    pub(crate) fn columns(
        &self,
        (posts, timelines, notifications): (&Posts, &Timelines, &Notifications),
        (lists, tags, search): (&Lists, &Tags, &Search),
    ) -> Columns {
        let (db, _, ids, _, _) = self.parts();
        let (posts, timelines, notifications) = (posts.clone(), timelines.clone(), notifications.clone());
        let (lists, tags, search) = (lists.clone(), tags.clone(), search.clone());
        Columns::new(columns::Ground { db, ids, posts, timelines, notifications, lists, tags, search })
    }

    pub(crate) fn collections(&self, accounts: &Accounts, notifications: &Notifications) -> Collections {
        let (db, bus, ids, clock, site) = self.parts();
        let (accounts, notifications) = (accounts.clone(), notifications.clone());
        Collections::new(collections::Ground { db, bus, ids, clock, site, accounts, notifications })
    }

    pub(crate) fn annual(&self, accounts: &Accounts, posts: &Posts, notifications: &Notifications) -> Annual {
        let (db, bus, ids, clock, _) = self.parts();
        let (accounts, posts, notifications) = (accounts.clone(), posts.clone(), notifications.clone());
        Annual::new(annual::Ground { db, bus, ids, clock, accounts, posts, notifications })
    }

    pub(crate) fn archive(
        &self,
        blobs: &Blobs,
        (accounts, access): (&Accounts, &Access),
        posts: &Posts,
        lists: &Lists,
    ) -> Archive {
        let (db, bus, ids, _, _) = self.parts();
        let (blobs, accounts, access) = (blobs.clone(), accounts.clone(), access.clone());
        let (posts, lists) = (posts.clone(), lists.clone());
        Archive::new(archive::Ground { db, bus, ids, blobs, accounts, access, posts, lists })
    }

    pub(crate) fn filters(&self, posts: &Posts) -> Filters {
        let (db, bus, ids, clock, _) = self.parts();
        Filters::new(db, bus, ids, clock, posts.clone())
    }

    pub(crate) fn announcements(
        &self,
        accounts: &Accounts,
        posts: &Posts,
        moderation: &Moderation,
    ) -> Announcements {
        let (db, bus, ids, clock, _) = self.parts();
        Announcements::new((db, bus), ids, clock, accounts.clone(), posts.clone(), moderation.clone())
    }

    pub(crate) fn tags(&self, accounts: &Accounts, posts: &Posts) -> Tags {
        let (db, bus, ids, _, _) = self.parts();
        Tags::new(db, bus, ids, accounts.clone(), posts.clone())
    }

    pub(crate) fn moderation(
        &self,
        config: &Config,
        accounts: &Accounts,
        access: &Access,
        posts: &Posts,
        (notifications, collections, annual, search): (&Notifications, &Collections, &Annual, &Search),
        own: Own<'_>,
    ) -> Moderation {
        let (db, bus, ids, clock, site) = self.parts();
        let (accounts, access, posts) = (accounts.clone(), access.clone(), posts.clone());
        let (notifications, search) = (notifications.clone(), search.clone());
        let (collections, annual) = (collections.clone(), annual.clone());
        let (conversations, lists, filters, tags, hashtags, chats, columns, push) = own;
        let ground = moderation::Ground {
            db,
            bus,
            ids,
            clock,
            site,
            accounts,
            access,
            posts,
            notifications,
            collections,
            annual,
            search,
            conversations: conversations.clone(),
            lists: lists.clone(),
            filters: filters.clone(),
            tags: tags.clone(),
            hashtags: hashtags.clone(),
            chats: chats.clone(),
            columns: columns.clone(),
            push: push.clone(),
        };
        // Checked when the settings were read.
        let rules = config.instance.rules.iter().map(|rule| rule.text.clone()).collect();
        let hints = config.instance.rules.iter().map(|rule| rule.hint.clone()).collect();
        let blocks_shown_to = config.instance.audience().unwrap_or_default();
        let contact_email = config.instance.contact_email.clone();
        Moderation::new(ground, moderation::Settings { rules, hints, contact_email, blocks_shown_to })
    }

    pub(crate) fn instance(
        &self,
        config: &Config,
        accounts: &Accounts,
        access: &Access,
        (posts, tags, search): (&Posts, &Tags, &Search),
        push: &Push,
        emojis: &Emojis,
    ) -> Instance {
        let media = posts.media();
        let settings = instance::Settings {
            media_types: media.media_types(),
            clips: media.clip_limits().clone(),
            ..instance_settings(config, push)
        };
        Instance::new(settings, &self.db, (accounts, access), (posts, tags, search), emojis)
    }

    pub(crate) async fn search(
        &self,
        accounts: &Accounts,
        posts: &Posts,
        tags: &Tags,
        collections: &Collections,
        data: &Path,
    ) -> Outcome<Search> {
        let (db, bus, ids, clock, site) = self.parts();
        let ground = search::Ground { db, bus, ids, clock, site };
        let (accounts, posts) = (accounts.clone(), posts.clone());
        Search::open(ground, accounts, posts, tags.clone(), collections.clone(), data).await
    }
}

fn instance_settings(config: &Config, push: &Push) -> instance::Settings {
    let own = &config.instance;
    instance::Settings {
        name: own.name.clone(),
        description: own.description.clone(),
        extended_description: own.extended_description.clone(),
        contact_email: own.contact_email.clone(),
        contact_account: own.contact_account.clone(),
        rules: own.rules.clone(),
        privacy_policy: own.privacy_policy.clone(),
        terms: own.terms.clone(),
        updated_ms: own.updated_ms(),
        starter_topics: own.starter_topics.clone(),
        languages: own.languages.clone(),
        source_url: own.source_url.clone(),
        vapid_key: push.vapid_key(),
        software_name: own.software_name.clone(),
        ..instance::Settings::default()
    }
}

/// The high-water mark of ids: nothing is issued at or below it. Nearly every write leaves an event, whose id comes
/// from the same generator; posts and accounts are kept longer than events.
pub(crate) async fn newest_ms(db: &Db) -> Outcome<i64> {
    let newest = db.read(|r| {
        let sources = [bus::newest_id(r)?, accounts::newest_id(r)?, posts::newest_id(r)?];
        Ok(sources.into_iter().flatten().max())
    });
    Ok(newest.await?.map_or(0, Id::ms))
}
