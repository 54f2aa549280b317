//! Post text from strangers: no panics, no lost bytes, no markup that the text brought in.

use text::{Links, MentionLink};

struct Everybody;

impl Links for Everybody {
    fn mention(&self, username: &str, _: Option<&str>) -> Option<MentionLink> {
        let href = format!("https://fuzz.example/@{username}");
        Some(MentionLink { href, username: username.to_owned() })
    }

    fn tag(&self, key: &str) -> String {
        format!("https://fuzz.example/tags/{key}")
    }
}

/// What must hold for every input.
pub fn run(raw: &str) {
    check(raw);
    let cleaned = text::clean(raw);
    assert_eq!(text::clean(&cleaned), cleaned);
    check(&cleaned);
    let _ = (text::html_to_text(raw), text::language_code(raw), text::is_blank(raw));
    if let Some(key) = text::tag_key(raw) {
        assert_eq!(text::tag_key(&key), Some(key));
    }
}

fn check(post: &str) {
    let tokens = text::parse(post);
    assert_eq!(tokens.iter().map(text::Token::raw).collect::<String>(), post);
    let urls = tokens.iter().filter(|token| matches!(token, text::Token::Url(_))).count();
    assert!(text::weighted_length(post) <= text::graphemes(post) + text::URL_CHARS * urls);
    let html = text::render_html(post, &Everybody);
    let allowed = ["p>", "/p>", "br />", "a href=\"http", "/a>", "span>", "span class=\"", "/span>"];
    assert!(html.split('<').skip(1).all(|tag| allowed.iter().any(|start| tag.starts_with(start))));
    let _ = (text::render_bio(post, &Everybody), text::render_field(post, &Everybody));
}
