//! Which lines ask.

use std::collections::{HashMap, HashSet};

use base::{Id, Ms};
use text::labels::{Label, LabelKind};

use super::{Draft, Plan, audience};
use crate::read::Read;
use crate::{How, Role, cues};

/// How long a question with the same number is taken for a correction, and not for another question.
const CORRECTION_MS: Ms = 4 * 60_000;
/// Words that may follow a question which a host asks without a label.
const ASKER_WORDS_MAX: usize = 5;
/// How far above the numbers that were asked an answer's number may be.
const AHEAD_MAX: u32 = 1;

/// Finds the questions. `boosts` are the lines that only carry others on.
pub(super) fn plan(reads: &[Read<'_>], boosts: &HashMap<usize, Id>) -> Plan {
    let mut plan = Plan::default();
    conventions(&mut plan, reads);
    let lines: Vec<usize> = (0..reads.len()).filter(|n| !boosts.contains_key(n)).collect();
    numbered(&mut plan, reads, &lines);
    unknown(&mut plan, reads, &lines);
    let numbers = plan.questions.iter().filter(|draft| draft.number.is_some()).count();
    if numbers == 0 {
        plan = Plan { topics: plan.topics, bare: plan.bare, ..Plan::default() };
        if audience::answers(reads, &lines) {
            audience::plan(&mut plan, reads, &lines);
        } else {
            unnumbered(&mut plan, reads, &lines);
        }
    }
    plan
}

/// By which labels the hosts ask.
fn conventions(plan: &mut Plan, reads: &[Read<'_>]) {
    let mut numbers: HashMap<LabelKind, HashSet<u32>> = HashMap::new();
    for read in reads.iter().filter(|read| read.role == Role::Host) {
        for label in read.firm().filter(|label| label.kind != LabelKind::Bare || read.asks) {
            numbers.entry(label.kind).or_default().extend(label.number);
        }
    }
    let count = |kind| numbers.get(&kind).map_or(0, HashSet::len);
    plan.topics =
        count(LabelKind::Topic) >= 2 || (count(LabelKind::Topic) == 1 && count(LabelKind::Question) == 0);
    plan.bare = count(LabelKind::Bare) >= 2 && count(LabelKind::Question) == 0 && !plan.topics;
}

/// The label by which a host would ask with this line.
fn asking<'r, 't>(plan: &Plan, read: &'r Read<'t>) -> Option<&'r Label<'t>> {
    let first = read.firm().find(|label| match label.kind {
        LabelKind::Topic => plan.topics,
        LabelKind::Bare => plan.bare,
        _ => true,
    })?;
    (first.kind != LabelKind::Answer).then_some(first)
}

fn numbered(plan: &mut Plan, reads: &[Read<'_>], lines: &[usize]) {
    let mut spoken_since: HashMap<usize, bool> = HashMap::new();
    for &n in lines {
        let read = &reads[n];
        if read.role != Role::Host {
            spoken_since.values_mut().for_each(|spoken| *spoken = true);
            if let Some(question) = stands_in(plan, read) {
                ask(plan, n, read, Some(question.0), question.1);
            }
            continue;
        }
        if read.agenda() >= 3 {
            continue;
        }
        let Some(label) = asking(plan, read) else {
            if let Some(label) = names_question(read) {
                ask(plan, n, read, None, label);
            }
            continue;
        };
        let number = label.number.unwrap_or_default();
        match judge(plan, read, number, &spoken_since) {
            Judged::Again(question) => again(plan, n, read, question, &spoken_since),
            Judged::New => {
                let question = ask(plan, n, read, Some(number), label.written.to_owned());
                spoken_since.insert(question, false);
            }
            Judged::None => {}
        }
    }
}

enum Judged {
    New,
    Again(usize),
    None,
}

/// What a host's line with a question's label is: a new question, one of those again, or only about it.
fn judge(plan: &Plan, read: &Read<'_>, number: u32, spoken: &HashMap<usize, bool>) -> Judged {
    let Some(known) = plan.numbered(number, read.ms) else {
        let about = !read.asks && (read.reply_to.is_some() || read.retold);
        return if about { Judged::None } else { Judged::New };
    };
    let draft = &plan.questions[known];
    if read.resembles(&draft.words) {
        return Judged::Again(known);
    }
    if !read.asks || read.reply_to.is_some() {
        return Judged::None;
    }
    let current = plan.at(read.ms).is_some_and(|(question, _)| question == known);
    let unanswered = !spoken.get(&known).copied().unwrap_or(true);
    if current && (unanswered || read.ms - draft.opened < CORRECTION_MS) {
        Judged::Again(known)
    } else {
        Judged::New
    }
}

/// A question that is repeated or corrected. It becomes the current one again where nobody has said anything since the
/// next was asked: then all of them were only shown beforehand.
fn again(plan: &mut Plan, n: usize, read: &Read<'_>, question: usize, spoken: &HashMap<usize, bool>) {
    plan.asked.insert(n, question);
    plan.questions[question].words.extend(read.words.iter().cloned());
    let shown = spoken.iter().filter(|&(&other, _)| other > question).any(|(_, &spoken)| !spoken);
    let current = plan.at(read.ms).is_some_and(|(current, _)| current == question);
    if shown && !current {
        plan.opens(read.ms, question);
    }
}

fn ask(plan: &mut Plan, n: usize, read: &Read<'_>, number: Option<u32>, label: String) -> usize {
    let question = plan.questions.len();
    plan.questions.push(Draft {
        number,
        label,
        asked_by: None,
        words: read.words.clone(),
        names: read.mentions.clone(),
        opened: read.ms,
    });
    plan.asked.insert(n, question);
    plan.opens(read.ms, question);
    question
}

/// Somebody who is not known to host asks the next question by its number: a guest moderator of whom nobody told.
fn stands_in(plan: &Plan, read: &Read<'_>) -> Option<(u32, String)> {
    let label = asking(plan, read).filter(|label| label.marked && read.asks && !read.retold)?;
    let number = label.number?;
    let highest = plan.questions.iter().filter_map(|draft| draft.number).max()?;
    let next = number == highest + 1 && plan.numbered(number, read.ms).is_none();
    (next && read.reply_to.is_none() && read.addressed.is_none()).then(|| (number, label.written.to_owned()))
}

/// "Q: ..?", "Next question: ..?"
fn names_question(read: &Read<'_>) -> Option<String> {
    if !read.asks || read.addressed.is_some() || read.firm().next().is_some() {
        return None;
    }
    let label = read.labels.iter().find(|label| label.kind == LabelKind::Question && label.number.is_none());
    match label {
        Some(label) => Some(label.written.to_owned()),
        None => cues::asks_next(&read.low).then(String::new),
    }
}

/// Questions that are only known from the numbers of their answers.
fn unknown(plan: &mut Plan, reads: &[Read<'_>], lines: &[usize]) {
    struct Used<'a> {
        by: HashSet<&'a str>,
        first: Ms,
    }
    let known: HashSet<u32> = plan.questions.iter().filter_map(|draft| draft.number).collect();
    let mut used: HashMap<u32, Used<'_>> = HashMap::new();
    for &n in lines.iter().filter(|n| !plan.asked.contains_key(n)) {
        let read = &reads[n];
        let label = read.firm().find(|label| plan.answers_by(label));
        let Some(number) = label.and_then(|label| label.number).filter(|number| !known.contains(number))
        else {
            continue;
        };
        let entry = used.entry(number).or_insert_with(|| Used { by: HashSet::new(), first: read.ms });
        entry.by.insert(&read.speaker);
        entry.first = entry.first.min(read.ms);
    }
    let highest = known.iter().max().copied().unwrap_or(0);
    let several = used.len() >= 2;
    let mut found: Vec<(u32, Ms)> = used
        .into_iter()
        .filter(|(number, used)| match known.is_empty() {
            true => several || used.by.len() >= 2,
            false => *number <= highest + AHEAD_MAX || (used.by.len() >= 2 && *number <= highest + 5),
        })
        .map(|(number, used)| (number, used.first))
        .collect();
    found.sort_unstable();
    for (number, first) in found {
        let question = plan.questions.len();
        let label = if plan.topics { format!("T{number}") } else { format!("Q{number}") };
        plan.questions.push(Draft {
            number: Some(number),
            label,
            asked_by: None,
            words: HashSet::new(),
            names: Vec::new(),
            opened: first,
        });
        let later = plan.at(first).is_none_or(|(current, _)| plan.questions[current].number < Some(number));
        if later {
            plan.opens(first, question);
        }
    }
}

/// Hosts who never number: what they ask everybody, and the questions that they report from a hall.
fn unnumbered(plan: &mut Plan, reads: &[Read<'_>], lines: &[usize]) {
    let begun = begins(reads, lines);
    for &n in lines {
        let read = &reads[n];
        let to_all = read.addressed.is_none() && read.reply_to.is_none() && !read.retold;
        if read.role != Role::Host || !to_all || read.ms < begun {
            continue;
        }
        let reported = cues::reports_question(&read.low);
        let named = names_question(read);
        let asks = ends_asking(&read.bare);
        let talk = cues::asks_around(&read.low) || cues::wraps_up(&read.low) || cues::announces(&read.low);
        if !(reported || named.is_some() || (asks && !talk && !cues::welcomes(&read.low))) {
            continue;
        }
        let current = plan.at(read.ms).map(|(question, _)| question);
        match current.filter(|&question| read.resembles(&plan.questions[question].words)) {
            Some(question) => {
                plan.asked.insert(n, question);
            }
            None => {
                ask(plan, n, read, None, named.unwrap_or_default());
            }
        }
    }
}

/// Whether a text ends in a question, perhaps with a word about who asks it: "Does it help? asks @sam".
fn ends_asking(bare: &str) -> bool {
    let after = bare.rsplit_once(['?', '？']).map(|(_, after)| after);
    after.is_some_and(|after| {
        after.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).count() <= ASKER_WORDS_MAX
    })
}

/// When the chat begins: with the welcome, if there is one. What was asked earlier announced it.
fn begins(reads: &[Read<'_>], lines: &[usize]) -> Ms {
    let welcome =
        lines.iter().map(|&n| &reads[n]).find(|read| read.role == Role::Host && cues::welcomes(&read.low));
    welcome.map_or(Ms::MIN, |read| read.ms)
}

impl Plan {
    /// Whether a label of somebody who does not ask names what they answer.
    pub(super) fn answers_by(&self, label: &Label<'_>) -> bool {
        match label.kind {
            LabelKind::Answer | LabelKind::Question => true,
            LabelKind::Topic => self.topics || (label.marked && self.questions.is_empty()),
            LabelKind::Bare => self.bare,
            LabelKind::Closing => false,
        }
    }

    /// How somebody attached themselves with a label.
    pub(super) fn how(label: &Label<'_>, role: Role) -> How {
        match label.kind {
            _ if label.retold => How::Retold,
            LabelKind::Question if role != Role::Host => How::Mislabelled,
            _ => How::Labelled,
        }
    }
}
