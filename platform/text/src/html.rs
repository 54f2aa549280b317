//! HTML in and out: escaping, and the plain text of simple HTML.

use html_escape::decode_html_entities;

/// Elements whose content is not text for readers.
const UNREAD: [&str; 5] = ["script", "style", "title", "template", "textarea"];
/// Elements that stand in a line of their own.
const LINES: [&str; 13] =
    ["div", "li", "ul", "ol", "dl", "dt", "dd", "tr", "table", "figure", "section", "article", "hr"];
/// Elements that stand apart as a paragraph.
const PARAGRAPHS: [&str; 9] = ["p", "blockquote", "pre", "h1", "h2", "h3", "h4", "h5", "h6"];

/// Escapes text for use in HTML, both between tags and inside a quoted attribute value.
pub fn escape_html(s: &str) -> String {
    let mut out = String::with_capacity(s.len() + s.len() / 8);
    push_escaped(&mut out, s);
    out
}

/// Plain text of simple HTML as posts and bios have it: `<br>` becomes a newline, `<p>` a blank line, other
/// tags, comments, scripts and styles are dropped, entities decoded.
///
/// The result is text, not safe HTML, and may hold control characters that were written as entities: pass it
/// through [`crate::clean`] before storing.
pub fn html_to_text(html: &str) -> String {
    let mut text = TextOf::default();
    let mut rest = html;
    while let Some(open) = find_tag(rest) {
        text.push(&rest[..open]);
        let Some((tag, after)) = split_tag(&rest[open..]) else { return text.out };
        rest = if tag.closing || !UNREAD.contains(&tag.name.as_str()) {
            after
        } else {
            skip_unread(after, &tag.name)
        };
        text.tag(&tag);
    }
    text.push(rest);
    text.out
}

/// Appends `s` to `out`, escaped as by [`escape_html`].
pub(crate) fn push_escaped(out: &mut String, s: &str) {
    let mut from = 0;
    for (at, byte) in s.bytes().enumerate() {
        let entity = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            b'\'' => "&#39;",
            _ => continue,
        };
        out.push_str(&s[from..at]);
        out.push_str(entity);
        from = at + 1;
    }
    out.push_str(&s[from..]);
}

/// Text in the making. Breaks wait until text follows, so none is left at the beginning or the end.
#[derive(Default)]
struct TextOf {
    out: String,
    /// Newlines asked for by `<br>` since the last text.
    breaks: usize,
    /// Newlines which blocks want at least; they overlap instead of adding up.
    apart: usize,
}

impl TextOf {
    fn push(&mut self, raw: &str) {
        // A newline in the source is only a space, and none at all between blocks.
        let blank = raw.trim().is_empty() && raw.contains(['\n', '\r']);
        if raw.is_empty() || blank && (self.out.is_empty() || self.breaks + self.apart > 0) {
            return;
        }
        if !self.out.is_empty() {
            let newlines = self.breaks.max(self.apart);
            self.out.extend(std::iter::repeat_n('\n', newlines));
        }
        (self.breaks, self.apart) = (0, 0);
        let spaced = raw.replace("\r\n", " ").replace(['\n', '\r'], " ");
        self.out.push_str(&decode_html_entities(&spaced));
    }

    fn tag(&mut self, tag: &Tag) {
        let name = tag.name.as_str();
        if name == "br" {
            self.breaks += 1;
        } else if PARAGRAPHS.contains(&name) {
            self.apart = self.apart.max(2);
        } else if LINES.contains(&name) {
            self.apart = self.apart.max(1);
        }
    }
}

/// A tag, as far as it matters here. Comments and declarations have an empty name.
#[derive(Default)]
struct Tag {
    name: String,
    closing: bool,
}

/// Where the next tag, comment or declaration begins; a `<` before anything else is text.
fn find_tag(html: &str) -> Option<usize> {
    let begins = |at: &usize| {
        let after = html.as_bytes().get(at + 1);
        after.is_some_and(|&byte| byte.is_ascii_alphabetic() || matches!(byte, b'/' | b'!' | b'?'))
    };
    html.match_indices('<').map(|(at, _)| at).find(begins)
}

/// Splits a leading tag from what follows; `None` if it never ends, as then nothing after it is text.
fn split_tag(html: &str) -> Option<(Tag, &str)> {
    if let Some(comment) = html.strip_prefix("<!--") {
        let (_, after) = comment.split_once("-->")?;
        return Some((Tag::default(), after));
    }
    let closing = html.starts_with("</");
    let inner = &html[1 + usize::from(closing)..];
    let name_end = inner.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(inner.len());
    let end = tag_end(&inner[name_end..])?;
    let name = inner[..name_end].to_ascii_lowercase();
    Some((Tag { name, closing }, &inner[name_end + end..]))
}

/// Bytes up to and with the `>` that ends a tag; inside quoted values it does not.
fn tag_end(attributes: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in attributes.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return Some(at + 1),
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    None
}

/// What follows the content of an unread element: its closing tag, or nothing.
fn skip_unread<'a>(html: &'a str, name: &str) -> &'a str {
    let closes = |at: &usize| {
        let after = html.get(at + 2..at + 2 + name.len());
        after.is_some_and(|found| found.eq_ignore_ascii_case(name))
    };
    html.match_indices("</").map(|(at, _)| at).find(closes).map_or("", |at| &html[at..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_for_text_and_attributes() {
        assert_eq!(escape_html("a<b> & \"c\" 'd' é"), "a&lt;b&gt; &amp; &quot;c&quot; &#39;d&#39; é");
        assert_eq!(escape_html(""), "");
    }

    #[test]
    fn text_of_html() {
        for (html, text) in [
            ("", ""),
            ("plain &amp; simple", "plain & simple"),
            ("<p>a<br>b<br />c</p><p>d</p>", "a\nb\nc\n\nd"),
            ("<p>a</p>\n<p>b</p>\n", "a\n\nb"),
            ("<p>a\nb</p>", "a b"),
            ("<div>a</div><div><p>b</p></div>", "a\n\nb"),
            ("<ul><li>a</li><li>b</li></ul>", "a\nb"),
            ("a<br><br><br>b", "a\n\n\nb"),
            ("<a href=\"x>y\" title='\"'>l<span class=\"invisible\">ink</span></a>", "link"),
            ("a<!-- <p>no</p> -->b<?x ?><!DOCTYPE html>c", "abc"),
            ("a<ScRiPt>alert('<p>')</sCript>b<style>p{}</style>c", "abc"),
            ("&lt;b&gt; &#39;&#x1F389;&quot;&nbsp;&hellip;", "<b> '🎉\"\u{A0}…"),
            ("1 < 2 <3 a<", "1 < 2 <3 a<"),
            ("a<b", "a"),
            ("a<b title=\"", "a"),
            ("a<!--", "a"),
            ("a<script>b", "a"),
            ("&bogus; &#xD800; &#99999999;", "&bogus; &#xD800; &#99999999;"),
        ] {
            assert_eq!(html_to_text(html), text, "{html}");
        }
    }
}
