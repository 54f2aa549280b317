use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use axum::extract::FromRequestParts;
use base::{Id, Outcome, Problem};
use http::header::{AUTHORIZATION, SEC_WEBSOCKET_PROTOCOL};
use http::request::Parts;
use http::{HeaderMap, HeaderValue};
use words::Lang;

use crate::{Fail, Scopes};

/// Longest token or cookie that is looked at.
pub(crate) const CREDENTIAL_BYTES_MAX: usize = 512;

/// What someone may do on this server, rising.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Role {
    /// Everyone.
    #[default]
    User,
    /// Looks after reports and people.
    Moderator,
    /// Changes settings too.
    Admin,
    /// Cannot be demoted by others.
    Owner,
}

impl Role {
    /// As stored and shown.
    pub fn name(self) -> &'static str {
        match self {
            Self::User => "user",
            Self::Moderator => "moderator",
            Self::Admin => "admin",
            Self::Owner => "owner",
        }
    }

    /// From its name, in any case.
    pub fn parse(name: &str) -> Option<Self> {
        let all = [Self::User, Self::Moderator, Self::Admin, Self::Owner];
        all.into_iter().find(|role| role.name().eq_ignore_ascii_case(name))
    }
}

/// Who asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// Anyone.
    Nobody,
    /// An app by itself (client credentials).
    App,
    /// A person, by an app's token or a session.
    Person(Id),
}

/// Who asks, and what they may.
#[derive(Debug, Clone)]
pub struct Viewer {
    /// Person, app or nobody.
    pub who: Who,
    /// What the token grants.
    pub scopes: Scopes,
    /// Of the person.
    pub role: Role,
    /// The token's or session's own id; streams end with it.
    pub grant: Option<Id>,
    /// The app that the token was made for.
    pub app: Option<Id>,
}

impl Viewer {
    /// Nobody in particular.
    pub fn nobody() -> Self {
        Self { who: Who::Nobody, scopes: Scopes::default(), role: Role::User, grant: None, app: None }
    }

    /// The person's account.
    pub fn account(&self) -> Option<Id> {
        match self.who {
            Who::Person(id) => Some(id),
            _ => None,
        }
    }

    /// The person's account, or the 401 that Mastodon gives.
    pub fn person(&self) -> Outcome<Id> {
        self.account().ok_or_else(|| match self.who {
            Who::App => Problem::new(base::Kind::Invalid, "This method requires an authenticated user"),
            _ => Problem::bad_token(),
        })
    }

    /// Whether the viewer may moderate.
    pub fn is_staff(&self) -> bool {
        self.role >= Role::Moderator
    }
}

/// What a session cookie stands for.
#[derive(Debug, Clone)]
pub struct SignedIn {
    /// The person.
    pub viewer: Arc<Viewer>,
    /// Key of the session's CSRF tokens.
    pub csrf_key: [u8; 32],
    /// The language that they chose for pages, if they did.
    pub language: Option<Lang>,
}

type Answer<T> = Pin<Box<dyn Future<Output = Outcome<Option<T>>> + Send>>;

/// Knows tokens and sessions. Implemented by the feature that issues them.
pub trait Authenticator: Send + Sync {
    /// The holder of an API token, or `None` if it is unknown, revoked or of a disabled account.
    fn token(&self, token: &str) -> Answer<Arc<Viewer>>;
    /// The holder of a session cookie.
    fn session(&self, cookie: &str) -> Answer<SignedIn>;
}

/// Handlers take `Viewer` as an argument: the gate has put it there.
#[derive(Clone)]
pub(crate) struct Seen(pub(crate) Arc<Viewer>);

impl<S: Sync> FromRequestParts<S> for Viewer {
    type Rejection = Fail;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Fail> {
        let seen = parts.extensions.get::<Seen>();
        Ok(seen.map_or_else(Self::nobody, |seen| Self::clone(&seen.0)))
    }
}

/// The token of an API call, for handlers that need it itself: a header, a parameter, or (browsers' WebSockets can set nothing else) a sub-protocol.
pub fn presented_token<'a>(headers: &'a HeaderMap, query: Option<&'a str>) -> Option<&'a str> {
    let text = |name| headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok());
    let bearer = |line: &'a str| {
        let (scheme, token) = line.split_once(' ')?;
        scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
    };
    let parameter = || query?.split('&').find_map(|pair| pair.strip_prefix("access_token="));
    let found =
        text(AUTHORIZATION).and_then(bearer).or_else(parameter).or_else(|| text(SEC_WEBSOCKET_PROTOCOL))?;
    Some(found).filter(|token| !token.is_empty() && token.len() <= CREDENTIAL_BYTES_MAX)
}
