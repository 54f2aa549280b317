//! Line files of tweets: every line of the input is accounted for, in order, whatever it holds.

use archive::parse::tweets::{LINE_BYTES_MAX, Line, TWEET_LINES_MAX, tweets};

/// What must hold for every input.
pub fn run(bytes: &[u8]) {
    let mut taken = 0;
    for line in tweets(bytes) {
        let line = line.expect("reading from memory does not fail");
        let next = taken + 1;
        match line {
            Line::Tweet(tweet) => {
                assert_eq!(tweet.line, next);
                assert!((1..=TWEET_LINES_MAX).contains(&tweet.lines));
                assert!(!tweet.text.is_empty() && tweet.text.len() <= 4 * LINE_BYTES_MAX);
                assert!(tweet.id > 0 && i64::try_from(tweet.id).is_ok());
                assert!(tweet.labelled_text().ends_with(&tweet.text));
                taken += tweet.lines;
            }
            Line::Rejected { line, reason } => {
                assert_eq!(line, next);
                assert!(!reason.to_string().is_empty());
                taken += 1;
            }
            Line::Blank => taken += 1,
        }
    }
    assert!(taken <= ends(bytes) + 1, "{taken} lines told of {} line ends", ends(bytes));
}

/// Line ends: LF, CR LF, and CR alone.
fn ends(bytes: &[u8]) -> usize {
    let lone = |at: usize| bytes[at] == b'\r' && bytes.get(at + 1) != Some(&b'\n');
    (0..bytes.len()).filter(|&at| bytes[at] == b'\n' || lone(at)).count()
}
