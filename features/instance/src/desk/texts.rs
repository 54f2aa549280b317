//! The texts of the site. They stand in the settings file; here is what it says, and where to change it.

use axum::extract::State;
use ui::{Page as _, StaffTab};
use web::{Reply, Route, Visit, get, html};

use super::ADMINS;
use crate::templates::{SignUps, SitePage};
use crate::{Instance, WORDS};

const PATH: &str = "/staff/instance";

pub(super) fn routes(s: &Instance) -> Vec<Route> {
    vec![get(s, PATH, ADMINS, show)]
}

async fn show(State(s): State<Instance>, visit: Visit) -> Reply {
    let settings = &s.0.settings;
    let (shell, desk) = s.0.accounts.desk(&visit, WORDS.say("site-title"), StaffTab::Site, PATH).await?;
    let page = SitePage {
        shell,
        desk,
        name: s.name().to_owned(),
        description: settings.description.clone(),
        long_html: s.rendered(&settings.extended_description),
        rules: settings.rules.iter().map(|rule| (rule.text.clone(), rule.hint.clone())).collect(),
        privacy_html: s.rendered(settings.privacy()),
        own_privacy: !settings.privacy_policy.is_empty(),
        terms: settings
            .terms
            .iter()
            .map(|terms| (terms.effective.clone(), s.rendered(&terms.text)))
            .collect(),
        contact_email: settings.contact_email.clone(),
        sign_ups: WORDS.say(match s.sign_ups().await? {
            SignUps::Open => "site-open",
            SignUps::Approval => "site-approval",
            SignUps::Closed => "site-closed",
        }),
    };
    Ok(html(page.page()))
}
