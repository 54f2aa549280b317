use axum::response::Response;
use base::Id;
use http::Uri;
use http::header::{HeaderValue, LINK};

use crate::Site;

/// Parameters that a page sets itself.
const OWN: &[&str] = &["max_id", "min_id", "since_id", "offset"];

/// The `Link` header of a list: `next` is older (`max_id`), `prev` is newer (`min_id`). All other parameters of the
/// request are kept, addresses are absolute.
pub fn link_header(site: &Site, uri: &Uri, next: Option<Id>, prev: Option<Id>) -> Option<HeaderValue> {
    let kept: String = uri
        .query()
        .unwrap_or_default()
        .split('&')
        .filter(|pair| !pair.is_empty() && !OWN.contains(&pair.split('=').next().unwrap_or_default()))
        .flat_map(|pair| [pair, "&"])
        .collect();
    let link = |rel: &str, name: &str, id: Id| {
        format!("<{}{}?{kept}{name}={id}>; rel=\"{rel}\"", site.base_url, uri.path())
    };
    let links: Vec<_> =
        [next.map(|id| link("next", "max_id", id)), prev.map(|id| link("prev", "min_id", id))]
            .into_iter()
            .flatten()
            .collect();
    if links.is_empty() { None } else { HeaderValue::from_str(&links.join(", ")).ok() }
}

/// Adds the `Link` header for a list of `ids`, newest first. A page that is empty has no neighbours.
pub fn paged(site: &Site, uri: &Uri, ids: &[Id], mut response: Response) -> Response {
    if let Some(value) = link_header(site, uri, ids.last().copied(), ids.first().copied()) {
        response.headers_mut().insert(LINK, value);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_what_it_does_not_set() {
        let uri = "/api/v1/timelines/public?local=true&max_id=9&limit=2&any[]=x".parse().unwrap();
        let header = link_header(&Site::new("m.example"), &uri, Some(Id(3)), Some(Id(7))).unwrap();
        assert_eq!(
            header.to_str().unwrap(),
            "<https://m.example/api/v1/timelines/public?local=true&limit=2&any[]=x&max_id=3>; rel=\"next\", \
             <https://m.example/api/v1/timelines/public?local=true&limit=2&any[]=x&min_id=7>; rel=\"prev\""
        );
        assert!(link_header(&Site::new("m.example"), &uri, None, None).is_none());
    }
}
