//! Forms of browsers whose page grew old: what was typed is not lost, and other sites still get nowhere.

use axum::body::Body;
use http::header::{ACCEPT, CONTENT_TYPE, COOKIE, ORIGIN, REFERER};
use http::{Method, Request};
use store::engine_tests;
use testkit::{Person, TestApp};

/// Where the composer sends what was written.
const ACTION: &str = "/web/posts";
const OWN: &str = "http://localhost:3000";
const TEXT: &str = "Ward 7 <b>is</b>\nshort of saline & beds";

struct Shown {
    status: u16,
    location: String,
    text: String,
}

/// A browser with a session.
struct Browser {
    app: TestApp,
    cookie: String,
}

impl Browser {
    async fn of(person: &Person) -> Self {
        let password = format!("{} likes long passwords", person.name);
        let begun = person.app.medley.access.sign_in(&person.name, &password, "").await.unwrap();
        Self { app: person.app.clone(), cookie: format!("{}={}", web::SESSION_COOKIE, begun.cookie) }
    }

    fn form(&self, path: &str, kind: &str) -> http::request::Builder {
        let request = Request::builder().method(Method::POST).uri(path).header("host", "localhost:3000");
        request.header(COOKIE, &self.cookie).header(CONTENT_TYPE, kind).header(ACCEPT, "text/html,*/*;q=0.8")
    }

    async fn send(&self, request: Request<Body>) -> Shown {
        let response = self.app.send(request).await;
        let (parts, body) = response.into_parts();
        let bytes = axum::body::to_bytes(body, 1 << 20).await.unwrap();
        let location = parts.headers.get("location").map(|place| place.to_str().unwrap().to_owned());
        Shown {
            status: parts.status.as_u16(),
            location: location.unwrap_or_default(),
            text: String::from_utf8(bytes.to_vec()).unwrap(),
        }
    }

    /// Sends the composer as it is on a page.
    async fn compose(&self, origin: &str, csrf: &str, text: &str) -> Shown {
        let mut body = String::new();
        for (name, value) in [("csrf", csrf), ("back", "/local"), ("idempotency_key", "k1"), ("status", text)]
        {
            body += &format!("--b\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        }
        body += "--b--\r\n";
        let request = self.form(ACTION, "multipart/form-data; boundary=b").header(ORIGIN, origin);
        let request = request.header(REFERER, format!("{OWN}/local?max_id=9"));
        self.send(request.body(body.into()).unwrap()).await
    }
}

/// What stands behind `before`, up to the next quotation mark.
fn after<'a>(text: &'a str, before: &str) -> &'a str {
    text.split(before).nth(1).unwrap_or_else(|| panic!("no {before} in {text}")).split('"').next().unwrap()
}

fn unescaped(text: &str) -> String {
    text.replace("&#60;", "<").replace("&#62;", ">").replace("&#38;", "&")
}

engine_tests! {
    async fn a_form_of_an_old_page_can_be_sent_again(engine: Engine) {
        let app = TestApp::with(engine, |config| config.instance.name = "Harbour View".to_owned()).await;
        let ana = app.person("ana").await;
        let browser = Browser::of(&ana).await;
        let refused = browser.compose(OWN, "of-another-session", TEXT).await;
        assert_eq!(refused.status, 403, "{}", refused.text);
        assert!(refused.text.contains("<title>Not sent yet · Harbour View</title>"), "{}", refused.text);
        let area = refused.text.split("<textarea").nth(1).unwrap();
        assert!(area.contains("name=\"status\"") && !area.contains("<b>"), "{area}");
        let typed = area.split_once(">\n").unwrap().1.split("</textarea>").next().unwrap();
        assert_eq!(unescaped(typed), TEXT);
        assert_eq!(after(&refused.text, "name=\"idempotency_key\" value=\""), "k1");
        assert!(ana.home().await.is_empty());
        let action = after(&refused.text, "<form method=\"post\" action=\"").to_owned();
        let csrf = after(&refused.text, "name=\"csrf\" value=\"").to_owned();
        assert_eq!(action, ACTION);
        let sent = browser.compose(OWN, &csrf, TEXT).await;
        assert_eq!(sent.status, 303, "{}", sent.text);
        assert_eq!(ana.home().await.len(), 1);
    }

    async fn other_sites_get_no_token_and_no_way_in(engine: Engine) {
        let app = TestApp::new(engine).await;
        let browser = Browser::of(&app.person("ana").await).await;
        let nobody = Browser { cookie: String::new(), app: app.clone() };
        for who in [&browser, &nobody] {
            for origin in ["https://evil.example", "null", "http://localhost:3000.evil.example"] {
                let refused = who.compose(origin, "x", TEXT).await;
                assert_eq!(refused.status, 403, "{}", refused.text);
                assert!(!refused.text.contains("name=\"csrf\"") && !refused.text.contains("saline"), "{}", refused.text);
            }
        }
        let crossed = browser.form(ACTION, "application/x-www-form-urlencoded").header(ORIGIN, OWN);
        let crossed = crossed.header("sec-fetch-site", "cross-site").body("status=saline".into()).unwrap();
        let refused = browser.send(crossed).await;
        assert!(refused.status == 403 && !refused.text.contains("saline"), "{}", refused.text);
    }

    async fn a_script_gets_the_bare_answer(engine: Engine) {
        let app = TestApp::new(engine).await;
        let browser = Browser::of(&app.person("ana").await).await;
        let request = browser.form(ACTION, "application/x-www-form-urlencoded").header(ORIGIN, OWN);
        let request = request.header("x-requested-with", "fetch").body("csrf=x&status=saline".into()).unwrap();
        let refused = browser.send(request).await;
        assert_eq!(refused.status, 403);
        assert!(refused.text.starts_with("{\"error\":"), "{}", refused.text);
    }

    async fn a_session_that_is_over_leads_to_signing_in_and_back(engine: Engine) {
        let app = TestApp::new(engine).await;
        let browser = Browser::of(&app.person("ana").await).await;
        app.later(31 * base::DAY_MS);
        let led = browser.compose(OWN, "x", TEXT).await;
        assert_eq!((led.status, led.location.as_str()), (302, "/sign-in?next=%2Flocal%3Fmax_id%3D9"));
    }
}
