//! Looking for sessions of chats in a heap of posts of one or several accounts.
//!
//! A session is a burst of one hashtag that looks like a conversation with an order: numbered labels, or answers to
//! many single people, or a welcome and a good-bye. Ordinary hashtags have bursts too, but none of these; what was
//! announced days before lies outside the burst.

mod bursts;
mod grow;

use std::collections::{HashMap, HashSet};

use base::{Id, Ms};

use crate::model::{Line, Role, Transcript};
use crate::{arrange, cues};
use bursts::Burst;

/// Posts below which nothing is a session.
const SESSION_POSTS_MIN: usize = 5;
/// Questions below which a session in which the audience asks is none.
const AUDIENCE_QUESTIONS_MIN: usize = 4;
/// How long before its beginning an announcement belongs to a session.
const ANNOUNCED_BEFORE_MS: Ms = 60 * 60_000;
/// How long before the first question a welcome is looked for.
const WELCOME_BEFORE_MS: Ms = 30 * 60_000;
/// Part of a burst's posts that another session may hold before both are taken for one.
const SHARED_MAX: f64 = 0.3;

/// A session that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// The hashtag as it was mostly written, without `#`.
    pub tag: String,
    /// Its key (`text::tag_key`).
    pub key: String,
    /// When it began: the welcome, or the first question.
    pub start_ms: Ms,
    /// When its last post was written.
    pub end_ms: Ms,
    /// Its posts by time, also those that forgot the hashtag.
    pub ids: Vec<Id>,
    /// Who hosts, in lower case.
    pub hosts: Vec<String>,
    /// How many questions were asked.
    pub questions: usize,
}

/// Finds the sessions in a heap of posts, by time. With `wanted`, only those of that hashtag (its key).
pub fn find(lines: &[Line], wanted: Option<&str>) -> Vec<Session> {
    let mut lines: Vec<&Line> = lines.iter().filter(|line| line.boost_of.is_none()).collect();
    lines.sort_by_key(|line| (line.ms, line.id));
    let mut bursts = bursts::find(&lines, wanted);
    bursts.sort_by_key(|burst| (std::cmp::Reverse(burst.score), burst.posts.clone()));
    let mut taken: HashSet<usize> = HashSet::new();
    let mut found = Vec::new();
    for burst in bursts {
        let shared = burst.posts.iter().filter(|n| taken.contains(n)).count();
        if shared as f64 > SHARED_MAX * burst.posts.len() as f64 {
            continue;
        }
        let members = grow::grow(&lines, &burst);
        let Some((session, members)) = session(&lines, &burst, members) else { continue };
        taken.extend(members);
        found.push(session);
    }
    found.sort_by_key(|session| (session.start_ms, session.key.clone()));
    found
}

/// The session that a burst is, with its lines; none if it does not hold what it promised.
fn session(lines: &[&Line], burst: &Burst, members: Vec<usize>) -> Option<(Session, Vec<usize>)> {
    let all: Vec<Line> = members.iter().map(|&n| lines[n].clone()).collect();
    let transcript = arrange(&all);
    let start_ms = begins(&all, &transcript)?;
    let kept: Vec<usize> =
        members.into_iter().filter(|&n| lines[n].ms >= start_ms - ANNOUNCED_BEFORE_MS).collect();
    let all: Vec<Line> = kept.iter().map(|&n| lines[n].clone()).collect();
    let transcript = arrange(&all);
    let audience = transcript.questions.iter().all(|question| question.asked_by.is_some());
    let answered = transcript.questions.len();
    if kept.len() < SESSION_POSTS_MIN || (burst.audience && audience && answered < AUDIENCE_QUESTIONS_MIN) {
        return None;
    }
    let session = Session {
        tag: written(&all, &burst.key),
        key: burst.key.clone(),
        start_ms,
        end_ms: all.last()?.ms,
        ids: all.iter().map(|line| line.id).collect(),
        hosts: hosts(&transcript),
        questions: answered,
    };
    Some((session, kept))
}

/// When a session begins: with the last welcome in the half hour before the first question, else with that.
fn begins(lines: &[Line], transcript: &Transcript) -> Option<Ms> {
    let times: HashMap<Id, Ms> = lines.iter().map(|line| (line.id, line.ms)).collect();
    let asked =
        transcript.questions.iter().flat_map(|question| question.posts.iter().chain(&question.answers));
    let first = asked.filter_map(|entry| times.get(&entry.id).copied()).min();
    let until = first.unwrap_or(Ms::MAX);
    let hosts = hosts(transcript);
    let welcome = lines.iter().filter(|line| {
        let low = crate::read::plain(&line.text);
        let near = line.ms <= until && first.is_none_or(|first| first - line.ms <= WELCOME_BEFORE_MS);
        near && hosts.contains(&line.author.to_lowercase()) && cues::welcomes(&low)
    });
    let welcome = welcome.map(|line| line.ms).min();
    welcome.or(first).or_else(|| lines.first().map(|line| line.ms))
}

fn hosts(transcript: &Transcript) -> Vec<String> {
    let asked =
        transcript.questions.iter().flat_map(|question| question.posts.iter().chain(&question.answers));
    let all = transcript.opening.iter().chain(asked).chain(&transcript.closing).chain(&transcript.asides);
    let mut hosts: Vec<String> =
        all.filter(|entry| entry.role == Role::Host).map(|entry| entry.speaker.to_lowercase()).collect();
    hosts.sort_unstable();
    hosts.dedup();
    hosts
}

/// The spelling of a hashtag that most of its posts use.
fn written(lines: &[Line], key: &str) -> String {
    let mut spellings: HashMap<String, usize> = HashMap::new();
    for tag in lines.iter().flat_map(|line| text::hashtags(&line.text)).filter(|tag| tag.key == key) {
        *spellings.entry(tag.name).or_default() += 1;
    }
    let best = spellings.into_iter().max_by(|a, b| a.1.cmp(&b.1).then_with(|| b.0.cmp(&a.0)));
    best.map_or_else(|| key.to_owned(), |(name, _)| name)
}
