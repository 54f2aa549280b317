//! Authenticator apps: setting one up and turning it off.

use base::{Id, Kind, Outcome, Problem, random};
use store::{Write, args};

use super::notices::Notice;
use super::second::app;
use crate::browser::Browser;
use crate::{Access, store as sql, totp};

impl Access {
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
            if !me.proves(w, account, &code)? {
                return Ok(None);
            }
            w.run(&sql::DROP_APP, args![account])?;
            me.after_removal(w, account)?;
            me.tell(w, account, &Notice::AppOff).map(Some)
        };
        self.guarded(account, browser, drop).await
    }
}
