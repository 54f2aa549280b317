//! Reports, as the staff work on them.

use accounts::pages::{paging, person_line, say_named};
use axum::extract::{OriginalUri, Path, State};
use base::{Id, Outcome, PageLimit, Problem};
use posts::{Place, View};
use ui::{EmptyState, Message, Page as _, PersonLine, StaffTab, Tab};
use web::{Params, Reply, Role, Route, Visit, at, get, html, post, see_other};

use super::{MODERATORS, keeping, path_of};
use crate::api::staff;
use crate::model::{Category, Report, ReportFilter, ReportState};
use crate::templates::{Case, CasePage, CoveredPost, ReportsPage};
use crate::views::Reports;
use crate::{Moderation, WORDS};

const PAGE: PageLimit = PageLimit { default: 20, max: 40 };

pub(super) fn routes(s: &Moderation) -> Vec<Route> {
    vec![
        get(s, "/staff/reports", MODERATORS, list),
        get(s, "/staff/reports/{id}", MODERATORS, one),
        post(s, "/web/staff/reports/{id}/assign", MODERATORS, assign),
        post(s, "/web/staff/reports/{id}/unassign", MODERATORS, unassign),
        post(s, "/web/staff/reports/{id}/resolve", MODERATORS, resolve),
        post(s, "/web/staff/reports/{id}/reopen", MODERATORS, reopen),
    ]
}

/// Which reports a tab shows.
const STATES: [(&str, &str, &str); 4] = [
    ("open", "reports-open", "reports-none-open"),
    ("mine", "reports-mine", "reports-none-mine"),
    ("resolved", "reports-resolved", "reports-none-resolved"),
    ("any", "reports-any", "reports-none-any"),
];

async fn list(State(s): State<Moderation>, visit: Visit, uri: OriginalUri, params: Params) -> Reply {
    let asked = params.filled("state")?.unwrap_or("open");
    let (state, _, none) = STATES.into_iter().find(|(name, ..)| *name == asked).unwrap_or(STATES[0]);
    let target = params.id("target")?;
    let filter = ReportFilter {
        state: match state {
            "resolved" => ReportState::Resolved,
            "any" => ReportState::Any,
            _ => ReportState::Open,
        },
        assigned: (state == "mine").then(|| visit.viewer.person()).transpose()?,
        target,
        ..ReportFilter::default()
    };
    let page = params.page(PAGE)?;
    let all = s.around(s.reports(filter, page).await?).await?;
    let ids: Vec<Id> = all.reports.iter().map(|report| report.id).collect();
    let kept = target.map(|id| format!("&target={id}")).unwrap_or_default();
    let tab = |(name, label, _): (&str, &'static str, &str)| {
        Tab::new(WORDS.say(label), format!("/staff/reports?state={name}{kept}"), name == state)
    };
    let (shell, desk) =
        s.accounts.desk(&visit, WORDS.say("reports-title"), StaffTab::Reports, path_of(&uri)).await?;
    let now = s.now_ms();
    let view = ReportsPage {
        shell,
        desk,
        states: STATES.map(tab).to_vec(),
        cases: all.reports.iter().filter_map(|report| case(&all, report, now)).collect(),
        empty: EmptyState::new(WORDS.say(none), WORDS.say("reports-none-text")),
        paging: keeping(paging(uri.path(), &ids, &page), &format!("state={state}{kept}")),
        presets: visit.viewer.role >= Role::Admin,
    };
    Ok(html(view.page()))
}

fn category(category: Category) -> Message {
    WORDS.say(match category {
        Category::Spam => "report-spam",
        Category::Legal => "report-legal",
        Category::Violation => "report-violation",
        Category::Other => "report-other",
    })
}

fn person(all: &Reports, id: Id) -> Option<PersonLine> {
    all.people.shown.get(&id).map(|shown| person_line(shown))
}

fn acct(all: &Reports, id: Option<Id>) -> Option<String> {
    all.people.shown.get(&id?).map(|shown| shown.acct())
}

/// Who takes care of a report, or who closed it.
fn state(all: &Reports, report: &Report) -> Message {
    if let Some(ms) = report.resolved_ms {
        let by = acct(all, report.resolved_by).unwrap_or_default();
        return WORDS.say("case-closed").with("acct", by).with("day", Message::day(ms));
    }
    match acct(all, report.assigned) {
        Some(acct) => WORDS.say("case-assigned").with("acct", acct),
        None => WORDS.say("case-free"),
    }
}

fn case(all: &Reports, report: &Report, now: base::Ms) -> Option<Case> {
    let by = acct(all, Some(report.by)).unwrap_or_default();
    let summary = WORDS.say("case-summary").with("category", category(report.category));
    Some(Case {
        id: report.id.to_string(),
        person: person(all, report.target)?,
        summary: summary.with("acct", by).with("n", report.posts.len()),
        comment: report.comment.clone(),
        state: state(all, report),
        when: Message::ago(now, report.created_ms),
    })
}

async fn one(
    State(s): State<Moderation>,
    Path(id): Path<String>,
    visit: Visit,
    uri: OriginalUri,
    params: Params,
) -> Reply {
    let all = s.around(vec![s.one_report(at(&id)?).await?]).await?;
    let report = all.reports.first().ok_or_else(Problem::not_found)?;
    let by = person(&all, report.by).ok_or_else(Problem::not_found)?;
    let views: Vec<View> = report.posts.iter().filter_map(|id| all.posts.get(id).cloned()).collect();
    let heading = WORDS.say("report-of").with("acct", acct(&all, Some(report.target)).unwrap_or_default());
    let (mut shell, desk) = s.accounts.desk(&visit, heading, StaffTab::Reports, path_of(&uri)).await?;
    let told = [
        ("assigned", "case-now-yours"),
        ("unassigned", "case-now-free"),
        ("resolved", "case-now-closed"),
        ("reopened", "case-now-open"),
        ("decided", "act-done"),
    ];
    say_named(&mut shell, &params, &WORDS, &told)?;
    let page = CasePage {
        shell,
        desk,
        id: report.id.to_string(),
        subject: s.account_line(&all.people, report.target).ok_or_else(Problem::not_found)?,
        by,
        category: category(report.category),
        rules: s.rule_texts(&report.rules),
        comment: report.comment.clone(),
        when: Message::ago(s.now_ms(), report.created_ms),
        state: state(&all, report),
        resolved: report.resolved_ms.is_some(),
        mine: report.assigned == visit.viewer.account(),
        gone: report.posts.len().saturating_sub(views.len()),
        posts: s.covered(&views).await?,
        act: s.act_form(staff(&visit.viewer)?, report.target, Some(report.id)).await?,
        errors: ui::FieldErrors::default(),
        strikes: s.strike_lines(report.target).await?,
        log: s.log_lines(s.audit_of(report.id).await?).await?,
    };
    Ok(html(page.page()))
}

impl Moderation {
    /// Posts as pages show them, with those covered that are sensitive.
    async fn covered(&self, views: &[View]) -> Outcome<Vec<CoveredPost>> {
        let posts = self.posts.post_views(views, Place::Chosen).await?;
        Ok(posts.into_iter().map(|post| CoveredPost { covered: post.sensitive, post }).collect())
    }
}

/// For each button: what it does, and back to the report.
macro_rules! buttons {
    ($($name:ident $done:literal |$s:ident, $me:ident, $id:ident| $verb:expr;)*) => { $(
        async fn $name(State($s): State<Moderation>, Path(id): Path<String>, visit: Visit) -> Reply {
            let ($me, $id) = (visit.viewer.person()?, at(&id)?);
            $verb.await?;
            Ok(see_other(&format!("/staff/reports/{}?done={}", $id, $done)))
        }
    )* };
}

buttons! {
    assign "assigned" |s, me, id| s.assign_report(me, id, Some(me));
    unassign "unassigned" |s, me, id| s.assign_report(me, id, None);
    resolve "resolved" |s, me, id| s.resolve_report(me, id);
    reopen "reopened" |s, me, id| s.reopen_report(me, id);
}
