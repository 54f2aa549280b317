//! Classes of characters that several files agree on.

use unicode_normalization::char::is_combining_mark;

/// Letters, digits, underscore, and the marks written on letters: what a word is made of.
pub(crate) fn is_word(c: char) -> bool {
    c == '_' || c.is_alphanumeric() || is_mark(c)
}

/// Marks written on letters (accents, vowel signs).
///
/// Variation selectors and enclosing keycaps are marks too, but of emoji: a word does not continue there, and
/// a hashtag may follow a red heart directly.
pub(crate) fn is_mark(c: char) -> bool {
    is_combining_mark(c)
        && !matches!(c, '\u{FE00}'..='\u{FE0F}' | '\u{20D0}'..='\u{20FF}' | '\u{E0100}'..='\u{E01EF}')
}

/// Letters outside ASCII that continue a Latin word, as in "josé", and the marks that make them.
pub(crate) fn continues_latin(c: char) -> bool {
    matches!(c, '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}') || is_mark(c)
}

/// What a user name is made of, here and on other servers.
pub(crate) fn is_name_char(c: char) -> bool {
    c == '_' || c.is_ascii_alphanumeric()
}

/// Characters without a shape of their own: joiners, selectors, directional marks, fillers.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{AD}'
            | '\u{34F}'
            | '\u{61C}'
            | '\u{115F}'
            | '\u{1160}'
            | '\u{17B4}'
            | '\u{17B5}'
            | '\u{180B}'..='\u{180F}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{2800}'
            | '\u{3164}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}'
            | '\u{FFA0}'
            | '\u{E0000}'..='\u{E0FFF}'
    )
}

/// Length in bytes of `host` without text of another script stuck to its end.
///
/// Japanese and Chinese put no space after an address: `example.com見て` means `example.com`. A top-level
/// domain is either ASCII, Latin with accents, or wholly of another script, so a change inside the last
/// label ends the host.
pub(crate) fn host_end(host: &str) -> usize {
    let Some(dot) = host.rfind('.') else { return host.len() };
    let label = &host[dot + 1..];
    let ascii = label.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(label.len());
    let kept = label[..ascii].trim_end_matches('-').len();
    match label[ascii..].chars().next() {
        Some(c) if kept >= 2 && !c.is_ascii() && !continues_latin(c) => dot + 1 + kept,
        _ => host.len(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_end_where_the_script_changes() {
        for (host, kept) in [
            ("example.com", "example.com"),
            ("example.com見て", "example.com"),
            ("example.com🎉", "example.com"),
            ("example.com-見て", "example.com"),
            ("例え.jp", "例え.jp"),
            ("例え.テスト", "例え.テスト"),
            ("a.vermögensberater", "a.vermögensberater"),
            ("localhost", "localhost"),
        ] {
            assert_eq!(&host[..host_end(host)], kept);
        }
    }

    #[test]
    fn words_have_accents_but_no_emoji_selectors() {
        assert!("aé９_ا\u{301}\u{94D}".chars().all(is_word));
        assert!(!" -.#@\u{FE0F}\u{20E3}\u{200D}🎉".chars().any(is_word));
    }
}
