//! Accounts, as the staff see and handle them.

use axum::extract::{OriginalUri, Path, State};
use base::{Id, Outcome, Page, Problem};
use serde_json::{Value, json};
use web::{Params, Reply, Role, Viewer, json as answer, paged};

use super::{PAGE, at, staff};
use crate::model::{Action, Decision, Lift, Origin, PeopleFilter, States};
use crate::{Moderation, entity};

async fn page(s: &Moderation, filter: PeopleFilter, page: Page, uri: &OriginalUri) -> Reply {
    let ids = s.people(filter, page).await?;
    let people = s.know(&ids).await?;
    let list: Vec<Value> = ids.iter().filter_map(|id| entity::person(&people, *id)).collect();
    Ok(paged(&s.site, uri, &ids, answer(&list)?))
}

/// What both versions of the list ask by.
fn common(params: &Params) -> Outcome<PeopleFilter> {
    let text = |name| Ok::<_, Problem>(params.text(name)?.unwrap_or_default().trim().to_owned());
    Ok(PeopleFilter {
        username: text("username")?,
        display_name: text("display_name")?,
        domain: text("by_domain")?.to_lowercase(),
        email: text("email")?,
        address: text("ip")?,
        ..PeopleFilter::default()
    })
}

const STAFF: [Role; 3] = [Role::Moderator, Role::Admin, Role::Owner];

pub(super) async fn list_old(State(s): State<Moderation>, uri: OriginalUri, params: Params) -> Reply {
    let origin = match (params.is_set("local")?, params.is_set("remote")?) {
        (true, false) => Origin::Local,
        (false, true) => Origin::Remote,
        _ => Origin::Any,
    };
    let states = States {
        active: params.is_set("active")?,
        pending: params.is_set("pending")?,
        disabled: params.is_set("disabled")?,
        silenced: params.is_set("silenced")?,
        suspended: params.is_set("suspended")?,
        sensitized: params.is_set("sensitized")?,
    };
    let roles = if params.is_set("staff")? { STAFF.to_vec() } else { Vec::new() };
    page(&s, PeopleFilter { origin, states, roles, ..common(&params)? }, params.page(PAGE)?, &uri).await
}

pub(super) async fn list(State(s): State<Moderation>, uri: OriginalUri, params: Params) -> Reply {
    // There are no invitations here, so nobody came by one.
    if params.filled("invited_by")?.is_some() {
        return answer(&json!([]));
    }
    let filter = PeopleFilter {
        origin: origin(&params)?,
        states: states(&params)?,
        roles: roles(&params)?,
        ..common(&params)?
    };
    page(&s, filter, params.page(PAGE)?, &uri).await
}

fn origin(params: &Params) -> Outcome<Origin> {
    match params.filled("origin")? {
        None => Ok(Origin::Any),
        Some("local") => Ok(Origin::Local),
        Some("remote") => Ok(Origin::Remote),
        Some(_) => Err(Problem::invalid("Origin is not included in the list")),
    }
}

fn states(params: &Params) -> Outcome<States> {
    let none = States::default();
    Ok(match params.filled("status")? {
        None => none,
        Some("active") => States { active: true, ..none },
        Some("pending") => States { pending: true, ..none },
        Some("disabled") => States { disabled: true, ..none },
        Some("silenced") => States { silenced: true, ..none },
        Some("suspended") => States { suspended: true, ..none },
        Some("sensitized") => States { sensitized: true, ..none },
        Some(_) => return Err(Problem::invalid("Status is not included in the list")),
    })
}

/// Roles by their ids; who has none of them has the one of everyone.
fn roles(params: &Params) -> Outcome<Vec<Role>> {
    if params.filled("permissions")? == Some("staff") {
        return Ok(STAFF.to_vec());
    }
    let all = [Role::User, Role::Moderator, Role::Admin, Role::Owner];
    let asked = params.texts("role_ids")?;
    let is_asked =
        |role: &Role| accounts::role_entity(*role)["id"].as_str().is_some_and(|id| asked.contains(&id));
    Ok(all.into_iter().filter(is_asked).collect())
}

async fn shown(s: &Moderation, id: Id) -> Reply {
    answer(&entity::person(&s.know_one(id).await?, id))
}

pub(super) async fn one(State(s): State<Moderation>, Path(id): Path<String>) -> Reply {
    shown(&s, at(&id)?).await
}

pub(super) async fn act(
    State(s): State<Moderation>,
    Path(id): Path<String>,
    viewer: Viewer,
    params: Params,
) -> Reply {
    let target = at(&id)?;
    let unknown = || Problem::invalid("Type is not included in the list");
    let decision = Decision {
        target,
        action: params.filled("type")?.and_then(Action::parse).ok_or_else(unknown)?,
        text: params.text("text")?.unwrap_or_default().to_owned(),
        preset: params.id("warning_preset_id")?,
        report: params.id("report_id")?,
        notify: params.flag("send_email_notification")?.unwrap_or(true),
    };
    s.decide(staff(&viewer)?, decision).await?;
    answer(&json!({}))
}

pub(super) async fn approve(State(s): State<Moderation>, Path(id): Path<String>, viewer: Viewer) -> Reply {
    let id = at(&id)?;
    s.approve(staff(&viewer)?, id).await?;
    shown(&s, id).await
}

/// Tells the account as it was: nothing of it is left after.
pub(super) async fn reject(State(s): State<Moderation>, Path(id): Path<String>, viewer: Viewer) -> Reply {
    let id = at(&id)?;
    let before = s.know_one(id).await?;
    s.reject(staff(&viewer)?, id).await?;
    answer(&entity::person(&before, id))
}

pub(super) async fn erase(State(s): State<Moderation>, Path(id): Path<String>, viewer: Viewer) -> Reply {
    let id = at(&id)?;
    s.erase(staff(&viewer)?, id).await?;
    shown(&s, id).await
}

macro_rules! lifts {
    ($($name:ident $lift:ident),*) => { $(
        pub(super) async fn $name(State(s): State<Moderation>, Path(id): Path<String>, viewer: Viewer) -> Reply {
            let id = at(&id)?;
            s.lift(staff(&viewer)?, id, Lift::$lift).await?;
            shown(&s, id).await
        }
    )* };
}

lifts! { enable Enable, unsilence Unsilence, unsuspend Unsuspend, unsensitive Unsensitive }

#[cfg(test)]
mod tests {
    use super::*;

    fn params(query: &str) -> Params {
        Params::from_urlencoded(query.as_bytes()).unwrap()
    }

    #[test]
    fn filters() {
        assert_eq!(origin(&params("origin=remote")).unwrap(), Origin::Remote);
        assert!(origin(&params("origin=mars")).is_err());
        assert!(
            states(&params("status=silenced")).unwrap().silenced && states(&params("status=odd")).is_err()
        );
        assert_eq!(roles(&params("permissions=staff")).unwrap(), STAFF);
        assert_eq!(roles(&params("role_ids[]=2&role_ids[]=-99")).unwrap(), [Role::User, Role::Admin]);
        assert_eq!(roles(&params("")).unwrap(), []);
        assert_eq!(common(&params("by_domain=A.example&ip=192.0.2.1")).unwrap().domain, "a.example");
    }
}
