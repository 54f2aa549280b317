//! Mastodon's endpoints of web push, and one of our own for what locked screens may tell.

use axum::extract::State;
use base::{Id, Outcome, Problem};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use http::{HeaderMap, Uri};
use notifications::Kind;
use serde_json::{Map, Value, json};
use web::{
    Access, Params, Reply, Route, Scope, Viewer, delete, get, json as answer, post, presented_token, put,
};

use crate::Push;
use crate::model::{ALERTS, Policy, Receiver, Subscription, Wishes};

pub(crate) fn routes(s: &Push) -> Vec<Route> {
    let push = Access::Person(Scope::PUSH);
    vec![
        get(s, "/api/v1/push/subscription", push, show),
        post(s, "/api/v1/push/subscription", push, subscribe),
        put(s, "/api/v1/push/subscription", push, change),
        delete(s, "/api/v1/push/subscription", push, unsubscribe),
        get(s, "/api/medley/v1/push/privacy", push, privacy),
        put(s, "/api/medley/v1/push/privacy", push, set_privacy),
    ]
}

async fn show(State(s): State<Push>, viewer: Viewer) -> Reply {
    let (account, grant) = holder(&viewer)?;
    let found = s.subscription(account, grant).await?.ok_or_else(Problem::not_found)?;
    answer(&entity(&s, &found))
}

async fn subscribe(
    State(s): State<Push>,
    viewer: Viewer,
    headers: HeaderMap,
    axum::extract::OriginalUri(uri): axum::extract::OriginalUri,
    params: Params,
) -> Reply {
    let (account, grant) = holder(&viewer)?;
    let (receiver, wishes) = (receiver(&params)?, wishes(&params)?);
    let token = token(&headers, &uri)?;
    let made = s.subscribe(account, grant, token, receiver, wishes).await?;
    answer(&entity(&s, &made))
}

async fn change(State(s): State<Push>, viewer: Viewer, params: Params) -> Reply {
    let (account, grant) = holder(&viewer)?;
    let changed = s.want(account, grant, wishes(&params)?).await?;
    answer(&entity(&s, &changed))
}

async fn unsubscribe(State(s): State<Push>, viewer: Viewer) -> Reply {
    let (account, grant) = holder(&viewer)?;
    s.unsubscribe(account, grant).await?;
    answer(&json!({}))
}

async fn privacy(State(s): State<Push>, viewer: Viewer) -> Reply {
    let told = s.private_text(viewer.person()?).await?;
    answer(&json!({ "private_text": told }))
}

async fn set_privacy(State(s): State<Push>, viewer: Viewer, params: Params) -> Reply {
    let account = viewer.person()?;
    if let Some(told) = params.flag("private_text")? {
        s.set_private_text(account, told).await?;
    }
    answer(&json!({ "private_text": s.private_text(account).await? }))
}

/// Whose subscription: the account, and the token or session itself.
pub(crate) fn holder(viewer: &Viewer) -> Outcome<(Id, Id)> {
    Ok((viewer.person()?, viewer.grant.ok_or_else(Problem::bad_token)?))
}

fn token<'a>(headers: &'a HeaderMap, uri: &'a Uri) -> Outcome<&'a str> {
    presented_token(headers, uri.query()).ok_or_else(Problem::bad_token)
}

fn receiver(params: &Params) -> Outcome<Receiver> {
    let missing = || Problem::malformed("param is missing or the value is empty: subscription");
    let given = params.map("subscription")?.ok_or_else(missing)?;
    let keys = given.map("keys")?;
    let key =
        |name| Ok::<_, Problem>(keys.map(|keys| keys.text(name)).transpose()?.flatten().unwrap_or_default());
    Ok(Receiver {
        endpoint: given
            .filled("endpoint")?
            .ok_or_else(|| Problem::invalid("Endpoint can't be blank"))?
            .to_owned(),
        p256dh: decoded(key("p256dh")?),
        auth: decoded(key("auth")?),
        standard: given.is_set("standard")?,
    })
}

/// Bytes of either base64, padded or not; none where it is neither.
pub(crate) fn decoded(text: &str) -> Vec<u8> {
    let plain: String = text
        .trim()
        .trim_end_matches('=')
        .chars()
        .map(|c| match c {
            '+' => '-',
            '/' => '_',
            other => other,
        })
        .collect();
    URL_SAFE_NO_PAD.decode(plain).unwrap_or_default()
}

fn wishes(params: &Params) -> Outcome<Wishes> {
    let Some(data) = params.map("data")? else { return Ok(Wishes::default()) };
    let policy = match data.filled("policy")? {
        Some(name) => {
            Policy::parse(name).ok_or_else(|| Problem::invalid("Policy is not included in the list"))?
        }
        None => Policy::default(),
    };
    let mut alerts = Vec::new();
    if let Some(given) = data.map("alerts")? {
        for name in ALERTS {
            if given.is_set(name)? {
                alerts.push(name.to_owned());
            }
        }
    }
    Ok(Wishes { alerts, policy })
}

/// Mastodon's `WebPushSubscription`. Its id is a number of 31 bits, as apps for Android read it; no call takes it: a
/// token has one subscription.
fn entity(s: &Push, subscription: &Subscription) -> Value {
    let set = |name: &&str| subscription.alerts.iter().any(|one| one == name);
    // Strict apps refuse a kind that Mastodon has not, unless they asked for it.
    let ours = |name: &str| Kind::parse(name).is_some_and(Kind::is_ours);
    let told = ALERTS.iter().filter(|name| !ours(name) || set(name));
    let alerts: Map<String, Value> = told.map(|name| ((*name).to_owned(), set(name).into())).collect();
    json!({
        "id": subscription.id.folded(),
        "endpoint": subscription.endpoint,
        "standard": subscription.standard,
        "alerts": alerts,
        "policy": subscription.policy.name(),
        "server_key": s.vapid_key(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn either_base64_is_read() {
        for text in ["-_8", "+/8", "+/8=", " -_8= "] {
            assert_eq!(decoded(text), [0xfb, 0xff], "{text}");
        }
        assert_eq!((decoded("?"), decoded("")), (vec![], vec![]));
    }

    #[test]
    fn what_is_not_named_is_not_wanted() {
        let read = |json: &str| wishes(&Params::from_json(json.as_bytes()).unwrap());
        assert_eq!(read("{}").unwrap(), Wishes::default());
        let some = read(
            r#"{"data":{"policy":"followed","alerts":{"mention":true,"poll":false,"admin.sign_up":"1","x":true}}}"#,
        );
        let alerts = vec!["mention".to_owned(), "admin.sign_up".to_owned()];
        assert_eq!(some.unwrap(), Wishes { alerts, policy: Policy::Followed });
        assert!(read(r#"{"data":{"policy":"friends"}}"#).is_err());
        assert!(read(r#"{"data":{"alerts":"all"}}"#).is_err());
    }

    #[test]
    fn what_is_missing_is_named() {
        let read = |json: &str| {
            receiver(&Params::from_json(json.as_bytes()).unwrap()).err().map(|p| p.text().to_owned())
        };
        assert!(read("{}").unwrap().starts_with("param is missing"));
        assert_eq!(
            read(r#"{"subscription":{"keys":{}}}"#).unwrap(),
            "Validation failed: Endpoint can't be blank"
        );
        assert_eq!(read(r#"{"subscription":{"endpoint":"https://x"}}"#), None);
    }
}
