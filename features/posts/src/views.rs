//! The one way in which posts are shown: checked for the viewer, from memory where they are there, loaded in the same
//! few queries for one as for forty.

use std::collections::HashMap;
use std::sync::Arc;

use accounts::{NameLinks, Relations, Shown as Person, buckets, numbers};
use base::{Id, IdMap, Ms, Outcome};
use bus::Ticket;
use media::Media;
use store::{Read, args};

use crate::filtered::{Filtered, Sieve};
use crate::model::{Flags, Post};
use crate::rules::may_see;
use crate::shown::Shown;
use crate::{Posts, entity, store as sql};

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
    /// The viewer is the author.
    pub own: bool,
    /// The viewer's filters that match it.
    pub filtered: Option<Arc<Filtered>>,
}

impl View {
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

impl Posts {
    /// Those of `ids` that exist and that `viewer` may see, in the order asked.
    pub async fn show(&self, ids: &[Id], viewer: Option<Id>) -> Outcome<Vec<View>> {
        let relations = match viewer {
            Some(viewer) => Some(self.0.accounts.relations(viewer).await?),
            None => None,
        };
        let mut posts = self.load(ids).await?;
        let boosted: Vec<Id> = ids
            .iter()
            .filter_map(|id| posts.get(id)?.boost_of)
            .filter(|id| !posts.contains_key(id))
            .collect();
        if !boosted.is_empty() {
            posts.extend(self.load(&boosted).await?);
        }
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
            now_ms: sieve.as_ref().map_or(0, |_| self.now_ms()),
        };
        Ok(ids.iter().filter_map(|&id| sight.view(id, None)).collect())
    }

    /// Those of `ids` that exist, whoever may see them and whatever became of their authors: for moderators alone.
    pub async fn show_to_staff(&self, ids: &[Id]) -> Outcome<Vec<View>> {
        let posts = self.load(ids).await?;
        let authors: Vec<Id> = posts.values().map(|post| post.author).collect();
        let people = self.0.accounts.accounts(&authors).await?;
        let view = |id: &Id| {
            let shown = posts.get(id)?.clone();
            let author = people.get(&shown.author)?.clone();
            Some(View { shown, author, flags: Flags::default(), inner: None, own: false, filtered: None })
        };
        Ok(ids.iter().filter_map(view).collect())
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
        let mentioned: Vec<Id> = posts.iter().flat_map(|post| post.mentions.iter().copied()).collect();
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
        let people = self.0.accounts.accounts(&post.mentions).await?;
        let (json, content) = entity::render(&self.0.site, &post, &people);
        let shown = Arc::new(Shown::new(post, json, content));
        if let Some(ticket) = ticket {
            self.0.shown.put(shown.id, ticket, shown.clone());
        }
        Ok(shown)
    }

    /// What `viewer` has done with each of `posts`, in the same queries for any number of them.
    async fn flags(&self, viewer: Id, posts: &Loaded) -> Outcome<IdMap<Flags>> {
        let mut found = IdMap::with_capacity_and_hasher(posts.len(), Default::default());
        let mut missing: Vec<(Id, Id, Ticket)> = Vec::new();
        for (&id, post) in posts {
            match self.0.flags.get(&(viewer, id)) {
                Some(flags) => drop(found.insert(id, flags)),
                None => missing.push((id, post.root, self.0.flags.ticket(&(viewer, id)))),
            }
        }
        if missing.is_empty() {
            return Ok(found);
        }
        let asked: Vec<(Id, Id)> = missing.iter().map(|&(id, root, _)| (id, root)).collect();
        let loaded = self.0.db.read(move |r| read_flags(r, viewer, &asked)).await?;
        for ((id, _, ticket), flags) in missing.into_iter().zip(loaded) {
            self.0.flags.put((viewer, id), ticket, flags);
            found.insert(id, flags);
        }
        Ok(found)
    }
}

/// Everything that decides what one viewer sees.
struct Sight<'a> {
    viewer: Option<Id>,
    relations: Option<&'a Relations>,
    posts: &'a Loaded,
    people: &'a IdMap<Arc<Person>>,
    flags: &'a IdMap<Flags>,
    sieve: Option<&'a dyn Sieve>,
    now_ms: Ms,
}

impl Sight<'_> {
    /// `id` as itself, or as what `boost` boosts.
    fn view(&self, id: Id, boost: Option<Id>) -> Option<View> {
        let shown = self.posts.get(&id)?;
        let author = self.people.get(&shown.author)?;
        if author.suspended_ms.is_some() || !may_see(shown, self.viewer, self.relations) {
            return None;
        }
        // A boost of what cannot be seen is nothing to see.
        let inner = match shown.boost_of {
            Some(of) => Some(Box::new(self.view(of, Some(id))?)),
            None => None,
        };
        let flags =
            inner.as_ref().map_or_else(|| self.flags.get(&id).copied().unwrap_or_default(), |i| i.flags);
        let own = self.viewer == Some(shown.author);
        // A boost says what the boosted post says.
        let filtered = match &inner {
            Some(inner) => inner.filtered.clone(),
            None => self.sieve.and_then(|sieve| sieve.sift(shown, boost, self.now_ms)),
        };
        Some(View { shown: shown.clone(), author: author.clone(), flags, inner, own, filtered })
    }
}

/// Posts with their mentions and media: three queries, however many.
fn read_posts(r: &Read<'_>, ids: &[Id]) -> Outcome<Vec<Post>> {
    let (bks, numbers) = (buckets(ids), numbers(ids));
    let mut with_media: Vec<Id> = Vec::new();
    let mut posts = r.rows(&sql::BY_IDS, args![&bks, &numbers], |row| {
        let post = sql::post(row)?;
        if sql::has_media(row)? {
            with_media.push(post.id);
        }
        Ok(post)
    })?;
    let mentions: Vec<(Id, Id)> =
        r.rows(&sql::MENTIONS_OF, args![&bks, &numbers], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let mut media = if with_media.is_empty() { HashMap::new() } else { Media::of_posts(r, &with_media)? };
    for post in &mut posts {
        post.mentions =
            mentions.iter().filter(|(of, _)| *of == post.id).map(|(_, account)| *account).collect();
        post.media = media.remove(&post.id).unwrap_or_default();
    }
    Ok(posts)
}

fn read_flags(r: &Read<'_>, viewer: Id, posts: &[(Id, Id)]) -> Outcome<Vec<Flags>> {
    let asked: Vec<i64> = posts.iter().map(|(id, _)| id.0).collect();
    let roots: Vec<i64> = posts.iter().map(|(_, root)| root.0).collect();
    let sources = [
        (&sql::FAVOURITED_AMONG, &asked, Flags::FAVOURITED),
        (&sql::BOOSTED_AMONG, &asked, Flags::BOOSTED),
        (&sql::BOOKMARKED_AMONG, &asked, Flags::BOOKMARKED),
        (&sql::PINNED_AMONG, &asked, Flags::PINNED),
        (&sql::MUTED_AMONG, &roots, Flags::MUTED),
    ];
    let mut out = vec![Flags::default(); posts.len()];
    for (statement, list, flag) in sources {
        let found: Vec<i64> = r.column(statement, args![viewer.bk(), viewer, list])?;
        for (n, id) in list.iter().enumerate() {
            if found.contains(id) {
                out[n].add(flag);
            }
        }
    }
    Ok(out)
}
