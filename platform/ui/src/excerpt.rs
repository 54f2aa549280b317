//! A few words of a post, for places where the whole would be too much.

/// The most characters of a post shown in a line about it.
pub(crate) const EXCERPT_CHARS_MAX: usize = 140;

/// The beginning of clean HTML as plain text: tags dropped, the five basic entities read, white space folded.
pub(crate) fn excerpt(html: &str) -> String {
    let text = read_entities(&without_tags(html));
    let mut words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some((at, _)) = words.char_indices().nth(EXCERPT_CHARS_MAX) {
        words.truncate(at);
        words.push('…');
    }
    words
}

/// Of a picture (a custom emoji) the description stays.
fn without_tags(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((text, tag)) = rest.split_once('<') {
        out.push_str(text);
        let (tag, after) = tag.split_once('>').unwrap_or((tag, ""));
        // Links and their parts stand within words: `#<span>ward</span>`.
        let name = tag.trim_start_matches('/').split(' ').next();
        if !matches!(name, Some("a" | "span")) {
            out.push(' ');
        }
        let alt = tag.strip_prefix("img ").and_then(|tag| tag.split(" alt=\"").nth(1));
        out.push_str(alt.and_then(|alt| alt.split('"').next()).unwrap_or_default());
        rest = after;
    }
    out.push_str(rest);
    out
}

fn read_entities(text: &str) -> String {
    let read = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'");
    read.replace("&nbsp;", " ").replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_go_and_words_stay() {
        for (html, text) in [
            ("", ""),
            ("<p>One</p><p>two &amp; three<br>four</p>", "One two & three four"),
            ("<p>&lt;script&gt; &amp;lt;</p>", "<script> &lt;"),
            ("<p>See <a href=\"/x\">#<span>ward</span></a>, <a>@<span>ben</span></a></p>", "See #ward, @ben"),
            ("broken <a", "broken"),
            ("<p>so <img src=\"/x.png\" alt=\":ab:\" title=\":ab:\"> it is</p>", "so :ab: it is"),
            ("3 &gt; 2", "3 > 2"),
            ("<p>Hi <a href=\"/@ines\">@<span>ines</span></a>, hi</p>", "Hi @ines, hi"),
        ] {
            assert_eq!(excerpt(html), text);
        }
    }

    #[test]
    fn long_text_is_cut_at_a_character() {
        let cut = excerpt(&"é".repeat(EXCERPT_CHARS_MAX + 1));
        assert_eq!(cut.chars().count(), EXCERPT_CHARS_MAX + 1);
        assert!(cut.ends_with('…'));
    }
}
