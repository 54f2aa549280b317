//! Comparing words whatever their case.

use unicode_normalization::char::is_combining_mark;

/// The text as it is compared when case does not matter: lower case, one sigma, `ß` as `ss`. Folding twice changes
/// nothing more.
pub fn fold_case(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    text.chars().for_each(|c| fold_into(c, &mut out));
    out
}

/// Where the bytes `start..end` of `fold_case(text)` come from: a range of `text`, widened to whole characters.
pub fn unfolded(text: &str, start: usize, end: usize) -> &str {
    let (mut at, mut one) = (0, String::new());
    let (mut from, mut to) = (text.len(), text.len());
    for (n, c) in text.char_indices() {
        if at >= end {
            to = n;
            break;
        }
        one.clear();
        fold_into(c, &mut one);
        at += one.len();
        if at > start && from == text.len() {
            from = n;
        }
    }
    text.get(from..to).unwrap_or_default()
}

/// Whether a character is part of a word: letters, digits, marks on them, and `_`.
pub fn is_word_char(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || is_combining_mark(c)
}

fn fold_into(c: char, out: &mut String) {
    match c {
        'ß' | 'ẞ' => out.push_str("ss"),
        'ς' => out.push('σ'),
        _ if c.is_ascii() => out.push(c.to_ascii_lowercase()),
        _ => out.extend(c.to_lowercase()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn case_does_not_matter() {
        for (one, other) in [
            ("Straße", "STRASSE"),
            ("ΟΔΥΣΣΕΥΣ", "οδυσσευς"),
            ("Éclair", "éCLAIR"),
            ("İ", "i\u{307}"),
            ("漢", "漢"),
        ] {
            assert_eq!(fold_case(one), fold_case(other));
        }
    }

    #[test]
    fn matches_are_found_again_in_what_was_written() {
        let text = "Die STRAẞE, İzmir und Öl";
        let folded = fold_case(text);
        for (word, written) in
            [("strasse", "STRAẞE"), ("i\u{307}zmir", "İzmir"), ("öl", "Öl"), ("die", "Die")]
        {
            let start = folded.find(word).unwrap();
            assert_eq!(unfolded(text, start, start + word.len()), written);
        }
        // Half of what `ß` folds to is the whole of it.
        assert_eq!(unfolded("aß", 1, 2), "ß");
        assert_eq!((unfolded("ab", 5, 9), unfolded("", 0, 1), unfolded("ab", 0, 2)), ("", "", "ab"));
    }

    #[test]
    fn words() {
        assert!("aé漢9_\u{301}".chars().all(is_word_char));
        assert!(!" -#@.'\u{1F600}".chars().any(is_word_char));
    }

    proptest! {
        #[test]
        fn folding_settles(text in ".{0,60}") {
            let once = fold_case(&text);
            prop_assert_eq!(fold_case(&once), once);
        }

        #[test]
        fn ranges_never_panic(text in ".{0,20}", start in 0usize..60, end in 0usize..60) {
            let _ = unfolded(&text, start, end);
        }
    }
}
