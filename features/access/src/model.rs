mod settings;

use std::net::IpAddr;

use base::{Id, Kind, Ms, Problem};
use ui::Lang;
use web::{Role, Scopes};

pub use settings::{MailSettings, MailTls, Registrations, Settings, Smtp};

/// What a newcomer sends. There is no field for a role or for being confirmed, so nobody can send one.
#[derive(Clone, Default)]
pub struct SignUp {
    /// The wished name.
    pub username: String,
    /// The address.
    pub email: String,
    /// As typed.
    pub password: String,
    /// Why they want to join; needed where the staff decide.
    pub reason: String,
    /// The language that they signed up in.
    pub locale: String,
    /// Whether they agree to the rules.
    pub agreement: bool,
    /// The app that they came by, if any.
    pub app: Option<Id>,
    /// Where the request comes from, if that is known.
    pub address: Option<IpAddr>,
}

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SignedUp {
    /// The new account.
    pub account: Id,
    /// Whether it can be used at once.
    pub state: Standing,
}

/// An account that the operator makes.
#[derive(Clone)]
pub struct NewUser {
    /// The name; reserved ones too.
    pub username: String,
    /// The address.
    pub email: String,
    /// `None` to have one made.
    pub password: Option<String>,
    /// What they may do.
    pub role: Role,
    /// Whether the address counts as confirmed; otherwise a mail is sent.
    pub confirmed: bool,
}

/// An account that the operator made.
#[derive(Clone)]
pub struct Created {
    /// The account.
    pub account: Id,
    /// The password that was made, if none was given.
    pub password: Option<String>,
}

/// Whether somebody can get in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Yes.
    Ready,
    /// The e-mail address is not confirmed yet.
    Unconfirmed,
    /// The staff have not decided yet.
    Unapproved,
    /// Disabled or suspended by the staff.
    Disabled,
}

impl Standing {
    /// Nothing where somebody can get in, else the 403 in the words that Mastodon uses.
    ///
    /// # Errors
    /// 403 for everything but [`Standing::Ready`].
    pub fn check(self) -> Result<(), Problem> {
        let text = match self {
            Self::Ready => return Ok(()),
            Self::Unconfirmed => "Your login is missing a confirmed e-mail address",
            Self::Unapproved => "Your login is currently pending approval",
            Self::Disabled => "Your login is currently disabled",
        };
        Err(Problem::new(Kind::Forbidden, text))
    }
}

/// Somebody who can sign in: what is private about a local account.
#[derive(Clone)]
pub struct User {
    /// The account.
    pub account: Id,
    /// The address.
    pub email: String,
    pub(crate) password: String,
    /// What they may do.
    pub role: Role,
    /// The language that they signed up in.
    pub locale: String,
    /// Why they wanted to join.
    pub reason: String,
    /// When the address was confirmed.
    pub confirmed_ms: Option<Ms>,
    /// When the staff let them in.
    pub approved_ms: Option<Ms>,
    /// Whether the staff shut them out.
    pub disabled: bool,
    /// When they signed up.
    pub created_ms: Ms,
    /// The app that they signed up by, if any.
    pub app: Option<Id>,
    /// The language that they chose for pages, if they did.
    pub language: Option<Lang>,
}

impl User {
    /// Whether they had to wait: for a mail, or for the staff.
    pub(crate) fn had_to_wait(&self) -> bool {
        [self.confirmed_ms, self.approved_ms].into_iter().flatten().any(|ms| ms > self.created_ms)
    }

    /// The language to write to them in: the one that they chose for pages, else the one that they signed up in, else
    /// the site's.
    pub fn lang(&self, site: Lang) -> Lang {
        self.language.or_else(|| Lang::of_pages(&self.locale)).unwrap_or(site)
    }

    /// Whether they can get in, by what this feature knows: suspension is known by the account.
    pub fn standing(&self) -> Standing {
        if self.confirmed_ms.is_none() {
            Standing::Unconfirmed
        } else if self.approved_ms.is_none() {
            Standing::Unapproved
        } else if self.disabled {
            Standing::Disabled
        } else {
            Standing::Ready
        }
    }
}

/// A registered application.
#[derive(Clone)]
pub struct App {
    /// Its id.
    pub id: Id,
    /// Its public name in OAuth.
    pub client_id: String,
    pub(crate) secret: Vec<u8>,
    /// The name that it gave itself.
    pub name: String,
    /// Its website, http or https.
    pub website: Option<String>,
    /// Where codes may be sent.
    pub redirect_uris: Vec<String>,
    /// The most that it may ask for.
    pub scopes: Scopes,
}

/// What an application says of itself.
#[derive(Debug, Clone, Default)]
pub struct NewApp {
    /// Its name.
    pub name: String,
    /// Its website.
    pub website: Option<String>,
    /// Where codes may be sent.
    pub redirect_uris: Vec<String>,
    /// The most that it may ask for.
    pub scopes: Scopes,
}

/// A token, the only time that it is seen.
#[derive(Clone)]
pub struct Issued {
    /// The secret.
    pub token: String,
    /// What it grants.
    pub scopes: Scopes,
    /// When.
    pub created_ms: Ms,
}

/// A session that began: the only time that the cookie's value is seen.
#[derive(Clone)]
pub struct Begun {
    /// Whose.
    pub account: Id,
    /// For [`web::SESSION_COOKIE`].
    pub cookie: String,
    /// By which this browser is known again after it signed out.
    pub device: String,
    /// Whether somebody who had to wait is here for the first time.
    pub arrival: Arrival,
}

/// Whether somebody was here before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arrival {
    /// They had to confirm their address or to be let in, and come for the first time.
    Newcomer,
    /// They were here before; or the operator made the account, who needs no welcome.
    Known,
}

/// By what somebody shows who they are, beside the password.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Factors {
    /// Whether an authenticator app was set up.
    pub app: bool,
    /// Passkeys, the oldest first.
    pub passkeys: Vec<Passkey>,
    /// Recovery codes that were not used yet.
    pub recovery_left: u64,
}

impl Factors {
    /// Whether a password is not enough.
    pub fn on(&self) -> bool {
        self.app || !self.passkeys.is_empty()
    }

    /// Whether this passkey is all that there is.
    pub fn only(&self, passkey: Id) -> bool {
        !self.app && self.passkeys.iter().all(|own| own.id == passkey)
    }
}

/// A passkey of an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passkey {
    /// Its id here.
    pub id: Id,
    /// Its id in the authenticator.
    pub(crate) credential: Vec<u8>,
    /// What its owner calls it.
    pub name: String,
    /// When it was made.
    pub created_ms: Ms,
    /// When it was last used.
    pub used_ms: Option<Ms>,
}

/// A browser that is signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Its id, which is also its viewer's grant.
    pub id: Id,
    /// `Firefox on Linux`.
    pub label: String,
    /// When it began.
    pub created_ms: Ms,
    /// When it was last used, to the hour.
    pub seen_ms: Ms,
}

/// An application that may act for somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuthorisedApp {
    /// The application.
    pub app: Id,
    /// The name that it gave itself.
    pub name: String,
    /// Its website.
    pub website: Option<String>,
    /// What its newest token grants.
    pub scopes: Scopes,
    /// When it was first let in.
    pub created_ms: Ms,
    /// When it was last used, to the hour.
    pub seen_ms: Ms,
}

#[cfg(test)]
mod tests;
