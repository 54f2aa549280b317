//! Words in posts that tell which post it is and when it was sent, so that a stream's delivery can be timed.

use std::time::{SystemTime, UNIX_EPOCH};

/// How a mark begins.
pub(crate) const MARK_BEGIN: &[u8] = b"zq";
const NUMBER_LETTERS: usize = 6;
const TIME_LETTERS: usize = 14;

/// Now, in microseconds since 1970: the same clock in both processes.
pub(crate) fn now_us() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_micros() as u64)
}

/// A word that tells a post's number and when it was sent. Of letters only, so that nothing takes it for a number of
/// some kind.
pub(crate) fn mark(number: u64, sent_us: u64) -> String {
    let letters = |n: u64, count: usize| {
        (0..count).rev().map(move |at| char::from(b'a' + (n >> (4 * at) & 15) as u8)).collect::<String>()
    };
    format!("zq{}{}", letters(number, NUMBER_LETTERS), letters(sent_us, TIME_LETTERS))
}

/// Reads a mark that begins at `at`.
pub(crate) fn marked(bytes: &[u8], at: usize) -> Option<(u64, u64)> {
    let word = bytes.get(at..at + 2 + NUMBER_LETTERS + TIME_LETTERS)?.strip_prefix(MARK_BEGIN)?;
    let number = |letters: &[u8]| {
        letters.iter().try_fold(0_u64, |n, &letter| {
            Some(n << 4 | u64::from(letter.checked_sub(b'a').filter(|&n| n < 16)?))
        })
    };
    Some((number(&word[..NUMBER_LETTERS])?, number(&word[NUMBER_LETTERS..])?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http1::find;

    #[test]
    fn marks_round_trip() {
        for (number, sent) in [(0, 0), (249, 1_795_356_000_123_456), (65_535, 1)] {
            let text = format!("event: update\ndata: {} more", mark(number, sent));
            let at = find(text.as_bytes(), MARK_BEGIN).unwrap();
            assert_eq!(marked(text.as_bytes(), at), Some((number, sent)));
        }
        assert_eq!((marked(b"zqabc", 0), marked(b"zqzzzzzzzzzzzzzzzzzzzzzzzz", 0)), (None, None));
    }
}
