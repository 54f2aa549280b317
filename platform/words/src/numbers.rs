//! Counts as people read them.

use crate::Lang;

/// A count short enough for a button: `987`, `1.2K`, `45K`, `3.4M`; in Spanish `1,2 mil`, `3,4 M`. Rounded down, so
/// that it never overstates.
#[must_use]
pub fn compact(lang: Lang, count: u64) -> String {
    let [thousand, million, billion] = match lang {
        Lang::En => ["K", "M", "B"],
        Lang::Es => ["\u{a0}mil", "\u{a0}M", "\u{a0}mil\u{a0}M"],
        Lang::De => ["\u{a0}Tsd.", "\u{a0}Mio.", "\u{a0}Mrd."],
    };
    match count {
        0..1_000 => count.to_string(),
        1_000..1_000_000 => scaled(lang, count, 1_000, thousand),
        1_000_000..1_000_000_000 => scaled(lang, count, 1_000_000, million),
        _ => scaled(lang, count, 1_000_000_000, billion),
    }
}

/// A count with its thousands apart: `12,345`; in Spanish `12 345`, as the Academy has it, which reads the same
/// wherever Spanish is spoken.
#[must_use]
pub fn grouped(lang: Lang, count: u64) -> String {
    let (mark, from) = match lang {
        Lang::En => (',', 4),
        Lang::Es => ('\u{a0}', 5),
        Lang::De => ('.', 4),
    };
    let digits = count.to_string();
    if digits.len() < from {
        return digits;
    }
    let mut out = String::with_capacity(digits.len() + digits.len() / 3 * mark.len_utf8());
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(mark);
        }
        out.push(digit);
    }
    out
}

fn scaled(lang: Lang, count: u64, unit: u64, suffix: &str) -> String {
    let point = if lang == Lang::En { '.' } else { ',' };
    let tenths = count / (unit / 10);
    if tenths < 100 && !tenths.is_multiple_of(10) {
        format!("{}{point}{}{suffix}", tenths / 10, tenths % 10)
    } else {
        format!("{}{suffix}", tenths / 10)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compact_is_short_and_never_overstates() {
        for (count, text) in [
            (0, "0"),
            (999, "999"),
            (1_000, "1K"),
            (1_249, "1.2K"),
            (1_999, "1.9K"),
            (45_900, "45K"),
            (999_999, "999K"),
            (3_400_000, "3.4M"),
            (1_000_000_000, "1B"),
            (u64::MAX, "18446744073B"),
        ] {
            assert_eq!(compact(Lang::En, count), text);
        }
        assert_eq!(compact(Lang::Es, 1_249), "1,2\u{a0}mil");
        assert_eq!(compact(Lang::Es, 3_400_000), "3,4\u{a0}M");
    }

    #[test]
    fn thousands_are_apart() {
        for (count, text) in [(0, "0"), (999, "999"), (1_000, "1,000"), (12_345_678, "12,345,678")] {
            assert_eq!(grouped(Lang::En, count), text);
        }
        for (count, text) in [(999, "999"), (1_000, "1000"), (12_345, "12\u{a0}345")] {
            assert_eq!(grouped(Lang::Es, count), text);
        }
        assert_eq!(grouped(Lang::De, 1_234), "1.234");
    }
}
