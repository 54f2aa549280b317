//! Valid files with random damage never panic, and never take long.

use proptest::prelude::*;

use super::fixtures::samples;
use super::*;

/// Small enough that a mutated header cannot ask for much work.
fn tight() -> Limits {
    Limits {
        pixels_max: 40_000,
        side_px_max: 2000,
        frames_max: 20,
        animation_pixels_max: 100_000,
        alloc_bytes_max: 1 << 22,
        ..Limits::default()
    }
}

/// Whatever was accepted must hold its promises.
fn check(bytes: &[u8]) {
    let limits = tight();
    if let Ok(done) = attachment(bytes, &limits) {
        reread(&done.original);
        reread(&done.small);
        assert!(u64::from(done.original.width) * u64::from(done.original.height) <= limits.pixels_max);
        assert!(done.frames <= limits.frames_max);
        assert!(probe(bytes, &limits).is_ok());
    }
    let _ = avatar(bytes, &limits);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, ..ProptestConfig::default() })]

    #[test]
    fn damaged(which in 0usize..11, edits in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6)) {
        let mut bytes = samples().swap_remove(which);
        for (at, value) in edits {
            let at = at.index(bytes.len());
            bytes[at] = value;
        }
        check(&bytes);
    }

    #[test]
    fn cut_and_joined(which in 0usize..11, other in 0usize..11, cut: prop::sample::Index, join: prop::sample::Index) {
        let (head, tail) = (samples().swap_remove(which), samples().swap_remove(other));
        let bytes = [&head[..cut.index(head.len())], &tail[join.index(tail.len())..]].concat();
        check(&bytes);
    }

    #[test]
    fn random_after_signature(which in 0usize..11, keep in 3usize..40, tail in proptest::collection::vec(any::<u8>(), 0..300)) {
        let head = samples().swap_remove(which);
        check(&[&head[..keep.min(head.len())], &tail].concat());
    }
}

#[test]
fn samples_are_valid() {
    assert_eq!(samples().len(), 11);
    for (at, bytes) in samples().iter().enumerate() {
        assert!(attachment(bytes, &tight()).is_ok(), "sample {at}");
    }
}
