use axum::extract::Request;
use http::header::{ACCEPT, HOST, ORIGIN, REFERER};
use http::{HeaderMap, HeaderName};

use crate::{Node, Params, Site};

/// Longest text that is given back to be sent again; larger than every form but those with files.
const UNSENT_BYTES_MAX: usize = 256 << 10;
/// Fields that people type into, by their names in our forms; also without a blank they are shown.
const TYPED: &[&str] =
    &["status", "text", "spoiler_text", "note", "display_name", "comment", "reason", "description", "name"];
/// Below here are forms' targets, which cannot be gone back to.
const TARGETS: &str = "/web/";

/// A form that was refused for nothing but its old token: what was typed, to be sent again with a new one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unsent {
    /// The path that it was sent to.
    pub action: String,
    /// A token that is good.
    pub csrf: String,
    /// What it held, without the old token.
    pub fields: Vec<UnsentField>,
    /// Whether it had files too; they are not kept.
    pub files: bool,
}

/// A field of an [`Unsent`] form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnsentField {
    /// Its name, with brackets where it is one of several.
    pub name: String,
    /// What it held.
    pub value: String,
    /// Whether somebody typed it, as far as can be told; the rest is what the page itself put into the form.
    pub typed: bool,
}

impl Unsent {
    /// The form in `params`; `None` when it must not be shown again (it holds a password) or is too large.
    pub(crate) fn of(action: &str, csrf: String, params: &Params) -> Option<Self> {
        // Two slashes would make a browser send it to another site.
        if !action.starts_with('/') || action.starts_with("//") {
            return None;
        }
        let mut unsent = Self { action: action.to_owned(), csrf, fields: Vec::new(), files: false };
        for (name, node) in params.nodes().filter(|(name, _)| *name != "csrf") {
            unsent.add(name.to_owned(), node);
        }
        let secret = unsent.fields.iter().any(|field| field.name.contains("password"));
        let bytes: usize = unsent.fields.iter().map(|field| field.name.len() + field.value.len()).sum();
        (!secret && bytes <= UNSENT_BYTES_MAX).then_some(unsent)
    }

    fn add(&mut self, name: String, node: &Node) {
        match node {
            Node::Null => {}
            Node::File(_) => self.files = true,
            Node::Text(value) => {
                let words = value.chars().any(|c| c.is_whitespace() || !c.is_ascii());
                let typed = !value.is_empty() && (words || TYPED.contains(&name.as_str()));
                self.fields.push(UnsentField { name, value: value.clone(), typed });
            }
            Node::List(list) => list.iter().for_each(|node| self.add(format!("{name}[]"), node)),
            Node::Map(map) => map.nodes().for_each(|(key, node)| self.add(format!("{name}[{key}]"), node)),
        }
    }
}

/// Whether a form surely comes from a page of ours: every browser sends `Origin` with a form, and new ones say
/// `Sec-Fetch-Site` as well.
pub(crate) fn is_own(site: &Site, headers: &HeaderMap) -> bool {
    match text(headers, ORIGIN) {
        Some(origin) => is_own_origin(site, headers, origin) && !is_foreign(site, headers),
        None => fetch_site(headers) == Some("same-origin"),
    }
}

/// Whether a request says of itself that another site sent it.
pub(crate) fn is_foreign(site: &Site, headers: &HeaderMap) -> bool {
    text(headers, ORIGIN).is_some_and(|origin| !is_own_origin(site, headers, origin))
        || fetch_site(headers).is_some_and(|from| !matches!(from, "same-origin" | "none"))
}

/// Whether a reader waits for a page, rather than a script for an answer.
pub(crate) fn wants_page(headers: &HeaderMap) -> bool {
    text(headers, ACCEPT).is_some_and(|kinds| kinds.contains("text/html"))
}

/// The address in `/sign-in?next=`: where to go on after signing in. A form cannot be gone back to, but the page that
/// it was on can.
pub(crate) fn way_back(site: &Site, request: &Request) -> Option<String> {
    if request.method() == http::Method::GET {
        return Some(request.uri().path_and_query().map_or("/", http::uri::PathAndQuery::as_str).to_owned());
    }
    if !wants_page(request.headers()) {
        return None;
    }
    let from = text(request.headers(), REFERER)?;
    let (_, rest) = from.split_once("://")?;
    let (host, path) = rest.split_at(rest.find('/')?);
    let own = host == site.domain || text(request.headers(), HOST) == Some(host);
    (own && !path.starts_with(TARGETS) && !path.starts_with("/sign-in")).then(|| path.to_owned())
}

fn is_own_origin(site: &Site, headers: &HeaderMap, origin: &str) -> bool {
    let host = origin.split_once("://").map_or("", |(_, host)| host);
    host == site.domain || text(headers, HOST).is_some_and(|own| own == host)
}

fn fetch_site(headers: &HeaderMap) -> Option<&str> {
    headers.get("sec-fetch-site").and_then(|from| from.to_str().ok())
}

fn text(headers: &HeaderMap, name: HeaderName) -> Option<&str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site() -> Site {
        Site::new("medley.example")
    }

    fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (HeaderName::from_static(name), value.parse().unwrap())).collect()
    }

    #[test]
    fn only_our_own_pages_send_forms() {
        let (own, other) = ("https://medley.example", "https://evil.example");
        for (sent, is_own_form, foreign) in [
            (vec![("origin", own)], true, false),
            (vec![("origin", own), ("sec-fetch-site", "same-origin")], true, false),
            (vec![("origin", own), ("sec-fetch-site", "cross-site")], false, true),
            (vec![("origin", own), ("sec-fetch-site", "same-site")], false, true),
            (vec![("origin", other)], false, true),
            (vec![("origin", other), ("sec-fetch-site", "same-origin")], false, true),
            (vec![("origin", "null")], false, true),
            (vec![("origin", "https://medley.example.evil.example")], false, true),
            (vec![("origin", "http://10.0.0.7:3000"), ("host", "10.0.0.7:3000")], true, false),
            (vec![("sec-fetch-site", "same-origin")], true, false),
            (vec![("sec-fetch-site", "none")], false, false),
            (vec![], false, false),
        ] {
            let sent = headers(&sent);
            assert_eq!(
                (is_own(&site(), &sent), is_foreign(&site(), &sent)),
                (is_own_form, foreign),
                "{sent:?}"
            );
        }
    }

    #[test]
    fn the_way_back_is_one_of_our_pages() {
        let back = |method: &str, accept: &str, from: &str| {
            let request = http::Request::builder().method(method).uri("/web/posts?a=1");
            let request = request.header("accept", accept).header("referer", from);
            way_back(&site(), &request.body(axum::body::Body::empty()).unwrap())
        };
        let html = "text/html,application/xhtml+xml";
        assert_eq!(back("GET", "", "").as_deref(), Some("/web/posts?a=1"));
        assert_eq!(
            back("POST", html, "https://medley.example/local?max_id=3").as_deref(),
            Some("/local?max_id=3")
        );
        for (accept, from) in [
            ("application/json", "https://medley.example/local"),
            (html, "https://evil.example/local"),
            (html, "https://medley.example.evil.example/local"),
            (html, "https://medley.example"),
            (html, "https://medley.example/web/posts"),
            (html, "https://medley.example/sign-in?next=%2F"),
            (html, "nonsense"),
            (html, ""),
        ] {
            assert_eq!(back("POST", accept, from), None, "{accept} {from}");
        }
    }

    #[test]
    fn everything_typed_is_kept_and_can_be_sent_again() {
        let sent = "status=Hi&back=/local&media_ids[]=1&media_ids[]=2&poll[options][]=a+b&k[0][x]=1&csrf=old&language=";
        let params = Params::from_urlencoded(sent.as_bytes()).unwrap();
        let unsent = Unsent::of("/web/posts", "new".to_owned(), &params).unwrap();
        let typed: Vec<_> =
            unsent.fields.iter().filter(|field| field.typed).map(|field| field.name.as_str()).collect();
        assert_eq!(typed, ["poll[options][]", "status"]);
        let again: String = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(unsent.fields.iter().map(|field| (&field.name, &field.value)))
            .finish();
        let again = Params::from_urlencoded(format!("{again}&csrf=old").as_bytes()).unwrap();
        assert_eq!(again, params);
    }

    #[test]
    fn passwords_and_floods_are_not_shown_again() {
        let of = |text: String| {
            Unsent::of("/x", String::new(), &Params::from_urlencoded(text.as_bytes()).unwrap())
        };
        assert_eq!(of("login=a&new_password=b".to_owned()), None);
        assert_eq!(Unsent::of("//evil.example/x", String::new(), &Params::default()), None);
        assert_eq!(of(format!("status={}", "x".repeat(UNSENT_BYTES_MAX))), None);
    }

    #[tokio::test]
    async fn files_are_not_kept_but_told_of() {
        let body =
            "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.png\"\r\n\r\nx\r\n--b--\r\n";
        let request = http::Request::builder().header("content-type", "multipart/form-data; boundary=b");
        let params = crate::params::read(request.body(body.into()).unwrap()).await.unwrap();
        let unsent = Unsent::of("/x", String::new(), &params).unwrap();
        assert!(unsent.files && unsent.fields.is_empty());
    }
}
