use super::*;

/// One tweet from `id|date|` and these bytes.
fn one(body: &[u8]) -> Tweet {
    let mut bytes = format!("{ID}|{DATE}|").into_bytes();
    bytes.extend_from_slice(body);
    let lines = read(&bytes);
    assert_eq!(lines.len(), 1, "{lines:?}");
    tweets_of(&lines).next().cloned().unwrap()
}

fn fixes(tweet: &Tweet) -> Vec<Fix> {
    tweet.repaired.map(|repair| repair.iter().collect()).unwrap_or_default()
}

#[test]
fn a_plain_line() {
    let lines = read(format!("{ID}|{DATE}|Wash your hands\n").as_bytes());
    let tweet = Tweet {
        line: 1,
        lines: 1,
        id: ID,
        at_ms: AT_MS,
        text: "Wash your hands".to_owned(),
        repost_of: None,
        repaired: None,
    };
    assert_eq!(lines, [Line::Tweet(tweet)]);
}

#[test]
fn bodies() {
    for (body, text, fixed) in [
        (&b"A&amp;E waits | a&gt;b"[..], "A&E waits | a>b", &[][..]),
        (b"ends in \xe2\x80\xa6", "ends in …", &[]),
        (b"it\x92s\x85", "it’s…", &[Fix::Windows1252]),
        (b"caf\xc3\xa9 it\x92s", "cafÃ© it’s", &[Fix::Windows1252]),
        (b"tabs\t\t", "tabs", &[Fix::TrailingTabs]),
        (b"10\t000 steps\t", "10,000 steps", &[Fix::TrailingTabs, Fix::TabsToCommas]),
        (b"Mum\t dad\t and me", "Mum, dad, and me", &[Fix::TabsToCommas]),
        (b"one, two\tthree", "one, two three", &[Fix::TabsToSpaces]),
        (b"\"only open", "\"only open", &[]),
        (b"\"said\" twice\"", "\"said\" twice\"", &[]),
        (b"A&amp;amp;E", "A&E", &[Fix::NestedEntities]),
        (b"a\0b", "ab", &[Fix::Controls]),
        (b"  spaces \xc2\xa0", "spaces", &[]),
        (b"MT @who: shorter", "MT @who: shorter", &[]),
        (b"RT @who says hello", "RT @who says hello", &[]),
    ] {
        let tweet = one(body);
        assert_eq!((&tweet.text[..], &fixes(&tweet)[..]), (text, fixed), "{body:?}");
        assert_eq!(tweet.repost_of, None);
    }
}

#[test]
fn a_repost_keeps_its_author_and_all_its_text() {
    let tweet = one(b"RT @Some_1: MT @who: \xe2\x80\x9cx\xe2\x80\xa6");
    assert_eq!(tweet.repost_of.as_deref(), Some("Some_1"));
    assert_eq!(tweet.text, "MT @who: “x…");
    assert_eq!(tweet.labelled_text(), "RT @Some_1: MT @who: “x…");
    assert_eq!(one(b"RT @Some_1:x").labelled_text(), "RT @Some_1: x");
    assert_eq!(one(b"RT @Some_1:").labelled_text(), "RT @Some_1:");
    assert_eq!(one(b"plain").labelled_text(), "plain");
}

#[test]
fn whole_lines_quoted_by_a_spreadsheet() {
    for (cell, text) in [
        (r#"Call to ""move"" more""#, r#"Call to "move" more"#),
        (r#"""Shell"" first""#, r#""Shell" first"#),
        (r#"last ""word""""#, r#"last "word""#),
        (r#"half 'open"" quote""#, r#"half 'open" quote"#),
        (r#"never closed"#, "never closed"),
        (r#"a "lone" quote""#, r#"a "lone" quote"#),
    ] {
        for tail in ["", "\t\t"] {
            let lines = read(format!("\"{ID}|{DATE}|{cell}{tail}\r\n").as_bytes());
            let tweet = tweets_of(&lines).next().unwrap();
            assert_eq!(tweet.text, text);
            assert_eq!((tweet.id, tweet.at_ms), (ID, AT_MS));
            assert!(fixes(tweet).contains(&Fix::Unquoted));
        }
    }
    let lines = read(format!("\"{ID}|{DATE}|a \"\"b\"\"\"\t and c\t").as_bytes());
    assert_eq!(tweets_of(&lines).next().unwrap().text, r#"a "b", and c"#);
}

#[test]
fn line_feeds_inside_a_tweet() {
    let text = format!("{ID}|{DATE}|one\n\ntwo\rthree\n\n\n\nfour\n{ID}|{DATE}|five\n\n");
    let lines = read(text.as_bytes());
    assert_eq!(account(&lines), 10);
    let first = tweets_of(&lines).next().unwrap();
    assert_eq!((&first.text[..], first.lines), ("one\n\ntwo\nthree", 4));
    assert_eq!(fixes(first), [Fix::JoinedLines]);
    assert_eq!(lines[1..4], [Line::Blank, Line::Blank, Line::Blank]);
    assert_eq!(lines[4], Line::Rejected { line: 8, reason: Reason::Stray });
    assert_eq!(lines[6], Line::Blank);

    let quoted = read(format!("\"{ID}|{DATE}|say \"\"a\nb\"\" now\"\t\t\n").as_bytes());
    assert_eq!(tweets_of(&quoted).next().unwrap().text, "say \"a\nb\" now");
}

#[test]
fn a_first_line_without_words_is_joined_too() {
    let lines = read(format!("{ID}|{DATE}|\nwords\n").as_bytes());
    assert_eq!(tweets_of(&lines).next().unwrap().text, "words");
    assert_eq!(account(&lines), 2);
}

#[test]
fn reasons() {
    let long = format!("{ID}|{DATE}|{}", "x".repeat(LINE_BYTES_MAX));
    for (bytes, reason) in [
        ("words".to_owned(), Reason::Stray),
        ("a|b|c".to_owned(), Reason::Stray),
        ("ID|Date|Text".to_owned(), Reason::Header),
        (format!("x|{DATE}|text"), Reason::BadId),
        (format!("|{DATE}|text"), Reason::BadId),
        (format!("0|{DATE}|text"), Reason::BadId),
        (format!("9223372036854775808|{DATE}|text"), Reason::BadId),
        (format!("99999999999999999999999|{DATE}|text"), Reason::BadId),
        (format!("{ID}|text"), Reason::NoDate),
        (format!("{ID}|2015-04-09|text"), Reason::BadDate),
        (format!("{ID}|Fri Apr 09 01:31:50 +0000 2015|text"), Reason::BadDate),
        (format!("{ID}|{DATE}"), Reason::NoText),
        (format!("{ID}|{DATE}| \t"), Reason::NoText),
        (format!("{ID}|{DATE}|\u{1}"), Reason::NoText),
        (format!("5\0{ID}|{DATE}|text"), Reason::NulBytes),
        (long, Reason::TooLong),
    ] {
        assert_eq!(read(bytes.as_bytes()), [Line::Rejected { line: 1, reason }], "{bytes:.80}");
        assert!(!reason.to_string().is_empty());
    }
    assert_eq!(Reason::NoDate.to_string(), "no date: expected `id|Thu Apr 09 01:31:50 +0000 2015|text`");
}

#[test]
fn reading_goes_on_after_a_bad_line() {
    let mut bytes = b"\xef\xbb\xbfid|date|text\n".to_vec();
    bytes.extend_from_slice(format!("{ID}|{DATE}|it").as_bytes());
    bytes.extend_from_slice(b"\x92s\r\n\r\n");
    bytes.extend_from_slice(format!("{ID}|never|x\nstray\n{ID}|{DATE}|last").as_bytes());
    let lines = read(&bytes);
    assert_eq!(account(&lines), 6);
    assert_eq!(lines[0], Line::Rejected { line: 1, reason: Reason::Header });
    assert_eq!(lines[2], Line::Blank);
    assert_eq!(lines[3], Line::Rejected { line: 4, reason: Reason::BadDate });
    assert_eq!(lines[4], Line::Rejected { line: 5, reason: Reason::Stray });
    assert_eq!(tweets_of(&lines).map(|t| &t.text[..]).collect::<Vec<_>>(), ["it’s", "last"]);
}

#[test]
fn a_byte_order_mark_in_front_of_windows_1252() {
    let mut bytes = b"\xef\xbb\xbf".to_vec();
    bytes.extend_from_slice(format!("{ID}|{DATE}|it").as_bytes());
    bytes.extend_from_slice(b"\x92s");
    let lines = read(&bytes);
    assert_eq!(fixes(tweets_of(&lines).next().unwrap()), [Fix::Windows1252, Fix::ByteOrderMark]);
}

#[test]
fn utf_16_is_refused_rather_than_garbled() {
    let text = format!("{ID}|{DATE}|it’s\n{ID}|{DATE}|x\n");
    let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let lines = read(&bytes);
    assert_eq!(tweets_of(&lines).count(), 0);
    assert_eq!(lines[0], Line::Rejected { line: 1, reason: Reason::NulBytes });
}

#[test]
fn a_tweet_over_the_limits_is_rejected_whole() {
    let lines = read(format!("{ID}|{DATE}|x\n{}", "more\n".repeat(TWEET_LINES_MAX)).as_bytes());
    assert_eq!(account(&lines), TWEET_LINES_MAX + 1);
    assert_eq!(tweets_of(&lines).count(), 0);
    assert_eq!(lines[0], Line::Rejected { line: 1, reason: Reason::TooLong });

    let half = "y".repeat(LINE_BYTES_MAX / 2 + 1);
    let lines = read(format!("{ID}|{DATE}|{half}\n{half}\n").as_bytes());
    assert!(lines.iter().all(|line| matches!(line, Line::Rejected { reason: Reason::TooLong, .. })));
}

#[test]
fn a_failing_reader_ends_the_reading() {
    struct Fails(&'static [u8]);
    impl io::Read for Fails {
        fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
            match io::Read::read(&mut self.0, buf)? {
                0 => Err(io::Error::other("gone")),
                n => Ok(n),
            }
        }
    }
    let mut lines = tweets(io::BufReader::new(Fails(b"\nx\n")));
    assert!(matches!(lines.next(), Some(Ok(Line::Blank))));
    assert!(matches!(lines.next(), Some(Ok(Line::Rejected { line: 2, .. }))));
    assert!(matches!(lines.next(), Some(Err(_))));
    assert!(lines.next().is_none());
}

#[test]
fn repairs_are_named() {
    let mut repair = Repair::default();
    assert_eq!(repair.some(), None);
    for fix in Fix::ALL {
        assert!(!repair.contains(fix));
        repair.add(fix);
        assert!(repair.contains(fix));
    }
    assert_eq!(repair.iter().collect::<Vec<_>>(), Fix::ALL);
    assert!(repair.to_string().starts_with("read as windows-1252, byte order mark dropped, "));
}
