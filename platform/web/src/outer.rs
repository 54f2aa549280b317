use std::net::IpAddr;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Instant;

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::response::{IntoResponse, Response};
use base::{Kind, Problem, random};
use futures_util::FutureExt;
use http::header::{self, HeaderName};
use http::{HeaderMap, HeaderValue, Method, StatusCode, Uri};
use tower::ServiceExt;
use words::Lang;

use crate::compress::{Compressor, reads_gzip};
use crate::language::{self, Spoken, Wish};
use crate::meter::Meter;
use crate::reply::{Told, problem_json};
use crate::{Fail, Proxies, Unsent, html_status};

/// Draws the page that tells a reader of a problem; and of what they wanted to send, where that can be sent again.
pub type ErrorPage = Box<dyn Fn(&Problem, Option<&Unsent>, Lang) -> String + Send + Sync>;

/// The whole application as one function from request to response: everything that is the same for every route.
pub struct App {
    router: Router,
    proxies: Proxies,
    error_page: ErrorPage,
    first_language: Lang,
    /// Where browsers read what they may fetch before it is asked for.
    rules: Option<HeaderValue>,
    compressor: Compressor,
    /// For what no route answered.
    unrouted: Meter,
}

/// `default-src` is not `'none'`, because Firefox before 132 judges pictures that SVG refers to (our icons) by it.
const PAGE_POLICY: &str = "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; \
     media-src 'self'; font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; object-src 'none'; \
     frame-src 'none'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
const API_POLICY: &str = "default-src 'none'; frame-ancestors 'none'";
/// Headers that browser clients of other origins may read.
const EXPOSED: &str = "Link, X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset, X-Request-Id, \
     Mastodon-Async-Refresh";

impl App {
    /// An application of the assembled routes. `error_page` draws the page that tells a reader of a problem.
    pub fn new(
        router: Router,
        proxies: Proxies,
        error_page: impl Fn(&Problem) -> String + Send + Sync + 'static,
    ) -> Self {
        Self::with_pages(router, proxies, Box::new(move |problem, _, _| error_page(problem)))
    }

    /// The same, where the page also lets a reader send again what could not be sent.
    pub fn with_pages(router: Router, proxies: Proxies, error_page: ErrorPage) -> Self {
        let router = router
            .fallback(|| async { Fail(Problem::new(Kind::NotFound, "Not Found")) })
            .method_not_allowed_fallback(|| async {
                let mut response = Fail(Problem::new(Kind::NotFound, "Not Found")).into_response();
                *response.status_mut() = StatusCode::METHOD_NOT_ALLOWED;
                response
            });
        Self {
            router,
            proxies,
            error_page,
            first_language: Lang::default(),
            rules: None,
            compressor: Compressor::new(),
            unrouted: Meter::new("none"),
        }
    }

    /// The same, whose pages are in `first` for those who ask for no language that they are in.
    #[must_use]
    pub fn speaking(mut self, first: Lang) -> Self {
        self.first_language = first;
        self
    }

    /// The same, whose pages tell browsers to read at `path` which links they may follow ahead of their reader.
    #[must_use]
    pub fn prefetching(mut self, path: &str) -> Self {
        self.rules = HeaderValue::try_from(format!("\"{path}\"")).ok();
        self
    }

    /// Answers one request of `peer`. Never panics; a panic inside is a 500.
    pub async fn respond(&self, peer: IpAddr, mut request: Request<Body>) -> Response {
        let began = Instant::now();
        let client = self.proxies.client(peer, request.headers());
        request.extensions_mut().insert(client);
        without_trailing_slash(request.uri_mut());
        let machine = is_api(request.uri().path()) || wants_json(request.headers());
        let open = machine && is_cross_origin(request.uri().path());
        let method = request.method().clone();
        let reader = reads_gzip(request.headers()).then(|| request.uri().clone());
        let browser = language::of_browser(request.headers(), self.first_language);
        let wish = Wish::default();
        if machine {
            wish.look_at_query(request.uri().query().unwrap_or_default());
            request.extensions_mut().insert(wish.clone());
        }
        let mut response =
            if open && method == Method::OPTIONS { preflight() } else { self.route(request).await };
        if !machine {
            response = self.as_page(response, browser);
        } else if let Some(lang) = wish.get() {
            response = translated(response, lang);
        }
        headers(response.headers_mut(), machine, open);
        if let Some(rules) = self.rules.as_ref().filter(|_| is_html(response.headers())) {
            response.headers_mut().insert(HeaderName::from_static("speculation-rules"), rules.clone());
        }
        let mut response = self.compressor.apply(reader, response).await;
        self.report(&method, &mut response, began);
        response
    }

    async fn route(&self, request: Request<Body>) -> Response {
        // A path that is no text leads nowhere; extractors would say so in words of their own.
        if percent_encoding::percent_decode_str(request.uri().path()).decode_utf8().is_err() {
            return Fail(Problem::new(Kind::NotFound, "Not Found")).into_response();
        }
        let call = self.router.clone().oneshot(request);
        match AssertUnwindSafe(call).catch_unwind().await {
            Ok(Ok(response)) => response,
            Ok(Err(never)) => match never {},
            Err(_) => Fail(Problem::internal("a handler panicked")).into_response(),
        }
    }

    /// A line in the log for what failed, and the metrics for everything.
    fn report(&self, method: &Method, response: &mut Response, began: Instant) {
        let meter = response.extensions().get::<Arc<Meter>>().cloned();
        let meter = meter.as_deref().unwrap_or(&self.unrouted);
        log(method, meter.route, response);
        meter.record(response.status().as_u16(), began.elapsed());
    }

    /// A problem is shown to a reader as a page.
    fn as_page(&self, response: Response, browser: Lang) -> Response {
        let Some(Told(problem)) = response.extensions().get::<Told>().cloned() else { return response };
        let unsent = response.extensions().get::<Arc<Unsent>>().map(|unsent| &**unsent);
        let lang = response.extensions().get::<Spoken>().map_or(browser, |spoken| spoken.0);
        let mut page = html_status(response.status(), (self.error_page)(&problem, unsent, lang));
        *page.extensions_mut() = response.extensions().clone();
        page
    }
}

/// A problem is told to a client in the language that it asked for.
fn translated(response: Response, lang: Lang) -> Response {
    let Some(Told(problem)) = response.extensions().get::<Told>().cloned() else { return response };
    let (mut parts, _) = response.into_parts();
    let body = problem_json(&problem, lang);
    parts.headers.remove(header::CONTENT_LENGTH);
    if let Ok(tag) = HeaderValue::from_str(lang.tag()) {
        parts.headers.insert(header::CONTENT_LANGUAGE, tag);
    }
    Response::from_parts(parts, Body::from(body))
}

/// Clients add slashes where the documentation has none (`/api/v1/instance/`).
fn without_trailing_slash(uri: &mut Uri) {
    let path = uri.path();
    if path.len() < 2 || !path.ends_with('/') {
        return;
    }
    let trimmed = path.trim_end_matches('/');
    let trimmed = if trimmed.is_empty() { "/" } else { trimmed };
    let target = uri.query().map_or_else(|| trimmed.to_owned(), |query| format!("{trimmed}?{query}"));
    if let Ok(short) = target.parse() {
        *uri = short;
    }
}

fn is_api(path: &str) -> bool {
    let prefixes = ["/api/", "/.well-known/", "/nodeinfo/", "/media/", "/health", "/metrics"];
    prefixes.iter().any(|prefix| path.starts_with(prefix))
        || matches!(path, "/oauth/token" | "/oauth/revoke" | "/oauth/userinfo")
}

/// Where browser clients of any origin may call. Cookies are not looked at there.
fn is_cross_origin(path: &str) -> bool {
    !matches!(path, "/health" | "/metrics")
}

fn wants_json(headers: &HeaderMap) -> bool {
    headers.get("x-requested-with").is_some_and(|value| value == "fetch")
}

fn preflight() -> Response {
    let mut response = StatusCode::NO_CONTENT.into_response();
    let headers = response.headers_mut();
    headers.insert(
        header::ACCESS_CONTROL_ALLOW_METHODS,
        HeaderValue::from_static("GET, POST, PUT, PATCH, DELETE, OPTIONS"),
    );
    headers.insert(
        header::ACCESS_CONTROL_ALLOW_HEADERS,
        HeaderValue::from_static("Authorization, Content-Type, Idempotency-Key, X-Requested-With, *"),
    );
    headers.insert(header::ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static("7200"));
    response
}

fn headers(headers: &mut HeaderMap, machine: bool, open: bool) {
    // A page that says itself who may frame it is not contradicted.
    let framed = headers.get(header::CONTENT_SECURITY_POLICY).is_some_and(allows_frames);
    let mut default = |name: HeaderName, value: &'static str| {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    };
    default(header::CONTENT_SECURITY_POLICY, if machine { API_POLICY } else { PAGE_POLICY });
    default(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    default(header::REFERRER_POLICY, "same-origin");
    default(header::CACHE_CONTROL, "private, no-store");
    if !machine && !framed {
        default(header::X_FRAME_OPTIONS, "DENY");
    }
    if !machine {
        default(HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
        default(HeaderName::from_static("permissions-policy"), "camera=(), microphone=(), geolocation=()");
    }
    if open {
        default(header::ACCESS_CONTROL_ALLOW_ORIGIN, "*");
        default(header::ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
    }
}

fn is_html(headers: &HeaderMap) -> bool {
    headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"))
}

fn allows_frames(policy: &HeaderValue) -> bool {
    policy.to_str().is_ok_and(|policy| policy.contains("frame-ancestors *"))
}

/// One line in the log for what failed. No addresses, no parameters.
fn log(method: &Method, route: &str, response: &mut Response) {
    let status = response.status().as_u16();
    let Some(Told(problem)) = response.extensions().get::<Told>() else { return };
    if status < 500 {
        tracing::debug!(%method, route, status, ?problem, "request refused");
        return;
    }
    let request_id = random::token();
    tracing::error!(%method, route, status, request_id, ?problem, "request failed");
    if let Ok(value) = HeaderValue::from_str(&request_id) {
        response.headers_mut().insert("x-request-id", value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trailing_slashes_go() {
        for (given, wanted) in
            [("/", "/"), ("/a/", "/a"), ("/a//", "/a"), ("/a/?x=1", "/a?x=1"), ("/a", "/a"), ("//", "/")]
        {
            let mut uri: Uri = given.parse().unwrap();
            without_trailing_slash(&mut uri);
            assert_eq!(uri.to_string(), wanted);
        }
    }
}
