//! Timelines and streams: what one reads, and what arrives while one reads.
//!
//! Invariants:
//! - a home timeline is read, not written: a post by someone with a million followers costs what any post costs;
//! - the same rule ([`home::belongs`], [`list::belongs_to`]) decides what a timeline shows and what its stream sends,
//!   so that a page plus what was streamed since is a fresh page;
//! - every event is checked for its viewer when it is sent, not when the stream was opened;
//! - memory (index, plans, queues) is bounded, and may be lost at any time.

mod api;
mod channel;
mod dispatch;
pub mod docs;
mod home;
mod hub;
mod index;
mod list;
mod live;
mod merge;
pub mod pages;
mod streaming;
mod subject;
mod tastes;
pub mod templates;

use std::sync::{Arc, OnceLock};

use accounts::{AccountSuspended, Accounts};
use base::Id;
use bus::{Bus, Cached};
use posts::{PostDeleted, PostEdited, PostPublished, PostRefreshed, Posts, PostsImported, Visibility};
use tokio::sync::mpsc;
use web::{Feature, Site};

use channel::Channel;
use dispatch::Happened;
use hub::{Hub, Item, Stream};
use index::{Entry, Index, Source};
use merge::{Plan, PlanKey};
use tastes::{Slots, Taste};

pub use list::{ReadingList, Replies};
pub use live::Heard;
pub use tastes::{Ask, Asked, ReadRooms, TagSet};

/// The words of this feature's pages.
pub static WORDS: ui::Catalogue = ui::catalogue!();

/// Limits of this feature that the operator sets.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Memory for authors' recent posts, in MiB.
    pub index_mib: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { index_mib: 128 }
    }
}

const PLANS_CACHE_BYTES: u64 = 32 << 20;
/// Events that may wait to be streamed; past that all streams are closed and clients read anew.
const EVENTS_WAITING_MAX: usize = 16_384;

/// The feature. Cheap to clone.
#[derive(Clone)]
pub struct Timelines(Arc<Inner>);

struct Inner {
    bus: Bus,
    site: Site,
    accounts: Accounts,
    posts: Posts,
    index: Index,
    plans: Cached<PlanKey, Arc<Plan>>,
    hub: Arc<Hub>,
    events: mpsc::Sender<Happened>,
    landing: OnceLock<pages::Landing>,
    beside: OnceLock<pages::Beside>,
    tag_cards: OnceLock<pages::TagCards>,
    featured: OnceLock<Ask<Vec<templates::FeaturedTag>>>,
    collections: OnceLock<pages::AskCollections>,
    feeds: OnceLock<pages::Feeds>,
    heralds: OnceLock<pages::Heralds>,
    talks: OnceLock<pages::Talks>,
    slots: Slots,
    /// Of those whom no slot is filled for.
    nothing: Taste,
}

impl Timelines {
    /// The feature, listening to what is posted.
    pub fn new(bus: Bus, site: Site, accounts: Accounts, posts: Posts, limits: Limits) -> Self {
        let (events, waiting) = mpsc::channel(EVENTS_WAITING_MAX);
        let inner = Inner {
            bus: bus.clone(),
            site,
            accounts,
            posts,
            index: Index::new(limits.index_mib << 20),
            plans: Cached::new(PLANS_CACHE_BYTES, |plan: &Arc<Plan>| plan.weight()),
            hub: Arc::default(),
            events,
            landing: OnceLock::new(),
            beside: OnceLock::new(),
            tag_cards: OnceLock::new(),
            featured: OnceLock::new(),
            collections: OnceLock::new(),
            feeds: OnceLock::new(),
            heralds: OnceLock::new(),
            talks: OnceLock::new(),
            slots: Slots::default(),
            nothing: Taste::default(),
        };
        let timelines = Self(Arc::new(inner));
        timelines.listen(&bus);
        tokio::spawn(dispatch::run(timelines.clone(), waiting));
        timelines
    }

    fn listen(&self, bus: &Bus) {
        let me = self.clone();
        bus.on(move |event: &PostPublished| {
            me.0.index.add(&Source::Author(event.author), Entry::from(event));
            if event.boost_of.is_none() {
                me.tag(event.post, event.author, event.visibility(), &event.tags);
            }
            me.happened(|| Happened::Published(event.clone()));
        });
        let me = self.clone();
        bus.on(move |event: &PostEdited| {
            me.untag(event.post, event.former_tags.iter().filter(|tag| !event.tags.contains(tag)));
            me.tag(event.post, event.author, Visibility::from_code(event.visibility), &event.tags);
            me.happened(|| Happened::Changed(event.post, event.author));
        });
        let me = self.clone();
        bus.on(move |event: &PostRefreshed| me.happened(|| Happened::Changed(event.post, event.author)));
        let me = self.clone();
        bus.on(move |event: &PostDeleted| {
            me.0.index.remove(&Source::Author(event.author), event.post);
            me.untag(event.post, event.tags.iter());
            me.happened(|| Happened::Deleted(event.clone()));
        });
        let me = self.clone();
        bus.on(move |event: &PostsImported| me.0.index.drop_imported(event.author));
        let me = self.clone();
        bus.on(move |event: &AccountSuspended| {
            if event.suspended {
                me.0.index.blank(event.account);
                me.0.hub.close(event.account, |_| true);
            } else {
                me.0.index.drop_author(event.account);
            }
        });
        let me = self.clone();
        bus.on(move |event: &access::GrantsRevoked| {
            me.0.hub.close(event.account, |grant| event.ends(event.account, grant));
        });
    }

    fn tag(&self, post: Id, author: Id, visibility: Visibility, tags: &[String]) {
        if visibility == Visibility::Public {
            for tag in tags {
                self.0.index.add(&Source::Tag(tag.as_str().into()), Entry::tagged(post, author));
            }
        }
    }

    fn untag<'a>(&self, post: Id, tags: impl Iterator<Item = &'a String>) {
        tags.for_each(|tag| self.0.index.remove(&Source::Tag(tag.as_str().into()), post));
    }

    fn happened(&self, event: impl FnOnce() -> Happened) {
        if !self.0.hub.is_empty() && self.0.events.try_send(event()).is_err() {
            self.0.hub.close_all();
        }
    }

    /// The feature for the one list of features.
    pub fn feature(&self) -> Feature {
        let mut routes = api::routes(self);
        routes.extend(streaming::routes(self));
        routes.extend(pages::routes(self));
        routes.extend(live::routes(self));
        Feature { name: "timelines", migrations: &[], statements: &[], routes }
    }

    /// Sends a notification, as Mastodon's entity, to the open streams of `account`.
    pub fn notify(&self, account: Id, notification: String) {
        let item = Item::new("notification", notification, None);
        self.tell(account, &item, Channel::hears_notifications);
    }

    /// As [`Timelines::notify`], to pages alone: of what apps do not expect.
    pub fn notify_pages(&self, account: Id, notification: String) {
        let item = Item::new("notification", notification, None);
        let pages = |stream: &Stream| stream.viewer.app.is_none();
        self.tell_those(account, &item, pages, Channel::hears_notifications);
    }

    /// Sends to the open streams of `account`, on those channels that are `wanted`.
    fn tell(&self, account: Id, item: &Arc<Item>, wanted: fn(&Channel) -> bool) {
        self.tell_those(account, item, |_| true, wanted);
    }

    /// As [`Timelines::tell`], to some of the streams.
    fn tell_those(
        &self,
        account: Id,
        item: &Arc<Item>,
        those: fn(&Stream) -> bool,
        wanted: fn(&Channel) -> bool,
    ) {
        let all = self.0.hub.all();
        for stream in all.iter().filter(|stream| stream.account() == Some(account) && those(stream)) {
            for channel in stream.matching(wanted) {
                stream.send(channel, item);
            }
        }
    }

    /// Whether `account` has an open stream of its conversations.
    pub fn hears_conversations(&self, account: Id) -> bool {
        let streams = self.0.hub.all();
        let mut own = streams.iter().filter(|stream| stream.account() == Some(account));
        own.any(|stream| stream.any(|channel| *channel == Channel::Direct))
    }

    /// Sends a conversation, as Mastodon's entity, to the open streams of `account`.
    pub fn converse(&self, account: Id, conversation: String) {
        let item = Item::new("conversation", conversation, None);
        self.tell(account, &item, |c| *c == Channel::Direct);
    }

    /// Says on the user streams of `account` that its filters are others now. The event has no payload; one that is
    /// empty would not reach those who read Server-Sent Events.
    pub fn filters_changed(&self, account: Id) {
        let item = Item::new("filters_changed", "{}", None);
        self.tell(account, &item, |c| *c == Channel::User);
    }

    /// Says on the streams of `account` that notifications which were held back are shown now.
    pub fn notifications_merged(&self, account: Id) {
        let item = Item::new("notifications_merged", "1", None);
        self.tell(account, &item, Channel::hears_notifications);
    }

    /// Puts an event on the user streams of everybody.
    pub fn announce(&self, event: &'static str, payload: String) {
        let item = Item::new(event, payload, None);
        for stream in self.0.hub.all().iter() {
            for channel in stream.matching(|c| *c == Channel::User) {
                stream.send(channel, &item);
            }
        }
    }

    /// Ends every stream: the server stops.
    pub fn close_streams(&self) {
        self.0.hub.close_all();
    }

    /// Entries of the index in memory, for metrics.
    pub fn indexed(&self) -> usize {
        self.0.index.entries()
    }
}
