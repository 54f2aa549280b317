//! Whose notifications one wants, and what locked screens may show.

use axum::extract::State;
use base::{Outcome, Problem};
use ui::{Notice, Page as _};
use web::{Access, Params, Reply, Route, Visit, get, html, post, see_other};

use crate::model::{Policy, Treatment};
use crate::templates::PolicyPage;
use crate::{Notifications, WORDS};

const PATH: &str = "/settings/notifications";

pub(super) fn routes(s: &Notifications) -> Vec<Route> {
    vec![get(s, PATH, Access::SignedIn, show), post(s, PATH, Access::SignedIn, save)]
}

async fn show(State(s): State<Notifications>, visit: Visit, params: Params) -> Reply {
    let me = visit.viewer.person()?;
    let mut shell = s.0.accounts.shell(&visit, ui::WORDS.say("settings-notifications"), PATH).await?;
    if params.has("saved") {
        shell.notice = Some(Notice::success(WORDS.say("policy-saved")));
    }
    let (policy, private_text) = (s.policy(me).await?, s.private_text(me).await?);
    Ok(html(PolicyPage { shell, policy, private_text, waiting: s.pending(me).await?.1 }.page()))
}

async fn save(State(s): State<Notifications>, visit: Visit, params: Params) -> Reply {
    let me = visit.viewer.person()?;
    s.set_policy(me, read(&params)?).await?;
    s.set_private_text(me, params.is_set("private_text")?).await?;
    Ok(see_other("/settings/notifications?saved"))
}

fn read(params: &Params) -> Outcome<Policy> {
    let one = |name: &str| {
        let treatment = Treatment::parse(params.text(name)?.unwrap_or_default());
        treatment.ok_or_else(|| Problem::invalid(format!("{name} is not included in the list")))
    };
    Ok(Policy {
        for_not_following: one("for_not_following")?,
        for_not_followers: one("for_not_followers")?,
        for_new_accounts: one("for_new_accounts")?,
        for_private_mentions: one("for_private_mentions")?,
        for_limited_accounts: one("for_limited_accounts")?,
    })
}
