//! Bursts of hashtags that may be sessions.

use std::collections::{HashMap, HashSet};

use base::Ms;
use text::labels::LabelKind;

use crate::cues;
use crate::model::Line;
use crate::read::{Read, read};

/// Posts of a hashtag below which it is not looked at.
const TAG_POSTS_MIN: usize = 4;
/// Silence that ends a burst.
const GAP_MS: Ms = 45 * 60_000;
/// The same where a host answers the audience for hours.
const AUDIENCE_GAP_MS: Ms = 110 * 60_000;
/// Silence between labelled posts that separates two sessions of a tag that is never silent.
const LABELS_GAP_MS: Ms = 40 * 60_000;
/// How much around the labelled posts belongs to them, where few people post.
const AROUND_MS: (Ms, Ms) = (75 * 60_000, 45 * 60_000);
/// The same in a crowd, which uses the hashtag all day.
const CROWD_AROUND_MS: (Ms, Ms) = (25 * 60_000, 20 * 60_000);
/// People from whom on a burst is a crowd.
const CROWD_MIN: usize = 5;
/// Different numbers and labelled posts that make a session.
const NUMBERS_MIN: usize = 2;
const LABELLED_MIN: usize = 3;
/// Part of the posts that has labels, at least, where there are only few.
const LABELLED_SHARE: f64 = 0.12;
/// Answers to single people, and their part of all posts, that make a session.
const ADDRESSED_MIN: usize = 5;
const ADDRESSED_SHARE: f64 = 0.4;
/// How many posts back is looked for the same words.
const REPEATED_BACK: usize = 8;
/// Posts of a session that only a welcome and a good-bye show.
const FRAMED_POSTS_MIN: usize = 8;
/// How long a session lasts at most; a burst that is longer shows no beginning and end.
const FRAMED_MS_MAX: Ms = 4 * 3_600_000;

/// Posts that may be a session, by index in the heap.
pub(super) struct Burst {
    pub(super) key: String,
    pub(super) posts: Vec<usize>,
    /// How much speaks for it; of several tags in the same posts the one with the most is the chat's.
    pub(super) score: usize,
    /// Whether only answers to the audience speak for it.
    pub(super) audience: bool,
}

/// All bursts that may be sessions, in lines by time.
pub(super) fn find(lines: &[&Line], wanted: Option<&str>) -> Vec<Burst> {
    let mut tags: HashMap<String, Vec<usize>> = HashMap::new();
    for (n, line) in lines.iter().enumerate().filter(|(_, line)| line.text.contains(['#', '＃'])) {
        for tag in text::hashtags(&line.text) {
            if wanted.is_none_or(|wanted| wanted == tag.key) {
                tags.entry(tag.key).or_default().push(n);
            }
        }
    }
    let mut found = Vec::new();
    for (key, posts) in tags.into_iter().filter(|(_, posts)| posts.len() >= TAG_POSTS_MIN) {
        let gap = if addressed(lines, &posts) { AUDIENCE_GAP_MS } else { GAP_MS };
        for burst in split(lines, &posts, gap) {
            judge(lines, &key, &burst, &mut found);
        }
    }
    found
}

fn split(lines: &[&Line], posts: &[usize], gap: Ms) -> Vec<Vec<usize>> {
    let apart = |a: &usize, b: &usize| lines[*b].ms - lines[*a].ms <= gap;
    posts.chunk_by(apart).filter(|burst| burst.len() >= TAG_POSTS_MIN).map(<[usize]>::to_vec).collect()
}

/// Whether most posts begin with somebody's name.
fn addressed(lines: &[&Line], posts: &[usize]) -> bool {
    let to_one = |n: &&usize| lines[**n].text.trim_start_matches(['.', ' ']).starts_with('@');
    posts.iter().filter(to_one).count() as f64 >= ADDRESSED_SHARE * posts.len() as f64
}

fn judge(lines: &[&Line], key: &str, burst: &[usize], found: &mut Vec<Burst>) {
    let reads: Vec<Read<'_>> = burst.iter().map(|&n| read(lines[n])).collect();
    let cores = cores(&reads);
    if !cores.is_empty() {
        found.extend(cores.iter().map(|core| around(key, burst, &reads, core)));
        return;
    }
    let to_one = reads.iter().filter(|read| read.addressed.is_some() && !read.retold).count();
    let audience =
        to_one >= ADDRESSED_MIN && to_one as f64 >= ADDRESSED_SHARE * reads.len() as f64 && !repeated(&reads);
    if audience || framed(&reads) {
        let score = if audience { 100 * to_one } else { 50 * reads.len() };
        found.push(Burst { key: key.to_owned(), posts: burst.to_vec(), score, audience });
    }
}

/// Whether most of what is addressed to single people says the same to each: no answers, but an advertisement.
fn repeated(reads: &[Read<'_>]) -> bool {
    let to_one: Vec<&Read<'_>> =
        reads.iter().filter(|read| read.addressed.is_some() && !read.retold).collect();
    let again = to_one.iter().enumerate().skip(1).filter(|(n, read)| {
        let before = &to_one[n.saturating_sub(REPEATED_BACK)..*n];
        before.iter().any(|other| read.resembles(&other.words))
    });
    2 * again.count() >= to_one.len()
}

/// Runs of labelled posts that have several numbers.
fn cores(reads: &[Read<'_>]) -> Vec<Vec<usize>> {
    let number = |read: &Read<'_>| {
        let label = read.firm().find(|label| label.kind != LabelKind::Bare)?;
        label.number
    };
    let labelled: Vec<usize> = (0..reads.len()).filter(|&n| number(&reads[n]).is_some()).collect();
    let runs = labelled.chunk_by(|&a, &b| reads[b].ms - reads[a].ms <= LABELS_GAP_MS);
    let several = |run: &&[usize]| {
        let numbers: HashSet<u32> = run.iter().filter_map(|&n| number(&reads[n])).collect();
        let spanned = run[run.len() - 1] - run[0] + 1;
        numbers.len() >= NUMBERS_MIN
            && run.len() >= LABELLED_MIN
            && run.len() as f64 >= LABELLED_SHARE * spanned as f64
            && run.iter().any(|&n| asks(&reads[n]))
    };
    runs.filter(several).map(<[usize]>::to_vec).collect()
}

/// Whether a labelled post asks, or answers as people do: a lone list of "A1, B2" does neither.
fn asks(read: &Read<'_>) -> bool {
    read.asks || read.firm().any(|label| label.kind == LabelKind::Answer)
}

/// A core with what lies around it.
fn around(key: &str, burst: &[usize], reads: &[Read<'_>], core: &[usize]) -> Burst {
    let people: HashSet<&str> = reads.iter().map(|read| read.author.as_str()).collect();
    let (before, after) = if people.len() >= CROWD_MIN { CROWD_AROUND_MS } else { AROUND_MS };
    let from = reads[core[0]].ms - before;
    let until = reads[core[core.len() - 1]].ms + after;
    let near = (0..reads.len()).filter(|&n| (from..=until).contains(&reads[n].ms));
    let posts: Vec<usize> = near.map(|n| burst[n]).collect();
    // A hashtag that others use all day has as many labels, but less of its posts have one.
    Burst {
        key: key.to_owned(),
        score: 100 * core.len() * core.len() / posts.len().max(1),
        posts,
        audience: false,
    }
}

/// A welcome at the beginning and a good-bye at the end, by the same person.
fn framed(reads: &[Read<'_>]) -> bool {
    let (Some(first), Some(last)) = (reads.first(), reads.last()) else { return false };
    if reads.len() < FRAMED_POSTS_MIN || last.ms - first.ms > FRAMED_MS_MAX {
        return false;
    }
    let third = reads.len().div_ceil(3);
    let free = |read: &&Read<'_>| !read.retold && read.addressed.is_none();
    let opens = reads[..third].iter().filter(free).filter(|read| cues::welcomes(&read.low));
    let hosts: HashSet<&str> = opens.map(|read| read.author.as_str()).collect();
    let ends = |read: &Read<'_>| cues::wraps_up(&read.low) && hosts.contains(read.author.as_str());
    reads[reads.len() - third..].iter().filter(free).any(ends)
}
