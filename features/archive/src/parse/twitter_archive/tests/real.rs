//! A real archive's files, when they are at hand.

use super::*;

#[test]
fn the_real_files() {
    let Some(data) = crate::parse::test_data("twitter-archive") else { return };
    let dir = tempfile::tempdir().unwrap();
    for name in ["account.js", "following.js", "follower.js", "tweets.json", "app.js", "saved-search.js"] {
        fs::copy(data.join(format!("dogsheep_{name}")), dir.path().join(name)).unwrap();
    }
    let archive = open(dir.path()).unwrap();
    let account = archive.account().unwrap().unwrap();
    assert_eq!((&account.username[..], &account.account_id[..]), ("simonw", "12497"));
    assert_eq!(account.created_at_ms, Some(1_163_596_730_000));
    assert_eq!(archive.following().collect::<Result<Vec<_>, _>>().unwrap(), ["547842573", "12158"]);
    assert_eq!(archive.followers().collect::<Result<Vec<_>, _>>().unwrap(), ["73747798", "386025404"]);
    let tweets: Vec<ArchiveTweet> = archive.tweets().collect::<Result<_, _>>().unwrap();
    check_tweets(&tweets);
    let all = format!("{archive:?} {account:?} {tweets:?}");
    assert!(!all.contains("5555555") && !all.contains("example.com"));
}

fn check_tweets(tweets: &[ArchiveTweet]) {
    let ids: Vec<u64> = tweets.iter().map(|tweet| tweet.id).collect();
    assert_eq!(ids, [1_169_246_717_864_136_705, 1_169_196_446_043_664_385, 1_168_529_001_599_533_057]);
    assert_eq!(tweets[0].repost_of.as_deref(), Some("drvox"));
    assert!(tweets[0].text.contains("“carbon capture & utilization”"));
    assert!(tweets[0].text.contains(" https://www.vox.com/"), "whole, though the repost is cut");
    assert_eq!(tweets[1].in_reply_to, Some(1_169_079_390_577_319_937));
    assert_eq!(tweets[1].in_reply_to_user.as_deref(), Some("scientiffic"));
    assert!(tweets[1].text.contains("http://www.owlsnearme.com - see"));
    assert_eq!((tweets[1].favourites, tweets[2].favourites), (2, 31));
    assert!(tweets.iter().all(|tweet| tweet.lang.as_deref() == Some("en")));
    let files: Vec<&str> =
        tweets.iter().flat_map(|tweet| &tweet.media).map(|media| &media.file[..]).collect();
    assert_eq!(files, ["1169196446043664385-BwEmlDHCMAEGwu_.jpg"]);
    assert!(tweets.iter().all(|tweet| !tweet.text.contains("https://t.co/")));
}
