//! What the staff and the operator decide about users.

use base::{Id, Outcome, Problem};
use store::args;
use web::Role;

use super::Ending;
use crate::{Access, UserChanged, store as sql};

impl Access {
    /// Lets somebody in who waits for it.
    ///
    /// # Errors
    /// 404 for an account that nobody signs in to.
    pub async fn approve(&self, account: Id) -> Outcome<()> {
        let (bus, now) = (self.0.bus.clone(), self.now_ms());
        self.0
            .db
            .write(move |w| {
                w.run_one(&sql::APPROVE, args![account.bk(), account, now])?;
                bus.emit(w, UserChanged { account })
            })
            .await
    }

    /// Turns somebody down who waits: password and reason are deleted, address and name are free for others.
    ///
    /// # Errors
    /// 404 for an account that nobody signs in to, 409 for one that was let in already.
    pub async fn reject(&self, account: Id) -> Outcome<()> {
        let me = self.clone();
        self.0
            .db
            .write(move |w| {
                let user = w
                    .row(&sql::USER, args![account.bk(), account], sql::user)?
                    .ok_or_else(Problem::not_found)?;
                if user.approved_ms.is_some() {
                    return Err(Problem::new(base::Kind::Conflict, "This account was approved already"));
                }
                w.run_one(&sql::DELETE_USER, args![account.bk(), account])?;
                me.take_back(w, &user)
            })
            .await
    }

    /// Gives somebody a role; it counts in their very next call.
    ///
    /// # Errors
    /// 404 for an account that nobody signs in to.
    pub async fn set_role(&self, account: Id, role: Role) -> Outcome<()> {
        let bus = self.0.bus.clone();
        self.0
            .db
            .write(move |w| {
                w.run_one(&sql::SET_ROLE, args![account.bk(), account, role.name()])?;
                bus.emit(w, UserChanged { account })
            })
            .await
    }

    /// Shuts somebody out, or lets them in again. Shutting out ends every session and token.
    ///
    /// # Errors
    /// 404 for an account that nobody signs in to.
    pub async fn set_disabled(&self, account: Id, disabled: bool) -> Outcome<()> {
        let me = self.clone();
        self.0
            .db
            .write(move |w| {
                w.run_one(&sql::SET_DISABLED, args![account.bk(), account, disabled])?;
                if disabled {
                    me.end_grants(w, account, Ending::All)?;
                }
                me.0.bus.emit(w, UserChanged { account })
            })
            .await
    }
}
