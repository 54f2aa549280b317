//! Lists of what is kept out: servers, providers of e-mail, single addresses of e-mail, networks.

mod canonicals;
mod emails;
mod networks;
mod servers;

use std::sync::Arc;

use access::rules::Fault;
use access::{Entrant, Verdict};
use base::{Id, Outcome, Problem};
use store::{Read, Row, Sql, args};

use crate::Moderation;
use crate::rules::NO_ACCESS;

/// Sits down in the slots of those who ask.
pub(crate) fn guard(moderation: &Moderation) {
    let weak = Arc::downgrade(&moderation.0);
    moderation.access.guard_sign_ups(Arc::new(move |entrant| {
        let me = weak.upgrade().map(Moderation);
        Box::pin(async move {
            match me {
                Some(me) => me.judge(entrant).await,
                None => Ok(Verdict::Welcome),
            }
        })
    }));
}

impl Moderation {
    /// What the lists say of somebody who wants to sign up.
    async fn judge(&self, entrant: Entrant) -> Outcome<Verdict> {
        let by_network = match entrant.address {
            Some(address) => self.severity_of(address).await?,
            None => None,
        };
        if by_network.as_deref().is_some_and(|severity| matches!(severity, "sign_up_block" | NO_ACCESS)) {
            return Ok(Verdict::Refused);
        }
        let Some(email) = entrant.email else { return Ok(Verdict::Welcome) };
        if self.is_blocked_address(&email).await? {
            return Ok(Verdict::Faulty(vec![fault("ERR_TAKEN", "has already been taken")]));
        }
        match self.provider_block(&email).await? {
            Some(block) if !block.allow_with_approval => {
                Ok(Verdict::Faulty(vec![fault("ERR_BLOCKED", "uses a disallowed e-mail provider")]))
            }
            Some(_) => Ok(Verdict::Ask),
            None if by_network.is_some() => Ok(Verdict::Ask),
            None => Ok(Verdict::Welcome),
        }
    }

    /// A page of one of the lists, newest first.
    async fn block_page<T: Send + 'static>(
        &self,
        statement: &'static Sql,
        page: base::Page,
        read: fn(&Row<'_>) -> Outcome<T>,
    ) -> Outcome<Vec<T>> {
        let asked =
            move |r: &Read<'_>| r.rows(statement, args![page.below(), page.above(), page.limit], read);
        self.db.read(asked).await
    }

    /// One entry of one of the lists.
    ///
    /// # Errors
    /// 404 for none.
    async fn block<T: Send + 'static>(
        &self,
        statement: &'static Sql,
        id: Id,
        read: fn(&Row<'_>) -> Outcome<T>,
    ) -> Outcome<T> {
        self.db.read(move |r| r.row(statement, args![id], read)).await?.ok_or_else(Problem::not_found)
    }
}

fn fault(code: &'static str, text: &str) -> Fault {
    Fault { field: "email", code, text: text.to_owned() }
}

/// 422 for what is in the list already.
fn taken(what: &str) -> Problem {
    Problem::invalid(format!("{what} has already been taken"))
}
