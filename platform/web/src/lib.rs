//! Between HTTP and the features: who asks, what they may, how they asked, and how problems are told.
//!
//! Invariants:
//! - every route declares its [`Access`], which [`assemble`] enforces before the handler runs; there is no other way
//!   to mount a handler;
//! - API routes look at tokens only, pages at session cookies only, and a page never changes anything without a
//!   valid CSRF token from our own origin; what was typed into a form whose token is old is shown again;
//! - bodies are read once, up to the route's limit, into [`Params`], whatever their format;
//! - a [`base::Problem`] becomes JSON or a page in one place, and is logged once, there.

mod address;
mod auth;
mod compress;
mod cookies;
mod csrf;
mod forms;
mod gate;
mod language;
mod links;
mod meter;
pub mod openapi;
mod outer;
mod pace;
mod params;
mod rate;
mod reply;
mod room;
mod route;
mod scopes;
mod tally;
mod visit;

pub use address::{ClientAddress, Doorkeeper, Proxies};
pub use auth::{Authenticator, Role, SignedIn, Viewer, Who, presented_token};
pub use cookies::{cookie, set_cookie};
pub use csrf::csrf_token;
pub use forms::{Unsent, UnsentField};
pub use gate::Gate;
pub use links::{Slice, link_header, paged};
pub use outer::{App, ErrorPage};
pub use params::{Node, PARAMS_DEPTH_MAX, Params, Upload, at};
pub use rate::{AddressLimits, Limit, Limiter};
pub use reply::{Fail, Reply, html, html_status, json, json_bytes, redirect, see_other};
pub use route::{Access, BodyLimit, Feature, Route, assemble, delete, get, patch, post, put};
pub use scopes::{Scope, Scopes};
pub use tally::Tally;
pub use visit::Visit;

/// The name of the session cookie.
pub const SESSION_COOKIE: &str = gate::SESSION_COOKIE;
/// The name of the cookie that keeps how a visitor wants pages to look.
pub const LOOKS_COOKIE: &str = gate::LOOKS_COOKIE;

/// Facts about this site that addresses and cookies depend on.
#[derive(Debug, Clone)]
pub struct Site {
    /// Host, with port where it is not the usual one: `medley.example`, `localhost:3000`.
    pub domain: String,
    /// `https://medley.example`, without a slash at the end.
    pub base_url: String,
}

impl Site {
    /// The site at `domain`: https, except on this machine's own names, where browsers and clients use http.
    pub fn new(domain: &str) -> Self {
        let host = domain.rsplit_once(':').map_or(domain, |(host, _)| host);
        let local = matches!(host, "localhost" | "127.0.0.1" | "[::1]") || host.ends_with(".localhost");
        let scheme = if local { "http" } else { "https" };
        Self { domain: domain.to_owned(), base_url: format!("{scheme}://{domain}") }
    }

    /// Whether cookies may be restricted to https.
    pub fn is_https(&self) -> bool {
        self.base_url.starts_with("https:")
    }

    /// The address of `path` (which begins with a slash).
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.base_url)
    }

    /// The base address for WebSockets.
    pub fn streaming_url(&self) -> String {
        self.base_url.replacen("http", "ws", 1)
    }
}
