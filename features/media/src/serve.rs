//! Serving pictures, videos and sounds. The content of a name never changes, so everyone may keep it for ever; and whatever a browser
//! makes of it, it runs nothing.

use std::ops::Range;

use axum::body::Body;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State as Has};
use axum::http::header::{
    ACCEPT_RANGES, CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_RANGE,
    CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG, HeaderName, IF_NONE_MATCH, IF_RANGE, RANGE,
    X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::Response;
use base::{Outcome, Problem};
use bytes::Bytes;
use web::Reply;

use crate::Media;
use crate::names::{is_clip, served_as};

const CACHE: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
const POLICY: HeaderValue = HeaderValue::from_static("default-src 'none'; sandbox; frame-ancestors 'none'");
const CLIP_POLICY: HeaderValue =
    HeaderValue::from_static("default-src 'none'; media-src 'self'; sandbox; frame-ancestors 'none'");

/// Which part of a blob is wanted.
#[derive(Debug, PartialEq, Eq)]
enum Part {
    Whole,
    Some(Range<usize>),
    /// A range outside of it.
    None,
}

pub(crate) async fn serve(
    Has(media): Has<Media>,
    name: Result<Path<String>, PathRejection>,
    headers: HeaderMap,
) -> Reply {
    let Path(name) = name.map_err(|_| Problem::not_found())?;
    let kind = served_as(&name).ok_or_else(Problem::not_found)?;
    let blobs = &media.0.blobs;
    let content = match is_clip(kind) {
        true => blobs.open_part(&name).await?.map(Content::Open),
        false => blobs.get(&name).await?.map(Content::Whole),
    };
    Ok(respond(&name, kind, content.ok_or_else(Problem::not_found)?, &headers)?)
}

/// What a name holds: pictures in memory, videos in their file.
enum Content {
    Whole(Bytes),
    Open(blobs::Part),
}

impl Content {
    fn length(&self) -> usize {
        match self {
            Self::Whole(bytes) => bytes.len(),
            Self::Open(part) => usize::try_from(part.length()).unwrap_or(usize::MAX),
        }
    }

    fn body(self, range: Range<usize>) -> Body {
        match self {
            Self::Whole(bytes) => Body::from(bytes.slice(range)),
            Self::Open(part) => {
                let part = part.within(range.start as u64..range.end as u64);
                // A reader who is slow holds one piece, and the open file.
                Body::from_stream(futures_util::stream::try_unfold(part, |part| async move {
                    part.next().await.map_err(|problem| std::io::Error::other(problem.to_string()))
                }))
            }
        }
    }
}

fn respond(name: &str, kind: &'static str, content: Content, asked: &HeaderMap) -> Outcome<Response> {
    // A name has one content for ever, and it consists of letters that an entity tag may hold.
    let tag = format!("\"{name}\"");
    let length = content.length();
    let (status, wanted, range) = if matches(asked, &tag) {
        (StatusCode::NOT_MODIFIED, None, None)
    } else {
        match part(asked, &tag, length) {
            Part::Whole => (StatusCode::OK, Some(0..length), None),
            Part::Some(r) => {
                let told = format!("bytes {}-{}/{length}", r.start, r.end - 1);
                (StatusCode::PARTIAL_CONTENT, Some(r), Some(told))
            }
            Part::None => (StatusCode::RANGE_NOT_SATISFIABLE, None, Some(format!("bytes */{length}"))),
        }
    };
    let size = wanted.as_ref().map(|range| range.len());
    let mut response = Response::new(wanted.map_or_else(Body::empty, |range| content.body(range)));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(CONTENT_SECURITY_POLICY, policy(kind));
    headers.insert(ETAG, value(tag)?);
    headers.insert(CONTENT_DISPOSITION, value(format!("inline; filename=\"{}\"", last(name)))?);
    if let Some(range) = range {
        headers.insert(CONTENT_RANGE, value(range)?);
    }
    if let Some(size) = size {
        headers.insert(CONTENT_LENGTH, size.into());
    }
    fixed(headers);
    Ok(response)
}

/// Where a browser shows a video by itself, it makes a page around it, which must be allowed to load it.
fn policy(kind: &str) -> HeaderValue {
    if is_clip(kind) { CLIP_POLICY } else { POLICY }
}

fn fixed(headers: &mut HeaderMap) {
    headers.insert(CACHE_CONTROL, CACHE);
    headers.insert(ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    // Web clients at other origins show the pictures too.
    headers.insert(
        HeaderName::from_static("cross-origin-resource-policy"),
        HeaderValue::from_static("cross-origin"),
    );
}

fn value(text: String) -> Outcome<HeaderValue> {
    HeaderValue::try_from(text).map_err(Problem::internal)
}

/// `original.jpg`, `avatar.png`: says nothing of who uploaded what.
fn last(name: &str) -> &str {
    name.rsplit('/').next().unwrap_or("media")
}

fn text(headers: &HeaderMap, name: HeaderName) -> Option<&str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

/// `If-None-Match` (RFC 9110, 13.1.2): a list of tags, weak or strong, or `*`.
fn matches(asked: &HeaderMap, tag: &str) -> bool {
    let tags = asked.get_all(IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    tags.flat_map(|line| line.split(','))
        .map(str::trim)
        .any(|t| t == "*" || t.trim_start_matches("W/") == tag)
}

/// `Range` (RFC 9110, 14.2) of one range; several, and what is no range, are answered with the whole, as allowed.
fn part(asked: &HeaderMap, tag: &str, length: usize) -> Part {
    if text(asked, IF_RANGE).is_some_and(|known| known != tag) {
        return Part::Whole;
    }
    let spec = text(asked, RANGE).and_then(|range| range.trim().strip_prefix("bytes="));
    let Some((from, to)) = spec.and_then(|spec| spec.split_once('-')) else { return Part::Whole };
    let number = |digits: &str| {
        let plain = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
        // More digits than fit are a number all the same, one past every end.
        plain.then(|| digits.parse::<usize>().unwrap_or(usize::MAX))
    };
    let range = match (number(from), number(to)) {
        (Some(from), Some(to)) if from <= to => from..to.saturating_add(1).min(length),
        (Some(from), None) if to.is_empty() => from..length,
        (None, Some(last)) if from.is_empty() => length.saturating_sub(last)..length,
        _ => return Part::Whole,
    };
    if range.start < range.end { Part::Some(range) } else { Part::None }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(pairs: &[(HeaderName, &str)]) -> HeaderMap {
        pairs.iter().map(|(name, text)| (name.clone(), text.parse().unwrap())).collect()
    }

    #[test]
    fn single_ranges() {
        let table = [
            ("bytes=0-0", Part::Some(0..1)),
            ("bytes=2-5", Part::Some(2..6)),
            ("bytes=2-500", Part::Some(2..10)),
            ("bytes=3-", Part::Some(3..10)),
            ("bytes=-4", Part::Some(6..10)),
            ("bytes=-400", Part::Some(0..10)),
            ("bytes=0-99999999999999999999999", Part::Some(0..10)),
            ("bytes=10-", Part::None),
            ("bytes=99999999999999999999999-", Part::None),
            ("bytes=-0", Part::None),
            ("bytes=5-2", Part::Whole),
            ("bytes=0-1,4-5", Part::Whole),
            ("bytes=-", Part::Whole),
            ("bytes=a-b", Part::Whole),
            ("bytes=--1", Part::Whole),
            ("lines=1-2", Part::Whole),
        ];
        for (range, expected) in table {
            assert_eq!(part(&asked(&[(RANGE, range)]), "\"a\"", 10), expected, "{range}");
        }
        assert_eq!(part(&asked(&[(RANGE, "bytes=0-0")]), "\"a\"", 0), Part::None);
    }

    #[test]
    fn if_range_wants_the_same_tag() {
        let part = |tag| part(&asked(&[(RANGE, "bytes=0-1"), (IF_RANGE, tag)]), "\"a\"", 10);
        assert_eq!((part("\"a\""), part("\"b\"")), (Part::Some(0..2), Part::Whole));
    }

    #[test]
    fn tags_match_in_lists() {
        for (line, expected) in [("\"a\"", true), ("\"b\", W/\"a\"", true), ("*", true), ("\"ab\"", false)] {
            assert_eq!(matches(&asked(&[(IF_NONE_MATCH, line)]), "\"a\""), expected, "{line}");
        }
    }
}
