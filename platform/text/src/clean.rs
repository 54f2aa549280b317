//! What arrives as plain text, made fit to store.

use unicode_normalization::UnicodeNormalization;

use crate::chars::is_invisible;

/// Deepest nesting of directional formatting that is kept, the limit of the bidirectional algorithm (UAX #9).
const BIDI_DEPTH_MAX: usize = 125;

const PDF: char = '\u{202C}';
const PDI: char = '\u{2069}';

/// Makes incoming plain text fit to store; cleaning twice changes nothing more.
///
/// Newlines become LF, the text NFC. Control characters except newline and tab are dropped, white space at
/// the end is trimmed. Directional overrides (U+202D, U+202E), whose only use in posts is to deceive, are
/// dropped; embeddings and isolates are closed at the end of their line, so that they cannot turn around what
/// is shown next to the post.
pub fn clean(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    let text = text.chars().map(newline).filter(|&c| c == '\n' || c == '\t' || !is_dropped(c));
    let composed: String = close_directions(text).nfc().collect();
    composed.trim_end().to_owned()
}

/// Whether nothing of the text can be seen: only white space, joiners, fillers and directional marks.
pub fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || c.is_control() || is_invisible(c))
}

fn newline(c: char) -> char {
    if matches!(c, '\r' | '\u{85}' | '\u{2028}' | '\u{2029}') { '\n' } else { c }
}

fn is_dropped(c: char) -> bool {
    c.is_control() || c == '\u{FEFF}'
}

/// A directional formatting that is open.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Open {
    Embedding,
    Isolate,
    /// An override or one nested too deep: dropped, and so is what closes it.
    Dropped,
}

/// The directional formatting that is open in a line.
#[derive(Default)]
struct Directions {
    open: Vec<Open>,
    /// How many of `open` are isolates: with none, a PDI need not be looked up.
    isolates: usize,
}

fn close_directions(text: impl Iterator<Item = char>) -> String {
    let mut out = String::new();
    let mut directions = Directions::default();
    for c in text {
        let keep = match c {
            '\n' => {
                directions.close_down_to(0, &mut out);
                true
            }
            '\u{202A}' | '\u{202B}' => directions.begin(Open::Embedding),
            '\u{202D}' | '\u{202E}' => directions.begin(Open::Dropped),
            '\u{2066}'..='\u{2068}' => directions.begin(Open::Isolate),
            PDF => directions.end_embedding(),
            PDI => directions.end_isolate(&mut out),
            _ => true,
        };
        if keep {
            out.push(c);
        }
    }
    directions.close_down_to(0, &mut out);
    out
}

impl Directions {
    /// Opens one; whether it is kept.
    fn begin(&mut self, kind: Open) -> bool {
        let kind = if self.open.len() < BIDI_DEPTH_MAX { kind } else { Open::Dropped };
        self.isolates += usize::from(kind == Open::Isolate);
        self.open.push(kind);
        kind != Open::Dropped
    }

    /// Whether a PDF has something to close; what began outside the innermost isolate it does not.
    fn end_embedding(&mut self) -> bool {
        match self.open.last() {
            Some(Open::Isolate) | None => false,
            Some(_) => self.open.pop() == Some(Open::Embedding),
        }
    }

    /// Whether a PDI has something to close. What is open inside the isolate is closed before.
    fn end_isolate(&mut self, out: &mut String) -> bool {
        if self.isolates == 0 {
            return false;
        }
        let innermost = self.open.iter().rposition(|&kind| kind == Open::Isolate).unwrap_or(0);
        self.close_down_to(innermost + 1, out);
        self.open.pop();
        self.isolates -= 1;
        true
    }

    fn close_down_to(&mut self, depth: usize, out: &mut String) {
        while self.open.len() > depth {
            match self.open.pop() {
                Some(Open::Embedding) => out.push(PDF),
                Some(Open::Isolate) => {
                    self.isolates -= 1;
                    out.push(PDI);
                }
                Some(Open::Dropped) | None => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cleans() {
        for (raw, wanted) in [
            ("", ""),
            ("a\r\nb\rc\u{2028}d", "a\nb\nc\nd"),
            ("a\0\u{7}\u{1B}[1m\u{9F}\tb", "a[1m\tb"),
            ("e\u{301}", "é"),
            ("e\0\u{301} e\u{202E}\u{301}", "é é"),
            ("a \u{2069}", "a"),
            (" a \n\u{3000}\u{A0}\n", " a"),
            ("\u{FEFF}a", "a"),
            ("👩‍⚕️ می\u{200C}شود", "👩‍⚕️ می\u{200C}شود"),
        ] {
            assert_eq!(clean(raw), wanted, "{raw:?}");
        }
    }

    #[test]
    fn directions_do_not_leak() {
        for (raw, wanted) in [
            ("\u{202E}gnp.exe", "gnp.exe"),
            ("a\u{202E}b\u{202C}c", "abc"),
            ("\u{202B}a", "\u{202B}a\u{202C}"),
            ("\u{2067}a\u{2069}b", "\u{2067}a\u{2069}b"),
            ("\u{2067}a\nb", "\u{2067}a\u{2069}\nb"),
            ("\u{2067}\u{202B}a\u{2069}b\u{202C}", "\u{2067}\u{202B}a\u{202C}\u{2069}b"),
            ("\u{202B}\u{2067}a\u{202C}b", "\u{202B}\u{2067}ab\u{2069}\u{202C}"),
            ("\u{202B}\u{202E}a\u{202C}b\u{202C}", "\u{202B}ab\u{202C}"),
            ("\u{2069}\u{202C}a", "a"),
        ] {
            assert_eq!(clean(raw), wanted, "{raw:?}");
        }
        let deep = clean(&"\u{2067}".repeat(1_000));
        assert_eq!(deep.chars().count(), 2 * BIDI_DEPTH_MAX);
    }

    #[test]
    fn blank_is_what_nobody_sees() {
        for text in ["", " \n", "\u{200B}\u{200D}\u{FE0F}", "\u{3164}\u{2800}", "\u{2066}\u{2069}", "\u{AD}"]
        {
            assert!(is_blank(text), "{text:?}");
        }
        assert!(!is_blank("\u{200B}."));
        assert!(!is_blank("👩‍⚕️"));
    }
}
