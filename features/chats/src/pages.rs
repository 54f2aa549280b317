//! The pages of chats.

mod calendar;
mod chat;
mod files;
mod form;
mod mine;
mod session;
mod stopping;
mod view;
mod write;

use std::sync::Arc;

use base::{Id, IdMap, Outcome};
use web::{Params, Route, Visit};

use crate::Chats;
use crate::recurrence::{Zone, utc};

const PATH: &str = "/chats";

pub(crate) fn routes(s: &Chats) -> Vec<Route> {
    let mut routes = calendar::routes(s);
    routes.extend(files::routes(s));
    routes.extend(mine::routes(s));
    routes.extend(write::routes(s));
    routes.extend(session::routes(s));
    routes.extend(stopping::routes(s));
    routes.extend(chat::routes(s));
    routes
}

impl Chats {
    /// The zone in which a page is read: what the address says, else what the reader chose once; false where nobody
    /// said any.
    async fn reader_zone(&self, visit: &Visit, params: &Params) -> Outcome<(Zone, bool)> {
        if let Some(zone) = params.filled("zone")?.and_then(|name| Zone::named(name).ok()) {
            return Ok((zone, true));
        }
        let own = match visit.viewer.account() {
            Some(me) => self.zone_of(me).await?,
            None => None,
        };
        Ok(own.map_or_else(|| (utc(), false), |zone| (zone, true)))
    }

    /// People by their ids; nobody who is suspended.
    async fn people(&self, ids: Vec<Id>) -> Outcome<IdMap<Arc<accounts::Shown>>> {
        if ids.is_empty() {
            return Ok(IdMap::default());
        }
        let mut found = self.0.accounts.accounts(&ids).await?;
        found.retain(|_, shown| shown.suspended_ms.is_none());
        Ok(found)
    }
}
