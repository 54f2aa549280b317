//! Push for our own pages: `push.js` asks where it stands, subscribes the browser and ends that again.

use accounts::pages::{done_at, way_back};
use axum::extract::State;
use axum::http::HeaderMap;
use base::Problem;
use serde_json::json;
use web::{Access, Params, Reply, Route, Visit, get, json as answer, post};

use crate::Push;
use crate::api::{decoded, holder};
use crate::model::{ALERTS, Policy, Receiver, Wishes};

const PATH: &str = "/web/push";
const BACK: &str = "/notifications";

pub(crate) fn routes(s: &Push) -> Vec<Route> {
    vec![
        get(s, PATH, Access::SignedIn, standing),
        post(s, PATH, Access::SignedIn, subscribe),
        post(s, "/web/push/off", Access::SignedIn, unsubscribe),
    ]
}

/// What the script needs to know: the server's key, and which address this browser's session has, if any.
async fn standing(State(s): State<Push>, visit: Visit) -> Reply {
    let (account, session) = holder(&visit.viewer)?;
    let found = s.subscription(account, session).await?;
    answer(&json!({ "server_key": s.vapid_key(), "endpoint": found.map(|found| found.endpoint) }))
}

async fn subscribe(State(s): State<Push>, visit: Visit, headers: HeaderMap, params: Params) -> Reply {
    let (account, session) = holder(&visit.viewer)?;
    let blank = || Problem::invalid("Endpoint can't be blank");
    let receiver = Receiver {
        endpoint: params.filled("endpoint")?.ok_or_else(blank)?.to_owned(),
        p256dh: decoded(params.text("p256dh")?.unwrap_or_default()),
        auth: decoded(params.text("auth")?.unwrap_or_default()),
        // Browsers of today know the standard alone.
        standard: true,
    };
    let alerts = ALERTS.iter().map(|name| (*name).to_owned()).collect();
    s.subscribe_browser(account, session, receiver, Wishes { alerts, policy: Policy::All }).await?;
    Ok(done_at(&headers, way_back(&params).unwrap_or(BACK)))
}

async fn unsubscribe(State(s): State<Push>, visit: Visit, headers: HeaderMap, params: Params) -> Reply {
    let (account, session) = holder(&visit.viewer)?;
    s.unsubscribe(account, session).await?;
    Ok(done_at(&headers, way_back(&params).unwrap_or(BACK)))
}
