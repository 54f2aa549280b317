//! What a page says of itself to search engines, link previews and feed readers.

use askama::Template;
use askama::filters::HtmlSafe;
use words::Message;

/// What search engines are asked where somebody does not want to be found by them.
pub const NOT_INDEXED: &str = "noindex, noarchive";

/// The part of `<head>` that is for programs. The default says nothing.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "meta.html")]
pub struct PageMeta {
    /// The whole address of the page; empty where it has none of its own.
    pub canonical: String,
    /// What search engines may not do; empty where they may do everything. See [`NOT_INDEXED`].
    pub robots: &'static str,
    /// Other forms of the same: feeds, oEmbed.
    pub alternates: Vec<Alternate>,
    /// Pages elsewhere of the same person (`rel="me"`).
    pub same_person: Vec<String>,
    /// What a link to the page looks like elsewhere; none for what is not for everyone.
    pub preview: Option<Preview>,
    /// The same for programs, in the words of schema.org.
    pub data: Option<DataBlock>,
}

/// Another form of the page.
#[derive(Debug, Clone, Default)]
pub struct Alternate {
    /// Its media type.
    pub mime: &'static str,
    /// What it is, for people who choose.
    pub title: Message,
    /// Where it is.
    pub url: String,
}

/// A link's preview, by the Open Graph protocol and Twitter's card names.
#[derive(Debug, Clone, Default)]
pub struct Preview {
    /// `profile` or `article`.
    pub kind: &'static str,
    /// The name of this server.
    pub site: String,
    /// One line.
    pub title: String,
    /// A few words, as plain text.
    pub description: String,
    /// The whole address of the page.
    pub url: String,
    /// The whole address of a picture.
    pub image: String,
    /// The picture in words; may be empty.
    pub image_alt: String,
    /// Whether the picture is the content, and not only whose it is.
    pub large: bool,
    /// When it was written, RFC 3339; empty for what has no such time.
    pub published_iso: String,
    /// Whose profile it is; empty for everything else.
    pub username: String,
}

/// JSON as a data block, which no browser runs. Made of a value only, so that nothing in it can end the block.
#[derive(Debug, Clone)]
pub struct DataBlock(String);

impl DataBlock {
    /// The value, with everything escaped that HTML could take for its own.
    #[must_use]
    pub fn new(value: &serde_json::Value) -> Self {
        let mut out = String::new();
        for c in value.to_string().chars() {
            match c {
                '<' => out.push_str("\\u003c"),
                '>' => out.push_str("\\u003e"),
                '&' => out.push_str("\\u0026"),
                '\u{2028}' => out.push_str("\\u2028"),
                '\u{2029}' => out.push_str("\\u2029"),
                c => out.push(c),
            }
        }
        Self(out)
    }

    fn json(&self) -> &str {
        &self.0
    }
}

impl HtmlSafe for PageMeta {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::HOSTILE;
    use serde_json::json;

    #[test]
    fn nothing_is_said_by_default() {
        assert_eq!(PageMeta::default().to_string().trim(), "");
    }

    #[test]
    fn a_data_block_holds_any_words_and_means_the_same() {
        let value = json!({ "name": HOSTILE, "text": "</script><!-- \u{2028}&amp;" });
        let block = DataBlock::new(&value);
        assert!(!block.json().contains(['<', '>', '&', '\u{2028}']), "{}", block.json());
        assert_eq!(serde_json::from_str::<serde_json::Value>(block.json()).unwrap(), value);
    }

    #[test]
    fn hostile_words_stay_in_their_attributes() {
        let hostile = || HOSTILE.to_owned();
        let meta = PageMeta {
            canonical: hostile(),
            robots: NOT_INDEXED,
            alternates: vec![Alternate {
                mime: "application/rss+xml",
                title: Message::raw(hostile()),
                url: hostile(),
            }],
            same_person: vec![hostile()],
            preview: Some(Preview {
                kind: "article",
                site: hostile(),
                title: hostile(),
                description: hostile(),
                url: hostile(),
                image: hostile(),
                image_alt: hostile(),
                large: true,
                published_iso: "2026-11-22T14:00:00.000Z".to_owned(),
                username: hostile(),
            }),
            data: Some(DataBlock::new(&json!(HOSTILE))),
        };
        let html = crate::sample::drawn(&meta);
        assert!(!html.contains("<img") && !html.contains("<script>"), "{html}");
        assert_eq!(html.matches("<script").count(), 1, "{html}");
        assert!(html.contains("summary_large_image") && html.contains("noindex, noarchive"), "{html}");
    }
}
