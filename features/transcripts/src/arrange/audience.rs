//! Chats in which the hosts answer whoever asks: "Ask our experts with #tag".

use std::collections::{HashMap, HashSet};

use base::Ms;

use super::{Draft, Plan};
use crate::read::Read;
use crate::{How, Role, cues};

/// Lines to single people from which the hosts answer the audience.
const ADDRESSED_MIN: usize = 3;
/// How long a question is looked for before its answer.
const ASKED_BEFORE_MS: Ms = 12 * 3_600_000;
/// How long answers to one person, whose question is not here, are taken for answers to the same.
const SAME_ASKER_MS: Ms = 2 * 3_600_000;

/// Whether most of what the hosts say themselves is addressed to single people.
pub(super) fn answers(reads: &[Read<'_>], lines: &[usize]) -> bool {
    let own = lines.iter().map(|&n| &reads[n]).filter(|read| read.role == Role::Host && !read.retold);
    let (mut all, mut addressed) = (0, 0);
    for read in own {
        all += 1;
        addressed += usize::from(speaks_to_one(read));
    }
    addressed >= ADDRESSED_MIN && 2 * addressed >= all
}

fn speaks_to_one(read: &Read<'_>) -> bool {
    (read.addressed.is_some() || read.reply_to.is_some())
        && !(cues::small_talk(&read.low) && read.words.len() < 8)
}

/// Each question of the audience with what the hosts answered.
pub(super) fn plan(plan: &mut Plan, reads: &[Read<'_>], lines: &[usize]) {
    plan.audience = true;
    let places: HashMap<_, _> = lines.iter().map(|&n| (reads[n].id, n)).collect();
    let mut latest: HashMap<&str, usize> = HashMap::new();
    let mut without: HashMap<String, usize> = HashMap::new();
    for &n in lines {
        let read = &reads[n];
        if read.role != Role::Host {
            latest.insert(&read.speaker, n);
            continue;
        }
        if read.retold || !speaks_to_one(read) {
            continue;
        }
        let replied = read.reply_to.and_then(|id| places.get(&id).copied());
        let replied = replied.filter(|&other| reads[other].role != Role::Host && other != n);
        let asker = read.addressed.clone().or_else(|| replied.map(|other| reads[other].speaker.clone()));
        let Some(asker) = asker else { continue };
        let said = latest.get(asker.as_str()).copied();
        let asked = replied.or_else(|| said.filter(|&other| read.ms - reads[other].ms <= ASKED_BEFORE_MS));
        let how = if replied.is_some() { How::Reply } else { How::Addressed };
        let question = match asked {
            Some(other) => asked_in(plan, reads, other),
            None => unseen(plan, read, asker, &mut without),
        };
        plan.answers.insert(n, (question, how));
    }
    unanswered(plan, reads, lines);
}

/// The question that a line of the audience asks.
fn asked_in(plan: &mut Plan, reads: &[Read<'_>], n: usize) -> usize {
    if let Some(&question) = plan.asked.get(&n) {
        return question;
    }
    let read = &reads[n];
    let question = add(plan, read.speaker_name.clone(), read.ms, read.words.clone());
    plan.asked.insert(n, question);
    question
}

/// The question of somebody of whom only the answer is here.
fn unseen(plan: &mut Plan, read: &Read<'_>, asker: String, without: &mut HashMap<String, usize>) -> usize {
    let known = without.get(&asker).copied();
    if let Some(question) =
        known.filter(|&question| read.ms - plan.questions[question].opened <= SAME_ASKER_MS)
    {
        return question;
    }
    let question = add(plan, asker.clone(), read.ms, HashSet::new());
    without.insert(asker, question);
    question
}

/// What the audience asked and nobody answered.
fn unanswered(plan: &mut Plan, reads: &[Read<'_>], lines: &[usize]) {
    for &n in lines {
        let read = &reads[n];
        let fresh = !plan.asked.contains_key(&n) && !plan.answers.contains_key(&n);
        if read.role != Role::Host
            && read.asks
            && fresh
            && read.reply_to.is_none()
            && !cues::announces(&read.low)
        {
            asked_in(plan, reads, n);
        }
    }
}

fn add(plan: &mut Plan, asker: String, opened: Ms, words: HashSet<String>) -> usize {
    plan.questions.push(Draft {
        number: None,
        label: String::new(),
        asked_by: Some(asker),
        words,
        names: Vec::new(),
        opened,
    });
    plan.questions.len() - 1
}
