//! What a message says, in Mastodon's words for its parts.
//!
//! It is shown on locked screens and passes through other people's servers (sealed, but kept there for a while). So
//! it says who did what, and never the text of a post that not everybody may read, unless the person asked for that.

use base::Outcome;
use notifications::Entry;
use posts::View;
use serde_json::{Value, json};
use words::{Lang, Message};

use crate::WORDS;
use crate::seal::MESSAGE_BYTES_MAX;

/// Characters of the body, as Mastodon cuts it.
const BODY_CHARS_MAX: usize = 140;
/// Characters of a name in the title.
const NAME_CHARS_MAX: usize = 60;

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
    pub(crate) lang: Lang,
    pub(crate) private_text: PrivateText,
}

/// The message, before it is sealed.
pub(crate) fn write(entry: &Entry, reader: &Reader<'_>) -> Outcome<Vec<u8>> {
    let from: Value = serde_json::from_slice(&entry.from.json).unwrap_or_default();
    let name = cut(entry.from.shown_name(), NAME_CHARS_MAX);
    let mut message = json!({
        "access_token": reader.token,
        "preferred_locale": reader.lang.tag(),
        // A number, as Mastodon sends it: apps for phones read nothing else.
        "notification_id": entry.row.id.0,
        "notification_type": entry.row.kind.name(),
        "icon": from["avatar_static"],
        "title": title(entry.row.kind.name(), &name).text(reader.lang),
        "body": body(entry, reader),
    });
    // All parts are cut but the address of the picture, which may be another server's one day.
    if message.to_string().len() > MESSAGE_BYTES_MAX {
        message["icon"] = Value::Null;
    }
    Ok(message.to_string().into_bytes())
}

/// One line: who did what.
fn title(kind: &str, name: &str) -> Message {
    let said = WORDS.say(match kind {
        "mention" => "push-mention",
        "status" => "push-status",
        "reblog" => "push-reblog",
        "favourite" => "push-favourite",
        "follow" => "push-follow",
        "follow_request" => "push-follow-request",
        "poll" => "push-poll",
        "update" => "push-update",
        "quote" => "push-quote",
        "quoted_update" => "push-quoted-update",
        "admin.sign_up" => "push-sign-up",
        "admin.report" => "push-report",
        "chat_reminder" => "push-chat-reminder",
        _ => "push-other",
    });
    said.with("name", name)
}

fn body(entry: &Entry, reader: &Reader<'_>) -> String {
    match &entry.post {
        Some(view) => said(view, reader),
        None => cut(&entry.from.note, BODY_CHARS_MAX),
    }
}

/// What is told of a post: its warning if it has one, else its text.
fn said(view: &View, reader: &Reader<'_>) -> String {
    let post = view.inner.as_ref().map_or(view, |inner| inner).shown.post();
    let told = post.visibility.is_open() || reader.private_text == PrivateText::Told;
    // What the reader does not want to read is not put under their eyes.
    if !told || view.filtered.is_some() {
        return WORDS.say("push-untold").text(reader.lang);
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
            for lang in Lang::PAGES {
                assert_ne!(title(kind, "Ana").text(lang), title("something", "Ana").text(lang), "{kind}");
            }
        }
        assert_eq!(title("something", "Ana").text(Lang::En), "News from Ana");
        assert_eq!(title("favourite", "Ana").text(Lang::Es), "A Ana le gusta tu publicación");
    }
}
