//! Reading reports and decisions, with everyone and every post in them.

use std::sync::Arc;

use base::{Id, IdMap, Outcome, Page, Problem};
use notifications::{Kind, MatterList};
use posts::View;
use serde_json::Value;
use store::{Read, args};

use crate::accounts_view::People;
use crate::model::{Report, ReportFilter, ReportState};
use crate::{Moderation, entity, store as sql};

/// Some reports with what they are about.
pub(crate) struct Reports {
    pub(crate) reports: Vec<Report>,
    pub(crate) people: People,
    pub(crate) posts: IdMap<View>,
    pub(crate) collections: IdMap<Value>,
}

/// Sits down in the slot of notifications that asks what reports and decisions look like.
pub(crate) fn tell_matters(moderation: &Moderation) {
    let weak = Arc::downgrade(&moderation.0);
    let slot = move |kind, ids, _| -> MatterList {
        let me = weak.upgrade().map(Moderation);
        Box::pin(async move {
            match me {
                Some(me) => me.matters(kind, ids).await,
                None => Ok(IdMap::default()),
            }
        })
    };
    moderation.notifications.name_matters(&[Kind::AdminReport, Kind::ModerationWarning], Arc::new(slot));
}

impl Moderation {
    /// A page of reports, newest first.
    pub async fn reports(&self, filter: ReportFilter, page: Page) -> Outcome<Vec<Report>> {
        let asked = move |r: &Read<'_>| {
            let statement = if page.forward() { &sql::REPORTS_UP } else { &sql::REPORTS_PAGE };
            let (by, target) = (filter.by.unwrap_or_default(), filter.target.unwrap_or_default());
            let domain = filter.domain.as_deref().unwrap_or_default();
            let state: i64 = match filter.state {
                ReportState::Open => 0,
                ReportState::Resolved => 1,
                ReportState::Any => 2,
            };
            let assigned = filter.assigned.unwrap_or_default();
            let args = args![page.below(), page.above(), state, by, target, domain, page.limit, assigned];
            r.rows(statement, args, sql::report)
        };
        let mut reports = self.db.read(asked).await?;
        reports.sort_by_key(|report| std::cmp::Reverse(report.id));
        Ok(reports)
    }

    /// One report; 404 for none.
    pub async fn one_report(&self, id: Id) -> Outcome<Report> {
        self.db
            .read(move |r| r.row(&sql::REPORT, args![id], sql::report))
            .await?
            .ok_or_else(Problem::not_found)
    }

    /// Reports with everyone in them and, whoever may see them, the posts.
    pub(crate) async fn around(&self, reports: Vec<Report>) -> Outcome<Reports> {
        let mut ids: Vec<Id> = Vec::new();
        let mut about: Vec<Id> = Vec::new();
        let mut lists: Vec<Id> = Vec::new();
        for report in &reports {
            ids.extend(
                [Some(report.by), Some(report.target), report.assigned, report.resolved_by].iter().flatten(),
            );
            about.extend(&report.posts);
            lists.extend(&report.collections);
        }
        for list in [&mut ids, &mut about, &mut lists] {
            list.sort_unstable();
            list.dedup();
        }
        let views = self.posts.show_to_staff(&about).await?;
        let posts = views.into_iter().map(|view| (view.shown.id, view)).collect();
        let seen = self.collections.seen_by_staff(&lists).await?;
        let collections = seen.iter().map(|one| (one.collection.id, self.collections.entity(one))).collect();
        Ok(Reports { reports, people: self.know(&ids).await?, posts, collections })
    }

    /// JSON of reports or decisions, for the notifications about them.
    async fn matters(&self, kind: Kind, ids: Vec<Id>) -> Outcome<IdMap<Arc<[u8]>>> {
        let numbers = accounts::numbers(&ids);
        if kind == Kind::AdminReport {
            let asked = move |r: &Read<'_>| r.rows(&sql::REPORTS_BY_IDS, args![&numbers], sql::report);
            let reports = self.db.read(asked).await?;
            let targets: Vec<Id> = reports.iter().map(|report| report.target).collect();
            let shown = self.accounts.accounts(&targets).await?;
            let told =
                |report: &Report| Some((report.id, entity::report(report, shown.get(&report.target)?)));
            return Ok(reports.iter().filter_map(told).map(bytes).collect());
        }
        let asked = move |r: &Read<'_>| r.rows(&sql::STRIKES_BY_IDS, args![&numbers], sql::strike);
        let strikes = self.db.read(asked).await?;
        let targets: Vec<Id> = strikes.iter().map(|strike| strike.target).collect();
        let shown = self.accounts.accounts(&targets).await?;
        let told =
            |strike: &crate::Strike| Some((strike.id, entity::warning(strike, shown.get(&strike.target)?)));
        Ok(strikes.iter().filter_map(told).map(bytes).collect())
    }
}

fn bytes((id, entity): (Id, Value)) -> (Id, Arc<[u8]>) {
    (id, entity.to_string().into_bytes().into())
}
