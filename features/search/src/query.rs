//! The language of queries: words, "phrases", `-without`, `#tags`, and operators such as `from:ana` or `has:media`.
//!
//! There are no errors: what is no operator is a word. Limits cut, they do not refuse.

use base::{DAY_MS, Ms};
use chrono::{Months, NaiveDate};

/// Characters of a query that are read.
pub const QUERY_CHARS_MAX: usize = 1_000;
/// Parts of a query that are heeded.
pub const CLAUSES_MAX: usize = 24;

/// A query: all of its clauses hold.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Query {
    /// In the order that they were written.
    pub clauses: Vec<Clause>,
}

/// One part of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// What is looked for.
    pub what: What,
    /// It must not be so.
    pub negated: bool,
}

/// What can be looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// Words that stand together in this order; one word most of the time.
    Words(String),
    /// A hashtag, by its key.
    Tag(String),
    /// An author: `me`, `name` or `name@server`.
    From(String),
    /// What is attached.
    Has(Has),
    /// What kind of post it is.
    Is(Is),
    /// A language code.
    Language(String),
    /// Made at or after the first and before the second.
    Between(Ms, Ms),
    /// Where it is.
    In(Place),
}

/// What can be attached to a post.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Has {
    /// Any file.
    Media,
    /// A picture.
    Image,
    /// A moving picture.
    Video,
    /// A sound.
    Audio,
    /// A poll.
    Poll,
    /// A web address.
    Link,
}

/// Kinds of posts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Is {
    /// Answers something.
    Reply,
    /// Its media are hidden at first, or it has a warning.
    Sensitive,
}

/// Where to look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Own posts, mentions, and what one liked, saved or boosted.
    Library,
    /// Everyone's public posts.
    Public,
}

impl Query {
    /// Reads a query.
    pub fn parse(text: &str) -> Self {
        let text: String = text.chars().take(QUERY_CHARS_MAX).collect();
        let clauses = parts(&text).into_iter().filter_map(clause).take(CLAUSES_MAX).collect();
        Self { clauses }
    }

    /// Whether nothing is asked for.
    pub fn is_empty(&self) -> bool {
        self.clauses.is_empty()
    }
}

/// A piece of the text: a word with its sign, or what stands in quotation marks.
#[derive(Debug, PartialEq, Eq)]
struct Part {
    negated: bool,
    quoted: bool,
    text: String,
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\u{201C}' | '\u{201D}' | '\u{201E}' | '\u{AB}' | '\u{BB}')
}

fn parts(text: &str) -> Vec<Part> {
    let mut out = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let sign = matches!(first, '-' | '+' | '\u{2212}')
            && rest.chars().nth(1).is_some_and(|c| !c.is_whitespace());
        let negated = sign && first != '+';
        if sign {
            rest = &rest[first.len_utf8()..];
        }
        let opened = rest.chars().next().filter(|c| is_quote(*c));
        let body = &rest[opened.map_or(0, char::len_utf8)..];
        let ends = |c: char| if opened.is_some() { is_quote(c) } else { c.is_whitespace() };
        let end = body.find(ends).unwrap_or(body.len());
        out.push(Part { negated, quoted: opened.is_some(), text: body[..end].to_owned() });
        let after = body[end..].chars().next().map_or(0, char::len_utf8);
        rest = body[end + after..].trim_start();
    }
    out
}

fn clause(part: Part) -> Option<Clause> {
    let what = match part.quoted {
        true => None,
        false => tag(&part.text).or_else(|| operator(&part.text)),
    };
    let what = what.or_else(|| words(&part.text))?;
    // `in:all` looks everywhere, which is what is done without it.
    Some(Clause { what, negated: part.negated })
}

fn words(text: &str) -> Option<What> {
    let plain = text.strip_suffix(':').unwrap_or(text);
    let says = !crate::words::wanted(plain).is_empty() && !plain.eq_ignore_ascii_case("in:all");
    says.then(|| What::Words(plain.to_owned()))
}

fn tag(text: &str) -> Option<What> {
    let name = text.strip_prefix(['#', '\u{FF03}'])?;
    text::tag_key(name).map(What::Tag)
}

fn operator(text: &str) -> Option<What> {
    let (name, value) = text.split_once(':')?;
    let value = value.trim_matches(is_quote);
    let lower = value.to_lowercase();
    match name.to_ascii_lowercase().as_str() {
        "from" => author(&lower).map(What::From),
        "has" => has(&lower).map(What::Has),
        "is" => match lower.as_str() {
            "reply" => Some(What::Is(Is::Reply)),
            "sensitive" => Some(What::Is(Is::Sensitive)),
            _ => None,
        },
        "language" | "lang" => text::language_code(&lower).map(What::Language),
        "before" => Some(What::Between(0, span(value)?.0)),
        "after" => Some(What::Between(span(value)?.1, Ms::MAX)),
        "during" => span(value).map(|(from, to)| What::Between(from, to)),
        "in" => match lower.as_str() {
            "library" => Some(What::In(Place::Library)),
            "public" => Some(What::In(Place::Public)),
            _ => None,
        },
        _ => None,
    }
}

fn author(name: &str) -> Option<String> {
    let name = name.trim_start_matches('@');
    (!name.is_empty()).then(|| name.to_owned())
}

fn has(name: &str) -> Option<Has> {
    match name {
        "media" => Some(Has::Media),
        "image" | "images" | "photo" => Some(Has::Image),
        "video" => Some(Has::Video),
        "audio" => Some(Has::Audio),
        "poll" => Some(Has::Poll),
        "link" | "links" | "embed" => Some(Has::Link),
        _ => None,
    }
}

/// The time that `2026`, `2026-11` or `2026-11-22` covers, in UTC: from, to before.
fn span(date: &str) -> Option<(Ms, Ms)> {
    let fits = date.len() <= 10 && date.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    let day = |text: &str| NaiveDate::parse_from_str(text, "%Y-%m-%d").ok();
    let (from, to) = match date.split('-').count() {
        _ if !fits => return None,
        1 if date.len() == 4 => {
            let from = day(&format!("{date}-01-01"))?;
            (from, from.checked_add_months(Months::new(12))?)
        }
        2 => {
            let from = day(&format!("{date}-01"))?;
            (from, from.checked_add_months(Months::new(1))?)
        }
        3 => {
            let from = day(date)?;
            (from, from.succ_opt()?)
        }
        _ => return None,
    };
    let ms = |day: NaiveDate| {
        let since = day.signed_duration_since(NaiveDate::default());
        since.num_days().checked_mul(DAY_MS)
    };
    Some((ms(from)?.max(0), ms(to)?.max(0)))
}

#[cfg(test)]
mod tests;
