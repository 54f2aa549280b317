//! Who of the staff did what.

use accounts::pages::paging_down;
use axum::extract::{OriginalUri, State};
use base::{Id, Outcome, PageLimit, iso_ms};
use ui::{Message, Page as _, StaffTab};
use web::{Params, Reply, Route, Visit, get, html};

use super::{MODERATORS, path_of};
use crate::model::Audit;
use crate::templates::{AuditPage, LogLine};
use crate::{Moderation, WORDS};

const PAGE: PageLimit = PageLimit { default: 50, max: 100 };

pub(super) fn routes(s: &Moderation) -> Vec<Route> {
    vec![get(s, "/staff/audit", MODERATORS, list)]
}

async fn list(State(s): State<Moderation>, visit: Visit, uri: OriginalUri, params: Params) -> Reply {
    let page = params.page(PAGE)?;
    let lines = s.audit(page).await?;
    let ids: Vec<Id> = lines.iter().map(|line| line.id).collect();
    let (shell, desk) = s.accounts.desk(&visit, WORDS.say("log-title"), StaffTab::Log, path_of(&uri)).await?;
    let paging = paging_down(uri.path(), &ids, &page);
    Ok(html(AuditPage { shell, desk, lines: s.log_lines(lines).await?, paging }.page()))
}

/// What something was done to.
fn object(line: &Audit) -> Message {
    let id = match line.kind.as_str() {
        "Account" | "User" => "log-account",
        "Report" => "log-report",
        "DomainBlock" => "log-server",
        "DomainAllow" => "log-allowed-server",
        "EmailDomainBlock" => "log-provider",
        "CanonicalEmailBlock" => "log-email",
        "IpBlock" => "log-network",
        "Tag" => "log-tag",
        "PreviewCard" => "log-link",
        "Status" => "log-post",
        "Announcement" => "log-announcement",
        "CustomEmoji" => "log-emoji",
        _ => return Message::raw(format!("{} {}", line.kind, line.name)),
    };
    WORDS.say(id).with("name", &line.name)
}

/// What was done.
fn verb(line: &Audit) -> Option<&'static str> {
    let about_account = matches!(line.kind.as_str(), "Account" | "User");
    Some(match (line.action.as_str(), about_account) {
        ("none", _) => "log-wrote",
        ("sensitive", _) => "log-covered",
        ("disable", _) => "log-froze",
        ("silence", _) => "log-limited",
        ("suspend", _) => "log-suspended",
        ("unsensitive", _) => "log-uncovered",
        ("enable", _) => "log-unfroze",
        ("unsilence", _) => "log-unlimited",
        ("unsuspend", _) => "log-unsuspended",
        ("destroy", true) => "log-erased",
        ("destroy", false) => "log-removed",
        ("create", _) => "log-added",
        ("update", _) => "log-changed",
        ("publish", _) => "log-published",
        ("unpublish", _) => "log-unpublished",
        ("assigned_to_self", _) => "log-took",
        ("unassigned", _) => "log-left",
        ("resolve", _) => "log-closed",
        ("reopen", _) => "log-reopened",
        ("approve", true) => "log-let-in",
        ("reject", true) => "log-turned-down",
        ("approve", false) => "log-shown",
        ("reject", false) => "log-hidden",
        _ => return None,
    })
}

/// Where that can be seen now.
fn place(line: &Audit) -> Option<String> {
    let gone = line.action == "destroy" || line.action == "reject";
    match line.kind.as_str() {
        "Account" => Some(format!("/staff/accounts/{}", line.target)),
        "User" if !gone => Some(format!("/staff/accounts/{}", line.target)),
        "Report" => Some(format!("/staff/reports/{}", line.target)),
        _ => None,
    }
}

impl Moderation {
    /// Lines of the log in words.
    pub(super) async fn log_lines(&self, lines: Vec<Audit>) -> Outcome<Vec<LogLine>> {
        let by: Vec<Id> = lines.iter().map(|line| line.by).collect();
        let people = self.accounts.accounts(&by).await?;
        let now = self.now_ms();
        let told = |line: Audit| {
            let who = people.get(&line.by).map(|shown| shown.acct()).unwrap_or_default();
            let object = object(&line);
            let what = match verb(&line) {
                Some(id) => WORDS.say(id).with("who", who).with("what", object),
                None => Message::raw(format!("@{who}: {} {} {}", line.action, line.kind, line.name)),
            };
            LogLine {
                what,
                when: Message::ago(now, line.created_ms),
                iso: iso_ms(line.created_ms),
                url: place(&line),
            }
        };
        Ok(lines.into_iter().map(told).collect())
    }
}
