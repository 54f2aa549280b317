//! Reports: making them, and what the staff do with them.

use base::{Id, Outcome, Problem};
use store::{Write, args};

use crate::actions::Target;
use crate::events::ReportChanged;
use crate::model::{Category, NewReport, Report};
use crate::rules::{check_report, check_rules, distinct};
use crate::{Moderation, store as sql};

impl Moderation {
    /// Reports an account to the staff, who are notified.
    ///
    /// # Errors
    /// 404 for nobody, for the suspended and for posts or collections that the reporter cannot see or that are not the
    /// account's; 422 for what is wrong with the form.
    pub async fn report(&self, new: NewReport) -> Outcome<Report> {
        let category = check_report(&new, self.settings().rules.len())?;
        let target = self.accounts.account(new.target).await?.filter(|shown| shown.suspended_ms.is_none());
        let target = target.ok_or_else(Problem::not_found)?;
        let posts = distinct(new.posts);
        let views = self.posts.show(&posts, Some(new.by)).await?;
        if views.len() < posts.len() || views.iter().any(|view| view.shown.author != target.id) {
            return Err(Problem::not_found());
        }
        let collections = distinct(new.collections);
        let seen = self.collections.seen(&collections, Some(new.by)).await?;
        if seen.len() < collections.len() || seen.iter().any(|seen| seen.collection.owner != target.id) {
            return Err(Problem::not_found());
        }
        let now = self.now_ms();
        let report = Report {
            id: self.next_id(),
            by: new.by,
            target: new.target,
            posts,
            collections,
            comment: new.comment,
            category,
            rules: if category == Category::Violation { new.rules } else { Vec::new() },
            forwarded: new.forward && target.domain.is_some(),
            assigned: None,
            resolved_by: None,
            resolved_ms: None,
            created_ms: now,
            updated_ms: now,
        };
        let (me, row) = (self.clone(), report.clone());
        self.db.write(move |w| me.insert_report(w, &row)).await?;
        Ok(report)
    }

    fn insert_report(&self, w: &mut Write<'_>, report: &Report) -> Outcome<()> {
        let rules = serde_json::to_string(&report.rules).map_err(Problem::internal)?;
        w.run(
            &sql::INSERT_REPORT,
            args![
                report.id,
                report.by,
                report.target,
                &sql::json(&report.posts)?,
                &report.comment,
                report.category.name(),
                &rules,
                report.forwarded,
                report.created_ms,
                &sql::json(&report.collections)?
            ],
        )?;
        self.bus.emit(w, ReportChanged { report: report.id })?;
        self.notifications.tell_of_report(w, report.id, report.by)
    }

    /// Says what a report is about.
    ///
    /// # Errors
    /// 404 for none, 422 for rules that do not exist.
    pub async fn sort_report(
        &self,
        by: Id,
        id: Id,
        category: Option<Category>,
        rules: Option<Vec<i64>>,
    ) -> Outcome<()> {
        let count = self.settings().rules.len();
        self.with_report(by, id, "update", move |me, w, report| {
            let category = category.unwrap_or(report.category);
            let rules = rules.unwrap_or(report.rules);
            check_rules(category, &rules, count)?;
            let rules = if category == Category::Violation { rules } else { Vec::new() };
            let rules = serde_json::to_string(&rules).map_err(Problem::internal)?;
            w.run(&sql::SORT_REPORT, args![id, category.name(), &rules, me.now_ms()]).map(|_| ())
        })
        .await
    }

    /// Says who of the staff takes care of a report.
    ///
    /// # Errors
    /// 404 for none.
    pub async fn assign_report(&self, by: Id, id: Id, to: Option<Id>) -> Outcome<()> {
        let action = if to.is_some() { "assigned_to_self" } else { "unassigned" };
        self.with_report(by, id, action, move |me, w, _| {
            w.run(&sql::ASSIGN, args![id, to, me.now_ms()]).map(|_| ())
        })
        .await
    }

    /// Closes a report.
    ///
    /// # Errors
    /// 404 for none.
    pub async fn resolve_report(&self, by: Id, id: Id) -> Outcome<()> {
        self.with_report(by, id, "resolve", move |me, w, _| {
            w.run(&sql::RESOLVE, args![id, by, me.now_ms()]).map(|_| ())
        })
        .await
    }

    /// Opens a report again.
    ///
    /// # Errors
    /// 404 for none.
    pub async fn reopen_report(&self, by: Id, id: Id) -> Outcome<()> {
        self.with_report(by, id, "reopen", move |me, w, _| {
            w.run(&sql::REOPEN, args![id, me.now_ms()]).map(|_| ())
        })
        .await
    }

    async fn with_report(
        &self,
        by: Id,
        id: Id,
        action: &'static str,
        change: impl FnOnce(&Self, &Write<'_>, Report) -> Outcome<()> + Send + 'static,
    ) -> Outcome<()> {
        let me = self.clone();
        self.db
            .write(move |w| {
                let report = w.row(&sql::REPORT, args![id], sql::report)?.ok_or_else(Problem::not_found)?;
                change(&me, w, report)?;
                let name = format!("#{id}");
                me.log(w, by, action, Target { kind: "Report", id, name: &name })?;
                me.bus.emit(w, ReportChanged { report: id })
            })
            .await
    }
}
