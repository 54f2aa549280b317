//! Chance that can be had again: every number of a run follows from a seed and a position.

/// A stream of numbers for one thing (an account, a post).
#[derive(Debug, Clone)]
pub(crate) struct Dice(u64);

impl Dice {
    /// The dice of thing `n` in a run with `seed`.
    pub(crate) fn new(seed: u64, n: u64) -> Self {
        Self(scramble(seed ^ scramble(n.wrapping_add(0x5bf0_3635))))
    }

    /// The next number.
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        scramble(self.0)
    }

    /// A number in `0..below`, even enough.
    pub(crate) fn below(&mut self, below: u64) -> u64 {
        self.next() % below.max(1)
    }

    /// From 0 to 1, both left out.
    pub(crate) fn part(&mut self) -> f64 {
        ((self.next() >> 11) as f64 + 0.5) / (1_u64 << 53) as f64
    }

    /// A number in `0..below` of which the small ones are far more likely: Zipf's law with exponent 1.
    pub(crate) fn skewed(&mut self, below: u64) -> u64 {
        let n = (below.max(1) as f64).powf(self.part()) as u64;
        n.saturating_sub(1).min(below.saturating_sub(1))
    }

    /// Positive, with a mean of 1, now and then several times that.
    pub(crate) fn uneven(&mut self) -> f64 {
        -self.part().ln()
    }
}

/// The finalizer of MurmurHash3 with Stafford's constants (public domain), as in SplitMix64.
fn scramble(mut n: u64) -> u64 {
    n = (n ^ (n >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    n = (n ^ (n >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    n ^ (n >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_again_and_in_range() {
        let (mut a, mut b) = (Dice::new(1, 2), Dice::new(1, 2));
        assert!((0..100).all(|_| a.next() == b.next()));
        assert_ne!(Dice::new(1, 2).next(), Dice::new(1, 3).next());
        let mut dice = Dice::new(3, 0);
        assert!((0..1_000).all(|_| dice.below(7) < 7 && dice.skewed(9) < 9));
        assert_eq!((dice.skewed(1), dice.below(0)), (0, 0));
    }

    #[test]
    fn the_first_are_likelier_by_far() {
        let mut dice = Dice::new(5, 5);
        let mut counts = [0_u32; 1_000];
        for _ in 0..100_000 {
            counts[dice.skewed(1_000) as usize] += 1;
        }
        let first = f64::from(counts[0]) / 100_000.0;
        assert!((0.07..0.13).contains(&first), "ln 2 / ln 1000 is 0.10, this is {first}");
        let mean: f64 = (0..10_000).map(|_| dice.uneven()).sum::<f64>() / 10_000.0;
        assert!((0.9..1.1).contains(&mean), "{mean}");
    }
}
