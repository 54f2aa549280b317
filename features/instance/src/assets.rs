//! Style sheet, scripts, icons, the manifest, and what crawlers may read.

use axum::body::{Body, Bytes};
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_NONE_MATCH};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::Response;
use base::Problem;
use ui::assets::{AVATAR, Asset, HEADER, WORKER, asset, manifest_name, url};
use web::{Access, Limit, Reply, Route, Visit, get, html};

use crate::Instance;

/// The name changes with the content.
const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
/// The name stays, and what it is must be new.
const ASKED_EACH_TIME: HeaderValue = HeaderValue::from_static("no-cache");
/// The name stays.
const FOR_A_DAY: HeaderValue = HeaderValue::from_static("public, max-age=86400");
/// The name stays, and it is for this browser.
const OWN_FOR_A_DAY: HeaderValue = HeaderValue::from_static("private, max-age=86400");
/// Search engines may read what everyone may; forms and settings are of no use to them.
const ROBOTS: &str = "User-agent: *\nDisallow: /api/\nDisallow: /compose\nDisallow: /oauth/\nDisallow: /search\n\
    Disallow: /settings/\nDisallow: /web/\n";

pub(crate) fn routes(s: &Instance) -> Vec<Route> {
    vec![
        get(s, "/assets/{*path}", Access::Open, serve).counted(Limit::Page),
        get(s, AVATAR, Access::Open, avatar).counted(Limit::Page),
        get(s, HEADER, Access::Open, header).counted(Limit::Page),
        get(s, WORKER, Access::Open, worker).counted(Limit::Page),
        get(s, "/offline", Access::Page, offline).counted(Limit::Page),
        get(s, "/manifest.webmanifest", Access::Open, manifest).counted(Limit::Page),
        get(s, "/robots.txt", Access::Open, robots).counted(Limit::Page),
    ]
}

async fn serve(path: Result<Path<String>, PathRejection>, headers: HeaderMap) -> Reply {
    let Path(path) = path.map_err(|_| Problem::not_found())?;
    file(&path, &headers)
}

async fn avatar(headers: HeaderMap) -> Reply {
    file(AVATAR, &headers)
}

async fn header(headers: HeaderMap) -> Reply {
    file(HEADER, &headers)
}

fn file(path: &str, headers: &HeaderMap) -> Reply {
    let asset = asset(path).ok_or_else(Problem::not_found)?;
    let keep = if asset.immutable { FOR_EVER } else { FOR_A_DAY };
    Ok(respond(&asset, keep, headers))
}

/// Asked for at each visit; a kept one would keep old pages alive.
async fn worker(headers: HeaderMap) -> Reply {
    let asset = asset(WORKER).ok_or_else(Problem::not_found)?;
    Ok(respond(&asset, ASKED_EACH_TIME, &headers))
}

/// What is shown where there is no network and nothing was kept.
async fn offline(State(s): State<Instance>, visit: Visit) -> Reply {
    Ok(html(crate::pages::offline_page(s.name(), visit.lang)))
}

/// In the visitor's language, so no cache between us keeps it.
async fn manifest(visit: Visit, headers: HeaderMap) -> Reply {
    let asset = asset(url(manifest_name(visit.lang))).ok_or_else(Problem::not_found)?;
    Ok(respond(&asset, OWN_FOR_A_DAY, &headers))
}

fn respond(asset: &Asset, keep: HeaderValue, asked: &HeaderMap) -> Response {
    let known = knows(asked, asset.etag);
    let body = if known { Body::empty() } else { Body::from(Bytes::from_static(asset.bytes)) };
    let mut response = Response::new(body);
    if known {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
    }
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(asset.mime));
    headers.insert(ETAG, HeaderValue::from_static(asset.etag));
    headers.insert(CACHE_CONTROL, keep);
    response
}

/// Whether the browser has this content. Compared weakly, as RFC 9110 says for `If-None-Match`.
fn knows(asked: &HeaderMap, etag: &str) -> bool {
    let lines = asked.get_all(IF_NONE_MATCH).iter().filter_map(|line| line.to_str().ok());
    lines
        .flat_map(|line| line.split(','))
        .map(str::trim)
        .any(|tag| tag == "*" || tag.trim_start_matches("W/") == etag)
}

async fn robots() -> Reply {
    let mut response = html(ROBOTS.to_owned());
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
    headers.insert(CACHE_CONTROL, FOR_A_DAY);
    Ok(response)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_browser_has_is_not_sent_again() {
        let asset = asset(url("medley.css")).unwrap();
        let with = |tag: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(IF_NONE_MATCH, tag.parse().unwrap());
            respond(&asset, FOR_EVER, &headers).status()
        };
        assert_eq!(respond(&asset, FOR_EVER, &HeaderMap::new()).status(), StatusCode::OK);
        for tag in
            [asset.etag.to_owned(), format!("W/{}", asset.etag), format!("\"x\", {}", asset.etag), "*".into()]
        {
            assert_eq!(with(&tag), StatusCode::NOT_MODIFIED, "{tag}");
        }
        assert_eq!(with("\"other\""), StatusCode::OK);
    }

    #[test]
    fn assets_say_what_they_are_and_how_long_they_keep() {
        for path in ui::assets::all() {
            let asset = asset(path).unwrap();
            let response = respond(&asset, FOR_EVER, &HeaderMap::new());
            assert_eq!(response.headers()[CONTENT_TYPE], asset.mime, "{path}");
            assert!(response.headers().contains_key(ETAG));
        }
    }
}
