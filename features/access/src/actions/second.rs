//! The second step of signing in: who is between the two steps, and what lets them go on.

use base::{Id, Kind, MINUTE_MS, Outcome, Problem, random};
use store::{Read, Row, Write, args};

use super::devices::counted_as;
use super::notices::Notice;
use super::passwords::unchanged;
use super::recovery::{plain, recovery_hash};
use crate::browser::Browser;
use crate::model::{Begun, Factors, Passkey, User};
use crate::secrets::digest;
use crate::tries::Tried;
use crate::{Access, store as sql, totp};

/// How long somebody may take between password and code.
pub(crate) const STEP_MS: i64 = 10 * MINUTE_MS;
/// How long after showing a password the means of signing in may be changed.
const FRESH_MS: i64 = 15 * MINUTE_MS;
/// Passkeys of one account.
pub(crate) const PASSKEYS_MAX: usize = 20;
const CODE_DIGITS: usize = 6;
/// The purpose of a step: the password was right.
const SECOND: &str = "second";

/// What a code was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Proof {
    App,
    Recovery,
}

/// An app's row.
pub(super) struct App {
    pub(super) secret: Vec<u8>,
    pub(super) last_step: i64,
    pub(super) confirmed: bool,
}

impl Access {
    /// By what the account shows who it is, beside the password.
    pub async fn factors(&self, account: Id) -> Outcome<Factors> {
        self.0.db.read(move |r| factors(r, account)).await
    }

    /// Turns the second step off, for the operator: who lost everything gets in by the password again.
    ///
    /// # Errors
    /// 404 for an account that nobody signs in to.
    pub async fn reset_second(&self, account: Id) -> Outcome<()> {
        self.user(account).await?.ok_or_else(Problem::not_found)?;
        let me = self.clone();
        self.0
            .db
            .write(move |w| {
                w.run(&sql::DROP_APP, args![account])?;
                w.run(&sql::DROP_PASSKEYS, args![account])?;
                w.run(&sql::DROP_RECOVERY, args![account])?;
                w.run(&sql::DROP_STEPS, args![account])?;
                me.tell(w, account, &Notice::SecondReset)
            })
            .await
    }

    /// The password was right, and more is needed: gives what the browser comes back with.
    pub(crate) async fn begin_step(&self, user: User) -> Outcome<String> {
        let (step, expires) = (random::token(), self.now_ms() + STEP_MS);
        let hash = digest(&step);
        self.0
            .db
            .write(move |w| {
                unchanged(w, &user)?;
                w.run(&sql::INSERT_STEP, args![&hash[..], SECOND, user.account, expires])
            })
            .await?;
        Ok(step)
    }

    /// Who is between the two steps in this browser.
    pub(crate) async fn between(&self, browser: &Browser) -> Outcome<Option<Id>> {
        let Some(hash) = browser.step.as_deref().map(digest) else { return Ok(None) };
        let now = self.now_ms();
        let found = move |r: &Read<'_>| r.row(&sql::STEP, args![&hash[..], SECOND, now], |row| row.get(0));
        self.0.db.read(found).await
    }

    /// Takes the second step by a code of the app or a recovery code.
    ///
    /// # Errors
    /// 401 when the first step is too long ago, 403 when the code is wrong, 429 after too many wrong ones.
    pub(crate) async fn finish_by_code(&self, typed: &str, browser: &Browser) -> Outcome<Begun> {
        let account = self.between(browser).await?.ok_or_else(sign_in_again)?;
        let user = self.user(account).await?.ok_or_else(sign_in_again)?;
        self.standing(&user).await?.check()?;
        let (me, code, at) = (self.clone(), typed.to_owned(), browser.clone());
        let finish = move |w: &mut Write<'_>| {
            if me.proof(w, account, &code)?.is_none() {
                return Ok(None);
            }
            me.leave_step(w, &at)?;
            me.begin_within(w, &user, &at).map(Some)
        };
        self.guarded(account, browser, finish).await
    }

    /// The half-open door closes; of two who come by it at once only one gets in.
    pub(crate) fn leave_step(&self, w: &mut Write<'_>, browser: &Browser) -> Outcome<()> {
        let hash = browser.step.as_deref().map(digest).ok_or_else(sign_in_again)?;
        let gone = w.run(&sql::DROP_STEP, args![&hash[..], SECOND, self.now_ms()])?;
        if gone == 1 { Ok(()) } else { Err(sign_in_again()) }
    }

    /// Counts the try before the transaction looks at the code; `None` of it is a wrong code.
    pub(crate) async fn guarded<T: Send + 'static>(
        &self,
        account: Id,
        browser: &Browser,
        work: impl FnOnce(&mut Write<'_>) -> Outcome<Option<T>> + Send + 'static,
    ) -> Outcome<T> {
        let (source, name) = (self.source(Some(account), browser).await?, counted_as(account));
        self.0.tries.take(Tried::Code, &name, source, self.now_ms())?;
        match self.0.db.write(work).await? {
            Some(done) => {
                self.0.tries.right(Tried::Code, &name, source);
                Ok(done)
            }
            None => Err(Problem::new(Kind::Forbidden, "This code is wrong, or was used already")),
        }
    }

    /// Whether the code proves it; what proved it is used up.
    pub(crate) fn proves(&self, w: &mut Write<'_>, account: Id, typed: &str) -> Outcome<bool> {
        Ok(self.proof(w, account, typed)?.is_some())
    }

    fn proof(&self, w: &mut Write<'_>, account: Id, typed: &str) -> Outcome<Option<Proof>> {
        let plain = plain(typed);
        if plain.len() == CODE_DIGITS {
            let confirmed = app(w, account)?.is_some_and(|app| app.confirmed);
            let good = confirmed && self.app_code(w, account, &plain)?;
            return Ok(good.then_some(Proof::App));
        }
        let hash = recovery_hash(account, &plain);
        if w.run(&sql::USE_RECOVERY, args![account, &hash[..]])? == 0 {
            return Ok(None);
        }
        let left = factors(w, account)?.recovery_left;
        self.tell(w, account, &Notice::RecoveryUsed(left))?;
        Ok(Some(Proof::Recovery))
    }

    /// Whether it is a code of the app that was not used yet; uses it up.
    pub(super) fn app_code(&self, w: &Write<'_>, account: Id, typed: &str) -> Outcome<bool> {
        let Some(app) = app(w, account)? else { return Ok(false) };
        match totp::step_of(&app.secret, typed, self.now_ms(), app.last_step) {
            Some(step) => Ok(w.run(&sql::USE_APP_STEP, args![account, step])? == 1),
            None => Ok(false),
        }
    }

    /// Whether the session showed its password a short while ago.
    pub(crate) async fn is_fresh(&self, account: Id, session: Option<Id>) -> Outcome<bool> {
        let Some(session) = session else { return Ok(false) };
        let fresh =
            move |r: &Read<'_>| r.row(&sql::FRESH_SESSION, args![account, session], |row| row.get::<i64>(0));
        let since = self.0.db.read(fresh).await?;
        Ok(since.is_some_and(|since| self.now_ms() - since < FRESH_MS))
    }

    /// The session shows its password again.
    ///
    /// # Errors
    /// 403 when it is wrong, 429 after too many wrong ones.
    pub(crate) async fn refresh(
        &self,
        account: Id,
        session: Option<Id>,
        password: &str,
        browser: &Browser,
    ) -> Outcome<()> {
        self.check_own(account, password, browser).await?;
        let (session, now) = (session.ok_or_else(Problem::forbidden)?, self.now_ms());
        self.0.db.write(move |w| w.run_one(&sql::REFRESH_SESSION, args![account, session, now])).await
    }
}

/// The account's factors, as one transaction sees them.
pub(crate) fn factors(r: &Read<'_>, account: Id) -> Outcome<Factors> {
    let passkey = |row: &Row<'_>| {
        Ok(Passkey {
            id: row.get(0)?,
            credential: row.get(1)?,
            name: row.get(2)?,
            created_ms: row.get(3)?,
            used_ms: row.get(4)?,
        })
    };
    Ok(Factors {
        app: app(r, account)?.is_some_and(|app| app.confirmed),
        passkeys: r.rows(&sql::PASSKEYS_OF, args![account, PASSKEYS_MAX], passkey)?,
        recovery_left: r.row(&sql::RECOVERY_LEFT, args![account], |row| row.get(0))?.unwrap_or_default(),
    })
}

pub(super) fn app(r: &Read<'_>, account: Id) -> Outcome<Option<App>> {
    r.row(&sql::APP_SECRET, args![account], |row| {
        let confirmed = row.get::<Option<i64>>(2)?.is_some();
        Ok(App { secret: row.get(0)?, last_step: row.get(1)?, confirmed })
    })
}

pub(crate) fn sign_in_again() -> Problem {
    Problem::new(Kind::Unauthorized, "That took too long, or was done already. Please sign in again")
}
