use proptest::prelude::*;

use super::*;

const MANGLED: &str = r#"window.YTD.tweets.part0 = [ {"tweet": {"id_str": "585978391360221184", "lang": "en",
    "created_at": "Thu Apr 09 01:31:50 +0000 2015", "full_text": "RT @who: a &amp; b https://t.co/x", "favorite_count": "3",
    "entities": {"urls": [{"url": "https://t.co/x", "expanded_url": "https://example.org/ä"}],
    "media": [{"url": "https://t.co/y", "media_url": "http://a/b.jpg", "video_info": {"variants": [{"bitrate": 1}]}}]}}},
    {"id": 20, "created_at": "2006-03-21T20:50:14Z", "text": "x", "retweeted_status": {"text": "y", "user": {"screen_name": "z"}}} ];"#;

fn each_way(bytes: &[u8]) {
    let tweets: Vec<_> = read_tweets("t", bytes).collect();
    assert!(tweets.len() <= bytes.len() + 2);
    for tweet in tweets.iter().flatten() {
        assert!(tweet.id > 0 && !(tweet.text.is_empty() && tweet.media.is_empty()));
        assert!(tweet.media.iter().all(|media| !media.file.contains(['/', '\\', '\0'])));
        assert!(tweet.labelled_text().ends_with(&tweet.text));
    }
    let _ = read_account("a", bytes);
    assert!(read_following("f", bytes).count() <= bytes.len() + 2);
    assert!(read_followers("f", bytes).count() <= bytes.len() + 2);
}

proptest! {
    #[test]
    fn mutated_files_never_panic(
        cuts in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..3_u8), 0..16),
    ) {
        let mut bytes = MANGLED.as_bytes().to_vec();
        for (at, byte, how) in cuts {
            let at = at.index(bytes.len());
            match how {
                0 => bytes.insert(at, byte),
                1 => { bytes.remove(at); }
                _ => bytes[at] = byte,
            }
        }
        each_way(&bytes);
    }

    #[test]
    fn any_bytes_never_panic(start in prop::sample::select(vec!["", "[", "[{", "[{\"tweet\":"]), bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        each_way(&[start.as_bytes(), &bytes].concat());
    }

    #[test]
    fn what_is_written_is_read(
        tweets in prop::collection::vec((1..=i64::MAX as u64, "[^\\p{Cc}&]{1,80}"), 0..6),
        part in 0..3_u8,
    ) {
        let tweets: Vec<(u64, String)> = tweets
            .into_iter()
            .map(|(id, text)| (id, text.trim().replace("http", "").replace("RT @", "")))
            .filter(|(_, text)| !text.trim().is_empty())
            .collect();
        let entries: Vec<String> = tweets.iter().map(|(id, text)| minimal(*id, text)).collect();
        let file = format!("window.YTD.tweets.part{part} = [{}]", entries.join(" , "));
        let back: Vec<(u64, String)> = read(&file).into_iter().map(|t| t.unwrap()).map(|t| (t.id, t.text)).collect();
        let expected: Vec<(u64, String)> = tweets.into_iter().map(|(id, text)| (id, text.trim().to_owned())).collect();
        prop_assert_eq!(back, expected);
    }
}
