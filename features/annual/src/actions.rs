//! Asking for a report, and making it.

use std::sync::Arc;

use base::{Id, Outcome, Problem};
use notifications::Kind;
use serde::{Deserialize, Serialize};
use store::args;

use crate::model::{Data, State, TagCount, Year};
use crate::rules::{MAKING_MS_MAX, archetype};
use crate::{Annual, store as sql};

const JOB: &str = "annual.make";

/// What a job is to do.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
struct Task {
    account: Id,
    year: Year,
}

/// Takes on the job.
pub(crate) fn work(annual: &Annual) {
    // Weak: the bus lives in here.
    let weak = Arc::downgrade(&annual.0);
    annual.0.bus.work(JOB, move |task: Task| {
        let me = weak.upgrade().map(Annual);
        async move {
            match me {
                Some(me) => me.make(task.account, task.year).await,
                None => Ok(()),
            }
        }
    });
}

impl Annual {
    /// Has a report made for its owner, who may only ask for a year that is open and in which they wrote something.
    /// Gives how far it was before.
    pub async fn generate(&self, account: Id, year: Year) -> Outcome<State> {
        let state = self.state(account, year).await?;
        if state == State::Eligible {
            self.issue(account, year).await?;
        }
        Ok(state)
    }

    /// Has a report made, whatever there is to tell. One that is there or being made is left as it is.
    ///
    /// # Errors
    /// 422 for a year that there was not.
    pub async fn issue(&self, account: Id, year: Year) -> Outcome<()> {
        let now = self.0.clock.now_ms();
        if !year.is_open(now) {
            return Err(Problem::invalid("Year is not over"));
        }
        let (me, id) = (self.clone(), self.0.ids.beside(account));
        self.0
            .db
            .write(move |w| {
                let row = args![id, id.bk(), account, i64::from(year.0), now, now - MAKING_MS_MAX];
                if w.run(&sql::ASK, row)? > 0 {
                    me.0.bus.enqueue(w, JOB, &Task { account, year }, now)?;
                }
                Ok(())
            })
            .await
    }

    /// Makes a report that was asked for, and tells its owner.
    async fn make(&self, account: Id, year: Year) -> Outcome<()> {
        let data = serde_json::to_string(&self.data(account, year).await?).map_err(Problem::internal)?;
        let me = self.clone();
        self.0
            .db
            .write(move |w| {
                let made = args![account.bk(), account, i64::from(year.0), &data];
                match w.row(&sql::MADE, made, |row| row.get::<Id>(0))? {
                    Some(id) => {
                        let (kind, people) = (Kind::AnnualReport, vec![account]);
                        me.0.notifications.tell_of_matter(w, kind, id, account, people)
                    }
                    None => Ok(()),
                }
            })
            .await
    }

    async fn data(&self, account: Id, year: Year) -> Outcome<Data> {
        let ids = year.ids().ok_or_else(Problem::not_found)?;
        let posts = &self.0.posts;
        let tally = posts.tally(account, ids).await?;
        let tag = posts.top_tag(account, ids).await?;
        Ok(Data {
            archetype: archetype(&tally),
            most_boosted: posts.most_boosted(account, ids).await?,
            posts: tally.all,
            followers: self.0.accounts.followers_gained(account, ids).await?,
            top_tag: tag.map(|(name, count)| TagCount { name, count }),
        })
    }

    /// Notes that its owner has seen a report.
    ///
    /// # Errors
    /// 404 for none.
    pub async fn view(&self, account: Id, year: Year) -> Outcome<()> {
        let now = self.0.clock.now_ms();
        self.0
            .db
            .write(move |w| w.run_one(&sql::VIEW, args![account.bk(), account, i64::from(year.0), now]))
            .await
    }

    /// Deletes all reports of an account, and what it was told of them.
    pub async fn erase(&self, account: Id) -> Outcome<()> {
        let me = self.clone();
        self.0
            .db
            .write(move |w| {
                let gone: Vec<Id> = w.column(&sql::ERASE, args![account.bk(), account])?;
                let notifications = &me.0.notifications;
                gone.into_iter().try_for_each(|id| {
                    notifications.forget_matter(w, Kind::AnnualReport, id, account, account)
                })
            })
            .await
    }
}
