//! What a post was before its edits.

use axum::extract::{Path, State};
use base::{Problem, iso_ms};
use serde_json::{Value, json};
use web::{Reply, Viewer, json as answer};

use crate::Posts;

pub(super) async fn history(State(s): State<Posts>, Path(id): Path<String>, viewer: Viewer) -> Reply {
    let view = s.visible(&id, &viewer).await?;
    let mut whole: Value = serde_json::from_slice(&view.json()).map_err(Problem::internal)?;
    let (account, quote) = (whole["account"].take(), whole["quote"].take());
    let links = s.links_of(view.shown.post()).await?;
    let book = s.accounts().emojis().await?;
    let one = |version: crate::Version| {
        let answers = version.poll.iter().flatten().map(String::as_str);
        let texts = [version.spoiler.as_str(), version.text.as_str()].into_iter().chain(answers);
        let emojis = book.among(texts);
        json!({
            "content": text::render_html(&version.text, &links),
            "spoiler_text": version.spoiler,
            "sensitive": version.sensitive,
            "created_at": iso_ms(version.at_ms),
            "account": account,
            "media_attachments": version.media,
            "emojis": emojis,
            "poll": version.poll.as_ref().map(|titles| json!({ "options": options(titles) })),
            "quote": quote,
        })
    };
    let versions: Vec<Value> = s.history(view.shown.post()).await?.into_iter().map(one).collect();
    answer(&versions)
}

fn options(titles: &[String]) -> Value {
    titles.iter().map(|title| json!({ "title": title })).collect()
}
