//! Reading announcements, for one reader or for all.

use std::collections::HashMap;
use std::sync::Arc;

use accounts::{NameLinks, Shown};
use base::{Id, Outcome, Problem};
use emojis::Book;
use posts::{View, Visibility};
use serde_json::Value;
use store::{Read, args};

use crate::actions::known;
use crate::entity;
use crate::model::Announcement;
use crate::store::Reaction;
use crate::{Announcements, store as sql};

/// Which announcements somebody wants to read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Which {
    /// Those that they did not dismiss.
    Unread,
    /// All that are there.
    All,
}

/// What there is for one reader.
pub(crate) struct Heard {
    pub(crate) live: Vec<Announcement>,
    pub(crate) dismissed: Vec<Id>,
    pub(crate) reactions: Vec<Reaction>,
}

/// What announcements name, by what they are called in them.
pub(crate) struct Named {
    pub(crate) links: NameLinks,
    pub(crate) people: HashMap<Id, Arc<Shown>>,
    pub(crate) posts: Vec<View>,
    pub(crate) book: Arc<Book>,
}

impl Announcements {
    /// Every announcement, also those that wait or have ended, for operators.
    pub async fn all(&self) -> Outcome<Vec<Announcement>> {
        self.0.db.read(|r| r.rows(&sql::ALL_ANNOUNCEMENTS, &[], sql::announcement)).await
    }

    /// Mastodon's list for `reader`.
    pub(crate) async fn for_reader(&self, reader: Id, which: Which) -> Outcome<Vec<Value>> {
        let Heard { mut live, dismissed, reactions } = self.heard(reader).await?;
        let is_read = |one: &Announcement| dismissed.contains(&one.id);
        live.retain(|one| which == Which::All || !is_read(one));
        let named = self.named(&live).await?;
        let one = |one: &Announcement| {
            let own: Vec<&Reaction> = reactions
                .iter()
                .filter(|r| r.announcement == one.id && known(&r.name, &named.book))
                .collect();
            let mut entity = entity::announcement(one, &named);
            entity["read"] = is_read(one).into();
            entity["reactions"] = own.iter().map(|r| entity::own_reaction(r, &named.book)).collect();
            entity
        };
        Ok(live.iter().map(one).collect())
    }

    /// What there is for `reader`, in the order of its times.
    pub(crate) async fn heard(&self, reader: Id) -> Outcome<Heard> {
        let now = self.0.clock.now_ms();
        let read = move |r: &Read<'_>| {
            let live = r.rows(&sql::LIVE_ANNOUNCEMENTS, args![now], sql::announcement)?;
            if live.is_empty() {
                return Ok(Heard { live, dismissed: Vec::new(), reactions: Vec::new() });
            }
            let ids: Vec<Id> = live.iter().map(|one| one.id).collect();
            let dismissed: Vec<Id> = r.column(&sql::DISMISSED, args![reader.bk(), reader])?;
            Ok(Heard { live, dismissed, reactions: sql::reactions(r, &ids, reader)? })
        };
        self.0.db.read(read).await
    }

    /// The newest announcement that `reader` has not dismissed. Where there is none for anybody, no statement is run.
    pub async fn unread(&self, reader: Id) -> Outcome<Option<Announcement>> {
        let (published, now) = (self.published().await?, self.0.clock.now_ms());
        if !published.iter().any(|one| one.is_live(now)) {
            return Ok(None);
        }
        let dismissed: Vec<Id> =
            self.0.db.read(move |r| r.column(&sql::DISMISSED, args![reader.bk(), reader])).await?;
        let unread = |one: &&Announcement| one.is_live(now) && !dismissed.contains(&one.id);
        Ok(published.iter().find(unread).cloned())
    }

    /// What is published, the latest first, from memory.
    async fn published(&self) -> Outcome<Arc<Vec<Announcement>>> {
        if let Some(kept) = self.0.published.get(&()) {
            return Ok(kept);
        }
        let ticket = self.0.published.ticket(&());
        let read = |r: &Read<'_>| r.rows(&sql::PUBLISHED_ANNOUNCEMENTS, &[], sql::announcement);
        let published = Arc::new(self.0.db.read(read).await?);
        self.0.published.put((), ticket, published.clone());
        Ok(published)
    }

    /// One announcement, for operators; 404 for none.
    pub async fn one(&self, id: Id) -> Outcome<Announcement> {
        let found = self.0.db.read(move |r| r.row(&sql::ANNOUNCEMENT, args![id], sql::announcement)).await?;
        found.ok_or_else(Problem::not_found)
    }

    /// The announcement as nobody in particular sees it, unless it is gone.
    pub(crate) async fn for_all(&self, id: Id) -> Outcome<Option<Value>> {
        let now = self.0.clock.now_ms();
        let one = self.0.db.read(move |r| r.row(&sql::ANNOUNCEMENT, args![id], sql::announcement)).await?;
        let Some(one) = one.filter(|one| one.is_live(now)) else { return Ok(None) };
        let named = self.named(std::slice::from_ref(&one)).await?;
        Ok(Some(entity::announcement(&one, &named)))
    }

    /// How many react to `id` with `name`.
    pub(crate) async fn reaction(&self, id: Id, name: String) -> Outcome<Value> {
        let all = self.0.db.read(move |r| sql::reactions(r, &[id], Id::default())).await?;
        let none = Reaction { announcement: id, name: name.clone(), count: 0, mine: false };
        let one = all.into_iter().find(|reaction| reaction.name == name).unwrap_or(none);
        let mut entity = entity::reaction(&one, &*self.0.accounts.emojis().await?);
        entity["announcement_id"] = id.to_string().into();
        Ok(entity)
    }

    pub(crate) async fn named(&self, announcements: &[Announcement]) -> Outcome<Named> {
        let texts = || announcements.iter().map(|one| one.text.as_str());
        let (accounts, site) = (&self.0.accounts, self.0.accounts.site());
        let mentions = texts().flat_map(text::mentions);
        let names =
            mentions.map(|m| m.domain.map_or_else(|| m.username.clone(), |d| format!("{}@{d}", m.username)));
        let names = accounts.named(names.map(|name| accounts.local_name(&name)).collect()).await?;
        let ids: Vec<Id> = names.values().copied().collect();
        let people = accounts.accounts(&ids).await?.into_iter().collect();
        let linked: Vec<Id> = texts().flat_map(|text| entity::linked_posts(text, &site.base_url)).collect();
        let mut posts = if linked.is_empty() { Vec::new() } else { self.0.posts.show(&linked, None).await? };
        posts.retain(|view| matches!(view.shown.visibility, Visibility::Public | Visibility::Unlisted));
        Ok(Named {
            links: NameLinks { site: site.clone(), names },
            people,
            posts,
            book: accounts.emojis().await?,
        })
    }
}
