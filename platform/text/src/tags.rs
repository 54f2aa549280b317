//! Hashtags: which characters make one, and the key under which its spellings meet.

use std::collections::HashSet;

use unicode_normalization::UnicodeNormalization;

use crate::chars::is_word;
use crate::tokens::{HashtagToken, Token, parse};

/// Longest name of a hashtag, and longest key, in characters (Unicode scalar values).
pub const TAG_CHARS_MAX: usize = 100;
/// Hashtags of a post that are stored; any further ones are only text that looks like a tag.
pub const TAGS_PER_POST_MAX: usize = 30;

/// A hashtag of a post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    /// The key under which it is stored and looked up, see [`tag_key`].
    pub key: String,
    /// The name as it was written, without `#`.
    pub name: String,
}

/// All distinct hashtags of a post in order of first appearance, at most [`TAGS_PER_POST_MAX`].
pub fn hashtags(text: &str) -> Vec<Tag> {
    let mut seen = HashSet::new();
    let tags = parse(text).into_iter().filter_map(|token| match token {
        Token::Hashtag(token) => Some(Tag { key: tag_key(token.name)?, name: token.name.to_owned() }),
        _ => None,
    });
    tags.filter(|tag| seen.insert(tag.key.clone())).take(TAGS_PER_POST_MAX).collect()
}

/// Key under which a hashtag is stored and looked up: compatibility forms and widths folded (NFKC), lower
/// case, invisible joiners dropped. Accents stay: "#maté" and "#mate" are different words.
///
/// `None` if `name` (without `#`) is not a tag: letters, marks, digits and underscores, with middle dots and
/// joiners only between them, at least one of them not a digit, at most [`TAG_CHARS_MAX`].
pub fn tag_key(name: &str) -> Option<String> {
    if !well_formed(name) {
        return None;
    }
    if name.is_ascii() {
        return Some(name.to_ascii_lowercase());
    }
    let lower = fold(name).to_lowercase();
    let folded = fold(&lower);
    let key = folded.trim_matches(is_separator);
    well_formed(key).then(|| key.to_owned())
}

/// The hashtag at the start of `run`, whose sign takes `sign` bytes and is preceded by `before`.
pub(crate) fn hashtag(before: Option<char>, run: &str, sign: usize) -> Option<HashtagToken<'_>> {
    if before.is_some_and(|c| is_word(c) || matches!(c, '/' | '&' | '=' | '#' | '＃')) {
        return None;
    }
    let after = &run[sign..];
    let end = after.find(|c| !is_tag_char(c)).unwrap_or(after.len());
    let name = after[..end].trim_end_matches(is_separator);
    tag_key(name)?;
    Some(HashtagToken { raw: &run[..sign + name.len()], name })
}

fn is_tag_char(c: char) -> bool {
    is_word(c) || c == '＿' || is_separator(c)
}

/// What may stand between letters but neither begins nor ends a tag: the Catalan and the Japanese middle dot,
/// Hebrew geresh and gershayim, the Tibetan tsheg, and the joiners of Persian and Indic scripts.
fn is_separator(c: char) -> bool {
    matches!(c, '\u{B7}' | '\u{30FB}' | '\u{FF65}' | '\u{5F3}' | '\u{5F4}' | '\u{F0B}') || is_joiner(c)
}

fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200C}' | '\u{200D}')
}

fn well_formed(name: &str) -> bool {
    let begins = name.starts_with(|c: char| c == '_' || c == '＿' || c.is_alphanumeric());
    let names = |c: char| !c.is_numeric() && !is_separator(c);
    begins
        && name.chars().take(TAG_CHARS_MAX + 1).count() <= TAG_CHARS_MAX
        && name.chars().all(is_tag_char)
        && !name.ends_with(is_separator)
        && name.chars().any(names)
}

/// NFKC, without what it brings in that no tag may hold (a ligature of words becomes words and spaces).
fn fold(name: &str) -> String {
    name.nfkc().filter(|&c| is_tag_char(c) && !is_joiner(c)).nfc().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<String> {
        hashtags(text).into_iter().map(|tag| tag.name).collect()
    }

    #[test]
    fn tags_begin_and_end_where_people_expect() {
        for (text, wanted) in [
            ("#hcsm", vec!["hcsm"]),
            ("(#a) “#b” .#c #d, #e's #f’s #g…", vec!["a", "b", "c", "d", "e", "f", "g"]),
            ("#a-b #c.d #e@f", vec!["a", "c", "e"]),
            ("#covid19 #2020vision #1_000", vec!["covid19", "2020vision", "1_000"]),
            ("＃全角 #日本語テスト。#صحة #בריאות", vec!["全角", "日本語テスト", "صحة", "בריאות"]),
            ("#école #e\u{301}cole2 #naïve", vec!["école", "e\u{301}cole2", "naïve"]),
            (
                "#col·lecció #スター・ウォーズ #می\u{200C}شود #a·",
                vec!["col·lecció", "スター・ウォーズ", "می\u{200C}شود", "a"],
            ),
            ("❤️#love 🇬🇧#nhs", vec!["love", "nhs"]),
            ("#a#b", vec!["a"]),
            ("x#a 1#a _#a é#a e\u{301}#a /#a &#a ##a ＃#a =#a", vec![]),
            ("# #! #123 #１２ #ⅷ #·a #\u{301}a #️⃣ #1·2", vec![]),
            ("https://x.org/#a", vec![]),
        ] {
            assert_eq!(names(text), wanted, "{text}");
        }
    }

    #[test]
    fn keys_meet() {
        for (name, key) in [
            ("HCSM", "hcsm"),
            ("Ｈｃｓｍ＿１", "hcsm_1"),
            ("e\u{301}cole", "école"),
            ("ÉCOLE", "école"),
            ("ﾊｯｼｭﾀｸﾞ", "ハッシュタグ"),
            ("ΟΔΟΣ", "οδος"),
            ("می\u{200C}شود", "میشود"),
            ("H₂O", "h2o"),
            ("ﬁt", "fit"),
            ("İ", "i\u{307}"),
        ] {
            assert_eq!(tag_key(name).as_deref(), Some(key));
        }
    }

    #[test]
    fn refuses_what_is_no_tag() {
        for name in ["", "1", "½", "#a", "a b", "a-b", "·a", "a·", "\u{301}", "a\n", "🎉", "a\0"] {
            assert_eq!(tag_key(name), None, "{name:?}");
        }
        assert!(tag_key(&"a".repeat(TAG_CHARS_MAX)).is_some());
        assert!(tag_key(&"a".repeat(TAG_CHARS_MAX + 1)).is_none());
        // One character that stands for eighteen.
        assert!(tag_key(&"\u{FDFA}".repeat(TAG_CHARS_MAX)).is_none());
        assert!(hashtags(&format!("#{}", "a".repeat(TAG_CHARS_MAX + 1))).is_empty());
    }

    #[test]
    fn distinct_and_limited() {
        let tag = |key: &str, name: &str| Tag { key: key.into(), name: name.into() };
        assert_eq!(hashtags("#BCSM #hcsm #bcsm"), [tag("bcsm", "BCSM"), tag("hcsm", "hcsm")]);
        let many: String = (0..100).map(|n| format!("#t{n} ")).collect();
        assert_eq!(hashtags(&many).len(), TAGS_PER_POST_MAX);
    }
}
