use axum::body::Body;
use base::Id;
use http::header::{AUTHORIZATION, CONTENT_TYPE};
use http::{Method, Request};
use serde_json::{Value, json};

use crate::{Answer, Events, TestApp, contract};

/// Somebody who uses the server by its API.
#[derive(Clone)]
pub struct Person {
    /// The server.
    pub app: TestApp,
    /// The account.
    pub id: Id,
    /// The username.
    pub name: String,
    /// The token.
    pub token: Option<String>,
}

impl Person {
    pub(crate) fn new(app: TestApp, id: Id, name: &str, token: Option<String>) -> Self {
        Self { app, id, name: name.to_owned(), token }
    }

    /// The start of a request by this person.
    pub fn request(&self, method: Method, path: &str) -> http::request::Builder {
        let mut request = Request::builder().method(method).uri(path).header("host", "localhost:3000");
        if let Some(token) = &self.token {
            request = request.header(AUTHORIZATION, format!("Bearer {token}"));
        }
        request
    }

    /// Sends a request with a body of some type.
    pub async fn send(&self, method: Method, path: &str, kind: &str, body: impl Into<Body>) -> Answer {
        let request = self.request(method.clone(), path).header(CONTENT_TYPE, kind);
        self.answered(method, path, request.body(body.into()).expect("a request")).await
    }

    /// The answer, which the API's document must know.
    async fn answered(&self, method: Method, path: &str, request: Request<Body>) -> Answer {
        let answer = Answer::of(self.app.send(request).await).await;
        contract::hold(&self.app.medley, &method, path, &answer);
        answer
    }

    /// GET.
    pub async fn get(&self, path: &str) -> Answer {
        let request = self.request(Method::GET, path).body(Body::empty()).expect("a request");
        self.answered(Method::GET, path, request).await
    }

    /// POST of JSON.
    pub async fn post(&self, path: &str, body: Value) -> Answer {
        self.send(Method::POST, path, "application/json", body.to_string()).await
    }

    /// PUT of JSON.
    pub async fn put(&self, path: &str, body: Value) -> Answer {
        self.send(Method::PUT, path, "application/json", body.to_string()).await
    }

    /// PATCH of JSON.
    pub async fn patch(&self, path: &str, body: Value) -> Answer {
        self.send(Method::PATCH, path, "application/json", body.to_string()).await
    }

    /// DELETE.
    pub async fn delete(&self, path: &str) -> Answer {
        let request = self.request(Method::DELETE, path).body(Body::empty()).expect("a request");
        self.answered(Method::DELETE, path, request).await
    }

    /// POST of a form.
    pub async fn form(&self, path: &str, body: &str) -> Answer {
        self.send(Method::POST, path, "application/x-www-form-urlencoded", body.to_owned()).await
    }

    /// Publishes a public post.
    #[track_caller]
    pub fn publish(&self, text: &str) -> impl Future<Output = Id> {
        self.publish_with(json!({ "status": text }))
    }

    /// Publishes a post of these parameters.
    pub async fn publish_with(&self, body: Value) -> Id {
        // A millisecond each, so that posts of different authors are in the order in which they were made.
        self.app.later(1);
        self.post("/api/v1/statuses", body).await.ok().id()
    }

    /// Follows somebody.
    pub async fn follow(&self, other: &Self) {
        self.post(&format!("/api/v1/accounts/{}/follow", other.id), json!({})).await.ok();
    }

    /// Does something with an account: `block`, `unmute`, ...
    pub async fn relate(&self, verb: &str, other: &Self) -> Value {
        self.post(&format!("/api/v1/accounts/{}/{verb}", other.id), json!({})).await.ok().json
    }

    /// Does something with a post: `favourite`, `reblog`, ...
    pub async fn touch(&self, verb: &str, post: Id) -> Answer {
        self.app.later(1);
        self.post(&format!("/api/v1/statuses/{post}/{verb}"), json!({})).await
    }

    /// The plain texts of the home timeline.
    pub async fn home(&self) -> Vec<String> {
        self.get("/api/v1/timelines/home?limit=40").await.ok().contents()
    }

    /// Opens a stream of Server-Sent Events.
    pub async fn stream(&self, path: &str) -> Events {
        self.listen(self.request(Method::GET, path).body(Body::empty()).expect("a request")).await
    }

    /// The same by a request with more in it.
    pub async fn listen(&self, request: Request<Body>) -> Events {
        Events::of(self.app.send(request).await)
    }
}
