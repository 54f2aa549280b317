//! How long a text counts.

use unicode_segmentation::UnicodeSegmentation;

use crate::tokens::{Token, parse};

/// What every web address counts, in characters, however long it is.
pub const URL_CHARS: usize = 23;
/// Unicode scalar values of one grapheme cluster that count one together. No written language and no emoji
/// comes near; beyond it each counts by itself, so that a limit in characters also limits bytes.
pub const CLUSTER_CHARS_MAX: usize = 32;

/// Characters of a post as the limit counts them: an address counts [`URL_CHARS`], `@user@host` counts as
/// `@user`, everything else by [`graphemes`].
pub fn weighted_length(text: &str) -> usize {
    let mut counted = String::with_capacity(text.len());
    for token in parse(text) {
        match token {
            Token::Url(_) => counted.extend(std::iter::repeat_n('x', URL_CHARS)),
            Token::Mention(mention) => {
                counted.push('@');
                counted.push_str(mention.username);
            }
            Token::Text(raw) => counted.push_str(raw),
            Token::Hashtag(tag) => counted.push_str(tag.raw),
        }
    }
    graphemes(&counted)
}

/// Characters as readers see them: extended grapheme clusters (UAX #29), each counting one up to
/// [`CLUSTER_CHARS_MAX`]. For bios, display names and everything without tokens.
pub fn graphemes(text: &str) -> usize {
    text.graphemes(true).map(cluster).sum()
}

fn cluster(cluster: &str) -> usize {
    if cluster.len() <= CLUSTER_CHARS_MAX {
        return 1;
    }
    1 + cluster.chars().count().saturating_sub(CLUSTER_CHARS_MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_cluster_counts_one() {
        for (text, count) in [
            ("", 0),
            ("abc", 3),
            ("é", 1),
            ("e\u{301}", 1),
            ("👩‍⚕️", 1),
            ("👨‍👩‍👧‍👦", 1),
            ("🇬🇧🇫🇷", 2),
            ("👍🏽", 1),
            ("🏴󠁧󠁢󠁥󠁮󠁧󠁿", 1),
            ("\r\n", 1),
            ("नमस्ते", 3),
            ("שָׁלוֹם", 4),
            ("한국", 2),
        ] {
            assert_eq!(graphemes(text), count, "{text}");
            assert_eq!(weighted_length(text), count, "{text}");
        }
    }

    #[test]
    fn a_tower_of_marks_is_not_free() {
        let tower = |marks| format!("a{}", "\u{301}".repeat(marks));
        assert_eq!(graphemes(&tower(CLUSTER_CHARS_MAX - 1)), 1);
        assert_eq!(graphemes(&tower(CLUSTER_CHARS_MAX)), 2);
        assert_eq!(graphemes(&tower(1_000)), 1_000 + 1 - CLUSTER_CHARS_MAX + 1);
    }

    #[test]
    fn addresses_and_domains_are_short() {
        let long = format!("https://example.com/{}", "a".repeat(500));
        for (text, count) in [
            (long.as_str(), URL_CHARS),
            ("http://a.io", URL_CHARS),
            ("a http://a.io.", 2 + URL_CHARS + 1),
            ("@alice@example.org", 6),
            ("@alice @bob@example.org!", 6 + 1 + 4 + 1),
            ("#hcsm ＃x", 5 + 1 + 2),
            ("a@b.com", 7),
        ] {
            assert_eq!(weighted_length(text), count, "{text}");
        }
    }
}
