//! Noting what is counted: one row for each public post and each of its hashtags. Durable subscribers write it in a
//! transaction of their own, and say which rows are new, so that the memory of every node follows.

use ::store::{Write, args};
use accounts::Accounts;
use base::{Id, IdMap, Outcome};
use bus::{Bus, Event};
use posts::{Post, PostDeleted, PostEdited, PostPublished, Posts, PostsImported, Visibility};
use serde::{Deserialize, Serialize};

use crate::Insights;
use crate::roles::Role;
use crate::store::{self as sql, BOOST, Lists, Noted, REPLY};

/// Addresses of one post that are noted.
const LINKS_MAX: usize = 10;
/// People whom one post names that are noted.
const MENTIONS_MAX: usize = 50;
/// How a boost of the old kind begins, as it was written by hand before there was a button, and as archives hold it.
const OLD_BOOST: &str = "RT @";

/// Rows were written.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct InsightsNoted {
    /// Hashtags and posts.
    pub(crate) rows: Vec<(String, Id)>,
    /// Some were there before and are different now.
    pub(crate) changed: bool,
}

impl Event for InsightsNoted {
    const TOPIC: &'static str = "insights.noted";
}

/// Whether rows may be there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Writing {
    New,
    Anew,
}

impl Insights {
    pub(crate) fn listen(&self, bus: &Bus) {
        let me = self.clone();
        bus.react(move |w, event: &PostPublished| {
            let tagged = !event.tags.is_empty() || event.boost_of.is_some();
            if event.visibility() != Visibility::Public || !tagged {
                return Ok(());
            }
            me.note(w, &[event.post], &IdMap::default(), Writing::New)
        });
        let me = self.clone();
        bus.react(move |w, event: &PostsImported| {
            let then = |(post, followers): &(Id, Option<u64>)| Some((*post, (*followers)?));
            let followers: IdMap<u64> = event.posts.iter().filter_map(then).collect();
            let posts: Vec<Id> = event.posts.iter().map(|(post, _)| *post).collect();
            me.note(w, &posts, &followers, Writing::New)
        });
        let me = self.clone();
        bus.react(move |w, event: &PostEdited| me.edited(w, event));
        // In the verb's own transaction: what is deleted is in no figure from then on.
        bus.within(|w, event: &PostDeleted| {
            let public = Visibility::from_code(event.visibility) == Visibility::Public;
            if public && (!event.tags.is_empty() || event.boost_of.is_some()) {
                w.run(&sql::FORGET, args![event.post])?;
            }
            Ok(())
        });
        self.remember(bus);
    }

    /// Keeps memory current.
    fn remember(&self, bus: &Bus) {
        let me = self.clone();
        bus.on(move |event: &InsightsNoted| {
            for (tag, post) in &event.rows {
                match event.changed {
                    true => me.0.memory.forget(tag),
                    false => me.0.memory.written(tag, *post),
                }
            }
        });
        let me = self.clone();
        bus.on(move |event: &PostDeleted| {
            if !event.tags.is_empty() || event.boost_of.is_some() {
                me.0.memory.gone(&event.tags, event.post);
            }
        });
        let me = self.clone();
        bus.on(move |event: &accounts::AccountSuspended| {
            me.0.memory.suspended(event.account, event.suspended);
        });
    }

    fn edited(&self, w: &mut Write<'_>, event: &PostEdited) -> Outcome<()> {
        let before: Vec<String> =
            event.former_tags.iter().filter(|tag| !event.tags.contains(tag)).cloned().collect();
        let public = Visibility::from_code(event.visibility) == Visibility::Public;
        if !public || (before.is_empty() && event.tags.is_empty()) {
            return Ok(());
        }
        if !before.is_empty() {
            w.run(&sql::UNTAG, args![before.as_slice(), event.post])?;
            w.run(&sql::UNTAG_BOOSTS, args![before.as_slice(), event.post])?;
            let rows = before.into_iter().map(|tag| (tag, event.post)).collect();
            self.0.ground.bus.emit(w, InsightsNoted { rows, changed: true })?;
        }
        self.note(w, &[event.post], &IdMap::default(), Writing::Anew)
    }

    /// Notes those of `ids` that count. `followers` are those that authors had then, where it is known better than by
    /// counting them now.
    pub(crate) fn note(
        &self,
        w: &mut Write<'_>,
        ids: &[Id],
        followers: &IdMap<u64>,
        writing: Writing,
    ) -> Outcome<()> {
        let mut posts = Posts::read(w, ids)?;
        posts.retain(|post| post.visibility == Visibility::Public);
        let boosted: Vec<Id> = posts.iter().filter_map(|post| post.boost_of).collect();
        let boosted = if boosted.is_empty() { Vec::new() } else { Posts::read(w, &boosted)? };
        let boosted: IdMap<&Post> = boosted.iter().map(|post| (post.id, post)).collect();
        let mut authors: Vec<Id> = posts.iter().map(|post| post.author).collect();
        authors.sort_unstable();
        authors.dedup();
        let authors = Accounts::read(w, &authors)?;
        let authors: IdMap<(u64, Role)> =
            authors.iter().map(|own| (own.id, (own.stats.followers, Role::of(own)))).collect();
        let mut all: Vec<(Vec<String>, Noted)> = Vec::new();
        for post in &posts {
            let said = match post.boost_of {
                Some(of) => boosted.get(&of).copied().filter(|of| of.visibility == Visibility::Public),
                None => Some(post),
            };
            let tags = said.map(|said| text::hashtags(&said.text)).unwrap_or_default();
            let (now, role) = authors.get(&post.author).copied().unwrap_or_default();
            let followers = followers.get(&post.id).copied().unwrap_or(now);
            if let Some(said) = said.filter(|_| !tags.is_empty()) {
                let noted = Noted { followers, role, ..noted(post, said) };
                all.push((tags.into_iter().map(|tag| tag.key).collect(), noted));
            }
        }
        self.write(w, &all, writing)
    }

    fn write(&self, w: &mut Write<'_>, all: &[(Vec<String>, Noted)], writing: Writing) -> Outcome<()> {
        let lists: Vec<Lists> = all.iter().map(|(_, noted)| Lists::of(noted)).collect();
        let rows = all.iter().zip(&lists);
        let sets: Vec<_> = rows
            .flat_map(|((tags, noted), lists)| tags.iter().map(move |tag| sql::row(tag, noted, lists)))
            .collect();
        if sets.is_empty() {
            return Ok(());
        }
        w.run_many(&sql::NOTE, &sets)?;
        let rows = all.iter().flat_map(|(tags, noted)| tags.iter().map(|tag| (tag.clone(), noted.post)));
        let event = InsightsNoted { rows: rows.collect(), changed: writing == Writing::Anew };
        self.0.ground.bus.emit(w, event)
    }
}

/// What is noted of `post`, which says what `said` says.
fn noted(post: &Post, said: &Post) -> Noted {
    let boosts = post.boost_of.is_some();
    let mut flags = 0;
    if boosts || said.text.starts_with(OLD_BOOST) {
        flags |= BOOST;
    } else if post.reply_to.is_some() {
        flags |= REPLY;
    }
    let mut links = text::urls(&said.text);
    links.truncate(LINKS_MAX);
    Noted {
        post: post.id,
        author: post.author,
        flags,
        language: said.language.clone(),
        to: if boosts { post.boost_of_author } else { post.reply_to_author },
        boost_of: post.boost_of,
        mentions: if boosts {
            Vec::new()
        } else {
            post.mentions.iter().take(MENTIONS_MAX).copied().collect()
        },
        links,
        ..Noted::default()
    }
}
