//! Deleting one's own account: what this feature keeps of it, and proving that one may.

use base::{Id, Kind, Outcome, Problem};
use store::{Write, args};
use web::Role;

use super::Ending;
use crate::browser::Browser;
use crate::events::UserChanged;
use crate::{Access, Leaving, store as sql};

impl Access {
    /// Who deletes an account with all that it has. Can be said once; until then nobody can.
    pub fn leave_by(&self, leaving: Leaving) {
        drop(self.0.leaving.set(leaving));
    }

    /// Deletes what this feature keeps of an account, in the caller's transaction: every session, token and link, the
    /// password, the second step, and the e-mail address, which is free again. The name stays taken.
    ///
    /// # Errors
    /// 404 for an account that nobody signs in to, 403 for the owner's, without whom nobody could look after the server.
    pub fn remove_user(&self, w: &mut Write<'_>, account: Id) -> Outcome<()> {
        let user =
            w.row(&sql::USER, args![account.bk(), account], sql::user)?.ok_or_else(Problem::not_found)?;
        if user.role == Role::Owner {
            return Err(owner_stays());
        }
        self.end_grants(w, account, Ending::All)?;
        let known = [&sql::DROP_APP, &sql::DROP_PASSKEYS, &sql::DROP_RECOVERY, &sql::DROP_STEPS];
        for statement in known.into_iter().chain([&sql::FORGET_DAYS, &sql::FORGET_ADDRESSES]) {
            w.run(statement, args![account])?;
        }
        w.run(&sql::FREE_EMAIL, args![&user.email])?;
        w.run_one(&sql::DELETE_USER, args![account.bk(), account])?;
        self.0.bus.emit(w, UserChanged { account })
    }

    /// Deletes the account of somebody who shows their password and, where they have one, the second step.
    ///
    /// # Errors
    /// 403 with the field's name when the password (`password`) or the code (`code`) is wrong, 429 after too many wrong
    /// ones, 403 (`understood`) for the owner.
    pub(crate) async fn leave(
        &self,
        account: Id,
        (password, code): (&str, &str),
        browser: &Browser,
    ) -> Result<(), (&'static str, Problem)> {
        let user =
            self.check_own(account, password, browser).await.map_err(|problem| ("password", problem))?;
        if user.role == Role::Owner {
            return Err(("understood", owner_stays()));
        }
        if self.factors(account).await.map_err(|problem| ("code", problem))?.on() {
            let (me, typed) = (self.clone(), code.to_owned());
            let proved = move |w: &mut Write<'_>| Ok(me.proves(w, account, &typed)?.then_some(()));
            self.guarded(account, browser, proved).await.map_err(|problem| ("code", problem))?;
        }
        let leaving = self.0.leaving.get().ok_or_else(|| ("understood", Problem::forbidden()))?;
        leaving(account).await.map_err(|problem| ("understood", problem))
    }
}

fn owner_stays() -> Problem {
    Problem::new(
        Kind::Forbidden,
        "The owner of this server cannot delete their account; somebody else has to own it first",
    )
}
