//! Videos and sounds: refused with a reason or written anew within the limits, never a panic that escapes, and what
//! came out goes in again.

use media::clip::{ClipLimits, clean, sniff};

/// What must hold for every input.
pub fn run(bytes: &[u8]) {
    let limits = ClipLimits { bytes_max: 1 << 20, ..ClipLimits::default() };
    let known = sniff(bytes).is_some();
    let Ok(made) = clean(bytes, &limits) else { return };
    assert!(known && bytes.len() <= limits.bytes_max);
    // The header that is written may be larger than the one that came, by no more than its fixed parts.
    assert!(made.bytes.len() <= bytes.len() * 2 + 4_096, "{} of {}", made.bytes.len(), bytes.len());
    let roomy = ClipLimits { bytes_max: usize::MAX, ..limits };
    let again = clean(&made.bytes, &roomy).expect("what was written can be read");
    assert_eq!(again.format, made.format);
}
