//! Telling open streams.

use std::pin::Pin;
use std::sync::Arc;

use base::{Id, Outcome};
use tokio::sync::mpsc;

use crate::Announcements;
use crate::events::{AnnouncementEnded, AnnouncementPublished, ReactionsChanged};

/// Events that may wait to be told; full only when nothing is read for long, and clients ask anew.
const WAITING_MAX: usize = 1_024;

/// What happened.
enum Happened {
    Published(Id),
    Ended(Id),
    Reaction(Id, String),
}

impl Announcements {
    /// Gives `tell` the name and payload of each streaming event, on a task of its own: rendering reads the database.
    /// Can be said once.
    pub fn stream_to(&self, tell: impl Fn(&'static str, String) + Send + Sync + 'static) {
        let (queue, mut waiting) = mpsc::channel(WAITING_MAX);
        let (bus, queue) = (&self.0.bus, Arc::new(move |happened| drop(queue.try_send(happened))));
        let put = queue.clone();
        bus.on(move |event: &AnnouncementPublished| put(Happened::Published(event.id)));
        let put = queue.clone();
        bus.on(move |event: &AnnouncementEnded| put(Happened::Ended(event.id)));
        bus.on(move |event: &ReactionsChanged| queue(Happened::Reaction(event.id, event.name.clone())));
        let me = self.clone();
        tokio::spawn(async move {
            while let Some(happened) = waiting.recv().await {
                match me.told(happened).await {
                    Ok(Some((event, payload))) => tell(event, payload),
                    Ok(None) => {}
                    Err(problem) => tracing::warn!(?problem, "an announcement could not be streamed"),
                }
            }
        });
    }

    fn told(
        &self,
        happened: Happened,
    ) -> Pin<Box<dyn Future<Output = Outcome<Option<(&'static str, String)>>> + Send>> {
        let me = self.clone();
        Box::pin(async move {
            Ok(match happened {
                Happened::Published(id) => {
                    me.for_all(id).await?.map(|entity| ("announcement", entity.to_string()))
                }
                Happened::Ended(id) => Some(("announcement.delete", id.to_string())),
                Happened::Reaction(id, name) => {
                    Some(("announcement.reaction", me.reaction(id, name).await?.to_string()))
                }
            })
        })
    }
}
