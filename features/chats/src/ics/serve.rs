//! Programs ask every few hours; what has not changed is not sent again (RFC 9110, 13).

use std::hash::{DefaultHasher, Hash, Hasher};

use axum::body::Body;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE, ETAG, IF_NONE_MATCH};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::Response;
use base::{Outcome, Problem};

/// How a calendar is called, and who may keep it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum IcsName<'a> {
    /// Everybody's.
    Open(&'a str),
    /// One person's, behind a secret.
    Own,
}

/// The calendar, or 304 for whoever has it.
pub(crate) fn respond(body: String, name: IcsName<'_>, asked: &HeaderMap) -> Outcome<Response> {
    let mut hasher = DefaultHasher::new();
    body.hash(&mut hasher);
    // The same words in two encodings are the same calendar, so the tag is a weak one.
    let tag = format!("W/\"{:016x}\"", hasher.finish());
    let known = has(asked, &tag);
    let mut response = Response::new(if known { Body::empty() } else { Body::from(body) });
    if known {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
    }
    let (cache, file) = match name {
        IcsName::Open(file) => ("public, no-cache", file),
        IcsName::Own => ("private, no-cache", "chats"),
    };
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/calendar; charset=utf-8"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static(cache));
    let file = format!("inline; filename=\"{file}.ics\"");
    headers.insert(CONTENT_DISPOSITION, HeaderValue::try_from(file).map_err(Problem::internal)?);
    headers.insert(ETAG, HeaderValue::try_from(tag).map_err(Problem::internal)?);
    if name == IcsName::Own {
        headers.insert(HeaderName::from_static("x-robots-tag"), HeaderValue::from_static(ui::NOT_INDEXED));
    }
    Ok(response)
}

fn has(asked: &HeaderMap, tag: &str) -> bool {
    let bare = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    let tags = asked.get_all(IF_NONE_MATCH).iter().filter_map(|line| line.to_str().ok());
    tags.flat_map(|line| line.split(',')).any(|known| known.trim() == "*" || bare(known) == bare(tag))
}
