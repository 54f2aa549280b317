//! What can be told of each line alone.

use std::collections::HashSet;

use base::{Id, Ms};
use text::Token;
use text::labels::{Firmness, Label, LabelKind, labels};

use crate::{Line, Role, cues};

/// Words of a text that are compared.
const WORDS_MAX: usize = 60;
/// Letters of a word that counts when texts are compared.
const WORD_LETTERS_MIN: usize = 4;
/// Part of the shorter text's words that two texts share when they ask the same.
const SAME_SHARE: f64 = 0.5;

/// A line as it was read.
pub(crate) struct Read<'a> {
    pub(crate) id: Id,
    pub(crate) ms: Ms,
    pub(crate) author: String,
    /// Who speaks, in lower case.
    pub(crate) speaker: String,
    /// The same as it was written.
    pub(crate) speaker_name: String,
    pub(crate) role: Role,
    pub(crate) given: Role,
    pub(crate) reply_to: Option<Id>,
    pub(crate) boost_of: Option<Id>,
    /// Whether the text retells somebody ("RT @user: ..") from its beginning.
    pub(crate) retold: bool,
    /// Whom it is addressed to: the name that it begins with.
    pub(crate) addressed: Option<String>,
    pub(crate) mentions: Vec<String>,
    pub(crate) labels: Vec<Label<'a>>,
    pub(crate) asks: bool,
    pub(crate) tags: usize,
    pub(crate) linked: bool,
    /// The text in lower case, with plain apostrophes.
    pub(crate) low: String,
    /// The words without names, tags and addresses, in lower case.
    pub(crate) bare: String,
    pub(crate) words: HashSet<String>,
}

/// Reads a line.
pub(crate) fn read(line: &Line) -> Read<'_> {
    let text: &str = &line.text;
    let tokens = text::parse(text);
    let told = retelling(&tokens);
    let author = line.author.trim_start_matches('@').to_lowercase();
    let (speaker, speaker_name) = match &told {
        Some(told) if told.from_start => (told.name.to_lowercase(), told.name.clone()),
        _ => (author.clone(), line.author.trim_start_matches('@').to_owned()),
    };
    let low = plain(text);
    let bare = bare(&tokens);
    Read {
        id: line.id,
        ms: line.ms,
        speaker,
        speaker_name,
        role: line.role,
        given: line.role,
        reply_to: line.reply_to.filter(|&id| id != line.id),
        boost_of: line.boost_of,
        retold: told.as_ref().is_some_and(|told| told.from_start),
        addressed: addressed(&tokens, told.as_ref().map_or(0, |told| told.tokens)),
        mentions: mentions(&tokens),
        labels: labels(text),
        asks: asks(&bare),
        tags: tokens.iter().filter(|token| matches!(token, Token::Hashtag(_))).count(),
        linked: tokens.iter().any(|token| matches!(token, Token::Url(_))),
        words: words(&bare),
        low,
        bare,
        author,
    }
}

impl<'a> Read<'a> {
    /// The firm labels with a number.
    pub(crate) fn firm(&self) -> impl Iterator<Item = &Label<'a>> {
        self.labels.iter().filter(|label| label.firmness == Firmness::Firm && label.number.is_some())
    }

    /// Whether it says that it is a closing thought.
    pub(crate) fn closes(&self) -> bool {
        self.labels.iter().any(|label| label.kind == LabelKind::Closing)
    }

    /// How many different questions it names by firm labels.
    pub(crate) fn agenda(&self) -> usize {
        let numbers: HashSet<u32> = self.firm().filter_map(|label| label.number).collect();
        numbers.len()
    }

    /// Whether both say much the same.
    pub(crate) fn resembles(&self, words: &HashSet<String>) -> bool {
        let least = self.words.len().min(words.len());
        if least == 0 {
            return self.words.len() == words.len();
        }
        let shared = self.words.intersection(words).count();
        shared as f64 >= SAME_SHARE * least as f64
    }

    /// An advertisement of somebody who takes no part otherwise.
    pub(crate) fn promotes(&self) -> bool {
        self.linked && !self.asks && (self.tags >= 4 || cues::promotes(&self.low))
    }
}

/// Lower case, `'` for all apostrophes, single spaces.
pub(crate) fn plain(text: &str) -> String {
    let lower = text.to_lowercase().replace(['’', '‘', '´'], "'");
    lower.split_whitespace().collect::<Vec<_>>().join(" ")
}

struct Told {
    name: String,
    /// Tokens up to and with the name.
    tokens: usize,
    /// Whether nothing stands before it.
    from_start: bool,
}

/// Whom a text retells: "RT @user: ..", "MT @user ..", "“@user: ..”".
fn retelling(tokens: &[Token<'_>]) -> Option<Told> {
    let mut before = String::new();
    for (n, token) in tokens.iter().enumerate() {
        if let Token::Mention(name) = token {
            let lead = before.trim_end();
            let last = lead.rsplit(char::is_whitespace).next().unwrap_or_default();
            let rt = matches!(last.trim_start_matches(['.', '(', '"', '“']), "RT" | "MT" | "rt");
            let quoted = lead.ends_with(['“', '"']) && next_is_colon(tokens.get(n + 1));
            if rt || quoted {
                let from_start = lead.len() <= last.len() && !lead.is_empty();
                return Some(Told { name: name.raw[1..].to_owned(), tokens: n + 1, from_start });
            }
        }
        before.push_str(token.raw());
    }
    None
}

fn next_is_colon(token: Option<&Token<'_>>) -> bool {
    matches!(token, Some(Token::Text(text)) if text.starts_with(':'))
}

/// The name that a text begins with, or the one that what it retells begins with.
fn addressed(tokens: &[Token<'_>], from: usize) -> Option<String> {
    for token in tokens.get(from..)? {
        match token {
            Token::Mention(name) => return Some(name.raw[1..].to_lowercase()),
            Token::Text(text) if text.chars().all(|c| !c.is_alphanumeric()) => {}
            _ => return None,
        }
    }
    None
}

fn mentions(tokens: &[Token<'_>]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for token in tokens {
        if let Token::Mention(name) = token {
            let name = name.raw[1..].to_lowercase();
            if !names.contains(&name) {
                names.push(name);
            }
        }
    }
    names
}

fn bare(tokens: &[Token<'_>]) -> String {
    let mut joined = String::new();
    for token in tokens {
        match token {
            Token::Text(text) => joined.push_str(text),
            _ => joined.push(' '),
        }
    }
    plain(&joined)
}

/// Whether it asks anything: a question mark that ends a sentence.
fn asks(bare: &str) -> bool {
    bare.contains(['?', '¿', '？'])
}

fn words(bare: &str) -> HashSet<String> {
    let all = bare.split(|c: char| !c.is_alphanumeric());
    let long = all.filter(|word| word.chars().count() >= WORD_LETTERS_MIN);
    long.take(WORDS_MAX).map(str::to_owned).collect()
}
