//! What the staff decided about somebody, for that person.

use axum::extract::{Path, State};
use base::Outcome;
use posts::Place;
use ui::{Message, Page as _};
use web::{Access, Reply, Route, Visit, at, get, html};

use crate::model::{Action, Strike};
use crate::templates::{DecisionLine, DecisionPage, DecisionsPage};
use crate::{Moderation, WORDS};

const PATH: &str = "/settings/decisions";

pub(super) fn routes(s: &Moderation) -> Vec<Route> {
    vec![get(s, PATH, Access::SignedIn, list), get(s, "/settings/decisions/{id}", Access::SignedIn, one)]
}

/// What was decided, and what that means.
fn said(strike: &Strike) -> (Message, Message) {
    let (what, means) = match Action::parse(&strike.action).unwrap_or(Action::None) {
        Action::None => ("decided-none", "decided-none-means"),
        Action::Sensitive => ("decided-sensitive", "decided-sensitive-means"),
        Action::Disable => ("decided-disable", "decided-disable-means"),
        Action::Silence => ("decided-silence", "decided-silence-means"),
        Action::Suspend => ("decided-suspend", "decided-suspend-means"),
    };
    (WORDS.say(what), WORDS.say(means))
}

async fn list(State(s): State<Moderation>, visit: Visit) -> Reply {
    let strikes = s.strikes(visit.viewer.person()?).await?;
    let line = |strike: &Strike| DecisionLine {
        id: strike.id.to_string(),
        what: said(strike).0,
        when: Message::day(strike.created_ms),
    };
    let page = DecisionsPage {
        shell: s.accounts.shell(&visit, WORDS.say("decisions-title"), PATH).await?,
        decisions: strikes.iter().filter(|strike| strike.told).map(line).collect(),
    };
    Ok(html(page.page()))
}

async fn one(State(s): State<Moderation>, Path(id): Path<String>, visit: Visit) -> Reply {
    let me = visit.viewer.person()?;
    let strike = s.told_strike(me, at(&id)?).await?;
    let views = s.posts.show(&strike.posts, Some(me)).await?;
    let (what, means) = said(&strike);
    let path = format!("{PATH}/{}", strike.id);
    let page = DecisionPage {
        shell: s.accounts.shell(&visit, what.clone(), &path).await?,
        what,
        means,
        when: Message::day(strike.created_ms),
        rules: s.broken_rules(&strike).await?,
        text: strike.text,
        gone: strike.posts.len().saturating_sub(views.len()),
        posts: s.posts.post_views(&views, Place::Chosen).await?,
        contact: s.settings().contact_email.clone(),
    };
    Ok(html(page.page()))
}

impl Moderation {
    /// The rules that the report behind a decision names, in words.
    async fn broken_rules(&self, strike: &Strike) -> Outcome<Vec<String>> {
        match strike.report {
            Some(report) => Ok(self.rule_texts(&self.one_report(report).await?.rules)),
            None => Ok(Vec::new()),
        }
    }

    /// Rules by their numbers, from 1.
    pub(super) fn rule_texts(&self, numbers: &[i64]) -> Vec<String> {
        let rules = &self.settings().rules;
        let text = |n: &i64| rules.get(usize::try_from(*n - 1).ok()?).cloned();
        numbers.iter().filter_map(text).collect()
    }
}
