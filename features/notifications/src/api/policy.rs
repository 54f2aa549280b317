//! Whose notifications are let through: Mastodon's policy, and the four switches that it was at first.

use axum::extract::State;
use axum::response::Response;
use base::{Id, Outcome, Problem};
use serde_json::{Map, Value, json};
use web::{Params, Reply, Viewer, json_bytes};

use crate::Notifications;
use crate::model::{Policy, Treatment};

pub(super) async fn policy(State(s): State<Notifications>, viewer: Viewer) -> Reply {
    Ok(policy_now(&s, viewer.person()?).await?)
}

async fn policy_now(s: &Notifications, me: Id) -> Outcome<Response> {
    let mut entity = serde_json::to_value(s.policy(me).await?).map_err(Problem::internal)?;
    entity["summary"] = summary(s, me).await?;
    Ok(json_bytes(entity.to_string()))
}

/// What waits because of the policy.
async fn summary(s: &Notifications, me: Id) -> Outcome<Value> {
    let (notifications, people) = s.pending(me).await?;
    Ok(json!({ "pending_requests_count": people, "pending_notifications_count": notifications }))
}

pub(super) async fn set_policy(State(s): State<Notifications>, viewer: Viewer, params: Params) -> Reply {
    let me = viewer.person()?;
    let named = named(&params)?;
    s.edit_policy(me, move |policy| apply(policy, named)).await?;
    Ok(policy_now(&s, me).await?)
}

/// The fields of the policy, in the order of [`fields`].
const FIELDS: [&str; 5] = [
    "for_not_following",
    "for_not_followers",
    "for_new_accounts",
    "for_private_mentions",
    "for_limited_accounts",
];

fn fields(policy: &mut Policy) -> [&mut Treatment; 5] {
    [
        &mut policy.for_not_following,
        &mut policy.for_not_followers,
        &mut policy.for_new_accounts,
        &mut policy.for_private_mentions,
        &mut policy.for_limited_accounts,
    ]
}

/// What the request names, in the order of [`FIELDS`].
fn named(params: &Params) -> Outcome<[Option<Treatment>; 5]> {
    let mut all = [None; 5];
    for (name, field) in FIELDS.into_iter().zip(&mut all) {
        if let Some(word) = params.filled(name)? {
            let bad = || Problem::invalid(format!("{name} is not included in the list"));
            *field = Some(Treatment::parse(word).ok_or_else(bad)?);
        }
    }
    Ok(all)
}

/// What is not named stays as it is.
fn apply(policy: &mut Policy, named: [Option<Treatment>; 5]) {
    for (field, wanted) in fields(policy).into_iter().zip(named) {
        *field = wanted.unwrap_or(*field);
    }
}

/// The four switches of the policy's first form, which some apps still read; in the order of [`FIELDS`].
const SWITCHES: [&str; 4] = ["not_following", "not_followers", "new_accounts", "private_mentions"];

pub(super) async fn old_policy(State(s): State<Notifications>, viewer: Viewer) -> Reply {
    Ok(old_policy_now(&s, viewer.person()?).await?)
}

async fn old_policy_now(s: &Notifications, me: Id) -> Outcome<Response> {
    let whole = serde_json::to_value(s.policy(me).await?).map_err(Problem::internal)?;
    let mut entity = Map::new();
    for switch in SWITCHES {
        let on = whole[format!("for_{switch}")] != "accept";
        entity.insert(format!("filter_{switch}"), on.into());
    }
    entity.insert("summary".to_owned(), summary(s, me).await?);
    Ok(json_bytes(Value::Object(entity).to_string()))
}

pub(super) async fn set_old_policy(State(s): State<Notifications>, viewer: Viewer, params: Params) -> Reply {
    let me = viewer.person()?;
    let mut switches = [None; SWITCHES.len()];
    for (name, switch) in SWITCHES.into_iter().zip(&mut switches) {
        *switch = params.flag(&format!("filter_{name}"))?;
    }
    s.edit_policy(me, move |policy| turn(policy, switches)).await?;
    Ok(old_policy_now(&s, me).await?)
}

/// What is dropped is filtered too: a switch that is on loosens nothing.
fn turn(policy: &mut Policy, switches: [Option<bool>; SWITCHES.len()]) {
    for (field, switch) in fields(policy).into_iter().zip(switches) {
        match switch {
            Some(true) if *field == Treatment::Accept => *field = Treatment::Filter,
            Some(false) => *field = Treatment::Accept,
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn params(query: &str) -> Params {
        Params::from_urlencoded(query.as_bytes()).unwrap()
    }

    #[test]
    fn a_policys_unnamed_fields_stay() {
        let mut policy = Policy { for_new_accounts: Treatment::Drop, ..Policy::default() };
        apply(&mut policy, named(&params("for_not_following=filter")).unwrap());
        assert_eq!((policy.for_not_following, policy.for_new_accounts), (Treatment::Filter, Treatment::Drop));
        assert!(named(&params("for_not_following=maybe")).is_err());
    }
}
