//! Collections of Mastodon's API that are truthfully empty here, so that apps which ask for them show nothing instead
//! of an error. A feature that fills one takes its line away.

use serde_json::json;
use web::{Access, Reply, Route, get, json as answer};

use crate::Instance;

pub(crate) fn routes(s: &Instance) -> Vec<Route> {
    use Access::{AnyToken, Open};
    vec![get(s, "/api/v1/custom_emojis", Open, none), get(s, "/api/v1/announcements", AnyToken, none)]
}

async fn none() -> Reply {
    answer(&json!([]))
}
