//! Counting distinct accounts in little memory: few of them exactly, many by HyperLogLog (Flajolet et al. 2007).

use base::Id;

/// Accounts that are counted exactly.
const FEW_MAX: usize = 128;
const REGISTER_BITS: u32 = 10;
const REGISTERS: usize = 1 << REGISTER_BITS;

/// Distinct accounts.
#[derive(Debug, Clone)]
pub(super) enum Crowd {
    Few(Vec<Id>),
    /// The standard error of 1,024 registers is 3 %.
    Many(Box<[u8; REGISTERS]>),
}

impl Default for Crowd {
    fn default() -> Self {
        Self::Few(Vec::new())
    }
}

impl Crowd {
    /// Adds an account; false if it was surely there already.
    pub(super) fn add(&mut self, id: Id) -> bool {
        match self {
            Self::Few(ids) if ids.contains(&id) => false,
            Self::Few(ids) if ids.len() < FEW_MAX => {
                ids.push(id);
                true
            }
            Self::Few(ids) => {
                let mut registers = Box::new([0; REGISTERS]);
                for &id in ids.iter() {
                    note(&mut registers, id);
                }
                let new = note(&mut registers, id);
                *self = Self::Many(registers);
                new
            }
            Self::Many(registers) => note(registers, id),
        }
    }

    /// How many there are.
    pub(super) fn count(&self) -> u32 {
        match self {
            Self::Few(ids) => u32::try_from(ids.len()).unwrap_or(u32::MAX),
            Self::Many(registers) => estimate(registers),
        }
    }
}

/// Notes the hash of an account; whether that changed anything.
fn note(registers: &mut [u8; REGISTERS], id: Id) -> bool {
    let hash = mixed(id.0.cast_unsigned());
    let register = &mut registers[(hash >> (64 - REGISTER_BITS)) as usize];
    // The position of the first one in the rest, from 1.
    let rank = ((hash << REGISTER_BITS) | 1 << (REGISTER_BITS - 1)).leading_zeros() as u8 + 1;
    let higher = rank > *register;
    if higher {
        *register = rank;
    }
    higher
}

fn estimate(registers: &[u8; REGISTERS]) -> u32 {
    let m = REGISTERS as f64;
    let sum: f64 = registers.iter().map(|&rank| 0.5_f64.powi(i32::from(rank))).sum();
    let raw = 0.7213 / (1.0 + 1.079 / m) * m * m / sum;
    let empty = registers.iter().filter(|&&rank| rank == 0).count();
    let counted = if raw <= 2.5 * m && empty > 0 { m * (m / empty as f64).ln() } else { raw };
    counted.round() as u32
}

/// Spreads a number over all bits (the finaliser of MurmurHash3).
fn mixed(mut n: u64) -> u64 {
    n = (n ^ (n >> 33)).wrapping_mul(0xFF51_AFD7_ED55_8CCD);
    n = (n ^ (n >> 33)).wrapping_mul(0xC4CE_B9FE_1A85_EC53);
    n ^ (n >> 33)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_are_counted_exactly_and_many_nearly() {
        let mut crowd = Crowd::default();
        for n in 1..=128 {
            assert!(crowd.add(Id(n)) && !crowd.add(Id(n)));
            assert_eq!(i64::from(crowd.count()), n);
        }
        for n in 129..=50_000_i64 {
            crowd.add(Id(n << 16));
            if n % 7_000 == 0 {
                let error = (f64::from(crowd.count()) - n as f64).abs() / n as f64;
                assert!(error < 0.12, "{n}: {}", crowd.count());
            }
        }
        let before = crowd.count();
        assert!((1..=128).all(|n| !crowd.add(Id(n))));
        assert_eq!(crowd.count(), before, "those who are there already change nothing");
    }
}
