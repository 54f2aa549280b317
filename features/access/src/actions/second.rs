//! The second step of signing in: authenticator apps, recovery codes, and who is between the two steps.

use base::{Id, Kind, MINUTE_MS, Outcome, Problem, random};
use store::{Read, Row, Write, args};

use super::devices::counted_as;
use super::notices::Notice;
use super::passwords::unchanged;
use crate::browser::Browser;
use crate::model::{Begun, Factors, Passkey, User};
use crate::secrets::{Digest, digest};
use crate::tries::Tried;
use crate::{Access, store as sql, totp};

/// How long somebody may take between password and code.
pub(crate) const STEP_MS: i64 = 10 * MINUTE_MS;
/// How long after showing a password the means of signing in may be changed.
const FRESH_MS: i64 = 15 * MINUTE_MS;
/// Passkeys of one account.
pub(crate) const PASSKEYS_MAX: usize = 20;
/// Recovery codes made at a time.
pub(crate) const RECOVERY_CODES: usize = 10;
/// Characters of a recovery code, five bits each; shown in groups.
const RECOVERY_CHARS: usize = 16;
const GROUP_CHARS: usize = 4;
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
struct App {
    secret: Vec<u8>,
    last_step: i64,
    confirmed: bool,
}

impl Access {
    /// By what the account shows who it is, beside the password.
    pub async fn factors(&self, account: Id) -> Outcome<Factors> {
        self.0.db.read(move |r| factors(r, account)).await
    }

    /// Begins to set up an app: makes a secret, in place of one that was not confirmed.
    ///
    /// # Errors
    /// 409 where an app is set up already.
    pub(crate) async fn begin_app(&self, account: Id) -> Outcome<()> {
        let secret = random::bytes::<{ totp::SECRET_BYTES }>();
        let begun = self.0.db.write(move |w| w.run(&sql::BEGIN_APP, args![account, &secret[..]])).await?;
        if begun == 1 { Ok(()) } else { Err(Problem::new(Kind::Conflict, "An app is set up already")) }
    }

    /// The secret of an app that was not confirmed yet.
    pub(crate) async fn unconfirmed_secret(&self, account: Id) -> Outcome<Option<Vec<u8>>> {
        let app = self.0.db.read(move |r| app(r, account)).await?;
        Ok(app.filter(|app| !app.confirmed).map(|app| app.secret))
    }

    /// Confirms an app by a code of it. Gives recovery codes, where there are none yet.
    ///
    /// # Errors
    /// 403 when the code is wrong, 404 when no app waits for it, 429 after too many wrong ones.
    pub(crate) async fn confirm_app(
        &self,
        account: Id,
        typed: &str,
        browser: &Browser,
    ) -> Outcome<Option<Vec<String>>> {
        let (me, code) = (self.clone(), typed.to_owned());
        let confirm = move |w: &mut Write<'_>| {
            let waits = app(w, account)?.is_some_and(|app| !app.confirmed);
            if !waits {
                return Err(Problem::not_found());
            }
            if !me.app_code(w, account, &code)? {
                return Ok(None);
            }
            w.run_one(&sql::CONFIRM_APP, args![account, me.now_ms()])?;
            me.tell(w, account, &Notice::AppOn)?;
            me.first_codes(w, account).map(Some)
        };
        self.guarded(account, browser, confirm).await
    }

    /// Turns the app off, by a code of it or a recovery code.
    ///
    /// # Errors
    /// 403 when the code is wrong, 429 after too many wrong ones.
    pub(crate) async fn drop_app(&self, account: Id, typed: &str, browser: &Browser) -> Outcome<()> {
        let (me, code) = (self.clone(), typed.to_owned());
        let drop = move |w: &mut Write<'_>| {
            if me.proof(w, account, &code)?.is_none() {
                return Ok(None);
            }
            w.run(&sql::DROP_APP, args![account])?;
            me.after_removal(w, account)?;
            me.tell(w, account, &Notice::AppOff).map(Some)
        };
        self.guarded(account, browser, drop).await
    }

    /// New recovery codes in place of the old ones, shown this once.
    pub(crate) async fn renew_codes(&self, account: Id) -> Outcome<Vec<String>> {
        let me = self.clone();
        self.0
            .db
            .write(move |w| {
                if !factors(w, account)?.on() {
                    return Err(Problem::not_found());
                }
                me.tell(w, account, &Notice::RecoveryRenewed)?;
                new_codes(w, account)
            })
            .await
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
    fn app_code(&self, w: &Write<'_>, account: Id, typed: &str) -> Outcome<bool> {
        let Some(app) = app(w, account)? else { return Ok(false) };
        match totp::step_of(&app.secret, typed, self.now_ms(), app.last_step) {
            Some(step) => Ok(w.run(&sql::USE_APP_STEP, args![account, step])? == 1),
            None => Ok(false),
        }
    }

    /// Recovery codes for who has none.
    pub(crate) fn first_codes(&self, w: &mut Write<'_>, account: Id) -> Outcome<Option<Vec<String>>> {
        let none = factors(w, account)?.recovery_left == 0;
        none.then(|| new_codes(w, account)).transpose()
    }

    /// Without anything to recover, the codes for it go too.
    pub(crate) fn after_removal(&self, w: &mut Write<'_>, account: Id) -> Outcome<()> {
        if !factors(w, account)?.on() {
            w.run(&sql::DROP_RECOVERY, args![account])?;
        }
        Ok(())
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

fn app(r: &Read<'_>, account: Id) -> Outcome<Option<App>> {
    r.row(&sql::APP_SECRET, args![account], |row| {
        let confirmed = row.get::<Option<i64>>(2)?.is_some();
        Ok(App { secret: row.get(0)?, last_step: row.get(1)?, confirmed })
    })
}

fn new_codes(w: &mut Write<'_>, account: Id) -> Outcome<Vec<String>> {
    w.run(&sql::DROP_RECOVERY, args![account])?;
    let codes: Vec<String> = (0..RECOVERY_CODES).map(|_| recovery_code()).collect();
    for code in &codes {
        let hash = recovery_hash(account, &plain(code));
        w.run(&sql::INSERT_RECOVERY, args![account, &hash[..]])?;
    }
    Ok(codes)
}

/// Eighty bits: too many to be tried, even by who has the database.
fn recovery_code() -> String {
    let letters: Vec<char> = random::password().chars().take(RECOVERY_CHARS).collect();
    letters.chunks(GROUP_CHARS).map(String::from_iter).collect::<Vec<_>>().join("-")
}

fn recovery_hash(account: Id, plain: &str) -> Digest {
    digest(&format!("{account}:{plain}"))
}

/// What was typed, without what people put between the groups.
fn plain(typed: &str) -> String {
    typed
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .take(RECOVERY_CHARS + 1)
        .collect::<String>()
        .to_lowercase()
}

pub(crate) fn sign_in_again() -> Problem {
    Problem::new(Kind::Unauthorized, "That took too long, or was done already. Please sign in again")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn recovery_codes_can_be_typed_in_any_way() {
        let code = recovery_code();
        assert_eq!((code.len(), code.matches('-').count()), (19, 3));
        assert_eq!(plain(&code), plain(&code.to_uppercase().replace('-', "  ")));
        assert_eq!(plain(" 123 456 "), "123456");
        assert_ne!(recovery_hash(Id(1), "a"), recovery_hash(Id(2), "a"));
        assert_eq!(plain(&"x".repeat(100_000)).len(), RECOVERY_CHARS + 1);
    }
}
