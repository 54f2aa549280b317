mod fixtures;
mod properties;
mod real;

use super::*;

/// The date of `ID`, to the second.
const DATE: &str = "Thu Apr 09 01:31:50 +0000 2015";
const ID: u64 = 585_978_391_360_221_184;
const AT_MS: i64 = 1_428_543_110_109;

fn read(bytes: &[u8]) -> Vec<Line> {
    tweets(bytes).collect::<io::Result<_>>().unwrap()
}

fn tweets_of(lines: &[Line]) -> impl Iterator<Item = &Tweet> {
    lines.iter().filter_map(|line| match line {
        Line::Tweet(tweet) => Some(tweet),
        _ => None,
    })
}

/// Checks that the lines follow one another without a gap, and returns how many there are.
fn account(lines: &[Line]) -> usize {
    lines.iter().fold(0, |before, line| match line {
        Line::Tweet(tweet) => {
            assert_eq!(tweet.line, before + 1);
            assert!(tweet.lines >= 1 && !tweet.text.is_empty());
            before + tweet.lines
        }
        Line::Rejected { line, .. } => {
            assert_eq!(*line, before + 1);
            before + 1
        }
        Line::Blank => before + 1,
    })
}
