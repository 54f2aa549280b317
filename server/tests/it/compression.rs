//! Answers get smaller for browsers that can read it, and tell nothing by their size.

use std::io::Read;

use access::NewUser;
use axum::body::{Body, to_bytes};
use base::Clock;
use flate2::read::GzDecoder;
use http::{HeaderMap, Request};
use medley::{Config, Medley};
use web::{App, Role};

const PASSWORD: &str = "three blue kettles";

struct Site {
    app: App,
    cookie: String,
    _data: tempfile::TempDir,
}

async fn site() -> Site {
    let data = tempfile::tempdir().unwrap();
    let medley = Medley::open(Config::default(), data.path(), Clock::system()).await.unwrap();
    let new = NewUser {
        username: "ana".to_owned(),
        email: "ana@clinic.example".to_owned(),
        password: Some(PASSWORD.to_owned()),
        role: Role::User,
        confirmed: true,
    };
    medley.access.create_account(new).await.unwrap();
    let begun = medley.access.sign_in("ana", PASSWORD, "").await.unwrap();
    let cookie = format!("{}={}", web::SESSION_COOKIE, begun.cookie);
    Site { app: medley.app(), cookie, _data: data }
}

impl Site {
    async fn get(&self, path: &str, encoding: &str) -> (HeaderMap, Vec<u8>) {
        let mut request = Request::builder().uri(path).header("cookie", &self.cookie);
        if !encoding.is_empty() {
            request = request.header("accept-encoding", encoding);
        }
        let response = self.app.respond([127, 0, 0, 1].into(), request.body(Body::empty()).unwrap()).await;
        let (parts, body) = response.into_parts();
        assert_eq!(parts.status, 200, "{path}");
        (parts.headers, to_bytes(body, 1 << 24).await.unwrap().to_vec())
    }

    async fn unpacked(&self, path: &str) -> String {
        let (headers, body) = self.get(path, "gzip, br").await;
        assert_eq!(headers["content-encoding"], "gzip", "{path}");
        assert_eq!(headers["content-length"], body.len().to_string(), "{path}");
        let mut text = String::new();
        GzDecoder::new(&body[..]).read_to_string(&mut text).unwrap();
        assert!(text.len() > body.len(), "{path}");
        text
    }
}

#[tokio::test]
async fn pages_answers_and_assets_unpack_to_what_they_were() {
    let site = site().await;
    let style = ui::assets::url("medley.css");
    for path in ["/api/v2/instance", "/api/v1/instance", style, ui::assets::url("page.js")] {
        let (headers, plain) = site.get(path, "").await;
        assert_eq!(headers["vary"], "Accept-Encoding", "{path}");
        assert!(!headers.contains_key("content-encoding"), "{path}");
        assert_eq!(site.unpacked(path).await.into_bytes(), plain, "{path}");
    }
    // Kept from the first time, and still the same.
    assert_eq!(site.unpacked(style).await.into_bytes(), site.get(style, "").await.1);
    assert!(site.unpacked("/about").await.contains("</html>"));
    let (headers, _) = site.get("/assets/avatar.png", "gzip").await;
    assert!(!headers.contains_key("content-encoding") && !headers.contains_key("vary"));
}

#[tokio::test]
async fn a_token_repeats_in_no_other_page() {
    let site = site().await;
    let mut tokens = Vec::new();
    for _ in 0..2 {
        let page = site.unpacked("/settings/account").await;
        let token = page.split("name=\"csrf\" value=\"").nth(1).unwrap().split('"').next().unwrap();
        tokens.push(token.to_owned());
    }
    let (a, b) = (&tokens[0], &tokens[1]);
    let shared = a.as_bytes().windows(6).any(|part| b.as_bytes().windows(6).any(|other| other == part));
    assert!(!shared && a.len() > 50, "{a} {b}");
}
