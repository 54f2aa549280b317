//! Decisions about hashtags, without I/O.

use base::{Outcome, Problem};
use text::Tag;

/// Hashtags that one may follow; reading them is part of one merge.
pub const FOLLOWED_MAX: i64 = 500;
/// Hashtags that one may feature.
pub const FEATURED_MAX: i64 = 10;
/// Days of a hashtag's history.
pub const HISTORY_DAYS: usize = 7;
/// Hashtags that are suggested for featuring.
pub const SUGGESTIONS_MAX: usize = 10;

/// The hashtag that a name means, with or without its sign. `None` if it is not the name of one.
pub(crate) fn tag(name: &str) -> Option<Tag> {
    let name = name.trim();
    let name = name.strip_prefix(['#', '＃']).unwrap_or(name);
    Some(Tag { key: text::tag_key(name)?, name: name.to_owned() })
}

/// As [`tag`], for a form.
pub(crate) fn named(name: &str) -> Outcome<Tag> {
    tag(name).ok_or_else(|| Problem::invalid("Tag is invalid"))
}

/// A number for a hashtag, which is a text here: the same for ever, and positive (FNV-1a of the key, 63 bits).
pub fn number(key: &str) -> u64 {
    let mix = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
    key.bytes().fold(0xcbf2_9ce4_8422_2325, mix) >> 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        for (name, expected) in [
            ("Stroke", Some(("stroke", "Stroke"))),
            (" #HCSM ", Some(("hcsm", "HCSM"))),
            ("＃maté", Some(("maté", "maté"))),
            ("##x", None),
            ("123", None),
            ("a b", None),
            ("", None),
        ] {
            let found = tag(name);
            let found = found.as_ref().map(|tag| (tag.key.as_str(), tag.name.as_str()));
            assert_eq!(found, expected, "{name:?}");
        }
        assert_eq!(named("!").unwrap_err().text(), "Validation failed: Tag is invalid");
    }

    #[test]
    fn numbers_stay_the_same() {
        assert_eq!(number("hcsm"), number("hcsm"));
        assert_ne!(number("hcsm"), number("hcsn"));
        assert_eq!(number(""), 0xcbf2_9ce4_8422_2325 >> 1);
        assert!(i64::try_from(number("stroke")).is_ok());
    }
}
