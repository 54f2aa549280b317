//! Counts as people read them.

/// A count short enough for a button: `987`, `1.2K`, `45K`, `3.4M`, rounded down so that it never overstates.
#[must_use]
pub fn compact(count: u64) -> String {
    match count {
        0..1_000 => count.to_string(),
        1_000..1_000_000 => scaled(count, 1_000, "K"),
        1_000_000..1_000_000_000 => scaled(count, 1_000_000, "M"),
        _ => scaled(count, 1_000_000_000, "B"),
    }
}

/// A count with thousands separated: `12,345`.
#[must_use]
pub fn grouped(count: u64) -> String {
    let digits = count.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

fn scaled(count: u64, unit: u64, suffix: &str) -> String {
    let tenths = count / (unit / 10);
    if tenths < 100 && !tenths.is_multiple_of(10) {
        format!("{}.{}{suffix}", tenths / 10, tenths % 10)
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
            assert_eq!(compact(count), text);
        }
    }

    #[test]
    fn grouped_separates_thousands() {
        for (count, text) in [(0, "0"), (999, "999"), (1_000, "1,000"), (12_345_678, "12,345,678")] {
            assert_eq!(grouped(count), text);
        }
    }
}
