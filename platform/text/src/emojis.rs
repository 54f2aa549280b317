//! Custom emojis in texts: `:shortcode:`, by Mastodon's rules.

use std::ops::Range;

/// Shortest name of a custom emoji, in bytes.
pub const SHORTCODE_BYTES_MIN: usize = 2;
/// Longest name, in bytes.
pub const SHORTCODE_BYTES_MAX: usize = 128;

/// Whether a custom emoji can have this name: letters, digits and `_` of ASCII.
pub fn valid_shortcode(code: &str) -> bool {
    (SHORTCODE_BYTES_MIN..=SHORTCODE_BYTES_MAX).contains(&code.len()) && code.bytes().all(is_of_code)
}

/// What may be names of custom emojis in a plain text, in order; one may come more than once.
///
/// A name stands between colons, and beside these is neither a letter, a digit nor another colon: no time of day and
/// no IPv6 address is an emoji.
pub fn shortcodes(text: &str) -> impl Iterator<Item = &str> {
    Codes { text, at: 0 }.map(|range| &text[range])
}

/// `html` with every emoji that `picture` knows replaced by the HTML which it gives. Tags and what is in them stay.
///
/// `html` must be of our own making: `<` and `>` only around tags.
pub fn with_emojis(html: &str, picture: impl Fn(&str) -> Option<String>) -> String {
    let mut out = String::with_capacity(html.len() + html.len() / 4);
    let mut rest = html;
    loop {
        let open = rest.find('<').unwrap_or(rest.len());
        replace(&mut out, &rest[..open], &picture);
        rest = &rest[open..];
        let Some(close) = rest.find('>') else { break };
        out.push_str(&rest[..=close]);
        rest = &rest[close + 1..];
    }
    out.push_str(rest);
    out
}

fn replace(out: &mut String, text: &str, picture: impl Fn(&str) -> Option<String>) {
    let mut copied = 0;
    for range in (Codes { text, at: 0 }) {
        if let Some(html) = picture(&text[range.clone()]) {
            out.push_str(&text[copied..range.start - 1]);
            out.push_str(&html);
            copied = range.end + 1;
        }
    }
    out.push_str(&text[copied..]);
}

fn is_of_code(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// Whether an emoji may stand beside `neighbour`.
fn is_free(neighbour: Option<char>) -> bool {
    neighbour.is_none_or(|c| c != ':' && !c.is_alphanumeric())
}

/// Walks over the places of names, without their colons.
struct Codes<'a> {
    text: &'a str,
    at: usize,
}

impl Iterator for Codes<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        let bytes = self.text.as_bytes();
        loop {
            let start = self.at + self.text.get(self.at..)?.find(':')? + 1;
            let end = start + bytes[start..].iter().take_while(|byte| is_of_code(**byte)).count();
            // A colon that closes nothing may open what comes next.
            self.at = end;
            if bytes.get(end) != Some(&b':') || !valid_shortcode(&self.text[start..end]) {
                continue;
            }
            let before = self.text[..start - 1].chars().next_back();
            let after = self.text[end + 1..].chars().next();
            if is_free(before) && is_free(after) {
                self.at = end + 1;
                return Some(start..end);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_between_colons() {
        let table: &[(&str, &[&str])] = &[
            ("", &[]),
            (":heart:", &["heart"]),
            ("a :heart: b", &["heart"]),
            (":ab: :cd:", &["ab", "cd"]),
            (":ab::cd:", &[]),
            ("(:ab:), :ab:!", &["ab", "ab"]),
            ("x:ab:", &[]),
            (":ab:x", &[]),
            ("é:ab:", &[]),
            ("\u{1f600}:ab:\u{1f600}", &["ab"]),
            (":a:", &[]),
            ("::ab:", &[]),
            (": ab:", &[]),
            ("at 10:30:15 or fe80::1:ab:2", &[]),
            (":a b: :Under_Score9:", &["Under_Score9"]),
            (":not-this: :é1:", &[]),
            ("\n:ab:\n", &["ab"]),
            (":open", &[]),
            (":", &[]),
        ];
        for (text, codes) in table {
            assert_eq!(&shortcodes(text).collect::<Vec<_>>(), codes, "{text}");
        }
        let long = "x".repeat(SHORTCODE_BYTES_MAX + 1);
        assert_eq!(shortcodes(&format!(":{long}:")).count(), 0);
        assert!(valid_shortcode("Ab_9") && !valid_shortcode("a") && !valid_shortcode("a-b"));
    }

    #[test]
    fn pictures_stand_in_texts_only() {
        let picture = |code: &str| (code == "ab").then(|| "<img>".to_owned());
        for (html, result) in [
            ("", ""),
            ("<p>x :ab: :cd:</p>", "<p>x <img> :cd:</p>"),
            ("<a href=\"/:ab:/\" title=\" :ab: \">:ab:</a>", "<a href=\"/:ab:/\" title=\" :ab: \"><img></a>"),
            ("&lt;:ab:&gt;", "&lt;<img>&gt;"),
            (":ab:<br>:ab:", "<img><br><img>"),
            (":ab: <broken :ab:", "<img> <broken :ab:"),
        ] {
            assert_eq!(with_emojis(html, picture), result);
        }
    }

    proptest! {
        #[test]
        fn nothing_is_lost(text in "([:a-z0-9_é <>&;\n]|:[a-z]{2,3}:){0,60}") {
            prop_assert_eq!(with_emojis(&text, |_| None), text.as_str());
            prop_assert_eq!(with_emojis(&text, |code| Some(format!(":{code}:"))), text.as_str());
            let stands = |code: &str| valid_shortcode(code) && text.contains(&format!(":{code}:"));
            prop_assert!(shortcodes(&text).all(stands));
        }

        #[test]
        fn any_text_is_read(text in ".{0,200}") {
            let escaped = crate::escape_html(&text);
            prop_assert_eq!(with_emojis(&escaped, |_| None), escaped);
            let _ = shortcodes(&text).count();
        }
    }
}
