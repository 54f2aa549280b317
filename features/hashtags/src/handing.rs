//! Handing an entry over: its owner asks somebody, who takes it or does not.

use base::{Id, Outcome, Problem};

use crate::Hashtags;
use crate::actions::held;
use crate::model::{Entry, Who};
use crate::rules::may_change;

impl Hashtags {
    /// Asks somebody to look after an entry from now on; until they agree, nothing changes. Nobody takes it back.
    ///
    /// # Errors
    /// 404 for none, 403 for somebody else's, 422 for somebody who cannot be asked.
    pub async fn offer(&self, by: Who, tag: &str, to: Option<Id>) -> Outcome<Entry> {
        if let Some(to) = to {
            self.may_be_asked(by, to).await?;
        }
        let tag = tag.to_owned();
        self.change(move |w| {
            let mut entry = held(w, &tag)?;
            may_change(by, &entry)?;
            entry.offered_to = to.filter(|to| entry.owner != Some(*to));
            Ok(entry)
        })
        .await
    }

    /// People of this server, whom no block stands between.
    async fn may_be_asked(&self, by: Who, to: Id) -> Outcome<()> {
        let accounts = &self.0.ground.accounts;
        let cut = accounts.relations(by.account).await?.cut_off(to);
        let here = accounts.account(to).await?.is_some_and(|who| who.domain.is_none() && who.is_listed());
        if here && !cut { Ok(()) } else { Err(Problem::invalid("Owner must be somebody of this server")) }
    }

    /// Somebody who was asked takes an entry over, or does not.
    ///
    /// # Errors
    /// 404 for none, or where they were not asked.
    pub async fn answer_offer(&self, by: Who, tag: &str, take: bool) -> Outcome<Entry> {
        let tag = tag.to_owned();
        self.change(move |w| {
            let mut entry = held(w, &tag)?;
            if entry.offered_to != Some(by.account) {
                return Err(Problem::not_found());
            }
            entry.offered_to = None;
            if take {
                entry.owner = Some(by.account);
            }
            Ok(entry)
        })
        .await
    }
}
