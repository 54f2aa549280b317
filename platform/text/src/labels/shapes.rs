//! The forms that labels have.

use super::{LabelKind, LabelSpeech, QUESTION_NUMBER_MAX};

/// What a text begins with, if that looks like a label.
pub(super) struct Shape {
    pub(super) kind: LabelKind,
    pub(super) number: Option<u32>,
    pub(super) speech: LabelSpeech,
    /// Bytes that it takes.
    pub(super) bytes: usize,
    /// Whether a space stands between letter and number: "Q 3", but also "a 3 year old".
    pub(super) spaced: bool,
}

use LabelKind::{Answer, Closing, Question, Topic};
use LabelSpeech::{English, Spanish};

/// Long forms stand before the short ones that they begin with.
const WORDS: [(&str, LabelKind, LabelSpeech); 22] = [
    ("questions", Question, English),
    ("question", Question, English),
    ("ques", Question, English),
    ("qn", Question, English),
    ("q", Question, English),
    ("answer", Answer, English),
    ("ans", Answer, English),
    ("a", Answer, English),
    ("topic", Topic, English),
    ("t", Topic, English),
    ("pregunta", Question, Spanish),
    ("preg", Question, Spanish),
    ("p", Question, Spanish),
    ("respuesta", Answer, Spanish),
    ("resp", Answer, Spanish),
    ("r", Answer, Spanish),
    ("tema", Topic, Spanish),
    ("closing thoughts", Closing, English),
    ("closing thought", Closing, English),
    ("final thoughts", Closing, English),
    ("final thought", Closing, English),
    ("ct", Closing, English),
];

/// The label that `text` begins with.
pub(super) fn shape(text: &str) -> Option<Shape> {
    WORDS.iter().find_map(|&(word, kind, speech)| {
        let after = strip_word(text, word)?;
        let lead = text.len() - after.len();
        match kind {
            Closing => closing(after, lead),
            _ => with_number(text, word, kind, speech, lead)
                .or_else(|| without(after, word, kind, speech, lead)),
        }
    })
}

/// `8/`, `8)`, `8:`: a number that a text begins with, set apart.
pub(super) fn bare(text: &str) -> Option<Shape> {
    let digits = digits(text)?;
    let number = believed(digits)?;
    let mut after = text[digits.len()..].chars();
    let sign = after.next()?;
    let next = after.next();
    let apart = match sign {
        '/' | ')' => next.is_none_or(|c| !c.is_ascii_digit()),
        ':' | '.' => next.is_none_or(char::is_whitespace),
        _ => false,
    };
    let bytes = digits.len() + sign.len_utf8();
    apart.then_some(Shape {
        kind: LabelKind::Bare,
        number: Some(number),
        speech: English,
        bytes,
        spaced: false,
    })
}

/// A number in words, for "Question three" and "third question".
pub(super) fn word_number(word: &str) -> Option<u32> {
    const NUMBERS: [(&str, u32); 36] = [
        ("one", 1),
        ("first", 1),
        ("uno", 1),
        ("primera", 1),
        ("two", 2),
        ("second", 2),
        ("dos", 2),
        ("segunda", 2),
        ("three", 3),
        ("third", 3),
        ("tres", 3),
        ("tercera", 3),
        ("four", 4),
        ("fourth", 4),
        ("cuatro", 4),
        ("cuarta", 4),
        ("five", 5),
        ("fifth", 5),
        ("cinco", 5),
        ("quinta", 5),
        ("six", 6),
        ("sixth", 6),
        ("seis", 6),
        ("sexta", 6),
        ("seven", 7),
        ("seventh", 7),
        ("siete", 7),
        ("eight", 8),
        ("eighth", 8),
        ("ocho", 8),
        ("nine", 9),
        ("ninth", 9),
        ("nueve", 9),
        ("ten", 10),
        ("tenth", 10),
        ("diez", 10),
    ];
    NUMBERS.iter().find(|(name, _)| word.eq_ignore_ascii_case(name)).map(|&(_, number)| number)
}

fn strip_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let head = text.get(..word.len())?;
    head.eq_ignore_ascii_case(word).then(|| &text[word.len()..])
}

/// `CT:`, "Closing thoughts -".
fn closing(after: &str, lead: usize) -> Option<Shape> {
    let ends = !after.starts_with(|c: char| c.is_alphanumeric());
    ends.then_some(Shape { kind: Closing, number: None, speech: English, bytes: lead, spaced: false })
}

/// "Q: how", "A - yes".
fn without(after: &str, word: &str, kind: LabelKind, speech: LabelSpeech, lead: usize) -> Option<Shape> {
    let apart =
        after.starts_with(':') || (word.len() == 1 && speech == English && kind != Topic && dashed(after));
    let long = word.len() == 1 || matches!(word, "question" | "answer" | "pregunta" | "respuesta" | "ans");
    let safe = !(word.len() == 1 && (speech == Spanish || kind == Topic));
    (apart && long && safe).then_some(Shape { kind, number: None, speech, bytes: lead, spaced: false })
}

fn dashed(after: &str) -> bool {
    after.starts_with(" - ") || after.starts_with(" – ") || after.starts_with(" — ")
}

/// `Q3`, `Q.3`, `Q 3`, `Q#3`, `Q-3`, "Question no. 3", "Question three", `Q3b`.
fn with_number(text: &str, word: &str, kind: LabelKind, speech: LabelSpeech, lead: usize) -> Option<Shape> {
    let mut rest = &text[lead..];
    let spaces = rest.len() - rest.trim_start_matches(' ').len();
    if spaces > 2 {
        return None;
    }
    rest = &rest[spaces..];
    for sign in ["no. ", "no.", "nº ", "number ", "#", ".", "-", "_"] {
        let stripped = rest.get(..sign.len()).filter(|head| head.eq_ignore_ascii_case(sign));
        if let Some(head) = stripped.filter(|head| word.len() > 2 || head.len() == 1) {
            rest = rest[head.len()..].trim_start_matches(' ');
            break;
        }
    }
    if let Some(digits) = digits(rest) {
        let number = believed(digits)?;
        let after = &rest[digits.len()..];
        let tail = tail(after, word, kind, number)?;
        let bytes = text.len() - after.len() + tail;
        return Some(Shape {
            kind,
            number: Some(number),
            speech,
            bytes,
            spaced: spaces > 0 && word.len() < 3,
        });
    }
    // "Question three", never "a one" or "q two".
    let end = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
    let number = word_number(&rest[..end]).filter(|_| word.len() > 4 && spaces > 0)?;
    Some(Shape { kind, number: Some(number), speech, bytes: text.len() - rest.len() + end, spaced: false })
}

fn digits(text: &str) -> Option<&str> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    (end > 0 && end <= 2).then(|| &text[..end])
}

fn believed(digits: &str) -> Option<u32> {
    let number = digits.parse().ok()?;
    (1..=QUESTION_NUMBER_MAX).contains(&number).then_some(number)
}

/// Bytes behind the number that belong to the label: `b` of `Q3b`. `None` where what follows shows that it is none:
/// A1C, T2D, Q10H, Q4/2014, A5%.
fn tail(after: &str, word: &str, kind: LabelKind, number: u32) -> Option<usize> {
    let mut chars = after.chars();
    let Some(first) = chars.next() else { return Some(0) };
    let second = chars.next();
    let ends = |c: Option<char>| c.is_none_or(|c| !(c.is_alphanumeric() || c == '_'));
    if first.is_alphanumeric() || first == '_' {
        let part = matches!(first, 'a'..='d' | 'A'..='D') && ends(second) && kind != Topic;
        // HbA1c is written A1C as often; vitamins and types of diabetes look alike.
        let measured = word.len() == 1 && number == 1 && first.eq_ignore_ascii_case(&'c');
        return (part && !measured).then_some(first.len_utf8());
    }
    match first {
        '%' | '°' | '$' | '€' | '+' => None,
        '/' | '-' | '.' | ',' | ':' if second.is_some_and(|c| c.is_ascii_digit()) => {
            // "Q3.1", "A1/2", but no "A4-210" and no "Q1/2014".
            let more = after[1..].find(|c: char| !c.is_ascii_digit()).unwrap_or(after.len() - 1);
            (more <= 1).then_some(0)
        }
        '\'' | '’' if second.is_some_and(char::is_alphabetic) => (kind == Question).then_some(0),
        _ => Some(0),
    }
}
