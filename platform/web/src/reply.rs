use std::sync::Arc;

use axum::body::Body;
use axum::response::{IntoResponse, Response};
use base::Problem;
use bytes::Bytes;
use http::header::{CONTENT_TYPE, LOCATION};
use http::{HeaderValue, StatusCode};
use serde::Serialize;
use words::{Lang, problem_text};

/// What a handler gives.
pub type Reply = Result<Response, Fail>;

/// A problem on its way to the client. `?` makes it of a [`Problem`].
#[derive(Debug)]
pub struct Fail(pub Problem);

impl From<Problem> for Fail {
    fn from(problem: Problem) -> Self {
        Self(problem)
    }
}

/// Rides in the response, for the log and for the page that tells a reader.
#[derive(Clone)]
pub(crate) struct Told(pub(crate) Arc<Problem>);

impl IntoResponse for Fail {
    fn into_response(self) -> Response {
        let bytes = problem_json(&self.0, Lang::En);
        let status =
            StatusCode::from_u16(self.0.kind().status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = json_bytes(bytes);
        *response.status_mut() = status;
        response.extensions_mut().insert(Told(Arc::new(self.0)));
        response
    }
}

/// A problem as JSON, its text in `lang`.
pub(crate) fn problem_json(problem: &Problem, lang: Lang) -> Vec<u8> {
    let mut body = serde_json::Map::new();
    body.insert("error".into(), problem_text(lang, problem.text()).into());
    if let Some(serde_json::Value::Object(details)) = problem.details() {
        body.extend(details.clone());
    }
    serde_json::to_vec(&body).unwrap_or_default()
}

/// 200 with JSON.
pub fn json(value: &impl Serialize) -> Reply {
    Ok(json_bytes(serde_json::to_vec(value).map_err(Problem::internal)?))
}

/// 200 with JSON that is written already.
pub fn json_bytes(bytes: impl Into<Bytes>) -> Response {
    typed(StatusCode::OK, "application/json; charset=utf-8", bytes.into())
}

/// 200 with a page.
pub fn html(page: String) -> Response {
    html_status(StatusCode::OK, page)
}

/// A page with another status.
pub fn html_status(status: StatusCode, page: String) -> Response {
    typed(status, "text/html; charset=utf-8", page.into())
}

/// 303: after a form was worked off, look there.
pub fn see_other(location: &str) -> Response {
    to(StatusCode::SEE_OTHER, location)
}

/// 302: the thing asked for is there now.
pub fn redirect(location: &str) -> Response {
    to(StatusCode::FOUND, location)
}

fn to(status: StatusCode, location: &str) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    // A location that is no header value could only come from a client; it is sent home instead.
    let value = HeaderValue::from_str(location).unwrap_or(HeaderValue::from_static("/"));
    response.headers_mut().insert(LOCATION, value);
    response
}

fn typed(status: StatusCode, kind: &'static str, bytes: Bytes) -> Response {
    let mut response = Response::new(Body::from(bytes));
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    response
}
