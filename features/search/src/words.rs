//! Words as the index knows them: folded, so that what means the same is found however it is written.
//!
//! - Case, widths and ligatures do not matter, nor accents on Latin and Greek letters, nor vowel points of Hebrew and
//!   Arabic.
//! - English plurals meet their singulars. The rule is so small that it does no harm to other languages.
//! - Scripts without spaces (Chinese, Japanese, Thai, ..) are cut into pairs of characters; a query of such characters
//!   is a phrase of pairs.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Characters of a word that are kept; nobody looks for longer ones.
const WORD_CHARS_MAX: usize = 40;
/// Shortest word whose plural is folded.
const PLURAL_CHARS_MIN: usize = 4;

/// The words of a text, in order, as they are stored.
pub fn stored(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    for run in runs(text) {
        match run {
            Run::Word(word) => out.push(singular(word)),
            Run::Unspaced(chars) => {
                // The last character alone, so that every character begins an entry.
                (0..chars.len()).for_each(|n| out.push(pair(&chars, n)));
            }
        }
    }
    out
}

/// Words of a name, in order, as they are stored: without folding of plurals, because they are looked for by their
/// beginnings.
pub fn stored_name(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    for run in runs(text) {
        match run {
            Run::Word(word) => out.push(word),
            Run::Unspaced(chars) => (0..chars.len()).for_each(|n| out.push(pair(&chars, n))),
        }
    }
    out
}

/// What is looked for in the index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    /// Exactly this entry.
    Entry(String),
    /// An entry that begins so.
    Beginning(String),
}

/// The words of a query, which stand together in this order.
pub fn wanted(text: &str) -> Vec<Wanted> {
    let mut out = Vec::new();
    for run in runs(text) {
        match run {
            Run::Word(word) => out.push(Wanted::Entry(singular(word))),
            Run::Unspaced(chars) if chars.len() == 1 => out.push(Wanted::Beginning(pair(&chars, 0))),
            Run::Unspaced(chars) => {
                (0..chars.len() - 1).for_each(|n| out.push(Wanted::Entry(pair(&chars, n))));
            }
        }
    }
    out
}

enum Run {
    Word(String),
    Unspaced(Vec<char>),
}

fn pair(chars: &[char], at: usize) -> String {
    chars[at..chars.len().min(at + 2)].iter().collect()
}

fn runs(text: &str) -> Vec<Run> {
    let (mut out, mut word, mut unspaced) = (Vec::new(), String::new(), Vec::new());
    for c in folded(text) {
        let of_word = c.is_alphanumeric() || is_combining_mark(c);
        let cut = of_word && is_unspaced(c);
        if !cut && !unspaced.is_empty() {
            out.push(Run::Unspaced(std::mem::take(&mut unspaced)));
        }
        if (!of_word || cut) && !word.is_empty() {
            out.push(Run::Word(shortened(std::mem::take(&mut word))));
        }
        match (of_word, cut) {
            (true, true) => unspaced.push(c),
            (true, false) => word.push(c),
            _ => {}
        }
    }
    if !word.is_empty() {
        out.push(Run::Word(shortened(word)));
    }
    if !unspaced.is_empty() {
        out.push(Run::Unspaced(unspaced));
    }
    out
}

fn shortened(mut word: String) -> String {
    if let Some((at, _)) = word.char_indices().nth(WORD_CHARS_MAX) {
        word.truncate(at);
    }
    word
}

/// Characters after folding.
fn folded(text: &str) -> Vec<char> {
    let mut out = Vec::with_capacity(text.len());
    for c in text.nfkc() {
        if c.is_ascii() {
            out.push(c.to_ascii_lowercase());
        } else if is_accented_script(c) {
            std::iter::once(c).nfkd().filter(|c| !is_combining_mark(*c)).for_each(|c| lower(c, &mut out));
        } else if !is_point(c) {
            lower(c, &mut out);
        }
    }
    out
}

fn lower(c: char, out: &mut Vec<char>) {
    match c {
        'ß' | 'ẞ' => out.extend("ss".chars()),
        'æ' | 'Æ' => out.extend("ae".chars()),
        'œ' | 'Œ' => out.extend("oe".chars()),
        'þ' | 'Þ' => out.extend("th".chars()),
        'ø' | 'Ø' => out.push('o'),
        'đ' | 'Đ' | 'ð' | 'Ð' => out.push('d'),
        'ł' | 'Ł' => out.push('l'),
        'ı' | 'İ' => out.push('i'),
        'ς' => out.push('σ'),
        'ё' | 'Ё' => out.push('е'),
        'أ' | 'إ' | 'آ' => out.push('ا'),
        _ => out.extend(c.to_lowercase()),
    }
}

/// Latin and Greek, whose accents readers leave out.
fn is_accented_script(c: char) -> bool {
    c < '\u{400}' || ('\u{1E00}'..='\u{1FFF}').contains(&c)
}

/// Points and marks that Hebrew and Arabic are mostly written without.
fn is_point(c: char) -> bool {
    matches!(c, '\u{591}'..='\u{5C7}' | '\u{640}' | '\u{64B}'..='\u{652}' | '\u{670}')
}

/// Scripts that put no spaces between words.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{E00}'..='\u{EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' | '\u{3005}'
        | '\u{3040}'..='\u{30FF}' | '\u{31F0}'..='\u{31FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{323AF}')
}

/// Takes the plural's `s` off an English word (the rule is known as the S-stemmer, Harman 1991).
fn singular(mut word: String) -> String {
    let plain = word.len() >= PLURAL_CHARS_MIN && word.bytes().all(|b| b.is_ascii_lowercase());
    if !plain || !word.ends_with('s') {
        return word;
    }
    let ends = |ends: &[&str]| ends.iter().any(|end| word.ends_with(end));
    if ends(&["ies"]) && !ends(&["eies", "aies"]) {
        word.truncate(word.len() - 3);
        word.push('y');
    } else if !ends(&["us", "ss", "aes", "ees", "oes"]) {
        word.pop();
    }
    word
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn folding() {
        for (one, other) in [
            ("Café MÜLLER", "cafe muller"),
            ("Straße", "strasse"),
            ("ﬁrst ＡＢＣ", "first abc"),
            ("ΟΔΥΣΣΕΎΣ", "οδυσσευς"),
            ("vaccines nurses studies", "vaccine nurse study"),
            ("Ёлка", "елка"),
            ("كِتَابٌ", "كتاب"),
            ("Sørlandet Łódź", "sorlandet lodz"),
        ] {
            assert_eq!(stored(one), stored(other), "{one}");
        }
        assert_ne!(stored("virus"), stored("viru"));
        assert_eq!(stored("patient's X-ray, 5mg (q8h)"), ["patient", "s", "x", "ray", "5mg", "q8h"]);
    }

    #[test]
    fn scripts_without_spaces() {
        assert_eq!(
            stored("新型コロナ covid疫苗"),
            ["新型", "型コ", "コロ", "ロナ", "ナ", "covid", "疫苗", "苗"]
        );
        assert_eq!(wanted("コロナ"), [Wanted::Entry("コロ".into()), Wanted::Entry("ロナ".into())]);
        assert_eq!(wanted("苗"), [Wanted::Beginning("苗".into())]);
        assert_eq!(stored("간호사 회의").len(), 2, "Korean has spaces");
        assert_eq!(stored("हिन्दी में").len(), 2, "vowel signs are part of a word");
    }

    #[test]
    fn names_keep_their_ends() {
        assert_eq!(stored_name("Ines Torres"), ["ines", "torres"]);
        assert_eq!(stored_name("dr_who"), ["dr", "who"]);
    }

    proptest! {
        #[test]
        fn entries_are_safe_words(text in "\\PC{0,200}") {
            for word in stored(&text).into_iter().chain(stored_name(&text)) {
                prop_assert!(!word.is_empty());
                prop_assert!(word.chars().all(|c| c.is_alphanumeric() || is_combining_mark(c)), "{word:?}");
            }
        }

        #[test]
        fn a_text_holds_what_its_own_words_ask_for(text in "[a-zA-Zéß漢字かな0-9 ]{0,60}") {
            let held = stored(&text);
            for asked in wanted(&text) {
                prop_assert!(match &asked {
                    Wanted::Entry(word) => held.contains(word),
                    Wanted::Beginning(start) => held.iter().any(|word| word.starts_with(start)),
                }, "{asked:?} in {held:?}");
            }
        }
    }
}
