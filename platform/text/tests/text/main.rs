//! Tests of the text engine as its users see it: laws on generated text, endurance, and real posts.

mod endurance;
mod laws;
mod real_posts;

use text::{Links, MentionLink};

/// Links to pages of a made-up server; with `people`, every mention leads to somebody.
struct Site {
    people: bool,
}

impl Links for Site {
    fn mention(&self, username: &str, _: Option<&str>) -> Option<MentionLink> {
        let href = format!("https://here.example/@{username}");
        self.people.then(|| MentionLink { href, username: username.to_owned() })
    }

    fn tag(&self, key: &str) -> String {
        format!("https://here.example/tags/{}", text::escape_html(key))
    }
}

/// Everything that holds of any text whatever.
fn check_tokens(post: &str) {
    let tokens = text::parse(post);
    assert_eq!(tokens.iter().map(text::Token::raw).collect::<String>(), post);
    for pair in tokens.windows(2) {
        let both_text = matches!(pair, [text::Token::Text(_), text::Token::Text(_)]);
        assert!(!both_text, "two texts in a row: {pair:?}");
    }
    for token in &tokens {
        assert!(!token.raw().is_empty());
        match token {
            text::Token::Text(_) => {}
            text::Token::Url(url) => check_url(url),
            text::Token::Mention(mention) => check_mention(mention),
            text::Token::Hashtag(tag) => check_hashtag(tag),
        }
    }
}

fn check_url(url: &text::UrlToken<'_>) {
    assert!(url.href.starts_with("http://") || url.href.starts_with("https://"), "{url:?}");
    assert!(!url.href.contains(['"', '<', '>', ' ', '\n']), "{url:?}");
    assert!(!url.raw.contains(char::is_whitespace) && url.raw.len() <= text::URL_BYTES_MAX, "{url:?}");
}

fn check_mention(mention: &text::MentionToken<'_>) {
    let domain = mention.domain.map(|domain| format!("@{domain}")).unwrap_or_default();
    assert_eq!(mention.raw, format!("@{}{domain}", mention.username));
    assert!(mention.username.is_ascii() && !mention.username.ends_with(['.', '-']), "{mention:?}");
    assert!(!mention.raw.ends_with(['.', '-']), "{mention:?}");
}

fn check_hashtag(tag: &text::HashtagToken<'_>) {
    assert_eq!(tag.raw.trim_start_matches(['#', '＃']), tag.name);
    let key = text::tag_key(tag.name).unwrap_or_else(|| panic!("a tag without a key: {tag:?}"));
    assert!(key.chars().count() <= text::TAG_CHARS_MAX);
    assert_eq!(text::tag_key(&key).as_ref(), Some(&key), "a key is its own key: {tag:?}");
    assert!(!key.chars().all(char::is_numeric), "{tag:?}");
}
