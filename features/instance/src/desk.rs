//! The staff's pages of what the site looks like: custom emojis, and its texts.

mod emojis;
mod texts;

use web::{Access, Role, Route};

use crate::Instance;

/// Those who look after the server.
const ADMINS: Access = Access::StaffPage(Role::Admin);

pub(crate) fn routes(s: &Instance) -> Vec<Route> {
    let mut routes = emojis::routes(s);
    routes.extend(texts::routes(s));
    routes
}
