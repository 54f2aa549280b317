//! Collections of Mastodon's API that are truthfully empty here, so that apps which ask for them show nothing instead
//! of an error. A feature that fills one takes its line away.

use base::Problem;
use serde_json::json;
use web::{Access, Reply, Route, Scope, get, json as answer};

use crate::Instance;

pub(crate) fn routes(s: &Instance) -> Vec<Route> {
    use Access::{AnyToken, Open, Person};
    vec![
        get(s, "/api/v1/custom_emojis", Open, none),
        get(s, "/api/v1/announcements", AnyToken, none),
        get(s, "/api/v1/conversations", Person(Scope::READ_STATUSES), none),
        get(s, "/api/v1/push/subscription", Person(Scope::PUSH), not_there),
    ]
}

async fn none() -> Reply {
    answer(&json!([]))
}

async fn not_there() -> Reply {
    Err(Problem::not_found().into())
}
