//! From what happened to the streams that it is for.

use std::sync::Arc;

use accounts::Relations;
use base::{Id, Ms, Outcome};
use posts::{Head, PostDeleted, PostEdited, PostPublished, View, Visibility};
use tokio::sync::mpsc;

use crate::Timelines;
use crate::channel::Channel;
use crate::home::belongs;
use crate::hub::{Item, Stream};
use crate::index::{Entry, Kind};

/// What may have to be streamed.
pub(crate) enum Happened {
    Published(PostPublished),
    Edited(PostEdited),
    Deleted(PostDeleted),
}

/// Events that are queued before the streams are woken.
const GATHERED_MAX: usize = 64;
/// Streams that are woken before their tasks get to run.
const WOKEN_MAX: usize = 128;

/// Streams with something in their queue that they have not been woken for. A stream may be in it more than once.
type Touched = Vec<Arc<Stream>>;

/// Takes all events that wait, queues them for their streams, then wakes those streams a few at a time. With few
/// streams an event goes out at once; with thousands a round takes a while, what happens meanwhile goes out together
/// in the next one, and the packets a second stay bounded whatever is posted.
pub(crate) async fn run(timelines: Timelines, mut waiting: mpsc::Receiver<Happened>) {
    let (mut events, mut touched) = (Vec::new(), Touched::new());
    loop {
        let count = tokio::select! {
            count = waiting.recv_many(&mut events, GATHERED_MAX) => count,
            () = timelines.0.bus.stopped() => 0,
        };
        if count == 0 {
            break;
        }
        for event in events.drain(..) {
            if let Err(problem) = timelines.dispatch(event, &mut touched).await {
                tracing::warn!(?problem, "an event could not be streamed");
            }
        }
        wake(&mut touched).await;
    }
    timelines.close_streams();
}

async fn wake(touched: &mut Touched) {
    touched.sort_unstable_by_key(|stream| Arc::as_ptr(stream).addr());
    touched.dedup_by(|one, other| Arc::ptr_eq(one, other));
    for some in touched.chunks(WOKEN_MAX) {
        some.iter().for_each(|stream| stream.ring());
        tokio::task::yield_now().await;
    }
    touched.clear();
}

/// Where a post belongs, whoever asks.
struct Subject {
    entry: Entry,
    author: Id,
    tags: Vec<String>,
    mentions: Vec<Id>,
    has_media: bool,
}

impl Subject {
    /// Whether the post may belong into `channel` of anyone: what can be told without knowing the viewer.
    fn concerns(&self, channel: &Channel) -> bool {
        match channel {
            Channel::Hashtag { tag, .. } => self.tags.iter().any(|own| **own == **tag),
            Channel::Direct => self.entry.visibility == Visibility::Direct,
            Channel::Public { media, .. } => !media || self.has_media,
            Channel::User => true,
            Channel::Notifications | Channel::Remote => false,
        }
    }

    /// Whether the post belongs into `channel` of a viewer.
    fn is_for(&self, channel: &Channel, me: Option<Id>, relations: &Relations, now: Ms) -> bool {
        let public = self.entry.visibility == Visibility::Public && self.entry.kind != Kind::Boost;
        let hidden = || relations.hides(self.author, now);
        match channel {
            Channel::User => me.is_some_and(|me| belongs(&self.entry, self.author, me, relations, now)),
            Channel::Notifications | Channel::Remote => false,
            Channel::Public { media, .. } => {
                let first = self.entry.kind == Kind::Post || self.entry.other_author == self.author;
                public && first && (!media || self.has_media) && !hidden()
            }
            Channel::Hashtag { tag, .. } => public && self.tags.iter().any(|own| **own == **tag) && !hidden(),
            Channel::Direct => {
                self.entry.visibility == Visibility::Direct
                    && me.is_some_and(|me| me == self.author || self.mentions.contains(&me))
                    && !hidden()
            }
        }
    }
}

impl Timelines {
    async fn dispatch(&self, event: Happened, touched: &mut Touched) -> Outcome<()> {
        match event {
            Happened::Published(event) => self.published(event, touched).await,
            Happened::Edited(event) => self.edited(event, touched).await,
            Happened::Deleted(event) => self.deleted(&event, touched).await,
        }
    }

    async fn published(&self, event: PostPublished, touched: &mut Touched) -> Outcome<()> {
        let subject = Subject {
            entry: Entry::from(&event),
            author: event.author,
            has_media: event.has_media,
            tags: event.tags,
            mentions: event.mentions,
        };
        // Nobody has done anything with a new post yet, so one rendering serves all who may see it.
        let shared = if subject.entry.kind != Kind::Boost && subject.entry.visibility.is_open() {
            self.0.posts.one(event.post, None).await?
        } else {
            None
        };
        let shared = shared.map(|view| {
            let item = item("update", &view);
            (view, item)
        });
        self.deliver("update", event.post, &subject, shared, touched).await
    }

    async fn edited(&self, event: PostEdited, touched: &mut Touched) -> Outcome<()> {
        let Some(view) = self.0.posts.one(event.post, Some(event.author)).await? else { return Ok(()) };
        let post = view.shown.post();
        let entry = Entry::from(Head {
            id: post.id,
            visibility: post.visibility,
            reply_to: post.reply_to,
            reply_to_author: post.reply_to_author,
            boost_of: None,
            boost_of_author: None,
        });
        let subject = Subject {
            entry,
            author: event.author,
            has_media: !post.media.is_empty(),
            tags: event.tags,
            mentions: event.mentions,
        };
        self.deliver("status.update", event.post, &subject, None, touched).await
    }

    async fn deliver(
        &self,
        event: &'static str,
        post: Id,
        subject: &Subject,
        shared: Option<(View, Arc<Item>)>,
        touched: &mut Touched,
    ) -> Outcome<()> {
        let now = self.0.accounts.now_ms();
        for stream in self.0.hub.all().iter() {
            if !stream.any(|channel| subject.concerns(channel)) {
                continue;
            }
            let relations = self.relations_of(stream).await?;
            let me = stream.account();
            let mut channels = stream.matching(|c| subject.is_for(c, me, &relations, now));
            if channels.is_empty() {
                continue;
            }
            let ready =
                shared.as_ref().filter(|_| me != Some(subject.author) && !relations.cut_off(subject.author));
            let (view, item) = match ready {
                Some((view, item)) => self.sifted(event, me, view, item).await?,
                None => match self.0.posts.one(post, me).await? {
                    Some(view) => {
                        let item = item(event, &view);
                        (view, item)
                    }
                    None => continue,
                },
            };
            if !crate::home::speaks(&view, &relations) {
                channels.retain(|channel| *channel != Channel::User);
            }
            if view.author.silenced_ms.is_some() {
                channels.retain(|channel| !matches!(channel, Channel::Public { .. } | Channel::Hashtag { .. }));
            }
            queue(stream, channels, &item, touched);
        }
        Ok(())
    }

    /// What all see alike, or the viewer's own rendering where a filter of theirs matches.
    async fn sifted(
        &self,
        event: &'static str,
        me: Option<Id>,
        view: &View,
        shared: &Arc<Item>,
    ) -> Outcome<(View, Arc<Item>)> {
        let filtered = match me {
            Some(me) => self.0.posts.filtered(me, view).await?,
            None => None,
        };
        Ok(match filtered {
            Some(_) => {
                let view = View { filtered, ..view.clone() };
                let item = item(event, &view);
                (view, item)
            }
            None => (view.clone(), shared.clone()),
        })
    }

    async fn relations_of(&self, stream: &Stream) -> Outcome<Arc<Relations>> {
        match stream.account() {
            Some(me) => self.0.accounts.relations(me).await,
            None => Ok(Arc::default()),
        }
    }

    /// The id of a deleted post goes to those who may have seen it.
    async fn deleted(&self, event: &PostDeleted, touched: &mut Touched) -> Outcome<()> {
        let item = Item::new("delete", event.post.to_string(), Some(event.post));
        let open = Visibility::from_code(event.visibility).is_open();
        for stream in self.0.hub.all().iter() {
            let relations = self.relations_of(stream).await?;
            let me = stream.account();
            let near = me.is_some_and(|me| {
                me == event.author || relations.follows(event.author) || event.mentions.contains(&me)
            });
            let channels = stream.matching(|channel| match channel {
                Channel::User | Channel::Direct => near,
                Channel::Public { .. } => open && event.boost_of.is_none(),
                Channel::Hashtag { tag, .. } => open && event.tags.iter().any(|own| **own == **tag),
                Channel::Notifications | Channel::Remote => false,
            });
            queue(stream, channels, &item, touched);
        }
        Ok(())
    }
}

fn queue(stream: &Arc<Stream>, channels: Vec<Channel>, item: &Arc<Item>, touched: &mut Touched) {
    if !channels.is_empty() {
        channels.into_iter().for_each(|channel| stream.queue(channel, item));
        touched.push(stream.clone());
    }
}

fn item(event: &'static str, view: &View) -> Arc<Item> {
    let json = String::from_utf8(view.json()).unwrap_or_default();
    Item::new(event, json, Some(view.shown.id))
}
