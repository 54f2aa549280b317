use std::collections::{HashMap, HashSet};
use std::fmt;
use std::hash::{BuildHasherDefault, Hasher};
use std::str::FromStr;

use parking_lot::Mutex;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::Clock;

/// Bits below the milliseconds: 12 of bucket, 4 of sequence.
const LOW_BITS: u32 = 16;
const SEQUENCE_BITS: u32 = 4;
const SEQUENCE_MAX: u8 = (1 << SEQUENCE_BITS) - 1;
const BUCKETS: i64 = 4096;
/// How many distinct buckets one millisecond remembers before the generator simply moves on to the next one.
const BUCKETS_PER_MS_MAX: usize = 1024;

/// An id in Mastodon's layout: `unix_ms << 16`, then 12 bits of bucket and 4 of sequence.
///
/// Strict clients compute with that layout (Mastodon.py turns dates into ids), so it is part of the API.
/// The bucket is the owner's, so any id tells which rows it lives beside. In JSON it is a decimal string.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Id(pub i64);

/// The shard key, 0..=4095: random for an account, copied from the owner to everything that it owns.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Bucket(u16);

impl Bucket {
    /// The bucket that `n` falls into.
    pub fn of(n: u64) -> Self {
        Self((n % BUCKETS as u64) as u16)
    }

    /// As a bound parameter.
    pub fn get(self) -> i64 {
        i64::from(self.0)
    }
}

impl Id {
    /// The id of `bucket` at `ms`, with a sequence number from 0 to 15 to tell apart ids of one millisecond.
    pub fn new(ms: i64, bucket: Bucket, sequence: u8) -> Self {
        let low = (bucket.get() << SEQUENCE_BITS) | i64::from(sequence & SEQUENCE_MAX);
        Self((ms.clamp(0, i64::MAX >> LOW_BITS) << LOW_BITS) | low)
    }

    /// Milliseconds since 1970 at which it was made.
    pub fn ms(self) -> i64 {
        self.0 >> LOW_BITS
    }

    /// The owner's bucket.
    pub fn bucket(self) -> Bucket {
        Bucket(((self.0 >> SEQUENCE_BITS) & (BUCKETS - 1)) as u16)
    }

    /// The bucket as a bound parameter: every statement on a sharded table names it.
    pub fn bk(self) -> i64 {
        self.bucket().get()
    }

    /// A number of 31 bits made of it, for the few places where strict clients read just that, and which no call
    /// takes back. Not unique.
    pub fn folded(self) -> i64 {
        (self.0 ^ (self.0 >> 31)) & 0x7FFF_FFFF
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.0)
    }
}

/// A map by id. Ids are ours and well spread, so their hash may be cheap.
pub type IdMap<V> = HashMap<Id, V, BuildHasherDefault<IdHasher>>;

/// A set of ids.
pub type IdSet = HashSet<Id, BuildHasherDefault<IdHasher>>;

/// Spreads an id over 64 bits by one multiplication with an odd constant (2^64 by the golden ratio, as in Knuth's
/// multiplicative hashing). For ids alone: whoever chooses other keys could choose collisions.
#[derive(Debug, Clone, Copy, Default)]
pub struct IdHasher(u64);

impl Hasher for IdHasher {
    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.write_i64(i64::from(byte));
        }
    }

    fn write_i64(&mut self, n: i64) {
        let spread = (self.0 ^ n.cast_unsigned()).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        // The table takes its place from the low bits, and those of a product depend on low bits alone.
        self.0 = spread ^ (spread >> 32);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// The text was not a positive decimal number of 63 bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BadId;

impl fmt::Display for BadId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not an id")
    }
}

impl std::error::Error for BadId {}

impl FromStr for Id {
    type Err = BadId;

    fn from_str(s: &str) -> Result<Self, BadId> {
        let plain = !s.is_empty() && s.len() <= 19 && s.bytes().all(|b| b.is_ascii_digit());
        let number = if plain { s.parse::<i64>().map_err(|_| BadId)? } else { return Err(BadId) };
        Ok(Self(number))
    }
}

impl Serialize for Id {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl serde::de::Visitor<'_> for Visitor {
            type Value = Id;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an id as a decimal string or number")
            }
            fn visit_str<E: serde::de::Error>(self, s: &str) -> Result<Id, E> {
                s.parse().map_err(E::custom)
            }
            fn visit_u64<E: serde::de::Error>(self, n: u64) -> Result<Id, E> {
                i64::try_from(n).map(Id).map_err(E::custom)
            }
        }
        d.deserialize_any(Visitor)
    }
}

/// Makes ids; one per process. Never issues below its floor, so a clock that goes back cannot reorder ids.
///
/// Two nodes may still make the same id; the primary key refuses the second, and the writer asks again.
#[derive(Debug)]
pub struct IdGen {
    clock: Clock,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    ms: i64,
    next: HashMap<u16, u8>,
}

impl IdGen {
    /// A generator whose first id is later than `floor_ms` (the stored high-water mark; 0 for none).
    pub fn new(clock: Clock, floor_ms: i64) -> Self {
        let ms = floor_ms + i64::from(floor_ms > 0);
        Self { clock, state: Mutex::new(State { ms, next: HashMap::new() }) }
    }

    /// A new id, later than every id made before it in the same bucket.
    pub fn next(&self, bucket: Bucket) -> Id {
        let now = self.clock.now_ms();
        let mut state = self.state.lock();
        state.reach(now);
        let sequence = state.take(bucket.0);
        Id::new(state.ms, bucket, sequence)
    }

    /// A new id owned by whoever owns `owner`.
    pub fn beside(&self, owner: Id) -> Id {
        self.next(owner.bucket())
    }

    /// Milliseconds of the newest id made so far: the high-water mark to store.
    pub fn high_water_ms(&self) -> i64 {
        self.state.lock().ms
    }

    /// Raises the floor, when ids above the own clock were seen (restored data, another node).
    pub fn raise(&self, floor_ms: i64) {
        self.state.lock().reach(floor_ms + 1);
    }
}

impl State {
    fn reach(&mut self, ms: i64) {
        if ms > self.ms || self.next.len() > BUCKETS_PER_MS_MAX {
            self.ms = ms.max(self.ms + 1);
            self.next.clear();
        }
    }

    fn take(&mut self, bucket: u16) -> u8 {
        if self.next.get(&bucket).is_some_and(|&n| n > SEQUENCE_MAX) {
            self.ms += 1;
            self.next.clear();
        }
        let next = self.next.entry(bucket).or_insert(0);
        let sequence = *next;
        *next += 1;
        sequence
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn it_is_mastodons_layout() {
        let id = Id::new(1_763_820_000_000, Bucket::of(77), 3);
        assert_eq!(id.0 >> 16, 1_763_820_000_000);
        assert_eq!((id.ms(), id.bk(), id.0 & 15), (1_763_820_000_000, 77, 3));
    }

    #[test]
    fn ids_of_one_bucket_rise_even_when_the_clock_stands_or_goes_back() {
        let clock = Clock::fixed(1_000_000);
        let ids = IdGen::new(clock.clone(), 0);
        let bucket = Bucket::of(9);
        let mut last = Id(0);
        for n in 0..1000 {
            if n == 500 {
                clock.advance(-5_000);
            }
            let id = ids.next(bucket);
            assert!(id > last && id.bucket() == bucket);
            last = id;
        }
    }

    #[test]
    fn it_starts_above_its_floor() {
        let ids = IdGen::new(Clock::fixed(5), 1_000);
        assert!(ids.next(Bucket::of(1)).ms() > 1_000);
        ids.raise(9_000);
        assert!(ids.next(Bucket::of(1)).ms() > 9_000);
    }

    #[test]
    fn bad_texts_are_refused() {
        for bad in ["", "-1", "+1", "1x", "99999999999999999999", "9223372036854775808", "１", "1.0", " 1"] {
            assert_eq!(bad.parse::<Id>(), Err(BadId), "{bad:?}");
        }
    }

    #[test]
    fn hashes_of_neighbours_are_spread() {
        let bucket = Bucket::of(9);
        let ids = (0..4_096).map(|n| Id::new(1_763_820_000_000 + n, bucket, 0));
        let places: HashSet<u64> = ids
            .map(|id| {
                let mut hasher = IdHasher::default();
                std::hash::Hash::hash(&id, &mut hasher);
                hasher.finish() & 0xFFFF
            })
            .collect();
        assert!(places.len() > 3_700, "{}", places.len());
    }

    proptest! {
        #[test]
        fn text_and_json_round_trip(n in 0i64..) {
            let id = Id(n);
            prop_assert_eq!(id.to_string().parse::<Id>().unwrap(), id);
            let json = serde_json::to_string(&id).unwrap();
            prop_assert_eq!(&json, &format!("\"{n}\""));
            prop_assert_eq!(serde_json::from_str::<Id>(&json).unwrap(), id);
        }
    }
}
