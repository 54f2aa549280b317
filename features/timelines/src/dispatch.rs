//! From what happened to the streams that it is for.

use std::sync::Arc;

use accounts::Relations;
use base::{Id, Outcome};
use posts::{Facet, Head, PostDeleted, PostPublished, View, Visibility};
use tokio::sync::mpsc;

use crate::Timelines;
use crate::channel::Channel;
use crate::home::{Reader, is_near, speaks};
use crate::hub::{Item, Stream};
use crate::index::{Entry, Kind};
use crate::subject::{Lists, Subject, list_of};
use crate::tastes::Taste;

/// What may have to be streamed.
pub(crate) enum Happened {
    Published(PostPublished),
    /// A post, by its author, is shown otherwise than before.
    Changed(Id, Id),
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

/// A new post rendered for all to whom it looks the same.
struct Shared {
    view: View,
    items: Vec<(Facet, Arc<Item>)>,
}

impl Shared {
    fn new(view: View) -> Self {
        Self { view, items: Vec::new() }
    }

    fn item(&mut self, event: &'static str, me: Option<Id>, relations: &Relations) -> Arc<Item> {
        let facet = self.view.facet_for(me, relations);
        if let Some((_, item)) = self.items.iter().find(|(known, _)| *known == facet) {
            return item.clone();
        }
        let item = item(event, &self.view.with_facet(facet));
        self.items.push((facet, item.clone()));
        item
    }
}

impl Timelines {
    async fn dispatch(&self, event: Happened, touched: &mut Touched) -> Outcome<()> {
        match event {
            Happened::Published(event) => self.published(event, touched).await,
            Happened::Changed(post, author) => self.changed(post, author, touched).await,
            Happened::Deleted(event) => self.deleted(&event, touched).await,
        }
    }

    async fn published(&self, event: PostPublished, touched: &mut Touched) -> Outcome<()> {
        let subject = Subject {
            entry: Entry::from(&event),
            author: event.author,
            has_media: event.has_media,
            mentions: event.mentions,
            tags: event.tags,
        };
        // Nobody has done anything with a new post yet, so one rendering serves all who may see it.
        let shared = if subject.entry.kind != Kind::Boost && subject.entry.visibility.is_open() {
            self.0.posts.one(event.post, None).await?
        } else {
            None
        };
        let shared = shared.filter(View::is_alike_for_strangers).map(Shared::new);
        self.deliver("update", event.post, &subject, shared, touched).await
    }

    async fn changed(&self, id: Id, author: Id, touched: &mut Touched) -> Outcome<()> {
        let Some(view) = self.0.posts.one(id, Some(author)).await? else { return Ok(()) };
        let post = view.shown.post();
        let entry = Entry::from(Head {
            id: post.id,
            visibility: post.visibility,
            reply_to: post.reply_to,
            reply_to_author: post.reply_to_author,
            boost_of: None,
            boost_of_author: None,
            room: post.room.map(|id| posts::Room { id, calls: !post.mentions.is_empty() }),
        });
        let subject = Subject {
            entry,
            author,
            has_media: !post.media.is_empty(),
            mentions: post.mentions.clone(),
            tags: text::hashtags(&post.text).into_iter().map(|tag| tag.key).collect(),
        };
        self.deliver("status.update", id, &subject, None, touched).await
    }

    async fn deliver(
        &self,
        event: &'static str,
        post: Id,
        subject: &Subject,
        mut shared: Option<Shared>,
        touched: &mut Touched,
    ) -> Outcome<()> {
        let now = self.0.accounts.now_ms();
        for stream in self.0.hub.all().iter() {
            if !stream.any(|channel| subject.concerns(channel)) {
                continue;
            }
            let relations = self.relations_of(stream).await?;
            let (taste, lists) =
                (self.taste_for(stream, subject, &relations).await?, self.lists_of(stream).await?);
            let me = stream.account();
            let reader = Reader { me: me.unwrap_or_default(), relations: &relations, taste: &taste, now };
            let mut channels = stream.matching(|c| subject.is_for(c, &reader, &lists));
            if channels.is_empty() {
                continue;
            }
            let ready =
                shared.as_mut().filter(|_| me != Some(subject.author) && !relations.cut_off(subject.author));
            let (view, item) = match ready {
                Some(shared) => self.sifted(event, me, shared, &relations).await?,
                None => match self.0.posts.one(post, me).await? {
                    Some(view) => {
                        let item = item(event, &view);
                        (view, item)
                    }
                    None => continue,
                },
            };
            channels.retain(|channel| is_wanted(channel, &view, &relations));
            if event == "update" && !channels.is_empty() {
                self.0.posts.seen(std::slice::from_ref(&view), me);
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
        shared: &mut Shared,
        relations: &Relations,
    ) -> Outcome<(View, Arc<Item>)> {
        let filtered = match me {
            Some(me) => self.0.posts.filtered(me, &shared.view).await?,
            None => None,
        };
        if filtered.is_none() {
            return Ok((shared.view.clone(), shared.item(event, me, relations)));
        }
        let facet = shared.view.facet_for(me, relations);
        let view = shared.view.with_facet(facet).with_filtered(filtered);
        let item = item(event, &view);
        Ok((view, item))
    }

    async fn relations_of(&self, stream: &Stream) -> Outcome<Arc<Relations>> {
        match stream.account() {
            Some(me) => self.0.accounts.relations(me).await,
            None => Ok(Arc::default()),
        }
    }

    /// The viewer's taste where it could decide over this post.
    async fn taste_for(&self, stream: &Stream, subject: &Subject, relations: &Relations) -> Outcome<Taste> {
        match stream.account() {
            Some(me) if relations.follows(subject.author) || subject.can_be_tagged() => self.taste(me).await,
            _ => Ok(self.0.nothing.clone()),
        }
    }

    async fn follows_one(&self, me: Option<Id>, tags: &[String]) -> Outcome<bool> {
        let Some(me) = me.filter(|_| !tags.is_empty()) else { return Ok(false) };
        let taste = self.taste(me).await?;
        Ok(tags.iter().any(|tag| taste.tags.contains(tag.as_str())))
    }

    async fn lists_of(&self, stream: &Stream) -> Outcome<Lists> {
        let Some(me) = stream.account() else { return Ok(Lists::new()) };
        let mut lists = Lists::new();
        for channel in stream.matching(|channel| matches!(channel, Channel::List(_))) {
            if let Channel::List(id) = channel {
                lists.extend(self.reading_list(me, id).await?);
            }
        }
        Ok(lists)
    }

    /// The id of a deleted post goes to those who may have seen it.
    async fn deleted(&self, event: &PostDeleted, touched: &mut Touched) -> Outcome<()> {
        let item = Item::new("delete", event.post.to_string(), Some(event.post));
        let visibility = Visibility::from_code(event.visibility);
        let open = visibility.is_open();
        for stream in self.0.hub.all().iter() {
            let relations = self.relations_of(stream).await?;
            let me = stream.account();
            let near = me.is_some_and(|me| {
                me == event.author || relations.follows(event.author) || event.mentions.contains(&me)
            });
            let near = near || self.follows_one(me, &event.tags).await?;
            let lists = self.lists_of(stream).await?;
            let channels = stream.matching(|channel| match channel {
                Channel::User => near,
                Channel::Direct => near && visibility == Visibility::Direct,
                Channel::List(id) => list_of(&lists, *id).is_some_and(|l| l.members.contains(&event.author)),
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

/// Whether a reader wants a post there: in a language that they want, and of somebody whom they may come across.
fn is_wanted(channel: &Channel, view: &View, relations: &Relations) -> bool {
    match channel {
        Channel::User => speaks(view, relations) && is_near(view, relations),
        Channel::List(_) => speaks(view, relations),
        Channel::Public { .. } | Channel::Hashtag { .. } => view.author.silenced_ms.is_none(),
        _ => true,
    }
}
