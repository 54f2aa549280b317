use std::time::Duration;

use axum::body::BodyDataStream;
use futures_util::StreamExt;
use serde_json::Value;

/// How long a test waits for an event that must come.
const PATIENCE_MS: u64 = 10_000;
/// How long a test waits to be sure that none comes.
const SILENCE_MS: u64 = 300;

/// An open stream of Server-Sent Events.
pub struct Events {
    body: BodyDataStream,
    rest: String,
    kept: Option<(String, String)>,
}

impl Events {
    pub(crate) fn of(response: axum::response::Response) -> Self {
        assert_eq!(response.status(), 200);
        Self { body: response.into_body().into_data_stream(), rest: String::new(), kept: None }
    }

    /// What a page's stream begins with: what is newest at that moment. To be asked before any other event.
    pub async fn opening(&mut self) -> Vec<(String, String)> {
        let first = tokio::time::timeout(Duration::from_millis(PATIENCE_MS), self.body.next());
        let first =
            first.await.expect("a stream begins at once").expect("the stream is open").expect("bytes");
        String::from_utf8_lossy(&first).split_inclusive("\n\n").filter_map(parsed).collect()
    }

    /// The next event: its name and data. Heartbeats, and what a page's stream begins with, are passed over. `None` at the end of the stream.
    pub async fn next(&mut self) -> Option<(String, String)> {
        let patience = Duration::from_millis(PATIENCE_MS);
        tokio::time::timeout(patience, self.read()).await.expect("an event in time")
    }

    /// The next event, which must be of this name; its data as JSON.
    pub async fn expect(&mut self, name: &str) -> Value {
        let (event, data) = self.next().await.expect("the stream is open");
        assert_eq!(event, name, "{data}");
        serde_json::from_str(&data).unwrap_or(Value::String(data))
    }

    /// Whether nothing comes, and the stream stays open.
    pub async fn is_silent(&mut self) -> bool {
        tokio::time::timeout(Duration::from_millis(SILENCE_MS), self.read()).await.is_err()
    }

    /// Like [`Events::is_silent`], but what comes instead is kept for the next call.
    pub async fn is_silent_now(&mut self) -> bool {
        match tokio::time::timeout(Duration::from_millis(SILENCE_MS), self.read()).await {
            Ok(Some(event)) => {
                self.kept = Some(event);
                false
            }
            Ok(None) | Err(_) => true,
        }
    }

    /// Whether the stream has ended, after whatever was still in it.
    pub async fn ends(&mut self) -> bool {
        let patience = Duration::from_millis(PATIENCE_MS);
        tokio::time::timeout(patience, async { while self.read().await.is_some() {} }).await.is_ok()
    }

    async fn read(&mut self) -> Option<(String, String)> {
        if let Some(kept) = self.kept.take() {
            return Some(kept);
        }
        loop {
            if let Some(end) = self.rest.find("\n\n") {
                let block: String = self.rest.drain(..end + 2).collect();
                if let Some(event) = parsed(&block).filter(|(name, _)| !is_opening(name)) {
                    return Some(event);
                }
                continue;
            }
            let chunk = self.body.next().await?.ok()?;
            self.rest.push_str(&String::from_utf8_lossy(&chunk));
        }
    }
}

fn is_opening(name: &str) -> bool {
    name == "unread" || name.split(':').next() == Some("newest")
}

fn parsed(block: &str) -> Option<(String, String)> {
    let field = |name: &'static str| {
        block.lines().filter_map(move |line| line.strip_prefix(name)).map(str::trim_start)
    };
    let data: Vec<&str> = field("data:").collect();
    if data.is_empty() { None } else { Some((field("event:").next()?.to_owned(), data.join("\n"))) }
}
