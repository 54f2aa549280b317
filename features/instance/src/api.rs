//! What clients ask about the server.

use axum::extract::State;
use axum::response::Response;
use base::{Outcome, Problem, iso_ms};
use serde_json::{Value, json};
use web::{Access, Reply, Route, get, json as answer};

use crate::Instance;
use crate::entity::{self, Facts};

/// When Mastodon declared the first instance endpoint old: with release 4.0 (RFC 9745).
const DEPRECATED_4_0: &str = "@1668384000";
/// When [`PRIVACY`] was last changed: 2026-11-22.
const PRIVACY_CHANGED_MS: i64 = 1_795_305_600_000;
/// What every Medley keeps and shows, whatever its operator adds.
const PRIVACY: &str = "What is kept: your profile, what you write, and whom you follow, block or mute; to let you in, \
    your e-mail address, a one-way hash of your password, and a list of the places where you are signed in.

Who sees it: your profile and your public posts are for everyone, with or without an account. Posts for followers and \
    posts for the people mentioned are shown to those people only; they are not encrypted on the server, so whoever \
    runs it could read them.

What is not done: there is no advertising and no tracking, and no page loads anything from another site. There is one \
    cookie, and it only keeps you signed in.

A post that you delete disappears at once. Never post anything that could identify a patient.";

pub(crate) fn routes(s: &Instance) -> Vec<Route> {
    let open = Access::Open;
    vec![
        get(s, "/api/v1/instance", open, v1),
        get(s, "/api/v2/instance", open, v2),
        get(s, "/api/v1/instance/rules", open, rules),
        get(s, "/api/v1/instance/peers", open, none),
        get(s, "/api/v1/instance/activity", open, activity),
        get(s, "/api/v1/instance/domain_blocks", open, none),
        get(s, "/api/v1/instance/extended_description", open, extended_description),
        get(s, "/api/v1/instance/privacy_policy", open, privacy_policy),
        get(s, "/api/v1/instance/terms_of_service", open, terms_of_service),
        get(s, "/api/v1/instance/languages", open, languages),
        get(s, "/api/v1/instance/translation_languages", open, translation_languages),
        get(s, "/health", open, health),
    ]
}

impl Instance {
    async fn told(&self, version: fn(&Facts<'_>) -> Value) -> Outcome<Value> {
        let contact = match self.contact().await? {
            Some(shown) => serde_json::from_slice(&shown.json).map_err(Problem::internal)?,
            None => Value::Null,
        };
        Ok(version(&Facts {
            site: self.site(),
            settings: &self.0.settings,
            name: self.name(),
            counted: self.counted().await?,
            sign_ups: self.sign_ups().await?,
            post_chars: self.0.posts.limits().post_chars,
            bio_chars: self.0.accounts.limits().bio_chars,
            contact,
        }))
    }
}

/// Says that an endpoint is old, and since when.
pub(crate) fn deprecated(since: &'static str, mut response: Response) -> Response {
    response.headers_mut().insert("deprecation", axum::http::HeaderValue::from_static(since));
    response
}

async fn v1(State(s): State<Instance>) -> Reply {
    Ok(deprecated(DEPRECATED_4_0, answer(&s.told(entity::v1).await?)?))
}

async fn v2(State(s): State<Instance>) -> Reply {
    answer(&s.told(entity::v2).await?)
}

async fn rules(State(s): State<Instance>) -> Reply {
    answer(&entity::rules(&s.0.settings))
}

async fn none() -> Reply {
    answer(&json!([]))
}

async fn activity(State(s): State<Instance>) -> Reply {
    answer(&s.activity().await?)
}

async fn extended_description(State(s): State<Instance>) -> Reply {
    let settings = &s.0.settings;
    let more = [settings.extended_description.as_str(), ui::TOOL_SENTENCE];
    let text = more.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n");
    answer(&json!({ "updated_at": iso_ms(PRIVACY_CHANGED_MS), "content": s.rendered(&text) }))
}

async fn privacy_policy(State(s): State<Instance>) -> Reply {
    answer(&json!({ "updated_at": iso_ms(PRIVACY_CHANGED_MS), "content": s.rendered(PRIVACY) }))
}

async fn terms_of_service() -> Reply {
    Err(Problem::not_found().into())
}

async fn languages(State(s): State<Instance>) -> Reply {
    let name = |code: &str| {
        ui::LANGUAGES.iter().find(|(known, _)| *known == code).map_or("", |(_, name)| name).to_owned()
    };
    let language = |code: &str| {
        let name = Some(name(code)).filter(|name| !name.is_empty()).unwrap_or_else(|| code.to_owned());
        json!({ "code": code, "name": name })
    };
    answer(&entity::languages(&s.0.settings).into_iter().map(language).collect::<Value>())
}

async fn translation_languages() -> Reply {
    answer(&json!({}))
}

/// 200 while the database answers, 503 or 500 otherwise.
async fn health(State(s): State<Instance>) -> Reply {
    s.0.db.ping().await?;
    answer(&json!({ "status": "OK" }))
}
