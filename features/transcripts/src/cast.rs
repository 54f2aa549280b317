//! Who hosts and who is invited, as far as nobody said so: told from who asks first, who welcomes, whom they name.

use std::collections::{HashMap, HashSet};

use text::labels::LabelKind;

use crate::read::Read;
use crate::{Role, cues};

/// Lines that a host's welcome may mention people in before they are guests by that.
const MENTIONS_MAX: usize = 12;
/// Answers to single people from which somebody is seen to answer the audience.
const ADDRESSED_MIN: usize = 4;

/// Gives each line its speaker's role. `reads` are in order of time.
pub(crate) fn cast(reads: &mut [Read<'_>]) {
    let mut roles = given(reads);
    let said = roles.values().any(|&role| role != Role::Other);
    let authors: HashSet<String> = reads.iter().map(|read| read.author.clone()).collect();
    // Where roles were given, those who post themselves have theirs; the others are only known from what is retold.
    let open = |name: &str| !said || !authors.contains(name);
    let asked_first = first_to_ask(reads);
    let hosts_ask = asked_first.iter().any(|(name, _)| roles.get(name) == Some(&Role::Host));
    if !hosts_ask {
        for host in hosts(reads, &asked_first, said) {
            if open(&host) {
                roles.insert(host, Role::Host);
            }
        }
    }
    for name in moderators(reads, &roles) {
        if open(&name) {
            roles.insert(name, Role::Host);
        }
    }
    for name in guests(reads, &roles) {
        if open(&name) && roles.get(&name) != Some(&Role::Host) {
            roles.insert(name, Role::Guest);
        }
    }
    for read in reads.iter_mut() {
        read.role = roles.get(&read.speaker).copied().unwrap_or(Role::Other);
    }
}

fn given(reads: &[Read<'_>]) -> HashMap<String, Role> {
    let rank = |role| match role {
        Role::Host => 2,
        Role::Guest => 1,
        Role::Other => 0,
    };
    let mut roles: HashMap<String, Role> = HashMap::new();
    for read in reads {
        let role = roles.entry(read.author.clone()).or_insert(read.given);
        if rank(read.given) > rank(*role) {
            *role = read.given;
        }
    }
    roles
}

/// How many numbers each speaker was the first to ask, most first.
fn first_to_ask(reads: &[Read<'_>]) -> Vec<(String, usize)> {
    let mut seen: HashSet<u32> = HashSet::new();
    let mut firsts: HashMap<&str, usize> = HashMap::new();
    for read in reads.iter().filter(|read| read.boost_of.is_none() && read.agenda() < 3) {
        let Some(label) = read.firm().next() else { continue };
        let Some(number) = label.number else { continue };
        let asks = match label.kind {
            LabelKind::Question | LabelKind::Topic => read.asks || label.marked,
            LabelKind::Bare => read.asks,
            LabelKind::Answer | LabelKind::Closing => false,
        };
        if seen.insert(number) && asks {
            *firsts.entry(&read.speaker).or_default() += 1;
        }
    }
    let mut firsts: Vec<(String, usize)> = firsts.into_iter().map(|(name, n)| (name.to_owned(), n)).collect();
    firsts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    firsts
}

/// Who hosts where nobody was said to: who asks by number, else who answers everybody, else who welcomes or ends.
fn hosts(reads: &[Read<'_>], firsts: &[(String, usize)], said: bool) -> Vec<String> {
    let least = if firsts.len() == 1 { 1 } else { 2 };
    let asking: Vec<String> =
        firsts.iter().filter(|(_, n)| *n >= least).map(|(name, _)| name.clone()).collect();
    if !asking.is_empty() || said {
        return asking;
    }
    let mut addressed: HashMap<&str, usize> = HashMap::new();
    let mut frames: HashMap<&str, usize> = HashMap::new();
    let mut all: HashMap<&str, usize> = HashMap::new();
    for read in reads.iter().filter(|read| read.boost_of.is_none()) {
        *all.entry(&read.speaker).or_default() += 1;
        if !read.retold && read.addressed.is_some() {
            *addressed.entry(&read.speaker).or_default() += 1;
        }
        if !read.retold
            && read.addressed.is_none()
            && (cues::welcomes(&read.low) || cues::wraps_up(&read.low))
        {
            *frames.entry(&read.speaker).or_default() += 1;
        }
    }
    let total: usize = addressed.values().sum();
    let answers = most(&addressed).filter(|(_, n)| *n >= ADDRESSED_MIN && 2 * n >= total);
    let found =
        answers.or_else(|| most(&frames)).or_else(|| most(&all).filter(|(_, n)| 2 * n >= reads.len()));
    found.map(|(name, _)| name.to_owned()).into_iter().collect()
}

fn most<'a>(counts: &HashMap<&'a str, usize>) -> Option<(&'a str, usize)> {
    counts.iter().map(|(&name, &n)| (name, n)).max_by(|a, b| a.1.cmp(&b.1).then_with(|| b.0.cmp(a.0)))
}

/// "I'm @sam, moderating today", "our co-hosts are @sam and @kim", and whom the host retells saying so.
fn moderators(reads: &[Read<'_>], roles: &HashMap<String, Role>) -> Vec<String> {
    let hosts = |name: &str| roles.get(name) == Some(&Role::Host);
    let mut found = Vec::new();
    for read in reads.iter().filter(|read| hosts(&read.author) || hosts(&read.speaker)) {
        let leads = ["moderat", "co-host", "cohost", "your host", "our host", "hosting"]
            .iter()
            .any(|cue| read.low.contains(cue));
        if !leads || read.addressed.is_some() || read.mentions.len() > 4 {
            continue;
        }
        if read.retold {
            if ["i'm ", "i am ", "i'll ", "i will "].iter().any(|cue| read.bare.contains(cue)) {
                found.push(read.speaker.clone());
            }
        } else if !read.low.contains("guest") {
            found.extend(read.mentions.iter().cloned());
        }
    }
    found
}

/// Whom hosts name in what they say to everybody before they ask, or when they ask them.
fn guests(reads: &[Read<'_>], roles: &HashMap<String, Role>) -> Vec<String> {
    let hosts = |name: &str| roles.get(name) == Some(&Role::Host);
    let mut asked: HashMap<&str, usize> = HashMap::new();
    let mut found = Vec::new();
    let mut begun = 0;
    for read in reads.iter().filter(|read| hosts(&read.speaker) && read.boost_of.is_none()) {
        let questions = read.firm().any(|label| label.kind == LabelKind::Question) && read.asks;
        begun += usize::from(questions);
        if questions {
            for name in &read.mentions {
                *asked.entry(name).or_default() += 1;
            }
        } else if begun < 2
            && read.addressed.is_none()
            && read.mentions.len() <= MENTIONS_MAX
            && invites(read)
        {
            found.extend(read.mentions.iter().filter(|name| **name != read.author).cloned());
        }
    }
    found.extend(asked.into_iter().filter(|&(_, n)| n >= 2).map(|(name, _)| name.to_owned()));
    found
}

fn invites(read: &Read<'_>) -> bool {
    [
        "with @",
        "w/ @",
        "w/@",
        "+ @",
        "guest",
        "expert",
        "panel",
        "joined by",
        "join us",
        "special welcome",
        "featuring",
        "con @",
        "invitad",
    ]
    .iter()
    .any(|cue| read.low.contains(cue))
}
