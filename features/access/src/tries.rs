//! How often somebody may try a password or a code. In memory: what is lost with a restart is only the waiting.
//!
//! Counted by the name that was typed, whether or not anybody has it, so the answers tell nothing. A browser that was
//! signed in before has a count of its own: strangers who try cannot keep the owner of a name out of it. Strangers are
//! counted by address, and all of them together more generously. Where even that keeps somebody waiting, a new
//! password by mail makes their browser known.

use std::collections::HashMap;
use std::net::IpAddr;

use base::{DAY_MS, HOUR_MS, Kind, MINUTE_MS, Ms, Problem, SECOND_MS};
use parking_lot::Mutex;

use crate::secrets::{Digest, digest};

/// Wrong tries without waiting, of a browser that is known.
const FREE_KNOWN: u32 = 10;
/// Wrong tries without waiting, from one address.
const FREE_ADDRESS: u32 = 5;
/// Wrong tries without waiting, of all strangers together.
const FREE_ALL: u32 = 50;
/// The first wait; each further wrong try doubles it.
const FIRST_WAIT_MS: i64 = 15 * SECOND_MS;
/// The longest wait.
const WAIT_MS_MAX: i64 = 15 * MINUTE_MS;
/// Wrong tries are forgotten after so long without another.
const KEPT_MS: i64 = DAY_MS;
/// Counts kept at the most; past that those of before the last hour go, and then all that nobody waits for.
const COUNTS_MAX: usize = 100_000;

/// What is tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Tried {
    Password,
    Code,
}

/// Who tries.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Source {
    /// The browser, if it was signed in to this account before.
    pub(crate) known: Option<Digest>,
    /// The address, where there is one.
    pub(crate) address: Option<IpAddr>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum From {
    Known(Digest),
    Address(IpAddr),
    All,
}

type Key = (Tried, Digest, From);

#[derive(Debug, Clone, Copy, Default)]
struct Count {
    wrong: u32,
    last_ms: Ms,
    again_ms: Ms,
}

/// The counts.
#[derive(Debug, Default)]
pub(crate) struct Tries(Mutex<HashMap<Key, Count>>);

impl Tries {
    /// Counts a try before it is looked at, so that many at once are not more than one after another.
    ///
    /// # Errors
    /// 429 where somebody has to wait, in words that say for how long.
    pub(crate) fn take(&self, tried: Tried, name: &str, source: Source, now: Ms) -> Result<(), Problem> {
        let name = digest(name);
        let mut counts = self.0.lock();
        tidy(&mut counts, now);
        let keys = sources(source).into_iter().map(|from| (tried, name, from)).collect::<Vec<_>>();
        let again = keys.iter().filter_map(|key| counts.get(key)).map(|count| count.again_ms).max();
        if let Some(again) = again.filter(|again| *again > now) {
            return Err(too_many(again - now));
        }
        for key in keys {
            let count = counts.entry(key).or_default();
            if now - count.last_ms > KEPT_MS {
                *count = Count::default();
            }
            count.wrong = count.wrong.saturating_add(1);
            count.last_ms = now;
            count.again_ms = now + wait_ms(count.wrong, free(key.2));
        }
        Ok(())
    }

    /// The try was right: what came before it from there is forgotten. What others try still counts.
    pub(crate) fn right(&self, tried: Tried, name: &str, source: Source) {
        let name = digest(name);
        let mut counts = self.0.lock();
        for from in sources(source) {
            match from {
                From::All => {
                    if let Some(count) = counts.get_mut(&(tried, name, from)) {
                        count.wrong = count.wrong.saturating_sub(1);
                        count.again_ms = 0;
                    }
                }
                from => drop(counts.remove(&(tried, name, from))),
            }
        }
    }
}

fn sources(source: Source) -> Vec<From> {
    match (source.known, source.address) {
        (Some(device), _) => vec![From::Known(device)],
        (None, Some(address)) => vec![From::Address(address), From::All],
        (None, None) => vec![From::All],
    }
}

fn free(from: From) -> u32 {
    match from {
        From::Known(_) => FREE_KNOWN,
        From::Address(_) => FREE_ADDRESS,
        From::All => FREE_ALL,
    }
}

fn wait_ms(wrong: u32, free: u32) -> i64 {
    if wrong < free {
        return 0;
    }
    FIRST_WAIT_MS.saturating_mul(1 << (wrong - free).min(20)).min(WAIT_MS_MAX)
}

fn tidy(counts: &mut HashMap<Key, Count>, now: Ms) {
    if counts.len() >= COUNTS_MAX {
        counts.retain(|_, count| now - count.last_ms < HOUR_MS);
    }
    if counts.len() >= COUNTS_MAX {
        counts.retain(|_, count| count.again_ms > now);
    }
}

fn too_many(wait_ms: i64) -> Problem {
    let wait = match wait_ms {
        ..MINUTE_MS => "a minute".to_owned(),
        ms => format!("{} minutes", (ms + MINUTE_MS - 1) / MINUTE_MS),
    };
    Problem::new(Kind::TooMany, format!("There were too many wrong tries. Please wait {wait} and try again"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from(last: u8) -> Source {
        Source { known: None, address: Some([192, 0, 2, last].into()) }
    }

    fn taken(tries: &Tries, source: Source, now: Ms) -> bool {
        tries.take(Tried::Password, "ines", source, now).is_ok()
    }

    #[test]
    fn waits_grow_to_a_quarter_of_an_hour() {
        for (wrong, wait) in
            [(1, 0), (4, 0), (5, 15), (6, 30), (7, 60), (10, 480), (11, 900), (4_000_000_000, 900)]
        {
            assert_eq!(wait_ms(wrong, FREE_ADDRESS), wait * SECOND_MS, "{wrong}");
        }
    }

    #[test]
    fn strangers_wait_and_known_browsers_do_not_wait_for_them() {
        let tries = Tries::default();
        for _ in 0..FREE_ADDRESS {
            assert!(taken(&tries, from(1), 0));
        }
        assert!(!taken(&tries, from(1), FIRST_WAIT_MS - 1), "now it has to wait");
        assert!(taken(&tries, from(2), 0), "another address does not");
        assert!(taken(&tries, from(1), FIRST_WAIT_MS), "once");
        assert!(!taken(&tries, from(1), FIRST_WAIT_MS * 2), "and the next wait is longer");
        assert!(tries.take(Tried::Code, "ines", from(1), 0).is_ok(), "codes have counts of their own");
        assert!(tries.take(Tried::Password, "theo", from(1), 0).is_ok());
        let known = Source { known: Some(digest("browser")), address: Some([192, 0, 2, 1].into()) };
        assert!(taken(&tries, known, 0));
        tries.right(Tried::Password, "ines", from(1));
        assert!(taken(&tries, from(1), FIRST_WAIT_MS * 2), "who got in starts anew");
    }

    #[test]
    fn many_addresses_are_one_crowd() {
        let tries = Tries::default();
        let passed = (0..200).filter(|n| taken(&tries, from(*n), 0)).count();
        assert_eq!(passed, FREE_ALL as usize);
        let known = Source { known: Some(digest("browser")), address: None };
        assert!(taken(&tries, known, 0), "the owner's browser gets in all the same");
        assert!(taken(&tries, from(201), WAIT_MS_MAX), "and strangers later");
    }

    #[test]
    fn wrong_tries_are_forgotten_after_a_day() {
        let tries = Tries::default();
        for n in 0..20 {
            taken(&tries, from(1), n * WAIT_MS_MAX);
        }
        let later = 20 * WAIT_MS_MAX + KEPT_MS + 1;
        assert!((0..FREE_ADDRESS).all(|_| taken(&tries, from(1), later)));
    }
}
