use std::sync::Arc;

use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use base::{Kind, Outcome, Problem};
use http::header::{AUTHORIZATION, CACHE_CONTROL, HeaderName, HeaderValue, SEC_WEBSOCKET_PROTOCOL};
use http::request::Parts;
use http::{HeaderMap, Method};

use words::Lang;

use crate::auth::Seen;
use crate::language::{self, Spoken};
use crate::meter::Meter;
use crate::rate::{Standing, Subject};
use crate::room::Rooms;
use crate::{
    Access, Authenticator, BodyLimit, ClientAddress, Doorkeeper, Fail, Limit, Limiter, Params, Route,
    SignedIn, Site, Unsent, Viewer, Visit, Who, cookie, csrf, forms, params, redirect,
};

/// Whose page an answer is: an account's id, or `nobody`. Read by our service worker alone.
const READER: HeaderName = HeaderName::from_static("x-medley-reader");
/// The name of the cookie that keeps how a visitor wants pages to look.
pub(crate) const LOOKS_COOKIE: &str = "medley_looks";
/// The session cookie's name.
pub(crate) const SESSION_COOKIE: &str = "medley_session";
/// Longest token or cookie that is looked at.
const CREDENTIAL_BYTES_MAX: usize = 512;

/// Stands before every handler: who is it, may they, how often, and is it really they who want it.
pub struct Gate {
    auth: Arc<dyn Authenticator>,
    limiter: Limiter,
    site: Site,
    door: Option<Arc<dyn Doorkeeper>>,
    first_language: Lang,
    large: Rooms,
}

/// What the gate needs to know of a route.
pub(crate) struct Rule {
    meter: Arc<Meter>,
    access: Access,
    limit: Limit,
    body: BodyLimit,
}

impl Rule {
    pub(crate) fn of(route: &Route) -> Self {
        Self {
            meter: Arc::new(Meter::new(route.path)),
            access: route.access,
            limit: route.limit,
            body: route.body,
        }
    }
}

impl Gate {
    /// A gate for `site`.
    pub fn new(auth: Arc<dyn Authenticator>, limiter: Limiter, site: Site) -> Self {
        Self { auth, limiter, site, door: None, first_language: Lang::default(), large: Rooms::default() }
    }

    /// The same gate with somebody who refuses addresses.
    #[must_use]
    pub fn kept_by(mut self, door: Arc<dyn Doorkeeper>) -> Self {
        self.door = Some(door);
        self
    }

    /// The same gate of a server whose pages are in `first` for those who ask for no language that they are in.
    #[must_use]
    pub fn speaking(mut self, first: Lang) -> Self {
        self.first_language = first;
        self
    }

    async fn let_in(&self, address: Option<ClientAddress>) -> Outcome<()> {
        let (Some(door), Some(address)) = (&self.door, address) else { return Ok(()) };
        let refused = match door.refuses(address.0) {
            Some(refused) => refused,
            None => {
                door.learn().await?;
                door.refuses(address.0).unwrap_or(false)
            }
        };
        if refused { Err(Problem::new(Kind::Forbidden, "Forbidden")) } else { Ok(()) }
    }

    pub(crate) async fn pass(&self, rule: &Rule, request: Request, next: Next) -> Response {
        let (mut response, standing) = match self.admit(rule, request).await {
            Ok(Admitted::In(request, standing)) => match self.large.room(rule.body, &request) {
                Ok(_room) => {
                    let visit = request.extensions().get::<Visit>().cloned();
                    let mut response = next.run(*request).await;
                    visit.inspect(|visit| sign(&mut response, visit));
                    (response, standing)
                }
                Err(problem) => (Fail(problem).into_response(), standing),
            },
            Ok(Admitted::Answered(response)) => (response, None),
            Err(problem) => (Fail(problem).into_response(), None),
        };
        if let Some(standing) = standing.filter(|_| !rule.access.is_page()) {
            standing.tell(response.headers_mut());
        }
        response.extensions_mut().insert(rule.meter.clone());
        response
    }

    async fn admit(&self, rule: &Rule, mut request: Request) -> Outcome<Admitted> {
        self.let_in(request.extensions().get().copied()).await?;
        request.extensions_mut().insert(rule.body);
        if rule.access == Access::Open {
            let standing = self.count(rule, &request, None)?;
            return Ok(Admitted::In(Box::new(request), standing));
        }
        if rule.access.is_page() {
            return self.admit_page(rule, request).await;
        }
        let viewer = match presented_token(request.headers(), request.uri().query()) {
            Some(token) => self.auth.token(token).await?.ok_or_else(Problem::bad_token)?,
            None => Arc::new(Viewer::nobody()),
        };
        let standing = self.count(rule, &request, Some(&viewer))?;
        may(rule.access, &viewer)?;
        request.extensions_mut().insert(Seen(viewer));
        Ok(Admitted::In(Box::new(request), standing))
    }

    async fn admit_page(&self, rule: &Rule, mut request: Request) -> Outcome<Admitted> {
        let signed_in = match cookie(request.headers(), SESSION_COOKIE) {
            Some(cookie) if cookie.len() <= CREDENTIAL_BYTES_MAX => self.auth.session(cookie).await?,
            _ => None,
        };
        let viewer = signed_in.as_ref().map_or_else(|| Arc::new(Viewer::nobody()), |s| s.viewer.clone());
        let chosen = signed_in.as_ref().and_then(|signed_in| signed_in.language);
        let lang = chosen.unwrap_or_else(|| language::of_browser(request.headers(), self.first_language));
        let standing = self.count(rule, &request, Some(&viewer))?;
        if rule.access != Access::Page && signed_in.is_none() {
            return self.to_sign_in(&request).map(Admitted::Answered);
        }
        may(rule.access, &viewer)?;
        if !matches!(*request.method(), Method::GET | Method::HEAD) {
            // The body is read here already, so the room goes along with what was read.
            let room = self.large.room(rule.body, &request)?;
            request = match self.genuine(request, signed_in.as_ref()).await? {
                Genuine::Yes(mut request) => {
                    request.extensions_mut().insert(room);
                    request
                }
                Genuine::Stale(response) => return Ok(Admitted::Answered(response)),
            };
        }
        request.extensions_mut().insert(Seen(viewer.clone()));
        let looks =
            cookie(request.headers(), LOOKS_COOKIE).filter(|value| value.len() <= CREDENTIAL_BYTES_MAX);
        let looks = looks.unwrap_or_default().to_owned();
        let csrf_key = signed_in.map(|s| s.csrf_key);
        request.extensions_mut().insert(Visit { viewer, lang, looks, csrf_key });
        Ok(Admitted::In(Box::new(request), standing))
    }

    /// Refuses a form that another site sent: the origin must be ours, and where someone is signed in the form must
    /// carry a token of their session. Reads the body, and leaves it as [`Params`].
    async fn genuine(&self, request: Request, signed_in: Option<&SignedIn>) -> Outcome<Genuine> {
        if !forms::is_own(&self.site, request.headers()) {
            return Err(foreign());
        }
        let (parts, body) = request.into_parts();
        let read = params::read(Request::from_parts(parts.clone(), body)).await?;
        if let Some(signed_in) = signed_in {
            let token = read.text("csrf")?.unwrap_or_default();
            if !csrf::valid(&signed_in.csrf_key, token) {
                return Ok(Genuine::Stale(stale(&parts, &read, signed_in)));
            }
        }
        let mut request = Request::from_parts(parts, axum::body::Body::empty());
        request.extensions_mut().insert::<Params>(read);
        Ok(Genuine::Yes(request))
    }

    /// The session is over, or there was none: to the form for signing in, and then back.
    fn to_sign_in(&self, request: &Request) -> Outcome<Response> {
        let safe = matches!(*request.method(), Method::GET | Method::HEAD);
        if !safe && forms::is_foreign(&self.site, request.headers()) {
            return Err(foreign());
        }
        let Some(back) = forms::way_back(&self.site, request) else { return Ok(redirect("/sign-in")) };
        let next: String = form_urlencoded::byte_serialize(back.as_bytes()).collect();
        Ok(redirect(&format!("/sign-in?next={next}")))
    }

    fn count(&self, rule: &Rule, request: &Request, viewer: Option<&Viewer>) -> Outcome<Option<Standing>> {
        let read = matches!(*request.method(), Method::GET | Method::HEAD);
        // Passwords and new accounts are counted by address: there is nobody yet.
        let by_address = matches!(rule.limit, Limit::SignIn | Limit::SignUp) && !read;
        let (limit, subject) = match (rule.limit, viewer) {
            (Limit::Page, _) if rule.access == Access::Open && read => return Ok(None),
            (limit, _) if by_address => (limit, None),
            (Limit::Media | Limit::Delete, Some(viewer)) => {
                (rule.limit, viewer.account().map(Subject::Account).or(viewer.grant.map(Subject::Grant)))
            }
            (Limit::SignIn | Limit::SignUp, Some(viewer)) => (Limit::Page, viewer.grant.map(Subject::Grant)),
            (limit, viewer) => (limit, viewer.and_then(|viewer| viewer.grant).map(Subject::Grant)),
        };
        let address = request.extensions().get::<ClientAddress>().map(|address| address.key());
        match subject.or(address.map(Subject::Address)) {
            Some(subject) => self.limiter.count(limit, subject),
            None => Ok(None),
        }
    }
}

enum Admitted {
    In(Box<Request>, Option<Standing>),
    Answered(Response),
}

enum Genuine {
    Yes(Request),
    /// Ours, but its token is of another session.
    Stale(Response),
}

/// Says in which language the page is to be, and whose page it is: what the service worker keeps belongs to one reader.
fn sign(response: &mut Response, visit: &Visit) {
    response.extensions_mut().insert(Spoken(visit.lang));
    if response.headers().contains_key(CACHE_CONTROL) {
        // Caches may keep it, so it is nobody's.
        return;
    }
    let reader = visit.viewer.account().map_or_else(|| "nobody".to_owned(), |account| account.to_string());
    if let Ok(reader) = HeaderValue::try_from(reader) {
        response.headers_mut().insert(READER, reader);
    }
}

fn foreign() -> Problem {
    Problem::new(Kind::Forbidden, "This form was sent from another site")
}

/// The refusal of a form with an old token. For a reader, what was typed rides along.
fn stale(parts: &Parts, read: &Params, signed_in: &SignedIn) -> Response {
    let text = "This form is too old; please go back and send it again";
    let mut response = Fail(Problem::new(Kind::Forbidden, text)).into_response();
    let unsent = forms::wants_page(&parts.headers)
        .then(|| Unsent::of(parts.uri.path(), csrf::csrf_token(&signed_in.csrf_key), read))
        .flatten();
    if let Some(unsent) = unsent {
        response.extensions_mut().insert(Arc::new(unsent));
    }
    response
}

fn may(access: Access, viewer: &Viewer) -> Outcome<()> {
    match access {
        Access::Open | Access::Page | Access::SignedIn => Ok(()),
        Access::Anyone(scope) => match viewer.who {
            Who::Person(_) if !viewer.scopes.allow(scope) => Err(Problem::scope()),
            _ => Ok(()),
        },
        Access::AnyToken if viewer.who == Who::Nobody => Err(Problem::bad_token()),
        Access::AnyToken => Ok(()),
        Access::Person(scope) => {
            viewer.person()?;
            if viewer.scopes.allow(scope) { Ok(()) } else { Err(Problem::scope()) }
        }
        Access::Staff(role, scope) => {
            viewer.person()?;
            let allowed = viewer.scopes.allow(scope);
            if !allowed { Err(Problem::scope()) } else { staff(role, viewer) }
        }
        Access::StaffPage(role) => staff(role, viewer),
    }
}

fn staff(role: crate::Role, viewer: &Viewer) -> Outcome<()> {
    if viewer.role >= role { Ok(()) } else { Err(Problem::forbidden()) }
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
