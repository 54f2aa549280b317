//! Where the web addresses of a text are. The finding itself is linkify's; this file adds what a post needs:
//! only http and https, no credentials, a host with a dot, and an end where prose goes on without a space.

use linkify::{LinkFinder, LinkKind};
use url::{Host, Url};

use crate::chars::{host_end, is_invisible};

/// A longer address is left as text (and counts as text): no server keeps such links working.
pub const URL_BYTES_MAX: usize = 2_048;

/// An address found in a text.
pub(crate) struct Found<'a> {
    pub(crate) start: usize,
    pub(crate) raw: &'a str,
    pub(crate) href: String,
}

/// All addresses of `text`, in order and without overlap.
pub(crate) fn find(text: &str) -> Vec<Found<'_>> {
    let mut found = Vec::new();
    if !text.contains("://") {
        return found;
    }
    let mut finder = LinkFinder::new();
    finder.kinds(&[LinkKind::Url]);
    let mut offset = 0;
    for piece in text.split_inclusive(ends_url) {
        find_in_word(&finder, piece.trim_end_matches(ends_url), offset, &mut found);
        offset += piece.len();
    }
    found
}

/// Characters that never belong to an address in prose, beyond those linkify knows: spaces of every script,
/// invisible and directional characters, CJK punctuation, and typographic quotes and ellipsis.
fn ends_url(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || (is_invisible(c) && !matches!(c, '\u{200C}' | '\u{200D}' | '\u{FE00}'..='\u{FE0F}'))
        || matches!(c, '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301F}')
        || matches!(c, '！' | '（' | '）' | '，' | '：' | '；' | '？' | '［' | '］' | '｛' | '｝' | '＂')
        || matches!(c, '“' | '”' | '„' | '«' | '»' | '…')
}

fn find_in_word<'a>(finder: &LinkFinder, word: &'a str, offset: usize, found: &mut Vec<Found<'a>>) {
    if !word.contains("://") {
        return;
    }
    let masked = mask(word);
    for link in finder.links(&masked) {
        if let Some((start, raw, href)) = accept(&word[link.start()..link.end()]) {
            found.push(Found { start: offset + link.start() + start, raw, href });
        }
    }
}

/// The word as linkify should see it, of the same length in bytes, so that positions agree.
///
/// linkify ends `http://example.com#part` at the host: a slash, which has the same rules as `#` inside a path,
/// stands in for it. And it knows no top-level domains beyond ASCII: letters stand in for those.
fn mask(word: &str) -> String {
    let mut masked = String::with_capacity(word.len());
    let mut in_host = false;
    for c in word.chars() {
        match c {
            '/' | '?' | '#' => {
                in_host = c == '/' && masked.ends_with(":/");
                masked.push(if c == '#' { '/' } else { c });
            }
            _ if in_host && !c.is_ascii() => masked.extend(std::iter::repeat_n('a', c.len_utf8())),
            _ => masked.push(c),
        }
    }
    masked
}

/// The part of a candidate that is a web address: where it starts, its text, and where it leads.
fn accept(candidate: &str) -> Option<(usize, &str, String)> {
    let start = scheme_start(candidate)?;
    let raw = trim_end(cut_host(&candidate[start..]));
    if raw.len() > URL_BYTES_MAX {
        return None;
    }
    let url = Url::parse(raw).ok()?;
    // `https://bank.example@evil.example` leads to the second host; nobody posts that in good faith.
    if !matches!(url.scheme(), "http" | "https") || !url.username().is_empty() || url.password().is_some() {
        return None;
    }
    match url.host()? {
        Host::Domain(name) if !name.trim_end_matches('.').contains('.') => None,
        _ => Some((start, raw, url.into())),
    }
}

/// Start of `http` or `https` in a candidate; linkify takes `word.http://` for one long scheme.
fn scheme_start(candidate: &str) -> Option<usize> {
    let (scheme, _) = candidate.split_once("://")?;
    ["https", "http"].into_iter().find_map(|wanted| {
        let start = scheme.len().checked_sub(wanted.len())?;
        let ends_so = scheme.get(start..)?.eq_ignore_ascii_case(wanted);
        let glued = scheme[..start].ends_with(|c: char| c.is_alphanumeric());
        (ends_so && !glued).then_some(start)
    })
}

/// Ends the address in its host when text of another script is stuck to it.
fn cut_host(raw: &str) -> &str {
    let Some(after) = raw.find("://").map(|at| at + 3) else { return raw };
    let host = raw[after..].split(['/', '?', '#', ':', '@']).next().unwrap_or_default();
    match host_end(host) {
        end if end < host.len() => &raw[..after + end],
        _ => raw,
    }
}

/// Drops closing apostrophes and dashes, which linkify keeps, and the punctuation before them.
fn trim_end(raw: &str) -> &str {
    let dashed = raw.trim_end_matches(['‘', '’', '–', '—', '\u{200C}', '\u{200D}']);
    if dashed.len() == raw.len() { raw } else { dashed.trim_end_matches(['.', ',', ':', ';', '!', '?', '*']) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn raws(text: &str) -> Vec<&str> {
        find(text).into_iter().map(|found| found.raw).collect()
    }

    #[test]
    fn finds_what_people_mean() {
        for (text, wanted) in [
            ("see http://example.com.", "http://example.com"),
            ("(https://example.com/a_(b))", "https://example.com/a_(b)"),
            ("[x](https://example.com/a)", "https://example.com/a"),
            ("word.http://bit.ly/1x", "http://bit.ly/1x"),
            ("HTTP://EXAMPLE.COM/A", "HTTP://EXAMPLE.COM/A"),
            ("\"https://example.com/q?a=1&b=2\"", "https://example.com/q?a=1&b=2"),
            ("https://example.com#part", "https://example.com#part"),
            ("https://example.com/#a", "https://example.com/#a"),
            ("https://example.com/@user", "https://example.com/@user"),
            ("https://пример.рф", "https://пример.рф"),
            ("https://例え.テスト/道", "https://例え.テスト/道"),
            ("見てhttps://example.com/道。次", "https://example.com/道"),
            ("https://example.com見て", "https://example.com"),
            ("https://example.com\u{3000}次", "https://example.com"),
            ("https://example.com/a\u{A0}b", "https://example.com/a"),
            ("http://bbc.in/1Cimp…", "http://bbc.in/1Cimp"),
            ("‘http://bbc.in/1C.’", "http://bbc.in/1C"),
            ("http://192.0.2.7:8080/x", "http://192.0.2.7:8080/x"),
        ] {
            assert_eq!(raws(text), [wanted], "{text}");
        }
    }

    #[test]
    fn leaves_the_rest_alone() {
        for text in [
            "www.example.com example.com",
            "ftp://example.com javascript://example.com/%0aalert(1)",
            "http:// http://. http:#/example.com",
            "xhttp://example.com",
            "http://localhost http://1",
            "https://bank.example@evil.example/",
            "https://user:secret@example.com/",
            "@http://example.com",
        ] {
            assert_eq!(raws(text), [""; 0], "{text}");
        }
        assert!(raws(&format!("https://example.com/{}", "a".repeat(URL_BYTES_MAX))).is_empty());
    }

    #[test]
    fn leads_to_a_normalised_address() {
        let href = |text| find(text).into_iter().next().map(|found| found.href);
        assert_eq!(href("HTTPS://例え.jp/道"), Some("https://xn--r8jz45g.jp/%E9%81%93".into()));
        assert_eq!(href("http://a.example/\"x"), Some("http://a.example/".into()));
    }
}
