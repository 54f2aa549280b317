use base::Id;
use http::{HeaderMap, StatusCode};
use serde_json::Value;

/// What the server answered.
#[derive(Debug)]
pub struct Answer {
    /// The status code.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body as text.
    pub text: String,
    /// The body as JSON; null if it is not.
    pub json: Value,
}

impl Answer {
    pub(crate) async fn of(response: axum::response::Response) -> Self {
        let (parts, body) = response.into_parts();
        let bytes = axum::body::to_bytes(body, 64 << 20).await.expect("a whole body");
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let json = serde_json::from_slice(&bytes).unwrap_or_default();
        Self { status: parts.status, headers: parts.headers, text, json }
    }

    /// Fails unless it is 200; gives itself.
    #[track_caller]
    pub fn ok(self) -> Self {
        assert_eq!(self.status, StatusCode::OK, "{}", self.text);
        self
    }

    /// Fails unless it has this status and, for the API, Mastodon's error shape.
    #[track_caller]
    pub fn fails(self, status: u16) -> Self {
        assert_eq!(self.status.as_u16(), status, "{}", self.text);
        assert!(self.json["error"].is_string(), "no error shape: {}", self.text);
        self
    }

    /// The `id` of the entity.
    #[track_caller]
    pub fn id(&self) -> Id {
        self.json["id"].as_str().expect("an id").parse().expect("a number")
    }

    /// The texts at `key` of every entity in a list.
    #[track_caller]
    pub fn each(&self, key: &str) -> Vec<String> {
        let list = self.json.as_array().unwrap_or_else(|| panic!("not a list: {}", self.text));
        list.iter().map(|entity| entity[key].as_str().unwrap_or_default().to_owned()).collect()
    }

    /// The plain texts of the posts in a list.
    #[track_caller]
    pub fn contents(&self) -> Vec<String> {
        self.each("content").iter().map(|html| text::html_to_text(html)).collect()
    }

    /// A header as text; empty if it is not there.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// The path and query behind `rel` in the `Link` header.
    pub fn link(&self, rel: &str) -> Option<String> {
        let wanted = format!("rel=\"{rel}\"");
        let link = self.header("link").split(", ").find(|link| link.ends_with(&wanted))?.to_owned();
        let url = link.split('>').next()?.trim_start_matches('<').to_owned();
        let path = url.splitn(4, '/').nth(3)?.to_owned();
        Some(format!("/{path}"))
    }
}
