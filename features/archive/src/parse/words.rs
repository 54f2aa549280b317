//! What both formats do to the words of a tweet: entities, stray control characters, the mark of a repost.

use std::borrow::Cow;

use encoding_rs::WINDOWS_1252;
use html_escape::decode_html_entities;

/// Twitter's own limit is 15; names from before that limit are longer.
const NAME_CHARS_MAX: usize = 20;

/// Decodes HTML entities once, which is right for text as the Twitter API gives it.
pub(super) fn decode(text: &str) -> Cow<'_, str> {
    decode_html_entities(text)
}

/// Decodes HTML entities, and once more where an entity was itself encoded (`&amp;lt;`). Only the entities
/// Twitter writes count as nested, so that `&amp;copy=1` in an address stays what it is. The flag says
/// whether there were nested ones.
pub(super) fn decode_nested(text: &str) -> (String, bool) {
    let once = decode(text);
    let nested =
        ["&amp;amp;", "&amp;lt;", "&amp;gt;", "&amp;quot;", "&amp;#39;"].iter().any(|e| text.contains(e));
    if nested { (decode(&once).into_owned(), true) } else { (once.into_owned(), false) }
}

/// Repairs control characters: C1 codes are windows-1252 read as Latin-1 and become the character meant
/// (as HTML does), a tab becomes a space, others but the line feed go. The flag says whether any was there.
pub(super) fn without_controls(text: String) -> (String, bool) {
    if !text.chars().any(|c| c.is_control() && c != '\n') {
        return (text, false);
    }
    (text.chars().filter_map(mend_control).collect(), true)
}

/// Splits `RT @name: text` into name and text. A repost without the colon is a person writing about
/// another, so it is not one; neither is one with nothing after the name.
pub(super) fn split_repost(text: &str) -> Option<(&str, &str)> {
    let (name, rest) = text.strip_prefix("RT @")?.split_once(':')?;
    let rest = rest.trim();
    (is_name(name) && !rest.is_empty()).then_some((name, rest))
}

/// Whether these are the characters of a Twitter user name, without the `@`.
pub(super) fn is_name(name: &str) -> bool {
    (1..=NAME_CHARS_MAX).contains(&name.len()) && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
}

/// The text to post: a repost says whose words it repeats.
pub(super) fn labelled<'a>(repost_of: Option<&str>, text: &'a str) -> Cow<'a, str> {
    match repost_of {
        Some(name) => Cow::Owned(format!("RT @{name}: {text}")),
        None => Cow::Borrowed(text),
    }
}

fn mend_control(c: char) -> Option<char> {
    match c {
        '\n' => Some('\n'),
        '\t' => Some(' '),
        '\u{80}'..='\u{9f}' => meant_by(c),
        c => (!c.is_control()).then_some(c),
    }
}

fn meant_by(c1: char) -> Option<char> {
    let byte = [u8::try_from(u32::from(c1)).ok()?];
    let (text, _) = WINDOWS_1252.decode_without_bom_handling(&byte);
    text.chars().next().filter(|c| !c.is_control())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities() {
        for (raw, text, nested) in [
            ("A&amp;E", "A&E", false),
            ("a &lt; b &gt; c", "a < b > c", false),
            ("2013 &#8211; 2014", "2013 – 2014", false),
            ("A&amp;amp;E", "A&E", true),
            ("&amp;lt;3", "<3", true),
            ("http://a.test/?x=1&region=2&amp;_r=0", "http://a.test/?x=1&region=2&_r=0", false),
            ("&amp;copy;", "&copy;", false),
            ("Q&A: yes; no & maybe &", "Q&A: yes; no & maybe &", false),
        ] {
            assert_eq!(decode_nested(raw), (text.to_owned(), nested), "{raw}");
        }
    }

    #[test]
    fn controls() {
        for (raw, text, mended) in [
            ("plain\nlines", "plain\nlines", false),
            ("a\0b\u{7}", "ab", true),
            ("a\tb", "a b", true),
            ("it\u{92}s\u{85}", "it’s…", true),
            ("\u{81}", "", true),
        ] {
            assert_eq!(without_controls(raw.to_owned()), (text.to_owned(), mended), "{raw:?}");
        }
    }

    #[test]
    fn reposts() {
        for (text, split) in [
            ("RT @who: Wash hands", Some(("who", "Wash hands"))),
            ("RT @who:Wash hands", Some(("who", "Wash hands"))),
            ("RT @who:  RT @cdc: x", Some(("who", "RT @cdc: x"))),
            ("RT @who says: x", None),
            ("RT @who", None),
            ("RT @who: ", None),
            ("RT @: x", None),
            ("RT @aaaaaaaaaaaaaaaaaaaaa: x", None),
            ("MT @who: x", None),
            ("so true RT @who: x", None),
            ("rt @who: x", None),
        ] {
            assert_eq!(split_repost(text), split, "{text}");
        }
    }

    #[test]
    fn a_label_names_the_author() {
        assert_eq!(labelled(Some("who"), "x"), "RT @who: x");
        assert_eq!(labelled(None, "x"), "x");
    }
}
