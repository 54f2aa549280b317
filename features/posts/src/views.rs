//! The one way in which posts are shown: checked for the viewer, from memory where they are there, loaded in the same
//! few queries for one as for forty.

mod reading;
mod sight;

use std::sync::Arc;

use accounts::{NameLinks, Relations, Shown as Person};
use base::{Id, IdMap, Ms, Outcome};
use bus::Ticket;

use crate::filtered::Filtered;
use crate::model::{Flags, Post};
use crate::quotes::{QuoteView, may_quote};
use crate::shown::Shown;
use crate::{Posts, entity};
pub(crate) use reading::read_posts;
use reading::{Asked, read_flags};
use sight::Sight;

/// A post for one viewer.
#[derive(Clone)]
pub struct View {
    /// The post or boost.
    pub shown: Arc<Shown>,
    /// Who wrote it.
    pub author: Arc<Person>,
    /// What the viewer has done with it.
    pub flags: Flags,
    /// For a boost, what was boosted.
    pub inner: Option<Box<View>>,
    /// What it quotes.
    pub quote: Option<Box<QuoteView>>,
    /// It is shown within another one that quotes it.
    pub(crate) nested: bool,
    /// The viewer is the author.
    pub own: bool,
    /// The viewer's filters that match it.
    pub filtered: Option<Arc<Filtered>>,
    /// Mastodon's JSON of the collections that it links to, as the viewer sees them; `None` where it links to none.
    pub(crate) tagged: Option<Arc<[u8]>>,
    /// What else differs between viewers who have done nothing with it.
    pub facet: Facet,
    /// When it was looked at.
    pub now: Ms,
}

/// In what a post looks different to people who have done nothing with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Facet {
    /// The viewer is somebody.
    pub signed_in: bool,
    /// The viewer may quote it.
    pub may_quote: bool,
}

impl Facet {
    fn of(post: &Post, viewer: Option<Id>, relations: Option<&Relations>) -> Self {
        Self { signed_in: viewer.is_some(), may_quote: may_quote(post, viewer, relations) }
    }
}

impl View {
    /// Whether it looks the same, but for its [`Facet`], to all who may see it and have done nothing with it.
    pub fn is_alike_for_strangers(&self) -> bool {
        self.inner.is_none() && self.quote.is_none() && self.tagged.is_none()
    }

    /// The facet of the post for another viewer, who may see it.
    pub fn facet_for(&self, viewer: Option<Id>, relations: &Relations) -> Facet {
        Facet::of(&self.shown, viewer, Some(relations))
    }

    /// The post as others see it.
    #[must_use]
    pub fn with_facet(&self, facet: Facet) -> Self {
        Self { facet, ..self.clone() }
    }

    /// The post as a viewer with these matching filters sees it.
    #[must_use]
    pub fn with_filtered(self, filtered: Option<Arc<Filtered>>) -> Self {
        Self { filtered, ..self }
    }

    /// Writes Mastodon's `Status` entity.
    pub fn write_json(&self, out: &mut Vec<u8>) {
        entity::write(self, out);
    }

    /// Mastodon's `Status` entity.
    pub fn json(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(4_096);
        self.write_json(&mut out);
        out
    }
}

/// Writes a JSON list of posts.
pub fn write_list(views: &[View]) -> Vec<u8> {
    let mut out = Vec::with_capacity(64 + views.len() * 3_072);
    out.push(b'[');
    for (n, view) in views.iter().enumerate() {
        if n > 0 {
            out.push(b',');
        }
        view.write_json(&mut out);
    }
    out.push(b']');
    out
}

type Loaded = IdMap<Arc<Shown>>;

fn quoted(post: &Post) -> Option<Id> {
    post.quote?.target()
}

impl Posts {
    /// Those of `ids` that exist and that `viewer` may see, in the order asked.
    pub async fn show(&self, ids: &[Id], viewer: Option<Id>) -> Outcome<Vec<View>> {
        let relations = match viewer {
            Some(viewer) => Some(self.0.accounts.relations(viewer).await?),
            None => None,
        };
        let mut posts = self.load(ids).await?;
        self.load_more(&mut posts, |post| post.boost_of).await?;
        // What is quoted is shown whole; of what that quotes it must be known whether it may be told of.
        self.load_more(&mut posts, quoted).await?;
        self.load_more(&mut posts, quoted).await?;
        let mut authors: Vec<Id> = posts.values().map(|post| post.author).collect();
        authors.sort_unstable();
        authors.dedup();
        let people = self.0.accounts.accounts(&authors).await?;
        let flags = match viewer {
            Some(viewer) => self.flags(viewer, &posts).await?,
            None => IdMap::default(),
        };
        let sieve = match viewer {
            Some(viewer) => self.sieve(viewer).await?,
            None => None,
        };
        let sight = Sight {
            viewer,
            relations: relations.as_deref(),
            posts: &posts,
            people: &people,
            flags: &flags,
            sieve: sieve.as_deref(),
            now: self.0.clock.now_ms(),
        };
        let mut views: Vec<View> = ids.iter().filter_map(|&id| sight.view(id, None)).collect();
        self.tag_collections(&mut views, viewer).await?;
        Ok(views)
    }

    /// Those of `ids` that exist, whoever may see them and whatever became of their authors: for moderators alone.
    pub async fn show_to_staff(&self, ids: &[Id]) -> Outcome<Vec<View>> {
        let posts = self.load(ids).await?;
        let authors: Vec<Id> = posts.values().map(|post| post.author).collect();
        let people = self.0.accounts.accounts(&authors).await?;
        let now = self.0.clock.now_ms();
        let view = |id: &Id| {
            let shown = posts.get(id)?.clone();
            let author = people.get(&shown.author)?.clone();
            let facet = Facet { signed_in: true, may_quote: false };
            Some(View {
                shown,
                author,
                flags: Flags::default(),
                inner: None,
                quote: None,
                nested: false,
                own: false,
                filtered: None,
                tagged: None,
                facet,
                now,
            })
        };
        Ok(ids.iter().filter_map(view).collect())
    }

    /// Loads what `what` finds in the posts that are there.
    async fn load_more(&self, posts: &mut Loaded, what: fn(&Post) -> Option<Id>) -> Outcome<()> {
        let missing = posts.values().filter_map(|post| what(post)).filter(|id| !posts.contains_key(id));
        let missing: Vec<Id> = missing.collect::<std::collections::BTreeSet<Id>>().into_iter().collect();
        if !missing.is_empty() {
            posts.extend(self.load(&missing).await?);
        }
        Ok(())
    }

    /// Where the mentions and hashtags of a post lead.
    pub(crate) async fn links_of(&self, post: &Post) -> Outcome<NameLinks> {
        let people = self.0.accounts.accounts(&post.mentions).await?;
        let names = people.values().map(|person| (person.acct().to_lowercase(), person.id)).collect();
        Ok(NameLinks { site: self.0.site.clone(), names })
    }

    /// One post for `viewer`, or `None`.
    pub async fn one(&self, id: Id, viewer: Option<Id>) -> Outcome<Option<View>> {
        Ok(self.show(&[id], viewer).await?.pop())
    }

    /// The posts of `ids`, for whoever decides by other means who may see them (exports, moderators).
    pub(crate) async fn load(&self, ids: &[Id]) -> Outcome<Loaded> {
        let mut found = IdMap::with_capacity_and_hasher(ids.len() * 2, Default::default());
        let mut missing: Vec<(Id, Ticket)> = Vec::new();
        for &id in ids {
            match self.0.shown.get(&id) {
                Some(shown) => drop(found.insert(id, shown)),
                None => missing.push((id, self.0.shown.ticket(&id))),
            }
        }
        if missing.is_empty() {
            return Ok(found);
        }
        let wanted: Vec<Id> = missing.iter().map(|(id, _)| *id).collect();
        let posts = self.0.db.read(move |r| read_posts(r, &wanted)).await?;
        let quoted = |post: &Post| post.quote.map(|quote| quote.author);
        let mentioned: Vec<Id> =
            posts.iter().flat_map(|post| post.mentions.iter().copied().chain(quoted(post))).collect();
        // In one query; each post's own look below finds them in memory.
        self.0.accounts.accounts(&mentioned).await?;
        let tickets: IdMap<Ticket> = missing.into_iter().collect();
        for post in posts {
            let ticket = tickets.get(&post.id).copied();
            let shown = self.render(post, ticket).await?;
            found.insert(shown.id, shown);
        }
        Ok(found)
    }

    /// Renders a post for everyone, and keeps it in memory if it has not changed since `ticket` was taken.
    pub(crate) async fn render(&self, post: Post, ticket: Option<Ticket>) -> Outcome<Arc<Shown>> {
        let mut about = post.mentions.clone();
        about.extend(post.quote.map(|quote| quote.author));
        let people = self.0.accounts.accounts(&about).await?;
        let book = self.0.accounts.emojis().await?;
        let rendered = entity::render(&self.0.site, &post, &people, &book);
        let shown = Arc::new(Shown::new(post, rendered));
        if let Some(ticket) = ticket {
            self.0.shown.put(shown.id, ticket, shown.clone());
        }
        Ok(shown)
    }

    /// What `viewer` has done with each of `posts`, in the same queries for any number of them.
    async fn flags(&self, viewer: Id, posts: &Loaded) -> Outcome<IdMap<Flags>> {
        let mut found = IdMap::with_capacity_and_hasher(posts.len(), Default::default());
        let mut missing: Vec<(&Arc<Shown>, Ticket)> = Vec::new();
        for (&id, post) in posts {
            match self.0.flags.get(&(viewer, id)) {
                Some(flags) => drop(found.insert(id, flags)),
                None => missing.push((post, self.0.flags.ticket(&(viewer, id)))),
            }
        }
        if missing.is_empty() {
            return Ok(found);
        }
        let asked: Vec<Asked> = missing.iter().map(|(post, _)| Asked::of(post)).collect();
        let loaded = self.0.db.read(move |r| read_flags(r, viewer, &asked)).await?;
        for ((post, ticket), flags) in missing.into_iter().zip(loaded) {
            let id = post.id;
            self.0.flags.put((viewer, id), ticket, flags);
            found.insert(id, flags);
        }
        Ok(found)
    }
}
