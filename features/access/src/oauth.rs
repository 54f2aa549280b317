//! Decisions of OAuth 2 (RFC 6749, 7636, 8414, 9700), without I/O.

use aws_lc_rs::digest;
use base::{Kind, Problem};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};
use url::Url;
use web::{Scopes, Site};

use crate::model::{App, NewApp};
use crate::rules::{Fault, refusal};

/// Where the code is shown to be copied instead of sent.
pub const OUT_OF_BAND: &str = "urn:ietf:wg:oauth:2.0:oob";
/// Addresses of one application.
pub const REDIRECT_URIS_MAX: usize = 20;
const REDIRECT_URI_BYTES_MAX: usize = 2_000;
const APP_NAME_CHARS_MAX: usize = 60;
const WEBSITE_BYTES_MAX: usize = 2_000;
/// SHA-256 in base64url (RFC 7636, 4.2).
const CHALLENGE_BYTES: usize = 43;
const VERIFIER_BYTES: std::ops::RangeInclusive<usize> = 43..=128;
/// Schemes that a browser would run instead of going somewhere.
const FORBIDDEN_SCHEMES: &[&str] =
    &["javascript", "data", "vbscript", "blob", "file", "about", "view-source"];

/// What can be wrong, by its name in the standard and with the status that Mastodon gives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wrong {
    /// 401: unknown application, or a wrong secret.
    InvalidClient,
    /// 400: the code or password is wrong, used, too old, or another application's.
    InvalidGrant,
    /// 400: more than the application may have, or unknown.
    InvalidScope,
    /// 400: something is missing or malformed.
    InvalidRequest,
    /// 400: not that way.
    UnsupportedGrantType,
    /// 400: only codes.
    UnsupportedResponseType,
    /// 403: somebody else's token.
    UnauthorizedClient,
    /// The person said no.
    AccessDenied,
}

impl Wrong {
    /// Its name in the standard.
    pub fn name(self) -> &'static str {
        match self {
            Self::InvalidClient => "invalid_client",
            Self::InvalidGrant => "invalid_grant",
            Self::InvalidScope => "invalid_scope",
            Self::InvalidRequest => "invalid_request",
            Self::UnsupportedGrantType => "unsupported_grant_type",
            Self::UnsupportedResponseType => "unsupported_response_type",
            Self::UnauthorizedClient => "unauthorized_client",
            Self::AccessDenied => "access_denied",
        }
    }

    /// What a developer should know.
    pub fn text(self) -> &'static str {
        match self {
            Self::InvalidClient => "The application is unknown, or its credentials are missing or wrong.",
            Self::InvalidGrant => {
                "The code or password is wrong, expired, already used, or was given to another application or address."
            }
            Self::InvalidScope => "The requested scope is unknown or more than the application may ask for.",
            Self::InvalidRequest => "A parameter is missing or malformed.",
            Self::UnsupportedGrantType => "This server does not offer that grant type.",
            Self::UnsupportedResponseType => "This server answers with codes only (response_type=code).",
            Self::UnauthorizedClient => "This application did not get that token.",
            Self::AccessDenied => "The person or the server denied the request.",
        }
    }

    /// As the answer of an endpoint for machines.
    pub fn problem(self) -> Problem {
        let kind = match self {
            Self::InvalidClient => Kind::Unauthorized,
            Self::UnauthorizedClient => Kind::Forbidden,
            _ => Kind::Malformed,
        };
        Problem::new(kind, self.name()).with_details(json!({ "error_description": self.text() }))
    }
}

/// Checks what an application says of itself.
///
/// # Errors
/// 422 in Mastodon's words.
pub fn check_app(app: &NewApp) -> Result<(), Problem> {
    let mut faults = Vec::new();
    if text::is_blank(&app.name) {
        faults.push(Fault::new("application_name", "ERR_BLANK", "can't be blank"));
    }
    if app.name.chars().count() > APP_NAME_CHARS_MAX {
        let text = format!("is too long (maximum is {APP_NAME_CHARS_MAX} characters)");
        faults.push(Fault::new("application_name", "ERR_TOO_LONG", text));
    }
    if app.website.as_deref().is_some_and(|site| !is_website(site)) {
        faults.push(Fault::new("website", "ERR_INVALID", "must be a valid URL"));
    }
    if app.redirect_uris.is_empty() {
        faults.push(Fault::new("redirect_URI", "ERR_BLANK", "can't be blank"));
    }
    if app.redirect_uris.len() > REDIRECT_URIS_MAX {
        faults.push(Fault::new("redirect_URI", "ERR_TOO_LONG", "has too many lines"));
    }
    if !app.redirect_uris.iter().all(|uri| is_redirect_uri(uri)) {
        faults.push(Fault::new("redirect_URI", "ERR_INVALID", "must be an absolute URI."));
    }
    if faults.is_empty() { Ok(()) } else { Err(refusal(&faults)) }
}

/// Whether an address may be linked to as an application's website.
pub fn is_website(text: &str) -> bool {
    let web = |url: Url| matches!(url.scheme(), "http" | "https") && url.has_host();
    text.len() <= WEBSITE_BYTES_MAX && Url::parse(text).is_ok_and(web)
}

/// Whether codes may be sent there: absolute, without a fragment, nothing that a browser would run.
pub fn is_redirect_uri(text: &str) -> bool {
    let plain = text.bytes().all(|b| b.is_ascii_graphic());
    if text.len() > REDIRECT_URI_BYTES_MAX || !plain || text.contains('#') {
        return false;
    }
    text == OUT_OF_BAND || Url::parse(text).is_ok_and(|url| !FORBIDDEN_SCHEMES.contains(&url.scheme()))
}

/// Whether `uri` is one of the application's, to the letter. No prefixes, no other ports, no other spelling.
pub fn is_registered(app: &App, uri: &str) -> bool {
    app.redirect_uris.iter().any(|own| own == uri)
}

/// The scopes to grant. Without a wish it is `read`, as in Mastodon, or all that the application has if not even that.
///
/// # Errors
/// [`Wrong::InvalidScope`] for unknown scopes and for more than the application may ask for.
pub fn pick_scopes(app: Scopes, wanted: Option<&str>) -> Result<Scopes, Wrong> {
    let wanted = Scopes::parse(wanted.unwrap_or_default()).ok_or(Wrong::InvalidScope)?;
    if wanted.is_empty() {
        return Ok(Scopes::parse("read").filter(|read| app.cover(*read)).unwrap_or(app));
    }
    if app.cover(wanted) { Ok(wanted) } else { Err(Wrong::InvalidScope) }
}

/// The PKCE challenge of a request, if it has one.
///
/// # Errors
/// [`Wrong::InvalidRequest`] for `plain`, for a method without a challenge, and for what is no SHA-256.
pub fn challenge(text: Option<&str>, method: Option<&str>) -> Result<Option<String>, Wrong> {
    match (text, method) {
        (None, None) => Ok(None),
        (Some(text), Some("S256")) if text.len() == CHALLENGE_BYTES && text.bytes().all(is_base64url) => {
            Ok(Some(text.to_owned()))
        }
        _ => Err(Wrong::InvalidRequest),
    }
}

/// Whether the verifier belongs to the challenge (RFC 7636, 4.6). A verifier where there was no challenge is refused
/// too: it means that somebody took the challenge out on the way (RFC 9700, 4.8).
pub fn proves(challenge: Option<&str>, verifier: Option<&str>) -> bool {
    match (challenge, verifier) {
        (None, None) => true,
        (Some(challenge), Some(verifier)) if VERIFIER_BYTES.contains(&verifier.len()) => {
            let hash = digest::digest(&digest::SHA256, verifier.as_bytes());
            URL_SAFE_NO_PAD.encode(hash.as_ref()) == challenge
        }
        _ => false,
    }
}

fn is_base64url(b: u8) -> bool {
    b.is_ascii_alphanumeric() || b == b'-' || b == b'_'
}

/// `uri` with parameters added to its query.
pub fn with_params(uri: &str, params: &[(&str, &str)]) -> String {
    let mut added = form_urlencoded::Serializer::new(String::new());
    added.extend_pairs(params);
    let joint = match uri.split_once('?') {
        None => "?",
        Some((_, "")) => "",
        Some(_) => "&",
    };
    format!("{uri}{joint}{}", added.finish())
}

/// What the page's policy must allow besides itself so that the form's answer may lead to `uri`.
pub fn form_target(uri: &str) -> Option<String> {
    let url = Url::parse(uri).ok().filter(|_| uri != OUT_OF_BAND)?;
    let target = match url.origin() {
        origin @ url::Origin::Tuple(..) => origin.ascii_serialization(),
        url::Origin::Opaque(_) => format!("{}:", url.scheme()),
    };
    // A host may hold `;` and `,`, which would begin a policy of the application's own.
    let plain = target.chars().all(|c| c.is_ascii_alphanumeric() || ".:/-+[]".contains(c));
    plain.then_some(target)
}

/// Name and secret of HTTP Basic.
pub fn basic(header: &str) -> Option<(String, String)> {
    let (scheme, value) = header.split_once(' ')?;
    let bytes = base64::engine::general_purpose::STANDARD.decode(value.trim()).ok()?;
    let text = String::from_utf8(bytes).ok().filter(|_| scheme.eq_ignore_ascii_case("basic"))?;
    let (name, secret) = text.split_once(':')?;
    Some((name.to_owned(), secret.to_owned()))
}

/// The metadata document (RFC 8414), with what Mastodon adds to it.
pub fn metadata(site: &Site, password_grant: bool) -> Value {
    let mut grants = vec!["authorization_code", "client_credentials"];
    if password_grant {
        grants.push("password");
    }
    json!({
        "issuer": site.url("/"),
        "authorization_endpoint": site.url("/oauth/authorize"),
        "token_endpoint": site.url("/oauth/token"),
        "revocation_endpoint": site.url("/oauth/revoke"),
        "userinfo_endpoint": site.url("/oauth/userinfo"),
        "app_registration_endpoint": site.url("/api/v1/apps"),
        "service_documentation": "https://docs.joinmastodon.org/",
        "scopes_supported": Scopes::names(),
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "grant_types_supported": grants,
        "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
        "code_challenge_methods_supported": ["S256"],
    })
}

/// What a scope means, for the page that asks; whether it can change things.
pub fn scope_text(name: &str) -> (&'static str, bool) {
    let (verb, thing) = name.split_once(':').unwrap_or((name, ""));
    match (verb, thing) {
        ("read", "") => ("scope-read", false),
        ("read", "accounts" | "statuses" | "search" | "follows") => ("scope-read-some", false),
        ("read", "notifications") => ("scope-read-notifications", false),
        ("read", _) => ("scope-read-lists", false),
        ("write", "") => ("scope-write", true),
        ("write", "statuses") => ("scope-write-posts", true),
        ("write", "media") => ("scope-write-media", true),
        ("write", "accounts") => ("scope-write-profile", true),
        ("write", "follows" | "blocks" | "mutes") | ("follow", _) => ("scope-follow", true),
        ("write", "notifications") => ("scope-write-notifications", true),
        ("write", "reports") => ("scope-write-reports", true),
        ("write", _) => ("scope-write-lists", true),
        ("push", _) => ("scope-push", false),
        ("profile", _) => ("scope-profile", false),
        ("admin", thing) if thing.starts_with("read") => ("scope-admin-read", false),
        _ => ("scope-admin", true),
    }
}

#[cfg(test)]
#[path = "oauth_tests.rs"]
mod tests;
