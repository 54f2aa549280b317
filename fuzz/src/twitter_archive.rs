//! Files of a Twitter archive: read or refused entry by entry, never a panic, and no error repeats the input.

use archive::parse::twitter_archive::{MEDIA_MAX, read_account, read_followers, read_following, read_tweets};

/// What must hold for every input.
pub fn run(bytes: &[u8]) {
    check(bytes);
    for name in ["tweets", "account", "following", "follower"] {
        let head = format!("window.YTD.{name}.part0 = [");
        check(&[head.as_bytes(), bytes, b"]"].concat());
    }
}

fn check(bytes: &[u8]) {
    for tweet in read_tweets("tweets.js", bytes).flatten() {
        assert!(tweet.id > 0 && i64::try_from(tweet.id).is_ok());
        assert!(tweet.media.len() <= MEDIA_MAX);
        assert!(tweet.media.iter().all(|media| !media.file.contains(['/', '\\', '\0'])));
        assert!(tweet.labelled_text().ends_with(&tweet.text));
    }
    for error in read_tweets("tweets.js", bytes).filter_map(Result::err) {
        assert!(error.to_string().contains("tweets.js") && error.to_string().len() < 400);
    }
    let _ = read_account("account.js", bytes);
    assert!(read_following("following.js", bytes).flatten().all(|id| !id.is_empty()));
    assert!(read_followers("follower.js", bytes).flatten().all(|id| !id.is_empty()));
}
