//! The page of a list: the same stream as the others, for the feature that keeps lists.

use axum::extract::OriginalUri;
use base::Id;
use posts::Place;
use ui::{EmptyState, Message};
use web::{Params, Reply, Visit};

use super::{Asked, Stream, cursors_of};
use crate::Timelines;

/// What the page of a list says beside its posts.
#[derive(Debug, Clone)]
pub struct ListHead {
    /// The list.
    pub id: Id,
    /// What its owner calls it.
    pub title: String,
    /// One sentence about it.
    pub summary: Message,
    /// The text and the address of the link to its settings.
    pub action: (Message, String),
    /// What it means when there are no posts.
    pub empty: EmptyState,
}

impl Timelines {
    /// The timeline of a list of the visitor as a page. 404 where they have no such list.
    pub async fn list_page(&self, visit: Visit, uri: OriginalUri, params: &Params, head: ListHead) -> Reply {
        let asked = Asked::new(visit, uri, params)?;
        let views = self.list(asked.visit.viewer.person()?, head.id, asked.page).await?;
        let stream = Stream {
            place: Place::Home,
            live: Some(format!("/live/list/{}", head.id)),
            action: Some(head.action),
            ..Stream::new(Message::raw(head.title), head.summary, head.empty)
        };
        self.stream_page(&asked, stream, &views, &cursors_of(&views)).await
    }
}
