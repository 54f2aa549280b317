//! What a message says, in Mastodon's words for its parts.
//!
//! It is shown on locked screens and passes through other people's servers (sealed, but kept there for a while). So
//! it says who did what, and never the text of a post that not everybody may read, unless the person asked for that.

use base::Outcome;
use notifications::Entry;
use posts::View;
use serde_json::{Value, json};

use crate::seal::MESSAGE_BYTES_MAX;

/// Characters of the body, as Mastodon cuts it.
const BODY_CHARS_MAX: usize = 140;
/// Characters of a name in the title.
const NAME_CHARS_MAX: usize = 60;
/// What stands for a text that is not told.
pub(crate) const UNTOLD: &str = "Open the app to read it.";

/// Whether texts of posts that not everybody may read are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PrivateText {
    Told,
    Kept,
}

/// Whom a message is for.
pub(crate) struct Reader<'a> {
    /// The app's token; empty where it is not known.
    pub(crate) token: &'a str,
    pub(crate) locale: &'a str,
    pub(crate) private_text: PrivateText,
}

/// The message, before it is sealed.
pub(crate) fn write(entry: &Entry, reader: &Reader<'_>) -> Outcome<Vec<u8>> {
    let from: Value = serde_json::from_slice(&entry.from.json).unwrap_or_default();
    let name = cut(entry.from.shown_name(), NAME_CHARS_MAX);
    let mut message = json!({
        "access_token": reader.token,
        "preferred_locale": reader.locale,
        // A number, as Mastodon sends it: apps for phones read nothing else.
        "notification_id": entry.row.id.0,
        "notification_type": entry.row.kind.name(),
        "icon": from["avatar_static"],
        "title": title(entry.row.kind.name(), &name),
        "body": body(entry, reader.private_text),
    });
    // All parts are cut but the address of the picture, which may be another server's one day.
    if message.to_string().len() > MESSAGE_BYTES_MAX {
        message["icon"] = Value::Null;
    }
    Ok(message.to_string().into_bytes())
}

/// One line: who did what.
fn title(kind: &str, name: &str) -> String {
    match kind {
        "mention" => format!("{name} mentioned you"),
        "status" => format!("{name} just posted"),
        "reblog" => format!("{name} boosted your post"),
        "favourite" => format!("{name} likes your post"),
        "follow" => format!("{name} follows you"),
        "follow_request" => format!("{name} asks to follow you"),
        "poll" => "A poll has ended".to_owned(),
        "update" => format!("{name} edited a post"),
        "quote" => format!("{name} quoted your post"),
        "quoted_update" => format!("{name} edited a post that you quoted"),
        "admin.sign_up" => format!("{name} signed up"),
        "admin.report" => format!("{name} sent a report"),
        "chat_reminder" => "A chat that you wanted to be reminded of begins soon".to_owned(),
        _ => format!("News from {name}"),
    }
}

fn body(entry: &Entry, private_text: PrivateText) -> String {
    match &entry.post {
        Some(view) => said(view, private_text),
        None => cut(&entry.from.note, BODY_CHARS_MAX),
    }
}

/// What is told of a post: its warning if it has one, else its text.
fn said(view: &View, private_text: PrivateText) -> String {
    let post = view.inner.as_ref().map_or(view, |inner| inner).shown.post();
    let told = post.visibility.is_open() || private_text == PrivateText::Told;
    // What the reader does not want to read is not put under their eyes.
    if !told || view.filtered.is_some() {
        return UNTOLD.to_owned();
    }
    let text = if post.spoiler.is_empty() { &post.text } else { &post.spoiler };
    cut(text, BODY_CHARS_MAX)
}

/// The beginning of a text, on one line.
fn cut(text: &str, chars_max: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(chars_max) {
        Some((end, _)) => format!("{}…", line[..end].trim_end()),
        None => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_cut_between_characters() {
        assert_eq!(cut("  two\n words ", 20), "two words");
        assert_eq!(cut("ääää", 3), "äää…");
        assert_eq!(cut("ab cd", 3), "ab…");
        assert_eq!(cut("", 3), "");
    }

    #[test]
    fn every_kind_that_can_be_asked_for_has_a_title() {
        for kind in crate::ALERTS {
            assert!(!title(kind, "Ana").starts_with("News"), "{kind}");
        }
        assert_eq!(title("something", "Ana"), "News from Ana");
    }
}
