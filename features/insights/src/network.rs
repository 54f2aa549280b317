//! Who spoke to whom in a window: answers, mentions and boosts between people, and where each stands in the picture.
//! The same data make the same picture: no chance, no script.

use std::collections::HashMap;

use base::Id;

use crate::columns::NOBODY;
use crate::figures::Look;

/// Width and height of the picture, in its own units.
pub(crate) const SIDE: f64 = 560.0;
/// Room around the people.
const EDGE: f64 = 34.0;
/// How often everybody is moved.
const TURNS: u32 = 240;
/// Lines that are drawn and told at the most, the strongest.
pub(crate) const EDGES_MAX: usize = 200;

/// The people who spoke to each other the most, and how.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Network {
    /// Whoever spoke or was spoken to the most is first.
    pub people: Vec<Node>,
    /// The strongest first.
    pub edges: Vec<Edge>,
    /// How many people there are in all.
    pub people_all: usize,
}

/// Somebody in the picture.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Node {
    /// Who.
    pub account: Id,
    /// How often they spoke to others and others to them.
    pub strength: u64,
    /// Where they stand.
    pub at: (f64, f64),
}

/// How somebody spoke to somebody else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Edge {
    /// Who did, by place in `people`.
    pub from: usize,
    /// To whom.
    pub to: usize,
    /// Answers.
    pub replies: u64,
    /// Mentions.
    pub mentions: u64,
    /// Boosts.
    pub boosts: u64,
}

impl Edge {
    /// All of it.
    pub fn sum(&self) -> u64 {
        self.replies + self.mentions + self.boosts
    }
}

/// Replies, mentions, boosts.
type Counts = [u64; 3];

impl Network {
    /// Of the `limit` people who did the most.
    pub(crate) fn of(look: &Look<'_>, limit: usize) -> Self {
        let all = counted(look);
        let mut strengths: HashMap<u32, u64> = HashMap::new();
        for (&(from, to), counts) in &all {
            let sum: u64 = counts.iter().sum();
            *strengths.entry(from).or_default() += sum;
            *strengths.entry(to).or_default() += sum;
        }
        let account = |person: u32| look.columns.people[person as usize];
        let mut people: Vec<(u32, u64)> = strengths.into_iter().collect();
        people.sort_unstable_by(|a, b| b.1.cmp(&a.1).then(account(a.0).cmp(&account(b.0))));
        let people_all = people.len();
        people.truncate(limit);
        let places: HashMap<u32, usize> =
            people.iter().enumerate().map(|(place, (person, _))| (*person, place)).collect();
        let mut edges: Vec<Edge> = all
            .iter()
            .filter_map(|((from, to), [replies, mentions, boosts])| {
                let (from, to) = (*places.get(from)?, *places.get(to)?);
                Some(Edge { from, to, replies: *replies, mentions: *mentions, boosts: *boosts })
            })
            .collect();
        edges.sort_unstable_by_key(|edge| (std::cmp::Reverse(edge.sum()), edge.from, edge.to));
        edges.truncate(EDGES_MAX);
        let spots = layout(people.len(), &edges);
        let people = people.into_iter().zip(spots);
        let people =
            people.map(|((person, strength), at)| Node { account: account(person), strength, at }).collect();
        Self { people, edges, people_all }
    }

    /// Without those whom `keep` does not want.
    #[must_use]
    pub fn only(mut self, keep: impl Fn(Id) -> bool) -> Self {
        let kept: Vec<bool> = self.people.iter().map(|node| keep(node.account)).collect();
        let mut places = vec![0; kept.len()];
        let mut next = 0;
        for (place, kept) in places.iter_mut().zip(&kept) {
            *place = next;
            next += usize::from(*kept);
        }
        self.edges.retain(|edge| kept[edge.from] && kept[edge.to]);
        self.edges.iter_mut().for_each(|edge| (edge.from, edge.to) = (places[edge.from], places[edge.to]));
        let mut flags = kept.into_iter();
        self.people.retain(|_| flags.next().unwrap_or_default());
        self
    }
}

/// What each of the people said to each other one.
fn counted(look: &Look<'_>) -> HashMap<(u32, u32), Counts> {
    let columns = look.columns;
    let mut all: HashMap<(u32, u32), Counts> = HashMap::new();
    for n in look.rows() {
        let (from, to) = (columns.authors[n], columns.to[n]);
        let mut add = |to: u32, kind: usize| {
            if to != NOBODY && to != from && !look.is_hidden(to) {
                all.entry((from, to)).or_default()[kind] += 1;
            }
        };
        if columns.is_boost(n) {
            add(to, 2);
            continue;
        }
        if columns.is_reply(n) {
            add(to, 0);
        }
        // Whoever answers somebody names them too, mostly: that is one thing, not two.
        let named = columns.mentions.of(n).iter().filter(|own| !(columns.is_reply(n) && **own == to));
        named.for_each(|own| add(*own, 1));
    }
    all
}

/// Where each one stands: people push each other away, lines pull them together (Fruchterman and Reingold, 1991), from
/// a circle on, and the more they move the calmer they get.
fn layout(people: usize, edges: &[Edge]) -> Vec<(f64, f64)> {
    let count = people.max(1) as f64;
    let turn = std::f64::consts::TAU / count;
    let mut spots: Vec<(f64, f64)> =
        (0..people).map(|n| ((turn * n as f64).cos(), (turn * n as f64).sin())).collect();
    let wide = (3.2 / count).sqrt();
    for step in 0..TURNS {
        let heat = 0.12 * (1.0 - f64::from(step) / f64::from(TURNS));
        let pushes = forces(&spots, edges, wide);
        for (spot, (x, y)) in spots.iter_mut().zip(pushes) {
            let length = x.hypot(y).max(1e-9);
            let far = length.min(heat);
            (spot.0, spot.1) = (spot.0 + x / length * far, spot.1 + y / length * far);
        }
    }
    fit(&spots)
}

fn forces(spots: &[(f64, f64)], edges: &[Edge], wide: f64) -> Vec<(f64, f64)> {
    let mut pushes = vec![(0.0, 0.0); spots.len()];
    for (push, spot) in pushes.iter_mut().zip(spots) {
        // A gentle pull to the middle, so that those who spoke only to each other do not drift away.
        *push = (-spot.0 * 0.35, -spot.1 * 0.35);
        for other in spots {
            let (x, y) = (spot.0 - other.0, spot.1 - other.1);
            // Nobody pushes themselves: there both are 0.
            let apart = x.mul_add(x, y * y).max(1e-6);
            *push = (push.0 + x / apart * wide * wide, push.1 + y / apart * wide * wide);
        }
    }
    for edge in edges {
        let (a, b) = (edge.from, edge.to);
        let (x, y) = (spots[a].0 - spots[b].0, spots[a].1 - spots[b].1);
        let pull = x.hypot(y) / wide * (1.0 + (edge.sum() as f64).ln() * 0.2);
        (pushes[a].0, pushes[a].1) = (pushes[a].0 - x * pull, pushes[a].1 - y * pull);
        (pushes[b].0, pushes[b].1) = (pushes[b].0 + x * pull, pushes[b].1 + y * pull);
    }
    pushes
}

/// Into the picture, as large as it goes, to whole units.
fn fit(spots: &[(f64, f64)]) -> Vec<(f64, f64)> {
    let span = |of: fn(&(f64, f64)) -> f64| {
        let (low, high) = spots.iter().map(of).fold((f64::MAX, f64::MIN), |(l, h), v| (l.min(v), h.max(v)));
        (low, (high - low).max(1e-9))
    };
    let ((left, wide), (top, high)) = (span(|spot| spot.0), span(|spot| spot.1));
    let room = 2.0_f64.mul_add(-EDGE, SIDE);
    let place = |(x, y): &(f64, f64)| {
        if spots.len() == 1 {
            return (SIDE / 2.0, SIDE / 2.0);
        }
        (((x - left) / wide).mul_add(room, EDGE).round(), ((y - top) / high).mul_add(room, EDGE).round())
    };
    spots.iter().map(place).collect()
}

#[cfg(test)]
mod tests {
    use base::Bucket;

    use super::*;
    use crate::columns::Columns;
    use crate::model::Window;
    use crate::store::{BOOST, Noted, REPLY};

    fn talk(rows: &[(i64, u8, i64, &[i64])]) -> Columns {
        let mut columns = Columns::default();
        for (n, &(author, flags, to, mentions)) in rows.iter().enumerate() {
            columns.push(
                Noted {
                    post: Id::new(1 + n as i64, Bucket::of(0), 0),
                    author: Id(author),
                    flags,
                    to: (to > 0).then_some(Id(to)),
                    mentions: mentions.iter().map(|id| Id(*id)).collect(),
                    ..Noted::default()
                },
                None,
            );
        }
        columns
    }

    fn network(columns: &Columns, hidden: &[u32], limit: usize) -> Network {
        Network::of(&Look::new(columns, hidden, Window::new(0, 1_000).unwrap()), limit)
    }

    #[test]
    fn who_spoke_to_whom() {
        let columns = talk(&[
            (1, REPLY, 2, &[2, 3]),
            (2, 0, 0, &[1, 2]),
            (3, BOOST, 1, &[]),
            (3, BOOST, 1, &[]),
            (1, REPLY, 1, &[]),
        ]);
        let found = network(&columns, &[], 9);
        let people: Vec<(i64, u64)> =
            found.people.iter().map(|node| (node.account.0, node.strength)).collect();
        assert_eq!(people, [(1, 5), (3, 3), (2, 2)]);
        let edges: Vec<_> =
            found.edges.iter().map(|e| (e.from, e.to, e.replies, e.mentions, e.boosts)).collect();
        assert_eq!(edges, [(1, 0, 0, 0, 2), (0, 1, 0, 1, 0), (0, 2, 1, 0, 0), (2, 0, 0, 1, 0)]);
        assert_eq!(found, network(&columns, &[], 9), "the same picture each time");
        let two = found.only(|id| id != Id(3));
        assert_eq!((two.people.len(), two.edges.len()), (2, 2));
        let three = columns.number(Id(3)).unwrap();
        assert_eq!(network(&columns, &[three], 9).people.len(), 2);
        assert_eq!(network(&columns, &[], 2).people_all, 3);
    }

    #[test]
    fn everybody_stands_in_the_picture() {
        let rows: Vec<(i64, u8, i64, &[i64])> =
            (0..40).map(|n| (n % 40 + 1, REPLY, (n * 7) % 40 + 1, &[][..])).collect();
        let found = network(&talk(&rows), &[], 40);
        assert!(found.people.len() > 30);
        assert!(
            found.people.iter().all(|n| (0.0..=SIDE).contains(&n.at.0) && (0.0..=SIDE).contains(&n.at.1))
        );
        let mut spots: Vec<_> = found.people.iter().map(|n| (n.at.0 as i64, n.at.1 as i64)).collect();
        spots.sort_unstable();
        spots.dedup();
        assert_eq!(spots.len(), found.people.len(), "nobody stands on somebody else");
        assert_eq!(network(&talk(&[]), &[], 40), Network::default());
    }
}
