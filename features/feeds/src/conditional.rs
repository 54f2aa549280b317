//! Readers ask every few minutes; what has not changed is not sent again (RFC 9110, 13).

use std::hash::{DefaultHasher, Hash, Hasher};

use axum::body::Body;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_MODIFIED_SINCE, IF_NONE_MATCH, LAST_MODIFIED, VARY,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::Response;
use base::{Outcome, Problem, http_date};

use crate::model::Channel;

/// Caches may keep a feed, and must ask each time whether it is still so: a deleted post is gone at once.
const CACHE: HeaderValue = HeaderValue::from_static("public, no-cache");

/// The feed, or 304 for whoever has it.
pub(crate) fn respond(
    kind: &'static str,
    body: String,
    channel: &Channel,
    asked: &HeaderMap,
) -> Outcome<Response> {
    // The same words in two encodings are the same feed, so the tag is a weak one.
    let mut hasher = DefaultHasher::new();
    body.hash(&mut hasher);
    let tag = format!("W/\"{:016x}\"", hasher.finish());
    let modified = http_date(channel.updated_ms);
    let known = has(asked, &tag, &modified);
    let mut response = Response::new(if known { Body::empty() } else { Body::from(body) });
    if known {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
    }
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(CACHE_CONTROL, CACHE);
    headers.append(VARY, HeaderValue::from_static("accept-language"));
    headers.insert(ETAG, value(tag)?);
    headers.insert(LAST_MODIFIED, value(modified)?);
    if !channel.indexed {
        headers.insert(HeaderName::from_static("x-robots-tag"), HeaderValue::from_static(ui::NOT_INDEXED));
    }
    Ok(response)
}

/// Whether the reader has it. The date only counts where no tag is known, and only if it is exactly ours: when the
/// newest post is deleted, it goes back.
fn has(asked: &HeaderMap, tag: &str, modified: &str) -> bool {
    let mut tags = asked.get_all(IF_NONE_MATCH).iter().filter_map(|line| line.to_str().ok()).peekable();
    if tags.peek().is_none() {
        return asked.get(IF_MODIFIED_SINCE).is_some_and(|date| date == modified);
    }
    let bare = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    tags.flat_map(|line| line.split(',')).any(|known| known.trim() == "*" || bare(known) == bare(tag))
}

fn value(text: String) -> Outcome<HeaderValue> {
    HeaderValue::try_from(text).map_err(Problem::internal)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_has_it() {
        let (tag, date) = ("W/\"00ff\"", "Sun, 22 Nov 2026 14:00:00 GMT");
        for (name, value, known) in [
            (IF_NONE_MATCH, "W/\"00ff\"", true),
            (IF_NONE_MATCH, "\"00ff\"", true),
            (IF_NONE_MATCH, "\"a\", W/\"00ff\"", true),
            (IF_NONE_MATCH, "*", true),
            (IF_NONE_MATCH, "\"00fe\"", false),
            (IF_MODIFIED_SINCE, date, true),
            (IF_MODIFIED_SINCE, "Sun, 22 Nov 2026 14:00:01 GMT", false),
        ] {
            let headers = HeaderMap::from_iter([(name, HeaderValue::from_static(value))]);
            assert_eq!(has(&headers, tag, date), known, "{value}");
        }
        let both = HeaderMap::from_iter([
            (IF_NONE_MATCH, HeaderValue::from_static("\"old\"")),
            (IF_MODIFIED_SINCE, HeaderValue::from_static(date)),
        ]);
        assert!(!has(&both, tag, date), "the tag decides");
        assert!(!has(&HeaderMap::new(), tag, date));
    }
}
