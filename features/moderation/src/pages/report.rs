//! Reporting somebody, step by step on one page, and what one can do for oneself afterwards.

use std::sync::Arc;

use accounts::Shown;
use accounts::pages::person_line;
use axum::extract::State;
use axum::http::StatusCode;
use base::{Id, Outcome, Page, Problem};
use posts::{AuthorFilter, Place};
use ui::{FieldErrors, Message, Page as _, PostView};
use web::{Access, Params, Reply, Route, Visit, get, html, html_status, post, see_other};

use super::complaint;
use crate::model::{Category, NewReport};
use crate::rules::{COMMENT_CHARS_MAX, distinct};
use crate::templates::{Offers, PostTick, ReportForm, ReportPage, ReportedPage};
use crate::{Moderation, WORDS};

/// Posts of the person that are offered.
const RECENT_POSTS: usize = 8;

pub(super) fn routes(s: &Moderation) -> Vec<Route> {
    vec![
        get(s, "/report", Access::SignedIn, form),
        post(s, "/report", Access::SignedIn, send),
        get(s, "/report/done", Access::SignedIn, reported),
    ]
}

/// What is ticked.
#[derive(Default)]
struct Ticked {
    posts: Vec<Id>,
    rules: Vec<i64>,
}

impl Moderation {
    /// Whom a report is to be about: neither the reporter nor anybody who is not there.
    async fn reportable(&self, me: Id, params: &Params) -> Outcome<Arc<Shown>> {
        let id = params.id("account_id")?.ok_or_else(Problem::not_found)?;
        if id == me {
            return Err(Problem::invalid("You cannot report yourself"));
        }
        let shown = self.accounts.account(id).await?.filter(|shown| shown.suspended_ms.is_none());
        shown.ok_or_else(Problem::not_found)
    }

    /// Posts of `person` that the visitor can see: those that are ticked, then the latest.
    async fn offered(&self, me: Id, person: Id, ticked: &[Id]) -> Outcome<Vec<PostTick>> {
        let filter = AuthorFilter { exclude_reblogs: true, ..AuthorFilter::default() };
        let recent = self.posts.author_page(person, Some(me), filter, Page::newest(RECENT_POSTS)).await?;
        let ids = distinct(ticked.iter().copied().chain(recent).collect());
        let views = self.posts.show(&ids, Some(me)).await?;
        let seen = |id: &Id| views.iter().any(|view| view.shown.id == *id && view.shown.author == person);
        if !ticked.iter().all(seen) {
            return Err(Problem::not_found());
        }
        let shown = self.posts.post_views(&views, Place::Chosen).await?;
        let tick = |post: &PostView| PostTick {
            ticked: ticked.iter().any(|id| id.to_string() == post.id),
            id: post.id.clone(),
            text: beginning(post),
            when: post.created_human.clone(),
        };
        Ok(shown.iter().map(tick).collect())
    }

    async fn report_page(
        &self,
        visit: &Visit,
        person: &Shown,
        ticked: &Ticked,
        form: ReportForm,
        errors: FieldErrors,
    ) -> Outcome<ReportPage> {
        let me = visit.viewer.person()?;
        let title = WORDS.say("report-title").with("acct", person.acct());
        let settings = self.settings();
        let rule = |(n, text): (usize, &String)| {
            let named = ticked.rules.iter().any(|rule| usize::try_from(*rule) == Ok(n + 1));
            (n + 1, text.clone(), settings.hints.get(n).cloned().unwrap_or_default(), named)
        };
        Ok(ReportPage {
            shell: self.accounts.shell(visit, title, &format!("/report?account_id={}", person.id)).await?,
            person: person_line(person),
            posts: self.offered(me, person.id, &ticked.posts).await?,
            rules: settings.rules.iter().enumerate().map(rule).collect(),
            form,
            errors,
            comment_chars: COMMENT_CHARS_MAX,
        })
    }
}

/// How a post begins, for somebody who is to tell it from others.
fn beginning(post: &PostView) -> Message {
    match (post.spoiler.as_str(), post.excerpt()) {
        ("", text) if text.is_empty() => WORDS.say("report-no-words"),
        ("", text) => Message::raw(text),
        (spoiler, _) => Message::raw(spoiler),
    }
}

async fn form(State(s): State<Moderation>, visit: Visit, params: Params) -> Reply {
    let person = s.reportable(visit.viewer.person()?, &params).await?;
    let ticked = Ticked { posts: params.id("status_id")?.into_iter().collect(), rules: Vec::new() };
    let form = ReportForm::default();
    Ok(html(s.report_page(&visit, &person, &ticked, form, FieldErrors::default()).await?.page()))
}

/// What is missing, which only people need to be told: apps may leave it out.
fn missing(category: Option<Category>, rules: &[i64]) -> Option<(&'static str, Message)> {
    match category {
        None => Some(("category", WORDS.say("report-no-category"))),
        Some(Category::Violation) if rules.is_empty() => Some(("rule_ids", WORDS.say("report-no-rule"))),
        Some(_) => None,
    }
}

async fn send(State(s): State<Moderation>, visit: Visit, params: Params) -> Reply {
    let me = visit.viewer.person()?;
    let person = s.reportable(me, &params).await?;
    let category = params.filled("category")?.and_then(Category::parse);
    let rules = params.texts("rule_ids")?.into_iter().map(|text| text.parse().unwrap_or(0)).collect();
    let ticked = Ticked { posts: distinct(params.ids("status_ids")?), rules };
    let comment = text::clean(params.text("comment")?.unwrap_or_default());
    let errors = if let Some((field, text)) = missing(category, &ticked.rules) {
        FieldErrors::one(field, text)
    } else {
        let new = NewReport {
            by: me,
            target: person.id,
            posts: ticked.posts.clone(),
            collections: Vec::new(),
            comment: comment.clone(),
            category,
            rules: ticked.rules.clone(),
            forward: false,
        };
        match s.report(new).await {
            Ok(_) => return Ok(see_other(&format!("/report/done?account_id={}", person.id))),
            Err(problem) => {
                complaint(problem, |text| if text.starts_with("Rules") { "rule_ids" } else { "comment" })?
            }
        }
    };
    let page = s.report_page(&visit, &person, &ticked, ReportForm { category, comment }, errors).await?;
    Ok(html_status(StatusCode::UNPROCESSABLE_ENTITY, page.page()))
}

async fn reported(State(s): State<Moderation>, visit: Visit, params: Params) -> Reply {
    let me = visit.viewer.person()?;
    let person = s.reportable(me, &params).await?;
    let relation = s.accounts.relationships(me, &[person.id]).await?.pop();
    let path = format!("/report/done?account_id={}", person.id);
    let page = ReportedPage {
        shell: s.accounts.shell(&visit, WORDS.say("reported-title"), &path).await?,
        person: person_line(&person),
        offers: relation.map_or_else(Offers::default, |r| Offers {
            unfollow: r.following,
            mute: !r.muting && !r.blocking,
            block: !r.blocking,
        }),
    };
    Ok(html(page.page()))
}
