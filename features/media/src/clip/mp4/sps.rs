//! Sequence parameter sets of H.264 (7.3.2.1.1): how large the pictures are that a decoder makes room for.

/// Pixels of a side of a macroblock.
const BLOCK: u64 = 16;
/// Bits that an exp-Golomb number may begin with: more are no number of 32 bits.
const ZEROS_MAX: u32 = 31;
/// Profiles whose sets also tell how colours are coded.
const DETAILED: [u64; 13] = [44, 83, 86, 100, 110, 118, 122, 128, 134, 135, 138, 139, 244];
/// The kind of colour in which all three parts are as fine as the first.
const FULL_COLOUR: u64 = 3;
/// Reference frames in a cycle, as the standard has them.
const CYCLE_MAX: u64 = 255;

/// The coded size of pictures, which is cut to what is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Size {
    pub(super) width: u64,
    pub(super) height: u64,
    /// A picture may be two fields, each of whole macroblocks.
    pub(super) fields: bool,
}

impl Size {
    /// Whether such pictures are coded for `width` and `height`: no larger than whole macroblocks make them.
    pub(super) fn is_of(self, width: u64, height: u64) -> bool {
        let rows = if self.fields { 2 * BLOCK } else { BLOCK };
        self.width <= width + BLOCK && self.height <= height + rows
    }
}

/// The size that a whole unit tells; `None` where it is no parameter set.
pub(super) fn size(unit: &[u8]) -> Option<Size> {
    let payload = plain(unit.get(1..)?);
    let mut bits = Bits { bytes: &payload, at: 0 };
    let profile = bits.take(8)?;
    // Constraints and level, and the set's number.
    bits.take(16)?;
    bits.number()?;
    if DETAILED.contains(&profile) {
        bits.skip_colours()?;
    }
    bits.number()?;
    bits.skip_order()?;
    bits.number()?;
    bits.take(1)?;
    let (columns, rows) = (bits.number()? + 1, bits.number()? + 1);
    let fields = bits.take(1)? == 0;
    Some(Size { width: columns * BLOCK, height: rows * BLOCK * if fields { 2 } else { 1 }, fields })
}

/// Without the bytes that keep it from looking like the beginning of a unit.
fn plain(payload: &[u8]) -> Vec<u8> {
    let mut zeros = 0;
    let mut plain = Vec::with_capacity(payload.len());
    for &byte in payload {
        if zeros >= 2 && byte == 3 {
            zeros = 0;
            continue;
        }
        zeros = if byte == 0 { zeros + 1 } else { 0 };
        plain.push(byte);
    }
    plain
}

struct Bits<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Bits<'_> {
    fn take(&mut self, count: u32) -> Option<u64> {
        let mut value = 0;
        for _ in 0..count {
            let bit = self.bytes.get(self.at / 8)? >> (7 - self.at % 8) & 1;
            value = value << 1 | u64::from(bit);
            self.at += 1;
        }
        Some(value)
    }

    /// An exp-Golomb number (9.1). One with a sign has the same length.
    fn number(&mut self) -> Option<u64> {
        let mut zeros = 0;
        while self.take(1)? == 0 {
            zeros += 1;
            if zeros > ZEROS_MAX {
                return None;
            }
        }
        Some((1 << zeros) - 1 + self.take(zeros)?)
    }

    /// An exp-Golomb number with a sign (9.1.1).
    fn signed(&mut self) -> Option<i64> {
        let number = i64::try_from(self.number()?).ok()?;
        Some(if number % 2 == 0 { -(number / 2) } else { number / 2 + 1 })
    }

    /// How colours are coded, and by which factors.
    fn skip_colours(&mut self) -> Option<()> {
        let colour = self.number()?;
        if colour == FULL_COLOUR {
            self.take(1)?;
        }
        self.number()?;
        self.number()?;
        self.take(1)?;
        if self.take(1)? == 1 {
            for list in 0..if colour == FULL_COLOUR { 12 } else { 8 } {
                if self.take(1)? == 1 {
                    self.skip_factors(if list < 6 { 16 } else { 64 })?;
                }
            }
        }
        Some(())
    }

    /// A list of factors, each told by its distance from the last (7.3.2.1.1.1).
    fn skip_factors(&mut self, count: usize) -> Option<()> {
        let (mut last, mut next) = (8, 8);
        for _ in 0..count {
            if next != 0 {
                next = (last + self.signed()?).rem_euclid(256);
            }
            last = if next == 0 { last } else { next };
        }
        Some(())
    }

    /// How the order of pictures is told.
    fn skip_order(&mut self) -> Option<()> {
        match self.number()? {
            0 => drop(self.number()?),
            1 => {
                self.take(1)?;
                self.number()?;
                self.number()?;
                let cycle = self.number()?;
                if cycle > CYCLE_MAX {
                    return None;
                }
                for _ in 0..cycle {
                    self.number()?;
                }
            }
            _ => {}
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Writes what is read above.
    #[derive(Default)]
    struct Writer(Vec<bool>);

    impl Writer {
        fn put(&mut self, value: u64, count: u32) {
            self.0.extend((0..count).rev().map(|bit| value >> bit & 1 == 1));
        }

        fn number(&mut self, value: u64) {
            let length = 64 - (value + 1).leading_zeros();
            self.put(value + 1, 2 * length - 1);
        }

        /// A whole unit, with the bytes that keep it apart from others.
        fn unit(mut self) -> Vec<u8> {
            self.put(1, 1);
            let byte =
                |bits: &[bool]| (0..8).fold(0, |byte, n| byte << 1 | u8::from(bits.get(n) == Some(&true)));
            let mut unit = vec![0x67];
            for next in self.0.chunks(8).map(byte) {
                if unit.ends_with(&[0, 0]) && next <= 3 {
                    unit.push(3);
                }
                unit.push(next);
            }
            unit
        }
    }

    /// A set: its profile, its lists of factors as numbers, its kind of order, and its size in macroblocks.
    fn set(
        profile: u64,
        lists: &[Vec<i64>],
        order: u64,
        (columns, rows): (u64, u64),
        fields: bool,
    ) -> Vec<u8> {
        let mut w = Writer::default();
        w.put(profile << 16 | 30, 24);
        w.number(0);
        if DETAILED.contains(&profile) {
            w.number(1);
            w.number(0);
            w.number(0);
            w.put(u64::from(!lists.is_empty()), 2);
            for deltas in
                lists.iter().chain(std::iter::repeat(&Vec::new())).take(8).filter(|_| !lists.is_empty())
            {
                w.put(u64::from(!deltas.is_empty()), 1);
                for &delta in deltas {
                    w.number(if delta > 0 { 2 * delta as u64 - 1 } else { 2 * delta.unsigned_abs() });
                }
            }
        }
        w.number(4);
        w.number(order);
        match order {
            0 => w.number(2),
            1 => [1, 0, 4, 6, 7, 0].iter().enumerate().for_each(|(n, &value)| match n {
                0 => w.put(value, 1),
                3 => {
                    w.number(3);
                    w.number(value);
                }
                _ => w.number(value),
            }),
            _ => {}
        }
        w.number(3);
        w.put(0, 1);
        w.number(columns - 1);
        w.number(rows - 1);
        w.put(u64::from(!fields), 1);
        w.unit()
    }

    #[test]
    fn sets_of_encoders_are_read() {
        let table: [(&[u8], _, _); 3] = [
            // Of x264: Baseline, High, and High in fields.
            (b"\x67\x42\xc0\x1f\xd9\0\x50\x05\xbb\xff\0\x03\0\x04\x10\0\0\x03\0\x10", (1280, 720), false),
            (b"\x67\x64\0\x28\xac\xd9\x40\x78\x02\x27\xe5\xff\xc0\0\xc0\x01\x04", (1920, 1088), false),
            (b"\x67\x64\0\x1e\xac\xd9\x40\xb4\x24\xdf\xf8\0\x80\0\x78\x80", (720, 576), true),
        ];
        for (unit, (width, height), fields) in table {
            assert_eq!(size(unit), Some(Size { width, height, fields }));
        }
    }

    #[test]
    fn a_macroblock_more_is_none_too_many() {
        let coded = |width, height, fields| Size { width, height, fields };
        assert!(coded(1920, 1088, false).is_of(1920, 1080) && coded(64, 48, false).is_of(64, 48));
        assert!(coded(64, 48, false).is_of(640, 480), "less than is told");
        assert!(coded(720, 736, true).is_of(720, 708) && !coded(720, 736, false).is_of(720, 708));
        assert!(!coded(1936, 1088, false).is_of(1919, 1080));
        assert!(!coded(16_384, 16_384, true).is_of(16, 16));
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(
            profile in proptest::sample::select([66u64, 77, 88, 100].as_slice()),
            lists in proptest::collection::vec(proptest::collection::vec(-7i64..=7, 16), 0..=3),
            order in 0u64..=2,
            columns in 1u64..=4_096,
            rows in 1u64..=4_096,
            fields in any::<bool>(),
        ) {
            // A factor that becomes none ends its list, which other lists are for.
            let ends = |deltas: &Vec<i64>| {
                let mut sum = 8;
                deltas.iter().any(|delta| {
                    sum += delta;
                    sum == 0
                })
            };
            let lists: Vec<_> = lists.into_iter().filter(|deltas| !ends(deltas)).collect();
            let unit = set(profile, &lists, order, (columns, rows), fields);
            let height = rows * BLOCK * if fields { 2 } else { 1 };
            prop_assert_eq!(size(&unit), Some(Size { width: columns * BLOCK, height, fields }));
        }

        #[test]
        fn any_bytes_are_survived(unit in proptest::collection::vec(any::<u8>(), 0..64)) {
            let known = size(&unit);
            prop_assert!(known.is_none_or(|size| size.width > 0 && size.height > 0));
        }
    }
}
