//! What belongs to a session though it forgot the hashtag, or though the hashtag was cut off.

use std::collections::{BTreeSet, HashSet};

use base::{Id, Ms};
use text::labels::LabelKind;

use super::bursts::Burst;
use crate::cast::cast;
use crate::cues;
use crate::model::{Line, Role};
use crate::read::{Read, read};

/// How long after the last post with the hashtag something may still belong to it.
const AFTER_MS: Ms = 6 * 60_000;
/// How often is looked for more.
const ROUNDS: usize = 2;

/// The lines of a burst and around it, by index.
pub(super) fn grow(lines: &[&Line], burst: &Burst) -> Vec<usize> {
    let (Some(&first), Some(&last)) = (burst.posts.first(), burst.posts.last()) else { return Vec::new() };
    let mut members: Vec<usize> = burst.posts.clone();
    let until = lines[last].ms + AFTER_MS;
    let to = lines.partition_point(|line| line.ms <= until);
    // Whoever is found the first time may be answered by what is found the second time.
    for _ in 0..ROUNDS {
        let known = Known::of(lines, burst, &members);
        let mut ids: HashSet<Id> = members.iter().map(|&n| lines[n].id).collect();
        let mut found: BTreeSet<usize> = members.iter().copied().collect();
        for (n, line) in lines.iter().enumerate().take(to).skip(first) {
            let answers = line.reply_to.is_some_and(|id| ids.contains(&id));
            if !found.contains(&n) && (answers || known.belongs(&read(line), &line.text)) {
                found.insert(n);
                ids.insert(line.id);
            }
        }
        members = found.into_iter().collect();
    }
    members
}

struct Known<'a> {
    burst: &'a Burst,
    /// Who posts with the hashtag.
    authors: HashSet<String>,
    /// Whose words they retell, and whom they invited.
    cast: HashSet<String>,
    /// Whom the hosts answer, where they answer the audience.
    answered: HashSet<String>,
}

impl<'a> Known<'a> {
    fn of(lines: &[&Line], burst: &'a Burst, members: &[usize]) -> Self {
        let mut reads: Vec<Read<'_>> = members.iter().map(|&n| read(lines[n])).collect();
        cast(&mut reads);
        let authors: HashSet<String> = reads.iter().map(|read| read.author.clone()).collect();
        let retold = reads.iter().filter(|read| read.retold).map(|read| read.speaker.clone());
        let asked = reads.iter().filter(|read| read.role == Role::Host && read.firm().next().is_some());
        let invited = asked.flat_map(|read| read.mentions.iter().cloned());
        let cast: HashSet<String> = retold.chain(invited).filter(|name| !authors.contains(name)).collect();
        let answered = reads.iter().filter(|read| burst.audience && !read.retold);
        let answered = answered.filter_map(|read| read.addressed.clone()).collect();
        Self { burst, authors, cast, answered }
    }

    fn belongs(&self, read: &Read<'_>, text: &str) -> bool {
        if cut_off(text, &self.burst.key) {
            return true;
        }
        if !self.authors.contains(&read.author) {
            return false;
        }
        let ours = |name: &String| self.cast.contains(name);
        let labelled = read.firm().any(|label| label.kind != LabelKind::Bare);
        let named = read.mentions.iter().any(ours);
        let speaks = read.retold && ours(&read.speaker) && (read.tags == 0 || text.trim_end().ends_with('…'));
        let to_host = read.retold && read.mentions.iter().skip(1).any(|name| self.authors.contains(name));
        let to_cast = read.addressed.as_ref().is_some_and(ours);
        let audience = self.burst.audience && read.addressed.is_some() && !read.retold;
        let asked = read.retold && self.answered.contains(&read.speaker);
        let frames = cues::takes_leave(&read.low) || cues::welcomes(&read.low) || cues::announces(&read.low);
        let around = named
            && (frames || read.tags == 0 || read.low.contains("our host") || read.low.contains(" chat"));
        labelled || speaks || to_host || to_cast || audience || asked || around
    }
}

/// Whether a text ends in the beginning of the hashtag, as retweets of old do: `#talknu…`.
fn cut_off(text: &str, key: &str) -> bool {
    let text = text.trim_end();
    let Some(cut) = text.strip_suffix('…').or_else(|| text.strip_suffix("...")) else { return false };
    let Some(hash) = cut.rfind(['#', '＃']) else { return false };
    let part: String = cut[hash..].chars().skip(1).collect::<String>().to_lowercase();
    let least = if text.starts_with("RT ") { 1 } else { 2 };
    part.chars().count() >= least && part.len() < key.len() && key.starts_with(&part)
}

#[cfg(test)]
mod tests {
    use super::cut_off;

    #[test]
    fn hashtags_are_known_by_their_beginning() {
        assert!(cut_off("so true #talknu…", "talknutrition"));
        assert!(cut_off("so true #TalkN...", "talknutrition"));
        assert!(!cut_off("so true #t…", "talknutrition"));
        assert!(!cut_off("so true #talknutrition", "talknutrition"));
        assert!(!cut_off("so true #taxes…", "talknutrition"));
        assert!(!cut_off("so true…", "talknutrition"));
        assert!(!cut_off("#é…", "été"));
    }
}
