//! Letters with links: to confirm an address, to set a new password.

use base::{DAY_MS, Id, MINUTE_MS, Outcome, Problem, day_of, random};
use store::{Write, args};
use ui::{Lang, Message};

use crate::mail::{JOB, Letter, MAILS_PER_DAY_MAX};
use crate::secrets::digest;
use crate::{Access, User, UserChanged, WORDS, store as sql};

/// How many days the link to confirm an address is good, at the most.
const CONFIRM_DAYS_MAX: i64 = 7;
/// How long the link to set a new password is good.
const RESET_MINUTES: i64 = 30;
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
                    let lang = me.lang_of(&user);
                    me.send_confirmation(
                        w,
                        &Addressee { account, name: &username, email: &user.email, lang },
                    )?;
                }
                Ok(())
            })
            .await
    }

    pub(crate) fn send_confirmation(&self, w: &mut Write<'_>, to: &Addressee<'_>) -> Outcome<Posted> {
        let days = self.confirm_days();
        let letter = LinkLetter {
            purpose: CONFIRM,
            path: "/confirm",
            good_ms: days * DAY_MS,
            subject: WORDS.say("mail-confirm-subject"),
            text: WORDS.say("mail-confirm").with("n", days),
        };
        self.send_link(w, to, letter)
    }

    /// How many days the link to confirm an address is good: never longer than the sign-up waits for it.
    pub(crate) fn confirm_days(&self) -> i64 {
        self.0.settings.unconfirmed_days.min(CONFIRM_DAYS_MAX)
    }

    pub(crate) fn send_reset(&self, w: &mut Write<'_>, to: &Addressee<'_>) -> Outcome<Posted> {
        let letter = LinkLetter {
            purpose: RESET,
            path: "/reset-password",
            good_ms: RESET_MINUTES * MINUTE_MS,
            subject: WORDS.say("mail-reset-subject"),
            text: WORDS.say("mail-reset").with("n", RESET_MINUTES),
        };
        self.send_link(w, to, letter)
    }

    /// The language to write to somebody in.
    pub fn lang_of(&self, user: &User) -> Lang {
        user.lang(self.0.settings.language)
    }

    /// Whose the token of a reset link is; it is used up with the change of the password.
    pub(crate) fn reset_of(&self, w: &Write<'_>, token: &str) -> Outcome<Id> {
        mail_token(w, &digest(token), RESET, self.now_ms())
    }

    fn send_link(&self, w: &mut Write<'_>, to: &Addressee<'_>, letter: LinkLetter) -> Outcome<Posted> {
        let (now, token) = (self.now_ms(), random::token());
        if self.mails_today(w, to.email)? >= MAILS_PER_DAY_MAX {
            return Ok(Posted::Enough);
        }
        w.run(&sql::COUNT_MAIL, args![to.email, day_of(now)])?;
        let hash = digest(&token);
        w.run(&sql::INSERT_MAIL_TOKEN, args![&hash[..], letter.purpose, to.account, now + letter.good_ms])?;
        let site = &self.0.settings.site_name;
        let link = self.0.site.url(&format!("{}?token={token}", letter.path));
        let text = letter.text.with("name", to.name).with("site", site).with("link", link);
        let letter = Letter {
            to: to.email.to_owned(),
            subject: letter.subject.with("site", site).text(to.lang),
            text: self.signed(&text, to.lang),
            stop: None,
        };
        self.0.bus.enqueue(w, JOB, &letter, now)?;
        Ok(Posted::Yes)
    }

    /// A letter's text with what stands below each.
    pub(crate) fn signed(&self, text: &Message, lang: Lang) -> String {
        format!("{}\n\n{}\n", text.text(lang), self.0.site.base_url)
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

/// Whom a letter with a link is for.
pub(crate) struct Addressee<'a> {
    pub(crate) account: Id,
    pub(crate) name: &'a str,
    pub(crate) email: &'a str,
    pub(crate) lang: Lang,
}

struct LinkLetter {
    purpose: &'static str,
    path: &'static str,
    good_ms: i64,
    subject: Message,
    text: Message,
}

fn mail_token(w: &Write<'_>, hash: &[u8], purpose: &str, now: i64) -> Outcome<Id> {
    let found =
        w.row(&sql::MAIL_TOKEN, args![hash, purpose], |row| Ok((row.get::<Id>(0)?, row.get::<i64>(1)?)))?;
    match found {
        Some((account, expires_ms)) if expires_ms > now => Ok(account),
        _ => Err(Problem::new(base::Kind::NotFound, "This link is no longer good; please ask for a new one")),
    }
}
