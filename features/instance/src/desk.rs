//! The staff's pages of what the site looks like: custom emojis, and its texts.

mod emojis;
mod texts;

use base::Outcome;
use ui::{Desk, Message, Shell, StaffRank, StaffTab};
use web::{Access, Role, Route, Visit};

use crate::Instance;

/// Those who look after the server.
const ADMINS: Access = Access::StaffPage(Role::Admin);

pub(crate) fn routes(s: &Instance) -> Vec<Route> {
    let mut routes = emojis::routes(s);
    routes.extend(texts::routes(s));
    routes
}

impl Instance {
    async fn desk(
        &self,
        visit: &Visit,
        heading: Message,
        tab: StaffTab,
        path: &str,
    ) -> Outcome<(Shell, Desk)> {
        let shell = self.0.accounts.shell(visit, heading.clone(), path).await?;
        Ok((shell, Desk::new(heading, tab, StaffRank::Admin)))
    }
}
