//! HTML of posts, bios and profile fields, in the form that clients of the Mastodon API expect.
//!
//! The output holds only `p`, `br`, `a` and `span`, and nothing of the text unescaped.

use unicode_segmentation::UnicodeSegmentation;

use crate::html::push_escaped;
use crate::tags::tag_key;
use crate::tokens::{HashtagToken, MentionToken, Token, UrlToken, parse};

/// Characters of an address that are shown, after its scheme; the rest stays in the page, hidden.
pub const URL_SHOWN_CHARS_MAX: usize = 30;

/// Where links lead. The caller knows people and pages.
pub trait Links {
    /// The person mentioned, as written in the text (any case); `None` if there is no such person, and the
    /// mention stays plain text.
    fn mention(&self, username: &str, domain: Option<&str>) -> Option<MentionLink>;
    /// Address of the page of a hashtag, by its [`crate::tag_key`]. Percent-encoding is the caller's.
    fn tag(&self, key: &str) -> String;
}

/// Where a mention leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MentionLink {
    /// Address of the profile.
    pub href: String,
    /// The name to show after `@`.
    pub username: String,
}

/// HTML of a post: a blank line begins a paragraph, a newline becomes `<br />`, tokens become links. Empty
/// or blank text gives "".
pub fn render_html(text: &str, links: &dyn Links) -> String {
    paragraphs(&Writer { links, rel: "nofollow noopener noreferrer" }, text)
}

/// HTML of a bio: as a post, but its links say `rel="me"`.
pub fn render_bio(text: &str, links: &dyn Links) -> String {
    paragraphs(&Writer { links, rel: REL_ME }, text)
}

/// HTML of the value of a profile field: links say `rel="me"`, and there are no paragraphs.
pub fn render_field(text: &str, links: &dyn Links) -> String {
    let writer = Writer { links, rel: REL_ME };
    let mut out = String::new();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        out.push_str(if out.is_empty() { "" } else { "<br />" });
        writer.line(&mut out, line);
    }
    out
}

const REL_ME: &str = "me nofollow noopener noreferrer";

fn paragraphs(writer: &Writer<'_>, text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    let mut open = false;
    for line in text.lines() {
        let blank = line.trim().is_empty();
        out.push_str(match (open, blank) {
            (true, true) => "</p>",
            (true, false) => "<br />",
            (false, true) => "",
            (false, false) => "<p>",
        });
        open = !blank;
        if open {
            writer.line(&mut out, line);
        }
    }
    out.push_str(if open { "</p>" } else { "" });
    out
}

struct Writer<'a> {
    links: &'a dyn Links,
    rel: &'static str,
}

impl Writer<'_> {
    /// No token spans lines, so a line may be parsed by itself.
    fn line(&self, out: &mut String, line: &str) {
        for token in parse(line) {
            match token {
                Token::Text(raw) => push_escaped(out, raw),
                Token::Url(url) => self.url(out, &url),
                Token::Mention(mention) => self.mention(out, &mention),
                Token::Hashtag(tag) => self.hashtag(out, &tag),
            }
        }
    }

    fn url(&self, out: &mut String, url: &UrlToken<'_>) {
        let (prefix, rest) = url.raw.split_at(prefix_length(url.raw));
        let cut = rest.grapheme_indices(true).nth(URL_SHOWN_CHARS_MAX).map_or(rest.len(), |(at, _)| at);
        out.push_str("<a href=\"");
        push_escaped(out, &url.href);
        out.push_str("\" target=\"_blank\" rel=\"");
        out.push_str(self.rel);
        out.push_str("\" translate=\"no\"><span class=\"invisible\">");
        push_escaped(out, prefix);
        out.push_str("</span><span class=\"");
        out.push_str(if cut < rest.len() { "ellipsis" } else { "" });
        out.push_str("\">");
        push_escaped(out, &rest[..cut]);
        out.push_str("</span><span class=\"invisible\">");
        push_escaped(out, &rest[cut..]);
        out.push_str("</span></a>");
    }

    fn mention(&self, out: &mut String, mention: &MentionToken<'_>) {
        let Some(link) = self.links.mention(mention.username, mention.domain) else {
            return push_escaped(out, mention.raw);
        };
        out.push_str("<span class=\"h-card\" translate=\"no\"><a href=\"");
        push_escaped(out, &link.href);
        out.push_str("\" class=\"u-url mention\">@<span>");
        push_escaped(out, &link.username);
        out.push_str("</span></a></span>");
    }

    fn hashtag(&self, out: &mut String, tag: &HashtagToken<'_>) {
        let Some(key) = tag_key(tag.name) else { return push_escaped(out, tag.raw) };
        out.push_str("<a href=\"");
        push_escaped(out, &self.links.tag(&key));
        out.push_str("\" class=\"mention hashtag\" rel=\"tag\">#<span>");
        push_escaped(out, tag.name);
        out.push_str("</span></a>");
    }
}

/// Bytes of the scheme and a `www.`, which are not worth showing.
fn prefix_length(raw: &str) -> usize {
    let scheme = raw.find("://").map_or(0, |at| at + 3);
    let www = raw.get(scheme..scheme + 4).is_some_and(|start| start.eq_ignore_ascii_case("www."));
    scheme + if www { 4 } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Knows alice here and bob of example.org.
    struct Town;

    impl Links for Town {
        fn mention(&self, username: &str, domain: Option<&str>) -> Option<MentionLink> {
            let known = matches!((username, domain), ("alice", None) | ("bob", Some("example.org")));
            let href = format!("https://town.example/@{username}?a&b");
            known.then(|| MentionLink { href, username: username.to_owned() })
        }

        fn tag(&self, key: &str) -> String {
            format!("/tags/{key}")
        }
    }

    fn html(text: &str) -> String {
        render_html(text, &Town)
    }

    #[test]
    fn paragraphs_and_lines() {
        for (text, wanted) in [
            ("", ""),
            (" \n\t\n", ""),
            ("a", "<p>a</p>"),
            ("a\nb\n\nc\n \n\nd\n", "<p>a<br />b</p><p>c</p><p>d</p>"),
            ("\n\na\r\nb", "<p>a<br />b</p>"),
            ("<b> & \"q\"", "<p>&lt;b&gt; &amp; &quot;q&quot;</p>"),
        ] {
            assert_eq!(html(text), wanted, "{text:?}");
        }
    }

    #[test]
    fn addresses() {
        assert_eq!(
            html("http://example.com"),
            "<p><a href=\"http://example.com/\" target=\"_blank\" rel=\"nofollow noopener noreferrer\" \
             translate=\"no\"><span class=\"invisible\">http://</span><span class=\"\">example.com</span>\
             <span class=\"invisible\"></span></a></p>"
        );
        assert_eq!(
            html("https://www.example.com/0123456789012345678?a=1&b=<"),
            "<p><a href=\"https://www.example.com/0123456789012345678?a=1&amp;b=\" target=\"_blank\" \
             rel=\"nofollow noopener noreferrer\" translate=\"no\"><span class=\"invisible\">https://www.</span>\
             <span class=\"ellipsis\">example.com/012345678901234567</span>\
             <span class=\"invisible\">8?a=1&amp;b=</span></a>&lt;</p>"
        );
        let exact = html(&format!("http://a.io/{}", "x".repeat(URL_SHOWN_CHARS_MAX - 5)));
        assert!(!exact.contains("ellipsis"), "{exact}");
    }

    #[test]
    fn mentions_and_tags() {
        assert_eq!(
            html("@alice @bob@example.org @carol ＃Tag"),
            "<p><span class=\"h-card\" translate=\"no\"><a href=\"https://town.example/@alice?a&amp;b\" \
             class=\"u-url mention\">@<span>alice</span></a></span> <span class=\"h-card\" translate=\"no\">\
             <a href=\"https://town.example/@bob?a&amp;b\" class=\"u-url mention\">@<span>bob</span></a></span> \
             @carol <a href=\"/tags/tag\" class=\"mention hashtag\" rel=\"tag\">#<span>Tag</span></a></p>"
        );
    }

    #[test]
    fn profiles_vouch_for_their_links() {
        let rel = "rel=\"me nofollow noopener noreferrer\"";
        let bio = render_bio("http://a.io\n\nb", &Town);
        assert!(bio.starts_with("<p><a href") && bio.contains(rel) && bio.ends_with("</p><p>b</p>"), "{bio}");
        let field = render_field("http://a.io\n\n<b>", &Town);
        assert!(field.starts_with("<a href") && field.contains(rel), "{field}");
        assert!(field.ends_with("</a><br />&lt;b&gt;"), "{field}");
        assert_eq!(render_field("", &Town), "");
    }
}
