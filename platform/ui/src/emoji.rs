//! Custom emojis as pages show them: small pictures in a line of text.

use std::sync::Arc;

use text::{escape_html, with_emojis};

/// A custom emoji.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Emoji {
    /// Its name, without colons.
    pub code: String,
    /// Path of the picture.
    pub url: String,
    /// Path of the picture standing still; the same where it does not move.
    pub still_url: String,
}

/// Those of a text; nearly always none.
pub type Emojis = Arc<[Emoji]>;

/// Clean HTML with pictures for `emojis`.
pub fn with_pictures(html: &str, emojis: &[Emoji]) -> String {
    if emojis.is_empty() {
        return html.to_owned();
    }
    with_emojis(html, |code| emojis.iter().find(|emoji| emoji.code == code).map(picture))
}

/// Plain text as HTML with pictures for `emojis`.
pub fn emoji_html(text: &str, emojis: &[Emoji]) -> String {
    with_pictures(&escape_html(text), emojis)
}

/// The picture; still for those who asked their system for less motion.
fn picture(emoji: &Emoji) -> String {
    let (code, url, still) =
        (escape_html(&emoji.code), escape_html(&emoji.url), escape_html(&emoji.still_url));
    let image = format!(
        "<img class=\"emoji\" src=\"{url}\" alt=\":{code}:\" title=\":{code}:\" height=\"20\" loading=\"lazy\">"
    );
    if url == still {
        return image;
    }
    format!(
        "<picture><source srcset=\"{still}\" media=\"(prefers-reduced-motion: reduce)\">{image}</picture>"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_escaped_and_emojis_are_pictures() {
        let still = Emoji { code: "ab".into(), url: "/a.png".into(), still_url: "/a.png".into() };
        let moving = Emoji { code: "cd".into(), url: "/c.gif".into(), still_url: "/c.png".into() };
        let html = emoji_html("<b> :ab: :ef:", std::slice::from_ref(&still));
        assert!(html.starts_with("&lt;b&gt; <img class=\"emoji\" src=\"/a.png\" alt=\":ab:\""), "{html}");
        assert!(html.ends_with("> :ef:"), "{html}");
        let html = with_pictures("<p>:cd:</p>", &[still, moving]);
        assert!(html.starts_with("<p><picture><source srcset=\"/c.png\" media=\"(prefers"), "{html}");
        assert_eq!(emoji_html("<:ab:>", &[]), "&lt;:ab:&gt;");
    }
}
