//! What the staff and the operator decide about users.

use base::{Id, Outcome, Problem};
use store::{Write, args};
use ui::Message;
use web::Role;

use super::Ending;
use crate::mail::{JOB, Letter};
use crate::{Access, UserChanged, store as sql};

impl Access {
    /// Lets somebody in who waits for it.
    ///
    /// # Errors
    /// 404 for an account that nobody signs in to.
    pub async fn approve(&self, account: Id) -> Outcome<()> {
        let me = self.clone();
        self.0.db.write(move |w| me.approve_within(w, account)).await
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

    /// Shuts somebody out, or lets them in again.
    ///
    /// # Errors
    /// 404 for an account that nobody signs in to.
    pub async fn set_disabled(&self, account: Id, disabled: bool) -> Outcome<()> {
        let me = self.clone();
        self.0.db.write(move |w| me.set_disabled_within(w, account, disabled)).await
    }

    /// The same in the caller's transaction. Streams end at once; tokens and sessions stay, refused, for the day on
    /// which the person is let in again.
    ///
    /// # Errors
    /// 404 for an account that nobody signs in to.
    pub fn set_disabled_within(&self, w: &mut Write<'_>, account: Id, disabled: bool) -> Outcome<()> {
        w.run_one(&sql::SET_DISABLED, args![account.bk(), account, disabled])?;
        if disabled {
            self.end_streams(w, account)?;
        }
        self.0.bus.emit(w, UserChanged { account })
    }

    /// Lets somebody in who waits for it, in the caller's transaction.
    ///
    /// # Errors
    /// 404 for an account that nobody signs in to.
    pub fn approve_within(&self, w: &mut Write<'_>, account: Id) -> Outcome<()> {
        w.run_one(&sql::APPROVE, args![account.bk(), account, self.now_ms()])?;
        self.0.bus.emit(w, UserChanged { account })
    }

    /// Ends every session, token, code and link of an account whose data are deleted, in the caller's transaction.
    pub fn end_all(&self, w: &mut Write<'_>, account: Id) -> Outcome<()> {
        self.end_grants(w, account, Ending::All)
    }

    /// Puts a letter of the staff to a local account into the queue, in the caller's transaction. Nothing is sent to
    /// an account that nobody signs in to, or whose address was never confirmed.
    /// It is in their language.
    pub fn send_notice(
        &self,
        w: &mut Write<'_>,
        account: Id,
        subject: &Message,
        text: &Message,
    ) -> Outcome<()> {
        let user = w.row(&sql::USER, args![account.bk(), account], sql::user)?;
        let Some(user) = user.filter(|user| user.confirmed_ms.is_some()) else { return Ok(()) };
        let lang = self.lang_of(&user);
        let (subject, text) = (subject.text(lang), self.signed(text, lang));
        let letter = Letter { to: user.email, subject, text, stop: None };
        self.0.bus.enqueue(w, JOB, &letter, self.now_ms()).map(|_| ())
    }
}
