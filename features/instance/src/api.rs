//! What clients ask about the server.

use axum::extract::{Path, State};
use axum::http::header::{ACCEPT, CONTENT_TYPE};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::Response;
use base::{Ms, Outcome, Problem, iso_ms};
use serde_json::{Value, json};
use web::{Access, Params, Reply, Route, get, json as answer, json_bytes};

use crate::entity::{self, Facts};
use crate::texts::{self, Terms};
use crate::{Instance, Settings};

/// When Mastodon declared the first instance endpoint old: with release 4.0 (RFC 9745).
const DEPRECATED_4_0: &str = "@1668384000";
/// When the texts of every Medley were last changed: 2026-11-22.
const TEXTS_CHANGED_MS: Ms = 1_795_305_600_000;
/// What every Medley keeps and shows, whatever its operator adds.
pub(crate) const PRIVACY: &str = "What is kept: your profile, what you write, and whom you follow, block or mute; to let you in, \
    your e-mail address, a one-way hash of your password, a list of the places where you are signed in, and for \
    90 days the network addresses from which you signed up or in.

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
        get(s, "/api/v1/instance/extended_description", open, extended_description),
        get(s, "/api/v1/instance/privacy_policy", open, privacy_policy),
        get(s, "/api/v1/instance/terms_of_service", open, terms_of_service),
        get(s, "/api/v1/instance/terms_of_service/{date}", open, terms_of_day),
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
            now: self.0.accounts.now_ms(),
            post_chars: self.0.posts.limits().post_chars,
            bio_chars: self.0.accounts.limits().bio_chars,
            contact,
        }))
    }
}

/// Says that an endpoint is old, and since when.
pub(crate) fn deprecated(since: &'static str, mut response: Response) -> Response {
    response.headers_mut().insert("deprecation", HeaderValue::from_static(since));
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
    answer(&json!({ "updated_at": iso_ms(s.0.settings.texts_changed_ms()), "content": s.rendered(&text) }))
}

async fn privacy_policy(State(s): State<Instance>) -> Reply {
    answer(
        &json!({ "updated_at": iso_ms(s.0.settings.texts_changed_ms()), "content": s.rendered(s.0.settings.privacy()) }),
    )
}

/// Those that hold, or of the day in `date`, which one of the libraries asks for so.
async fn terms_of_service(State(s): State<Instance>, params: Params) -> Reply {
    let now = s.0.accounts.now_ms();
    let terms = &s.0.settings.terms;
    let found = match params.filled("date")? {
        Some(day) => texts::of_day(terms, day),
        None => texts::current(terms, now),
    };
    s.answer_terms(found)
}

async fn terms_of_day(State(s): State<Instance>, Path(day): Path<String>) -> Reply {
    s.answer_terms(texts::of_day(&s.0.settings.terms, &day))
}

impl Instance {
    fn answer_terms(&self, terms: Option<&Terms>) -> Reply {
        let terms = terms.ok_or_else(Problem::not_found)?;
        let (settings, now) = (&self.0.settings, self.0.accounts.now_ms());
        answer(&entity::terms(settings, terms, &self.rendered(&terms.text), now))
    }
}

impl Settings {
    /// The privacy policy: the operator's, or what is true of every Medley.
    pub(crate) fn privacy(&self) -> &str {
        if self.privacy_policy.is_empty() { PRIVACY } else { &self.privacy_policy }
    }

    fn texts_changed_ms(&self) -> Ms {
        if self.updated_ms == 0 { TEXTS_CHANGED_MS } else { self.updated_ms }
    }
}

/// What posts can be said to be written in: those of our own composer, then what the operator adds.
async fn languages(State(s): State<Instance>) -> Reply {
    let known = ui::LANGUAGES.iter().map(|(code, name)| (*code, *name));
    let own = entity::languages(&s.0.settings).into_iter();
    let more = own.filter(|own| ui::LANGUAGES.iter().all(|(code, _)| code != own)).map(|code| (code, code));
    answer(&known.chain(more).map(|(code, name)| json!({ "code": code, "name": name })).collect::<Value>())
}

async fn translation_languages() -> Reply {
    answer(&json!({}))
}

/// 200 while the database answers, 503 or 500 otherwise. Mastodon's word, which programs look for; JSON where it is
/// asked for.
async fn health(State(s): State<Instance>, headers: HeaderMap) -> Reply {
    s.0.db.ping().await?;
    let accept = headers.get(ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if accept.contains("application/json") {
        return answer(&json!({ "status": "OK" }));
    }
    let mut response = json_bytes(&b"OK"[..]);
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
    Ok(response)
}
