use proptest::prelude::*;

use super::super::{ClipError, ClipLimits, Stop, Unfit, clean};
use super::boxes::Boxes;
use super::codec;

/// Boxes that a clean file has, and no others.
const OURS: [&[u8; 4]; 33] = [
    b"ftyp", b"moov", b"mvhd", b"trak", b"tkhd", b"edts", b"elst", b"mdia", b"mdhd", b"hdlr", b"minf",
    b"vmhd", b"smhd", b"dinf", b"dref", b"url ", b"stbl", b"stsd", b"avc1", b"avcC", b"colr", b"pasp",
    b"mp4a", b"esds", b"stts", b"ctts", b"stss", b"stsc", b"stsz", b"stco", b"mdat", b"nclx", b"nclc",
];
/// What is damaged.
const SEEDS: &[&str] = &["planted.mp4", "silent.mp4", "planted.m4a"];
/// Boxes that hold boxes.
const HOLDERS: [&[u8; 4]; 7] = [b"moov", b"trak", b"edts", b"mdia", b"minf", b"dinf", b"stbl"];

fn seed(name: &str) -> Vec<u8> {
    let seeds = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/seeds/clip");
    std::fs::read(seeds.join(name)).unwrap()
}

fn holds(bytes: &[u8], words: &[&[u8]]) -> bool {
    words.iter().any(|word| bytes.windows(word.len()).any(|window| window == *word))
}

fn names(bytes: &[u8], found: &mut Vec<[u8; 4]>) {
    for one in Boxes(bytes) {
        let (name, body) = one.unwrap();
        found.push(name);
        if HOLDERS.contains(&&name) {
            names(body, found);
        }
    }
}

/// Where the body of the first box of this name begins, anywhere.
fn within(bytes: &[u8], name: &[u8; 4]) -> usize {
    bytes.windows(4).position(|window| window == name).unwrap() + 4
}

#[test]
fn only_known_boxes_come_out_and_no_word_of_what_was_planted() {
    for name in ["planted.mp4", "planted.m4a", "silent.mp4"] {
        let planted = seed(name);
        let clip = clean(&planted, &ClipLimits::default()).unwrap();
        assert!(name == "silent.mp4" || holds(&planted, &[b"CANARY"]), "{name}");
        let words: [&[u8]; 7] = [b"CANARY", b"51.5", b"x264", b"Lavf", b"Lavc", b"xmp", b"PNG"];
        assert!(!holds(&clip.bytes, &words), "{name}");
        let mut found = Vec::new();
        names(&clip.bytes, &mut found);
        assert!(found.iter().all(|name| OURS.contains(&name)), "{found:?}");
        assert_eq!(clean(&clip.bytes, &ClipLimits::default()).unwrap(), clip, "once clean, it stays so");
    }
}

#[test]
fn times_of_recording_go() {
    let mut planted = seed("planted.mp4");
    let at = within(&planted, b"mvhd") + 4;
    planted[at..at + 8].fill(0xDC);
    let clip = clean(&planted, &ClipLimits::default()).unwrap();
    for name in [b"mvhd", b"tkhd", b"mdhd"] {
        let at = within(&clip.bytes, name) + 4;
        assert_eq!(clip.bytes[at..at + 16], [0; 16]);
    }
}

#[test]
fn turns_are_kept() {
    let quarter: [i32; 9] = [0, 1 << 16, 0, -(1 << 16), 0, 0, 48 << 16, 0, 1 << 30];
    let mut turned = seed("silent.mp4");
    let at = within(&turned, b"tkhd") + 40;
    for (n, part) in quarter.iter().enumerate() {
        turned[at + n * 4..at + n * 4 + 4].copy_from_slice(&part.to_be_bytes());
    }
    let clip = clean(&turned, &ClipLimits::default()).unwrap();
    assert_eq!((clip.facts.width, clip.facts.height), (48, 64));
    let at = within(&clip.bytes, b"tkhd") + 52;
    let seen: Vec<i32> =
        clip.bytes[at..at + 36].chunks(4).map(|part| i32::from_be_bytes(part.try_into().unwrap())).collect();
    assert_eq!(seen, quarter);
}

#[test]
fn what_was_cut_off_does_not_stay_hidden() {
    assert_eq!(clean(&seed("trimmed.mp4"), &ClipLimits::default()), Err(Unfit::Hidden.into()));
}

#[test]
fn other_layouts_are_told_apart_from_broken_ones() {
    let limits = ClipLimits::default();
    assert_eq!(clean(&seed("fragmented.mp4"), &limits), Err(Unfit::Layout.into()));
    let mut other = seed("silent.mp4");
    let at = within(&other, b"stsd") + 12;
    other[at..at + 4].copy_from_slice(b"hvc1");
    assert_eq!(clean(&other, &limits), Err(Unfit::Codec.into()));
    let mut broken = seed("silent.mp4");
    let at = within(&broken, b"stco") + 8;
    broken[at..at + 4].fill(0xFF);
    assert_eq!(clean(&broken, &limits), Err(ClipError::Corrupt.into()));
    let whole = seed("silent.mp4");
    assert!(matches!(
        clean(&whole[..whole.len() / 2], &limits),
        Err(Stop::Refused(_) | Stop::Unfit(Unfit::Layout))
    ));
}

#[test]
fn limits_hold() {
    let planted = seed("planted.mp4");
    let limits = ClipLimits { bytes_max: planted.len() - 1, ..ClipLimits::default() };
    assert!(matches!(clean(&planted, &limits), Err(Stop::Refused(ClipError::TooLarge { .. }))));
    let limits = ClipLimits { pixels_max: 64 * 48 - 1, ..ClipLimits::default() };
    assert!(matches!(clean(&planted, &limits), Err(Stop::Refused(ClipError::TooManyPixels { .. }))));
    let limits = ClipLimits { frame_rate_max: 9, ..ClipLimits::default() };
    assert!(matches!(clean(&planted, &limits), Err(Stop::Refused(ClipError::TooFast { .. }))));
}

#[test]
fn the_size_that_counts_is_the_one_that_is_decoded() {
    let limits = ClipLimits { pixels_max: 40 * 40, ..ClipLimits::default() };
    for (width, height) in [(16u16, 16u16), (0, 0), (64, 0), (47, 48), (64, 31)] {
        let mut lies = seed("silent.mp4");
        let entries = within(&lies, b"stsd");
        let at = entries + within(&lies[entries..], b"avc1") + 24;
        lies[at..at + 2].copy_from_slice(&width.to_be_bytes());
        lies[at + 2..at + 4].copy_from_slice(&height.to_be_bytes());
        assert_eq!(clean(&lies, &limits), Err(Unfit::Codec.into()), "{width}x{height}");
    }
}

#[test]
fn parameters_within_the_samples_are_looked_at_too() {
    let planted = seed("planted.mp4");
    // Where the encoder names itself.
    let at = planted.windows(3).position(|unit| unit == b"\x06\x05\xff").unwrap();
    // 1920 x 1088, and a set of single pictures.
    let large = b"\x67\x64\0\x28\xac\xd9\x40\x78\x02\x27\xe5\xff\xc0\0\xc0\x01\x04";
    for (unit, expected) in [(large.as_slice(), Err(Unfit::Codec.into())), (b"\x68", Ok(()))] {
        let mut within = planted.clone();
        within[at..at + unit.len()].copy_from_slice(unit);
        assert_eq!(clean(&within, &ClipLimits::default()).map(drop), expected, "{unit:?}");
    }
    assert!(codec::fits(&[0x68; 1_024], (64, 48)) && !codec::fits(&[0x68; 1_025], (64, 48)));
    assert!(!codec::fits(&[0x67; 1_025], (64, 48)) && codec::fits(&[0x65; 9_000], (64, 48)));
}

#[test]
fn boxes_in_boxes_end_nothing() {
    let head = b"\0\0\0\x10ftypisom\0\0\0\0";
    for name in [b"moov", b"meta", b"trak", b"edts"] {
        let mut nested = Vec::new();
        for _ in 0..20_000 {
            let size = u32::try_from(nested.len() + 12).unwrap().to_be_bytes();
            nested = [size.as_slice(), name, &[0; 4], &nested].concat();
            if nested.len() > 60_000 {
                break;
            }
        }
        let moov =
            [&u32::try_from(nested.len() + 8).unwrap().to_be_bytes(), b"moov".as_slice(), &nested].concat();
        assert!(clean(&[head.as_slice(), &moov].concat(), &ClipLimits::default()).is_err());
    }
}

#[test]
fn a_small_file_does_not_become_a_large_one() {
    let mut grown = seed("silent.mp4");
    // All samples as large as the file.
    let (at, size) = (within(&grown, b"stsz") + 4, u32::try_from(grown.len() - 200).unwrap());
    grown[at..at + 4].copy_from_slice(&size.to_be_bytes());
    assert!(clean(&grown, &ClipLimits::default()).is_err());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]
    #[test]
    fn damage_is_survived(at in 0usize..6_000, by in 1u8.., name in proptest::sample::select(SEEDS)) {
        let mut file = seed(name);
        let at = at % file.len();
        file[at] ^= by;
        if let Ok(clip) = clean(&file, &ClipLimits::default()) {
            prop_assert!(clip.bytes.len() < file.len() + 1_000);
        }
    }
}
