//! Addresses in the text: Twitter's short ones become the real ones again.

use std::collections::HashMap;

use serde::Deserialize;

use super::super::words;
use super::loose::Maybe;
use super::media::{self, Medium};

const LINK_BYTES_MAX: usize = 4096;
const SHORT: [&str; 2] = ["https://t.co/", "http://t.co/"];

/// A short address and what it stands for.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Link {
    url: Maybe<String>,
    expanded_url: Maybe<String>,
}

/// The text with entities decoded once, as the API encodes it, short addresses replaced, and those of
/// attached media removed. A short address nothing is known about stays.
pub(super) fn resolve(
    text: &str,
    urls: &Maybe<Vec<Maybe<Link>>>,
    attached: &Maybe<Vec<Maybe<Medium>>>,
) -> String {
    let mut real: HashMap<&str, &str> = HashMap::new();
    for link in urls.known() {
        if let (Some(short), Some(url)) = (&link.url.0, usable(&link.expanded_url)) {
            real.insert(short, url);
        }
    }
    for medium in attached.known() {
        if let Some(short) = &medium.url.0 {
            let page = usable(&medium.expanded_url).unwrap_or(short);
            real.insert(short, if media::base_name(medium).is_some() { "" } else { page });
        }
    }
    let (text, _) = words::without_controls(words::decode(text).into_owned());
    replace(&text, &real).trim().to_owned()
}

/// An address fit to stand in a text: http, and in one piece.
pub(super) fn usable(url: &Maybe<String>) -> Option<&str> {
    let url = url.0.as_deref()?;
    let http = url.starts_with("http://") || url.starts_with("https://");
    let whole = url.len() <= LINK_BYTES_MAX && !url.chars().any(|c| c.is_whitespace() || c.is_control());
    (http && whole).then_some(url)
}

fn replace(text: &str, real: &HashMap<&str, &str>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("http") {
        let (before, from) = rest.split_at(at);
        let (token, after) = from.split_at(short_len(from).unwrap_or("http".len()));
        out.push_str(before);
        match real.get(token) {
            // The space before it would be left over.
            Some(&"") if after.chars().next().is_none_or(char::is_whitespace) => {
                out.truncate(out.trim_end_matches(' ').len());
            }
            Some(url) => out.push_str(url),
            None => out.push_str(token),
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// The length of the short address at the start, if there is one.
fn short_len(text: &str) -> Option<usize> {
    let prefix = SHORT.into_iter().find(|prefix| text.starts_with(prefix))?;
    let code = text.bytes().skip(prefix.len()).take_while(u8::is_ascii_alphanumeric).count();
    Some(prefix.len() + code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_addresses_are_replaced_whole() {
        let real = HashMap::from([
            ("https://t.co/abc", "https://example.org/?a=1&b=2"),
            ("http://t.co/old", "http://example.org/"),
            ("https://t.co/pic", ""),
        ]);
        for (text, replaced) in [
            ("", ""),
            ("see https://t.co/abc.", "see https://example.org/?a=1&b=2."),
            ("https://t.co/abcd stays", "https://t.co/abcd stays"),
            ("(http://t.co/old)", "(http://example.org/)"),
            (
                "https://t.co/abc https://t.co/abc",
                "https://example.org/?a=1&b=2 https://example.org/?a=1&b=2",
            ),
            ("cat https://t.co/pic", "cat"),
            ("cat https://t.co/pic here", "cat here"),
            ("cat\nhttps://t.co/pic", "cat\n"),
            ("https://t.co/pic…", "…"),
            ("http http:// https://t.co/ https://", "http http:// https://t.co/ https://"),
        ] {
            assert_eq!(replace(text, &real), replaced, "{text}");
        }
    }

    #[test]
    fn only_plain_web_addresses_are_usable() {
        for (url, ok) in [
            ("https://example.org/", true),
            ("http://example.org/ä", true),
            ("javascript:alert(1)", false),
            ("https://a b", false),
            ("https://a\nb", false),
            ("", false),
        ] {
            assert_eq!(usable(&Maybe(Some(url.to_owned()))).is_some(), ok, "{url}");
        }
        assert!(usable(&Maybe(Some(format!("https://{}", "a".repeat(LINK_BYTES_MAX))))).is_none());
        assert!(usable(&Maybe(None)).is_none());
    }
}
