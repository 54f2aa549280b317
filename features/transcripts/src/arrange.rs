//! Putting a session's lines into order: who asks what, then where everything else belongs.

mod ask;
mod audience;
mod place;

use std::collections::HashMap;

use base::Ms;

use crate::cast::cast;
use crate::model::{Boost, Entry, How, LINES_MAX, Line, Question, Transcript};
use crate::read::{Read, read};

/// Letters by which a retold text is found again among those that are there.
const RETOLD_LETTERS: usize = 40;

/// Puts the lines of one session into order. Their order in `lines` does not matter.
pub fn arrange(lines: &[Line]) -> Transcript {
    let mut lines: Vec<&Line> = lines.iter().collect();
    lines.sort_by_key(|line| (line.ms, line.id));
    let rest = lines.split_off(lines.len().min(LINES_MAX));
    let mut reads: Vec<Read<'_>> = lines.into_iter().map(read).collect();
    cast(&mut reads);
    let boosts = boosts(&reads);
    let mut plan = ask::plan(&reads, &boosts);
    let spots = place::place(&reads, &boosts, &mut plan);
    let mut transcript = assemble(&reads, &boosts, &plan, &spots);
    transcript.asides.extend(rest.into_iter().map(|line| Entry {
        id: line.id,
        speaker: line.author.clone(),
        role: line.role,
        how: How::Time,
        late: false,
        also: Vec::new(),
    }));
    transcript
}

/// What is asked in a session.
#[derive(Default)]
struct Plan {
    questions: Vec<Draft>,
    /// From when on which question is the current one, by time.
    current: Vec<(Ms, usize)>,
    /// The lines that ask, by index.
    asked: HashMap<usize, usize>,
    /// Lines that were attached while the questions were looked for (answers to the audience).
    answers: HashMap<usize, (usize, How)>,
    /// Whether topics (`T3`) are what the hosts ask by.
    topics: bool,
    /// Whether bare numbers (`3/`) are.
    bare: bool,
    /// Whether the hosts answer what the audience asks.
    audience: bool,
}

struct Draft {
    number: Option<u32>,
    label: String,
    asked_by: Option<String>,
    words: std::collections::HashSet<String>,
    /// Whom the posts that ask it name.
    names: Vec<String>,
    opened: Ms,
}

impl Plan {
    /// The question that is the current one at `ms`, and since when.
    fn at(&self, ms: Ms) -> Option<(usize, Ms)> {
        let after = self.current.partition_point(|&(from, _)| from <= ms);
        after.checked_sub(1).map(|n| (self.current[n].1, self.current[n].0))
    }

    /// The question with a number that was the last to be asked at `ms`, else the first that is asked later.
    fn numbered(&self, number: u32, ms: Ms) -> Option<usize> {
        let with = |question: &&(usize, &Draft)| question.1.number == Some(number);
        let all: Vec<(usize, &Draft)> = self.questions.iter().enumerate().collect();
        let before = all
            .iter()
            .filter(with)
            .filter(|(_, draft)| draft.opened <= ms)
            .max_by_key(|(_, draft)| draft.opened);
        before.or_else(|| all.iter().filter(with).min_by_key(|(_, draft)| draft.opened)).map(|&(n, _)| n)
    }

    fn opens(&mut self, ms: Ms, question: usize) {
        let at = self.current.partition_point(|&(from, _)| from <= ms);
        self.current.insert(at, (ms, question));
    }
}

/// Where a line stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Spot {
    Opening,
    Question(usize),
    Closing,
    Aside,
}

struct Placed {
    spot: Spot,
    how: How,
    late: bool,
    also: Vec<u32>,
}

/// Lines that only carry another one on, with the index of that line where it is known.
fn boosts(reads: &[Read<'_>]) -> HashMap<usize, base::Id> {
    let mut found = HashMap::new();
    let mut told: HashMap<(&str, String), Vec<usize>> = HashMap::new();
    // Whoever wrote it comes before those who retell it, however the clocks go.
    let own = reads.iter().enumerate().filter(|(_, read)| !read.retold);
    let again = reads.iter().enumerate().filter(|(_, read)| read.retold);
    for (n, read) in own.chain(again) {
        if let Some(of) = read.boost_of {
            found.insert(n, of);
            continue;
        }
        let text = read.bare.trim_start_matches("rt ").trim_start_matches([':', ' ', '.']);
        let text = text.trim_end_matches(['…', '.', ' ', '#']);
        let key: String = text.chars().take(RETOLD_LETTERS).collect();
        if key.chars().count() < RETOLD_LETTERS / 2 {
            continue;
        }
        let same = told.entry((&read.speaker, key)).or_default();
        let earlier = same.iter().find(|&&other| read.retold && is_same(&reads[other].bare, text));
        match earlier {
            Some(&other) => {
                found.insert(n, reads[other].id);
            }
            None => same.push(n),
        }
    }
    found
}

/// Whether a retold text, which may be cut off, is that of a line.
fn is_same(line: &str, text: &str) -> bool {
    let line = line.trim_start_matches("rt ").trim_start_matches([':', ' ', '.']);
    let short = line.len().min(text.len());
    // Cut within a character, they are compared before it.
    let short =
        (0..=short).rev().find(|&n| line.is_char_boundary(n) && text.is_char_boundary(n)).unwrap_or(0);
    line[..short].trim_end_matches(['…', ' ']) == text[..short].trim_end_matches(['…', ' '])
}

fn assemble(
    reads: &[Read<'_>],
    boosts: &HashMap<usize, base::Id>,
    plan: &Plan,
    spots: &[Placed],
) -> Transcript {
    let questions = plan.questions.iter().map(|draft| Question {
        number: draft.number,
        label: draft.label.clone(),
        asked_by: draft.asked_by.clone(),
        posts: Vec::new(),
        answers: Vec::new(),
    });
    let mut out = Transcript { questions: questions.collect(), ..Transcript::default() };
    for (n, read) in reads.iter().enumerate() {
        if let Some(&of) = boosts.get(&n) {
            out.boosts.push(Boost { id: read.id, of });
            continue;
        }
        let placed = &spots[n];
        let entry = Entry {
            id: read.id,
            speaker: read.speaker_name.clone(),
            role: read.role,
            how: placed.how,
            late: placed.late,
            also: placed.also.clone(),
        };
        match placed.spot {
            Spot::Opening => out.opening.push(entry),
            Spot::Closing => out.closing.push(entry),
            Spot::Aside => out.asides.push(entry),
            Spot::Question(q) if plan.asked.contains_key(&n) => out.questions[q].posts.push(entry),
            Spot::Question(q) => out.questions[q].answers.push(entry),
        }
    }
    out.questions = ordered(plan, out.questions);
    out
}

/// Questions in the order in which they were asked; one that is only known from its answers stands where its number
/// belongs.
fn ordered(plan: &Plan, questions: Vec<Question>) -> Vec<Question> {
    let mut all: Vec<(Ms, Question)> =
        plan.questions.iter().map(|draft| draft.opened).zip(questions).collect();
    all.retain(|(_, question)| !(question.posts.is_empty() && question.answers.is_empty()));
    let (mut known, unknown): (Vec<_>, Vec<_>) =
        all.into_iter().partition(|(_, question)| plan.audience || !question.posts.is_empty());
    known.sort_by_key(|(opened, _)| *opened);
    for (opened, question) in unknown {
        let rising = known.windows(2).all(|pair| pair[0].1.number <= pair[1].1.number);
        let at = match question.number.filter(|_| rising) {
            Some(number) => known.iter().position(|(_, other)| other.number > Some(number)),
            None => known.iter().position(|(other, _)| *other > opened),
        };
        known.insert(at.unwrap_or(known.len()), (opened, question));
    }
    known.into_iter().map(|(_, question)| question).collect()
}
