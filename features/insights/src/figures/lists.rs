//! Rankings: people, links, words, languages, boosted posts.

use base::Id;

use super::Look;
use crate::columns::NOBODY;
use crate::model::{Counted, Metric, Ranked};

/// The places of the `limit` greatest counts above 0, the greatest first; the lower place first among equals.
pub(crate) fn greatest(counts: &[u64], limit: usize) -> Vec<(usize, u64)> {
    let mut found: Vec<(usize, u64)> =
        counts.iter().copied().enumerate().filter(|(_, count)| *count > 0).collect();
    let order = |a: &(usize, u64), b: &(usize, u64)| b.1.cmp(&a.1).then(a.0.cmp(&b.0));
    if found.len() > limit && limit > 0 {
        found.select_nth_unstable_by(limit - 1, order);
    }
    found.truncate(limit);
    found.sort_unstable_by(order);
    found
}

impl Look<'_> {
    /// What each of the people has by a metric.
    fn counts(&self, metric: Metric) -> Vec<u64> {
        let columns = self.columns;
        let mut counts = vec![0_u64; columns.people.len()];
        for n in self.rows() {
            let author = columns.authors[n];
            match metric {
                Metric::Posts => counts[author as usize] += 1,
                Metric::Impressions => counts[author as usize] += u64::from(columns.followers[n]),
                Metric::Mentions => {
                    let named = columns.mentions.of(n).iter().filter(|_| !columns.is_boost(n));
                    named.filter(|to| **to != author).for_each(|to| counts[*to as usize] += 1);
                }
                Metric::Boosts | Metric::Replies => {
                    let fits = columns.is_boost(n) == (metric == Metric::Boosts)
                        && (columns.is_boost(n) || columns.is_reply(n));
                    let to = columns.to[n];
                    if fits && to != NOBODY && to != author {
                        counts[to as usize] += 1;
                    }
                }
            }
        }
        counts
    }

    /// The first people of a ranking; who is suspended is in none.
    pub(crate) fn top(&self, metric: Metric, limit: usize) -> Vec<Ranked> {
        let mut counts = self.counts(metric);
        for (person, count) in counts.iter_mut().enumerate() {
            if self.hidden[person] {
                *count = 0;
            }
        }
        let ranked = |(person, count)| Ranked { account: self.columns.people[person], count };
        greatest(&counts, limit).into_iter().map(ranked).collect()
    }

    /// The addresses that were shared the most; a boost shares what it boosts.
    pub(crate) fn links(&self, limit: usize) -> Vec<Counted> {
        let columns = self.columns;
        let mut counts = vec![0_u64; columns.addresses.len()];
        self.rows().for_each(|n| columns.links.of(n).iter().for_each(|link| counts[*link as usize] += 1));
        let found = greatest(&counts, limit);
        let people = self.people_of(&found, |n| columns.links.of(n), counts.len());
        counted(found, &people, |link| columns.addresses.text(link))
    }

    /// The words that the most posts hold; boosts say nothing of their own.
    pub(crate) fn words(&self, limit: usize) -> Vec<Counted> {
        let columns = self.columns;
        let Some(words) = &columns.words else { return Vec::new() };
        let of = |n: usize| if columns.is_boost(n) { &[][..] } else { words.of_rows.of(n) };
        let mut counts = vec![0_u64; words.names.len()];
        self.rows().for_each(|n| of(n).iter().for_each(|word| counts[*word as usize] += 1));
        let found = greatest(&counts, limit);
        let people = self.people_of(&found, of, counts.len());
        counted(found, &people, |word| words.names.text(word))
    }

    /// Posts of their own in each language; what says none has an empty name.
    pub(crate) fn languages(&self) -> Vec<Counted> {
        let columns = self.columns;
        let mut counts = vec![0_u64; columns.tongues.len()];
        let mut pairs: Vec<(u32, u32)> = Vec::new();
        for n in self.rows().filter(|n| !columns.is_boost(*n)) {
            counts[usize::from(columns.languages[n])] += 1;
            pairs.push((columns.languages[n].into(), columns.authors[n]));
        }
        pairs.sort_unstable();
        pairs.dedup();
        let found = greatest(&counts, usize::from(u16::MAX));
        let people: Vec<u64> = found
            .iter()
            .map(|(tongue, _)| pairs.iter().filter(|(own, _)| *own as usize == *tongue).count() as u64)
            .collect();
        counted(found, &people, |tongue| columns.tongues.text(tongue))
    }

    /// The posts that were boosted the most in the window, with how often.
    pub(crate) fn boosted(&self, limit: usize) -> Vec<(Id, u64)> {
        let columns = self.columns;
        let boosts = self.rows().map(|n| columns.boost_of[n]).filter(|of| of.0 != 0);
        let mut all: Vec<Id> = boosts.collect();
        all.sort_unstable();
        let mut found: Vec<(Id, u64)> =
            all.chunk_by(|a, b| a == b).map(|same| (same[0], same.len() as u64)).collect();
        found.sort_unstable_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
        found.truncate(limit);
        found
    }

    /// How many people have each of what was found.
    fn people_of<'l>(
        &self,
        found: &[(usize, u64)],
        of: impl Fn(usize) -> &'l [u32],
        names: usize,
    ) -> Vec<u64> {
        let mut places = vec![usize::MAX; names];
        found.iter().enumerate().for_each(|(place, (name, _))| places[*name] = place);
        let mut pairs: Vec<(usize, u32)> = Vec::new();
        for n in self.rows() {
            let wanted = of(n).iter().map(|name| places[*name as usize]).filter(|place| *place != usize::MAX);
            pairs.extend(wanted.map(|place| (place, self.columns.authors[n])));
        }
        pairs.sort_unstable();
        pairs.dedup();
        let mut people = vec![0; found.len()];
        pairs.into_iter().for_each(|(place, _)| people[place] += 1);
        people
    }
}

fn counted<'n>(found: Vec<(usize, u64)>, people: &[u64], text: impl Fn(u32) -> &'n str) -> Vec<Counted> {
    let one = |((place, posts), people): ((usize, u64), &u64)| Counted {
        text: text(u32::try_from(place).unwrap_or(u32::MAX)).to_owned(),
        posts,
        people: *people,
    };
    found.into_iter().zip(people).map(one).collect()
}
