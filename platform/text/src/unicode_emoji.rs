//! What is one emoji of Unicode (UTS #51), as people send it from a keyboard.

use unicode_properties::UnicodeEmoji;
use unicode_properties::emoji::{is_regional_indicator, is_tag_character, is_zwj};
use unicode_segmentation::UnicodeSegmentation;

/// Longest emoji, in bytes: families with skin tones and flags of regions are shorter.
const EMOJI_BYTES_MAX: usize = 64;
/// Asks for the picture instead of the letter.
const PICTURE: char = '\u{fe0f}';
/// Puts a key's cap around a digit.
const KEYCAP: char = '\u{20e3}';

/// Whether `text` is exactly one emoji: a single grapheme cluster that begins as an emoji does.
pub fn is_emoji(text: &str) -> bool {
    if text.len() > EMOJI_BYTES_MAX || text.graphemes(true).nth(1).is_some() {
        return false;
    }
    let mut chars = text.chars();
    let Some(first) = chars.next() else { return false };
    let rest = chars.as_str();
    if matches!(first, '0'..='9' | '#' | '*') {
        return rest.trim_start_matches(PICTURE) == KEYCAP.to_string();
    }
    if is_regional_indicator(first) {
        return rest.chars().all(is_regional_indicator) && rest.chars().count() == 1;
    }
    let joined = |c: char| {
        c == PICTURE
            || is_zwj(c)
            || is_tag_character(c)
            || (c.is_emoji_char_or_emoji_component() && !c.is_ascii())
    };
    first.is_emoji_char() && rest.chars().all(joined)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_emoji_and_nothing_else() {
        for good in ["😀", "❤", "❤️", "👍🏽", "👩‍⚕️", "👨‍👩‍👧‍👦", "🏳️‍🌈", "🇵🇹", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "1️⃣", "#⃣", "©️", "🩺"]
        {
            assert!(is_emoji(good), "{good}");
        }
        for bad in
            ["", "a", "1", "#", "é", "😀😀", "😀 ", "🇵", "🇵🇹🇵🇹", "1a⃣", "heart", "\u{200d}", "😀\u{301}", "漢"]
        {
            assert!(!is_emoji(bad), "{bad}");
        }
        assert!(!is_emoji(&"👩‍".repeat(40)));
    }
}
