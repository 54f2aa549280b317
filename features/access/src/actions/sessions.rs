//! Signing in and out by a browser.

use base::{DAY_MS, Id, Outcome, random};
use store::args;

use super::passwords::unchanged;
use crate::authenticator::{SESSION_AGE_MS, SESSION_IDLE_MS};
use crate::model::{Begun, User};
use crate::secrets::digest;
use crate::{Access, GrantsRevoked, Revoked, rules, store as sql};

/// Browsers of one account; the one unused for longest gives way.
pub(crate) const SESSIONS_MAX: usize = 50;
/// How long it stays known that a code was used, and how many mails were sent.
const KEPT_MS: i64 = 2 * DAY_MS;
/// After so long an application that never got a token is forgotten.
const UNUSED_APP_MS: i64 = 90 * DAY_MS;
/// After so long an application's own token that is not used is forgotten.
const UNUSED_TOKEN_MS: i64 = 90 * DAY_MS;

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

    /// Forgets what is over: sessions, codes, links, counts of mails, applications that were never used. To be
    /// called now and then; gives how many rows went.
    pub async fn purge(&self) -> Outcome<u64> {
        let now = self.now_ms();
        self.0
            .db
            .write(move |w| {
                let mut gone =
                    w.run(&sql::PURGE_SESSIONS, args![now - SESSION_IDLE_MS, now - SESSION_AGE_MS])?;
                gone += w.run(&sql::PURGE_CODES, args![now - KEPT_MS])?;
                gone += w.run(&sql::PURGE_MAIL_TOKENS, args![now])?;
                gone += w.run(&sql::PURGE_MAILS, args![now - KEPT_MS])?;
                gone += w.run(&sql::PURGE_TOKENS, args![now - UNUSED_TOKEN_MS])?;
                gone += w.run(&sql::PURGE_APPS, args![now - UNUSED_APP_MS])?;
                Ok(gone)
            })
            .await
    }
}
