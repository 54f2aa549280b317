//! Changing passwords. Each way ends what the old one let in.

use base::{Id, Kind, Outcome, Problem};
use store::{Write, args};

use super::Ending;
use super::devices::counted_as;
use super::mails::Addressee;
use super::notices::Notice;
use crate::browser::Browser;
use crate::model::{Standing, User};
use crate::rules;
use crate::tries::Tried;
use crate::{Access, store as sql};

impl Access {
    /// Whose name or address and password these are. An unknown name takes as long as a wrong password, and is waited
    /// for as long after too many.
    ///
    /// # Errors
    /// 401 in the same words for both, 429 after too many wrong ones.
    pub(crate) async fn check_login(&self, login: &str, password: &str, browser: &Browser) -> Outcome<User> {
        let account = self.account_of(login).await?;
        let source = self.source(account, browser).await?;
        let name = login.trim().trim_start_matches('@').to_lowercase();
        self.0.tries.take(Tried::Password, &name, source, self.now_ms())?;
        let user = match account {
            Some(account) => self.user(account).await?,
            None => None,
        };
        let stored = user.as_ref().map(|user| user.password.clone());
        let short = password.chars().count() <= rules::PASSWORD_CHARS_MAX;
        let tried = if short { password.to_owned() } else { String::new() };
        let good = self.0.passwords.verify(tried, stored).await?;
        let user = user.filter(|_| good).ok_or_else(wrong_login)?;
        self.0.tries.right(Tried::Password, &name, source);
        Ok(user)
    }

    /// The password of somebody who is signed in already, asked before something that matters.
    ///
    /// # Errors
    /// 403 when it is wrong, 429 after too many wrong ones.
    pub(crate) async fn check_own(&self, account: Id, password: &str, browser: &Browser) -> Outcome<User> {
        let user = self.user(account).await?.ok_or_else(Problem::not_found)?;
        let (source, name) = (self.source(Some(account), browser).await?, counted_as(account));
        self.0.tries.take(Tried::Password, &name, source, self.now_ms())?;
        if !self.0.passwords.verify(password.to_owned(), Some(user.password.clone())).await? {
            return Err(Problem::new(Kind::Forbidden, "The current password is wrong"));
        }
        self.0.tries.right(Tried::Password, &name, source);
        Ok(user)
    }

    async fn account_of(&self, login: &str) -> Outcome<Option<Id>> {
        let login = login.trim();
        match rules::normal_email(login) {
            Some(email) => self.0.db.read(move |r| r.row(&sql::EMAIL, args![&email], |row| row.get(0))).await,
            None if text::valid_username(login.trim_start_matches('@')) => {
                self.0.accounts.lookup(login).await
            }
            None => Ok(None),
        }
    }

    /// Changes one's own password. Ends every token and every session but `keep`, the one that asks; of the browsers
    /// only the one that asks stays known.
    ///
    /// # Errors
    /// 403 when the old password is wrong, 422 when the new one is too weak, 429 after too many wrong ones.
    pub(crate) async fn change_password(
        &self,
        account: Id,
        passwords: (&str, &str),
        keep: Option<Id>,
        browser: &Browser,
    ) -> Outcome<()> {
        let (old, new) = passwords;
        let user = self.check_own(account, old, browser).await?;
        let hash = self.new_hash(&user, new).await?;
        let (me, ending) = (self.clone(), keep.map_or(Ending::All, Ending::AllBut));
        let at = browser.clone();
        self.0
            .db
            .write(move |w| {
                unchanged(w, &user)?;
                me.store_password(w, account, &hash, ending)?;
                if at.device.is_some() {
                    me.remember(w, account, &at)?;
                }
                Ok(())
            })
            .await
    }

    /// Sets somebody's password, for the operator. Ends every session and token of theirs.
    ///
    /// # Errors
    /// 404 for an account that nobody signs in to, 422 when the password is too weak.
    pub async fn set_password(&self, account: Id, new: &str) -> Outcome<()> {
        let user = self.user(account).await?.ok_or_else(Problem::not_found)?;
        let hash = self.new_hash(&user, new).await?;
        let me = self.clone();
        self.0.db.write(move |w| me.store_password(w, account, &hash, Ending::All)).await
    }

    /// Sends a link to set a new password, if the address is somebody's. Says nothing about that.
    pub async fn ask_reset(&self, email: &str) -> Outcome<()> {
        let Some(email) = rules::normal_email(email) else { return Ok(()) };
        let account =
            self.0.db.read(move |r| r.row(&sql::EMAIL, args![&email], |row| row.get::<Id>(0))).await?;
        let Some(account) = account else { return Ok(()) };
        let Some(user) = self.user(account).await? else { return Ok(()) };
        if self.standing(&user).await? == Standing::Disabled {
            return Ok(());
        }
        let (me, name, lang) = (self.clone(), self.username(account).await?, self.lang_of(&user));
        self.0
            .db
            .write(move |w| {
                let to = Addressee { account, name: &name, email: &user.email, lang };
                me.send_reset(w, &to).map(|_| ())
            })
            .await
    }

    /// Sets a new password by the link in the mail; the address counts as confirmed by that. Gives whose it was.
    ///
    /// # Errors
    /// 404 when the link is no longer good, 422 when the password is too weak.
    pub async fn reset_password(&self, token: &str, new: &str) -> Outcome<Id> {
        let (me, wanted) = (self.clone(), token.to_owned());
        let account = self.0.db.write(move |w| me.reset_of(w, &wanted)).await?;
        let user = self.user(account).await?.ok_or_else(Problem::not_found)?;
        let hash = self.new_hash(&user, new).await?;
        let (me, token, now) = (self.clone(), token.to_owned(), self.now_ms());
        self.0
            .db
            .write(move |w| {
                // Again: of two who hold the link at once only one sets the password.
                let account = me.reset_of(w, &token)?;
                w.run(&sql::CONFIRM, args![account.bk(), account, now])?;
                me.store_password(w, account, &hash, Ending::All)?;
                Ok(account)
            })
            .await
    }

    async fn new_hash(&self, user: &User, new: &str) -> Outcome<String> {
        let name = self.username(user.account).await?;
        let settings = &self.0.settings;
        let context = [name.as_str(), &user.email, &settings.site_name];
        match rules::check_password(new, settings.password_chars_min, &context) {
            Some(fault) => Err(rules::refusal(&[fault])),
            None => self.0.passwords.hash(new.to_owned()).await,
        }
    }

    fn store_password(&self, w: &mut Write<'_>, account: Id, hash: &str, ending: Ending) -> Outcome<()> {
        w.run_one(&sql::SET_PASSWORD, args![account.bk(), account, hash])?;
        self.tell(w, account, &Notice::PasswordChanged)?;
        self.end_grants(w, account, ending)
    }
}

/// Refuses when the password was changed while the old one was being looked at.
pub(super) fn unchanged(w: &Write<'_>, user: &User) -> Outcome<()> {
    let now = w.row(&sql::USER, args![user.account.bk(), user.account], sql::user)?;
    if now.is_some_and(|now| now.password == user.password) { Ok(()) } else { Err(wrong_login()) }
}

fn wrong_login() -> Problem {
    Problem::new(Kind::Unauthorized, "The name, e-mail address or password is wrong")
}
