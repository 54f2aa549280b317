//! Who follows whom: one account that nearly everyone follows, a heavy tail of others, and readers that follow 200.

use crate::chance::Dice;
use crate::plan::{CELEBRITY, CELEBRITY_FOLLOWERS_MAX, FOLLOWEES, Plan, QUIET, QUIET_FOLLOWERS};

const FOLLOWS: u64 = 5 << 40;
/// Whom anyone follows at the most, by chance.
const FOLLOWEES_MAX: u32 = 5_000;
/// Of ten follows so many go to the popular.
const POPULAR_OF_TEN: u64 = 6;

/// Lists of account numbers, one after the other: those of owner `n` are `others[starts[n]..starts[n + 1]]`, rising.
pub(crate) struct Lists {
    starts: Vec<u32>,
    others: Vec<u32>,
}

impl Lists {
    /// How many pairs there are.
    pub(crate) fn len(&self) -> u32 {
        self.others.len() as u32
    }

    /// The length of one owner's list.
    pub(crate) fn count(&self, owner: u32) -> u32 {
        self.starts[owner as usize + 1] - self.starts[owner as usize]
    }

    /// The pairs of a range of positions: `(owner, other)` in rising order.
    pub(crate) fn pairs(&self, from: u32, until: u32) -> impl Iterator<Item = (u32, u32)> + '_ {
        let mut owner = self.starts.partition_point(|&start| start <= from) - 1;
        (from..until).map(move |at| {
            while self.starts[owner + 1] <= at {
                owner += 1;
            }
            (owner as u32, self.others[at as usize])
        })
    }

    /// The same pairs the other way around.
    pub(crate) fn reversed(&self) -> Self {
        let owners = self.starts.len() - 1;
        let mut starts = vec![0_u32; owners + 1];
        for &other in &self.others {
            starts[other as usize + 1] += 1;
        }
        for n in 0..owners {
            starts[n + 1] += starts[n];
        }
        let (mut next, mut others) = (starts.clone(), vec![0; self.others.len()]);
        for (owner, other) in self.pairs(0, self.len()) {
            let place = &mut next[other as usize];
            others[*place as usize] = owner;
            *place += 1;
        }
        Self { starts, others }
    }
}

/// Whom everyone follows.
pub(crate) fn followees(plan: &Plan) -> Lists {
    let fans = CELEBRITY_FOLLOWERS_MAX.min(plan.accounts - 1);
    let rest = plan.follows.saturating_sub(fans);
    let mean = f64::from(rest) / f64::from(plan.accounts);
    let (mut starts, mut others) = (vec![0], Vec::with_capacity(plan.follows as usize + 1_024));
    for n in 0..plan.accounts {
        let first = others.len();
        if n != CELEBRITY && n <= fans {
            others.push(CELEBRITY);
        }
        if (Plan::driver(0)..Plan::driver(QUIET_FOLLOWERS)).contains(&n) {
            others.push(QUIET);
        }
        follow(plan, n, mean, first, &mut others);
        starts.push(others.len() as u32);
    }
    Lists { starts, others }
}

/// Adds whom account `n` follows by chance; its list begins at `first`.
fn follow(plan: &Plan, n: u32, mean: f64, first: usize, others: &mut Vec<u32>) {
    let mut dice = Dice::new(plan.seed, FOLLOWS + u64::from(n));
    let wanted = if Plan::is_reader(n) {
        FOLLOWEES as usize
    } else {
        let by_chance = ((mean * dice.uneven()).round() as u32).min(FOLLOWEES_MAX).min(plan.accounts / 4);
        others.len() - first + by_chance as usize
    };
    while others.len() - first < wanted {
        for _ in others.len() - first..wanted {
            others.extend(drawn(plan, n, &mut dice));
        }
        // Those drawn twice are drawn again.
        others[first..].sort_unstable();
        let mut kept = first;
        for at in first..others.len() {
            if at == first || others[at] != others[kept - 1] {
                others[kept] = others[at];
                kept += 1;
            }
        }
        others.truncate(kept);
    }
}

fn drawn(plan: &Plan, n: u32, dice: &mut Dice) -> Option<u32> {
    let people = u64::from(plan.accounts);
    let rank = if dice.below(10) < POPULAR_OF_TEN { dice.skewed(people) } else { dice.below(people) };
    Some(plan.shuffled(rank)).filter(|&other| other != n && other != CELEBRITY && other != QUIET)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_graph_has_the_shape_that_the_scenarios_need() {
        let plan = Plan::new(2_000, 20_000, 100_000, 3, 1_795_356_000_000).unwrap();
        let lists = followees(&plan);
        let back = lists.reversed();
        assert_eq!(lists.len(), back.len());
        assert!((90_000..115_000).contains(&lists.len()), "{}", lists.len());
        assert_eq!((back.count(CELEBRITY), back.count(QUIET)), (1_999, QUIET_FOLLOWERS));
        assert!((0..64).all(|n| lists.count(Plan::driver(n)) == FOLLOWEES));
        let most = (2..2_000).map(|n| back.count(n)).max().unwrap();
        let (mean, median) = (back.len() / 2_000, {
            let mut all: Vec<u32> = (0..2_000).map(|n| back.count(n)).collect();
            all.sort_unstable();
            all[1_000]
        });
        assert!(most > 10 * mean && median < mean, "most {most}, mean {mean}, median {median}");
    }

    #[test]
    fn pairs_rise_and_nobody_follows_themselves() {
        let plan = Plan::new(600, 600, 9_000, 8, 1_795_356_000_000).unwrap();
        let lists = followees(&plan);
        let all: Vec<(u32, u32)> = lists.pairs(0, lists.len()).collect();
        assert!(all.windows(2).all(|two| two[0] < two[1]) && all.iter().all(|(a, b)| a != b));
        let parts: Vec<_> =
            (0..lists.len()).step_by(97).flat_map(|at| lists.pairs(at, (at + 97).min(lists.len()))).collect();
        assert_eq!(parts, all);
        let mut turned: Vec<(u32, u32)> = all.iter().map(|&(a, b)| (b, a)).collect();
        turned.sort_unstable();
        let back = lists.reversed();
        assert_eq!(back.pairs(0, back.len()).collect::<Vec<_>>(), turned);
    }
}
