//! Notes within coded sound: AAC has room for bytes of anybody's choosing in front of the sound of each sample.
//! Encoders name themselves there.

/// Data that decoders hand on to whoever wants it.
const DATA: usize = 4;
/// Filling: nothing, or what makes the sound better.
const FILL: usize = 6;
/// Kinds of filling that hold nothing that is heard.
const IDLE: [usize; 3] = [0, 1, 2];

/// Zeroes what stands in front of the sound and is not heard; nothing moves by it.
pub(super) fn blank(sample: &mut [u8]) {
    let mut bits = Bits { bytes: sample, at: 0 };
    // The end of the sample ends the walk.
    while bits.blank_one().is_some() {}
}

struct Bits<'a> {
    bytes: &'a mut [u8],
    at: usize,
}

impl Bits<'_> {
    /// One element, if it is none of sound.
    fn blank_one(&mut self) -> Option<()> {
        match self.take(3)? {
            DATA => {
                self.take(4)?;
                let aligned = self.take(1)? == 1;
                let count = self.count(8, 255, 0)?;
                if aligned {
                    self.at = self.at.next_multiple_of(8);
                }
                self.zero(count * 8)
            }
            FILL => {
                let count = self.count(4, 15, 1)?;
                let begin = self.at;
                let idle = count == 0 || IDLE.contains(&self.take(4)?);
                self.at = begin;
                if idle { self.zero(count * 8) } else { self.skip(count * 8) }
            }
            _ => None,
        }
    }

    /// A count whose largest value says that more follows.
    fn count(&mut self, bits: usize, most: usize, less: usize) -> Option<usize> {
        let count = self.take(bits)?;
        if count == most { Some(count + self.take(8)? - less) } else { Some(count) }
    }

    fn take(&mut self, count: usize) -> Option<usize> {
        let mut value = 0;
        for at in self.at..self.at + count {
            value = value << 1 | usize::from(self.bytes.get(at / 8)? >> (7 - at % 8) & 1);
        }
        self.at += count;
        Some(value)
    }

    fn zero(&mut self, count: usize) -> Option<()> {
        for at in self.at..self.at + count {
            *self.bytes.get_mut(at / 8)? &= !(1 << (7 - at % 8));
        }
        self.skip(count)
    }

    fn skip(&mut self, count: usize) -> Option<()> {
        self.at += count;
        (self.at <= self.bytes.len() * 8).then_some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Bits as text, filled up to whole bytes.
    fn packed(bits: &str) -> Vec<u8> {
        let bits: Vec<u8> = bits.bytes().filter(u8::is_ascii_digit).map(|bit| bit - b'0').collect();
        bits.chunks(8)
            .map(|eight| eight.iter().zip([7, 6, 5, 4, 3, 2, 1, 0]).map(|(bit, by)| bit << by).sum())
            .collect()
    }

    #[test]
    fn notes_go_and_sound_stays() {
        let table = [
            // Filling of two bytes, then sound.
            ("110 0010 0000 11111111 1111 000 0101 11", "110 0010 0000 00000000 0000 000 0101 11"),
            // What widens the sound stays.
            ("110 0010 1101 11111111 1111 000 0101 11", "110 0010 1101 11111111 1111 000 0101 11"),
            // Data, aligned and not.
            ("100 0000 0 00000001 10101010 000 11", "100 0000 0 00000001 00000000 000 11"),
            ("100 0000 1 00000001 10101010 000 11", "100 0000 1 00000001 00000000 000 11"),
            // Sound alone.
            ("000 0101 11111111 1", "000 0101 11111111 1"),
            // One that ends too early.
            ("100 0000 0 11111111 11111111 1111", "100 0000 0 11111111 11111111 0000"),
        ];
        for (given, expected) in table {
            let mut sample = packed(given);
            blank(&mut sample);
            assert_eq!(sample, packed(expected), "{given}");
        }
        blank(&mut []);
    }
}
