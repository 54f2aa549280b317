//! Laws that hold for every text, tried on generated ones.

use std::collections::{HashMap, HashSet};

use proptest::prelude::*;
use proptest::sample::select;
use text::{Token, URL_CHARS, clean, graphemes, html_to_text, parse, render_html, weighted_length};

use crate::{Site, check_tokens};

const PIECES: &[&str] = &[
    "@",
    "#",
    "＃",
    "@alice",
    "@bob@example.org",
    "@例え@例え.テスト",
    "#hcsm",
    "#日本語",
    "#می\u{200C}شود",
    "http://",
    "https://example.com/a(b)?q=\"<'&#x",
    "https://例え.jp/道",
    "https://www.example.com/0123456789012345678901234567",
    "http://a.io",
    "ftp://a.io",
    "javascript:alert(1)",
    "<script>",
    "</p>",
    "<br>",
    "&amp;",
    "&#60;",
    "<!--",
    "-->",
    "&",
    "<",
    ">",
    "\"",
    "'",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    " ",
    "  ",
    "\t",
    ".",
    ",",
    "-",
    "_",
    "(",
    ")",
    "/",
    "=",
    ":",
    "1",
    "a",
    "é",
    "e\u{301}",
    "\u{301}",
    "👩‍⚕️",
    "🇬🇧",
    "🇬",
    "\u{200D}",
    "\u{FE0F}",
    "👍🏽",
    "שלום",
    "مرحبا",
    "\u{202E}",
    "\u{202B}",
    "\u{202C}",
    "\u{2067}",
    "\u{2069}",
    "\0",
    "\u{1B}",
    "\u{A0}",
    "\u{3000}",
    "見て",
    "。",
    "\u{FDFA}",
    "·",
    "…",
    "’",
    "İ",
    "ẞ",
    "ﬁ",
    "½",
    "²",
    "\u{FEFF}",
    "\u{AD}",
    "\u{2028}",
];

/// Text as people and attackers write it: pieces with a meaning here between arbitrary ones.
fn posts() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        6 => select(PIECES).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
        1 => "[a-zA-Z0-9_.]{1,8}",
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

/// What the Mastodon clients allow.
fn allow_list() -> ammonia::Builder<'static> {
    let attributes = HashSet::from(["href", "rel", "class", "target", "translate"]);
    let mut builder = ammonia::Builder::empty();
    builder
        .tags(HashSet::from(["p", "br", "a", "span"]))
        .tag_attributes(HashMap::from([("a", attributes.clone()), ("span", attributes)]))
        .url_schemes(HashSet::from(["http", "https"]))
        .link_rel(None);
    builder
}

/// Writes both serialisations in one way: ours is stricter with quotes, ammonia's names the hard space.
fn one_form(html: &str) -> String {
    html.replace("<br />", "<br>").replace("&quot;", "\"").replace("&#39;", "'").replace("&nbsp;", "\u{A0}")
}

/// The text that HTML can carry: no blank lines at the ends, one between paragraphs.
fn as_html_carries(post: &str) -> String {
    let mut out = String::new();
    let mut apart = false;
    for line in post.split('\n') {
        if line.trim().is_empty() {
            apart = true;
            continue;
        }
        if !out.is_empty() {
            out.push_str(if apart { "\n\n" } else { "\n" });
        }
        apart = false;
        out.push_str(line);
    }
    out
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 1_500, ..ProptestConfig::default() })]

    #[test]
    fn tokens_cover_any_text(post in posts(), noise in any::<String>()) {
        check_tokens(&post);
        check_tokens(&noise);
        check_tokens(&clean(&post));
    }

    #[test]
    fn counting_follows_the_tokens(post in posts()) {
        let urls = parse(&post).iter().filter(|token| matches!(token, Token::Url(_))).count();
        let remote = parse(&post).iter().any(|token| matches!(token, Token::Mention(m) if m.domain.is_some()));
        let length = weighted_length(&post);
        prop_assert!(length <= graphemes(&post) + URL_CHARS * urls);
        prop_assert!(length >= URL_CHARS * urls);
        if urls == 0 && !remote {
            prop_assert_eq!(length, graphemes(&post));
        }
    }

    #[test]
    fn cleaning_twice_changes_nothing(post in posts(), noise in any::<String>()) {
        for raw in [post, noise] {
            let once = clean(&raw);
            prop_assert_eq!(&clean(&once), &once);
            prop_assert!(!once.contains(|c: char| c.is_control() && c != '\n' && c != '\t'));
            let overrides = once.contains(['\u{202D}', '\u{202E}']);
            prop_assert!(!overrides);
            prop_assert_eq!(once.trim_end(), &once);
        }
    }

    #[test]
    fn clients_keep_what_is_rendered(post in posts()) {
        for people in [true, false] {
            let html = render_html(&clean(&post), &Site { people });
            prop_assert_eq!(one_form(&allow_list().clean(&html).to_string()), one_form(&html));
        }
    }

    #[test]
    fn nothing_of_the_text_becomes_markup(post in posts(), noise in any::<String>()) {
        for raw in [post, noise] {
            let html = render_html(&raw, &Site { people: true });
            for tag in html.split('<').skip(1) {
                let known = ["p>", "/p>", "br />", "a href=\"http", "/a>", "span>", "span class=\"", "/span>"];
                prop_assert!(known.iter().any(|start| tag.starts_with(start)), "<{}", tag);
            }
        }
    }

    #[test]
    fn text_survives_html(post in posts()) {
        let post = clean(&post);
        let html = render_html(&post, &Site { people: false });
        // A tag written with the full-width sign is shown with the usual one.
        let (carried, wanted) = (html_to_text(&html), as_html_carries(&post));
        prop_assert_eq!(carried.replace('＃', "#"), wanted.replace('＃', "#"), "{}", html);
    }

    #[test]
    fn any_html_and_any_code_is_survived(post in posts(), noise in any::<String>()) {
        for raw in [post, noise] {
            html_to_text(&raw);
            if let Some(code) = text::language_code(&raw) {
                prop_assert_eq!(text::language_code(&code), Some(code));
            }
        }
    }

    #[test]
    fn language_codes_are_stable(raw in "[a-zA-Z]{2,3}([-_][a-zA-Z0-9]{1,8}){0,4}") {
        if let Some(code) = text::language_code(&raw) {
            prop_assert_eq!(text::language_code(&code), Some(code));
        }
    }

    #[test]
    fn tag_keys_are_their_own_keys(name in "[\\p{L}\\p{M}\\p{N}_·・\u{200C}]{1,20}") {
        if let Some(key) = text::tag_key(&name) {
            prop_assert_eq!(text::tag_key(&key), Some(key));
        }
    }
}

#[test]
fn every_character_is_survived_alone_and_in_a_tag() {
    for c in '\0'..=char::MAX {
        if let Some(key) = text::tag_key(&format!("a{c}b")) {
            assert_eq!(text::tag_key(&key), Some(key), "{c:?}");
        }
        let once = clean(&c.to_string());
        assert_eq!(clean(&once), once, "{c:?}");
    }
}
