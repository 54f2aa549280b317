//! The tokeniser: addresses first, then mentions and hashtags in what lies between.
//!
//! Each trigger character scans at most the run behind it once, and runs hold no triggers, so the whole is
//! linear even for texts made of nothing but triggers.

use std::collections::HashSet;

use crate::chars::{continues_latin, host_end, is_name_char, is_word};
use crate::links;
use crate::tags;

/// Longest user name of a mention, in bytes (names are ASCII). Other servers allow longer ones than we do.
pub const MENTION_NAME_BYTES_MAX: usize = 100;
/// Longest domain of a mention, in bytes: the longest name that DNS can hold.
pub const MENTION_DOMAIN_BYTES_MAX: usize = 253;

const TRIGGERS: [char; 3] = ['@', '#', '＃'];

/// A stretch of a post. Tokens follow each other without gaps: their [`Token::raw`] texts joined are the post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Token<'a> {
    /// Anything that is not one of the others; never empty, never twice in a row.
    Text(&'a str),
    /// A web address.
    Url(UrlToken<'a>),
    /// Somebody's name.
    Mention(MentionToken<'a>),
    /// A hashtag.
    Hashtag(HashtagToken<'a>),
}

impl<'a> Token<'a> {
    /// The stretch of the post as it was written.
    pub fn raw(&self) -> &'a str {
        match self {
            Token::Text(raw) => raw,
            Token::Url(token) => token.raw,
            Token::Mention(token) => token.raw,
            Token::Hashtag(token) => token.raw,
        }
    }
}

/// A web address in a post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UrlToken<'a> {
    /// As it was written.
    pub raw: &'a str,
    /// Where it leads: absolute, http or https, in the URL standard's serialisation (host in ASCII).
    pub href: String,
}

/// `@user`, or `@user@host` for somebody of another server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MentionToken<'a> {
    /// As it was written, with the `@`.
    pub raw: &'a str,
    /// The name, in the case it was written.
    pub username: &'a str,
    /// The other server's domain, in the case and script it was written.
    pub domain: Option<&'a str>,
}

/// `#tag`. Its name always has a [`crate::tag_key`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HashtagToken<'a> {
    /// As it was written, with the `#` or the full-width `＃`.
    pub raw: &'a str,
    /// The name without the sign.
    pub name: &'a str,
}

/// A person mentioned in a post, lower-cased.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct MentionName {
    /// The name.
    pub username: String,
    /// The other server's domain (Unicode, not punycode); `None` for a person of this server.
    pub domain: Option<String>,
}

/// Splits a plain-text post into tokens, in order, covering the entire text.
pub fn parse(text: &str) -> Vec<Token<'_>> {
    let mut scan = Scan { text, tokens: Vec::new(), done: 0 };
    let mut from = 0;
    for url in links::find(text) {
        scan.between(from, url.start);
        from = url.start + url.raw.len();
        scan.push(url.start, Token::Url(UrlToken { raw: url.raw, href: url.href }));
    }
    scan.between(from, text.len());
    scan.flush(text.len());
    scan.tokens
}

/// All distinct people mentioned, in order of first appearance.
pub fn mentions(text: &str) -> Vec<MentionName> {
    let mut seen = HashSet::new();
    let names = parse(text).into_iter().filter_map(|token| match token {
        Token::Mention(token) => Some(MentionName {
            username: token.username.to_ascii_lowercase(),
            domain: token.domain.map(str::to_lowercase),
        }),
        _ => None,
    });
    names.filter(|name| seen.insert(name.clone())).collect()
}

/// Where the web addresses of a post lead, in order, each once.
pub fn urls(text: &str) -> Vec<String> {
    let mut seen = HashSet::new();
    let hrefs = links::find(text).into_iter().map(|found| found.href);
    hrefs.filter(|href| seen.insert(href.clone())).collect()
}

/// The work in progress: tokens cover `text[..done]`.
struct Scan<'a> {
    text: &'a str,
    tokens: Vec<Token<'a>>,
    done: usize,
}

impl<'a> Scan<'a> {
    /// Looks for mentions and hashtags in `text[from..end]`.
    fn between(&mut self, mut from: usize, end: usize) {
        while let Some((offset, trigger)) = self.text[from..end].match_indices(TRIGGERS).next() {
            let start = from + offset;
            from = start + trigger.len();
            if let Some(token) = self.token_at(start, trigger, end) {
                from = start + token.raw().len();
                self.push(start, token);
            }
        }
    }

    fn token_at(&self, start: usize, trigger: &str, end: usize) -> Option<Token<'a>> {
        let before = self.text[..start].chars().next_back();
        let run = &self.text[start..end];
        if trigger == "@" {
            let after = |length: usize| self.text[start + length..].chars();
            return mention(before, run)
                .filter(|token| !runs_on(token, after(token.raw.len())))
                .map(Token::Mention);
        }
        tags::hashtag(before, run, trigger.len()).map(Token::Hashtag)
    }

    fn push(&mut self, start: usize, token: Token<'a>) {
        self.flush(start);
        self.done = start + token.raw().len();
        self.tokens.push(token);
    }

    fn flush(&mut self, end: usize) {
        if self.done < end {
            self.tokens.push(Token::Text(&self.text[self.done..end]));
            self.done = end;
        }
    }
}

/// The mention at the start of `run`, which begins with `@`.
fn mention(before: Option<char>, run: &str) -> Option<MentionToken<'_>> {
    if before.is_some_and(|c| is_word(c) || matches!(c, '/' | '=' | '@')) {
        return None;
    }
    let after = &run[1..];
    let dotted = name_length(after, is_name_char);
    if let Some(host) = after[dotted..].strip_prefix('@').filter(|_| dotted > 0) {
        let host = &host[..name_length(host, is_word)];
        let host = &host[..host_end(host)];
        if !host.is_empty() {
            return limited(&run[..1 + dotted + 1 + host.len()], &after[..dotted], Some(host));
        }
    }
    // Names of this server have no dots and dashes: "@alice-led" and "@alice." mean alice.
    let plain = after.find(|c| !is_name_char(c)).unwrap_or(after.len());
    if plain == 0 { None } else { limited(&run[..1 + plain], &after[..plain], None) }
}

fn limited<'a>(raw: &'a str, username: &'a str, domain: Option<&'a str>) -> Option<MentionToken<'a>> {
    let fits = username.len() <= MENTION_NAME_BYTES_MAX
        && domain.is_none_or(|domain| domain.len() <= MENTION_DOMAIN_BYTES_MAX);
    fits.then_some(MentionToken { raw, username, domain })
}

/// Bytes of the run of `part` characters with dots and dashes between, which neither begins nor ends it.
fn name_length(text: &str, part: fn(char) -> bool) -> usize {
    if !text.starts_with(part) {
        return 0;
    }
    let end = text.find(|c| !(part(c) || c == '.' || c == '-')).unwrap_or(text.len());
    text[..end].trim_end_matches(['.', '-']).len()
}

/// Whether what follows shows that the name is only the beginning of another word: "@josé" is not jos, and
/// "@alice.example.social" is an address of another network, not alice of this server.
fn runs_on(token: &MentionToken<'_>, mut after: impl Iterator<Item = char>) -> bool {
    match after.next() {
        Some('.') => token.domain.is_none() && after.next().is_some_and(|c| c.is_ascii_lowercase()),
        Some(c) => continues_latin(c),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<String> {
        let show = |token| match token {
            Token::Text(_) => None,
            Token::Url(url) => Some(format!("url {}", url.raw)),
            Token::Mention(m) => Some(format!("{}+{}", m.username, m.domain.unwrap_or("-"))),
            Token::Hashtag(tag) => Some(format!("#{}", tag.name)),
        };
        parse(text).into_iter().filter_map(show).collect()
    }

    #[test]
    fn mentions_end_and_begin_where_people_expect() {
        for (text, wanted) in [
            ("@alice", vec!["alice+-"]),
            ("hi @alice, @Bob_2!", vec!["alice+-", "Bob_2+-"]),
            (".@alice (@bob) “@carol”", vec!["alice+-", "bob+-", "carol+-"]),
            ("@alice. @bob- @carol: @dave's", vec!["alice+-", "bob+-", "carol+-", "dave+-"]),
            ("@alice-led @alice.How", vec!["alice+-", "alice+-"]),
            ("@alice@example.org.", vec!["alice+example.org"]),
            ("@a.b-c@example.org", vec!["a.b-c+example.org"]),
            ("@alice@localhost", vec!["alice+localhost"]),
            ("@alice@例え.テスト", vec!["alice+例え.テスト"]),
            ("@alice@example.comさん @bobさん", vec!["alice+example.com", "bob+-"]),
            ("@alice@ x @bob@.", vec!["alice+-", "bob+-"]),
            ("a@b.com x_@y é@z e\u{301}@z a/@b", vec![]),
            ("@ @. @- @josé @jose\u{301} @alice.example.social @@alice", vec![]),
            ("\u{202B}@alice\u{202C} ❤️@bob", vec!["alice+-", "bob+-"]),
        ] {
            assert_eq!(shown(text), wanted, "{text}");
        }
        let long = "a".repeat(MENTION_NAME_BYTES_MAX + 1);
        assert!(shown(&format!("@{long} @{long}@example.org @a@{long}{long}{long}.org")).is_empty());
    }

    #[test]
    fn tokens_cover_the_text_in_order() {
        let text = "Hi @bob@x.org, see https://x.org/#a #b\n＃c";
        let kinds = ["bob+x.org", "url https://x.org/#a", "#b", "#c"];
        assert_eq!(shown(text), kinds);
        assert_eq!(parse(text).iter().map(Token::raw).collect::<String>(), text);
        assert!(parse("").is_empty());
        assert_eq!(parse("plain"), [Token::Text("plain")]);
    }

    #[test]
    fn distinct_lists() {
        let name = |username: &str, domain: Option<&str>| MentionName {
            username: username.into(),
            domain: domain.map(Into::into),
        };
        assert_eq!(
            mentions("@Bob @alice@EXAMPLE.org @bob @alice @Alice@example.ORG"),
            [name("bob", None), name("alice", Some("example.org")), name("alice", None)]
        );
        assert_eq!(urls("http://a.org http://b.org HTTP://A.org/"), ["http://a.org/", "http://b.org/"]);
    }
}
