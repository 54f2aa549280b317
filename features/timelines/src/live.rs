//! Live updates of the pages: the same events as the streaming API's, with posts as HTML drawn for the reader.

use std::sync::Arc;

use axum::extract::{Path, State};
use base::{Id, Outcome, Page, Problem};
use bytes::Bytes;
use posts::{Place, PublicFilter};
use ui::{Message, Shell};
use web::{Access, Reply, Route, Visit, get};

use crate::Timelines;
use crate::channel::Channel;
use crate::hub::{Delivery, Item};
use crate::streaming::{HELLO, server_sent};

/// Entries among which the newest is looked for that no filter of the reader hides.
const NEWEST_LOOKED_AT: usize = 5;

pub(crate) fn routes(s: &Timelines) -> Vec<Route> {
    vec![
        get(s, "/live/home", Access::Page, home),
        get(s, "/live/local", Access::Page, local),
        get(s, "/live/tag/{tag}", Access::Page, tag),
        get(s, "/live/list/{id}", Access::Page, list),
        get(s, "/live/notifications", Access::Page, notifications),
    ]
}

/// A script is told 401, where a page would be led to sign in.
async fn home(State(s): State<Timelines>, visit: Visit) -> Reply {
    visit.viewer.person()?;
    s.live(visit, Channel::User).await
}

async fn local(State(s): State<Timelines>, visit: Visit) -> Reply {
    s.live(visit, Channel::Public { local: true, media: false }).await
}

async fn tag(State(s): State<Timelines>, Path(tag): Path<String>, visit: Visit) -> Reply {
    let tag = text::tag_key(&tag).ok_or_else(Problem::not_found)?;
    s.live(visit, Channel::Hashtag { tag: tag.into(), local: false }).await
}

/// Only of one's own lists.
async fn list(State(s): State<Timelines>, Path(id): Path<String>, visit: Visit) -> Reply {
    let list = s.reading_list(visit.viewer.person()?, web::at(&id)?).await?.ok_or_else(Problem::not_found)?;
    s.live(visit, Channel::List(list.id)).await
}

/// Tells how many are unread whenever one comes; the page asks for its lines anew, because they are grouped.
async fn notifications(State(s): State<Timelines>, visit: Visit) -> Reply {
    visit.viewer.person()?;
    s.live(visit, Channel::Notifications).await
}

/// What a part of a page listens to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Heard {
    /// The home timeline.
    Home,
    /// What people on this server post for everyone.
    Local,
    /// Posts with a hashtag, by its key.
    Tag(String),
    /// A list of the reader's own.
    List(Id),
    /// Notifications; they are told to the whole page.
    Notifications,
}

/// Who listens: the visit, and the part of the page that each channel is for. A page of one timeline has no parts.
struct Listener {
    visit: Visit,
    parts: Vec<(Channel, String)>,
}

impl Listener {
    fn part(&self, channel: &Channel) -> &str {
        self.parts.iter().find(|(own, _)| own == channel).map_or("", |(_, part)| part)
    }

    /// The name of an event: `post`, or `post:c5` for a part.
    fn event_name(&self, name: &str, channel: &Channel) -> String {
        match self.part(channel) {
            "" => name.to_owned(),
            part => format!("{name}:{part}"),
        }
    }
}

impl Timelines {
    async fn live(&self, visit: Visit, channel: Channel) -> Reply {
        self.hear(visit, vec![channel], Vec::new()).await
    }

    /// Live updates for a page with several timelines, over one connection: browsers have few to one server. The
    /// events of a part have its name behind a colon, and ids in its posts begin with the name and a hyphen.
    ///
    /// # Errors
    /// 401 for nobody, 429 over the limit of open streams.
    pub async fn live_parts(&self, visit: Visit, parts: Vec<(String, Heard)>) -> Reply {
        let me = visit.viewer.person()?;
        let (mut channels, mut names) = (Vec::new(), Vec::new());
        for (name, heard) in parts {
            let channel = match heard {
                Heard::Home => Channel::User,
                Heard::Local => Channel::Public { local: true, media: false },
                Heard::Tag(key) => Channel::Hashtag { tag: key.into(), local: false },
                Heard::List(id) if self.reading_list(me, id).await?.is_some() => Channel::List(id),
                // A list that is gone, or somebody else's; the page says so itself.
                Heard::List(_) | Heard::Notifications => continue,
            };
            channels.push(channel.clone());
            names.push((channel, name));
        }
        self.hear(visit, channels, names).await
    }

    async fn hear(&self, visit: Visit, channels: Vec<Channel>, parts: Vec<(Channel, String)>) -> Reply {
        let seat = self.0.hub.open((*visit.viewer).clone())?;
        // The home channel brings notifications of its own.
        if visit.viewer.account().is_some() && !channels.contains(&Channel::User) {
            seat.stream.subscribe(Channel::Notifications);
        }
        channels.iter().for_each(|channel| seat.stream.subscribe(channel.clone()));
        let (me, listener) = (self.clone(), Arc::new(Listener { visit, parts }));
        let first = self.first_words(&channels, &listener).await?;
        Ok(server_sent(seat, first, move |_, batch| {
            let (me, listener) = (me.clone(), listener.clone());
            async move { me.all_drawn(batch, &listener).await }
        }))
    }

    /// What there is at the moment from which on everything is told. A page was drawn before, perhaps long before
    /// (browsers fetch pages in advance), and looks for what it lacks.
    async fn first_words(&self, channels: &[Channel], listener: &Listener) -> Outcome<Bytes> {
        let mut all = vec![Bytes::from_static(HELLO)];
        for channel in channels {
            if let Some(id) = self.newest(channel, &listener.visit).await? {
                all.push(event(&listener.event_name("newest", channel), &id.to_string()));
            }
        }
        if listener.visit.viewer.account().is_some() {
            all.push(event("unread", &self.unread(&listener.visit).await?.to_string()));
        }
        Ok(all.concat().into())
    }

    /// The newest entry of a timeline that a page would show.
    async fn newest(&self, channel: &Channel, visit: &Visit) -> Outcome<Option<Id>> {
        let (page, me) = (Page::newest(NEWEST_LOOKED_AT), visit.viewer.account());
        let (views, place) = match (channel, me) {
            (Channel::User, Some(me)) => (self.home(me, page).await?, Place::Home),
            (Channel::List(list), Some(me)) => (self.list(me, *list, page).await?, Place::Home),
            (Channel::Public { .. }, _) => {
                (self.public(me, PublicFilter::default(), page).await?, Place::Public)
            }
            (Channel::Hashtag { tag, .. }, _) => (self.tagged(me, tag, page).await?, Place::Public),
            _ => return Ok(None),
        };
        let now = self.0.accounts.now_ms();
        let shown = |view: &&posts::View| self.0.posts.view_for_page(view, place, now).is_some();
        Ok(views.iter().find(shown).map(|view| view.shown.id))
    }

    async fn all_drawn(&self, batch: Vec<Delivery>, listener: &Listener) -> Option<Bytes> {
        let mut all = Vec::new();
        for delivery in batch {
            all.extend(self.drawn(delivery, listener).await);
        }
        if all.is_empty() { None } else { Some(all.concat().into()) }
    }

    /// An event for a page, or `None` where there is nothing to tell.
    async fn drawn(&self, (channel, item): Delivery, listener: &Listener) -> Option<Bytes> {
        let name = |name| listener.event_name(name, &channel);
        let drawn = match item.event {
            "update" => {
                self.card(&item, &channel, listener).await.map(|card| Some(event(&name("post"), &card?)))
            }
            "status.update" => {
                self.card(&item, &channel, listener).await.map(|card| Some(event(&name("edit"), &card?)))
            }
            "delete" => Ok(Some(event(&name("delete"), &item.payload))),
            "notification" => self
                .unread(&listener.visit)
                .await
                .map(|count| Some(event("notification", &count.to_string()))),
            _ => Ok(None),
        };
        drawn.unwrap_or_else(|problem| {
            tracing::warn!(?problem, "a live update could not be drawn");
            None
        })
    }

    /// The post as it is for the reader now: it may have gone, or been hidden from them, since it was queued.
    async fn card(&self, item: &Item, channel: &Channel, listener: &Listener) -> Outcome<Option<String>> {
        let Some(id) = item.post else { return Ok(None) };
        let visit = &listener.visit;
        let Some(view) = self.0.posts.one(id, visit.viewer.account()).await? else { return Ok(None) };
        // As they are now: somebody may have changed their mind about covers since the page was opened.
        let looks = self.0.accounts.looks(visit).await?;
        let own = matches!(channel, Channel::User | Channel::List(_));
        let place = if own { Place::Home } else { Place::Public };
        let Some(mut post) = self.0.posts.view_for_page(&view, place, self.0.accounts.now_ms()) else {
            return Ok(None);
        };
        let part = listener.part(channel);
        if !part.is_empty() {
            post.entry_id = format!("{part}-{}", post.entry_id);
        }
        let shell = Shell { lang: visit.lang, looks, ..Shell::default() };
        Ok(Some(match visit.viewer.account() {
            Some(_) => ui::draw(&post.live_card(looks), shell.voice()),
            None => ui::draw(&post.card(&shell), shell.voice()),
        }))
    }

    async fn unread(&self, visit: &Visit) -> Outcome<u32> {
        let shell = self.0.accounts.shell(visit, Message::default(), "/").await?;
        Ok(shell.me.map_or(0, |me| me.unread))
    }
}

/// One event of the `text/event-stream` format: each line of the data is a line of its own, whatever ends it.
fn event(name: &str, data: &str) -> Bytes {
    let mut out = format!("event: {name}\n");
    for line in data.split(['\n', '\r']).filter(|line| !line.is_empty()) {
        out.push_str("data: ");
        out.push_str(line);
        out.push('\n');
    }
    out.push('\n');
    Bytes::from(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_of_a_post_escapes_from_its_event() {
        for (data, lines) in [
            ("5", "event: post\ndata: 5\n\n"),
            ("<p>\n\n<b>", "event: post\ndata: <p>\ndata: <b>\n\n"),
            ("a\r\nevent: delete\rdata: 5", "event: post\ndata: a\ndata: event: delete\ndata: data: 5\n\n"),
        ] {
            assert_eq!(event("post", data), lines);
        }
    }
}
