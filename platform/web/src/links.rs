use axum::response::Response;
use base::{Id, Outcome, PageLimit};
use http::Uri;
use http::header::{HeaderValue, LINK};

use crate::{Params, Site};

/// Parameters that a page sets itself.
const OWN: &[&str] = &["max_id", "min_id", "since_id", "offset"];

/// The `Link` header of a list: `next` is older (`max_id`), `prev` is newer (`min_id`). All other parameters of the
/// request are kept, addresses are absolute.
pub fn link_header(site: &Site, uri: &Uri, next: Option<Id>, prev: Option<Id>) -> Option<HeaderValue> {
    let kept = kept(uri.query(), OWN);
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

/// The parameters of a request without those that are set anew, ready to be followed by these.
fn kept(query: Option<&str>, own: &[&str]) -> String {
    let pairs = query.unwrap_or_default().split('&');
    let others =
        pairs.filter(|pair| !pair.is_empty() && !own.contains(&pair.split('=').next().unwrap_or_default()));
    others.flat_map(|pair| [pair, "&"]).collect()
}

/// Adds the `Link` header for a list of `ids`, newest first. A page that is empty has no neighbours.
pub fn paged(site: &Site, uri: &Uri, ids: &[Id], mut response: Response) -> Response {
    if let Some(value) = link_header(site, uri, ids.last().copied(), ids.first().copied()) {
        response.headers_mut().insert(LINK, value);
    }
    response
}

/// Which part of a list that is paged by offsets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slice {
    /// Entries that are skipped.
    pub offset: usize,
    /// Entries that are wanted.
    pub limit: usize,
}

impl Slice {
    /// Entries that a client may skip.
    pub const OFFSET_MAX: usize = 1_000;

    /// Reads `limit` and `offset`.
    pub fn read(params: &Params, limits: PageLimit) -> Outcome<Self> {
        let offset = params.int("offset")?.unwrap_or(0).max(0);
        let offset = usize::try_from(offset).unwrap_or(Self::OFFSET_MAX).min(Self::OFFSET_MAX);
        Ok(Self { offset, limit: limits.pick(params.int("limit")?) })
    }

    /// Adds the `Link` header: the next slice if there is `more`, the one before if there is one.
    pub fn linked(self, site: &Site, uri: &Uri, more: bool, mut response: Response) -> Response {
        let kept = kept(uri.query(), &["limit", "offset"]);
        let link = |rel: &str, offset: usize| {
            let path = site.url(uri.path());
            format!("<{path}?{kept}limit={}&offset={offset}>; rel=\"{rel}\"", self.limit)
        };
        let after = self.offset + self.limit;
        let next = (more && after <= Self::OFFSET_MAX).then(|| link("next", after));
        let prev = (self.offset > 0).then(|| link("prev", self.offset.saturating_sub(self.limit)));
        let links: Vec<String> = next.into_iter().chain(prev).collect();
        if let Ok(value) = HeaderValue::from_str(&links.join(", "))
            && !links.is_empty()
        {
            response.headers_mut().insert(LINK, value);
        }
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::response::IntoResponse;

    #[test]
    fn slices_link_to_their_neighbours() {
        let (site, uri) = (Site::new("m.example"), "/api/v1/x?limit=2".parse().unwrap());
        let links = |offset, more| {
            let linked = Slice { offset, limit: 2 }.linked(&site, &uri, more, ().into_response());
            linked.headers().get(LINK).map(|value| value.to_str().unwrap().to_owned())
        };
        assert_eq!(links(0, false), None);
        let next = "<https://m.example/api/v1/x?limit=2&offset=3>; rel=\"next\"";
        let prev = "<https://m.example/api/v1/x?limit=2&offset=0>; rel=\"prev\"";
        assert_eq!(links(1, true), Some(format!("{next}, {prev}")));
        assert!(!links(Slice::OFFSET_MAX, true).unwrap().contains("next"), "nobody may skip more");
        let asked = "/api/v1/x?order=new&limit=2&offset=2".parse().unwrap();
        let linked = Slice { offset: 2, limit: 2 }.linked(&site, &asked, false, ().into_response());
        assert_eq!(
            linked.headers()[LINK],
            "<https://m.example/api/v1/x?order=new&limit=2&offset=0>; rel=\"prev\""
        );
        let read =
            |query: &str| Slice::read(&Params::from_urlencoded(query.as_bytes()).unwrap(), PageLimit::POSTS);
        assert_eq!(read("offset=-5&limit=3").unwrap(), Slice { offset: 0, limit: 3 });
        assert_eq!(read("offset=1000000").unwrap().offset, 1_000);
        assert!(read("offset=x").is_err());
    }

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
