//! A push service of our own, on a real socket: it keeps what it gets, for the app that asks.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use push::opening::{App, Opened};
use testkit::{Answer, Person, Value, json};

/// A request that came in.
pub(crate) struct Got {
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

#[derive(Default)]
struct Inner {
    got: Vec<Got>,
    answers: VecDeque<(u16, Option<&'static str>)>,
}

/// The service, and an app whose messages go through it.
pub(crate) struct Service {
    pub(crate) app: App,
    origin: String,
    inner: Arc<Mutex<Inner>>,
}

async fn take(State(inner): State<Arc<Mutex<Inner>>>, headers: HeaderMap, body: Bytes) -> Response {
    let mut inner = inner.lock().unwrap();
    inner.got.push(Got { headers, body });
    let (status, wait) = inner.answers.pop_front().unwrap_or((201, None));
    let status = StatusCode::from_u16(status).unwrap();
    match wait {
        Some(wait) => (status, [("retry-after", wait)]).into_response(),
        None => status.into_response(),
    }
}

impl Service {
    pub(crate) async fn new() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let origin = format!("http://{}", listener.local_addr().unwrap());
        let inner = Arc::<Mutex<Inner>>::default();
        let router = Router::new().fallback(take).with_state(inner.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { app: App::new(), origin, inner }
    }

    pub(crate) fn endpoint(&self) -> String {
        format!("{}/send/abc?x=y", self.origin)
    }

    pub(crate) fn origin(&self) -> &str {
        &self.origin
    }

    /// What it answers next; 201 when nothing is said.
    pub(crate) fn will_answer(&self, status: u16, retry_after: Option<&'static str>) {
        self.inner.lock().unwrap().answers.push_back((status, retry_after));
    }

    /// What came in since it was last asked.
    pub(crate) fn got(&self) -> Vec<Got> {
        std::mem::take(&mut self.inner.lock().unwrap().got)
    }

    /// The same, opened.
    pub(crate) fn opened(&self) -> Vec<Opened> {
        self.got().iter().map(|got| self.app.open(&got.headers, &got.body)).collect()
    }

    /// The messages alone.
    pub(crate) fn messages(&self) -> Vec<Value> {
        self.opened().into_iter().map(|opened| opened.message).collect()
    }

    /// `data` for some alerts.
    pub(crate) fn body(&self, standard: bool, alerts: &[&str], policy: &str) -> Value {
        let alerts: Value = alerts.iter().map(|name| ((*name).to_owned(), json!(true))).collect();
        json!({
            "subscription": { "endpoint": self.endpoint(), "keys": self.app.keys(), "standard": standard },
            "data": { "alerts": alerts, "policy": policy },
        })
    }

    /// Subscribes somebody.
    pub(crate) async fn subscribe(&self, who: &Person, alerts: &[&str]) -> Answer {
        who.post("/api/v1/push/subscription", self.body(true, alerts, "all")).await.ok()
    }
}
