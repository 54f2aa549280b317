//! Live updates of the pages: the same events as the streaming API's, with posts as HTML drawn for the reader.

use axum::extract::{Path, State};
use base::{Outcome, Problem};
use bytes::Bytes;
use posts::{Place, View};
use ui::{Message, Shell};
use web::{Access, Reply, Route, Visit, get};

use crate::Timelines;
use crate::channel::Channel;
use crate::hub::{Delivery, Item};
use crate::streaming::server_sent;

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
    s.live(visit, Channel::User)
}

async fn local(State(s): State<Timelines>, visit: Visit) -> Reply {
    s.live(visit, Channel::Public { local: true, media: false })
}

async fn tag(State(s): State<Timelines>, Path(tag): Path<String>, visit: Visit) -> Reply {
    let tag = text::tag_key(&tag).ok_or_else(Problem::not_found)?;
    s.live(visit, Channel::Hashtag { tag: tag.into(), local: false })
}

/// Only of one's own lists.
async fn list(State(s): State<Timelines>, Path(id): Path<String>, visit: Visit) -> Reply {
    let list = s.reading_list(visit.viewer.person()?, web::at(&id)?).await?.ok_or_else(Problem::not_found)?;
    s.live(visit, Channel::List(list.id))
}

/// Tells how many are unread whenever one comes; the page asks for its lines anew, because they are grouped.
async fn notifications(State(s): State<Timelines>, visit: Visit) -> Reply {
    visit.viewer.person()?;
    s.live(visit, Channel::Notifications)
}

impl Timelines {
    fn live(&self, visit: Visit, channel: Channel) -> Reply {
        let seat = self.0.hub.open((*visit.viewer).clone())?;
        // The home channel brings notifications of its own.
        if visit.viewer.account().is_some() && channel != Channel::User {
            seat.stream.subscribe(Channel::Notifications);
        }
        seat.stream.subscribe(channel);
        let me = self.clone();
        Ok(server_sent(seat, move |_, batch| {
            let (me, visit) = (me.clone(), visit.clone());
            async move { me.all_drawn(batch, &visit).await }
        }))
    }

    async fn all_drawn(&self, batch: Vec<Delivery>, visit: &Visit) -> Option<Bytes> {
        let mut all = Vec::new();
        for delivery in batch {
            all.extend(self.drawn(delivery, visit).await);
        }
        if all.is_empty() { None } else { Some(all.concat().into()) }
    }

    /// An event for a page, or `None` where there is nothing to tell.
    async fn drawn(&self, (channel, item): Delivery, visit: &Visit) -> Option<Bytes> {
        let own = matches!(channel, Channel::User | Channel::List(_));
        let place = if own { Place::Home } else { Place::Public };
        let drawn = match item.event {
            "update" => self.card(&item, place, visit).await.map(|card| Some(event("post", &card?))),
            "status.update" => self.card(&item, place, visit).await.map(|card| Some(event("edit", &card?))),
            "delete" => Ok(Some(event("delete", &item.payload))),
            "notification" => {
                self.unread(visit).await.map(|count| Some(event("notification", &count.to_string())))
            }
            _ => Ok(None),
        };
        drawn.unwrap_or_else(|problem| {
            tracing::warn!(?problem, "a live update could not be drawn");
            None
        })
    }

    /// The post as it is for the reader now: it may have gone, or been hidden from them, since it was queued.
    async fn card(&self, item: &Item, place: Place, visit: &Visit) -> Outcome<Option<String>> {
        let Some(id) = item.post else { return Ok(None) };
        let view = self.0.posts.one(id, visit.viewer.account()).await?;
        Ok(view.and_then(|view| self.card_of(&view, place, visit)))
    }

    fn card_of(&self, view: &View, place: Place, visit: &Visit) -> Option<String> {
        let post = self.0.posts.view_for_page(view, place, self.0.accounts.now_ms())?;
        let shell = Shell { lang: visit.lang, ..Shell::default() };
        Some(match visit.viewer.account() {
            Some(_) => ui::draw(&post.live_card(), shell.voice()),
            None => ui::draw(&post.card(&shell), shell.voice()),
        })
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
