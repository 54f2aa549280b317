//! Letters with links: to confirm an address, to set a new password.

use base::{DAY_MS, Id, MINUTE_MS, Outcome, Problem, day_of, random};
use store::{Write, args};

use crate::mail::{JOB, Letter, MAILS_PER_DAY_MAX};
use crate::secrets::digest;
use crate::{Access, UserChanged, store as sql};

/// How many days the link to confirm an address is good, at the most.
const CONFIRM_DAYS_MAX: i64 = 7;
/// How long the link to set a new password is good.
const RESET_MS: i64 = 30 * MINUTE_MS;
const CONFIRM: &str = "confirm";
const RESET: &str = "reset";

/// Whether a letter is on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Posted {
    /// Yes.
    Yes,
    /// Enough were sent to that address today.
    Enough,
}

impl Access {
    /// Confirms an address by the link's token. The account, if the token was good; it is good once.
    ///
    /// # Errors
    /// 404 when it is unknown, used or too old.
    pub async fn confirm(&self, token: &str) -> Outcome<Id> {
        let (me, now, hash) = (self.clone(), self.now_ms(), digest(token));
        self.0
            .db
            .write(move |w| {
                let account = mail_token(w, &hash, CONFIRM, now)?;
                w.run(&sql::CONFIRM, args![account.bk(), account, now])?;
                w.run(&sql::DROP_MAIL_TOKENS, args![account])?;
                me.0.bus.emit(w, UserChanged { account })?;
                Ok(account)
            })
            .await
    }

    /// Sends the letter that asks to confirm the address again, unless that was done already or too often today.
    pub async fn resend_confirmation(&self, account: Id) -> Outcome<()> {
        let username = self.username(account).await?;
        let me = self.clone();
        self.0
            .db
            .write(move |w| {
                let user = w
                    .row(&sql::USER, args![account.bk(), account], sql::user)?
                    .ok_or_else(Problem::not_found)?;
                if user.confirmed_ms.is_none() {
                    me.send_confirmation(w, account, &username, &user.email)?;
                }
                Ok(())
            })
            .await
    }

    pub(crate) fn send_confirmation(
        &self,
        w: &mut Write<'_>,
        account: Id,
        name: &str,
        email: &str,
    ) -> Outcome<Posted> {
        let (site, days) = (&self.0.settings.site_name, self.confirm_days());
        let subject = format!("Confirm your e-mail address for {site}");
        let text = |link: &str| {
            format!(
                "Hello @{name},\n\nsomebody, you we hope, signed up at {site} with this address. To confirm that it is \
                 yours, open this page and press the button:\n\n{link}\n\nThe link is good for {days} days. If it was \
                 not you, do nothing: nobody can use the account then.\n\n{}\n",
                self.0.site.base_url
            )
        };
        let letter = LinkLetter { purpose: CONFIRM, path: "/confirm", good_ms: days * DAY_MS, subject };
        self.send_link(w, account, email, letter, text)
    }

    /// How many days the link to confirm an address is good: never longer than the sign-up waits for it.
    pub(crate) fn confirm_days(&self) -> i64 {
        self.0.settings.unconfirmed_days.min(CONFIRM_DAYS_MAX)
    }

    pub(crate) fn send_reset(
        &self,
        w: &mut Write<'_>,
        account: Id,
        name: &str,
        email: &str,
    ) -> Outcome<Posted> {
        let site = &self.0.settings.site_name;
        let subject = format!("A new password for {site}");
        let text = |link: &str| {
            format!(
                "Hello @{name},\n\nsomebody, you we hope, asked for a new password at {site}. You can set one \
                 here:\n\n{link}\n\nThe link is good for 30 minutes, once. If it was not you, do nothing: your password \
                 stays as it is.\n\n{}\n",
                self.0.site.base_url
            )
        };
        let letter = LinkLetter { purpose: RESET, path: "/reset-password", good_ms: RESET_MS, subject };
        self.send_link(w, account, email, letter, text)
    }

    /// Whose the token of a reset link is; it is used up with the change of the password.
    pub(crate) fn reset_of(&self, w: &Write<'_>, token: &str) -> Outcome<Id> {
        mail_token(w, &digest(token), RESET, self.now_ms())
    }

    fn send_link(
        &self,
        w: &mut Write<'_>,
        account: Id,
        email: &str,
        letter: LinkLetter,
        text: impl Fn(&str) -> String,
    ) -> Outcome<Posted> {
        let (now, token) = (self.now_ms(), random::token());
        if self.mails_today(w, email)? >= MAILS_PER_DAY_MAX {
            return Ok(Posted::Enough);
        }
        w.run(&sql::COUNT_MAIL, args![email, day_of(now)])?;
        let hash = digest(&token);
        w.run(&sql::INSERT_MAIL_TOKEN, args![&hash[..], letter.purpose, account, now + letter.good_ms])?;
        let link = self.0.site.url(&format!("{}?token={token}", letter.path));
        let letter = Letter { to: email.to_owned(), subject: letter.subject, text: text(&link) };
        self.0.bus.enqueue(w, JOB, &letter, now)?;
        Ok(Posted::Yes)
    }

    /// Counted by address, not by who asks: that is what keeps a stranger's inbox quiet.
    fn mails_today(&self, w: &Write<'_>, email: &str) -> Outcome<i64> {
        let sent = w.row(&sql::MAILS, args![email, day_of(self.now_ms())], |row| row.get(0))?;
        Ok(sent.unwrap_or(0))
    }

    pub(crate) async fn username(&self, account: Id) -> Outcome<String> {
        let shown = self.0.accounts.account(account).await?.ok_or_else(Problem::not_found)?;
        Ok(shown.username.clone())
    }
}

struct LinkLetter {
    purpose: &'static str,
    path: &'static str,
    good_ms: i64,
    subject: String,
}

fn mail_token(w: &Write<'_>, hash: &[u8], purpose: &str, now: i64) -> Outcome<Id> {
    let found =
        w.row(&sql::MAIL_TOKEN, args![hash, purpose], |row| Ok((row.get::<Id>(0)?, row.get::<i64>(1)?)))?;
    match found {
        Some((account, expires_ms)) if expires_ms > now => Ok(account),
        _ => Err(Problem::new(base::Kind::NotFound, "This link is no longer good; please ask for a new one")),
    }
}
