use axum::body::Body;
use http::header::{ACCEPT_LANGUAGE, CONTENT_TYPE, COOKIE, ORIGIN};
use http::{Method, Request};

use crate::{Answer, Events, Person};

/// Parts of a form: a file has a name, a text has none.
pub type Part<'a> = (&'a str, Option<&'a str>, &'a [u8]);

const BOUNDARY: &str = "between-the-parts";

/// Somebody who uses the server by its pages: signed in, with a cookie and what forms prove themselves with.
#[derive(Clone)]
pub struct Browser {
    person: Person,
    cookie: String,
    csrf: String,
}

impl Person {
    /// This person in a browser, signed in.
    pub async fn browser(&self) -> Browser {
        let password = format!("{} likes long passwords", self.name);
        let begun = self.app.medley.access.sign_in(&self.name, &password, "").await.expect("signs in");
        let cookie = format!("{}={}", web::SESSION_COOKIE, begun.cookie);
        let mut browser = Browser { person: self.clone(), cookie, csrf: String::new() };
        let page = browser.get("/compose").await.ok().text;
        let rest = page.split_once("name=\"csrf\" value=\"").expect("a form").1;
        browser.csrf = rest.split('"').next().unwrap_or_default().to_owned();
        browser
    }
}

impl Browser {
    /// What the session's cookie holds.
    pub fn session(&self) -> &str {
        self.cookie.split_once('=').map_or("", |(_, value)| value)
    }

    fn request(&self, method: Method, path: &str) -> http::request::Builder {
        let request = Request::builder().method(method).uri(path).header("host", "localhost:3000");
        request.header(ORIGIN, "http://localhost:3000").header(COOKIE, &self.cookie)
    }

    async fn send(&self, request: http::request::Builder, body: impl Into<Body>) -> Answer {
        Answer::of(self.person.app.send(request.body(body.into()).expect("a request")).await).await
    }

    /// GET of a page.
    pub async fn get(&self, path: &str) -> Answer {
        self.send(self.request(Method::GET, path), Body::empty()).await
    }

    /// GET of a page, by a browser whose owner likes `languages` (`Accept-Language`).
    pub async fn get_in(&self, languages: &str, path: &str) -> Answer {
        self.send(self.request(Method::GET, path).header(ACCEPT_LANGUAGE, languages), Body::empty()).await
    }

    /// Sends a form of a page.
    pub async fn form(&self, path: &str, body: &str) -> Answer {
        let request =
            self.request(Method::POST, path).header(CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request, format!("csrf={}&{body}", self.csrf)).await
    }

    /// Sends a form with files.
    pub async fn upload(&self, path: &str, parts: &[Part<'_>]) -> Answer {
        let csrf = ("csrf", None, self.csrf.as_bytes());
        let kind = format!("multipart/form-data; boundary={BOUNDARY}");
        let request = self.request(Method::POST, path).header(CONTENT_TYPE, kind);
        self.send(request, multipart(&[&[csrf], parts].concat())).await
    }

    /// Opens the live updates of a page.
    pub async fn stream(&self, path: &str) -> Events {
        let request = self.request(Method::GET, path).body(Body::empty()).expect("a request");
        Events::of(self.person.app.send(request).await)
    }
}

impl Person {
    /// PATCH of a form with files.
    pub async fn patch_files(&self, path: &str, parts: &[Part<'_>]) -> Answer {
        let kind = format!("multipart/form-data; boundary={BOUNDARY}");
        self.send(Method::PATCH, path, &kind, multipart(parts)).await
    }
}

fn multipart(parts: &[Part<'_>]) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, file, bytes) in parts {
        let file = file.map(|file| format!("; filename=\"{file}\"")).unwrap_or_default();
        let head = format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n");
        body.extend([head.as_bytes(), bytes, b"\r\n"].concat());
    }
    body.extend(format!("--{BOUNDARY}--\r\n").into_bytes());
    body
}
