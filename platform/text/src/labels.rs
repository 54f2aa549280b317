//! Labels of a chat: `Q3`, `A3:`, `T3`, "Question 3", `8/`. Which text says which question it asks or answers.
//!
//! People write them in many ways, and medicine has words that look like them (A1C, T3, CT, Q10), so a label says
//! how it stands: at the beginning or before a colon it is [`Firmness::Firm`], within a sentence it is loose, and what
//! reads a whole chat decides what to make of it.

mod shapes;

use crate::tokens::{Token, parse};
use shapes::{Shape, shape};

/// Highest number of a question that is believed; above it, it is a year, a dose, a page.
pub const QUESTION_NUMBER_MAX: u32 = 60;
/// Labels of a text that are looked at.
pub const LABELS_PER_TEXT_MAX: usize = 12;

/// What a label says that the text does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LabelKind {
    /// Asks: `Q3`, `P3`, "Question 3". Guests also write it when they answer.
    Question,
    /// Answers: `A3`, `R3`, "Answer 3".
    Answer,
    /// Names the topic: `T3`. Who hosts asks with it, everybody else answers with it.
    Topic,
    /// A number alone: `8/`, `8)`.
    Bare,
    /// A closing thought: `CT:`.
    Closing,
}

/// In which language a label is written, where that matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LabelSpeech {
    /// `Q`, `A`, `T`, and numbers.
    English,
    /// `P`, `R`: *pregunta* and *respuesta*.
    Spanish,
}

/// How sure it is that a label is one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Firmness {
    /// Within a sentence: it may only speak of a question, or be no label at all.
    Loose,
    /// Where the text, or what it retells, begins, after a sentence's end, or before a colon.
    Firm,
}

/// A label in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Label<'a> {
    /// What it says that the text does.
    pub kind: LabelKind,
    /// The number, unless it has none ("Q: how..").
    pub number: Option<u32>,
    /// As it was written.
    pub written: &'a str,
    /// Where it begins.
    pub at: usize,
    /// How sure it is.
    pub firmness: Firmness,
    /// Whether a colon or the like follows.
    pub marked: bool,
    /// Whether it stands behind "RT @user:".
    pub retold: bool,
    /// Its language.
    pub speech: LabelSpeech,
}

/// The label by which a text is to be read: its first firm one that has a number.
pub fn label(text: &str) -> Option<Label<'_>> {
    labels(text).into_iter().find(|label| label.firmness == Firmness::Firm && label.number.is_some())
}

/// What to put in front of an answer to a question that was asked as `asked`: `A3` for `Q3`, `T3` for `T3`, `R3` for
/// `P3`. Nothing where the question has no number.
pub fn answer_label(asked: &Label<'_>) -> Option<String> {
    let number = asked.number?;
    Some(match (asked.kind, asked.speech) {
        (LabelKind::Closing, _) => return None,
        (LabelKind::Topic, _) => format!("T{number}"),
        (_, LabelSpeech::Spanish) => format!("R{number}"),
        (_, LabelSpeech::English) => format!("A{number}"),
    })
}

/// All labels of a text in order, at most [`LABELS_PER_TEXT_MAX`].
pub fn labels(text: &str) -> Vec<Label<'_>> {
    let mut scan =
        Scan { text, place: Place::Start, retold: false, after_rt: false, last: "", found: Vec::new() };
    let mut at = 0;
    for token in parse(text) {
        let raw = token.raw();
        match token {
            Token::Text(_) => scan.words(at, raw),
            Token::Hashtag(tag) => scan.hashtag(at, raw, tag.name),
            Token::Mention(_) => scan.mention(at),
            // An address ends what was begun.
            Token::Url(_) => scan.word(""),
        }
        at += raw.len();
    }
    scan.found.truncate(LABELS_PER_TEXT_MAX);
    scan.found
}

/// Where in a text the scan is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Nothing but names, tags, signs and labels yet, since the text began or since "RT @user:".
    Start,
    /// Behind the end of a sentence.
    Sentence,
    /// Within one.
    Middle,
}

struct Scan<'a> {
    text: &'a str,
    place: Place,
    retold: bool,
    /// The last word was "RT", so that a name begins what is retold.
    after_rt: bool,
    last: &'a str,
    found: Vec<Label<'a>>,
}

impl<'a> Scan<'a> {
    fn words(&mut self, start: usize, raw: &'a str) {
        let mut from = 0;
        while let Some(word) = next_word(&raw[from..]) {
            let at = from + word.start;
            self.signs(&raw[from..at]);
            let rest = &self.text[start + at..];
            match self.label_at(start + at, rest) {
                // A label of several words may reach beyond the token only by what is text anyway.
                Some(bytes) => from = (at + bytes).min(raw.len()).max(at + word.len),
                None => {
                    self.word(&raw[at..at + word.len]);
                    from = at + word.len;
                }
            }
        }
        self.signs(&raw[from.min(raw.len())..]);
    }

    /// What stands between words.
    fn signs(&mut self, signs: &str) {
        if self.place == Place::Middle && ends_sentence(signs) {
            self.place = Place::Sentence;
        }
    }

    fn word(&mut self, word: &'a str) {
        self.after_rt = matches!(word, "RT" | "MT" | "rt" | "via" | "Via");
        if !self.after_rt {
            self.place = Place::Middle;
        }
        self.last = word;
    }

    fn mention(&mut self, at: usize) {
        let quoted = self.text[..at].trim_end().ends_with(['"', '“', '«']);
        if self.after_rt || quoted {
            self.place = Place::Start;
            self.retold = true;
        }
        self.after_rt = false;
    }

    fn hashtag(&mut self, at: usize, raw: &'a str, name: &'a str) {
        if shape(name).is_some_and(|shape| shape.bytes == name.len()) {
            self.label_at(at + raw.len() - name.len(), &self.text[at + raw.len() - name.len()..]);
        }
        // Any other tag is passed over: "#hcsm A1: .." begins with its label.
    }

    /// Takes the label that begins at `at`, if one does. Gives its bytes.
    fn label_at(&mut self, at: usize, rest: &'a str) -> Option<usize> {
        let shape = shape(rest).or_else(|| self.bare(rest))?;
        let after = &rest[shape.bytes..];
        let marked = is_marked(after, self.place) || shape.kind == LabelKind::Bare;
        let firm = match self.place {
            Place::Start => true,
            Place::Sentence => marked || matches!(shape.kind, LabelKind::Question | LabelKind::Answer),
            Place::Middle => marked || self.leads_on(),
        };
        if !self.may_be(&shape, marked) {
            return None;
        }
        self.found.push(Label {
            kind: shape.kind,
            number: shape.number,
            written: rest[..shape.bytes].trim_end(),
            at,
            firmness: if firm { Firmness::Firm } else { Firmness::Loose },
            marked,
            retold: self.retold,
            speech: shape.speech,
        });
        self.last = "";
        Some(shape.bytes)
    }

    /// What needs a colon, or the right place, to be a label at all.
    fn may_be(&self, shape: &Shape, marked: bool) -> bool {
        match (shape.number, shape.kind) {
            // "A: yes", "CT: ..", but no "A nurse" and no "CT scan".
            (None, _) => marked && self.place != Place::Middle,
            (Some(_), kind) if shape.spaced => {
                let plain = kind == LabelKind::Question && shape.speech == LabelSpeech::English;
                marked || (plain && self.place != Place::Middle)
            }
            _ => true,
        }
    }

    /// `8/` and `8)`, only where a text begins.
    fn bare(&self, rest: &str) -> Option<Shape> {
        if self.place != Place::Start {
            return None;
        }
        shapes::bare(rest)
    }

    /// "On to Q6", "Now Q6", "Next is Q6", also without a colon.
    fn leads_on(&self) -> bool {
        let last = self.last.to_lowercase();
        matches!(
            last.as_str(),
            "to" | "onto" | "now" | "next" | "here's" | "question" | "answering" | "is" | "pregunta"
        )
    }
}

struct Word {
    start: usize,
    len: usize,
}

/// The next run of letters, digits and what stands within words.
fn next_word(text: &str) -> Option<Word> {
    let start = text.find(|c: char| c.is_alphanumeric())?;
    let run = &text[start..];
    let len =
        run.find(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’' | '_'))).unwrap_or(run.len());
    Some(Word { start, len })
}

fn ends_sentence(signs: &str) -> bool {
    signs.contains(['.', '!', '?', '…', ':', ';', '|', '\n', '"', '”', '“', '(', '[', '–', '—', '>', '*'])
}

/// Whether what follows a label sets it apart: a colon or a dash, and a bracket or a full stop where the label does not
/// end a sentence: "(see Q3)", "A1 for Q1."
fn is_marked(after: &str, place: Place) -> bool {
    let trimmed = after.trim_start();
    let spaced = trimmed.len() < after.len();
    let within = place == Place::Middle;
    let mut chars = trimmed.chars();
    match chars.next() {
        Some(':' | '：' | '–' | '—' | '|' | '>') => true,
        Some(')' | ']') => !within,
        Some('.' | ',') => !within && !spaced && !chars.next().is_some_and(|c| c.is_ascii_digit()),
        Some('-' | '~') => chars.next().is_none_or(|c| spaced || c.is_whitespace() || c.is_alphabetic()),
        Some('/') => !within && chars.next().is_none_or(|c| c.is_whitespace() || c.is_alphabetic()),
        _ => false,
    }
}

#[cfg(test)]
mod tests;
