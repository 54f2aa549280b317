//! MP3 files: only whole frames of sound pass. Tags before, between and behind them (ID3, APE, Lyrics3) are no frames
//! and stay out, pictures in them too; so does the frame that names the encoder, in whose place stands one of our own.

use super::error::ClipError;
use super::facts::{Facts, Sound};
use super::{Clip, ClipFormat};

/// Bits a second / 1,000 of layer III, by index, of MPEG 1 and of 2 and 2.5. Free format (0) is not taken.
const BIT_RATES: [[u32; 15]; 2] = [
    [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
    [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
];
/// Samples a second of MPEG 1, by index; 2 has half of it and 2.5 a quarter.
const RATES: [u32; 3] = [44_100, 48_000, 32_000];
/// The index of the bit rate of our own first frame: large enough for what is in it, at every rate.
const INDEX_BIT_RATE: u8 = 9;
/// Entries of the table of places.
const PLACES: usize = 100;

/// The header of one frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Frame {
    bytes: [u8; 4],
    /// MPEG 1.
    full: bool,
    rate: u32,
    mono: bool,
    length: usize,
}

impl Frame {
    fn read(at: &[u8]) -> Option<Self> {
        let bytes: [u8; 4] = *at.first_chunk()?;
        let [first, second, third, fourth] = bytes;
        // Eleven bits of sync, any version but the reserved one, layer III.
        if first != 0xFF || second & 0xE0 != 0xE0 || second & 0x06 != 0x02 {
            return None;
        }
        let (full, half) = match second & 0x18 {
            0x18 => (true, 1),
            0x10 => (false, 2),
            0x00 => (false, 4),
            _ => return None,
        };
        let kilobits =
            *BIT_RATES[usize::from(!full)].get(usize::from(third >> 4)).filter(|rate| **rate > 0)?;
        let rate = RATES.get(usize::from(third >> 2 & 3))? / half;
        let length = if full { 144 } else { 72 } * kilobits * 1_000 / rate + u32::from(third >> 1 & 1);
        Some(Self { bytes, full, rate, mono: fourth >> 6 == 3, length: length as usize })
    }

    /// Whether the other can follow in one stream.
    fn goes_with(&self, other: &Self) -> bool {
        (self.full, self.rate) == (other.full, other.rate)
    }

    fn samples(&self) -> u64 {
        if self.full { 1_152 } else { 576 }
    }

    /// Where the names of index frames stand, behind header and side information.
    fn index_at(&self) -> usize {
        match (self.full, self.mono) {
            (true, false) => 36,
            (true, true) | (false, false) => 21,
            (false, true) => 13,
        }
    }

    fn is_index(&self, frame: &[u8]) -> bool {
        let named =
            |at: usize, names: &[&[u8]]| frame.get(at..at + 4).is_some_and(|name| names.contains(&name));
        named(self.index_at(), &[b"Xing", b"Info"]) || named(36, &[b"VBRI"])
    }
}

/// How many bytes of ID3v2 tags stand at the beginning.
pub(super) fn tags(bytes: &[u8]) -> usize {
    let mut at = 0usize;
    while let Some([b'I', b'D', b'3', _, _, flags, a, b, c, d, ..]) = bytes.get(at..) {
        let size = [a, b, c, d].iter().fold(0usize, |size, byte| size << 7 | usize::from(**byte & 0x7F));
        let foot = if flags & 0x10 == 0 { 0 } else { 10 };
        at = at.saturating_add(10 + size + foot);
    }
    at
}

/// Whether two frames that go together stand at the beginning.
pub(super) fn begins(bytes: &[u8]) -> bool {
    let Some(frame) = Frame::read(bytes) else { return false };
    bytes.get(frame.length..).and_then(Frame::read).is_some_and(|next| frame.goes_with(&next))
}

/// The sound without anything else.
pub(super) fn clean(bytes: &[u8]) -> Result<Clip, ClipError> {
    let frames = frames(bytes);
    let [(first, _), _, ..] = frames[..] else { return Err(ClipError::Corrupt) };
    let total: usize = frames.iter().map(|(frame, _)| frame.length).sum();
    let mut out = Vec::with_capacity(total + 1_024);
    if frames.iter().any(|(frame, _)| frame.length.abs_diff(first.length) > 1) {
        out.extend(index(&first, &frames, total));
    }
    for (_, frame) in &frames {
        out.extend_from_slice(frame);
    }
    let samples = frames.len() as u64 * first.samples();
    let sound = Sound { codec: "mp3".to_owned(), rate: first.rate, channels: if first.mono { 1 } else { 2 } };
    let facts = Facts {
        frame_rate: (0, 1),
        duration_ms: samples * 1_000 / u64::from(first.rate),
        sound: Some(sound),
        ..Facts::default()
    };
    Ok(Clip { bytes: out, format: ClipFormat::Mp3, facts })
}

/// Every frame of sound. What is none is passed over; two that go together must stand where frames begin anew.
fn frames(bytes: &[u8]) -> Vec<(Frame, &[u8])> {
    let mut found: Vec<(Frame, &[u8])> = Vec::new();
    let (mut at, mut lost) = (tags(bytes), true);
    while let Some(rest) = bytes.get(at..).filter(|rest| rest.len() > 4) {
        let fits = |frame: &Frame| found.first().is_none_or(|(first, _)| first.goes_with(frame));
        let frame = Frame::read(rest).filter(fits).filter(|_| !lost || begins(rest));
        let whole = frame.and_then(|frame| Some((frame, rest.get(..frame.length)?)));
        match whole {
            Some((frame, whole)) => {
                if !frame.is_index(whole) {
                    found.push((frame, whole));
                }
                (at, lost) = (at + frame.length, false);
            }
            None => (at, lost) = (at + tags(rest).max(1), true),
        }
    }
    found
}

/// A frame of silence that tells players of varying bit rates how long the file is and where its parts lie.
fn index(first: &Frame, frames: &[(Frame, &[u8])], total: usize) -> Vec<u8> {
    let [sync, version, third, fourth] = first.bytes;
    // Without a check sum, without padding.
    let header = [sync, version | 1, INDEX_BIT_RATE << 4 | third & 0x0C, fourth];
    let length = Frame::read(&header).map_or(0, |frame| frame.length);
    let mut out = header.to_vec();
    out.resize(first.index_at(), 0);
    out.extend(b"Xing\0\0\0\x07");
    out.extend(u32::try_from(frames.len()).unwrap_or(u32::MAX).to_be_bytes());
    out.extend(u32::try_from(total + length).unwrap_or(u32::MAX).to_be_bytes());
    out.extend(places(frames, length, total + length));
    out.resize(length.max(out.len()), 0);
    out
}

/// For each hundredth of the time, which 256th of the file it lies in.
fn places(frames: &[(Frame, &[u8])], before: usize, total: usize) -> [u8; PLACES] {
    let mut places = [0; PLACES];
    let (mut at, mut next) = (before, 0);
    for (n, (frame, _)) in frames.iter().enumerate() {
        while next < PLACES && n * PLACES >= next * frames.len() {
            places[next] = u8::try_from(at * 256 / total.max(1)).unwrap_or(u8::MAX);
            next += 1;
        }
        at += frame.length;
    }
    places[next..].fill(u8::MAX);
    places
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A frame of MPEG 1 at 44,100 Hz, stereo, with a byte of its own in it.
    fn frame(index: u8, byte: u8) -> Vec<u8> {
        let header = [0xFF, 0xFB, index << 4, 0x00];
        let mut frame = header.to_vec();
        frame.resize(Frame::read(&header).unwrap().length, byte);
        frame
    }

    fn tag(text: &[u8]) -> Vec<u8> {
        [b"ID3\x04\0\0\0\0\0".as_slice(), &[text.len() as u8], text].concat()
    }

    #[test]
    fn tags_stay_out_wherever_they_stand() {
        let named = |name: &[u8]| {
            let mut index = frame(9, 0);
            index[36..36 + name.len()].copy_from_slice(name);
            index
        };
        let id3v1 = [b"TAG".as_slice(), &[b'C'; 125]].concat();
        let file = [
            tag(b"CANARY one").as_slice(),
            &tag(b"CANARY two"),
            &named(b"Info CANARY LAME3.100"),
            &frame(9, 1),
            &frame(9, 2),
            &tag(b"CANARY three"),
            &frame(9, 3),
            &frame(9, 4),
            b"APETAGEX CANARY",
            b"LYRICSBEGINCANARY",
            &id3v1,
        ]
        .concat();
        let clip = clean(&file).unwrap();
        assert_eq!(clip.bytes, [frame(9, 1), frame(9, 2), frame(9, 3), frame(9, 4)].concat());
        assert_eq!(clip.facts.duration_ms, 4 * 1_152_000 / 44_100);
        assert_eq!(clip.facts.sound.unwrap().channels, 2);
    }

    #[test]
    fn varying_rates_get_an_index() {
        let file = [frame(9, 1), frame(5, 2), frame(11, 3), frame(9, 4)].concat();
        let clip = clean(&file).unwrap();
        let head = Frame::read(&clip.bytes).unwrap();
        assert!(head.is_index(&clip.bytes));
        assert_eq!(clip.bytes[44..48], 4u32.to_be_bytes(), "frames");
        assert_eq!(clip.bytes[48..52], (clip.bytes.len() as u32).to_be_bytes(), "bytes");
        assert!(clip.bytes[52..152].is_sorted());
        assert_eq!(clip.bytes[head.length..], file);
        assert_eq!(clean(&clip.bytes).unwrap().bytes, clip.bytes, "once clean, it stays so");
    }

    #[test]
    fn what_is_no_mp3_is_refused() {
        for bytes in [b"".as_slice(), b"ID3", &[0xFF; 900], &frame(9, 0)[..100], &tag(b"only a tag")] {
            assert_eq!(clean(bytes).unwrap_err(), ClipError::Corrupt);
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_walked(bytes in proptest::collection::vec(any::<u8>(), 0..3_000)) {
            let file = [frame(1, 0), frame(1, 0), bytes].concat();
            let clip = clean(&file).unwrap();
            prop_assert!(clip.bytes.len() <= file.len() + 1_024);
        }
    }
}
