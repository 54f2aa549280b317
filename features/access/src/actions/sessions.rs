//! Signing in and out by a browser.

use base::{Id, Outcome, random};
use store::args;

use super::passwords::unchanged;
use crate::model::{Begun, User};
use crate::secrets::digest;
use crate::{Access, GrantsRevoked, Revoked, rules, store as sql};

/// Browsers of one account; the one unused for longest gives way.
pub(crate) const SESSIONS_MAX: usize = 50;

impl Access {
    /// Begins a session with a password.
    ///
    /// # Errors
    /// 401 when name or password is wrong; 403 in Mastodon's words when the person cannot get in (yet).
    pub async fn sign_in(&self, login: &str, password: &str, user_agent: &str) -> Outcome<Begun> {
        let user = self.check_login(login, password).await?;
        self.standing(&user).await?.check()?;
        self.begin_session(user, user_agent).await
    }

    pub(crate) async fn begin_session(&self, user: User, user_agent: &str) -> Outcome<Begun> {
        let (me, now, cookie) = (self.clone(), self.now_ms(), random::token());
        let (account, hash, label) = (user.account, digest(&cookie), rules::browser_label(user_agent));
        let id = self.0.ids.beside(account);
        self.0
            .db
            .write(move |w| {
                unchanged(w, &user)?;
                w.run(&sql::INSERT_SESSION, args![&hash[..], id, account, &label, now])?;
                me.note_day(w, account)?;
                let old = w.column::<Id>(&sql::OLD_SESSIONS, args![account, SESSIONS_MAX])?;
                me.end_sessions(w, account, old)
            })
            .await?;
        Ok(Begun { account, cookie })
    }

    /// Ends the session of this cookie. Unknown ones are ended already.
    pub async fn sign_out(&self, cookie: &str) -> Outcome<()> {
        let (me, hash) = (self.clone(), digest(cookie));
        self.0
            .db
            .write(move |w| {
                let found =
                    w.row(&sql::SESSION, args![&hash[..]], |row| Ok((row.get::<Id>(0)?, row.get::<Id>(1)?)))?;
                match found {
                    Some((id, account)) => me.end_sessions(w, account, vec![id]),
                    None => Ok(()),
                }
            })
            .await
    }

    /// Ends one of the account's sessions; another account's is not there.
    pub async fn end_session(&self, account: Id, session: Id) -> Outcome<()> {
        let me = self.clone();
        self.0.db.write(move |w| me.end_sessions(w, account, vec![session])).await
    }

    /// Takes an application's tokens away.
    pub async fn revoke_app(&self, account: Id, app: Id) -> Outcome<()> {
        let me = self.clone();
        self.0
            .db
            .write(move |w| {
                let ids = w.column::<Id>(&sql::GRANTS_TO_APP, args![account, app])?;
                w.run(&sql::REVOKE_TOKENS_TO_APP, args![account, app])?;
                w.run(&sql::REVOKE_CODES_TO_APP, args![account, app])?;
                me.0.bus.emit(w, GrantsRevoked { account, grants: Revoked::These(ids) })
            })
            .await
    }
}
