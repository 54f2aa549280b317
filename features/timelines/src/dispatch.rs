//! From what happened to the streams that it is for.

use std::sync::Arc;

use accounts::Relations;
use base::{Id, Ms, Outcome};
use posts::{Head, PostDeleted, PostEdited, PostPublished, View, Visibility};
use tokio::sync::mpsc;

use crate::Timelines;
use crate::home::belongs;
use crate::hub::{Channel, Item, Stream};
use crate::index::{Entry, Kind};

/// What may have to be streamed.
pub(crate) enum Happened {
    Published(PostPublished),
    Edited(PostEdited),
    Deleted(PostDeleted),
}

pub(crate) async fn run(timelines: Timelines, mut waiting: mpsc::Receiver<Happened>) {
    loop {
        let event = tokio::select! {
            event = waiting.recv() => event,
            () = timelines.0.bus.stopped() => None,
        };
        let done = match event {
            Some(Happened::Published(event)) => timelines.published(event).await,
            Some(Happened::Edited(event)) => timelines.edited(event).await,
            Some(Happened::Deleted(event)) => timelines.deleted(&event).await,
            None => break,
        };
        if let Err(problem) = done {
            tracing::warn!(?problem, "an event could not be streamed");
        }
    }
    timelines.close_streams();
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
            Channel::Hashtag { tag, .. } => public && self.tags.contains(tag) && !hidden(),
            Channel::Direct => {
                self.entry.visibility == Visibility::Direct
                    && me.is_some_and(|me| me == self.author || self.mentions.contains(&me))
                    && !hidden()
            }
        }
    }
}

impl Timelines {
    async fn published(&self, event: PostPublished) -> Outcome<()> {
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
        self.deliver("update", event.post, &subject, shared).await
    }

    async fn edited(&self, event: PostEdited) -> Outcome<()> {
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
        self.deliver("status.update", event.post, &subject, None).await
    }

    async fn deliver(
        &self,
        event: &'static str,
        post: Id,
        subject: &Subject,
        shared: Option<(View, Arc<Item>)>,
    ) -> Outcome<()> {
        let now = self.0.accounts.now_ms();
        for stream in self.0.hub.all() {
            let relations = self.relations_of(&stream).await?;
            let me = stream.account();
            let mut channels = stream.matching(|c| subject.is_for(c, me, &relations, now));
            if channels.is_empty() {
                continue;
            }
            let ready =
                shared.as_ref().filter(|_| me != Some(subject.author) && !relations.cut_off(subject.author));
            let (view, item) = match ready {
                Some((view, item)) => (view.clone(), item.clone()),
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
            channels.into_iter().for_each(|channel| stream.send(channel, &item));
        }
        Ok(())
    }

    async fn relations_of(&self, stream: &Stream) -> Outcome<Arc<Relations>> {
        match stream.account() {
            Some(me) => self.0.accounts.relations(me).await,
            None => Ok(Arc::default()),
        }
    }

    /// The id of a deleted post goes to those who may have seen it.
    async fn deleted(&self, event: &PostDeleted) -> Outcome<()> {
        let item = Item::new("delete", event.post.to_string(), Some(event.post));
        let open = Visibility::from_code(event.visibility).is_open();
        for stream in self.0.hub.all() {
            let relations = self.relations_of(&stream).await?;
            let me = stream.account();
            let near = me.is_some_and(|me| {
                me == event.author || relations.follows(event.author) || event.mentions.contains(&me)
            });
            let channels = stream.matching(|channel| match channel {
                Channel::User | Channel::Direct => near,
                Channel::Public { .. } => open && event.boost_of.is_none(),
                Channel::Hashtag { tag, .. } => open && event.tags.contains(tag),
                Channel::Notifications | Channel::Remote => false,
            });
            channels.into_iter().for_each(|channel| stream.send(channel, &item));
        }
        Ok(())
    }
}

fn item(event: &'static str, view: &View) -> Arc<Item> {
    let json = String::from_utf8(view.json()).unwrap_or_default();
    Item::new(event, json, Some(view.shown.id))
}
