//! The 13 real files, when they are at hand.

use std::collections::HashSet;
use std::fs;

use super::*;

/// File, lines, tweets, reposts among them, blank, and how often each repair was made. Nothing is rejected.
type Measured = (&'static str, [usize; 4], &'static [(Fix, usize)]);

const MEASURED: [Measured; 13] = [
    ("NBChealth", [4215, 4215, 47, 0], &[(Fix::Windows1252, 82)]),
    (
        "bbchealth",
        [3929, 3929, 0, 0],
        &[(Fix::Unquoted, 7), (Fix::TrailingTabs, 3924), (Fix::TabsToCommas, 76)],
    ),
    ("cbchealth", [3741, 3741, 217, 0], &[]),
    ("cnnhealth", [4061, 4061, 594, 0], &[]),
    ("foxnewshealth", [2000, 2000, 11, 0], &[(Fix::Windows1252, 180)]),
    ("gdnhealthcare", [2997, 2997, 723, 0], &[]),
    ("goodhealth", [7865, 7864, 1123, 1], &[]),
    ("latimeshealth", [4171, 4171, 355, 0], &[]),
    ("msnhealthnews", [3199, 3199, 0, 0], &[(Fix::Windows1252, 2)]),
    ("nprhealth", [4837, 4837, 39, 0], &[]),
    ("nytimeshealth", [6245, 6245, 905, 0], &[]),
    ("usnewshealth", [1400, 1400, 299, 0], &[]),
    ("wsjhealth", [3200, 3200, 2286, 0], &[(Fix::Windows1252, 1605)]),
];

#[test]
fn every_line_of_the_real_files_is_accounted_for() {
    let Some(folder) = crate::parse::test_data("health-tweets") else { return };
    let mut ids = HashSet::new();
    for (name, expected, fixed) in MEASURED {
        let bytes = fs::read(folder.join(format!("{name}.txt"))).unwrap();
        let lines = read(&bytes);
        let physical = bytes.iter().filter(|b| **b == b'\n').count() + usize::from(!bytes.ends_with(b"\n"));
        assert_eq!(account(&lines), physical, "{name}");
        let (counts, fixes) = measure(&lines);
        println!("{name:<14} {counts:?} {fixes:?}");
        assert_eq!((counts, &fixes[..]), (expected, fixed), "{name}");
        for tweet in tweets_of(&lines) {
            assert!(ids.insert(tweet.id), "{name}: {} is twice", tweet.id);
        }
    }
    assert_eq!(ids.len(), 51_859, "tweets in all files, none twice");
}

fn measure(lines: &[Line]) -> ([usize; 4], Vec<(Fix, usize)>) {
    let repairs: Vec<Repair> = tweets_of(lines).filter_map(|tweet| tweet.repaired).collect();
    let fixes = Fix::ALL.map(|fix| (fix, repairs.iter().filter(|repair| repair.contains(fix)).count()));
    let tweets = tweets_of(lines).count();
    let reposts = tweets_of(lines).filter(|tweet| tweet.repost_of.is_some()).count();
    let blank = lines.iter().filter(|line| **line == Line::Blank).count();
    ([account(lines), tweets, reposts, blank], fixes.into_iter().filter(|(_, count)| *count > 0).collect())
}
