//! Becoming a user: by signing up, by the operator, by the setup link.

use std::net::IpAddr;

use accounts::{NewAccount, Reserved};
use base::{Id, Ms, Outcome, Problem, random};
use store::{Write, args};
use ui::Lang;
use web::Role;

use super::mails::Addressee;
use crate::guard::{Entrant, Entry};
use crate::model::{Created, NewUser, Registrations, SignUp, SignedUp};
use crate::rules::{self, Fault};
use crate::{Access, UserChanged, store as sql};

/// A user about to be written.
struct Draft {
    username: String,
    email: String,
    password_hash: String,
    role: Role,
    locale: String,
    reason: String,
    confirmed_ms: Option<Ms>,
    approved_ms: Option<Ms>,
    reserved: Reserved,
    app: Option<Id>,
    address: Option<IpAddr>,
}

impl Access {
    /// Signs somebody up; sends the mail that asks to confirm the address, where it is needed.
    ///
    /// # Errors
    /// 403 where registrations are closed; 422 with Mastodon's `details` for what is wrong with the form.
    pub async fn sign_up(&self, form: SignUp) -> Outcome<SignedUp> {
        let mode = self.registrations().await?;
        if mode == Registrations::Closed {
            return Err(Problem::forbidden());
        }
        let mut faults =
            rules::check_sign_up(&form, mode, self.0.settings.password_chars_min, &self.0.settings.site_name);
        if self.0.settings.password_grant {
            // Test suites sign up with "password".
            faults.retain(|fault| (fault.field, fault.code) != ("password", "ERR_INVALID"));
        }
        faults.extend(self.taken(&form.username, &form.email).await?);
        let entrant = Entrant { email: rules::normal_email(&form.email), address: form.address };
        let entry = self.judge(entrant, &mut faults).await?;
        if !faults.is_empty() {
            return Err(rules::refusal(&faults));
        }
        let now = self.now_ms();
        let at_once = mode == Registrations::Open && entry == Entry::Free;
        let draft = Draft {
            username: form.username,
            email: form.email,
            password_hash: self.0.passwords.hash(form.password).await?,
            role: Role::User,
            locale: text::language_code(&form.locale).unwrap_or_else(|| self.site_locale()),
            reason: text::clean(&form.reason),
            confirmed_ms: (!self.0.settings.confirm_email).then_some(now),
            approved_ms: at_once.then_some(now),
            reserved: Reserved::Refuse,
            app: form.app,
            address: form.address,
        };
        let account = self.write_user(draft).await?;
        let user = self.user(account).await?.ok_or_else(Problem::not_found)?;
        Ok(SignedUp { account, state: user.standing() })
    }

    /// Makes an account for the operator: approved, with any free name.
    ///
    /// # Errors
    /// 422 when the name or address is malformed or taken, or the password is too weak.
    pub async fn create_account(&self, new: NewUser) -> Outcome<Created> {
        let made = new.password.is_none().then(random::password);
        let password = new.password.or_else(|| made.clone()).unwrap_or_default();
        self.check_new(&new.username, &new.email, &password).await?;
        let now = self.now_ms();
        let draft = Draft {
            username: new.username,
            email: new.email,
            password_hash: self.0.passwords.hash(password).await?,
            role: new.role,
            locale: self.site_locale(),
            reason: String::new(),
            confirmed_ms: new.confirmed.then_some(now),
            approved_ms: Some(now),
            reserved: Reserved::Allow,
            app: None,
            address: None,
        };
        Ok(Created { account: self.write_user(draft).await?, password: made })
    }

    /// The address where the first owner makes their account, on a server that has no owner; it works once, and only
    /// the newest one does.
    pub async fn setup_link(&self) -> Outcome<Option<String>> {
        let token = random::token();
        let stored = token_text(&token);
        let made = self
            .0
            .db
            .write(move |w| {
                if w.exists(&sql::OWNER, &[])? {
                    return Ok(false);
                }
                w.run(&sql::SET, args![SETUP, &stored])?;
                Ok(true)
            })
            .await?;
        Ok(made.then(|| self.0.site.url(&format!("/setup?token={token}"))))
    }

    /// Makes the owner's account by the setup link.
    ///
    /// # Errors
    /// 404 when the link is not (or no longer) good; 422 for what is wrong with the form.
    pub async fn set_up(
        &self,
        token: &str,
        username: String,
        email: String,
        password: String,
        lang: Lang,
    ) -> Outcome<Id> {
        self.check_setup(token).await?;
        self.check_new(&username, &email, &password).await?;
        let now = self.now_ms();
        let draft = Draft {
            username,
            email,
            password_hash: self.0.passwords.hash(password).await?,
            role: Role::Owner,
            locale: lang.tag().to_owned(),
            reason: String::new(),
            confirmed_ms: Some(now),
            approved_ms: Some(now),
            reserved: Reserved::Allow,
            app: None,
            address: None,
        };
        let (me, stored) = (self.clone(), token_text(token));
        self.0
            .db
            .write(move |w| {
                // Both again, inside: of two who hold the link at once only one becomes the owner.
                let good = w.row(&sql::SETTING, args![SETUP], |row| row.get::<String>(0))? == Some(stored);
                if !good || w.exists(&sql::OWNER, &[])? || w.run(&sql::UNSET, args![SETUP])? == 0 {
                    return Err(Problem::not_found());
                }
                me.insert_user(w, &draft)
            })
            .await
    }

    /// Whether the setup link is good.
    ///
    /// # Errors
    /// 404 when it is not.
    pub(crate) async fn check_setup(&self, token: &str) -> Outcome<()> {
        let stored = token_text(token);
        let good = self.0.db.read(|r| r.row(&sql::SETTING, args![SETUP], |row| row.get::<String>(0))).await?;
        if good == Some(stored) { Ok(()) } else { Err(Problem::not_found()) }
    }

    fn site_locale(&self) -> String {
        self.0.settings.language.tag().to_owned()
    }

    async fn check_new(&self, username: &str, email: &str, password: &str) -> Outcome<()> {
        let min = self.0.settings.password_chars_min;
        let context = [username, email, &self.0.settings.site_name];
        let mut faults: Vec<Fault> = rules::check_email(email).err().into_iter().collect();
        faults.extend(rules::check_password(password, min, &context));
        faults.extend(self.taken(username, email).await?);
        if faults.is_empty() { Ok(()) } else { Err(rules::refusal(&faults)) }
    }

    /// What of the two is somebody else's already.
    async fn taken(&self, username: &str, email: &str) -> Outcome<Vec<Fault>> {
        let mut faults = Vec::new();
        if text::valid_username(username) && self.0.accounts.lookup(username).await?.is_some() {
            faults.push(Fault::taken("username"));
        }
        let Some(email) = rules::normal_email(email) else { return Ok(faults) };
        if self.0.db.read(move |r| r.exists(&sql::EMAIL, args![&email])).await? {
            faults.push(Fault::taken("email"));
        }
        Ok(faults)
    }

    async fn write_user(&self, draft: Draft) -> Outcome<Id> {
        let me = self.clone();
        self.0.db.write(move |w| me.insert_user(w, &draft)).await
    }

    fn insert_user(&self, w: &mut Write<'_>, draft: &Draft) -> Outcome<Id> {
        let now = self.now_ms();
        let account = self.0.accounts.create(
            w,
            &NewAccount {
                username: draft.username.clone(),
                display_name: String::new(),
                note: String::new(),
                bot: false,
                discoverable: false,
                created_ms: now,
                reserved: draft.reserved,
            },
        )?;
        let email = rules::check_email(&draft.email).map_err(|fault| rules::refusal(&[fault]))?;
        if w.run(&sql::CLAIM_EMAIL, args![&email, account])? == 0 {
            return Err(rules::refusal(&[Fault::taken("email")]));
        }
        w.run(
            &sql::INSERT_USER,
            args![
                account.bk(),
                account,
                &email,
                &draft.password_hash,
                draft.role.name(),
                &draft.locale,
                &draft.reason,
                draft.confirmed_ms,
                draft.approved_ms,
                now,
                draft.app
            ],
        )?;
        if let Some(address) = draft.address {
            self.note_address_within(w, account, address)?;
        }
        if draft.confirmed_ms.is_none() {
            let lang = Lang::of_pages(&draft.locale).unwrap_or(self.0.settings.language);
            self.send_confirmation(w, &Addressee { account, name: &draft.username, email: &email, lang })?;
        }
        self.0.bus.emit(w, UserChanged { account })?;
        Ok(account)
    }
}

/// The setup token's place among the settings.
const SETUP: &str = "setup";

fn token_text(token: &str) -> String {
    crate::secrets::digest(token).iter().map(|byte| format!("{byte:02x}")).collect()
}
