//! Letters that tell the owner of an account what was done with it.

use base::{Id, Outcome, day_of, iso_ms};
use store::{Write, args};

use crate::mail::{JOB, Letter};
use crate::{Access, store as sql};

/// Such letters to one address in a day: nobody fills an inbox by them.
const NOTICES_PER_DAY_MAX: i64 = 20;

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Notice {
    /// By a browser that was not seen before.
    SignedIn(String),
    PasswordChanged,
    AppOn,
    AppOff,
    PasskeyAdded(String),
    PasskeyRemoved(String),
    /// So many are left.
    RecoveryUsed(u64),
    RecoveryRenewed,
    /// By the operator.
    SecondReset,
    /// The account leads to another one now.
    Moved(String),
}

impl Notice {
    /// The subject, and what happened.
    fn words(&self, site: &str) -> (String, String) {
        let (subject, text) = match self {
            Self::SignedIn(label) => (
                "A new sign-in",
                format!(
                    "Somebody signed in to your account with a browser that we had not seen before: {label}."
                ),
            ),
            Self::PasswordChanged => {
                ("Your password was changed", "The password of your account was changed.".into())
            }
            Self::AppOn => (
                "Two-step sign-in is on",
                "An authenticator app was set up: signing in asks for its code after the password.".into(),
            ),
            Self::AppOff => (
                "The authenticator app was turned off",
                "Signing in to your account does not ask for the code of an authenticator app any more."
                    .into(),
            ),
            Self::PasskeyAdded(name) => {
                ("A passkey was added", format!("A passkey was added to your account: {name}."))
            }
            Self::PasskeyRemoved(name) => {
                ("A passkey was removed", format!("A passkey was removed from your account: {name}."))
            }
            Self::RecoveryUsed(left) => (
                "A recovery code was used",
                format!("A recovery code of your account was used. It is good no more; {left} are left."),
            ),
            Self::RecoveryRenewed => (
                "New recovery codes",
                "New recovery codes were made for your account. The old ones are good no more.".into(),
            ),
            Self::SecondReset => (
                "Two-step sign-in was turned off",
                "The people who run the server turned off two-step sign-in for your account.".into(),
            ),
            Self::Moved(name) => (
                "Your account moves",
                format!("Your account leads to @{name} now, and its followers are moved there."),
            ),
        };
        (format!("{subject} ({site})"), text)
    }
}

impl Access {
    /// Puts a letter to the owner into the queue.
    pub(crate) fn tell(&self, w: &mut Write<'_>, account: Id, notice: &Notice) -> Outcome<()> {
        let Some(user) = w.row(&sql::USER, args![account.bk(), account], sql::user)? else { return Ok(()) };
        let now = self.now_ms();
        // Counted apart from the letters with links, which strangers can ask for.
        let (counted, day) = (format!("notice {}", user.email), day_of(now));
        let sent = w.row(&sql::MAILS, args![&counted, day], |row| row.get::<i64>(0))?;
        if sent.unwrap_or(0) >= NOTICES_PER_DAY_MAX {
            return Ok(());
        }
        w.run(&sql::COUNT_MAIL, args![&counted, day])?;
        let (subject, text) = notice.words(&self.0.settings.site_name);
        let text = self.noticed(&text, now);
        self.0.bus.enqueue(w, JOB, &Letter { to: user.email, subject, text }, now)?;
        Ok(())
    }

    fn noticed(&self, text: &str, now: base::Ms) -> String {
        let (site, base) = (&self.0.site, &self.0.site.base_url);
        let at = iso_ms(now).get(..16).unwrap_or_default().replace('T', " ");
        format!(
            "Hello,\n\n{text}\n\nWhen: {at} UTC\n\nIf this was you, there is nothing to do. If it was not: set a new \
             password, which ends every session of the account and every application's access:\n\n{}\n\nWhere you are \
             signed in, and how to end it:\n\n{}\n\n{base}\n",
            site.url("/forgot-password"),
            site.url("/settings/account"),
        )
    }
}
