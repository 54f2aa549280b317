use proptest::prelude::*;

use super::*;

fn one(text: &str) -> What {
    let query = Query::parse(text);
    assert_eq!(query.clauses.len(), 1, "{text}: {query:?}");
    query.clauses[0].what.clone()
}

fn words(text: &str) -> What {
    What::Words(text.to_owned())
}

/// The first millisecond of a day.
fn at(day: &str) -> Ms {
    base::parse_iso(day).unwrap()
}

#[test]
fn words_phrases_and_signs() {
    let query = Query::parse(r#"stroke "door to needle" -trial +audit -"case report""#);
    let told: Vec<_> = query.clauses.into_iter().map(|c| (c.negated, c.what)).collect();
    assert_eq!(
        told,
        [
            (false, words("stroke")),
            (false, words("door to needle")),
            (true, words("trial")),
            (false, words("audit")),
            (true, words("case report")),
        ]
    );
}

#[test]
fn operators() {
    for (text, what) in [
        ("from:@Ana", What::From("ana".into())),
        ("FROM:me", What::From("me".into())),
        ("from:ana@other.example", What::From("ana@other.example".into())),
        ("has:media", What::Has(Has::Media)),
        ("has:poll", What::Has(Has::Poll)),
        ("has:link", What::Has(Has::Link)),
        ("is:reply", What::Is(Is::Reply)),
        ("is:sensitive", What::Is(Is::Sensitive)),
        ("language:EN", What::Language("en".into())),
        ("in:library", What::In(Place::Library)),
        ("in:public", What::In(Place::Public)),
        ("#PublicHealth", What::Tag("publichealth".into())),
        ("＃看護", What::Tag("看護".into())),
        ("before:2026-11-22", What::Between(0, at("2026-11-22"))),
        ("after:2026-11-22", What::Between(at("2026-11-23"), Ms::MAX)),
        ("during:2026-11-22", What::Between(at("2026-11-22"), at("2026-11-23"))),
        ("during:2026-12", What::Between(at("2026-12-01"), at("2027-01-01"))),
        ("during:2024", What::Between(at("2024-01-01"), at("2025-01-01"))),
        ("during:\"2024\"", What::Between(at("2024-01-01"), at("2025-01-01"))),
    ] {
        assert_eq!(one(text), what, "{text}");
    }
}

#[test]
fn what_is_no_operator_is_a_word() {
    for text in [
        "has:cake",
        "is:true",
        "before:yesterday",
        "during:2026-13-40",
        "ratio:1",
        "language:klingon-x-y-z-1",
        "https://example.org/a",
        "#1",
        "during:99999999999",
        "after:-1",
        "before:+2026-01-01",
    ] {
        assert_eq!(one(text), words(text), "{text}");
    }
    assert_eq!(one("from:"), words("from"));
    assert_eq!(one("\"from:ana\""), words("from:ana"), "quoted operators are text");
}

#[test]
fn nothing_is_nothing() {
    for text in ["", "   ", "\"", "\"\"", "- +", "-", "...", "🙂", "in:all", "-\"\" \"  \""] {
        assert!(Query::parse(text).is_empty(), "{text}: {:?}", Query::parse(text));
    }
}

#[test]
fn an_open_quotation_ends_with_the_text() {
    assert_eq!(one("\"never closed"), words("never closed"));
    assert_eq!(one("“smart quotes”"), words("smart quotes"));
}

#[test]
fn limits_cut() {
    assert_eq!(Query::parse(&"word ".repeat(500)).clauses.len(), CLAUSES_MAX);
    assert_eq!(one(&"x".repeat(5_000)), words(&"x".repeat(QUERY_CHARS_MAX)));
}

proptest! {
    #[test]
    fn any_text_is_a_query(text in "\\PC{0,300}") {
        let query = Query::parse(&text);
        prop_assert!(query.clauses.len() <= CLAUSES_MAX);
    }

    #[test]
    fn whatever_is_built_of_the_languages_own_pieces(
        pieces in prop::collection::vec(
            prop::sample::select(vec![
                "-", "+", "\"", "from:", "has:", "media", "before:", "2026-01-01", "9999-99-99", "#", ":", " ", "AND",
                "NOT", "(", ")", "*", "^", "NEAR(", "{", "}", "\u{0}", "é", "漢", "in:library", "-in:public", "\u{E000}",
            ]),
            0..40,
        )
    ) {
        let query = Query::parse(&pieces.concat());
        for clause in query.clauses {
            if let What::Between(from, to) = clause.what {
                prop_assert!(from >= 0 && to >= 0);
            }
        }
    }

    #[test]
    fn a_plain_words_query_keeps_every_word(list in prop::collection::vec("[a-z]{1,12}", 1..20)) {
        let query = Query::parse(&list.join(" "));
        let got: Vec<_> = query.clauses.into_iter().map(|c| c.what).collect();
        let expected: Vec<_> = list.iter().map(|word| words(word)).collect();
        prop_assert_eq!(got, expected);
    }
}
