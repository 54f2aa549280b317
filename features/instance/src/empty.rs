//! Collections of Mastodon's API that are truthfully empty here, so that apps which ask for them show nothing instead
//! of an error. A feature that fills one takes its line away.

use axum::extract::State;
use base::Problem;
use serde_json::json;
use web::{Access, Reply, Route, Scope, get, json as answer};

use crate::Instance;
use crate::api::deprecated;

/// When Mastodon declared its first suggestions old: with release 3.4.
const DEPRECATED_3_4: &str = "@1621123200";

pub(crate) fn routes(s: &Instance) -> Vec<Route> {
    use Access::{AnyToken, Anyone, Open, Person};
    vec![
        get(s, "/api/v1/custom_emojis", Open, none),
        get(s, "/api/v1/announcements", AnyToken, none),
        get(s, "/api/v1/trends", Open, none),
        get(s, "/api/v1/trends/tags", Open, none),
        get(s, "/api/v1/trends/statuses", Open, none),
        get(s, "/api/v1/trends/links", Open, none),
        get(s, "/api/v1/lists", Person(Scope::READ_LISTS), none),
        get(s, "/api/v1/conversations", Person(Scope::READ_STATUSES), none),
        get(s, "/api/v1/followed_tags", Person(Scope::READ_FOLLOWS), none),
        get(s, "/api/v1/featured_tags", Person(Scope::READ_ACCOUNTS), none),
        get(s, "/api/v1/featured_tags/suggestions", Person(Scope::READ_ACCOUNTS), none),
        get(s, "/api/v2/suggestions", Person(Scope::READ_ACCOUNTS), none),
        get(s, "/api/v1/suggestions", Person(Scope::READ_ACCOUNTS), old_suggestions),
        get(s, "/api/v1/accounts/{id}/featured_tags", Anyone(Scope::READ_ACCOUNTS), none),
        get(s, "/api/v1/accounts/{id}/lists", Person(Scope::READ_LISTS), none),
        get(s, "/api/v1/push/subscription", Person(Scope::PUSH), not_there),
    ]
}

async fn none() -> Reply {
    answer(&json!([]))
}

async fn old_suggestions(State(_): State<Instance>) -> Reply {
    Ok(deprecated(DEPRECATED_3_4, answer(&json!([]))?))
}

async fn not_there() -> Reply {
    Err(Problem::not_found().into())
}
