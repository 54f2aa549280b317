//! Texts made to be slow. A megabyte of each must pass; were anything quadratic, these would take hours.

use text::{Token, URL_CHARS, clean, graphemes, html_to_text, parse, render_html, weighted_length};

use crate::{Site, check_tokens};

/// For the tokeniser and the cleaner, which see what strangers send.
const MEGABYTE: usize = 1 << 20;
/// For everything else, which is several times as much work in a debug build, and linear if those are.
const PART: usize = 1 << 16;

const PIECES: &[&str] = &[
    "@",
    "#",
    "＃",
    "@a",
    "a@",
    "a@a@",
    "@a@a",
    "@a.",
    "@a-",
    "@.",
    "#a",
    "#1",
    "#a ",
    "#a\u{200C}",
    "#·",
    "(",
    "((((http://",
    "http://",
    "http://a",
    "http://a.io/(",
    "http://a.io/.",
    "://",
    ":",
    "a://",
    "a:",
    "#://",
    "http:#/",
    "http://a@",
    "http://a.",
    "http://a.io ",
    "http://a.io,",
    "a",
    "a.",
    "'http://a.io/'",
    "\"",
    "&",
    "&amp;",
    "&#",
    "&#1;",
    "<",
    "<a",
    "<a ",
    "<a \"",
    "<!--",
    "<!",
    "</",
    "<script>",
    "<br>",
    "<p>",
    "\n",
    "\r\n",
    " ",
    "\t",
    "\0",
    "\u{301}",
    "a\u{301}",
    "\u{200D}",
    "👩‍",
    "🇬",
    "👍🏽",
    "\u{FE0F}",
    "क्",
    "\u{1100}",
    "\u{600}",
    "\u{202B}",
    "\u{202E}",
    "\u{2067}",
    "\u{2067}\u{2069}",
    "\u{202B}\u{2069}",
    "\u{2067}\u{202C}",
    "@é",
    "見て",
    "\u{FDFA}",
    "_",
    "-",
    "/",
];

fn repeated(piece: &str, bytes: usize) -> String {
    piece.repeat(bytes / piece.len())
}

#[test]
fn a_megabyte_is_split() {
    for piece in PIECES {
        let post = repeated(piece, MEGABYTE);
        let covered: usize = parse(&post).iter().map(|token| token.raw().len()).sum();
        assert_eq!(covered, post.len(), "{piece:?}");
    }
}

#[test]
fn a_megabyte_is_cleaned() {
    for piece in PIECES {
        // Only composition and closing directions add bytes, and little.
        assert!(clean(&repeated(piece, MEGABYTE)).len() <= 4 * MEGABYTE, "{piece:?}");
    }
}

#[test]
fn everything_else_keeps_up() {
    for piece in PIECES {
        let post = repeated(piece, PART);
        check_tokens(&post);
        assert!(weighted_length(&post) <= graphemes(&post) + URL_CHARS * parse(&post).len());
        let html = render_html(&post, &Site { people: true });
        html_to_text(&html);
        html_to_text(&post);
        text::hashtags(&post);
        text::mentions(&post);
        text::tag_key(&post);
        text::language_code(&post);
    }
}

#[test]
fn long_runs_are_no_tokens() {
    for start in ["@", "#", "＃", "@a@", "http://", "http://a.io/"] {
        let post = format!("{start}{}", repeated("a", MEGABYTE));
        let kinds = parse(&post);
        let plain = kinds.iter().all(|token| matches!(token, Token::Text(_)));
        assert!(plain && kinds.len() == 1, "{start}: {} tokens", kinds.len());
    }
}
