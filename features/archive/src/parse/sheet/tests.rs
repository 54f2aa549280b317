use proptest::prelude::*;

use super::*;

fn read(kind: Kind, bytes: &[u8]) -> Result<Vec<SheetRow>, SheetError> {
    rows(kind, decode(bytes)?)
}

fn who(name: &str, domain: &str) -> Address {
    Address { name: name.to_owned(), domain: Some(domain.to_owned()).filter(|domain| !domain.is_empty()) }
}

fn wanted(kind: Kind, text: &str) -> Vec<Result<Wanted, RowFault>> {
    read(kind, text.as_bytes()).unwrap().into_iter().map(|row| row.wanted).collect()
}

#[test]
fn follows_as_mastodon_writes_them() {
    let file = "Account address,Show boosts,Notify on new posts,Languages\n\
                theo@medley.example,true,false,\"en, pt_br\"\n\
                mia@Elsewhere.EXAMPLE,false,true,\n";
    let follow = |who, reblogs, notify, languages: &[&str]| {
        let languages = languages.iter().map(|&code| code.to_owned()).collect::<Vec<_>>();
        Ok(Wanted::Follow {
            who,
            reblogs: Some(reblogs),
            notify: Some(notify),
            languages: Some(languages).filter(|codes| !codes.is_empty()),
        })
    };
    assert_eq!(
        wanted(Kind::Following, file),
        [
            follow(who("theo", "medley.example"), true, false, &["en", "pt-BR"]),
            follow(who("mia", "elsewhere.example"), false, true, &[]),
        ]
    );
}

#[test]
fn the_same_rows_however_they_were_saved() {
    let plain =
        wanted(Kind::Muting, "Account address,Hide notifications\na@x.example,true\nb@y.example,false\n");
    for file in [
        "\u{feff}Account address,Hide notifications\r\na@x.example,true\r\nb@y.example,false\r\n",
        "Account address;Hide notifications\r\n@a@x.example;TRUE\r\nb@y.example;0",
        "\"Account address\",\"Hide notifications\"\n\"a@x.example\",\"true\"\n\n  b@y.example , false \n,\n",
        "Hide notifications,ignored,account ADDRESS\n1,?,a@x.example\noff,?,b@y.example\n",
        "a@x.example,1\nacct:b@y.example,f\n",
        "a@x.example\t1\nb@y.example\tno\n",
    ] {
        assert_eq!(wanted(Kind::Muting, file), plain, "{file:?}");
    }
}

#[test]
fn lists_without_a_heading() {
    assert_eq!(
        wanted(Kind::Blocking, "theo\nmia@y.example:3000\nTwo Words\n"),
        [
            Ok(Wanted::Block(who("theo", ""))),
            Ok(Wanted::Block(who("mia", "y.example:3000"))),
            Err(RowFault::NoAddress),
        ]
    );
    let uri = "https://x.example/@a/1";
    assert_eq!(
        wanted(Kind::Bookmarks, &format!("{uri}\nno\n")),
        [Ok(Wanted::Bookmark(uri.to_owned())), Err(RowFault::NoUri),]
    );
    for file in ["#domain\nSpam.example\n", "spam.example\n"] {
        assert_eq!(wanted(Kind::DomainBlocks, file), [Ok(Wanted::BlockDomain("spam.example".into()))]);
    }
    assert_eq!(
        wanted(Kind::Lists, "\"Ward, night\",a@x.example\n,a@x.example\n"),
        [
            Ok(Wanted::List { title: "Ward, night".to_owned(), who: who("a", "x.example") }),
            Err(RowFault::NoList),
        ]
    );
    assert_eq!(
        wanted(Kind::Muting, "a@x.example\n"),
        [Ok(Wanted::Mute { who: who("a", "x.example"), notifications: true })]
    );
}

#[test]
fn files_that_are_something_else_are_told() {
    let many = "a@x.example\n".repeat(ROWS_MAX + 1);
    let large = vec![b'a'; FILE_BYTES_MAX + 1];
    let follows = "Account address,Show boosts\na@x.example,true\n";
    for (kind, bytes, error) in [
        (Kind::Following, &b""[..], SheetError::Empty),
        (Kind::Following, b"\xef\xbb\xbf \r\n", SheetError::Empty),
        (Kind::Following, b"Account address,Show boosts\n", SheetError::Empty),
        (Kind::Following, b"\xff\xfea\0@\0", SheetError::NotUtf8),
        (Kind::Following, b"caf\xe9@x.example\n", SheetError::NotUtf8),
        (Kind::Following, b"\x89PNG\r\n\x1a\n\0", SheetError::NotUtf8),
        (Kind::Blocking, many.as_bytes(), SheetError::TooManyRows),
        (Kind::Blocking, &large, SheetError::TooLarge),
        // Blocking everybody whom one follows is one wrong choice away.
        (Kind::Blocking, follows.as_bytes(), SheetError::OtherKind(Kind::Following)),
        (
            Kind::Following,
            b"Account address,Hide notifications\na@x.example,1\n",
            SheetError::OtherKind(Kind::Muting),
        ),
        (Kind::Following, b"#domain\nx.example\n", SheetError::OtherKind(Kind::DomainBlocks)),
        (Kind::Bookmarks, b"Account address\na@x.example\n", SheetError::MissingColumn("#uri")),
        (Kind::Following, b"List name,Account address\nA,a@x.example\n", SheetError::OtherKind(Kind::Lists)),
        (Kind::Lists, b"List name,Account\nA,a@x.example\n", SheetError::MissingColumn("Account address")),
        (Kind::Lists, b"a@x.example\n", SheetError::NothingFits(Kind::Lists)),
        (Kind::Following, b"<html>\n<body>\n", SheetError::NothingFits(Kind::Following)),
    ] {
        assert_eq!(
            read(kind, bytes),
            Err(error),
            "{:?}",
            String::from_utf8_lossy(&bytes[..bytes.len().min(60)])
        );
        assert!(error.to_string().ends_with(['.', '?']), "{error}");
    }
    assert_eq!(read(Kind::Blocking, "a@x.example\n".repeat(ROWS_MAX).as_bytes()).unwrap().len(), ROWS_MAX);
}

#[test]
fn rows_say_which_they_are() {
    let rows = read(Kind::Blocking, b"a@x.example\n\n\"b\n@x.example\"\nc@x.example\n").unwrap();
    assert_eq!(rows.iter().map(|row| row.number).collect::<Vec<_>>(), [1, 2, 3]);
    assert_eq!(rows[1].wanted, Err(RowFault::NoAddress));
    let old = read(Kind::Blocking, b"Account address\ra@x.example\rb@x.example\r").unwrap();
    assert_eq!(old.iter().map(|row| row.number).collect::<Vec<_>>(), [2, 3], "line ends of long ago");
    let unclosed = format!("a@x.example\n\"{}", "b".repeat(CELL_CHARS_MAX + 1));
    let rows = read(Kind::Blocking, unclosed.as_bytes()).unwrap();
    assert_eq!(rows[1].wanted, Err(RowFault::TooLong));
    assert_eq!(rows[1].cells[0].len(), CELL_CHARS_MAX);
}

#[test]
fn names_of_kinds_come_back() {
    for kind in Kind::ALL {
        assert_eq!(Kind::parse(kind.name()), Some(kind));
    }
    assert_eq!(Kind::parse("filters"), None);
}

proptest! {
    /// No bytes make it panic, and what it takes is bounded and in order.
    #[test]
    fn any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..400), which in 0..Kind::ALL.len()) {
        if let Ok(rows) = read(Kind::ALL[which], &bytes) {
            prop_assert!(rows.windows(2).all(|pair| pair[0].number < pair[1].number));
            prop_assert!(rows.iter().any(|row| row.wanted.is_ok()));
        }
    }

    /// What was written as CSV is read as it was.
    #[test]
    fn written_rows_come_back(
        names in proptest::collection::vec("[a-z0-9_]{1,12}", 1..20),
        flags in proptest::collection::vec(any::<bool>(), 20),
        bom in any::<bool>(),
        crlf in any::<bool>(),
    ) {
        let end = if crlf { "\r\n" } else { "\n" };
        let mut file = if bom { "\u{feff}".to_owned() } else { String::new() };
        file.push_str(&format!("Account address,Hide notifications{end}"));
        for (name, flag) in names.iter().zip(&flags) {
            file.push_str(&format!("\"{name}@x.example\",{flag}{end}"));
        }
        let expected: Vec<_> = names
            .iter()
            .zip(&flags)
            .map(|(name, flag)| Ok(Wanted::Mute { who: who(name, "x.example"), notifications: *flag }))
            .collect();
        prop_assert_eq!(wanted(Kind::Muting, &file), expected);
    }
}
