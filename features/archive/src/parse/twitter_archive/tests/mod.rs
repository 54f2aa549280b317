mod folders;
mod properties;
mod real;
mod tweets;

use super::*;

/// Reads the text of a tweets file.
fn read(file: &str) -> Vec<Result<ArchiveTweet, ArchiveError>> {
    read_tweets("tweets.js", file.as_bytes()).collect()
}

/// What each entry became: the text, or the error in words.
fn outcomes(file: &str) -> Vec<String> {
    read(file).into_iter().map(|tweet| tweet.map_or_else(|e| e.to_string(), |t| t.text)).collect()
}

fn minimal(id: u64, text: &str) -> String {
    let text = serde_json::to_string(text).unwrap();
    format!(
        r#"{{"tweet": {{"id_str": "{id}", "created_at": "Tue Mar 21 20:50:14 +0000 2006", "full_text": {text}}}}}"#
    )
}
