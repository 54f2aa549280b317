use super::*;

const WHOLE: &str = r#"window.YTD.tweets.part0 = [ {
  "tweet" : {
    "retweeted" : false,
    "source" : "<a href=\"https://example.org\">x</a>",
    "id" : "585978391360221184", "id_str" : "585978391360221184",
    "created_at" : "Thu Apr 09 01:31:50 +0000 2015",
    "full_text" : "@nurse_joy A&amp;E is full, see https://t.co/real and https://t.co/none https://t.co/pic",
    "lang" : "en", "favorite_count" : "31", "retweet_count" : 2, "possibly_sensitive" : true,
    "in_reply_to_status_id_str" : "585978391360221000", "in_reply_to_screen_name" : "nurse_joy",
    "entities" : {
      "urls" : [ { "url" : "https://t.co/real", "expanded_url" : "https://example.org/?a=1&lt=2", "indices" : [ "1", "2" ] } ],
      "media" : [ { "url" : "https://t.co/pic", "media_url_https" : "https://pbs.twimg.com/media/one.jpg" } ]
    },
    "extended_entities" : { "media" : [
      { "url" : "https://t.co/pic", "expanded_url" : "https://twitter.com/a/status/1/photo/1",
        "media_url_https" : "https://pbs.twimg.com/media/one.jpg", "ext_alt_text" : " A ward " },
      { "url" : "https://t.co/pic", "media_url_https" : "https://pbs.twimg.com/media/two.jpg" } ] }
  }
} ]"#;

#[test]
fn a_whole_tweet() {
    let tweet = read(WHOLE).remove(0).unwrap();
    let expected = ArchiveTweet {
        id: 585_978_391_360_221_184,
        at_ms: 1_428_543_110_109,
        text: "@nurse_joy A&E is full, see https://example.org/?a=1&lt=2 and https://t.co/none".to_owned(),
        lang: Some("en".to_owned()),
        in_reply_to: Some(585_978_391_360_221_000),
        in_reply_to_user: Some("nurse_joy".to_owned()),
        repost_of: None,
        sensitive: true,
        media: vec![
            ArchiveMedia {
                file: "585978391360221184-one.jpg".to_owned(),
                alt: Some("A ward".to_owned()),
                link: Some("https://twitter.com/a/status/1/photo/1".to_owned()),
            },
            ArchiveMedia { file: "585978391360221184-two.jpg".to_owned(), alt: None, link: None },
        ],
        favourites: 31,
        reposts: 2,
    };
    assert_eq!(tweet, expected);
    assert_eq!(tweet.labelled_text(), expected.text);
}

#[test]
fn a_repost_from_an_archive() {
    let tweet = read(&format!("[{}]", minimal(20, "RT @who: A &amp; B…"))).remove(0).unwrap();
    assert_eq!((tweet.repost_of.as_deref(), &tweet.text[..]), (Some("who"), "A & B…"));
    assert_eq!(tweet.labelled_text(), "RT @who: A & B…");
}

#[test]
fn a_repost_from_the_api_has_its_whole_original() {
    let json = r#"[{"id": 20, "created_at": "Tue Mar 21 20:50:14 +0000 2006", "full_text": "RT @who: cut o…",
        "retweeted_status": {"full_text": "cut off here https://t.co/a", "user": {"screen_name": "Who"},
        "entities": {"urls": [{"url": "https://t.co/a", "expanded_url": "https://example.org"}]}}}]"#;
    let tweet = read(json).remove(0).unwrap();
    assert_eq!(tweet.labelled_text(), "RT @Who: cut off here https://example.org");
    let without_author = json.replace("\"Who\"", "\"not a name\"");
    assert_eq!(read(&without_author).remove(0).unwrap().labelled_text(), "RT @who: cut o…");
}

#[test]
fn entities_are_decoded_once() {
    assert_eq!(outcomes(&format!("[{}]", minimal(20, "write &amp;lt; for &lt;"))), ["write &lt; for <"]);
}

#[test]
fn media_alone_is_a_tweet() {
    let json = r#"[{"id": 20, "created_at": "2006-03-21T20:50:14Z", "full_text": "https://t.co/p",
        "entities": {"media": [{"url": "https://t.co/p", "media_url": "http://a/p.jpg"}]}}]"#;
    let tweet = read(json).remove(0).unwrap();
    assert_eq!((&tweet.text[..], tweet.media.len()), ("", 1));
    let nameless = json.replace("p.jpg", "..");
    assert_eq!(outcomes(&nameless), ["https://t.co/p"]);
}

#[test]
fn one_bad_tweet_does_not_lose_the_others() {
    let (first, last) = (minimal(20, "first"), minimal(21, "last"));
    for (bad, problem) in [
        ("{\"tweet\": {}}", "no id_str"),
        ("{}", "no id_str"),
        ("{\"tweet\": null}", "no id_str"),
        ("{\"tweet\": {\"id_str\": true}}", "no id_str"),
        ("{\"tweet\": {\"id_str\": \"x\"}}", "id_str cannot be understood"),
        ("{\"tweet\": {\"id_str\": \"0\"}}", "id_str cannot be understood"),
        ("{\"id\": 18446744073709551615}", "id_str cannot be understood"),
        ("{\"id\": 20}", "no created_at"),
        ("{\"id\": 20, \"created_at\": \"yesterday\"}", "created_at cannot be understood"),
        ("{\"id\": 20, \"created_at\": \"2006-03-21T20:50:14Z\"}", "no full_text"),
        (
            "{\"id\": 20, \"created_at\": \"2006-03-21T20:50:14Z\", \"text\": \" \"}",
            "full_text cannot be understood",
        ),
    ] {
        let expected = format!("tweets.js, entry 1: {problem}");
        assert_eq!(outcomes(&format!("[{first},{bad},{last}]")), ["first", &expected, "last"], "{bad}");
    }
    let nested = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let deep = format!("{{\"entities\": {nested}}}");
    for bad in [
        "1",
        "\"secret\"",
        "[1,2]",
        "null",
        "",
        "{\"id\": }",
        "{\"id\": 1, \"id\": 2}",
        "{\"tweet\": [1]}",
        &deep,
    ] {
        let read = outcomes(&format!("[{first},{bad},{last}]"));
        assert!(
            read[1].starts_with("tweets.js, entry 1: not a JSON object as expected (line 1"),
            "{}",
            read[1]
        );
        assert_eq!((&read[0][..], &read[2][..], read.len()), ("first", "last", 3), "{bad:.40}");
    }
}

#[test]
fn odd_optional_fields_do_no_harm() {
    for odd in [
        r#""entities": []"#,
        r#""entities": {"urls": {}, "media": [null, 1]}"#,
        r#""entities": {"urls": [{"url": 1}, "x", {"url": "https://t.co/x", "expanded_url": "javascript:x"}]}"#,
        r#""extended_entities": "none", "lang": 3, "possibly_sensitive": "yes""#,
        r#""favorite_count": "many", "in_reply_to_status_id": {}, "in_reply_to_screen_name": "<b>""#,
        r#""retweeted_status": {"user": 1}"#,
        r#""retweeted_status": []"#,
    ] {
        let json =
            format!(r#"[{{"id": 20, "created_at": "2006-03-21T20:50:14Z", "full_text": "words", {odd}}}]"#);
        let tweet = read(&json).remove(0).unwrap();
        assert_eq!((&tweet.text[..], tweet.favourites, tweet.in_reply_to_user), ("words", 0, None), "{odd}");
    }
}

#[test]
fn a_file_cut_off_keeps_what_came_before() {
    let file = format!("window.YTD.tweets.part1 = [{},{{\"tweet\": {{\"id_str\"", minimal(20, "first"));
    assert_eq!(outcomes(&file), ["first", "tweets.js, entry 1: cut off: the array does not end"]);
    assert_eq!(
        outcomes("window.YTD.direct_messages.part0 = [{}]"),
        ["tweets.js: does not begin like this file of a Twitter archive, nor with `[`"]
    );
}
