use std::convert::Infallible;

use axum::body::Body;
use axum::response::{IntoResponse, Response};
use base::{Outcome, Problem};
use bus::Cached;
use bytes::Bytes;
use futures_util::FutureExt;
use http::header::{
    ACCEPT_ENCODING, ACCEPT_RANGES, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_RANGE,
    CONTENT_TYPE, ETAG, VARY,
};
use http::{HeaderMap, HeaderValue, Request, Uri};
use http_body::Body as _;
use http_body_util::{BodyExt, Full};
use tower::{ServiceExt, service_fn};
use tower_http::CompressionLevel;
use tower_http::compression::Compression;

use crate::Fail;

/// Smaller answers fit into a packet or two as they are.
const PLAIN_BYTES_MAX: u64 = 1_024;
/// Larger answers would take too much memory twice; they are sent as they are.
const GZIP_BYTES_MAX: u64 = 16 << 20;
/// From here on compressing takes so long that other requests must not wait for it.
const ASIDE_BYTES_MIN: usize = 128 << 10;
/// For compressed files that are the same for everyone.
const KEPT_BYTES_MAX: u64 = 8 << 20;
/// Most of the gain for a fraction of the time.
const QUICK: CompressionLevel = CompressionLevel::Precise(3);

/// Makes answers smaller for clients that say they can read them. What is the same for everyone is compressed once.
///
/// Pages hold tokens, and the size of a compressed page tells of what repeats in it (BREACH). It tells nothing of
/// tokens: [`crate::csrf_token`] makes another one for each page.
pub(crate) struct Compressor {
    /// By path and entity tag.
    kept: Cached<(String, HeaderValue), Bytes>,
}

impl Compressor {
    pub(crate) fn new() -> Self {
        Self { kept: Cached::new(KEPT_BYTES_MAX, Bytes::len) }
    }

    /// Compresses what is worth it. `reader` is the address asked for by a client that takes gzip ([`reads_gzip`]), and
    /// `None` for others, who get the answer as it is.
    pub(crate) async fn apply(&self, reader: Option<Uri>, mut response: Response) -> Response {
        if !is_text(response.headers()) {
            return response;
        }
        response.headers_mut().append(VARY, HeaderValue::from_static("Accept-Encoding"));
        let size = response.body().size_hint().exact();
        match (reader, size) {
            (Some(uri), Some(PLAIN_BYTES_MAX..=GZIP_BYTES_MAX)) if !is_final(response.headers()) => {
                self.compress(&uri, response).await.unwrap_or_else(|problem| Fail(problem).into_response())
            }
            _ => response,
        }
    }

    async fn compress(&self, uri: &Uri, response: Response) -> Outcome<Response> {
        let (mut parts, body) = response.into_parts();
        let place = everyones(&parts.headers).map(|tag| (uri.path().to_owned(), tag));
        let known = place.as_ref().and_then(|place| self.kept.get(place));
        let compressed = match known {
            Some(compressed) => compressed,
            None => {
                let plain = body.collect().await.map_err(Problem::internal)?.to_bytes();
                let level = if place.is_some() { CompressionLevel::Best } else { QUICK };
                let Some(compressed) = gzip(plain.clone(), level).await else {
                    return Ok(Response::from_parts(parts, Body::from(plain)));
                };
                if let Some(place) = place {
                    let ticket = self.kept.ticket(&place);
                    self.kept.put(place, ticket, compressed.clone());
                }
                compressed
            }
        };
        let headers = &mut parts.headers;
        headers.insert(CONTENT_ENCODING, HeaderValue::from_static("gzip"));
        headers.insert(CONTENT_LENGTH, compressed.len().into());
        headers.remove(ACCEPT_RANGES);
        weaken(headers);
        Ok(Response::from_parts(parts, Body::from(compressed)))
    }
}

/// Whether the client takes gzip (RFC 9110, 12.5.3).
pub(crate) fn reads_gzip(headers: &HeaderMap) -> bool {
    let lines = headers.get_all(ACCEPT_ENCODING).iter().filter_map(|line| line.to_str().ok());
    let (mut named, mut any) = (None, None);
    for choice in lines.flat_map(|line| line.split(',')) {
        let (name, rest) = choice.split_once(';').unwrap_or((choice, ""));
        let refused = rest
            .trim()
            .strip_prefix("q=")
            .is_some_and(|weight| weight.trim().parse::<f32>().is_ok_and(|weight| weight <= 0.0));
        match name.trim() {
            name if name.eq_ignore_ascii_case("gzip") => named = Some(!refused),
            "*" => any = Some(!refused),
            _ => {}
        }
    }
    named.or(any).unwrap_or(false)
}

/// Types that get much smaller. Pictures are compressed already, and event streams must not wait to be.
fn is_text(headers: &HeaderMap) -> bool {
    let kind = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let essence = kind.split(';').next().unwrap_or_default().trim();
    match essence.split_once('/') {
        Some(("text", sub)) => sub != "event-stream",
        Some((_, sub)) => {
            matches!(sub, "json" | "javascript" | "xml") || sub.ends_with("+json") || sub.ends_with("+xml")
        }
        None => false,
    }
}

/// Whether the body is not to be touched: encoded already, a part of something, or so asked for.
fn is_final(headers: &HeaderMap) -> bool {
    let kept = headers.get(CACHE_CONTROL).and_then(|kept| kept.to_str().ok()).unwrap_or_default();
    headers.contains_key(CONTENT_ENCODING)
        || headers.contains_key(CONTENT_RANGE)
        || kept.contains("no-transform")
}

/// The entity tag of what is the same for everyone.
fn everyones(headers: &HeaderMap) -> Option<HeaderValue> {
    let kept = headers.get(CACHE_CONTROL)?.to_str().ok()?;
    if kept.contains("public") { headers.get(ETAG).cloned() } else { None }
}

/// A strong tag would promise the very bytes of the plain answer.
fn weaken(headers: &mut HeaderMap) {
    let strong = headers.get(ETAG).and_then(|tag| tag.to_str().ok()).filter(|tag| !tag.starts_with("W/"));
    if let Some(weak) = strong.and_then(|tag| HeaderValue::from_str(&format!("W/{tag}")).ok()) {
        headers.insert(ETAG, weak);
    }
}

/// `None` when it would not get smaller.
async fn gzip(plain: Bytes, level: CompressionLevel) -> Option<Bytes> {
    let size = plain.len();
    let compressed = if size < ASIDE_BYTES_MIN && matches!(level, QUICK) {
        gzipped(plain, level).await
    } else {
        // It never waits for anything, so the first poll is the last.
        let aside = tokio::task::spawn_blocking(move || gzipped(plain, level).now_or_never().flatten());
        aside.await.ok().flatten()
    };
    compressed.filter(|compressed| compressed.len() < size)
}

async fn gzipped(plain: Bytes, level: CompressionLevel) -> Option<Bytes> {
    let answer = service_fn(move |_: Request<()>| {
        std::future::ready(Ok::<_, Infallible>(http::Response::new(Full::new(plain.clone()))))
    });
    let mut request = Request::new(());
    request.headers_mut().insert(ACCEPT_ENCODING, HeaderValue::from_static("gzip"));
    let response = Compression::new(answer).quality(level).oneshot(request).await.ok()?;
    let (parts, body) = response.into_parts();
    parts.headers.get(CONTENT_ENCODING)?;
    Some(body.collect().await.ok()?.to_bytes())
}

#[cfg(test)]
#[path = "compress_tests.rs"]
mod tests;
