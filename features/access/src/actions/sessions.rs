//! Signing in and out by a browser.

use base::{Id, Kind, Outcome, Problem, random};
use store::{Write, args};

use super::notices::Notice;
use super::passwords::unchanged;
use crate::browser::Browser;
use crate::model::{Arrival, Begun, User};
use crate::secrets::digest;
use crate::{Access, GrantsRevoked, Revoked, rules, store as sql};

/// Browsers of one account; the one unused for longest gives way.
pub(crate) const SESSIONS_MAX: usize = 50;

impl Access {
    /// Begins a session with a password alone.
    ///
    /// # Errors
    /// 401 when name or password is wrong; 403 in Mastodon's words when the person cannot get in (yet), and where
    /// there is a second step, which takes a browser.
    pub async fn sign_in(&self, login: &str, password: &str, user_agent: &str) -> Outcome<Begun> {
        let browser = Browser { agent: user_agent.to_owned(), ..Browser::default() };
        let user = self.check_login(login, password, &browser).await?;
        self.standing(&user).await?.check()?;
        if self.factors(user.account).await?.on() {
            return Err(Problem::new(Kind::Forbidden, "A second step is needed"));
        }
        self.begin_session(user, &browser).await
    }

    pub(crate) async fn begin_session(&self, user: User, browser: &Browser) -> Outcome<Begun> {
        let (me, browser) = (self.clone(), browser.clone());
        self.0.db.write(move |w| me.begin_within(w, &user, &browser)).await
    }

    /// Begins a session, and tells the account's owner if the browser is a new one. Nobody has to be told of the
    /// first time.
    pub(crate) fn begin_within(&self, w: &mut Write<'_>, user: &User, browser: &Browser) -> Outcome<Begun> {
        unchanged(w, user)?;
        let (account, now, cookie) = (user.account, self.now_ms(), random::token());
        let (hash, label) = (digest(&cookie), rules::browser_label(&browser.agent));
        let id = self.0.ids.beside(account);
        w.run(&sql::INSERT_SESSION, args![&hash[..], id, account, &label, now])?;
        self.note_day(w, account)?;
        browser.address.map_or(Ok(()), |address| self.note_address_within(w, account, address))?;
        let old = w.column::<Id>(&sql::OLD_SESSIONS, args![account, SESSIONS_MAX])?;
        self.end_sessions(w, account, old)?;
        let first = w.run(&sql::SIGNED_IN, args![account.bk(), account, now])? > 0;
        let (device, known) = self.remember(w, account, browser)?;
        if !(first || known) {
            self.tell(w, account, &Notice::SignedIn(label))?;
        }
        let newcomer = first && user.had_to_wait();
        let arrival = if newcomer { Arrival::Newcomer } else { Arrival::Known };
        Ok(Begun { account, cookie, device, arrival })
    }

    /// Writes down a session whose cookie is known beforehand: measurements bring theirs, and nobody is told of it.
    pub async fn seed_session(&self, account: Id, cookie: &str) -> Outcome<()> {
        let (id, hash, now) = (self.0.ids.beside(account), digest(cookie), self.now_ms());
        self.0.db.write(move |w| w.run(&sql::INSERT_SESSION, args![&hash[..], id, account, "", now])).await?;
        Ok(())
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
