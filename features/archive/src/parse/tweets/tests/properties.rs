use chrono::DateTime;
use proptest::prelude::*;

use super::super::super::TWEET_DATE;
use super::*;

const MANGLED: &[u8] = b"585978391360221184|Thu Apr 09 01:31:50 +0000 2015|one &amp;amp; two\r\n\
    \"585978391360221184|Thu Apr 09 01:31:50 +0000 2015|a \"\"b\"\" c\"\t\t\r\n\
    585978391360221184|Thu Apr 09 01:31:50 +0000 2015|RT @who: it\x92s 10\t000\t\n\
    and a second line\n\n20|Tue Mar 21 20:50:14 +0000 2006|first\n";

fn encoded(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// Text which Twitter could hold on one line, and which does not itself spell an entity.
fn plain_text() -> impl Strategy<Value = String> {
    "[^\\p{Cc}\u{feff}]{1,140}"
        .prop_map(|text| text.trim().to_owned())
        .prop_filter("not empty", |text| !text.is_empty())
        .prop_filter("no entity", |text| words::decode(text) == *text)
}

proptest! {
    #[test]
    fn what_is_written_is_read(
        rows in prop::collection::vec(
            (1..=i64::MAX as u64, 1_142_899_200_i64..4_102_444_800, plain_text(), prop::option::of("[A-Za-z0-9_]{1,15}")),
            0..8,
        ),
        end in prop::sample::select(vec!["\n", "\r\n", "\r"]),
    ) {
        let mut file = String::new();
        for (id, at, text, repost) in &rows {
            let date = DateTime::from_timestamp(*at, 0).unwrap().format(TWEET_DATE);
            let text = encoded(&words::labelled(repost.as_deref(), text));
            file.push_str(&format!("{id}|{date}|{text}{end}"));
        }
        let lines = read(file.as_bytes());
        prop_assert_eq!(account(&lines), rows.len());
        prop_assert_eq!(tweets_of(&lines).count(), rows.len());
        for (tweet, (id, at, text, repost)) in tweets_of(&lines).zip(&rows) {
            prop_assert_eq!(tweet.id, *id);
            prop_assert!((tweet.at_ms.div_euclid(1000) - at).abs() <= 1);
            prop_assert_eq!(tweet.repaired, None);
            let whole = words::labelled(repost.as_deref(), text);
            prop_assert_eq!(tweet.labelled_text(), whole);
        }
    }

    #[test]
    fn mutated_bytes_are_accounted_for(
        cuts in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..3_u8), 0..24),
    ) {
        let mut bytes = MANGLED.to_vec();
        for (at, byte, how) in cuts {
            let at = at.index(bytes.len().max(1)).min(bytes.len().saturating_sub(1));
            match how {
                0 => bytes.insert(at, byte),
                1 if !bytes.is_empty() => { bytes.remove(at); }
                _ => if let Some(b) = bytes.get_mut(at) { *b = byte; },
            }
        }
        account(&read(&bytes));
    }

    #[test]
    fn any_bytes_are_accounted_for(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let ends = bytes.iter().filter(|b| matches!(b, b'\n' | b'\r')).count();
        prop_assert!(account(&read(&bytes)) <= ends + 1);
    }
}
